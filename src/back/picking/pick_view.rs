//! What the pick form reads: what an order still wants, where it lies, who else is at it, and which shelves are free.

use crate::model::{Instant, OrderId, Quantity, StaffId};
use crate::office::{Reader, Reads, Refused, Row};
use crate::records::picking::{Picker, picker};
use std::collections::BTreeMap;

/// An order as the pick form shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    /// Its head; `None` until it was read.
    pub(super) head: Option<Head>,
    /// What is held for it and not picked.
    pub(super) lines: Vec<Line>,
    /// The pickup shelves of the office.
    pub(super) shelves: Vec<Shelf>,
    /// Where another parcel of the order stands already.
    pub(super) beside: Option<String>,
}

/// The order itself.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) customer: String,
    pub(super) promised: Option<Instant>,
    pub(super) note: String,
    /// Who has its pick form open elsewhere.
    pub(super) picker: Option<Picker>,
    /// Its newest parcel that is here: number, who packed it, when.
    pub(super) packed: Option<(String, String, Instant)>,
    /// The last thing that was done with it: who, what, when.
    pub(super) last: Option<Done>,
}

/// Something that was done with the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) seq: i64,
    pub(super) staff: Option<StaffId>,
    pub(super) who: String,
    pub(super) verb: String,
    pub(super) at: Instant,
}

/// A line of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) line: i64,
    pub(super) item: i64,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) to_pick: Quantity,
    /// Where it should lie, in walking order.
    pub(super) bins: Vec<Lying>,
}

/// How much of an item a bin should hold, without what is missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lying {
    pub(super) bin: i64,
    pub(super) code: String,
    pub(super) walk: i64,
    pub(super) there: Quantity,
}

/// A pickup shelf and the parcels on it: number, customer, when it is promised.
#[derive(Debug, Clone, Default)]
pub(super) struct Shelf {
    pub(super) code: String,
    pub(super) count: i64,
    pub(super) parcels: Vec<(String, String, Option<Instant>)>,
}

/// Reads all of it; an order that is not there has no head.
///
/// # Errors
/// What the store reports.
pub(super) fn read(number: &str, reader: &mut Reader<'_>) -> Result<View, Refused> {
    let head = reader.row(
        "select id, customer_name, promised_at, note from orders where number = $1",
        &[number.into()],
    )?;
    let Some(head) = head else {
        return Ok(View::default());
    };
    let order = OrderId(head.int(0)?);
    Ok(View {
        head: Some(Head {
            customer: head.text(1)?,
            promised: head.int_or_none(2)?.map(Instant),
            note: head.text(3)?,
            picker: picker(reader, order)?,
            packed: packed(reader, order)?,
            last: last(reader, order)?,
        }),
        lines: lines(reader, order)?,
        shelves: shelves(reader)?,
        beside: beside(reader, order)?,
    })
}

fn lines(reader: &mut Reader<'_>, order: OrderId) -> Result<Vec<Line>, Refused> {
    let mut bins: BTreeMap<i64, Vec<Lying>> = BTreeMap::new();
    let rows = reader.rows(
        "select s.item, b.id, b.code, b.walk, s.on_hand - coalesce(m.quantity, 0)
         from (select distinct item from order_line where orders = $1 and allocated > picked) l
         cross join stock s on s.item = l.item cross join bin b on b.id = s.bin left join missing_goods m on m.item = s.item and m.bin = s.bin
         where s.on_hand > coalesce(m.quantity, 0) and b.own = 0 order by s.item, b.walk, b.code",
        &[order.0.into()],
    )?;
    for row in rows {
        bins.entry(row.int(0)?).or_default().push(Lying {
            bin: row.int(1)?,
            code: row.text(2)?,
            walk: row.int(3)?,
            there: Quantity(row.int(4)?),
        });
    }
    let rows = reader.rows(
        "select l.line, l.item, i.code, l.name, l.unit, l.allocated - l.picked from order_line l cross join item i on i.id = l.item
         where l.orders = $1 and l.allocated > l.picked order by l.line",
        &[order.0.into()],
    )?;
    let one = |row: &Row| {
        let item = row.int(1)?;
        Ok(Line {
            line: row.int(0)?,
            item,
            code: row.text(2)?,
            name: row.text(3)?,
            unit: row.text(4)?,
            to_pick: Quantity(row.int(5)?),
            bins: bins.get(&item).cloned().unwrap_or_default(),
        })
    };
    rows.iter().map(one).collect()
}

