//! The form in which an order is taken and changed: customer and items are found while one types, with what is free and what it costs.

use super::draw_side;
use super::place_follow::{Meanwhile, OnScreen};
use super::place_keys::{AgainTaken, KEYS};
use super::place_lines::Dropped;
use super::suggest::{Suggestions, Wanted, suggest};
use super::typed::{Line, Spot};
use crate::model::{Delivery, Desk, Money, PaperKind, ReadRight};
use crate::office::{CHANGED_MEANWHILE, Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::records::order::{Order, OrderLine};
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The form. What is wrong is said inside, and nothing typed is lost.
#[derive(Debug, Clone)]
pub struct PlaceScreen {
    pub(super) customer: Field,
    pub(super) lines: Vec<Line>,
    pub(super) needed_by: Field,
    pub(super) delivery: Delivery,
    pub(super) papers: Vec<PaperKind>,
    pub(super) deposit: Field,
    pub(super) whole_discount: Field,
    pub(super) note: Field,
    pub(super) reason: Field,
    /// The order that is changed; none: one is taken.
    pub(super) changes: Option<Box<Order>>,
    pub(super) at: Spot,
    /// The suggestion that Enter takes.
    pub(super) hint: usize,
    pub(super) trouble: String,
    /// Where the trouble is.
    pub(super) wrong: Option<Spot>,
    /// The last order that was taken again.
    pub(super) again: Option<AgainTaken>,
    /// What stood in the fields at first, or stands on file by now.
    pub(super) start: Vec<String>,
    /// The last journal line about the order that the form shows.
    pub(super) followed: i64,
    /// What somebody else changed as well, said at its field until that says the same.
    pub(super) meanwhile: Vec<Meanwhile>,
    /// What was on the screen when it was drawn last.
    pub(super) on_screen: OnScreen,
    /// The save was refused because somebody else was faster: what they wrote is being read.
    pub(super) overtaken: bool,
    /// The lines that were removed, the last one behind.
    pub(super) dropped: Vec<Dropped>,
}

impl PlaceScreen {
    /// An empty form, for a customer by code or for whoever is typed in.
    #[must_use]
    pub fn of(customer: &str) -> Self {
        let form = Self {
            customer: Field::with(customer),
            lines: vec![Line::default()],
            needed_by: Field::default(),
            delivery: Delivery::Pickup,
            papers: Vec::new(),
            deposit: Field::default(),
            whole_discount: Field::default(),
            note: Field::default(),
            reason: Field::default(),
            changes: None,
            at: if customer.is_empty() {
                Spot::Customer
            } else {
                Spot::Item(0)
            },
            hint: 0,
            trouble: String::new(),
            wrong: None,
            again: None,
            start: Vec::new(),
            followed: 0,
            meanwhile: Vec::new(),
            on_screen: OnScreen::default(),
            overtaken: false,
            dropped: Vec::new(),
        };
        form.started()
    }

    /// The same form with an order in it that was taken: what is left as it stands stays as it is.
    #[must_use]
    pub fn changing(order: &Order, lines: &[OrderLine], customer: &str, words: &Words) -> Self {
        let amount = |amount: Money| {
            let text = words.typed(&amount);
            Field::offered(if amount == Money::ZERO { "" } else { &text })
        };
        let off = order.pricing.discount;
        let off = if off.0 > 0 {
            words.typed(&off)
        } else {
            String::new()
        };
        let when = order.promised_at.map(|at| words.typed_moment(at));
        let mut rows: Vec<Line> = lines.iter().map(|line| Line::of(line, words)).collect();
        rows.push(Line::default());
        let form = Self {
            lines: rows,
            needed_by: Field::offered(&when.unwrap_or_default()),
            delivery: order.delivery,
            papers: order.papers.clone(),
            deposit: amount(order.deposit),
            whole_discount: Field::offered(&off),
            note: Field::with(&order.note.replace('\n', " ")),
            changes: Some(Box::new(order.clone())),
            at: Spot::Quantity(0),
            ..Self::of(customer)
        };
        form.started()
    }

    fn started(mut self) -> Self {
        self.start = self.values();
        self
    }

    pub(super) fn field(&mut self) -> Option<&mut Field> {
        match self.at {
            Spot::Customer => Some(&mut self.customer),
            Spot::Item(line) => self.lines.get_mut(line).map(|line| &mut line.item),
            Spot::Quantity(line) => self.lines.get_mut(line).map(|line| &mut line.quantity),
            Spot::Discount(line) => self.lines.get_mut(line).map(|line| &mut line.discount),
            Spot::NeededBy => Some(&mut self.needed_by),
            Spot::Deposit => Some(&mut self.deposit),
            Spot::WholeDiscount => Some(&mut self.whole_discount),
            Spot::Note => Some(&mut self.note),
            Spot::Reason => Some(&mut self.reason),
            Spot::Delivery | Spot::Paper(_) => None,
        }
    }

    /// Something else was typed: what was said before is over.
    pub(super) fn settle(&mut self) {
        self.trouble.clear();
        self.wrong = None;
        self.overtaken = false;
    }

    /// Says what is wrong and puts the keys where it is.
    pub(super) fn point(&mut self, at: Option<Spot>, sentence: String) {
        self.at = at.unwrap_or(self.at);
        self.wrong = at;
        self.hint = 0;
        self.trouble = sentence;
    }

    pub(super) fn toggle(&mut self) {
        match self.at {
            Spot::Delivery => {
                self.delivery = match self.delivery {
                    Delivery::Pickup => Delivery::Delivery,
                    Delivery::Delivery => Delivery::Pickup,
                }
            }
            Spot::Paper(nth) => {
                let Some(kind) = PaperKind::ALL.get(nth) else {
                    return;
                };
                if self.papers.contains(kind) {
                    self.papers.retain(|known| known != kind);
                } else {
                    self.papers.push(*kind);
                }
            }
            _ => {}
        }
    }
}

impl Screen for PlaceScreen {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Ask = Wanted;
    type View = Suggestions;

    fn title(&self, words: &Words) -> String {
        match &self.changes {
            Some(order) => words.change_title(order.number.as_str()),
            None => words.orders_new_title(),
        }
    }

    fn ask(&self) -> Wanted {
        let trimmed = |field: &Field| field.value().trim().to_owned();
        Wanted {
            typed: self.asked(),
            for_customer: self.at == Spot::Customer,
            customer: trimmed(&self.customer),
            items: self
                .lines
                .iter()
                .map(|line| trimmed(&line.item))
                .filter(|code| !code.is_empty())
                .collect(),
            with_vat: self.changes.as_ref().map(|order| order.pricing.with_vat),
            changes: self.changes.as_ref().map(|order| order.number.clone()),
        }
    }

    fn read(ask: &Wanted, reader: &mut Reader<'_>) -> Result<Suggestions, Refused> {
        suggest(reader, ask)
    }

    fn arrived(&mut self, _before: &Suggestions, view: &Suggestions) {
        for line in self.lines.iter_mut().filter(|line| line.kept.is_none()) {
            let Some(offer) = view.offer(line.item.value()) else {
                continue;
            };
            if line
                .told
                .as_ref()
                .is_none_or(|(code, _)| *code != offer.code)
            {
                line.told = Some((offer.code.clone(), offer.price));
            }
        }
    }

    const BINDINGS: &'static [Binding<Self>] = KEYS;

    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        let takes = chord == Chord::ctrl('s') && self.changes.is_none();
        let brings_back = chord == Chord::ctrl('d') && self.is_taken_out();
        let label = brings_back.then_some(Words::orders_key_bring_back as fn(&Words) -> String);
        label.or(takes.then_some(Words::orders_key_take))
    }

    fn clicked(&mut self, row: i64, view: &Suggestions) {
        self.click(row, view);
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn inserts(&self, _c: char) -> bool {
        !matches!(self.at, Spot::Delivery | Spot::Paper(_))
    }

    fn key(&mut self, key: KeyEvent, view: &Suggestions, out: &mut Outbox<'_>) -> bool {
        let hints = self.hints(view).len();
        let toggles = matches!(self.at, Spot::Delivery | Spot::Paper(_));
        match key.code {
            KeyCode::Down if hints > 0 => self.hint = (self.hint + 1).min(hints - 1),
            KeyCode::Up if hints > 0 => self.hint = self.hint.saturating_sub(1),
            KeyCode::Tab | KeyCode::Enter if self.asked() != view.typed => out.wait(),
            KeyCode::Tab => {
                self.take_hint(view);
                self.step(true);
            }
            KeyCode::Enter if self.finds_nothing(view) => self.say_nothing_found(view, out.words),
            KeyCode::Enter => {
                self.settle();
                self.take_hint(view);
                self.go_on(view);
            }
            KeyCode::Down => self.step_row(true),
            KeyCode::Up => self.step_row(false),
            KeyCode::BackTab => self.step(false),
            KeyCode::Char(' ') | KeyCode::Left | KeyCode::Right if toggles => self.toggle(),
            _ => {
                self.hint = 0;
                self.begin_next_line(key, view);
                let Some(field) = self.field() else {
                    return false;
                };
                let before = field.value().to_owned();
                let used = field.key(key);
                if field.value() != before {
                    self.settle();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, text: &str) {
        if let Some(field) = self.field() {
            field.paste(text);
            self.settle();
        }
    }

    fn scanned(
        &mut self,
        code: &crate::model::Scanned,
        _view: &Suggestions,
        out: &mut Outbox<'_>,
    ) -> bool {
        let crate::model::Scanned::Item { code, .. } = code else {
            return false;
        };
        self.add_one(code, out.words);
        true
    }

    fn refused(&mut self, sentence: &str) {
        self.point(None, sentence.to_owned());
    }

    fn refused_with(&mut self, refused: &Refused, words: &Words) {
        if self.follow_merge(refused, words) {
            return;
        }
        let (at, sentence) = (self.spot_of(refused), words.refused(refused));
        let overtaken = refused.id == CHANGED_MEANWHILE;
        let is_known = overtaken && at.is_some_and(|at| self.says_meanwhile(at));
        // Where both values and who it was stand there already, the refusal says no more.
        let sentence = if is_known { String::new() } else { sentence };
        self.point(at, sentence);
        self.overtaken = overtaken;
    }

    fn draw(&mut self, view: &Suggestions, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        self.on_screen = super::draw_place::draw(self, view, area, canvas, look);
    }

    fn prepare(&mut self, view: &Suggestions, _columns: u16, look: &Look<'_>) {
        if let Some(now) = view.order.as_ref().filter(|_| self.changes.is_some()) {
            self.follow(now, look.words);
        }
    }

    fn size(&self) -> Option<(u16, u16)> {
        // All of the section: the customer stands beside it where there is room.
        Some((draw_side::COLUMNS_MAX, u16::MAX))
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.is_dirty().then(|| self.values())
    }

    fn take_draft(&mut self, values: &[String]) {
        self.fill(values);
    }

    fn is_dirty(&self) -> bool {
        self.values() != self.start
    }
}
