//! Fetches the goods of an order from their bins into a parcel.

use super::ready;
use crate::model::{BinId, Desk, Duty, ItemId, OrderId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, Move, PARCELS};
use crate::records::notice::{self, Notice, Reader};
use crate::records::order::{self, Order, OrderLine};
use crate::records::{missing, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Packs what is held for an order into a new parcel. Without lines everything that is held, from whatever bins have it.
/// A line with less than is held is a short pick: the rest goes back to waiting, and the front desk is told. What was not found
/// in the bins that were looked into is missing until somebody counts: it is promised to nobody. The answer says where the rest
/// may lie: other bins, and what other orders hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pick {
    /// The order's number.
    pub order: String,
    /// What was really found, and where; none: all that is held.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<PickLine>,
    /// The shelf on which the parcel is put at once; none: `parcel.ready` says it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// What was found of one item in one bin.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PickLine {
    /// The line of the order, from 1; none: those of the item, one after the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i64>,
    /// The item's code or barcode.
    pub item: String,
    /// The bin's code; none: wherever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
    /// Zero says that nothing was found.
    pub quantity: Quantity,
    /// How much more of it is left for another time: it stays held and is not missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub later: Option<Quantity>,
}

/// So much of a line out of a bin.
struct Taken {
    line: usize,
    item: ItemId,
    bin: BinId,
    quantity: Quantity,
}

/// What was held and not found: the index of the line, and how much.
type Short = Vec<(usize, Quantity)>;

impl Verb for Pick {
    const NAME: &'static str = "order.pick";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        order.must_run()?;
        if let Some(reason) = &order.hold {
            return Err(Refused::rule("already-on-hold")
                .with("order", order.number.as_str())
                .with("reason", reason));
        }
        let mut lines = order::lines(permit, order.id)?;
        if lines
            .iter()
            .all(|line| line.state.to_pick() <= Quantity::ZERO)
        {
            return Err(Refused::rule("nothing-to-pick")
                .with("order", order.number.as_str())
                .with("fulfilment", order.states.fulfilment.as_str()));
        }
        let (taken, short) = if self.lines.is_empty() {
            (take_all(permit, &lines)?, Vec::new())
        } else {
            self.take_named(permit, &mut lines)?
        };
        let mut receipt = Receipt::about(order.number.as_str()).order(order.id);
        if !taken.is_empty() {
            let parcel = pack(permit, order.id, &lines, &taken)?;
            if let Some(place) = &self.place {
                let (place, is_new) = ready::put_on(permit, &parcel, place)?;
                receipt = receipt.with("place", place);
                if is_new {
                    receipt = receipt.with("new_place", true);
                }
            }
            receipt = receipt.with("parcel", parcel);
        }
        permit.write(
            "delete from picking where orders = $1",
            &[order.id.0.into()],
        )?;
        let mut missing = Vec::new();
        for (index, quantity) in &short {
            let Some(line) = lines.get(*index) else {
                continue;
            };
            leave_waiting(permit, order.id, line, *quantity)?;
            let bins = self.bins_looked_into(permit, line)?;
            let noted = not_found(permit, order.id, line.item, &bins, *quantity)?;
            let others = elsewhere(permit, order.id, line.item)?;
            missing.push(serde_json::json!({"item": line.code, "name": line.name, "quantity": quantity, "unit": line.unit,
                "missing": noted, "elsewhere": others.bins, "held_for": others.orders}));
        }
        if !missing.is_empty() {
            tell_of_short(permit, &order, &missing)?;
            receipt = receipt.with("short", missing);
        }
        order::settle(permit, order.id)?;
        for (index, _) in &short {
            if let Some(line) = lines.get(*index) {
                let bins = self.bins_looked_into(permit, line)?;
                release_elsewhere(permit, line.item, &bins)?;
            }
        }
        let states = Order::get(permit, order.id)?.states;
        Ok(receipt.with("fulfilment", states.fulfilment.as_str()))
    }
}

impl Pick {
    /// The bins in which a line's item was looked for: those that were named, or every one that should have it.
    fn bins_looked_into(
        &self,
        permit: &mut Permit<'_>,
        line: &OrderLine,
    ) -> Result<Vec<BinId>, Refused> {
        let mut bins = Vec::new();
        for asked in &self.lines {
            if item::find(permit, &asked.item)?.id != line.item {
                continue;
            }
            match &asked.bin {
                Some(code) => bins.push(item::find_bin(permit, code)?),
                None => bins.extend(bins_with(permit, line.item)?),
            }
        }
        Ok(bins)
    }

