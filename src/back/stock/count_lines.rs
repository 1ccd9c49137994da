//! What was counted or came in, line by line: how much of which item, and in which bin.

use crate::model::Quantity;
use crate::ui::Field;
use crate::words::Words;

/// How much of one item in one bin.
#[derive(Debug, Clone)]
pub(super) struct CountedLine {
    /// The bin; `None`: the one that is scanned next, or stands in the field when it is saved.
    pub(super) bin: Option<String>,
    /// The item's code as it was typed or scanned.
    pub(super) code: String,
    pub(super) quantity: Field,
}

impl CountedLine {
    pub(super) fn typed(&self) -> &str {
        self.quantity.value().trim()
    }

    pub(super) fn parsed(&self) -> Option<Quantity> {
        Quantity::parse(self.typed()).filter(|quantity| *quantity >= Quantity::ZERO)
    }
}

/// The lines, the newest last.
#[derive(Debug, Clone, Default)]
pub(super) struct CountedLines {
    pub(super) lines: Vec<CountedLine>,
    /// A bin was scanned before any item: it holds for what is scanned after it. Else each bin holds for what was scanned before.
    bin_first: bool,
    /// The bin that was scanned last.
    pub(super) bin: Option<String>,
}

impl CountedLines {
    /// So much more of an item; returns its line.
    pub(super) fn add(&mut self, code: &str, quantity: Quantity, words: &Words) -> usize {
        let bin = self.bin.clone().filter(|_| self.bin_first);
        let known = self
            .lines
            .iter()
            .position(|line| line.code == code && line.bin == bin);
        let Some(at) = known else {
            self.lines.push(CountedLine {
                bin,
                code: code.to_owned(),
                quantity: Field::offered(&words.typed(&quantity)),
            });
            return self.lines.len() - 1;
        };
        let line = &mut self.lines[at];
        // What cannot be read stays as it was typed: saving says so.
        if let Some(sum) = line.parsed().and_then(|before| before.plus(quantity)) {
            line.quantity = Field::offered(&words.typed(&sum));
        }
        at
    }

    /// A bin was scanned.
    pub(super) fn scan_bin(&mut self, bin: &str) {
        if self.lines.is_empty() && self.bin.is_none() {
            self.bin_first = true;
        }
        if !self.bin_first {
            for line in &mut self.lines {
                if line.bin.is_none() {
                    line.bin = Some(bin.to_owned());
                }
            }
            self.join();
        }
        self.bin = Some(bin.to_owned());
    }

    /// Lines of one item in one bin are one line.
    fn join(&mut self) {
        let mut joined: Vec<CountedLine> = Vec::new();
        for line in std::mem::take(&mut self.lines) {
            let known = joined
                .iter_mut()
                .find(|known| known.code == line.code && known.bin == line.bin);
            match known.and_then(|known| {
                let sum = known.parsed()?.plus(line.parsed()?)?;
                Some((known, sum))
            }) {
                Some((known, sum)) => known.quantity = Field::offered(&sum.to_string()),
                None => joined.push(line),
            }
        }
        self.lines = joined;
    }

    /// The bins of the lines, each once, however it is written; `bin` for those that have none.
    pub(super) fn bins(&self, bin: &str) -> Vec<String> {
        let mut bins: Vec<String> = Vec::new();
        for line in &self.lines {
            let bin = line.bin.as_deref().unwrap_or(bin);
            if !bins.iter().any(|known| is_one_bin(known, bin)) {
                bins.push(bin.to_owned());
            }
        }
        bins
    }

    /// The lines as they are kept while they are not saved.
    pub(super) fn kept(&self) -> Vec<String> {
        let kept = |line: &CountedLine| {
            let bin = line.bin.as_deref().unwrap_or_default();
            format!("{}\t{}\t{bin}", line.code, line.quantity.value())
        };
        self.lines.iter().map(kept).collect()
    }

    /// Takes what [`Self::kept`] gave in an earlier life.
    pub(super) fn restore(&mut self, kept: &[String]) {
        self.lines = kept
            .iter()
            .filter_map(|line| {
                let mut parts = line.split('\t');
                let (code, quantity, bin) = (parts.next()?, parts.next()?, parts.next()?);
                Some(CountedLine {
                    bin: Some(bin.to_owned()).filter(|bin| !bin.is_empty()),
                    code: code.to_owned(),
                    quantity: Field::offered(quantity),
                })
            })
            .collect();
    }
}

/// Whether both codes name one bin: c2 is C2.
pub(super) fn is_one_bin(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::CountedLines;
    use crate::model::Quantity;
    use crate::words::{Lang, Words};

    #[test]
    fn a_bin_that_is_scanned_and_typed_in_another_case_is_counted_once() {
        let words = Words::new(Lang::En, "CZK", chrono_tz::UTC);
        let mut lines = CountedLines::default();
        lines.add("PAP", Quantity::units(1), &words);
        lines.scan_bin("Č2");
        lines.add("TON", Quantity::units(1), &words);
        assert_eq!(lines.bins("č2"), ["Č2"]);
        assert_eq!(lines.bins("Č3"), ["Č2", "Č3"]);
    }
}
