//! The counter: one search box, what it finds, and the card of the order in hand.

use super::beneath::{first_choice, orders_of, with_open_orders};
use super::beside::{Beside, Habits, beside, habits};
use super::card::{Card, card};
use super::customer_card::{CustomerCard, customer_card};
use super::day::{Day, Viewer, day};
use super::keys;
use super::rest::{Lists, lists};
use super::search::{Match, everything};
use crate::model::ReadRight;
use crate::office::{Reader, Receipt, Refused};
use crate::pane::{Binding, Canvas, Look, Offered, Outbox, Place, Screen, Who};
use crate::records::picking::pickers;
use crate::ui::{Field, List};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// By how many orders the list of a customer's grows when one comes to its end.
pub(super) const MORE_ORDERS: i64 = 30;

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
    /// Acts are called so: no name is meant that is only nearly as typed.
    fits_acts: bool,
    /// The customer whose orders are listed, and how many of these.
    customer: Option<(String, i64)>,
    /// Whose card is shown; none: that of the first match.
    card: Option<Subject>,
    /// For whom the day is told.
    viewer: Viewer,
}

/// The counter's screen.
#[derive(Debug, Default)]
pub struct Counter {
    pub(super) search: Field,
    pub(super) list: List,
    /// After `/` a first digit is searched for instead of choosing a section.
    pub(super) takes_digits: bool,
    /// Acts that fit what is searched for.
    pub(super) acts: Vec<Offered>,
    viewer: Viewer,
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
    pub(super) placed: Option<String>,
    /// They have paid: when their card is closed, the search is for the next customer.
    has_paid: bool,
    /// Enter was pressed before what is typed had been looked up: it counts as soon as it has.
    hurried: bool,
}

/// What it shows.
#[derive(Debug, Default)]
pub struct View {
    /// What was looked up.
    pub(super) text: String,
    pub(super) matches: Vec<Match>,
    pub(super) card: Option<Card>,
    pub(super) person: Option<CustomerCard>,
    /// What stands beside the order's card.
    pub(super) beside: Option<Beside>,
    /// Of the customer whose card it is, or whose order.
    pub(super) habits: Habits,
    /// What waits, whoever is looked for.
    pub(super) lists: Lists,
    /// How the day stands, where nobody is looked for.
    pub(super) day: Option<Day>,
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

    /// They have what they came for: what is typed next is about somebody else.
    fn start_over(&mut self) {
        *self = Self {
            viewer: self.viewer,
            ..Self::default()
        };
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
}

impl Screen for Counter {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Ask = CounterAsk;
    type View = View;

    const BINDINGS: &'static [Binding<Self>] = keys::BINDINGS;

    fn title(&self, words: &Words) -> String {
        words.section_counter()
    }

    fn ask(&self) -> CounterAsk {
        CounterAsk {
            text: self.search.value().to_owned(),
            fits_acts: !self.acts.is_empty(),
            customer: self.customer.clone(),
            card: self
                .open
                .clone()
                .or_else(|| self.looked_at.clone())
                .or_else(|| self.settled_on.clone()),
            viewer: self.viewer,
        }
    }

    fn read(ask: &CounterAsk, reader: &mut Reader<'_>) -> Result<View, Refused> {
        let is_rest = ask.customer.is_none() && ask.text.trim().is_empty();
        let pickers = pickers(reader)?;
        let lists = lists(reader, &pickers)?;
        let mut matches = match &ask.customer {
            Some((code, count)) => orders_of(reader, code, *count)?,
            None if is_rest => lists.found(),
            None => {
                let found = everything(reader, &ask.text, ask.fits_acts)?;
                with_open_orders(reader, found)?
            }
        };
        for found in &mut matches {
            found.is_picked(&pickers);
        }
        let mut view = View {
            text: ask.text.clone(),
            day: if is_rest {
                Some(day(reader, ask.viewer, pickers.len())?)
            } else {
                None
            },
            lists,
            matches,
            ..View::default()
        };
        let meant = || {
            let first = first_choice(&view.matches);
            first.filter(|_| !is_rest).and_then(Subject::of)
        };
        match ask.card.clone().or_else(meant) {
            Some(Subject::Order(number)) => {
                if let Some(card) = known(card(reader, &number))? {
                    view.beside = known(beside(reader, &card, &pickers))?;
                    view.habits = habits(reader, card.order.customer)?;
                    view.card = Some(card);
                }
            }
            Some(Subject::Customer(code)) => {
                view.person = known(customer_card(reader, &code))?;
                if let Some(person) = &view.person {
                    view.habits = habits(reader, person.id)?;
                }
            }
            None => {}
        }
        Ok(view)
    }

    fn meet(&mut self, who: &Who) {
        self.viewer = Viewer {
            staff: Some(who.staff),
        };
    }

    fn looks_for_acts(&self) -> Option<&str> {
        let text = self.search.value().trim();
        (self.open.is_none() && self.searches_everything()).then_some(text)
    }

    fn offered(&mut self, acts: Vec<Offered>) {
        self.acts = acts;
    }

    fn arrived(&mut self, before: &View, view: &View) {
        self.choose_first(before, view);
        let first = first_choice(&view.matches).map(|found| found.key);
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
                if self.open.is_none() && std::mem::take(&mut self.has_paid) {
                    self.start_over();
                    out.go(Place::Back);
                } else if self.open.is_none() {
                    self.look_at_what_waits(view);
                    out.go(Place::Back);
                }
            }
            KeyCode::Esc if !self.search.value().is_empty() => {
                self.search = Field::default();
                self.takes_digits = false;
                self.acts.clear();
            }
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
            _ if self.list.key(key, &self.keys(view)) => self.moved(key, view),
            _ if self.open.is_some() => return false,
            _ => {
                let before = self.search.value().to_owned();
                let used = self.search.key(key);
                if self.search.value() != before {
                    self.looked_at = None;
                    self.settled_on = None;
                    self.list = List::default();
                    self.acts.clear();
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
        if !receipt.text("slip").is_empty() {
            return self.start_over();
        }
        self.has_paid |= !receipt.text("receipt").is_empty();
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
        self.click(row, view);
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

/// The number of the order of a row that is none of what is found: of what waits, of what happened, of the customer's others.
pub(super) fn order_of_row(view: &View, row: i64) -> Option<String> {
    let waits = view.lists.number(row).map(str::to_owned);
    let feed = view.day.iter().flat_map(|day| &day.feed);
    let happened = feed.filter(|event| -event.order == row);
    let last = view.habits.last.iter().filter(|last| -last.id == row);
    let other = view
        .beside
        .iter()
        .filter_map(|beside| beside.other.as_ref());
    let other = other.filter(|other| -other.order.id.0 == row);
    waits
        .or_else(|| happened.map(|event| event.number.clone()).next())
        .or_else(|| last.map(|last| last.number.clone()).next())
        .or_else(|| other.map(|other| other.order.number.clone()).next())
}