fn packed(
    reader: &mut Reader<'_>,
    order: OrderId,
) -> Result<Option<(String, String, Instant)>, Refused> {
    let row = reader.row(
        "select p.number, s.name, p.picked_at from parcel p cross join staff s on s.id = p.picked_by where p.orders = $1 and p.handed_at is null order by p.id desc limit 1",
        &[order.0.into()],
    )?;
    row.map(|row| Ok((row.text(0)?, row.text(1)?, Instant(row.int(2)?))))
        .transpose()
}

fn beside(reader: &mut Reader<'_>, order: OrderId) -> Result<Option<String>, Refused> {
    let row = reader.row(
        "select place from parcel where orders = $1 and handed_at is null and place > '' order by id desc limit 1",
        &[order.0.into()],
    )?;
    Ok(row.map(|row| row.text(0)).transpose()?)
}

/// The last journal line about the order that is not about who picks it.
fn last(reader: &mut Reader<'_>, order: OrderId) -> Result<Option<Done>, Refused> {
    let row = reader.row(
        "select j.seq, j.staff, coalesce(s.name, ''), j.verb, j.at from journal j left join staff s on s.id = j.staff
         where j.orders = $1 and j.orders is not null and j.verb <> 'picking.begin' and j.verb <> 'picking.leave' order by j.seq desc limit 1",
        &[order.0.into()],
    )?;
    let done = |row: Row| {
        Ok(Done {
            seq: row.int(0)?,
            staff: row.int_or_none(1)?.map(StaffId),
            who: row.text(2)?,
            verb: row.text(3)?,
            at: Instant(row.int(4)?),
        })
    };
    row.map(done).transpose()
}

/// The pickup shelves by their codes, each with the first parcels on it.
fn shelves(reader: &mut Reader<'_>) -> Result<Vec<Shelf>, Refused> {
    let rows = reader.rows(
        "select b.code, (select count(*) from parcel p where p.place = b.code and p.handed_at is null) from bin b where b.pickup = 1 order by b.code limit 60",
        &[],
    )?;
    let mut shelves = Vec::with_capacity(rows.len());
    for row in rows {
        shelves.push(Shelf {
            code: row.text(0)?,
            count: row.int(1)?,
            parcels: Vec::new(),
        });
    }
    let rows = reader.rows(
        "select p.place, p.number, o.customer_name, o.promised_at from parcel p cross join orders o on o.id = p.orders
         where p.place > '' and p.handed_at is null order by p.place limit 120",
        &[],
    )?;
    for row in rows {
        let place = row.text(0)?;
        if let Some(shelf) = shelves.iter_mut().find(|shelf| shelf.code == place) {
            let promised = row.int_or_none(3)?.map(Instant);
            shelf.parcels.push((row.text(1)?, row.text(2)?, promised));
        }
    }
    Ok(shelves)
}

impl View {
    /// The shelf on which the order stands already, so that it is handed over from one place; else the one with the fewest parcels.
    /// `None` where the office has no shelf yet.
    pub(super) fn best_shelf(&self) -> Option<&str> {
        let emptiest = self.shelves.iter().min_by_key(|shelf| shelf.count);
        let emptiest = emptiest.map(|shelf| shelf.code.as_str());
        self.beside.as_deref().or(emptiest)
    }
}
