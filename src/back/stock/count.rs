//! A bin is counted without a look at the numbers; what differs waits for an owner's approval.

use crate::model::{BinId, Duty, ItemId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::{item, missing, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Notes what was counted in a bin. Nothing changes yet: the answer says how many items differ, and `stock.approve_count` makes
/// the differences true. What was not found in the bin is missing no more where the count agrees. Items of the bin that are not named are not counted. An earlier count of the same goods that still waits is
/// settled by this one: approving both would take the same difference twice.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The bin's code.
    pub bin: String,
    /// What was counted, each item once; at least one.
    pub lines: Vec<CountLine>,
}

/// One item and how much of it lies there.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountLine {
    /// The item's code or barcode.
    pub item: String,
    /// Zero or more.
    pub counted: Quantity,
}

impl Verb for Count {
    const NAME: &'static str = "stock.count";
    const RIGHT: Right = Right::Duty(Duty::Stock);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let bin = item::find_bin(permit, &self.bin)?;
        if self.lines.is_empty() {
            return Err(Refused::rule("order-without-lines"));
        }
        let number = permit.next_yearly("CN")?;
        let mut seen: Vec<ItemId> = Vec::new();
        let mut differ = 0;
        for line in &self.lines {
            let item = item::find(permit, &line.item)?;
            if line.counted < Quantity::ZERO || seen.contains(&item.id) {
                return Err(Refused::rule("bad-quantity").with("value", line.counted.to_string()));
            }
            item.whole(permit, line.counted)?;
            seen.push(item.id);
            let expected = there(permit, item.id, bin)?;
            differ += i64::from(expected != line.counted);
            if expected == line.counted {
                // All of it is there: what was not found has turned up.
                missing::clear(permit, item.id, bin, Quantity(i64::MAX))?;
                release::release(permit, item.id)?;
            }
            let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
            permit.write(
                "update stock_count set approved_at = $3 where bin = $1 and item = $2 and approved_at is null",
                &[bin.0.into(), item.id.0.into(), now.0.into()],
            )?;
            let settled = (expected == line.counted).then_some(now.0);
            permit.write(
                "insert into stock_count (number, bin, item, counted, expected, counted_at, counted_by, approved_at, seq)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                &[
                    number.as_str().into(),
                    bin.0.into(),
                    item.id.0.into(),
                    line.counted.0.into(),
                    expected.0.into(),
                    now.0.into(),
                    staff.0.into(),
                    settled.into(),
                    seq.into(),
                ],
            )?;
        }
        Ok(Receipt::about(number.as_str())
            .with("count", number)
            .with("differ", differ))
    }
}

pub(super) fn there(
    permit: &mut Permit<'_>,
    item: ItemId,
    bin: BinId,
) -> Result<Quantity, Refused> {
    let row = permit.row(
        "select on_hand from stock where item = $1 and bin = $2",
        &[item.0.into(), bin.0.into()],
    )?;
    Ok(Quantity(row.map_or(Ok(0), |row| row.int(0))?))
}
