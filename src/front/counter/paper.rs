//! Papers of plain text: the same rows for a receipt printer of 40 columns and a page of 80, kept as they were printed.
//!
//! Up to CZK 10,000 they say what a simplified tax document of Czech Act 235/2004 Coll. has to say (sections 29, 30 and 30a): the seller
//! with the VAT id, the number, the date of issue, the goods with their quantity, the rates of VAT and the total. The base and the VAT
//! of each rate stand on them as well, which a simplified document may leave out. Above that limit a document has to name the buyer
//! too: these do, with the address and the ids on file. Who is not registered for VAT states none: whoever states it owes it
//! (section 108). The name, the seat, the company id and the register are what
//! section 435 of the Civil Code (Act 89/2012 Coll.) wants on business papers, and section 16 of Act 634/1992 Coll. on a receipt.

use crate::model::money::{Pricing, Share};
use crate::model::text::safe;
use crate::model::{CustomerId, Discount, Money, OrderId, Quantity};
use crate::office::{Permit, Reads, Refused};
use crate::records::order::OrderLine;
use crate::records::setting::Setting;
use crate::words::{Words, named};
use unicode_width::UnicodeWidthStr;

/// The widths that are kept, in columns.
const COLUMNS: [usize; 2] = [40, 80];

/// Up to this total a document may be simplified and leave the buyer out: section 30 of the Czech act, and for other currencies the
/// EUR 400 of article 238 of Directive 2006/112/EC.
const SIMPLIFIED_MAX: (Money, Money) = (Money(1_000_000), Money(40_000));

/// A paper that is being written.
#[derive(Debug, Default)]
pub(in crate::front) struct Paper {
    rows: Vec<Row>,
    /// The settings say who the seller is.
    names_seller: bool,
    /// The seller is registered for VAT.
    states_vat: bool,
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
        self.names_seller = !name.is_empty();
        let office = reads.facts().name.clone();
        self.text(if name.is_empty() { office } else { name });
        let address = Setting::SellerAddress.get(reads)?;
        if !address.is_empty() {
            self.text(address);
        }
        let company = Setting::SellerCompanyId.get(reads)?;
        let vat = Setting::SellerVatId.get(reads)?;
        self.states_vat = !vat.is_empty();
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

    /// Whether it names the seller as the settings have it, and not the office alone.
    pub(super) const fn names_seller(&self) -> bool {
        self.names_seller
    }

    /// Whether the seller is registered for VAT, so that it says what of the sums is VAT.
    pub(super) const fn states_vat(&self) -> bool {
        self.states_vat
    }

    /// The buyer with address and ids, where a paper of this total has to name them.
    pub(super) fn buyer(
        &mut self,
        reads: &mut impl Reads,
        words: &Words,
        customer: CustomerId,
        total: Money,
    ) -> Result<(), Refused> {
        let (in_crowns, in_others) = SIMPLIFIED_MAX;
        let is_crowns = reads.facts().currency == "CZK";
        if total <= if is_crowns { in_crowns } else { in_others } {
            return Ok(());
        }
        let row = reads.row(
            "select name, street, postal_code, city, country, company_id, vat_id from customer where id = $1",
            &[customer.0.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("customer", &customer.0.to_string()))?;
        self.text(words.paper_buyer(row.text(0)?));
        let town = format!("{} {}", row.text(2)?, row.text(3)?);
        let address = [row.text(1)?, town.trim().to_owned(), row.text(4)?];
        let (company, vat) = (row.text(5)?, row.text(6)?);
        let ids = [
            (!company.is_empty()).then(|| words.paper_company_id(company)),
            (!vat.is_empty()).then(|| words.paper_vat_id(vat)),
        ];
        let address: Vec<String> = address
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let ids: Vec<String> = ids.into_iter().flatten().collect();
        for line in [address.join(", "), ids.join("  ")] {
            if !line.is_empty() {
                self.text(line);
            }
        }
        Ok(())
    }

    /// Whether the prices below have VAT in them; nothing where the seller states none.
    pub(super) fn prices(&mut self, words: &Words, pricing: Pricing) {
        if !self.states_vat {
            return;
        }
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
        amount: Money,
    ) {
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
        self.sides(counted, words.amount(amount));
    }

    /// What each VAT rate has of a sum. Where the seller states no VAT, only how much more than the prices is paid, so that it adds up.
    pub(super) fn vat(&mut self, words: &Words, pricing: Pricing, shares: &[Share]) {
        if !self.states_vat {
            let added = Money(shares.iter().map(|share| share.vat.0).sum());
            if !pricing.with_vat && added != Money::ZERO {
                self.sides(words.paper_added(), words.amount(added));
            }
            return;
        }
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
    /// grows with its act takes the place of what it was.
    pub(in crate::front) fn save(
        &self,
        permit: &mut Permit<'_>,
        number: &str,
        kind: &str,
        orders: &[OrderId],
    ) -> Result<(), Refused> {
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
