//! What a picker did not find has turned up.

use crate::model::{Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{item, missing, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Says that goods which were missing in a bin lie there after all; the orders that wait get them, oldest promise first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The item's code or barcode.
    pub item: String,
    /// The bin's code.
    pub bin: String,
    /// How much of what is missing; none: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

impl Verb for Found {
    const NAME: &'static str = "stock.found";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let item = item::find(permit, &self.item)?;
        let bin = item::find_bin(permit, &self.bin)?;
        let there = missing::in_bin(permit, item.id, bin)?;
        let found = self.quantity.unwrap_or(there);
        if there == Quantity::ZERO {
            return Err(Refused::rule("nothing-missing")
                .with("item", item.code)
                .with("bin", self.bin.as_str()));
        }
        if found <= Quantity::ZERO {
            return Err(Refused::rule("bad-quantity").with("value", found.to_string()));
        }
        item.whole(permit, found)?;
        if found > there {
            return Err(Refused::rule("more-than-missing")
                .with("item", item.code)
                .with("bin", self.bin.as_str())
                .with("missing", there)
                .with("unit", item.unit));
        }
        missing::clear(permit, item.id, bin, found)?;
        let released = release::release(permit, item.id)?;
        Ok(Receipt::about(item.code)
            .with("found", found.to_string())
            .with("released", released.len()))
    }
}
