//! An owner makes the differences of a count true.

use super::shift;
use crate::model::money::line_amount;
use crate::model::{BinId, Discount, Duty, ItemId, Money, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::missing;
use crate::records::setting::Setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Posts every difference of a count: what was counted less what the file had at that moment, so that moves since then stay true.
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

impl ApproveCount {
    /// Refuses whoever made the count themselves where it differs by more than the office's amount, at the prices of the items, and
    /// somebody else owns stock.
    fn must_have_four_eyes(&self, permit: &mut Permit<'_>) -> Result<(), Refused> {
        let (me, now) = (permit.staff(), permit.now());
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
        let others = permit.rows(
            "select s.name from competence c join staff s on s.id = c.staff
             where c.duty = 'stock' and c.level = 'own' and (c.valid_until is null or c.valid_until > $1) and s.active = 1 and s.id <> $2 order by s.name limit 3",
            &[now.0.into(), me.0.into()],
        )?;
        if others.is_empty() {
            return Ok(());
        }
        let who: Vec<String> = others
            .iter()
            .map(|row| row.text(0))
            .collect::<Result<_, _>>()?;
        Err(Refused::not_allowed("own-count")
            .with("count", self.count.as_str())
            .with("value", value)
            .with("limit", limit)
            .with("who", who))
    }
}
