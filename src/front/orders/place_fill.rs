//! The order form filled otherwise than by its keys: by a scanner, or with what was typed in an earlier life.

use super::place_screen::PlaceScreen;
use super::suggest::is_same;
use super::typed::{Line, Spot};
use crate::model::{Delivery, PaperKind, Quantity};
use crate::office::{Datum, Refused};
use crate::ui::Field;
use crate::words::{Words, named};

impl PlaceScreen {
    /// One more of an item: on its line, or on a new one.
    pub(super) fn add_one(&mut self, code: &str, words: &Words) {
        let known = self
            .lines
            .iter()
            .position(|line| is_same(line.item.value().trim(), code));
        let at = known.unwrap_or_else(|| {
            if self.lines.last().is_none_or(|line| !line.is_blank()) {
                self.lines.push(Line::default());
            }
            self.lines.len() - 1
        });
        let line = &mut self.lines[at];
        let before = match (known, line.amount()) {
            (None, _) => Quantity::ZERO,
            (Some(_), Ok(before)) => before,
            // What stands there is no quantity: it stays, and the keys go to it.
            (Some(_), Err(refused)) => {
                return self.point(Some(Spot::Quantity(at)), words.refused(&refused));
            }
        };
        let now = before.plus(Quantity::units(1)).unwrap_or(before);
        if line.kept.is_none() {
            line.item = Field::with(code);
        }
        line.quantity = Field::offered(&words.typed(&now));
        self.at = Spot::Quantity(at);
        self.hint = 0;
    }

    /// The customer's card went into another one meanwhile: that one takes its place, and it is said. Whether it was that.
    pub(super) fn follow_merge(&mut self, refused: &Refused, words: &Words) -> bool {
        let fact = |name| match refused.fact(name) {
            Some(Datum::Text(text)) if refused.id == "customer-merged" => Some(text.as_str()),
            _ => None,
        };
        let (Some(from), Some(into)) = (fact("customer"), fact("into")) else {
            return false;
        };
        self.customer = Field::with(into);
        self.wrong = Some(Spot::Customer);
        self.trouble = words.orders_customer_merged(named::From(from), named::Into(into));
        true
    }

    /// The places of two fields among [`Self::values`].
    pub(super) const NEEDED_BY: usize = 1;
    pub(super) const NOTE: usize = 6;

    /// Where the lines begin there.
    pub(super) const LINES: usize = 8;

    /// Everything that is typed, field by field, lines last.
    pub(super) fn values(&self) -> Vec<String> {
        let papers: Vec<&str> = self.papers.iter().map(|paper| paper.as_str()).collect();
        let mut values = vec![
            self.customer.value().to_owned(),
            self.needed_by.value().to_owned(),
            self.delivery.as_str().to_owned(),
            papers.join(","),
            self.deposit.value().to_owned(),
            self.whole_discount.value().to_owned(),
            self.note.value().to_owned(),
            self.reason.value().to_owned(),
        ];
        for line in &self.lines {
            let number = line.kept.as_ref().map(|kept| kept.line.to_string());
            values.push(number.unwrap_or_default());
            for field in [&line.item, &line.quantity, &line.discount] {
                values.push(field.value().to_owned());
            }
        }
        values
    }

    /// Puts back what [`Self::values`] gave.
    pub(super) fn fill(&mut self, values: &[String]) {
        let [
            customer,
            needed_by,
            delivery,
            papers,
            deposit,
            whole_discount,
            note,
            reason,
            lines @ ..,
        ] = values
        else {
            return;
        };
        self.customer = Field::with(customer);
        self.needed_by = Field::with(needed_by);
        self.delivery = Delivery::parse(delivery).unwrap_or(self.delivery);
        self.papers = papers.split(',').filter_map(PaperKind::parse).collect();
        self.deposit = Field::with(deposit);
        self.whole_discount = Field::with(whole_discount);
        self.note = Field::with(note);
        self.reason = Field::with(reason);
        self.lines.retain(|line| line.kept.is_some());
        for typed in lines.chunks_exact(4) {
            let is_kept = |line: &&mut Line| {
                let kept = line.kept.as_ref();
                kept.is_some_and(|kept| kept.line.to_string() == typed[0])
            };
            if let Some(kept) = self.lines.iter_mut().find(is_kept) {
                kept.quantity.set(&typed[2]);
                kept.discount.set(&typed[3]);
            } else if typed[0].is_empty() {
                self.lines.push(Line {
                    item: Field::with(&typed[1]),
                    quantity: Field::with(&typed[2]),
                    discount: Field::with(&typed[3]),
                    ..Line::default()
                });
            }
        }
        if self.lines.last().is_none_or(|last| last.kept.is_some()) {
            self.lines.push(Line::default());
        }
        self.at = Spot::Item(self.lines.len() - 1);
    }
}
