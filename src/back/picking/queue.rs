//! What the queue reads: orders to pick, packed parcels, and the lines of the one that is chosen.

use crate::model::{Instant, OrderId, Quantity};
use crate::office::{Reader, Reads, Refused, Value};
use crate::records::change::Undecided;
use crate::records::picking::pickers;
use crate::records::thread::Thread;

/// An order to pick, or a parcel that is packed.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) key: i64,
    pub(super) order: String,
    pub(super) of: OrderId,
    pub(super) parcel: String,
    pub(super) place: String,
    pub(super) customer: String,
    pub(super) promised: Option<Instant>,
    pub(super) note: String,
    /// What is to be fetched, or lies in the parcel; read of the chosen row alone.
    pub(super) lines: Option<Vec<(Quantity, String)>>,
    pub(super) pickable: bool,
    pub(super) ready: bool,
    /// What waits for a decision, since less of it is wanted than is picked; read of the chosen row alone.
    pub(super) undecided: Vec<Undecided>,
    /// The first of them.
    pub(super) exception: Option<String>,
    /// What was asked about the order and is not settled, oldest first.
    pub(super) threads: Vec<Thread>,
    /// Who has its pick form open, where somebody else has.
    pub(super) picker: Option<(String, String)>,
    /// The queue's time of the order, or when the parcel was picked.
    pub(super) order_by: i64,
}

/// Those about one order.
fn about(threads: &[Thread], order: &str) -> Vec<Thread> {
    let theirs = threads
        .iter()
        .filter(|thread| thread.order.as_deref() == Some(order));
    theirs.cloned().collect()
}

/// Orders to pick, the one promised soonest first.
pub(super) fn queue(reader: &mut Reader<'_>, after: &[Value; 2]) -> Result<Vec<Row>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, o.customer_name, o.promised_at, o.note, o.queue_at from orders o
         where o.pickable = 1 and (o.queue_at, o.id) > ($1, $2) order by o.queue_at, o.id limit 64",
        after,
    )?;
    let asked = Thread::open(reader)?;
    let mut queue = Vec::with_capacity(rows.len());
    let picking = pickers(reader)?;
    for row in &rows {
        let id = row.int(0)?;
        queue.push(Row {
            key: id,
            order: row.text(1)?,
            parcel: String::new(),
            place: String::new(),
            customer: row.text(2)?,
            promised: row.int_or_none(3)?.map(Instant),
            note: row.text(4)?,
            order_by: row.int(5)?,
            lines: None,
            pickable: true,
            of: OrderId(row.int(0)?),
            ready: false,
            undecided: Vec::new(),
            exception: None,
            threads: about(&asked, &row.text(1)?),
            picker: picking
                .iter()
                .find(|(order, _)| *order == id)
                .map(|(_, picker)| (picker.code.clone(), picker.name.clone())),
        });
    }
    Ok(queue)
}

/// What is to be fetched for an order, and from which bins.
pub(super) fn to_pick(
    reader: &mut Reader<'_>,
    order: i64,
) -> Result<Vec<(Quantity, String)>, Refused> {
    let rows = reader.rows(
        "select l.allocated - l.picked, l.unit, l.name, i.code,
                coalesce((select string_agg(b.code, ', ' order by b.walk, b.code) from stock s join bin b on b.id = s.bin where s.item = l.item and s.on_hand > 0 and b.own = 0), '')
         from order_line l cross join item i on i.id = l.item where l.orders = $1 and l.allocated > l.picked order by l.line",
        &[order.into()],
    )?;
    rows.iter().map(line).collect()
}

/// What lies in a parcel, and from which bins it came.
pub(super) fn packed(
    reader: &mut Reader<'_>,
    parcel: i64,
) -> Result<Vec<(Quantity, String)>, Refused> {
    let rows = reader.rows(
        "select p.quantity, l.unit, l.name, i.code, b.code from parcel_line p cross join parcel k on k.id = p.parcel
         cross join order_line l on l.orders = k.orders and l.line = p.line cross join item i on i.id = p.item cross join bin b on b.id = p.bin
         where p.parcel = $1 order by p.line, p.bin",
        &[parcel.into()],
    )?;
    rows.iter().map(line).collect()
}

/// How much of what, and where: the quantity, then unit, code, name and bins in a line.
fn line(row: &crate::office::Row) -> Result<(Quantity, String), Refused> {
    let rest = format!(
        "{:<3} {:<10} {}   [{}]",
        row.text(1)?,
        row.text(3)?,
        row.text(2)?,
        row.text(4)?
    );
    Ok((Quantity(row.int(0)?), rest))
}

/// Parcels that were not handed over, the oldest first.
pub(super) fn parcels(reader: &mut Reader<'_>, after: &[Value; 2]) -> Result<Vec<Row>, Refused> {
    let rows = reader.rows(
        "select p.id, o.number, p.number, p.place, o.customer_name, o.promised_at, o.note, p.ready_at is not null, p.picked_at,
                (select e.number from exception e where e.orders = o.id and e.decision is null order by e.line limit 1), o.id from parcel p
         cross join orders o on o.id = p.orders
         where p.handed_at is null and (p.picked_at, p.id) > ($1, $2) order by p.picked_at, p.id limit 64",
        after,
    )?;
    let asked = Thread::open(reader)?;
    let mut parcels = Vec::with_capacity(rows.len());
    for row in rows {
        parcels.push(Row {
            key: row.int(0)?,
            order: row.text(1)?,
            parcel: row.text(2)?,
            place: row.text(3)?,
            customer: row.text(4)?,
            promised: row.int_or_none(5)?.map(Instant),
            note: row.text(6)?,
            lines: None,
            pickable: false,
            ready: row.flag(7)?,
            undecided: Vec::new(),
            exception: row.text_or_none(9)?,
            of: OrderId(row.int(10)?),
            order_by: row.int(8)?,
            threads: about(&asked, &row.text(1)?),
            picker: None,
        });
    }
    Ok(parcels)
}
