//! Items by code or barcode, and the ledger of their moves.

use super::missing;
use crate::model::quantity::is_counted;
use crate::model::{BinId, ItemId, Money, OrderId, Quantity, VatRate};
use crate::office::{Permit, Reads, Refused};

/// An item, with what is free to promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its key.
    pub id: ItemId,
    /// As on the shelf label.
    pub code: String,
    /// As on papers.
    pub name: String,
    /// What one is: "pc", "m", "kg".
    pub unit: String,
    /// For one unit, without VAT.
    pub price: Money,
    /// Of the price.
    pub vat: VatRate,
    /// Not withdrawn from sale.
    pub active: bool,
    /// In the building and not handed over.
    pub on_hand: Quantity,
    /// Of it, held for orders.
    pub allocated: Quantity,
    /// Of it, not found by a picker and not counted since; promised to nobody.
    pub missing: Quantity,
}

impl Item {
    /// On hand, held for nobody, and not missing.
    #[must_use]
    pub const fn free(&self) -> Quantity {
        Quantity(self.on_hand.0 - self.allocated.0 - self.missing.0)
    }

    /// As [`whole`], of this item.
    ///
    /// # Errors
    /// `not-whole`.
    pub fn whole(&self, permit: &Permit<'_>, quantity: Quantity) -> Result<(), Refused> {
        whole(permit, &self.name, &self.unit, quantity)
    }
}

/// Nobody orders, receives or counts half a piece. A journal that was written before this rule is played again as it was.
///
/// # Errors
/// `not-whole` where the unit is one of those that are counted ([`is_counted`]) and the quantity is not whole.
pub fn whole(
    permit: &Permit<'_>,
    item: &str,
    unit: &str,
    quantity: Quantity,
) -> Result<(), Refused> {
    if quantity.is_whole() || permit.is_replayed() || !is_counted(unit) {
        return Ok(());
    }
    Err(Refused::rule("not-whole")
        .with("item", item)
        .with("unit", unit)
        .with("quantity", quantity))
}

macro_rules! find_item {
    ($condition:literal) => {
        concat!("select id, code, name, unit, price, vat, active, on_hand, allocated, missing from item where ", $condition)
    };
}

/// The item with this code, in any case, or barcode.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<Item, Refused> {
    let mut row = reads.row_of_usual_code(
        find_item!("code = $1"),
        find_item!("upper(code) in ($1, $2, $3)"),
        code,
        1,
    )?;
    if row.is_none() && !code.is_empty() {
        row = reads.row(find_item!("barcode = $1 and barcode <> ''"), &[code.into()])?;
    }
    let row = row.ok_or_else(|| Refused::not_found("item", code))?;
    Ok(Item {
        id: ItemId(row.int(0)?),
        code: row.text(1)?,
        name: row.text(2)?,
        unit: row.text(3)?,
        price: Money(row.int(4)?),
        vat: VatRate(row.int(5)?),
        active: row.flag(6)?,
        on_hand: Quantity(row.int(7)?),
        allocated: Quantity(row.int(8)?),
        missing: Quantity(row.int(9)?),
    })
}

/// How much of an item is free to promise.
///
/// # Errors
/// What the store reports.
pub fn free_of(reads: &mut impl Reads, item: ItemId) -> Result<Quantity, Refused> {
    let row = reads.row(
        "select on_hand - allocated - missing from item where id = $1",
        &[item.0.into()],
    )?;
    Ok(Quantity(row.map_or(Ok(0), |row| row.int(0))?))
}

/// The bin with this code in any case.
///
/// # Errors
/// `not-found`; the office's own bins, whose codes begin with '@', are not given out.
pub fn find_bin(reads: &mut impl Reads, code: &str) -> Result<BinId, Refused> {
    let row = reads.row_of_code(
        "select id, code from bin where upper(code) in ($1, $2, $3) and own = 0 order by code",
        code,
        1,
    )?;
    let row = row.ok_or_else(|| Refused::not_found("bin", code))?;
    Ok(BinId(row.int(0)?))
}

