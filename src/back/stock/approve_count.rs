//! An owner makes the differences of a count true.

use super::shift;
use crate::model::money::line_amount;
use crate::model::{BinId, Discount, Duty, ItemId, Money, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb, other_owners};
use crate::records::missing;
use crate::records::setting::Setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The part of the answer that says that no number was put right between the count and its approval.
const UNCORRECTED: &str = "uncorrected";

/// Posts every difference of a count: what was counted less what the file had at that moment, so that moves since then stay true.
/// Where a number was put right since then (`stock.adjust`, another count) the bin has to be counted again.
/// Where less is left than is held, the latest promises wait again. Who made the count approves it only up to the office's amount, as long
/// as somebody else owns stock.
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
        self.must_have_four_eyes(permit)?;
        self.must_be_uncorrected(permit)?;
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
            .with(UNCORRECTED, true)
            .with("orders_changed", changed))
    }
}

impl ApproveCount {
    /// Refuses where the number of a bin was put right since it was counted: nobody knows whether that was the same difference.
    fn must_be_uncorrected(&self, permit: &mut Permit<'_>) -> Result<(), Refused> {
        // A line of the journal from before this was looked at is played as it was.
        if !permit.answers(UNCORRECTED) {
            return Ok(());
        }
        let lines = permit.rows(
            "select c.item, c.bin, c.seq, i.name, b.code, i.unit from stock_count c
             cross join item i on i.id = c.item cross join bin b on b.id = c.bin
             where c.number = $1 and c.approved_at is null order by c.id",
            &[self.count.as_str().into()],
        )?;
        for row in lines {
            let (item, bin, counted) = (row.int(0)?, row.int(1)?, row.int(2)?);
            if let Some(by) = corrected_since(permit, item, bin, counted)? {
                return Err(Refused::rule("count-corrected")
                    .with("count", self.count.as_str())
                    .with("item", row.text(3)?)
                    .with("bin", row.text(4)?)
                    .with("quantity", by)
                    .with("unit", row.text(5)?));
            }
        }
        Ok(())
    }

    /// Refuses whoever made the count themselves where it differs by more than the office's amount, at the prices of the items, and
    /// somebody else owns stock.
    fn must_have_four_eyes(&self, permit: &mut Permit<'_>) -> Result<(), Refused> {
        let me = permit.staff();
        let rows = permit.rows(
            "select abs(c.counted - c.expected), i.price from stock_count c join item i on i.id = c.item
             where c.number = $1 and c.approved_at is null and c.counted_by = $2 order by c.id",
            &[self.count.as_str().into(), me.0.into()],
        )?;
        let mut value = Money::ZERO;
        for row in rows {
            let (price, by) = (Money(row.int(1)?), Quantity(row.int(0)?));
            let one = line_amount(price, by, Discount::default());
            let sum = one.and_then(|one| value.plus(one));
            value = sum.ok_or_else(|| Refused::rule("amount-too-large"))?;
        }
        let limit = Setting::CountLimit.money(permit)?;
        if value <= limit {
            return Ok(());
        }
        let who = other_owners(permit, Duty::Stock)?;
        if who.is_empty() {
            return Ok(());
        }
        Err(Refused::not_allowed("own-count")
            .with("count", self.count.as_str())
            .with("value", value)
            .with("limit", limit)
            .with("who", who))
    }
}

/// By how much an item's number in a bin was put right after this line of the journal; none: it was not. Goes back from the newest
/// move of the item, and no further than to that line.
fn corrected_since(
    permit: &mut Permit<'_>,
    item: i64,
    bin: i64,
    seq: i64,
) -> Result<Option<Quantity>, Refused> {
    const PAGE: usize = 64;
    let mut found: Option<Quantity> = None;
    let mut below = i64::MAX;
    loop {
        let moves = permit.rows(
            "select id, seq, bin, delta, kind = 'adjust' or kind = 'count' from stock_move where item = $1 and id < $2 order by id desc limit 64",
            &[item.into(), below.into()],
        )?;
        for row in &moves {
            if row.int(1)? <= seq {
                return Ok(found);
            }
            if row.int(2)? == bin && row.flag(4)? {
                let before = found.map_or(0, |sum| sum.0);
                found = Some(Quantity(before + row.int(3)?));
            }
            below = row.int(0)?;
        }
        if moves.len() < PAGE {
            return Ok(found);
        }
    }
}
