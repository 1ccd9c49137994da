//! What changes under a pick form: which lines, who did it, and why nothing is left to pick.

use super::pick_rows::PickRow;
use super::pick_screen::PickScreen;
use super::pick_view::{Done, View};
use crate::model::{Duty, Instant, Quantity};
use crate::office::Refused;
use crate::pane::Who;
use crate::words::{Words, named};

/// A line of which another quantity is to be picked than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineChange {
    pub(super) code: String,
    pub(super) unit: String,
    /// Zero: the line is new.
    pub(super) before: Quantity,
    /// Zero: it is not to be picked any more.
    pub(super) now: Quantity,
}

impl LineChange {
    fn told(&self, words: &Words) -> String {
        let amount = |quantity: Quantity| format!("{} {}", words.quantity(quantity), self.unit);
        let (item, now) = (named::Item(self.code.as_str()), amount(self.now));
        if self.now == Quantity::ZERO {
            words.picking_line_gone(self.code.as_str())
        } else if self.before == Quantity::ZERO {
            words.picking_line_new(item, named::Quantity(now))
        } else {
            let before = named::Before(amount(self.before));
            words.picking_line_now(before, item, named::Now(now))
        }
    }
}

/// What changed since the form was opened, as it was told last.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes {
    lines: Vec<LineChange>,
    /// Who did what; `None` where the order itself was not touched, such as when its goods are missing.
    done: Option<Done>,
}

impl Changes {
    /// Takes what was read. Where nothing is left to pick, the last thing that was done with the order is why, such as put on hold and
    /// then cancelled. Returns whether there is something to tell.
    pub(super) fn take(
        &mut self,
        lines: Vec<LineChange>,
        done: Option<Done>,
        nothing_left: bool,
    ) -> bool {
        if lines.is_empty() {
            let is_why = done.is_some() && nothing_left;
            if is_why {
                self.done = done;
            }
            return is_why;
        }
        *self = Self { lines, done };
        true
    }
}

impl PickScreen {
    /// Why nothing of it is to be picked any more, and by whom.
    pub(super) fn over_because(&self, view: &View, words: &Words, now: Instant) -> String {
        let head = view.head.as_ref();
        if let Some((parcel, who, at)) = head.and_then(|head| head.packed.as_ref()) {
            return words.picking_packed_by(
                named::Parcel(parcel.as_str()),
                named::When(words.when(*at, now)),
                named::Who(who.as_str()),
            );
        }
        let last = head.and_then(|head| head.last.as_ref());
        last.map_or_else(String::new, |last| self.told(Some(last), words, now))
    }

    /// What changed, line by line, and by whom; empty: nothing.
    pub(super) fn changed(&self, words: &Words, now: Instant) -> String {
        let Changes { lines, done } = &self.changes;
        if lines.is_empty() && done.is_none() {
            return String::new();
        }
        self.told(done.as_ref(), words, now)
    }

    fn told(&self, done: Option<&Done>, words: &Words, now: Instant) -> String {
        let lines = self.changes.lines.iter();
        let lines: Vec<String> = lines.map(|line| line.told(words)).collect();
        let lines = lines.join("; ");
        let Some(done) = done else {
            return words.picking_changed_lines(lines);
        };
        let what = named::What(words.word("verb", &done.verb.replace(['.', '_'], "-")));
        let when = named::When(words.when(done.at, now));
        let who = named::Who(done.who.as_str());
        if self.rows.rows.is_empty() {
            words.picking_nothing_left(what, when, who)
        } else if lines.is_empty() {
            words.picking_changed(what, when, who)
        } else {
            words.picking_changed_by(named::Lines(lines), what, when, who)
        }
    }

    /// What happens with the goods that were counted of a line that is not to be picked any more.
    pub(super) fn to_put_back(&self, row: &PickRow, view: &View, words: &Words) -> Option<String> {
        let head = view.head.as_ref();
        let is_packed = head.is_some_and(|head| head.packed.is_some());
        let counted = row.counted();
        if !row.gone || is_packed || counted == Quantity::ZERO {
            return None;
        }
        let amount = named::Quantity(format!("{} {}", words.quantity(counted), row.unit));
        Some(match row.bin_code() {
            "" => words.picking_put_back(amount.0),
            bin => words.picking_put_back_into(named::Bin(bin), amount),
        })
    }
}

/// Why an owner picks nothing now: somebody covers them, or has, and that is not looked at yet. It is told before anything is counted.
pub(super) fn covered(who: &Who) -> Option<Refused> {
    let waiting = who.waiting.as_ref()?;
    let id = match waiting.word {
        "cover-runs-for-you" => COVERED,
        "cover-sheet-waits" => UNSEEN,
        _ => return None,
    };
    let refused = Refused::rule(id)
        .with("cover", waiting.number.as_str())
        .with("coverer", waiting.name.as_str())
        .with("until", waiting.until);
    Some(refused).filter(|_| waiting.duties.has(Duty::Fulfilment))
}

/// The refusals of whoever has not taken their duty back.
pub(super) const COVERED: &str = "covered-now";
pub(super) const UNSEEN: &str = "sheet-unseen";