/// Where picked goods stand until they are handed over.
pub const PARCELS: BinId = BinId(1);

/// Through which goods shipped before this file began have passed.
pub const HISTORY: BinId = BinId(2);

/// One move of goods into (positive) or out of (negative) a bin.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// What.
    pub item: ItemId,
    /// Where.
    pub bin: BinId,
    /// How much, with its sign.
    pub delta: Quantity,
    /// "receive", "adjust", "pick", "unpick", "hand-over" or "history".
    pub kind: &'static str,
    /// For which order and line, if any.
    pub line: Option<(OrderId, i64)>,
}

/// Writes a move into the ledger and keeps the balances of bin and item with it.
///
/// # Errors
/// `not-enough-in-bin` where the bin would fall below zero.
pub fn post(permit: &mut Permit<'_>, posted: Move) -> Result<(), Refused> {
    let Move {
        item,
        bin,
        delta,
        kind,
        line,
    } = posted;
    let updated = permit.write(
        "update stock set on_hand = on_hand + $3 where item = $1 and bin = $2 and on_hand + $3 >= 0",
        &[item.0.into(), bin.0.into(), delta.0.into()],
    )?;
    if updated == 0 {
        if delta.0 < 0 {
            return Err(too_little(permit, item, bin, delta)?);
        }
        permit.write(
            "insert into stock (item, bin, on_hand) values ($1, $2, $3)",
            &[item.0.into(), bin.0.into(), delta.0.into()],
        )?;
    }
    let seq = permit.seq();
    permit.write(
        "insert into stock_move (seq, item, bin, delta, kind, orders, line) values ($1, $2, $3, $4, $5, $6, $7)",
        &[seq.into(), item.0.into(), bin.0.into(), delta.0.into(), kind.into(), line.map(|(order, _)| order.0).into(), line.map(|(_, line)| line).into()],
    )?;
    if delta.0 < 0 {
        missing::fit(permit, item, bin)?;
    }
    Ok(())
}

fn too_little(
    reads: &mut impl Reads,
    item: ItemId,
    bin: BinId,
    delta: Quantity,
) -> Result<Refused, Refused> {
    let row = reads.row(
        "select i.code, b.code, coalesce(s.on_hand, 0), i.unit from item i cross join bin b
         left join stock s on s.item = i.id and s.bin = b.id where i.id = $1 and b.id = $2",
        &[item.0.into(), bin.0.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("item", ""))?;
    Ok(Refused::rule("not-enough-in-bin")
        .with("item", row.text(0)?)
        .with("bin", row.text(1)?)
        .with("there", Quantity(row.int(2)?))
        .with("asked", Quantity(-delta.0))
        .with("unit", row.text(3)?))
}

/// Changes what the office has of an item, and what of it is held.
///
/// # Errors
/// `stock-held` where more would be held than is there.
pub fn change_balance(
    permit: &mut Permit<'_>,
    item: ItemId,
    on_hand: Quantity,
    allocated: Quantity,
) -> Result<(), Refused> {
    let updated = permit.write(
        "update item set on_hand = on_hand + $2, allocated = allocated + $3
         where id = $1 and on_hand + $2 >= 0 and allocated + $3 between 0 and on_hand + $2 - missing",
        &[item.0.into(), on_hand.0.into(), allocated.0.into()],
    )?;
    if updated == 0 {
        let row = permit.row(
            "select code, unit, on_hand, allocated from item where id = $1",
            &[item.0.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("item", ""))?;
        return Err(Refused::rule("stock-held")
            .with("item", row.text(0)?)
            .with("unit", row.text(1)?)
            .with("on_hand", Quantity(row.int(2)?))
            .with("held", Quantity(row.int(3)?)));
    }
    Ok(())
}
