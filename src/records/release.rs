//! Free stock goes to the orders that wait for it, oldest promise first.

use super::{item, notice, order};
use crate::model::{Desk, ItemId, OrderId, Quantity};
use crate::office::{Permit, Reads, Refused};

/// Gives what is free of an item to the lines that wait for it, oldest promise first, and tells the back office.
/// Gives the orders that received something.
///
/// # Errors
/// What the store reports.
pub fn release(permit: &mut Permit<'_>, item_id: ItemId) -> Result<Vec<OrderId>, Refused> {
    release_most(permit, item_id, Quantity(i64::MAX))
}

/// As [`release`], of no more than this quantity.
///
/// # Errors
/// What the store reports.
pub fn release_most(
    permit: &mut Permit<'_>,
    item_id: ItemId,
    most: Quantity,
) -> Result<Vec<OrderId>, Refused> {
    let mut free = item::free_of(permit, item_id)?.min(most).0;
    let mut served = Vec::new();
    if free <= 0 {
        return Ok(served);
    }
    let waiting = permit.rows(
        "select l.orders, l.line, l.waiting, o.number from order_line l cross join orders o on o.id = l.orders
         where l.item = $1 and l.waiting > 0 order by o.queue_at, o.id, l.line limit 500",
        &[item_id.0.into()],
    )?;
    for row in waiting {
        if free == 0 {
            break;
        }
        let (order_id, line, given) = (OrderId(row.int(0)?), row.int(1)?, free.min(row.int(2)?));
        hold(permit, order_id, line, item_id, Quantity(given))?;
        free -= given;
        if !served.contains(&order_id) {
            served.push(order_id);
        }
    }
    for order_id in &served {
        order::settle(permit, *order_id)?;
        notice::tell(
            permit,
            &notice::Notice {
                to: notice::Reader::Desk(Desk::Back),
                kind: "released",
                order: Some(*order_id),
                cover: None,
                data: serde_json::json!({}),
            },
        )?;
    }
    Ok(served)
}

/// Holds so much of an item for a line that waits for it.
fn hold(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: i64,
    item: ItemId,
    quantity: Quantity,
) -> Result<(), Refused> {
    item::change_balance(permit, item, Quantity::ZERO, quantity)?;
    permit.write(
        "update order_line set allocated = allocated + $3, waiting = waiting - $3 where orders = $1 and line = $2",
        &[order.0.into(), line.into(), quantity.0.into()],
    )?;
    Ok(())
}

/// Lets every line of a running order wait for what it lacks, and takes what is free now.
///
/// # Errors
/// What the store reports.
pub fn claim(permit: &mut Permit<'_>, order_id: OrderId) -> Result<(), Refused> {
    for line in order::lines(permit, order_id)? {
        let lacking = line.state.lacking();
        if lacking.0 <= 0 {
            continue;
        }
        permit.write(
            "update order_line set waiting = $3 where orders = $1 and line = $2",
            &[order_id.0.into(), line.line.into(), lacking.0.into()],
        )?;
        let free = item::free_of(permit, line.item)?.0;
        let given = Quantity(free.clamp(0, lacking.0));
        if given.0 > 0 {
            hold(permit, order_id, line.line, line.item, given)?;
        }
    }
    Ok(())
}

/// Gives back what is held on the shelf for an order and not picked, and stops its waiting. The goods go to whoever waits next.
///
/// # Errors
/// What the store reports.
pub fn let_go(permit: &mut Permit<'_>, order_id: OrderId) -> Result<Vec<ItemId>, Refused> {
    let mut freed = Vec::new();
    for line in order::lines(permit, order_id)? {
        let back = line.state.to_pick();
        permit.write(
            "update order_line set waiting = 0, allocated = allocated - $3 where orders = $1 and line = $2",
            &[order_id.0.into(), line.line.into(), back.0.into()],
        )?;
        if back.0 > 0 {
            item::change_balance(permit, line.item, Quantity::ZERO, Quantity(-back.0))?;
            freed.push(line.item);
        }
    }
    Ok(freed)
}

/// Takes held goods back from lines whose goods are not picked, latest promise first, until `quantity` of the item is free.
///
/// # Errors
/// `stock-held` where what is picked stands in the way.
pub fn take_back(
    permit: &mut Permit<'_>,
    item_id: ItemId,
    quantity: Quantity,
) -> Result<Vec<OrderId>, Refused> {
    let mut missing = quantity.0 - item::free_of(permit, item_id)?.0;
    let mut robbed = Vec::new();
    if missing <= 0 {
        return Ok(robbed);
    }
    let held = permit.rows(
        "select l.orders, l.line, l.allocated - l.picked from order_line l cross join orders o on o.id = l.orders
         where l.item = $1 and l.allocated > 0 and l.allocated > l.picked order by o.queue_at desc, o.id desc, l.line limit 500",
        &[item_id.0.into()],
    )?;
    for row in held {
        if missing <= 0 {
            break;
        }
        let (order_id, line, taken) = (OrderId(row.int(0)?), row.int(1)?, missing.min(row.int(2)?));
        item::change_balance(permit, item_id, Quantity::ZERO, Quantity(-taken))?;
        permit.write(
            "update order_line set allocated = allocated - $3, waiting = waiting + $3 where orders = $1 and line = $2",
            &[order_id.0.into(), line.into(), taken.into()],
        )?;
        missing -= taken;
        if !robbed.contains(&order_id) {
            robbed.push(order_id);
        }
    }
    for order_id in &robbed {
        order::settle(permit, *order_id)?;
        let note = notice::Notice {
            to: notice::Reader::Desk(Desk::Front),
            kind: "goods-missing",
            order: Some(*order_id),
            cover: None,
            data: serde_json::json!({}),
        };
        notice::tell(permit, &note)?;
    }
    Ok(robbed)
}
