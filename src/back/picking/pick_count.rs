//! Counting in a pick form: by scanner, by key, and from another bin.

use super::pick_rows::Count;
use super::pick_screen::PickScreen;
use super::pick_view::View;
use crate::model::Quantity;
use crate::pane::Outbox;
use crate::words::Words;

impl PickScreen {
    pub(super) fn counted(&mut self) {
        self.trouble.clear();
        self.warned = false;
    }

    /// One piece of an item was scanned: the first begins the count of its row, each other is one more.
    pub(super) fn scan_item(&mut self, code: &str, view: &View, out: &Outbox<'_>) {
        let words = out.words;
        let Some(mut at) = self.rows.row_for(code, self.bin.as_deref()) else {
            self.trouble = words.picking_wrong_item(code);
            return;
        };
        let row = &self.rows.rows[at];
        if row.counted() >= row.wanted {
            self.trouble = words.picking_too_many(code);
            return;
        }
        // It comes from the bin that was scanned, if it lies there as well.
        let line = view.lines.iter().find(|line| line.line == row.line);
        let lying = line.and_then(|line| {
            let bin = self.bin.as_deref().filter(|bin| *bin != row.bin_code())?;
            line.bins.iter().find(|lying| lying.code == bin)
        });
        if let Some(lying) = lying {
            at = self.rows.move_rest(at, lying, &self.words);
        }
        let row = &mut self.rows.rows[at];
        let one = Quantity::units(1);
        let now = row.counted().plus(one).unwrap_or(row.wanted);
        row.set(now.min(row.wanted), &self.words);
        self.last_scan = Some((format!("{} +1", row.name), out.now));
        self.at = at;
        self.counted();
    }

    /// One more or one less of the row that has the keys.
    pub(super) fn step(&mut self, by: i64) {
        if let Some(row) = self.rows.rows.get_mut(self.at) {
            let now = row.counted().0 + by * Quantity::units(1).0;
            row.set(Quantity(now.clamp(0, row.wanted.0.max(0))), &self.words);
            self.counted();
        }
    }

    /// The rest of the row is not there.
    pub(super) fn missing(&mut self) {
        if let Some(row) = self.rows.rows.get_mut(self.at) {
            row.set(row.counted(), &self.words);
            row.count = Count::Sure;
            row.was = Count::Sure;
            self.counted();
        }
    }

    /// The rest of the row comes from the next bin that has it.
    pub(super) fn other_bin(&mut self, view: &View, words: &Words) {
        let Some(row) = self.rows.rows.get(self.at) else {
            return;
        };
        let line = view.lines.iter().find(|line| line.line == row.line);
        let bins = line.map(|line| line.bins.as_slice()).unwrap_or_default();
        let here = bins.iter().position(|bin| bin.code == row.bin_code());
        let next = here.map_or(0, |here| here + 1);
        let next = bins.get(next).or_else(|| bins.first());
        match next.filter(|bin| bin.code != row.bin_code()) {
            Some(bin) => {
                self.at = self.rows.move_rest(self.at, bin, &self.words);
                self.counted();
            }
            None => self.trouble = words.picking_no_other_bin(row.code.as_str()),
        }
    }
}
