//! Something new is sold.

use crate::model::code::is_gtin;
use crate::model::{Duty, Money, Right, UnderCover, VatRate, text::fold};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds an item to the range.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddItem {
    /// As on the shelf label; not taken.
    pub code: String,
    /// As on papers.
    pub name: String,
    /// What one is: "pc", "m", "kg".
    pub unit: String,
    /// For one unit, without VAT; not below zero.
    pub price: Money,
    /// Of the price.
    pub vat: VatRate,
    /// EAN or another printed code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub barcode: String,
}

impl Verb for AddItem {
    const NAME: &'static str = "item.add";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let code = text::name("code", &self.code)?;
        let name = text::name("name", &self.name)?;
        let unit = text::name("unit", &self.unit)?;
        let barcode = checked_barcode(&self.barcode)?;
        if self.price < Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", self.price.to_string()));
        }
        must_be_new(permit, &code)?;
        let taken = permit.row(
            "select code from item where code = $2 or (barcode <> '' and barcode in ($1, $2)) limit 1",
            &[code.as_str().into(), barcode.as_str().into()],
        )?;
        if let Some(row) = taken {
            return Err(name_taken(row.text(0)?));
        }
        let (folded, seq) = (fold(&name), permit.seq());
        permit.write(
            "insert into item (code, barcode, name, folded, unit, price, vat, made_seq, changed_seq) values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
            &[code.as_str().into(), barcode.into(), name.into(), folded.into(), unit.into(), self.price.0.into(), self.vat.0.into(), seq.into()],
        )?;
        Ok(Receipt::about(code.as_str()).with("item", code))
    }
}

/// Refuses a code that is taken, or differs from one only by its case: nobody could tell the two apart on a shelf label.
fn must_be_new(permit: &mut Permit<'_>, code: &str) -> Result<(), Refused> {
    let row = permit.row_of_code(
        "select code from item where upper(code) in ($1, $2, $3)",
        code,
        0,
    )?;
    match row.map(|row| row.text(0)).transpose()? {
        // A journal that was written before this rule is played again as it was.
        Some(taken) if taken == code || !permit.is_replayed() => Err(name_taken(taken)),
        _ => Ok(()),
    }
}

fn name_taken(code: String) -> Refused {
    Refused::rule("name-taken")
        .with("kind", "item")
        .with("name", code)
}

/// A barcode as it is kept: an EAN-13 must have its check digit, so that a misread label does not become somebody else's item.
pub(super) fn checked_barcode(typed: &str) -> Result<String, Refused> {
    let barcode = text::optional("barcode", typed)?;
    let is_ean = barcode.len() == 13 && barcode.bytes().all(|byte| byte.is_ascii_digit());
    if is_ean && !is_gtin(&barcode) {
        return Err(Refused::rule("bad-barcode").with("value", barcode));
    }
    Ok(barcode)
}
