//! What was counted in a pick is kept while it is not saved, and taken up again.

use super::pick_rows::{Count, PickRows};
use super::pick_view::Line;
use crate::ui::Field;
use crate::words::Words;

impl PickRows {
    /// What was counted, row by row, to be kept while it is not saved.
    pub(super) fn kept(&self) -> Vec<String> {
        let rows = self.rows.iter().filter(|row| row.count != Count::Open);
        rows.map(|row| {
            let sure = if row.count == Count::Sure { "!" } else { "" };
            format!(
                "{}\t{}{sure}\t{}",
                row.line,
                row.field.value(),
                row.bin_code()
            )
        })
        .collect()
    }

    /// Takes what [`Self::kept`] gave in an earlier life.
    pub(super) fn restore(&mut self, kept: &[String], lines: &[Line], words: &Words) {
        for text in kept {
            let mut parts = text.splitn(3, '\t');
            let (Some(line), Some(typed), Some(bin)) = (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let Ok(number) = line.parse::<i64>() else {
                continue;
            };
            let count = if typed.ends_with('!') {
                Count::Sure
            } else {
                Count::Scanned
            };
            let Some(line) = lines.iter().find(|line| line.line == number) else {
                continue;
            };
            let known = self
                .rows
                .iter()
                .position(|row| row.line == number && row.bin_code() == bin);
            let at = known.or_else(|| {
                let bin = line.bins.iter().find(|lying| lying.code == bin)?;
                let open = self.rows.iter().position(|row| row.line == number)?;
                Some(self.move_rest(open, bin, words))
            });
            if let Some(row) = at.and_then(|at| self.rows.get_mut(at)) {
                row.field = Field::offered(typed.trim_end_matches('!'));
                row.count = count;
                row.was = count;
            }
        }
    }
}
