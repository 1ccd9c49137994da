//! Papers of plain text: the same rows for a receipt printer of 40 columns and a page of 80, kept as they were printed.

use crate::model::money::Share;
use crate::model::text::safe;
use crate::model::{Discount, Money, OrderId};
use crate::office::{Permit, Refused};
use crate::words::{Words, named};
use unicode_width::UnicodeWidthStr;

/// The widths that are kept, in columns.
const COLUMNS: [usize; 2] = [40, 80];

/// A paper that is being written.
#[derive(Debug, Default)]
pub(super) struct Paper {
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Rule,
    Text(String),
    Sides(String, String),
}

impl Paper {
    pub(super) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Text(text.into()));
    }

    /// One text at the left edge and one at the right.
    pub(super) fn sides(&mut self, left: impl Into<String>, right: impl Into<String>) {
        self.rows.push(Row::Sides(left.into(), right.into()));
    }

    /// What each VAT rate has of a sum.
    pub(super) fn vat(&mut self, words: &Words, shares: &[Share]) {
        for share in shares {
            let net = words.amount(share.net);
            let said = words.slip_vat(named::Net(net), named::Rate(share.rate.to_string()));
            self.sides(said, words.amount(share.vat));
        }
    }

    /// What a discount on the whole order takes off; nothing where there is none.
    pub(super) fn discount(&mut self, words: &Words, discount: Discount, off: Money) {
        if discount == Discount::default() {
            return;
        }
        let said = words.slip_discount(words.discount(discount));
        self.sides(said, words.amount(Money(-off.0)));
    }

    fn at(&self, columns: usize) -> String {
        let lines: Vec<String> = self
            .rows
            .iter()
            .flat_map(|row| match row {
                Row::Rule => vec!["-".repeat(columns)],
                Row::Text(text) => wrapped(&safe(text), columns),
                Row::Sides(left, right) => sides(&safe(left), &safe(right), columns),
            })
            .collect();
        lines.join("\n")
    }

    /// Keeps it under its number, in both widths.
    pub(super) fn save(
        &self,
        permit: &mut Permit<'_>,
        number: &str,
        kind: &str,
        order: OrderId,
    ) -> Result<(), Refused> {
        let seq = permit.seq();
        permit.write(
            "insert into document (number, kind, orders, text, wide, seq) values ($1, $2, $3, $4, $5, $6)",
            &[
                number.into(),
                kind.into(),
                order.0.into(),
                self.at(COLUMNS[0]).into(),
                self.at(COLUMNS[1]).into(),
                seq.into(),
            ],
        )?;
        Ok(())
    }
}

/// Both texts on one line, or the left one on lines before where there is no room.
fn sides(left: &str, right: &str, columns: usize) -> Vec<String> {
    let mut lines = wrapped(left, columns);
    let used = lines.last().map_or(0, |last| last.width()) + right.width();
    if used < columns
        && let Some(last) = lines.last_mut()
    {
        last.push_str(&" ".repeat(columns - used));
        last.push_str(right);
    } else {
        lines.push(format!(
            "{}{right}",
            " ".repeat(columns.saturating_sub(right.width()))
        ));
    }
    lines
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { break };
        if !line.is_empty() && line.width() + 1 + word.width() > columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() || word.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::Paper;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn no_line_is_wider_than_the_paper() {
        let mut paper = Paper::default();
        paper.text("Obálky DL samolepicí pět set kusů, s oknem vpravo a krycí páskou");
        paper.sides("  3 ks x 1 234,00", "3 702,00");
        paper.sides("A name of an item that leaves no room on the line", "12,00");
        for columns in [40, 80] {
            let text = paper.at(columns);
            assert!(text.lines().all(|line| line.width() <= columns), "{text}");
            assert!(text.contains("3 702,00"));
        }
    }
}
