//! The count on the shelf differs from the count in the file: the difference is written down with its reason.

use super::{bin, shift, with_new_bin};
use crate::model::{Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{item, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Adds to or takes from a bin what the count says. Where less is left than is held, the latest promises wait again
/// and the front desk is told.
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
        let changed = shift(permit, item.id, bin, self.quantity, "adjust")?;
        let receipt = Receipt::about(item.code)
            .with(
                "on_hand",
                Quantity(item.on_hand.0 + self.quantity.0).to_string(),
            )
            .with("orders_changed", changed);
        Ok(with_new_bin(receipt, is_new))
    }
}
