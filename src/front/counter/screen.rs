//! The counter: one search box, what it finds, and the card of the order in hand.

use super::card::{Card, card};
use super::search::{Match, search};
use super::{correct_forms, forms};
use crate::front::orders::PlaceScreen;
use crate::model::{Duty, Money};
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Binding, Bound, Canvas, Chord, Look, Outbox, Place, Screen};
use crate::ui::{Field, List};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The counter's screen.
#[derive(Debug, Default)]
pub struct Counter {
    pub(super) search: Field,
    pub(super) list: List,
    /// After `/` a first digit is searched for instead of choosing a section.
    takes_digits: bool,
    /// The order whose card is open for its keys.
    pub(super) open: Option<String>,
    /// The customer whose orders are listed.
    pub(super) customer: Option<String>,
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
}

impl Counter {
    /// With an order's card open.
    #[must_use]
    pub fn with(order: &str) -> Self {
        Self {
            search: Field::with(order),
            open: Some(order.to_owned()),
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

    fn enter(&mut self, view: &View) {
        let Some(found) = self.chosen(view) else {
            return;
        };
        match &found.order {
            Some(number) => self.open = Some(number.clone()),
            None => {
                self.customer = Some(found.customer.clone());
                self.list = List::default();
            }
        }
    }
}

/// A card is open for its keys, and this is so of it.
fn card_is(screen: &Counter, view: &View, test: impl FnOnce(&Card) -> bool) -> bool {
    screen.open.is_some() && view.card.as_ref().is_some_and(test)
}

impl Screen for Counter {
    type Ask = (String, Option<String>, Option<String>);
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
            act: |_, _, out| out.open(Bound::pane(PlaceScreen::of(""))),
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
                let customer = screen
                    .customer
                    .clone()
                    .or_else(|| screen.chosen(view).map(|found| found.customer.clone()))
                    .unwrap_or_default();
                out.open(Bound::pane(PlaceScreen::of(&customer)));
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_counter()
    }

    fn ask(&self) -> Self::Ask {
        (
            self.search.value().to_owned(),
            self.open.clone(),
            self.customer.clone(),
        )
    }

    fn read((text, open, customer): &Self::Ask, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let matches = match customer {
            Some(code) => orders_of(reader, code)?,
            None => search(reader, text)?,
        };
        let shown = open
            .clone()
            .or_else(|| matches.first().and_then(|found| found.order.clone()));
        let card = match shown {
            Some(number) => match card(reader, &number) {
                Err(refused) if refused.id == "not-found" => None,
                other => Some(other?),
            },
            None => None,
        };
        Ok(View {
            text: text.clone(),
            matches,
            card,
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
                if let Some(order) = self.open.take() {
                    // A cover for this customer ends with the card.
                    out.go(Place::CardClosed(order));
                }
            }
            KeyCode::Esc if self.customer.is_some() => self.customer = None,
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
                    && self.customer.is_none()
                    && digit < '6' =>
            {
                return false;
            }
            KeyCode::Char('?') if self.search.value().is_empty() => return false,
            _ if self.list.key(key, &Self::keys(view)) => {
                if self.open.is_some() {
                    self.open = self
                        .chosen(view)
                        .and_then(|found| found.order.clone())
                        .or(self.open.take());
                }
            }
            _ if self.open.is_some() => return false,
            _ => {
                let before = self.search.value().to_owned();
                let used = self.search.key(key);
                if self.search.value() != before {
                    self.customer = None;
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
        self.search = Field::default();
        self.search.paste(pasted);
    }

    fn clicked(&mut self, row: i64, view: &View) {
        if self.list.chosen() == Some(row) {
            self.enter(view);
        } else {
            self.list.choose(row);
        }
    }

    fn draw(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.draw_all(view, area, canvas, look);
    }
}

fn orders_of(reader: &mut Reader<'_>, code: &str) -> Result<Vec<Match>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, c.code, c.name, o.fulfilment from customer c cross join orders o on o.customer = c.id
         where c.code = $1 order by o.placed_at desc, o.id desc limit 30",
        &[code.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Match {
                key: -row.int(0)?,
                order: Some(row.text(1)?),
                customer: row.text(2)?,
                name: row.text(3)?,
                note: row.text(4)?,
                ready_and_open: (0, 0),
            })
        })
        .collect()
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
