//! The order form filled otherwise than by its keys: by a scanner, or with what was typed in an earlier life.

use super::place_screen::PlaceScreen;
use super::typed::{Line, Spot};
use crate::model::{Delivery, PaperKind, Quantity};
use crate::ui::Field;
use crate::words::Words;

impl PlaceScreen {
    /// One more of an item: on its line, or on a new one.
    pub(super) fn add_one(&mut self, code: &str, words: &Words) {
        let known = self
            .lines
            .iter()
            .position(|line| line.item.value().trim() == code);
        let at = known.unwrap_or_else(|| {
            if self.lines.last().is_none_or(|line| !line.is_empty()) {
                self.lines.push(Line::default());
            }
            self.lines.len() - 1
        });
        let line = &mut self.lines[at];
        let before = if known.is_some() {
            line.amount().unwrap_or_default()
        } else {
            Quantity::ZERO
        };
        let now = before.plus(Quantity::units(1)).unwrap_or(before);
        line.item = Field::with(code);
        line.quantity = Field::offered(&words.typed(&now));
        self.at = Spot::Quantity(at);
        self.hint = 0;
    }

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
        ];
        for line in &self.lines {
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
        self.lines = lines
            .chunks_exact(3)
            .map(|line| Line {
                item: Field::with(&line[0]),
                quantity: Field::with(&line[1]),
                discount: Field::with(&line[2]),
            })
            .collect();
        if self.lines.is_empty() {
            self.lines.push(Line::default());
        }
        self.at = Spot::Item(self.lines.len() - 1);
    }
}
