//! Broken, stolen, past its date: goods leave the books for good.

use super::{four_eyes, shift};
use crate::model::{Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{item, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Writes goods of a bin off. It cannot be undone, so a cover cannot do it. What is worth more than the office's amount (setting
/// `count-limit`) waits as a count does, as long as somebody else owns stock: the answer names the count, which they approve.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteOff {
    /// The item's code or barcode.
    pub item: String,
    /// The bin's code.
    pub bin: String,
    /// Above zero.
    pub quantity: Quantity,
    /// Why.
    pub reason: String,
}

impl Verb for WriteOff {
    const NAME: &'static str = "stock.write_off";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let item = item::find(permit, &self.item)?;
        if self.quantity <= Quantity::ZERO {
            return Err(Refused::rule("bad-quantity").with("value", self.quantity.to_string()));
        }
        item.whole(permit, self.quantity)?;
        text::name("reason", &self.reason)?;
        let bin = item::find_bin(permit, &self.bin)?;
        if let Some(waits) = four_eyes::waits(permit, &item, bin, self.quantity)? {
            return Ok(waits);
        }
        let gone = Quantity(-self.quantity.0);
        let changed = shift(permit, item.id, bin, gone, "write-off")?;
        Ok(Receipt::about(item.code)
            .with("on_hand", Quantity(item.on_hand.0 + gone.0).to_string())
            .with("orders_changed", changed))
    }
}
