//! Price, name or VAT of an item change, or it is withdrawn from sale.

use super::add_item::checked_barcode;
use crate::model::{Duty, Money, Quantity, Right, UnderCover, VatRate, text::fold};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::item::Item;
use crate::records::{item, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Changes an item from now on; orders that were taken keep their prices. Fields that are not given stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditItem {
    /// The item's code or barcode.
    pub item: String,
    /// A new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A new price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// A new rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<VatRate>,
    /// EAN or another printed code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// With so much free, or less, it is low; zero: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_at: Option<Quantity>,
    /// False: withdrawn, no new order can have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// What stood in these fields when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for EditItem {
    const NAME: &'static str = "item.edit";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let item = item::find(permit, &self.item)?;
        self.not_overtaken(permit, &item)?;
        let name = text::name("name", self.name.as_deref().unwrap_or(&item.name))?;
        let price = self.price.unwrap_or(item.price);
        if price < Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", price.to_string()));
        }
        let (folded, seq) = (fold(&name), permit.seq());
        permit.write(
            "update item set name = $2, folded = $3, price = $4, vat = $5, active = $6, changed_seq = $7 where id = $1",
            &[
                item.id.0.into(),
                name.into(),
                folded.into(),
                price.0.into(),
                self.vat.unwrap_or(item.vat).0.into(),
                self.active.unwrap_or(item.active).into(),
                seq.into(),
            ],
        )?;
        if let Some(low_at) = self.low_at {
            if low_at < Quantity::ZERO {
                return Err(Refused::rule("bad-quantity").with("value", low_at.to_string()));
            }
            permit.write(
                "update item set low_at = $2 where id = $1",
                &[item.id.0.into(), low_at.0.into()],
            )?;
        }
        if let Some(barcode) = &self.barcode {
            let barcode = checked_barcode(barcode)?;
            let taken = permit.row(
                "select code from item where id <> $1 and $2 <> '' and (code = $2 or barcode = $2) limit 1",
                &[item.id.0.into(), barcode.as_str().into()],
            )?;
            if let Some(row) = taken {
                return Err(Refused::rule("name-taken")
                    .with("kind", "item")
                    .with("name", row.text(0)?));
            }
            permit.write(
                "update item set barcode = $2 where id = $1",
                &[item.id.0.into(), barcode.into()],
            )?;
        }
        Ok(Receipt::about(item.code))
    }
}

impl EditItem {
    /// What was shown is still so.
    fn not_overtaken(&self, permit: &mut Permit<'_>, item: &Item) -> Result<(), Refused> {
        let row = permit.row(
            "select low_at, coalesce(barcode, '') from item where id = $1",
            &[item.id.0.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("item", &self.item))?;
        let (low_at, barcode) = (Quantity(row.int(0)?), row.text(1)?);
        self.shown
            .against()
            .field("name", &item.name, self.name.as_ref())?
            .field("price", &item.price, self.price.as_ref())?
            .field("vat", &item.vat, self.vat.as_ref())?
            .field("barcode", &barcode, self.barcode.as_ref())?
            .field("low_at", &low_at, self.low_at.as_ref())?
            .field("active", &item.active, self.active.as_ref())?
            .done()
    }
}
