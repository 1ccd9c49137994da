//! The counter: one search box, what it finds, and the card of the order in hand.

use super::card::{Card, card};
use super::customer_card::{CustomerCard, customer_card};
use super::keys;
use super::numbers::is_number;
use super::rest::{Today, today};
use super::search::{Match, Thing, everything, orders_of};
use crate::front::customers;
use crate::model::Duty;
use crate::model::telephone::Typed;
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Binding, Bound, Canvas, Look, Outbox, Place, Screen, Who};
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

impl Subject {
    /// Of an order or a customer; other things have no card that is read for itself.
    pub(super) fn of(found: &Match) -> Option<Self> {
        match (&found.thing, &found.order) {
            (Some(_), _) => None,
            (None, Some(number)) => Some(Self::Order(number.clone())),
            (None, None) => Some(Self::Customer(found.customer.clone())),
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
    pub(super) looked_at: Option<Subject>,
    /// The customer whose orders are listed, and how many.
    pub(super) customer: Option<(String, i64)>,
    /// How many rows of the open card are above what is shown, and how many there is room for.
    pub(super) scrolled: usize,
    pub(super) card_room: usize,
    /// The card that belongs to the first row as it was chosen by itself, where another row has come before it since.
    settled_on: Option<Subject>,
    /// The order that was just placed: its card is shown, or opened among those of its customer.
    placed: Option<String>,
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
    /// How the day stands, where nobody is looked for.
    pub(super) today: Option<Today>,
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
    pub(super) fn is_fresh(&self, view: &View) -> bool {
        view.text == self.search.value()
    }

    /// Nothing is looked for and no card is open.
    pub(super) fn rests(&self) -> bool {
        self.open.is_none() && self.customer.is_none() && self.search.value().trim().is_empty()
    }

    /// Who is looked for is not known, and may be added: what was typed can be a name or a whole telephone number.
    pub(super) fn may_add(&self, view: &View, who: &Who) -> bool {
        let typed = view.text.trim();
        self.open.is_none()
            && self.is_fresh(view)
            && view.matches.is_empty()
            && who.may(Duty::Reception)
            && (can_be_name(typed) || Typed::read(typed).is_some_and(|number| number.is_whole()))
    }

    /// The form of a new customer, with what was typed where it belongs.
    pub(super) fn add(view: &View, out: &mut Outbox<'_>) {
        let typed = view.text.trim();
        let form = if Typed::read(typed).is_some() {
            customers::new_form(out.words, "", typed)
        } else {
            customers::new_form(out.words, typed, "")
        };
        out.open(Bound::pane(form));
    }

    /// The customer for whom something new begins: whose row somebody went to, or who alone was found.
    pub(super) fn meant<'a>(&self, view: &'a View) -> Option<&'a Match> {
        let alone = view.matches.len() == 1 && !self.rests();
        self.chosen(view)
            .filter(|found| found.thing.is_none() && (alone || self.looked_at.is_some()))
    }

    /// Opens the card of the chosen match, a customer's with their orders beside it; goes to where other things stand.
    pub(super) fn enter(&mut self, view: &View, out: &mut Outbox<'_>) {
        let Some(found) = self.chosen(view) else {
            // The card of what was just placed is shown without a row.
            self.open = self.looked_at.take();
            return;
        };
        match &found.thing {
            None => self.open_match(found),
            Some(Thing::Item(item)) => out.go(Place::Item(item.id, item.folded.clone())),
            Some(Thing::Place(place)) if place.is_bin => {
                out.go(Place::Bin(place.code.clone()));
            }
            Some(Thing::Place(place)) => {
                if let Some((order, _)) = place.parcels.first() {
                    out.go(Place::Order(order.clone()));
                }
            }
            Some(Thing::Person(_)) => out.go(Place::Here),
            Some(Thing::Paper(paper)) => {
                out.go(Place::Paper(paper.number.clone(), paper.order.clone()));
            }
        }
    }

    fn open_match(&mut self, found: &Match) {
        let Some(subject) = Subject::of(found) else {
            self.list.choose(found.key);
            return;
        };
        if let Subject::Customer(code) = &subject
            && self
                .customer
                .as_ref()
                .is_none_or(|(known, _)| known != code)
        {
            self.customer = Some((code.clone(), MORE_ORDERS));
        }
        self.list.choose(found.key);
        self.scrolled = 0;
        self.open = Some(subject);
    }

    /// The order that was just placed has come into the list of its customer's.
    fn open_placed(&mut self, view: &View) {
        let placed = |found: &&Match| found.order.is_some() && found.order == self.placed;
        let found = view.matches.iter().find(placed).cloned();
        if let Some(found) = found.filter(|_| self.customer.is_some()) {
            self.placed = None;
            self.open_match(&found);
        }
    }

