//! Goods that one order holds go to another: the one that is promised first, or stands at the counter.

use crate::model::{Desk, Duty, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, Item};
use crate::records::notice::{self, Notice, Reader};
use crate::records::order::{self, Order};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives an order that waits what another holds and nobody has picked yet. The other waits again, and the front desk is told.
/// The way back is the same with the two orders exchanged.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeHeld {
    /// The order that waits.
    pub order: String,
    /// The order that holds the goods.
    pub from: String,
    /// The item's code or barcode.
    pub item: String,
    /// Above zero.
    pub quantity: Quantity,
}

impl Verb for TakeHeld {
    const NAME: &'static str = "order.take_held";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (to, from) = (
            Order::find(permit, &self.order)?,
            Order::find(permit, &self.from)?,
        );
        to.must_run()?;
        // A cover for one customer reaches no other order.
        permit.must_also(Duty::Fulfilment, Self::NAME, from.id)?;
        let item = item::find(permit, &self.item)?;
        if self.quantity <= Quantity::ZERO || to.id == from.id {
            return Err(Refused::rule("bad-quantity").with("value", self.quantity.to_string()));
        }
        item.whole(permit, self.quantity)?;
        self.shift(permit, &from, &item, -self.quantity.0)?;
        self.shift(permit, &to, &item, self.quantity.0)?;
        order::settle(permit, from.id)?;
        let states = order::settle(permit, to.id)?;
        let told = Notice {
            to: Reader::Desk(Desk::Front),
            kind: "goods-missing",
            order: Some(from.id),
            cover: None,
            data: serde_json::json!({}),
        };
        notice::tell(permit, &told)?;
        let parcel = permit.row(
            "select number from parcel where orders = $1 and ready_at is null order by id desc limit 1",
            &[to.id.0.into()],
        )?;
        let mut receipt = Receipt::about(to.number);
        if let Some(row) = parcel {
            receipt = receipt.with("parcel", row.text(0)?);
        }
        Ok(receipt
            .order(to.id)
            .with("from", from.number)
            .with("item", item.code)
            .with("quantity", self.quantity.to_string())
            .with("fulfilment", states.fulfilment.as_str()))
    }
}

impl TakeHeld {
    /// Holds so much more of the item for the lines of an order, or less.
    fn shift(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        item: &Item,
        delta: i64,
    ) -> Result<(), Refused> {
        let mut left = delta.abs();
        for line in order::lines(permit, order.id)? {
            if line.item != item.id || left == 0 {
                continue;
            }
            let room = if delta < 0 {
                line.state.to_pick()
            } else {
                line.state.lacking()
            };
            let part = left.min(room.0.max(0));
            left -= part;
            permit.write(
                "update order_line set allocated = allocated + $3, waiting = waiting - $3 where orders = $1 and line = $2",
                &[
                    order.id.0.into(),
                    line.line.into(),
                    (part * delta.signum()).into(),
                ],
            )?;
        }
        if left == 0 {
            return Ok(());
        }
        let id = if delta < 0 {
            "less-is-held"
        } else {
            "less-is-awaited"
        };
        Err(Refused::rule(id)
            .with("order", order.number.as_str())
            .with("item", item.code.as_str())
            .with("there", Quantity(delta.abs() - left))
            .with("unit", item.unit.as_str()))
    }
}