    /// What the given lines take, and what they leave short: (line index, quantity).
    fn take_named(
        &self,
        permit: &mut Permit<'_>,
        lines: &mut [OrderLine],
    ) -> Result<(Vec<Taken>, Short), Refused> {
        let mut taken: Vec<Taken> = Vec::new();
        let mut named = Vec::new();
        let mut later = vec![0; lines.len()];
        for asked in &self.lines {
            let item = item::find(permit, &asked.item)?;
            let put_off = asked.later.unwrap_or_default();
            for quantity in [asked.quantity, put_off] {
                if quantity < Quantity::ZERO {
                    return Err(Refused::rule("bad-quantity").with("value", quantity.to_string()));
                }
            }
            let mut wanted = asked.quantity.0;
            let mut found_line = false;
            for (index, line) in lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.item == item.id)
                .filter(|(_, line)| asked.line.is_none_or(|number| number == line.line))
            {
                if !found_line {
                    later[index] += put_off.0;
                }
                found_line = true;
                let already: i64 = taken
                    .iter()
                    .filter(|one| one.line == index)
                    .map(|one| one.quantity.0)
                    .sum();
                let part = wanted.min(line.state.to_pick().0 - already);
                named.push(index);
                if part > 0 {
                    take_from(
                        permit,
                        &mut taken,
                        index,
                        line,
                        asked.bin.as_deref(),
                        Quantity(part),
                    )?;
                    wanted -= part;
                }
            }
            if !found_line {
                return Err(Refused::rule("item-not-in-order")
                    .with("item", item.code)
                    .with("order", self.order.as_str()));
            }
            if wanted > 0 {
                return Err(Refused::rule("more-than-held")
                    .with("item", item.code)
                    .with("order", self.order.as_str())
                    .with("over", Quantity(wanted))
                    .with("unit", item.unit));
            }
        }
        named.sort_unstable();
        named.dedup();
        let short = named.into_iter().filter_map(|index| {
            let line = lines.get(index)?;
            let got: i64 = taken
                .iter()
                .filter(|one| one.line == index)
                .map(|one| one.quantity.0)
                .sum();
            let left = line.state.to_pick().0 - got - later[index];
            (left > 0).then_some((index, Quantity(left)))
        });
        let short = short.collect();
        Ok((taken, short))
    }
}

fn take_all(permit: &mut Permit<'_>, lines: &[OrderLine]) -> Result<Vec<Taken>, Refused> {
    let mut taken = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let quantity = line.state.to_pick();
        if quantity > Quantity::ZERO {
            take_from(permit, &mut taken, index, line, None, quantity)?;
        }
    }
    Ok(taken)
}

/// Tells both desks what was not found.
fn tell_of_short(
    permit: &mut Permit<'_>,
    order: &Order,
    missing: &[serde_json::Value],
) -> Result<(), Refused> {
    let data = serde_json::json!({"order": order.number, "missing": missing});
    for (desk, kind) in [(Desk::Front, "short-pick"), (Desk::Back, "count-stock")] {
        let notice = Notice {
            to: Reader::Desk(desk),
            kind,
            order: Some(order.id),
            cover: None,
            data: data.clone(),
        };
        notice::tell(permit, &notice)?;
    }
    Ok(())
}

/// Takes from the named bin, or from the bins that have it in the order of their codes.
fn take_from(
    permit: &mut Permit<'_>,
    taken: &mut Vec<Taken>,
    index: usize,
    line: &OrderLine,
    bin: Option<&str>,
    quantity: Quantity,
) -> Result<(), Refused> {
    if let Some(code) = bin {
        let bin = item::find_bin(permit, code)?;
        taken.push(Taken {
            line: index,
            item: line.item,
            bin,
            quantity,
        });
        return Ok(());
    }
    // What is missing in a bin is not taken from it unasked.
    let bins = permit.rows(
        "select s.bin, s.on_hand - coalesce(m.quantity, 0) from stock s cross join bin b on b.id = s.bin left join missing_goods m on m.item = s.item and m.bin = s.bin
         where s.item = $1 and s.on_hand > 0 and b.own = 0 order by b.walk, b.code",
        &[line.item.0.into()],
    )?;
    let mut left = quantity.0;
    for row in bins {
        let bin = BinId(row.int(0)?);
        let spoken_for: i64 = taken
            .iter()
            .filter(|one| one.bin == bin && one.item == line.item)
            .map(|one| one.quantity.0)
            .sum();
        let part = left.min(row.int(1)? - spoken_for);
        if part > 0 {
            taken.push(Taken {
                line: index,
                item: line.item,
                bin,
                quantity: Quantity(part),
            });
            left -= part;
        }
    }
    if left > 0 {
        return Err(Refused::rule("not-enough-on-shelves")
            .with("item", &line.code)
            .with("missing", Quantity(left))
            .with("unit", &line.unit));
    }
    Ok(())
}