    /// From a customer to the order that is asked for most likely: what stands ready, else the newest.
    pub(super) fn enter_order(&mut self, view: &View) {
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
        let subject = self.chosen(view).and_then(Subject::of);
        self.scrolled = 0;
        if self.open.is_none() {
            self.looked_at = subject;
        } else if subject.is_some() {
            self.open = subject;
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
    pub(super) fn leave(&mut self, view: &View) {
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
        "question.",
        "call",
        "session.",
        "absence.",
    ];

    const BINDINGS: &'static [Binding<Self>] = keys::BINDINGS;

    fn title(&self, words: &Words) -> String {
        words.section_counter()
    }

    fn ask(&self) -> CounterAsk {
        CounterAsk {
            text: self.search.value().to_owned(),
            customer: self.customer.clone(),
            card: self
                .open
                .clone()
                .or_else(|| self.looked_at.clone())
                .or_else(|| self.settled_on.clone()),
        }
    }

    fn read(ask: &CounterAsk, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let matches = match &ask.customer {
            Some((code, count)) => orders_of(reader, code, *count)?,
            None => everything(reader, &ask.text)?,
        };
        let is_rest = ask.customer.is_none() && ask.text.trim().is_empty();
        let shown = ask.card.clone();
        let shown = shown.or_else(|| matches.first().filter(|_| !is_rest).and_then(Subject::of));
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
            today: if is_rest { Some(today(reader)?) } else { None },
        })
    }

    fn arrived(&mut self, before: &View, view: &View) {
        if self.rests() {
            // At rest nothing is chosen unless somebody has.
            self.list.keep(&Self::keys(view));
        } else {
            self.list.settle(&Self::keys(before), &Self::keys(view));
        }
        let first = view.matches.first().map(|found| found.key);
        let chosen = self.chosen(view).filter(|found| Some(found.key) != first);
        self.settled_on = chosen.and_then(Subject::of);
        self.open_placed(view);
        if self.hurried && self.is_fresh(view) {
            self.hurried = false;
            if let Some(found) = self.chosen(view).filter(|_| self.open.is_none()) {
                self.open_match(&found.clone());
            }
        }
    }

    fn needs(&self, _view: &View) -> Option<fn(&Words) -> String> {
        self.open.is_none().then_some(Words::why_no_card)
    }

    fn is_typing(&self) -> bool {
        self.open.is_none()
    }

    fn inserts(&self, c: char) -> bool {
        // The first sign may be a key: a section's digit, the search, the help.
        let may_be_key = c.is_ascii_digit() || matches!(c, '/' | '?');
        let is_first = self.search.value().is_empty() && !self.takes_digits;
        self.open.is_none() && !(is_first && may_be_key)
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
                if self.open.is_none() {
                    out.go(Place::Back);
                }
            }
            KeyCode::Esc if !self.search.value().is_empty() => self.search = Field::default(),
            KeyCode::Esc if self.looked_at.take().is_some() => self.list = List::default(),
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
            KeyCode::PageDown if self.open.is_some() => {
                self.scrolled += self.card_room.saturating_sub(2);
            }
            KeyCode::PageUp if self.open.is_some() => {
                let page = self.card_room.saturating_sub(2);
                self.scrolled = self.scrolled.saturating_sub(page);
            }
            _ if self.list.key(key, &Self::keys(view)) => self.moved(key, view),
            _ if self.open.is_some() => return false,
            _ => {
                let before = self.search.value().to_owned();
                let used = self.search.key(key);
                if self.search.value() != before {
                    self.looked_at = None;
                    self.settled_on = None;
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

    fn acted(&mut self, receipt: &Receipt) {
        let is_new = receipt.text("order") == receipt.subject && !receipt.subject.is_empty();
        if !is_new {
            return;
        }
        let order = receipt.subject.clone();
        match &self.open {
            None => self.looked_at = Some(Subject::Order(order)),
            Some(_) if self.customer.is_some() => self.placed = Some(order),
            Some(_) => self.open = Some(Subject::Order(order)),
        }
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
            self.looked_at = Subject::of(&found);
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_all(view, area, canvas, look);
    }
}

/// Whether a text can be somebody's name: words of letters, perhaps with a number behind them, and no number or code of the office's own.
fn can_be_name(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_code = !text.contains(' ') && text.chars().any(|c| c.is_ascii_digit());
    letters >= 2 && !is_code && !text.contains('@') && !is_number(text)
}

/// What is not there is not shown.
fn known<T>(card: Result<T, Refused>) -> Result<Option<T>, Refused> {
    match card {
        Err(refused) if refused.id == "not-found" => Ok(None),
        other => other.map(Some),
    }
}
