//! The counter: one search box, what it finds, and the card of the order in hand.

use super::card::{Card, card};
use super::customer_card::{CustomerCard, customer_card};
use super::search::{Match, orders_of, search};
use super::{correct_forms, forms};
use crate::front::customers;
use crate::front::orders::PlaceScreen;
use crate::model::{Duty, Money};
use crate::office::{Reader, Refused, Standing};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Place, Screen};
use crate::ui::{Field, List};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// By how many orders the list of a customer's grows when one comes to its end.
const MORE_ORDERS: i64 = 30;

/// Whose card it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The order with this number.
    Order(String),
    /// The customer with this code.
    Customer(String),
}

impl From<&Match> for Subject {
    fn from(found: &Match) -> Self {
        match &found.order {
            Some(number) => Self::Order(number.clone()),
            None => Self::Customer(found.customer.clone()),
        }
    }
}

/// What a counter wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterAsk {
    /// What is typed.
    text: String,
    /// The customer whose orders are listed, and how many of these.
    customer: Option<(String, i64)>,
    /// Whose card is shown; none: that of the first match.
    card: Option<Subject>,
}

/// The counter's screen.
#[derive(Debug, Default)]
pub struct Counter {
    pub(super) search: Field,
    pub(super) list: List,
    /// After `/` a first digit is searched for instead of choosing a section.
    takes_digits: bool,
    /// Whose card is open for its keys.
    pub(super) open: Option<Subject>,
    /// Whose card is shown beside the search, where the choice was moved.
    looked_at: Option<Subject>,
    /// The customer whose orders are listed, and how many.
    pub(super) customer: Option<(String, i64)>,
    /// Enter was pressed before what is typed had been looked up: it counts as soon as it has.
    hurried: bool,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    /// What was looked up.
    text: String,
    pub(super) matches: Vec<Match>,
    pub(super) card: Option<Card>,
    pub(super) person: Option<CustomerCard>,
}

impl Counter {
    /// With an order's card open.
    #[must_use]
    pub fn with(order: &str) -> Self {
        Self {
            search: Field::with(order),
            open: Some(Subject::Order(order.to_owned())),
            ..Self::default()
        }
    }

    /// With a customer's card open.
    #[must_use]
    pub fn with_customer(code: &str) -> Self {
        Self {
            open: Some(Subject::Customer(code.to_owned())),
            customer: Some((code.to_owned(), MORE_ORDERS)),
            ..Self::default()
        }
    }

    /// Looking for a text.
    #[must_use]
    pub fn searching(text: &str) -> Self {
        Self {
            search: Field::with(text),
            takes_digits: true,
            ..Self::default()
        }
    }

    fn keys(view: &View) -> Vec<i64> {
        view.matches.iter().map(|found| found.key).collect()
    }

    pub(super) fn chosen<'a>(&self, view: &'a View) -> Option<&'a Match> {
        view.matches
            .iter()
            .find(|found| Some(found.key) == self.list.chosen())
    }

    /// What is shown is what was typed, and not yet what was typed before.
    fn is_fresh(&self, view: &View) -> bool {
        view.text == self.search.value()
    }

    /// Opens the card of the chosen match; a customer's with their orders beside it.
    fn enter(&mut self, view: &View) {
        if let Some(found) = self.chosen(view) {
            self.open_match(found);
        }
    }

    fn open_match(&mut self, found: &Match) {
        let subject = Subject::from(found);
        if let Subject::Customer(code) = &subject
            && self
                .customer
                .as_ref()
                .is_none_or(|(known, _)| known != code)
        {
            self.customer = Some((code.clone(), MORE_ORDERS));
        }
        self.list.choose(found.key);
        self.open = Some(subject);
    }

    /// From a customer to the order that is asked for most likely: what stands ready, else the newest.
    fn enter_order(&mut self, view: &View) {
        let ready = view.person.as_ref().and_then(|card| card.ready.first());
        let orders = || view.matches.iter().filter(|found| found.order.is_some());
        let found = orders()
            .find(|found| ready.is_some_and(|ready| found.order.as_ref() == Some(&ready.order)))
            .or_else(|| orders().next());
        if let Some(found) = found {
            self.open_match(found);
        }
    }

    /// The choice has moved: the card follows it.
    fn moved(&mut self, key: KeyEvent, view: &View) {
        let Some(subject) = self.chosen(view).map(Subject::from) else {
            return;
        };
        if self.open.is_some() {
            self.open = Some(subject);
        } else {
            self.looked_at = Some(subject);
        }
        let at_the_end = view.matches.last().map(|found| found.key) == self.list.chosen();
        let onwards = matches!(key.code, KeyCode::Down | KeyCode::PageDown | KeyCode::End);
        if let Some((_, count)) = &mut self.customer
            && at_the_end
            && onwards
            && view.matches.len() > usize::try_from(*count).unwrap_or(usize::MAX)
        {
            *count += MORE_ORDERS;
        }
    }

    /// Back to the search.
    fn leave(&mut self, view: &View) {
        let code = self.customer.take().map(|(code, _)| code);
        self.open = None;
        self.looked_at = None;
        self.list = List::default();
        // The customer whose card it was stays chosen where the search finds them again.
        let key = view
            .person
            .as_ref()
            .filter(|card| Some(&card.card.code) == code.as_ref());
        if let Some(found) = key.and_then(|_| view.matches.first()) {
            self.list.choose(found.key);
        }
    }
}

