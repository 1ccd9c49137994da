//! What a picker did not find where the file says it lies: it is promised to nobody until somebody has counted.

use super::item::PARCELS;
use crate::model::{BinId, ItemId, OrderId, Quantity};
use crate::office::{Permit, Reads, Refused};

/// Notes that so much of an item was not found in a bin, when an order was picked. The caller has let it go from the order.
///
/// # Errors
/// What the store reports.
pub fn note(
    permit: &mut Permit<'_>,
    item: ItemId,
    bin: BinId,
    quantity: Quantity,
    order: OrderId,
) -> Result<(), Refused> {
    let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
    permit.write(
        "insert into missing_goods (item, bin, quantity, orders, since, noted_by, seq) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (item, bin) do update set quantity = quantity + excluded.quantity",
        &[
            item.0.into(),
            bin.0.into(),
            quantity.0.into(),
            order.0.into(),
            now.0.into(),
            staff.0.into(),
            seq.into(),
        ],
    )?;
    permit.write(
        "update item set missing = missing + $2 where id = $1",
        &[item.0.into(), quantity.0.into()],
    )?;
    Ok(())
}

/// How much of an item is missing in a bin.
///
/// # Errors
/// What the store reports.
pub fn in_bin(reads: &mut impl Reads, item: ItemId, bin: BinId) -> Result<Quantity, Refused> {
    let row = reads.row(
        "select quantity from missing_goods where item = $1 and bin = $2",
        &[item.0.into(), bin.0.into()],
    )?;
    Ok(Quantity(row.map_or(Ok(0), |row| row.int(0))?))
}

/// So much of what is missing in a bin is missing no more: found, or known to be gone. Returns how much that was; the caller
/// gives what is free now to the orders that wait.
///
/// # Errors
/// What the store reports.
pub fn clear(
    permit: &mut Permit<'_>,
    item: ItemId,
    bin: BinId,
    most: Quantity,
) -> Result<Quantity, Refused> {
    let there = in_bin(permit, item, bin)?;
    let cleared = most.min(there);
    if cleared <= Quantity::ZERO {
        return Ok(Quantity::ZERO);
    }
    if cleared == there {
        permit.write(
            "delete from missing_goods where item = $1 and bin = $2",
            &[item.0.into(), bin.0.into()],
        )?;
    } else {
        permit.write(
            "update missing_goods set quantity = quantity - $3 where item = $1 and bin = $2",
            &[item.0.into(), bin.0.into(), cleared.0.into()],
        )?;
    }
    permit.write(
        "update item set missing = missing - $2 where id = $1",
        &[item.0.into(), cleared.0.into()],
    )?;
    Ok(cleared)
}

/// No more is missing in a bin than it should hold: whoever took goods out of it has found some of them.
///
/// # Errors
/// What the store reports.
pub(super) fn fit(permit: &mut Permit<'_>, item: ItemId, bin: BinId) -> Result<(), Refused> {
    if bin == PARCELS {
        return Ok(());
    }
    let row = permit.row(
        "select m.quantity - s.on_hand from missing_goods m cross join stock s on s.item = m.item and s.bin = m.bin
         where m.item = $1 and m.bin = $2 and m.quantity > s.on_hand",
        &[item.0.into(), bin.0.into()],
    )?;
    if let Some(row) = row {
        clear(permit, item, bin, Quantity(row.int(0)?))?;
    }
    Ok(())
}
