//! Where the keys go in the order form, from field to field.

use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::{Line, Spot};
use crate::model::{Discount, PaperKind};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

impl PlaceScreen {
    /// Every place that the keys can go to, in the order of Tab.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let mut spots = Vec::new();
        if self.changes.is_none() {
            spots.push(Spot::Customer);
        }
        for (nth, line) in self.lines.iter().enumerate() {
            if line.kept.is_none() {
                spots.push(Spot::Item(nth));
            }
            spots.extend([Spot::Quantity(nth), Spot::Discount(nth)]);
        }
        spots.extend([Spot::NeededBy, Spot::Delivery]);
        spots.extend((0..PaperKind::ALL.len()).map(Spot::Paper));
        spots.extend([Spot::Deposit, Spot::WholeDiscount, Spot::Note]);
        if self.changes.is_some() {
            spots.push(Spot::Reason);
        }
        spots
    }

    pub(super) fn step(&mut self, forwards: bool) {
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

    /// Enter: on to the next field. An empty item ends the lines; what somebody may not give off is not asked for.
    pub(super) fn go_on(&mut self, view: &Suggestions) {
        let may_give_off = view.discount_max != Some(Discount::default());
        match self.at {
            Spot::Item(line) if self.lines.get(line).is_none_or(Line::is_empty) => {
                self.at = Spot::NeededBy;
            }
            Spot::Quantity(line) if may_give_off => self.at = Spot::Discount(line),
            Spot::Quantity(line) | Spot::Discount(line) => {
                if line + 1 == self.lines.len() {
                    self.lines.push(Line::default());
                }
                let kept = self.lines[line + 1].kept.is_some();
                self.at = if kept {
                    Spot::Quantity(line + 1)
                } else {
                    Spot::Item(line + 1)
                };
            }
            _ => return self.step(true),
        }
        self.hint = 0;
    }

    /// No discount begins with a letter: what is typed where none stands is the next item.
    pub(super) fn begin_next_line(&mut self, key: KeyEvent, view: &Suggestions) {
        let Spot::Discount(nth) = self.at else { return };
        let is_letter = matches!(key.code, KeyCode::Char(c) if c.is_alphabetic())
            && !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let is_empty = |line: &Line| line.discount.value().is_empty();
        let is_free = |line: &Line| line.kept.is_none() && line.is_blank();
        let is_last = self.lines.get(nth + 1).is_none_or(is_free);
        if is_letter && is_last && self.lines.get(nth).is_some_and(is_empty) {
            self.go_on(view);
        }
    }

    /// Up and Down: to the row above or below, in the same column of the lines where there is one.
    pub(super) fn step_row(&mut self, down: bool) {
        let rows = self.rows();
        let Some(at) = rows.iter().position(|row| row.contains(&self.at)) else {
            return;
        };
        let next = if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let Some(row) = next.and_then(|next| rows.get(next)) else {
            return;
        };
        let same = row.iter().find(|spot| {
            matches!(
                (self.at, spot),
                (Spot::Item(_), Spot::Item(_))
                    | (Spot::Quantity(_), Spot::Quantity(_))
                    | (Spot::Discount(_), Spot::Discount(_))
            )
        });
        self.at = same.or(row.first()).copied().unwrap_or(self.at);
        self.hint = 0;
    }

    /// The fields as they stand on the screen, row by row.
    fn rows(&self) -> Vec<Vec<Spot>> {
        let row_of = |spot: &Spot| match spot {
            Spot::Item(nth) | Spot::Quantity(nth) | Spot::Discount(nth) => (1, *nth),
            Spot::Customer => (0, 0),
            Spot::NeededBy | Spot::Delivery => (2, 0),
            Spot::Paper(_) => (3, 0),
            Spot::Deposit | Spot::WholeDiscount => (4, 0),
            Spot::Note => (5, 0),
            Spot::Reason => (6, 0),
        };
        let mut rows: Vec<((u8, usize), Vec<Spot>)> = Vec::new();
        for spot in self.spots() {
            let row = row_of(&spot);
            match rows.last_mut() {
                Some((known, spots)) if *known == row => spots.push(spot),
                _ => rows.push((row, vec![spot])),
            }
        }
        rows.into_iter().map(|(_, spots)| spots).collect()
    }
}
