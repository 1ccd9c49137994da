//! What was counted in a pick, per line and bin: it stays when the order or the stock changes under the form.

use super::PickLine;
use super::pick_changes::LineChange;
use super::pick_view::{Line, Lying};
use crate::model::Quantity;
use crate::ui::Field;
use crate::words::Words;
use std::collections::BTreeMap;

/// How much of a row is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Count {
    /// Nobody has counted it: what is wanted is offered.
    #[default]
    Open,
    /// It was scanned, or counted with the keys.
    Scanned,
    /// A quantity was typed, or the rest is said to be missing: that is all there is.
    Sure,
}

/// So much of a line is fetched from one bin.
#[derive(Debug, Clone)]
pub(super) struct PickRow {
    pub(super) line: i64,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    /// The bin; `None`: wherever it is.
    pub(super) bin: Option<Lying>,
    pub(super) wanted: Quantity,
    pub(super) field: Field,
    pub(super) count: Count,
    /// What it was when what stands in the field was offered: so it is again where that comes back.
    pub(super) was: Count,
    /// The order does not want it any more, or somebody else has fetched it.
    pub(super) gone: bool,
}

impl PickRow {
    fn of(line: &Line, bin: Option<Lying>, wanted: Quantity, words: &Words) -> Self {
        Self {
            line: line.line,
            code: line.code.clone(),
            name: line.name.clone(),
            unit: line.unit.clone(),
            bin,
            wanted,
            field: Field::offered(&words.typed(&wanted)),
            count: Count::Open,
            was: Count::Open,
            gone: false,
        }
    }

    pub(super) fn bin_code(&self) -> &str {
        self.bin.as_ref().map_or("", |bin| bin.code.as_str())
    }

    /// What stands in the field, if it is a quantity.
    pub(super) fn typed(&self) -> Option<Quantity> {
        Quantity::parse(self.field.value().trim())
    }

    /// What was counted; nothing while nobody did.
    pub(super) fn counted(&self) -> Quantity {
        if self.count == Count::Open {
            return Quantity::ZERO;
        }
        self.typed().unwrap_or_default()
    }

    /// Counts this much by scanning or by key.
    pub(super) fn set(&mut self, quantity: Quantity, words: &Words) {
        self.field = Field::offered(&words.typed(&quantity));
        self.count = Count::Scanned;
        self.was = Count::Scanned;
    }

    /// The keys come to it anew: what is typed now takes the place of what was typed before.
    pub(super) fn begin(&mut self) {
        let typed = self.field.value().to_owned();
        self.field = Field::offered(&typed);
        self.was = self.count;
    }

    /// A key was pressed in the field: what was offered may have come back.
    pub(super) fn was_typed(&mut self) {
        self.count = if self.field.is_offered() {
            self.was
        } else {
            Count::Sure
        };
    }
}

/// The rows of the form.
#[derive(Debug, Clone, Default)]
pub(super) struct PickRows {
    pub(super) rows: Vec<PickRow>,
}

impl PickRows {
    /// Whether anything was counted.
    pub(super) fn any(&self) -> bool {
        self.rows.iter().any(|row| row.count != Count::Open)
    }

    /// The order as it is now: what was counted stays, what nobody has counted yet follows. Returns the lines of which another quantity
    /// is to be picked than before.
    pub(super) fn follow(&mut self, lines: &[Line], words: &Words) -> Vec<LineChange> {
        let changes = self.changes(lines);
        for row in &mut self.rows {
            let line = lines.iter().find(|line| line.line == row.line);
            row.gone = line.is_none();
            if let Some(line) = line {
                // An item that was merged or renamed has another code.
                row.code.clone_from(&line.code);
                row.name.clone_from(&line.name);
            }
        }
        self.rows
            .retain(|row| row.count != Count::Open || !row.gone);
        for line in lines {
            self.follow_line(line, lines, words);
        }
        self.rows.sort_by(|a, b| {
            let place = |row: &PickRow| row.bin.as_ref().map(|bin| (bin.walk, bin.code.clone()));
            (place(a), a.line).cmp(&(place(b), b.line))
        });
        changes
    }

