//! The keys of the order form, and what a click in it does: a suggestion is taken, a field gets the keys, a paper is ticked.

use super::place_screen::PlaceScreen;
use super::suggest::{Suggestions, is_same};
use super::typed::{Line, Spot};
use crate::model::Duty;
use crate::pane::{Binding, Bound, Chord};
use crate::ui::Field;
use crate::words::Words;

/// Each takes one of the items that they buy most.
pub(super) const USUAL: [Chord; 3] = [Chord::alt('1'), Chord::alt('2'), Chord::alt('3')];

/// Takes one of their last orders again.
pub(super) const AGAIN: Chord = Chord::alt('r');

/// What is clicked in the form. The shell carries it as the key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clicked {
    /// One of the fields, by its place among all of them.
    Field(usize),
    /// One of the suggestions.
    Suggestion(usize),
}

impl Clicked {
    /// Suggestions are below zero: they lie over fields, of which there are any number.
    pub(super) fn row(self) -> i64 {
        match self {
            Self::Field(nth) => i64::try_from(nth).unwrap_or(i64::MAX),
            Self::Suggestion(nth) => -1 - i64::try_from(nth).unwrap_or(0),
        }
    }

    fn of_row(row: i64) -> Self {
        match usize::try_from(row) {
            Ok(nth) => Self::Field(nth),
            Err(_) => Self::Suggestion(usize::try_from(-1 - row).unwrap_or(0)),
        }
    }
}

/// The keys, in the order of the footer.
pub(super) const KEYS: &[Binding<PlaceScreen>] = &[
    Binding {
        chord: Chord::ctrl('s'),
        label: Words::key_save,
        when: |_, _, _| true,
        act: |form, view, out| form.save(view, out),
    },
    Binding {
        chord: Chord::ctrl('n'),
        label: Words::customers_key_new,
        when: |form, _, who| form.changes.is_none() && who.may(Duty::Reception),
        act: |form, _, out| {
            let name = form.customer.value().trim();
            let new = crate::front::customers::new_form(out.words, name, "");
            out.open(Bound::pane(new));
        },
    },
    Binding {
        chord: Chord::ctrl('d'),
        label: Words::orders_key_drop_line,
        when: |form, _, _| form.line().is_some() && form.lines.iter().any(|line| !line.is_blank()),
        act: |form, _, out| form.drop_line(out.words),
    },
    Binding {
        chord: Chord::ctrl('z'),
        label: Words::orders_key_bring_back,
        when: |form, _, _| !form.dropped.is_empty(),
        act: |form, _, _| form.bring_back(),
    },
    usual(
        0,
        Words::orders_key_usual_first,
        |_, view, _| has_usual(view, 0),
        |form, view, _| form.take_usual(0, view),
    ),
    usual(
        1,
        Words::orders_key_usual_second,
        |_, view, _| has_usual(view, 1),
        |form, view, _| form.take_usual(1, view),
    ),
    usual(
        2,
        Words::orders_key_usual_third,
        |_, view, _| has_usual(view, 2),
        |form, view, _| form.take_usual(2, view),
    ),
    Binding {
        chord: AGAIN,
        label: Words::orders_key_again,
        when: |form, view, _| {
            let buyer = view.buyer.as_ref();
            form.changes.is_none() && buyer.is_some_and(|buyer| !buyer.last.is_empty())
        },
        act: |form, view, out| form.take_again(view, out.words),
    },
];

