//! The form in which an order is taken: customer and items are found while one types, with what is free and what it costs.

use super::suggest::{Suggestions, suggest};
use super::typed::{Line, Spot, discount};
use super::{Place, PlaceLine};
use crate::model::money::Pricing;
use crate::model::{Delivery, Discount, Money, PaperKind};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::Field;
use crate::words::{Words, named};
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
    pub(super) at: Spot,
    /// The suggestion that Enter takes.
    pub(super) hint: usize,
    pub(super) trouble: String,
    start: String,
}

impl PlaceScreen {
    /// An empty form, for a customer by code or for whoever is typed in.
    #[must_use]
    pub fn of(customer: &str) -> Self {
        Self {
            customer: Field::with(customer),
            lines: vec![Line::default()],
            needed_by: Field::default(),
            delivery: Delivery::Pickup,
            papers: Vec::new(),
            deposit: Field::default(),
            whole_discount: Field::default(),
            note: Field::default(),
            at: if customer.is_empty() {
                Spot::Customer
            } else {
                Spot::Item(0)
            },
            hint: 0,
            trouble: String::new(),
            start: customer.to_owned(),
        }
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
            Spot::Delivery | Spot::Paper(_) => None,
        }
    }

    /// Every place that the keys can go to, in the order of Tab.
    fn spots(&self) -> Vec<Spot> {
        let mut spots = vec![Spot::Customer];
        for line in 0..self.lines.len() {
            spots.extend([Spot::Item(line), Spot::Quantity(line), Spot::Discount(line)]);
        }
        spots.extend([Spot::NeededBy, Spot::Delivery]);
        spots.extend((0..PaperKind::ALL.len()).map(Spot::Paper));
        spots.extend([Spot::Deposit, Spot::WholeDiscount, Spot::Note]);
        spots
    }

    fn step(&mut self, forwards: bool) {
        let spots = self.spots();
        let at = spots.iter().position(|spot| *spot == self.at).unwrap_or(0);
        let next = if forwards {
            at + 1
        } else {
            at + spots.len() - 1
        };
        self.at = spots[next % spots.len()];
        self.hint = 0;
    }

    /// Enter: on to what is usually typed next. An empty item ends the lines.
    fn go_on(&mut self) {
        match self.at {
            Spot::Item(line) if self.lines.get(line).is_none_or(Line::is_empty) => {
                self.at = Spot::NeededBy;
            }
            Spot::Quantity(line) | Spot::Discount(line) => {
                if line + 1 == self.lines.len() {
                    self.lines.push(Line::default());
                }
                self.at = Spot::Item(line + 1);
            }
            _ => return self.step(true),
        }
        self.hint = 0;
    }

    fn drop_line(&mut self) {
        let (Spot::Item(line) | Spot::Quantity(line) | Spot::Discount(line)) = self.at else {
            return;
        };
        if line < self.lines.len() {
            self.lines.remove(line);
        }
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.at = Spot::Item(line.min(self.lines.len() - 1));
    }

    /// With VAT, as far as the lines can be read.
    pub(super) fn total(&self, view: &Suggestions) -> Option<Money> {
        let mut amounts = Vec::new();
        for line in self.lines.iter().filter(|line| !line.is_empty()) {
            let offer = view.offer(line.item.value())?;
            amounts.push((line.cost(offer)?, offer.vat));
        }
        let pricing = Pricing {
            with_vat: view.with_vat,
            discount: discount(&self.whole_discount)?,
        };
        pricing.total(&amounts)
    }

    fn save(&mut self, view: &Suggestions, out: &mut Outbox<'_>) {
        self.take_hint(view);
        self.trouble.clear();
        if self.customer.value().trim().is_empty() {
            self.at = Spot::Customer;
            self.trouble = out.words.name_empty(&out.words.orders_customer());
            return;
        }
        if self.lines.iter().all(Line::is_empty) {
            self.at = Spot::Item(0);
        }
        match self.order() {
            Ok(order) => out.perform(order, |words, receipt| {
                let state = words.word("fulfilment", receipt.text("fulfilment"));
                (
                    words.orders_placed(
                        named::Order(receipt.subject.as_str()),
                        named::State(state),
                        named::Total(words.money_of(receipt.text("total"))),
                    ),
                    None,
                )
            }),
            Err(refused) => self.trouble = out.words.refused(&refused),
        }
    }

    fn order(&self) -> Result<Place, Refused> {
        let wrong = |id, field: &Field| Refused::misread(id, field.value());
        let lines = self.lines.iter().filter(|line| !line.is_empty());
        let lines = lines
            .map(|line| {
                Ok(PlaceLine {
                    item: line.item.value().trim().to_owned(),
                    quantity: line
                        .amount()
                        .ok_or_else(|| wrong("bad-quantity", &line.quantity))?,
                    discount: Some(
                        line.reduced()
                            .ok_or_else(|| wrong("bad-discount", &line.discount))?,
                    )
                    .filter(|discount| *discount != Discount::default()),
                })
            })
            .collect::<Result<Vec<_>, Refused>>()?;
        let some =
            |field: &Field| Some(field.value().trim().to_owned()).filter(|text| !text.is_empty());
        let deposit = some(&self.deposit)
            .map(|text| Money::parse(&text).ok_or_else(|| wrong("bad-money", &self.deposit)))
            .transpose()?;
        let off = discount(&self.whole_discount);
        let off = off.ok_or_else(|| wrong("bad-discount", &self.whole_discount))?;
        Ok(Place {
            discount: Some(off).filter(|off| *off != Discount::default()),
            customer: self.customer.value().trim().to_owned(),
            lines,
            needed_by: some(&self.needed_by),
            delivery: Some(self.delivery),
            papers: self.papers.clone(),
            note: self.note.value().trim().to_owned(),
            deposit,
        })
    }

    fn toggle(&mut self) {
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

/// What the form wants to know: what is being typed, for whom, and the items of its lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub(super) typed: String,
    pub(super) for_customer: bool,
    pub(super) customer: String,
    pub(super) items: Vec<String>,
}

