//! A line of the order form is removed, and brought back.

use super::place_screen::PlaceScreen;
use super::typed::{Line, Spot};
use crate::model::Quantity;
use crate::ui::Field;
use crate::words::Words;

/// A line that was removed: where it stood, and all that was typed into it.
#[derive(Debug, Clone)]
pub(super) struct Dropped {
    nth: usize,
    line: Line,
}

impl PlaceScreen {
    /// Whether the line with the keys was ordered and nothing of it is wanted any more.
    pub(super) fn is_taken_out(&self) -> bool {
        let line = self.line().and_then(|nth| self.lines.get(nth));
        line.is_some_and(|line| {
            let ordered = line.kept.as_ref().map(|kept| kept.wanted);
            ordered.is_some_and(|ordered| ordered > Quantity::ZERO)
                && line.amount().ok() == Some(Quantity::ZERO)
        })
    }

    /// Removes the line with the keys. Of a line that was ordered nothing is wanted any more; once more, and it is wanted again.
    pub(super) fn drop_line(&mut self, words: &Words) {
        let Some(nth) = self.line() else { return };
        self.settle();
        let was_out = self.is_taken_out();
        let Some(line) = self.lines.get_mut(nth) else {
            return;
        };
        if let Some(kept) = &line.kept {
            if was_out {
                // Where it stood says nothing: a new line may have stood there before somebody else added this one.
                let number = |line: &Line| line.kept.as_ref().map(|kept| kept.line);
                let is_it = |one: &Dropped| number(&one.line) == Some(kept.line);
                let before = self.dropped.iter().rposition(is_it);
                line.quantity = match before.map(|known| self.dropped.remove(known)) {
                    Some(dropped) => dropped.line.quantity,
                    None => Field::offered(&words.typed(&kept.wanted)),
                };
                return;
            }
            let line_before = line.clone();
            line.quantity.set("0");
            self.dropped.push(Dropped {
                nth,
                line: line_before,
            });
            return;
        }
        let line = self.lines.remove(nth);
        if !line.is_blank() {
            self.dropped.push(Dropped { nth, line });
        }
        if self.lines.last().is_none_or(|last| last.kept.is_some()) {
            self.lines.push(Line::default());
        }
        self.at = Spot::Item(nth.min(self.lines.len() - 1));
        self.hint = 0;
    }

    /// Brings back the line that was removed last, as it was, with the keys on it.
    pub(super) fn bring_back(&mut self) {
        let Some(Dropped { nth, line }) = self.dropped.pop() else {
            return;
        };
        self.settle();
        self.hint = 0;
        if let Some(kept) = &line.kept {
            let is_it = |one: &Line| one.kept.as_ref().is_some_and(|one| one.line == kept.line);
            if let Some(at) = self.lines.iter().position(is_it) {
                self.lines[at].quantity = line.quantity;
                self.at = Spot::Quantity(at);
            }
            return;
        }
        // Before the lines that were ordered stands none that was not.
        let kept = self.lines.iter().take_while(|line| line.kept.is_some());
        let at = nth.max(kept.count()).min(self.lines.len());
        self.lines.insert(at, line);
        self.at = Spot::Quantity(at);
    }
}
