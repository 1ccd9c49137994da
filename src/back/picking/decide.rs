//! The customer changed their mind after the goods were picked: somebody of the back office decides what happens to them.

use crate::model::{BinId, Desk, Duty, ItemId, OrderId, ParcelId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, Move, PARCELS};
use crate::records::order::{self, Order, OrderLine};
use crate::records::{change, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Decides an exception: the goods are put back and the change is made, or they are kept packed and the order is held, or they
/// are sent anyway and nothing changes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The exception's number.
    pub exception: String,
    /// What happens.
    pub decision: Decision,
}

/// What happens to goods that were picked and are not wanted any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Back to their bin; the order is changed as the customer asked.
    PutBack,
    /// They stay packed; the order is held until the customer has decided.
    Keep,
    /// They go out as they were ordered.
    Send,
}

impl Decision {
    /// As it is written in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PutBack => "put-back",
            Self::Keep => "keep",
            Self::Send => "send",
        }
    }
}

impl Verb for Decide {
    const NAME: &'static str = "exception.decide";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let row = permit.row(
            "select id, orders, line, wanted, reason, decision from exception where number = $1",
            &[self.exception.as_str().into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("exception", &self.exception))?;
        if let Some(decision) = row.text_or_none(5)? {
            return Err(Refused::rule("exception-decided")
                .with("exception", self.exception.as_str())
                .with("decision", decision));
        }
        let order = Order::get(permit, OrderId(row.int(1)?))?;
        let (line, wanted, reason) = (row.int(2)?, Quantity(row.int(3)?), row.text(4)?);
        let (now, staff) = (permit.now(), permit.staff());
        permit.write(
            "update exception set decision = $2, decided_at = $3, decided_by = $4 where id = $1",
            &[
                row.int(0)?.into(),
                self.decision.as_str().into(),
                now.0.into(),
                staff.0.into(),
            ],
        )?;
        let mut freed = None;
        match self.decision {
            Decision::PutBack => freed = put_back(permit, &order, line, wanted, &reason)?,
            Decision::Keep => {
                permit.write(
                    "update orders set hold = coalesce(hold, $2) where id = $1",
                    &[order.id.0.into(), reason.as_str().into()],
                )?;
                for item in release::let_go(permit, order.id)? {
                    release::release(permit, item)?;
                }
            }
            Decision::Send => {}
        }
        let states = order::settle(permit, order.id)?;
        if let Some(item) = freed {
            release::release(permit, item)?;
        }
        change::tell(
            permit,
            Desk::Front,
            "exception-decided",
            order.id,
            &self.exception,
        )?;
        Ok(Receipt::about(self.exception.as_str())
            .order(order.id)
            .with("order", order.number)
            .with("decision", self.decision.as_str())
            .with("fulfilment", states.fulfilment.as_str())
            .with("money", states.money.as_str()))
    }
}

/// Takes out of the order's parcels what stands in the way, and makes the change.
fn put_back(
    permit: &mut Permit<'_>,
    order: &Order,
    number: i64,
    wanted: Quantity,
    reason: &str,
) -> Result<Option<ItemId>, Refused> {
    let mut lines = order::lines(permit, order.id)?;
    let line = lines
        .iter_mut()
        .find(|line| line.line == number)
        .ok_or_else(|| Refused::not_found("line", &number.to_string()))?;
    if line.state.handed_over > wanted {
        return Err(Refused::rule("handed-over-already")
            .with("order", order.number.as_str())
            .with("item", &line.code)
            .with("quantity", line.state.handed_over)
            .with("unit", &line.unit));
    }
    let excess = line.state.picked.0 + line.state.handed_over.0 - wanted.0;
    unpick(permit, order.id, line, Quantity(excess.max(0)))?;
    let freed = change::reduce(permit, order.id, line, wanted)?;
    order::add_up(permit, order, &lines, reason)?;
    Ok(freed)
}

/// Takes so much of a line out of the parcels that are still here, the newest first, back into the bins it came from.
fn unpick(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: &mut OrderLine,
    quantity: Quantity,
) -> Result<(), Refused> {
    let rows = permit.rows(
        "select p.id, l.bin, l.quantity from parcel p cross join parcel_line l on l.parcel = p.id
         where p.orders = $1 and p.handed_at is null and l.line = $2 order by p.id desc, l.bin",
        &[order.0.into(), line.line.into()],
    )?;
    let mut left = quantity.0;
    for row in rows {
        let (parcel, bin, there) = (row.int(0)?, BinId(row.int(1)?), row.int(2)?);
        let taken = left.min(there);
        if taken <= 0 {
            break;
        }
        left -= taken;
        for (bin, delta) in [(PARCELS, -taken), (bin, taken)] {
            let back = Move {
                item: line.item,
                bin,
                delta: Quantity(delta),
                kind: "unpick",
                line: Some((order, line.line)),
            };
            item::post(permit, back)?;
        }
        let of = (ParcelId(parcel), line.line, bin);
        change::take_out_of_parcel(permit, of, Quantity(taken), Quantity(there))?;
        permit.write(
            "delete from parcel where id = $1 and not exists (select 1 from parcel_line l where l.parcel = parcel.id)",
            &[parcel.into()],
        )?;
    }
    let unpicked = quantity.0 - left;
    permit.write(
        "update order_line set picked = picked - $3 where orders = $1 and line = $2",
        &[order.0.into(), line.line.into(), unpicked.into()],
    )?;
    line.state.picked = Quantity(line.state.picked.0 - unpicked);
    Ok(())
}
