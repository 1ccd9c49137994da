//! Less of a line than was ordered: what is not picked is let go at once, what is picked waits for somebody's decision.

use super::order::{Order, OrderLine};
use super::{item, notice};
use crate::model::{BinId, Desk, ItemId, OrderId, ParcelId, Quantity};
use crate::office::{Permit, Reads, Refused};

/// Takes so much of a line's goods from one bin out of a parcel, in which `there` of them lie.
///
/// # Errors
/// What the store reports.
pub fn take_out_of_parcel(
    permit: &mut Permit<'_>,
    (parcel, line, bin): (ParcelId, i64, BinId),
    taken: Quantity,
    there: Quantity,
) -> Result<(), Refused> {
    let of = [parcel.0.into(), line.into(), bin.0.into()];
    if taken == there {
        permit.write(
            "delete from parcel_line where parcel = $1 and line = $2 and bin = $3",
            &of,
        )?;
    } else {
        let [parcel, line, bin] = of;
        permit.write(
            "update parcel_line set quantity = quantity - $4 where parcel = $1 and line = $2 and bin = $3",
            &[parcel, line, bin, taken.0.into()],
        )?;
    }
    Ok(())
}

/// A line of which less is wanted than is picked; the back office decides what happens to the goods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecided {
    /// The exception's number.
    pub number: String,
    /// The name of the item.
    pub goods: String,
    /// How much of it is wanted now.
    pub wanted: Quantity,
}

/// What waits for a decision of an order, by its lines.
///
/// # Errors
/// What the store reports.
pub fn undecided(reads: &mut impl Reads, order: OrderId) -> Result<Vec<Undecided>, Refused> {
    let rows = reads.rows(
        "select e.number, l.name, e.wanted from exception e cross join order_line l on l.orders = e.orders and l.line = e.line
         where e.orders = $1 and e.decision is null order by e.line",
        &[order.0.into()],
    )?;
    let one = |row: &crate::office::Row| {
        Ok(Undecided {
            number: row.text(0)?,
            goods: row.text(1)?,
            wanted: Quantity(row.int(2)?),
        })
    };
    rows.iter().map(one).collect()
}

/// Brings a line down to `wanted` (what will have been handed over in the end); nothing picked may stand in the way.
/// Gives the item whose stock it freed.
///
/// # Errors
/// What the store reports.
pub fn reduce(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: &mut OrderLine,
    wanted: Quantity,
) -> Result<Option<ItemId>, Refused> {
    let state = line.state;
    let less = (state.ordered.0 - state.cancelled.0 - wanted.0).max(0);
    // First what is not even there, then what is held on the shelf.
    let freed = (less - state.lacking().0).max(0);
    permit.write(
        "update order_line set cancelled = cancelled + $3, allocated = allocated - $4, waiting = case when waiting > $5 then $5 else waiting end
         where orders = $1 and line = $2",
        &[
            order.0.into(),
            line.line.into(),
            less.into(),
            freed.into(),
            (state.lacking().0 - (less - freed)).into(),
        ],
    )?;
    line.state.cancelled = Quantity(state.cancelled.0 + less);
    line.state.allocated = Quantity(state.allocated.0 - freed);
    if freed == 0 {
        return Ok(None);
    }
    item::change_balance(permit, line.item, Quantity::ZERO, Quantity(-freed))?;
    Ok(Some(line.item))
}

/// What came of wanting less of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lowered {
    /// It is done; with the item whose stock it freed.
    Done(Option<ItemId>),
    /// Goods are picked: the exception with this number waits for a decision.
    Waits(String),
}

/// Brings a line down to `wanted`, or asks for a decision where goods in parcels, or with the customer, stand in the way.
///
/// # Errors
/// `exception-waits`, `handed-over-already`.
pub fn lower(
    permit: &mut Permit<'_>,
    order: &Order,
    line: &mut OrderLine,
    wanted: Quantity,
    reason: &str,
) -> Result<Lowered, Refused> {
    if line.state.picked.0 + line.state.handed_over.0 > wanted.0 {
        return ask_for_decision(permit, order, line, wanted, reason).map(Lowered::Waits);
    }
    reduce(permit, order.id, line, wanted).map(Lowered::Done)
}

/// The customer leaves so much of a line at the counter: the back office decides what becomes of it. Where less of the line is
/// wanted already, that decision stands for both. Gives the exception's number.
///
/// # Errors
/// What the store reports.
pub fn leave(
    permit: &mut Permit<'_>,
    order: &Order,
    line: &OrderLine,
    left: Quantity,
) -> Result<String, Refused> {
    let state = line.state;
    let wanted = Quantity((state.ordered.0 - state.cancelled.0 - left.0).max(0));
    let waits = permit.row(
        "select number from exception where orders = $1 and line = $2 and decision is null",
        &[order.id.0.into(), line.line.into()],
    )?;
    let Some(row) = waits else {
        return ask_for_decision(permit, order, line, wanted, "-");
    };
    let number = row.text(0)?;
    permit.write(
        "update exception set wanted = $2 where number = $1 and wanted > $2",
        &[number.as_str().into(), wanted.0.into()],
    )?;
    Ok(number)
}

/// The change comes too late to just happen: it waits for a decision, and the back office is told. Gives its number.
///
/// # Errors
/// `exception-waits` where one of this line waits already; `handed-over-already` where the customer has more than that.
fn ask_for_decision(
    permit: &mut Permit<'_>,
    order: &Order,
    line: &OrderLine,
    wanted: Quantity,
    reason: &str,
) -> Result<String, Refused> {
    if line.state.handed_over > wanted {
        return Err(Refused::rule("handed-over-already")
            .with("order", &order.number)
            .with("item", &line.code)
            .with("quantity", line.state.handed_over)
            .with("unit", &line.unit));
    }
    let waits = permit.row(
        "select number from exception where orders = $1 and line = $2 and decision is null",
        &[order.id.0.into(), line.line.into()],
    )?;
    if let Some(row) = waits {
        return Err(Refused::rule("exception-waits").with("exception", row.text(0)?));
    }
    let number = permit.next_yearly("EX")?;
    let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
    permit.write(
        "insert into exception (number, orders, line, wanted, reason, asked_at, asked_by, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            number.as_str().into(),
            order.id.0.into(),
            line.line.into(),
            wanted.0.into(),
            reason.into(),
            now.0.into(),
            staff.0.into(),
            seq.into(),
        ],
    )?;
    tell(permit, Desk::Back, "exception", order.id, &number)?;
    Ok(number)
}

/// Tells a desk of an exception.
///
/// # Errors
/// What the store reports.
pub fn tell(
    permit: &mut Permit<'_>,
    desk: Desk,
    kind: &'static str,
    order: OrderId,
    number: &str,
) -> Result<(), Refused> {
    let told = notice::Notice {
        to: notice::Reader::Desk(desk),
        kind,
        order: Some(order),
        cover: None,
        data: serde_json::json!({"exception": number}),
    };
    notice::tell(permit, &told)
}
