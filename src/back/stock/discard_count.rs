//! A count was wrong itself: its differences are not believed.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Discards what waits of a count; the stock stays as it is. The journal keeps what was counted.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscardCount {
    /// The count's number.
    pub count: String,
}

impl Verb for DiscardCount {
    const NAME: &'static str = "stock.discard_count";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let now = permit.now();
        // Settled without an approver: nobody made it true.
        let discarded = permit.write(
            "update stock_count set approved_at = $2 where number = $1 and approved_at is null",
            &[self.count.as_str().into(), now.0.into()],
        )?;
        if discarded == 0 {
            return Err(Refused::not_found("count", &self.count));
        }
        Ok(Receipt::about(self.count.as_str()).with("differences", discarded))
    }
}