type When = fn(&PlaceScreen, &Suggestions, &crate::pane::Who) -> bool;
type Act = fn(&mut PlaceScreen, &Suggestions, &mut crate::pane::Outbox<'_>);

const fn usual(
    nth: usize,
    label: fn(&Words) -> String,
    when: When,
    act: Act,
) -> Binding<PlaceScreen> {
    Binding {
        chord: USUAL[nth],
        label,
        when,
        act,
    }
}

fn has_usual(view: &Suggestions, nth: usize) -> bool {
    let buyer = view.buyer.as_ref();
    buyer.is_some_and(|buyer| buyer.most.len() > nth)
}

/// The lines that Alt-r has put into the form.
#[derive(Debug, Clone)]
pub(super) struct AgainTaken {
    /// Which of the last orders.
    pub(super) nth: usize,
    /// Behind so many lines.
    from: usize,
    /// As they were put there.
    values: Vec<String>,
}

impl PlaceScreen {
    /// The line that has the keys.
    pub(super) const fn line(&self) -> Option<usize> {
        match self.at {
            Spot::Item(line) | Spot::Quantity(line) | Spot::Discount(line) => Some(line),
            _ => None,
        }
    }

    /// Takes what the customer buys most: onto the line whose item is being typed, or a line of its own; a line that has it gets the keys.
    pub(super) fn take_usual(&mut self, nth: usize, view: &Suggestions) {
        let usual = view.buyer.as_ref().and_then(|buyer| buyer.most.get(nth));
        let Some(code) = usual.map(|usual| usual.code.as_str()) else {
            return;
        };
        self.settle();
        self.hint = 0;
        let known = self
            .lines
            .iter()
            .position(|line| is_same(line.item.value().trim(), code));
        if let Some(line) = known {
            // As after a scan: the next digit is the new quantity.
            let quantity = &mut self.lines[line].quantity;
            *quantity = Field::offered(quantity.value());
            self.at = Spot::Quantity(line);
            return;
        }
        let typed = match self.at {
            Spot::Item(line) => Some(line).filter(|line| {
                let line = self.lines.get(*line);
                line.is_some_and(|line| view.offer(line.item.value()).is_none())
            }),
            _ => None,
        };
        let line = typed.unwrap_or_else(|| self.free_line());
        self.lines[line].item = Field::with(code);
        self.at = Spot::Quantity(line);
    }

    /// A line into which nothing is typed: the last one, or a new one.
    fn free_line(&mut self) -> usize {
        if self.lines.last().is_none_or(|line| !line.is_blank()) {
            self.lines.push(Line::default());
        }
        self.lines.len() - 1
    }

    /// Takes the newest of their last orders again, behind what is typed; pressed once more, the one before that instead.
    pub(super) fn take_again(&mut self, view: &Suggestions, words: &Words) {
        let last = view.buyer.as_ref().map_or(&[][..], |buyer| &buyer.last);
        if last.is_empty() {
            return;
        }
        self.settle();
        let now = self.line_values();
        let taken = self.again.take().filter(|again| again.values == now);
        let nth = taken
            .as_ref()
            .map_or(0, |again| (again.nth + 1) % last.len());
        match &taken {
            Some(again) => self.lines.truncate(again.from),
            None => self.lines.retain(|line| !line.is_blank()),
        }
        let from = self.lines.len();
        self.lines.extend(last[nth].lines.iter().map(|line| Line {
            item: Field::with(&line.code),
            quantity: Field::offered(&words.typed(&line.quantity)),
            ..Line::default()
        }));
        let free = self.free_line();
        self.at = if free == from {
            Spot::Item(free)
        } else {
            Spot::Quantity(from)
        };
        self.hint = 0;
        if last[nth].lines.is_empty() {
            let number = last[nth].number.as_str();
            self.point(None, words.orders_again_nothing(number));
        }
        let values = self.line_values();
        self.again = Some(AgainTaken { nth, from, values });
    }

    /// Which of their last orders stands in the form as it was taken again.
    pub(super) fn taken_again(&self) -> Option<usize> {
        let taken = self.again.as_ref()?;
        (taken.values == self.line_values()).then_some(taken.nth)
    }

    fn line_values(&self) -> Vec<String> {
        self.values().split_off(Self::LINES)
    }

    /// A click on a suggestion takes it; on a field it gets the keys; a paper and the way of delivery turn over.
    pub(super) fn click(&mut self, row: i64, view: &Suggestions) {
        let nth = match Clicked::of_row(row) {
            Clicked::Suggestion(nth) => {
                self.settle();
                self.hint = nth;
                self.take_hint(view);
                return self.go_on(view);
            }
            Clicked::Field(nth) => nth,
        };
        let Some(spot) = self.spots().get(nth).copied() else {
            return;
        };
        self.at = spot;
        self.hint = 0;
        if matches!(spot, Spot::Delivery | Spot::Paper(_)) {
            self.settle();
            self.toggle();
        }
    }

    /// A click on this field.
    pub(super) fn clicked_on(&self, spot: Spot) -> Option<Clicked> {
        let nth = self.spots().iter().position(|one| *one == spot)?;
        Some(Clicked::Field(nth))
    }
}