/// The card of an order is open for its keys, and this is so of it.
fn card_is(screen: &Counter, view: &View, test: impl FnOnce(&Card) -> bool) -> bool {
    matches!(screen.open, Some(Subject::Order(_))) && view.card.as_ref().is_some_and(test)
}

/// The card of a customer who has not been merged away or erased is open for its keys.
fn person_is_open(screen: &Counter, view: &View) -> bool {
    let runs = |card: &CustomerCard| card.merged_into.is_none() && !card.erased;
    matches!(screen.open, Some(Subject::Customer(_))) && view.person.as_ref().is_some_and(runs)
}

impl Screen for Counter {
    type Ask = CounterAsk;
    type View = View;
    const STALE_ON: &'static [&'static str] = &[
        "order.",
        "exception.",
        "return.",
        "parcel.",
        "payment.",
        "paper.",
        "customer.",
        "cover.",
        "stock.",
    ];

    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::char('h'),
            label: Words::counter_key_hand_over,
            when: |screen, view, who| {
                who.may(Duty::Reception) && card_is(screen, view, |card| card.ready().is_some())
            },
            act: |_, view, out| forms::hand_over(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::counter_key_payment,
            when: |screen, view, who| {
                who.may(Duty::Reception) && card_is(screen, view, |card| card.due() > Money::ZERO)
            },
            act: |_, view, out| forms::payment(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::counter_key_refund,
            when: |screen, view, who| {
                who.may(Duty::Reception)
                    && card_is(screen, view, |card| card.overpaid() > Money::ZERO)
            },
            act: |_, view, out| forms::refund(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('s'),
            label: Words::counter_key_sign,
            when: |screen, view, who| {
                who.may(Duty::Reception) && card_is(screen, view, |card| !card.to_sign.is_empty())
            },
            act: |_, view, out| forms::sign(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::counter_key_change,
            when: |screen, view, who| {
                who.may(Duty::Sales) && card_is(screen, view, Card::may_be_cancelled)
            },
            act: |_, view, out| correct_forms::change(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('v'),
            label: Words::counter_key_return,
            when: |screen, view, who| {
                who.may(Duty::Reception) && card_is(screen, view, Card::may_come_back)
            },
            act: |_, view, out| correct_forms::take_back(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::counter_key_decide,
            when: |screen, view, who| {
                who.may(Duty::Fulfilment)
                    && card_is(screen, view, |card| !card.exceptions.is_empty())
            },
            act: |_, view, out| {
                let card = view.card.as_ref();
                if let Some((number, ..)) = card.and_then(|card| card.exceptions.first()) {
                    out.go(Place::Decide(number.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::orders_key_cancel,
            when: |screen, view, who| {
                who.may(Duty::Sales) && card_is(screen, view, Card::may_be_cancelled)
            },
            act: |_, view, out| forms::cancel(view.card.as_ref(), out),
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::counter_key_cover,
            when: |screen, view, who| {
                who.standing(Duty::Fulfilment) == Standing::CouldCover
                    && card_is(screen, view, Card::needs_the_back)
            },
            act: |_, view, out| go(view, out, Place::CoverFor),
        },
        Binding {
            chord: Chord::char('k'),
            label: Words::counter_key_pick,
            when: |screen, view, who| {
                who.may(Duty::Fulfilment)
                    && card_is(screen, view, |card| card.order.states.pickable)
            },
            act: |_, view, out| go(view, out, Place::Pick),
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::counter_key_ready,
            when: |screen, view, who| {
                who.may(Duty::Fulfilment) && card_is(screen, view, |card| card.packed().is_some())
            },
            act: |_, view, out| go_ready(view, out),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::orders_key_new,
            when: |screen, view, who| who.may(Duty::Sales) && card_is(screen, view, |_| true),
            act: |_, view, out| {
                let customer = view
                    .card
                    .as_ref()
                    .map_or("", |card| card.customer_code.as_str());
                out.open(Bound::pane(PlaceScreen::of(customer)));
            },
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::orders_key_new,
            when: |screen, view, who| who.may(Duty::Sales) && person_is_open(screen, view),
            act: |_, view, out| {
                if let Some(person) = &view.person {
                    out.open(Bound::pane(PlaceScreen::of(&person.card.code)));
                }
            },
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::customers_key_edit,
            when: |screen, view, who| who.may(Duty::Reception) && person_is_open(screen, view),
            act: |_, view, out| {
                if let Some(person) = &view.person {
                    let form = customers::edit_form(out.words, &person.card);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::customers_key_contacts,
            when: |screen, view, who| who.may(Duty::Reception) && person_is_open(screen, view),
            act: |_, view, out| {
                if let Some(person) = &view.person {
                    let (card, contacts) = (&person.card, person.contacts.clone());
                    let form =
                        customers::contacts_form(out.words, &card.code, &card.name, contacts);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::counter_key_their_order,
            when: |screen, view, _| {
                matches!(screen.open, Some(Subject::Customer(_)))
                    && view.matches.iter().any(|found| found.order.is_some())
            },
            act: |screen, view, _| screen.enter_order(view),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::orders_key_card,
            when: |screen, view, _| {
                screen.open.is_none() && screen.is_fresh(view) && screen.chosen(view).is_some()
            },
            act: |screen, view, _| screen.enter(view),
        },
        Binding {
            chord: Chord::ctrl('n'),
            label: Words::orders_key_new,
            when: |screen, _, who| screen.open.is_none() && who.may(Duty::Sales),
            act: |screen, view, out| {
                let chosen = screen.chosen(view).map(|found| found.customer.clone());
                let customer = chosen.unwrap_or_default();
                out.open(Bound::pane(PlaceScreen::of(&customer)));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_counter()
    }

    fn ask(&self) -> CounterAsk {
        CounterAsk {
            text: self.search.value().to_owned(),
            customer: self.customer.clone(),
            card: self.open.clone().or_else(|| self.looked_at.clone()),
        }
    }

    fn read(ask: &CounterAsk, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let matches = match &ask.customer {
            Some((code, count)) => orders_of(reader, code, *count)?,
            None => search(reader, &ask.text)?,
        };
        let shown = ask.card.clone();
        let shown = shown.or_else(|| matches.first().map(Subject::from));
        let (mut order, mut person) = (None, None);
        match &shown {
            Some(Subject::Order(number)) => order = known(card(reader, number))?,
            Some(Subject::Customer(code)) => person = known(customer_card(reader, code))?,
            None => {}
        }
        Ok(View {
            text: ask.text.clone(),
            matches,
            card: order,
            person,
        })
    }

    fn arrived(&mut self, before: &View, view: &View) {
        self.list.settle(&Self::keys(before), &Self::keys(view));
        if self.hurried && self.is_fresh(view) {
            self.hurried = false;
            if self.open.is_none() {
                self.enter(view);
            }
        }
    }

    fn is_typing(&self) -> bool {
        self.open.is_none()
    }

    fn key(&mut self, key: KeyEvent, view: &View, out: &mut Outbox<'_>) -> bool {
        if key.code == KeyCode::Enter && self.open.is_none() && !self.is_fresh(view) {
            self.hurried = true;
            return true;
        }
        self.hurried = false;
        match key.code {
            KeyCode::Esc if self.open.is_some() => {
                if let Some(Subject::Order(order)) = self.open.take() {
                    // A cover for this customer ends with the card.
                    out.go(Place::CardClosed(order));
                    // From an order of a customer back to their card.
                    let theirs = view.matches.first().filter(|_| self.customer.is_some());
                    if let Some(found) = theirs {
                        self.open_match(found);
                    }
                } else {
                    self.leave(view);
                }
            }
            KeyCode::Esc if !self.search.value().is_empty() => self.search = Field::default(),
            KeyCode::Esc if self.takes_digits => self.takes_digits = false,
            KeyCode::Esc => return false,
            KeyCode::Char('/') if self.open.is_none() && self.search.value().is_empty() => {
                self.takes_digits = true;
            }
            KeyCode::Char(digit @ '1'..='9')
                if self.open.is_none()
                    && !self.takes_digits
                    && self.search.value().is_empty()
                    && digit < '6' =>
            {
                return false;
            }
            KeyCode::Char('?') if self.search.value().is_empty() => return false,
            _ if self.list.key(key, &Self::keys(view)) => self.moved(key, view),
            _ if self.open.is_some() => return false,
            _ => {
                let before = self.search.value().to_owned();
                let used = self.search.key(key);
                if self.search.value() != before {
                    self.looked_at = None;
                    self.list = List::default();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, pasted: &str) {
        self.open = None;
        self.customer = None;
        self.looked_at = None;
        self.search = Field::default();
        self.search.paste(pasted);
    }

    fn clicked(&mut self, row: i64, view: &View) {
        let again = self.list.chosen() == Some(row);
        self.list.choose(row);
        let Some(found) = self.chosen(view).cloned() else {
            return;
        };
        if again || self.open.is_some() {
            self.open_match(&found);
        } else {
            self.looked_at = Some(Subject::from(&found));
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_all(view, area, canvas, look);
    }
}

/// What is not there is not shown.
fn known<T>(card: Result<T, Refused>) -> Result<Option<T>, Refused> {
    match card {
        Err(refused) if refused.id == "not-found" => Ok(None),
        other => other.map(Some),
    }
}

/// Where another part of the house goes on with the order of this card.
fn go(view: &View, out: &mut Outbox<'_>, place: fn(String) -> Place) {
    if let Some(card) = &view.card {
        out.go(place(card.order.number.clone()));
    }
}

fn go_ready(view: &View, out: &mut Outbox<'_>) {
    if let Some(parcel) = view.card.as_ref().and_then(Card::packed) {
        out.go(Place::Ready(parcel.number.clone()));
    }
}
