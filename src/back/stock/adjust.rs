//! The count on the shelf differs from the count in the file: the difference is written down with its reason.

use super::{bin, four_eyes, shift, with_new_bin};
use crate::model::money::line_amount;
use crate::model::{Discount, Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb, owners};
use crate::records::{item, missing, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds to or takes from a bin what the count says. What is missing there is settled first: goods that turn up were those that
/// were not found, and goods that are gone were they as well. Where less is left than is held, the latest promises wait again and
/// the front desk is told. Under a cover nothing is taken away: that is the owner's, as a write-off is.
///
/// What is taken away and is worth more than the office's amount (setting `count-limit`) waits as a count does, as long as somebody
/// else owns stock: the answer names the count, which they approve.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adjust {
    /// The item's code or barcode.
    pub item: String,
    /// The bin's code.
    pub bin: String,
    /// The difference: "2" found, "-2" missing; never zero.
    pub quantity: Quantity,
    /// Why.
    pub reason: String,
}

impl Verb for Adjust {
    const NAME: &'static str = "stock.adjust";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        // Goods that are gone are gone, whatever it is called: as with a write-off.
        if self.quantity < Quantity::ZERO && permit.cover().is_some() {
            let who = owners(permit, Duty::Stock)?;
            return Err(Refused::not_allowed("owner-only")
                .with("duty", Duty::Stock)
                .with("who", who));
        }
        let item = item::find(permit, &self.item)?;
        if self.quantity == Quantity::ZERO {
            return Err(Refused::rule("bad-quantity").with("value", "0"));
        }
        item.whole(permit, self.quantity)?;
        text::name("reason", &self.reason)?;
        let (bin, is_new) = if self.quantity > Quantity::ZERO {
            bin(permit, &self.bin)?
        } else {
            (item::find_bin(permit, &self.bin)?, false)
        };
        if self.quantity < Quantity::ZERO
            && let Some(waits) = four_eyes::waits(permit, &item, bin, Quantity(-self.quantity.0))?
        {
            return Ok(waits);
        }
        let settled = missing::clear(permit, item.id, bin, Quantity(self.quantity.0.abs()))?;
        let delta = if self.quantity > Quantity::ZERO {
            Quantity(self.quantity.0 - settled.0)
        } else {
            self.quantity
        };
        let changed = if delta == Quantity::ZERO {
            release::release(permit, item.id)?.len()
        } else {
            shift(permit, item.id, bin, delta, "adjust")?
        };
        let mut receipt = Receipt::about(item.code.as_str())
            .with("on_hand", Quantity(item.on_hand.0 + delta.0).to_string())
            .with("orders_changed", changed)
            .with("quantity", self.quantity.to_string())
            .with("unit", item.unit.as_str())
            .with("name", item.name.as_str());
        // What it is worth at the price of now, for whoever reviews it.
        if let Some(value) = line_amount(item.price, self.quantity, Discount::default()) {
            receipt = receipt.with("value", value.to_string());
        }
        if settled > Quantity::ZERO {
            receipt = receipt.with("settled", settled.to_string());
        }
        Ok(with_new_bin(receipt, is_new))
    }
}