/// Makes the parcel and moves the goods; gives the parcel's number.
fn pack(
    permit: &mut Permit<'_>,
    order: OrderId,
    lines: &[OrderLine],
    taken: &[Taken],
) -> Result<String, Refused> {
    let number = permit.next_yearly("P")?;
    let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
    let parcel = permit.insert(
        "insert into parcel (number, orders, picked_by, picked_at, seq) values ($1, $2, $3, $4, $5)",
        &[number.as_str().into(), order.0.into(), staff.0.into(), now.0.into(), seq.into()],
    )?;
    for one in taken {
        let Some(line) = lines.get(one.line) else {
            continue;
        };
        permit.write(
            "insert into parcel_line (parcel, line, bin, item, quantity) values ($1, $2, $3, $4, $5)
             on conflict (parcel, line, bin) do update set quantity = quantity + excluded.quantity",
            &[parcel.into(), line.line.into(), one.bin.0.into(), line.item.0.into(), one.quantity.0.into()],
        )?;
        permit.write(
            "update order_line set picked = picked + $3 where orders = $1 and line = $2",
            &[order.0.into(), line.line.into(), one.quantity.0.into()],
        )?;
        let reference = Some((order, line.line));
        item::post(
            permit,
            Move {
                item: line.item,
                bin: one.bin,
                delta: Quantity(-one.quantity.0),
                kind: "pick",
                line: reference,
            },
        )?;
        item::post(
            permit,
            Move {
                item: line.item,
                bin: PARCELS,
                delta: one.quantity,
                kind: "pick",
                line: reference,
            },
        )?;
    }
    Ok(number)
}

/// What was held and not found waits again; the stock itself is corrected by whoever counts it.
fn leave_waiting(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: &OrderLine,
    quantity: Quantity,
) -> Result<(), Refused> {
    item::change_balance(permit, line.item, Quantity::ZERO, Quantity(-quantity.0))?;
    permit.write(
        "update order_line set allocated = allocated - $3, waiting = waiting + $3 where orders = $1 and line = $2",
        &[order.0.into(), line.line.into(), quantity.0.into()],
    )?;
    Ok(())
}

/// The bins that should have an item, in walking order.
fn bins_with(permit: &mut Permit<'_>, item: ItemId) -> Result<Vec<BinId>, Refused> {
    let rows = permit.rows(
        "select s.bin from stock s cross join bin b on b.id = s.bin where s.item = $1 and s.on_hand > 0 and b.own = 0 order by b.walk, b.code",
        &[item.0.into()],
    )?;
    rows.iter().map(|row| Ok(BinId(row.int(0)?))).collect()
}

/// Notes what should lie in these bins and was not found there; returns how much that is.
fn not_found(
    permit: &mut Permit<'_>,
    order: OrderId,
    item: ItemId,
    bins: &[BinId],
    quantity: Quantity,
) -> Result<Quantity, Refused> {
    let mut left = quantity.0;
    for bin in bins {
        let row = permit.row(
            "select on_hand from stock where item = $1 and bin = $2",
            &[item.0.into(), bin.0.into()],
        )?;
        let there = row.map_or(Ok(0), |row| row.int(0))?;
        let noted = left.min(there - missing::in_bin(permit, item, *bin)?.0);
        if noted > 0 {
            missing::note(permit, item, *bin, Quantity(noted), order)?;
            left -= noted;
        }
    }
    Ok(Quantity(quantity.0 - left))
}

/// What is free in bins that nobody looked into goes to whoever was promised it first, this order or another. The books of the
/// bins that were looked into are not believed so far.
fn release_elsewhere(
    permit: &mut Permit<'_>,
    item: ItemId,
    looked_into: &[BinId],
) -> Result<(), Refused> {
    let rows = permit.rows(
        "select s.bin, s.on_hand - coalesce(m.quantity, 0) from stock s cross join bin b on b.id = s.bin left join missing_goods m on m.item = s.item and m.bin = s.bin
         where s.item = $1 and s.on_hand > 0 and b.own = 0",
        &[item.0.into()],
    )?;
    let mut there = 0;
    for row in rows {
        if !looked_into.contains(&BinId(row.int(0)?)) {
            there += row.int(1)?;
        }
    }
    if there > 0 {
        release::release_most(permit, item, Quantity(there))?;
    }
    Ok(())
}

/// Where the rest of a short line may lie.
struct Elsewhere {
    bins: Vec<serde_json::Value>,
    orders: Vec<serde_json::Value>,
}

/// Other bins that should have the item, and the orders for which it is held and not picked, the newest first.
fn elsewhere(permit: &mut Permit<'_>, order: OrderId, item: ItemId) -> Result<Elsewhere, Refused> {
    let bins = permit.rows(
        "select b.code, s.on_hand - coalesce(m.quantity, 0) from stock s cross join bin b on b.id = s.bin left join missing_goods m on m.item = s.item and m.bin = s.bin
         where s.item = $1 and b.own = 0 and s.on_hand > coalesce(m.quantity, 0) order by b.walk, b.code limit 5",
        &[item.0.into()],
    )?;
    let orders = permit.rows(
        "select o.number, l.allocated - l.picked from order_line l cross join orders o on o.id = l.orders
         where l.item = $1 and l.allocated > 0 and l.allocated > l.picked and l.orders <> $2 order by l.orders desc, l.line limit 5",
        &[item.0.into(), order.0.into()],
    )?;
    let listed = |name: &'static str, rows: Vec<crate::office::Row>| {
        rows.iter()
            .map(|row| {
                let quantity = Quantity(row.int(1)?);
                Ok(serde_json::json!({name: row.text(0)?, "quantity": quantity}))
            })
            .collect::<Result<Vec<_>, Refused>>()
    };
    Ok(Elsewhere {
        bins: listed("bin", bins)?,
        orders: listed("order", orders)?,
    })
}
