//! Goods come in and go to a bin; orders that wait for them get theirs at once.

use super::{bin, with_new_bin};
use crate::model::{Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::item::{self, Move};
use crate::records::release;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Receives goods into a bin and releases the orders that wait, oldest promise first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receive {
    /// The item's code or barcode.
    pub item: String,
    /// The bin's code; a new one makes a new bin, and the answer says `new_bin`.
    pub bin: String,
    /// Above zero.
    pub quantity: Quantity,
}

impl Verb for Receive {
    const NAME: &'static str = "stock.receive";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let item = item::find(permit, &self.item)?;
        if self.quantity <= Quantity::ZERO {
            return Err(Refused::rule("bad-quantity").with("value", self.quantity.to_string()));
        }
        item.whole(permit, self.quantity)?;
        let (bin, is_new) = bin(permit, &self.bin)?;
        item::change_balance(permit, item.id, self.quantity, Quantity::ZERO)?;
        item::post(
            permit,
            Move {
                item: item.id,
                bin,
                delta: self.quantity,
                kind: "receive",
                line: None,
            },
        )?;
        let released = release::release(permit, item.id)?;
        let receipt = Receipt::about(item.code)
            .with(
                "on_hand",
                Quantity(item.on_hand.0 + self.quantity.0).to_string(),
            )
            .with("released", released.len());
        Ok(with_new_bin(receipt, is_new))
    }
}
