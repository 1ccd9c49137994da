//! Cancels an order, or some of its lines, with a reason; what was held goes to whoever waits for it.

use crate::model::{Duty, ItemId, OrderId, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::order::{self, Order, OrderLine};
use crate::records::{item, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Cancels what has not been handed over. Goods that are picked stand in the way: they are put back first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The order's number.
    pub order: String,
    /// Why; kept with the order.
    pub reason: String,
    /// The numbers of the lines, from 1; none: all of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<i64>,
}

impl Verb for Cancel {
    const NAME: &'static str = "order.cancel";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        order.must_run()?;
        let reason = text::name("reason", &self.reason)?;
        let mut lines = order::lines(permit, order.id)?;
        let mut freed = Vec::new();
        for number in &self.lines {
            if !lines.iter().any(|line| line.line == *number) {
                return Err(Refused::not_found("line", &number.to_string()));
            }
        }
        for line in lines
            .iter_mut()
            .filter(|line| self.lines.is_empty() || self.lines.contains(&line.line))
        {
            if line.state.picked > Quantity::ZERO {
                return Err(Refused::rule("picked-already")
                    .with("order", order.number)
                    .with("item", &line.code));
            }
            freed.extend(cancel_line(permit, order.id, line)?);
        }
        let total = order::total_of(&lines)?;
        let whole = lines
            .iter()
            .all(|line| line.state.cancelled == line.state.ordered);
        let kept = whole.then_some(reason);
        permit.write(
            "update orders set total = $2, cancelled = coalesce($3, cancelled), deposit = case when deposit > $2 then $2 else deposit end where id = $1",
            &[order.id.0.into(), total.0.into(), kept.into()],
        )?;
        let states = order::settle(permit, order.id)?;
        for item in freed {
            release::release(permit, item)?;
        }
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("commercial", states.commercial.as_str())
            .with("money", states.money.as_str())
            .with("total", total.to_string()))
    }
}

/// Cancels what of the line is not handed over; gives the item whose stock it freed.
fn cancel_line(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: &mut OrderLine,
) -> Result<Option<ItemId>, Refused> {
    let held = line.state.allocated;
    let rest = Quantity(line.state.lacking().0 + held.0);
    permit.write(
        "update order_line set cancelled = cancelled + $3, allocated = 0, waiting = 0 where orders = $1 and line = $2",
        &[order.0.into(), line.line.into(), rest.0.into()],
    )?;
    line.state.cancelled = Quantity(line.state.cancelled.0 + rest.0);
    line.state.allocated = Quantity::ZERO;
    if held > Quantity::ZERO {
        item::change_balance(permit, line.item, Quantity::ZERO, Quantity(-held.0))?;
        return Ok(Some(line.item));
    }
    Ok(None)
}