    /// How these lines differ from what the rows are for.
    fn changes(&self, lines: &[Line]) -> Vec<LineChange> {
        let mut before: BTreeMap<i64, (&PickRow, i64)> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| !row.gone) {
            before.entry(row.line).or_insert((row, 0)).1 += row.wanted.0;
        }
        let gone = before
            .iter()
            .filter(|(nth, _)| lines.iter().all(|line| line.line != **nth))
            .map(|(_, (row, wanted))| LineChange {
                code: row.code.clone(),
                unit: row.unit.clone(),
                before: Quantity(*wanted),
                now: Quantity::ZERO,
            });
        let now = lines.iter().map(|line| LineChange {
            code: line.code.clone(),
            unit: line.unit.clone(),
            before: Quantity(before.get(&line.line).map_or(0, |(_, wanted)| *wanted)),
            now: line.to_pick,
        });
        let all = gone.chain(now);
        all.filter(|change| change.before != change.now).collect()
    }

    fn follow_line(&mut self, line: &Line, lines: &[Line], words: &Words) {
        let had: i64 = self.of_line(line.line).map(|row| row.wanted.0).sum();
        let mut less = had - line.to_pick.0;
        if less == 0 {
            return;
        }
        // First what nobody has counted is planned anew; what was counted stays, and more or less than it is wanted now.
        if less > 0 {
            for row in self.rows.iter_mut().rev() {
                if row.line == line.line && row.count == Count::Open && less > 0 {
                    let off = less.min(row.wanted.0);
                    row.wanted.0 -= off;
                    row.field = Field::offered(&words.typed(&row.wanted));
                    less -= off;
                }
            }
            for row in self.rows.iter_mut().rev() {
                if row.line == line.line && less > 0 {
                    let off = less.min(row.wanted.0);
                    row.wanted.0 -= off;
                    less -= off;
                }
            }
            self.rows
                .retain(|row| row.count != Count::Open || row.wanted > Quantity::ZERO);
            return;
        }
        self.plan(line, lines, Quantity(-less), words);
    }

    /// Adds rows for this much of a line, from the bins in walking order that other rows leave something in.
    fn plan(&mut self, line: &Line, lines: &[Line], quantity: Quantity, words: &Words) {
        let mut left = quantity.0;
        let same_item = |row: &PickRow| {
            lines
                .iter()
                .any(|other| other.line == row.line && other.item == line.item)
        };
        for bin in &line.bins {
            let spoken_for: i64 = self
                .rows
                .iter()
                .filter(|row| same_item(row) && row.bin_code() == bin.code)
                .map(|row| row.wanted.0)
                .sum();
            let part = left.min(bin.there.0 - spoken_for);
            if part <= 0 {
                continue;
            }
            left -= part;
            let open = self
                .rows
                .iter_mut()
                .find(|row| row.line == line.line && row.bin_code() == bin.code && !row.gone);
            match open {
                Some(row) => {
                    row.wanted.0 += part;
                    if row.count == Count::Open {
                        row.field = Field::offered(&words.typed(&row.wanted));
                    }
                }
                None => self
                    .rows
                    .push(PickRow::of(line, Some(bin.clone()), Quantity(part), words)),
            }
        }
        if left > 0 {
            self.rows
                .push(PickRow::of(line, None, Quantity(left), words));
        }
    }

    fn of_line(&self, line: i64) -> impl Iterator<Item = &PickRow> {
        self.rows.iter().filter(move |row| row.line == line)
    }

    /// The row that takes one more piece of an item: in the bin that was scanned last if it can be, the first that is not full.
    pub(super) fn row_for(&self, code: &str, bin: Option<&str>) -> Option<usize> {
        let fits = |row: &PickRow| row.code == code && !row.gone;
        let open = |row: &PickRow| fits(row) && row.counted() < row.wanted;
        let at = |row: &PickRow| bin.is_some_and(|bin| row.bin_code() == bin);
        let find = |test: &dyn Fn(&PickRow) -> bool| self.rows.iter().position(test);
        find(&|row| open(row) && at(row))
            .or_else(|| find(&|row| open(row)))
            .or_else(|| self.rows.iter().rposition(fits))
    }

    /// Fetches the rest of a row from another bin: all of it where nothing was counted, else what is open, in a row of its own.
    /// Returns the row.
    pub(super) fn move_rest(&mut self, at: usize, to: &Lying, words: &Words) -> usize {
        let Some(row) = self.rows.get_mut(at) else {
            return at;
        };
        if row.count == Count::Open || row.counted() == Quantity::ZERO {
            row.bin = Some(to.clone());
            return at;
        }
        let rest = Quantity(row.wanted.0 - row.counted().0);
        if rest <= Quantity::ZERO {
            return at;
        }
        row.wanted = row.counted();
        row.count = Count::Scanned;
        let line = row.line;
        let mut new = row.clone();
        new.bin = Some(to.clone());
        new.wanted = rest;
        new.field = Field::offered(&words.typed(&rest));
        new.count = Count::Open;
        new.was = Count::Open;
        let known = self
            .rows
            .iter()
            .position(|row| row.line == line && row.bin_code() == to.code);
        match known {
            Some(known) => {
                self.rows[known].wanted.0 += rest.0;
                known
            }
            None => {
                self.rows.insert(at + 1, new);
                at + 1
            }
        }
    }

    /// The items of rows that nobody has counted although others were, and of rows that were scanned in part.
    pub(super) fn not_told(&self) -> (Vec<String>, Vec<String>) {
        let names = |test: &dyn Fn(&PickRow) -> bool| {
            let rows = self.rows.iter().filter(|row| !row.gone && test(row));
            let mut codes: Vec<String> = rows.map(|row| row.code.clone()).collect();
            codes.dedup();
            codes
        };
        (
            names(&|row| row.count == Count::Open && row.wanted > Quantity::ZERO),
            names(&|row| {
                let (counted, wanted) = self.of_whole_line(row.line);
                row.count == Count::Scanned && row.counted() < row.wanted && counted < wanted
            }),
        )
    }

    /// What is packed: what was counted, or all of it as it is offered where nobody has counted anything. What was not counted while
    /// other things were is left for another time.
    ///
    /// # Errors
    /// The row whose quantity cannot be read, with what stands there.
    pub(super) fn picked(&self) -> Result<Vec<PickLine>, (usize, String)> {
        let any = self.any();
        let mut picked = Vec::new();
        for (nth, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.gone) {
            let left = any && row.count == Count::Open;
            let Some(typed) = row.typed() else {
                return Err((nth, row.field.value().trim().to_owned()));
            };
            picked.push(PickLine {
                line: Some(row.line),
                item: row.code.clone(),
                bin: row.bin.as_ref().map(|bin| bin.code.clone()),
                quantity: if left { Quantity::ZERO } else { typed },
                later: left.then_some(row.wanted),
            });
        }
        Ok(picked)
    }

    /// How far it is: what was counted and is wanted, and all that is wanted. What is over on one line does not make up for what
    /// another one lacks.
    pub(super) fn sums(&self) -> (Quantity, Quantity) {
        // Where all of it is gone, what was counted stays to be compared.
        let all_gone = self.rows.iter().all(|row| row.gone);
        let mut lines = self.by_line(|row| all_gone || !row.gone);
        let wanted = lines.values().map(|(_, _, wanted)| wanted).sum();
        let done = lines.values_mut();
        let done = done.map(|(_, counted, wanted)| *counted.min(wanted)).sum();
        (Quantity(done), Quantity(wanted))
    }

    /// Lines of which more was counted than the order wants: the first row of each, and how much is over.
    pub(super) fn over(&self) -> Vec<(usize, Quantity)> {
        let lines = self.by_line(|row| !row.gone).into_values();
        lines
            .filter(|(_, counted, wanted)| counted > wanted)
            .map(|(row, counted, wanted)| (row, Quantity(counted - wanted)))
            .collect()
    }

    /// Of each line, by these of its rows: the first one that was counted, how much was counted, how much is wanted.
    fn by_line(&self, counts: impl Fn(&PickRow) -> bool) -> BTreeMap<i64, (usize, i64, i64)> {
        let mut lines = BTreeMap::new();
        for (nth, row) in self.rows.iter().enumerate().filter(|(_, row)| counts(row)) {
            let line = lines.entry(row.line).or_insert((nth, 0, 0));
            if line.1 == 0 {
                line.0 = nth;
            }
            line.1 += row.counted().0;
            line.2 += row.wanted.0;
        }
        lines
    }

    /// Counted and wanted of a line, over all bins.
    pub(super) fn of_whole_line(&self, line: i64) -> (Quantity, Quantity) {
        let rows = || self.of_line(line).filter(|row| !row.gone);
        (
            Quantity(rows().map(|row| row.counted().0).sum()),
            Quantity(rows().map(|row| row.wanted.0).sum()),
        )
    }
}
