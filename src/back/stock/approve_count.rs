//! An owner makes the differences of a count true.

use super::shift;
use crate::model::{BinId, Duty, ItemId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::missing;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Posts every difference of a count: what was counted less what the file had at that moment, so that moves since then stay true.
/// Where less is left than is held, the latest promises wait again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveCount {
    /// The count's number.
    pub count: String,
}

impl Verb for ApproveCount {
    const NAME: &'static str = "stock.approve_count";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let rows = permit.rows(
            "select item, bin, counted - expected from stock_count where number = $1 and approved_at is null order by id",
            &[self.count.as_str().into()],
        )?;
        if rows.is_empty() {
            return Err(Refused::not_found("count", &self.count));
        }
        let mut changed = 0;
        for row in &rows {
            let (item, bin) = (ItemId(row.int(0)?), BinId(row.int(1)?));
            // Whatever was not found there is part of the difference now.
            missing::clear(permit, item, bin, Quantity(i64::MAX))?;
            changed += shift(permit, item, bin, Quantity(row.int(2)?), "count")?;
        }
        let (now, staff) = (permit.now(), permit.staff());
        permit.write(
            "update stock_count set approved_at = $2, approved_by = $3 where number = $1 and approved_at is null",
            &[self.count.as_str().into(), now.0.into(), staff.0.into()],
        )?;
        Ok(Receipt::about(self.count.as_str())
            .with("differences", rows.len())
            .with("orders_changed", changed))
    }
}
