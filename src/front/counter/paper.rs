//! Papers of plain text: the same rows for a receipt printer of 40 columns and a page of 80, kept as they were printed.
//!
//! They say what a simplified tax document of Czech Act 235/2004 Coll. has to say (sections 29 and 30a): the seller with the VAT id,
//! the number, the date of issue, the goods with their quantity, the rates of VAT and the total. The base and the VAT of each rate
//! stand on them as well, which a simplified document may leave out. The name, the seat, the company id and the register are what
//! section 435 of the Civil Code (Act 89/2012 Coll.) wants on business papers, and section 16 of Act 634/1992 Coll. on a receipt.

use crate::model::money::{Pricing, Share};
use crate::model::text::safe;
use crate::model::{Discount, Money, OrderId, Quantity};
use crate::office::{Permit, Reads, Refused};
use crate::records::order::OrderLine;
use crate::records::setting::Setting;
use crate::words::{Words, named};
use unicode_width::UnicodeWidthStr;

/// The widths that are kept, in columns.
const COLUMNS: [usize; 2] = [40, 80];

/// A paper that is being written.
#[derive(Debug, Default)]
pub(in crate::front) struct Paper {
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Rule,
    Text(String),
    Sides(String, String),
}

impl Paper {
    pub(in crate::front) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    pub(in crate::front) fn text(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Text(text.into()));
    }

    /// One text at the left edge and one at the right.
    pub(in crate::front) fn sides(&mut self, left: impl Into<String>, right: impl Into<String>) {
        self.rows.push(Row::Sides(left.into(), right.into()));
    }

    /// The seller, as the settings have it; nothing but the office's name where they have nothing.
    pub(super) fn seller(&mut self, reads: &mut impl Reads, words: &Words) -> Result<(), Refused> {
        let name = Setting::SellerName.get(reads)?;
        let office = reads.facts().name.clone();
        self.text(if name.is_empty() { office } else { name });
        let address = Setting::SellerAddress.get(reads)?;
        if !address.is_empty() {
            self.text(address);
        }
        let company = Setting::SellerCompanyId.get(reads)?;
        let vat = Setting::SellerVatId.get(reads)?;
        let ids = [
            Some(company)
                .filter(|id| !id.is_empty())
                .map(|id| words.paper_company_id(id)),
            Some(vat)
                .filter(|id| !id.is_empty())
                .map(|id| words.paper_vat_id(id)),
        ];
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        if !ids.is_empty() {
            self.text(ids.join("  "));
        }
        let register = Setting::SellerRegister.get(reads)?;
        if !register.is_empty() {
            self.text(words.paper_register(register));
        }
        self.rule();
        Ok(())
    }

    /// Whether the prices below have VAT in them.
    pub(super) fn prices(&mut self, words: &Words, pricing: Pricing) {
        self.text(if pricing.with_vat {
            words.paper_prices_with_vat()
        } else {
            words.paper_prices_without_vat()
        });
    }

    /// So much of a line: what it is, how much, for how much each, off what, and the amount.
    pub(super) fn goods(
        &mut self,
        words: &Words,
        line: &OrderLine,
        quantity: Quantity,
    ) -> Result<(), Refused> {
        let off = if line.discount == Discount::default() {
            String::new()
        } else {
            format!(" -{}", words.discount(line.discount))
        };
        let counted = format!(
            " {} {} x {}{off}",
            words.quantity(quantity),
            line.unit,
            words.amount(line.price)
        );
        self.text(line.name.clone());
        self.sides(counted, words.amount(line.amount_of(quantity)?));
        Ok(())
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

    /// Keeps it under its number, in both widths, filed under the first of these orders and found from the others. A receipt that
    /// grows with its act takes the place of what it was. Returns whether it is the office's first paper and nobody has said who
    /// the seller is: that is told once.
    pub(in crate::front) fn save(
        &self,
        permit: &mut Permit<'_>,
        number: &str,
        kind: &str,
        orders: &[OrderId],
    ) -> Result<bool, Refused> {
        let now = permit.now();
        let others = permit.row(
            "select 1 from document d cross join journal j on j.seq = d.seq where d.number <> $1 and d.kind <> 'drawer' and j.at < $2 limit 1",
            &[number.into(), now.0.into()],
        )?;
        let lacks_seller = others.is_none() && Setting::SellerName.get(permit)?.is_empty();
        let seq = permit.seq();
        let filed = orders.first().map(|order| order.0);
        permit.write(
            "insert into document (number, kind, orders, text, wide, seq) values ($1, $2, $3, $4, $5, $6)
             on conflict (number) do update set text = excluded.text, wide = excluded.wide, seq = excluded.seq",
            &[
                number.into(),
                kind.into(),
                filed.into(),
                self.at(COLUMNS[0]).into(),
                self.at(COLUMNS[1]).into(),
                seq.into(),
            ],
        )?;
        for order in orders.iter().skip(1) {
            permit.write(
                "insert into document_also (orders, number) values ($1, $2) on conflict (orders, number) do nothing",
                &[order.0.into(), number.into()],
            )?;
        }
        Ok(lacks_seller)
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
