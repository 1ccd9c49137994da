//! Goods are carried from one bin to another.

use super::{bin, with_new_bin};
use crate::model::{Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::item::{self, Move};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Moves goods between two bins; what the office has of them does not change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveGoods {
    /// The item's code or barcode.
    pub item: String,
    /// The bin they lie in.
    pub from: String,
    /// The bin they go to; a new code makes a new bin, and the answer says `new_bin`.
    pub to: String,
    /// Above zero.
    pub quantity: Quantity,
}

impl Verb for MoveGoods {
    const NAME: &'static str = "stock.move";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let item = item::find(permit, &self.item)?;
        if self.quantity <= Quantity::ZERO {
            return Err(Refused::rule("bad-quantity").with("value", self.quantity.to_string()));
        }
        item.whole(permit, self.quantity)?;
        let from = item::find_bin(permit, &self.from)?;
        let (to, is_new) = bin(permit, &self.to)?;
        if from == to {
            return Err(Refused::rule("same-bin").with("bin", self.to.as_str()));
        }
        for (bin, delta) in [(from, -self.quantity.0), (to, self.quantity.0)] {
            let part = Move {
                item: item.id,
                bin,
                delta: Quantity(delta),
                kind: "move",
                line: None,
            };
            item::post(permit, part)?;
        }
        let receipt = Receipt::about(item.code).with("on_hand", item.on_hand.to_string());
        Ok(with_new_bin(receipt, is_new))
    }
}