impl Screen for PlaceScreen {
    type Ask = Wanted;
    type View = Suggestions;
    const STALE_ON: &'static [&'static str] = &["order.", "stock.", "item.", "customer."];

    fn title(&self, words: &Words) -> String {
        words.orders_new_title()
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
        }
    }

    fn read(ask: &Wanted, reader: &mut Reader<'_>) -> Result<Suggestions, Refused> {
        suggest(reader, ask)
    }

    fn arrived(&mut self, _before: &Suggestions, _view: &Suggestions) {}

    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::ctrl('s'),
            label: Words::key_save,
            when: |_, _, _| true,
            act: |form, view, out| form.save(view, out),
        },
        Binding {
            chord: Chord::ctrl('n'),
            label: Words::customers_key_new,
            when: |_, _, who| who.may(crate::model::Duty::Reception),
            act: |form, _, out| {
                out.open(crate::pane::Bound::pane(crate::front::customers::new_form(
                    out.words,
                    form.customer.value().trim(),
                    "",
                )));
            },
        },
        Binding {
            chord: Chord::ctrl('d'),
            label: Words::orders_key_drop_line,
            when: |form, _, _| {
                matches!(
                    form.at,
                    Spot::Item(_) | Spot::Quantity(_) | Spot::Discount(_)
                ) && form.lines.iter().any(|line| !line.is_empty())
            },
            act: |form, _, _| form.drop_line(),
        },
    ];

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
            KeyCode::Tab => {
                self.take_hint(view);
                self.step(true);
            }
            KeyCode::Enter if self.asked() != view.typed => out.wait(),
            KeyCode::Enter if self.finds_nothing(view) => {
                let kind = match self.at {
                    Spot::Customer => "customer",
                    _ => "item",
                };
                self.trouble = out.words.refused(&Refused::not_found(kind, &view.typed));
            }
            KeyCode::Enter => {
                self.trouble.clear();
                self.take_hint(view);
                self.go_on();
            }
            KeyCode::Down => self.step(true),
            KeyCode::BackTab | KeyCode::Up => self.step(false),
            KeyCode::Char(' ') | KeyCode::Left | KeyCode::Right if toggles => self.toggle(),
            _ => {
                self.hint = 0;
                let Some(field) = self.field() else {
                    return false;
                };
                let before = field.value().to_owned();
                let used = field.key(key);
                if field.value() != before {
                    self.trouble.clear();
                }
                return used;
            }
        }
        true
    }

    fn paste(&mut self, text: &str) {
        if let Some(field) = self.field() {
            field.paste(text);
            self.trouble.clear();
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
        sentence.clone_into(&mut self.trouble);
    }

    fn draw(&mut self, view: &Suggestions, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        super::draw_place::draw(self, view, area, canvas, look);
    }

    fn size(&self) -> Option<(u16, u16)> {
        let lines = u16::try_from(self.lines.len()).unwrap_or(0).min(10);
        Some((104, 15 + lines))
    }

    fn draft(&self) -> Option<Vec<String>> {
        self.is_dirty().then(|| self.values())
    }

    fn take_draft(&mut self, values: &[String]) {
        self.fill(values);
    }

    fn is_dirty(&self) -> bool {
        self.customer.value() != self.start
            || self.lines.iter().any(|line| !line.is_empty())
            || !self.note.value().is_empty()
            || !self.needed_by.value().is_empty()
    }
}
