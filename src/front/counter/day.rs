//! How the day stands: what is late, what waits, whom to call back, what was handed over, who is here.

use super::payment::start_of_day;
use crate::model::money::{Pricing, line_amount};
use crate::model::{Discount, Duty, ReadRight};
use crate::model::{Instant, Money, Presence, Quantity, StaffId, ThreadKind, VatRate};
use crate::office::{Reader, Reads, Refused, Value};
use crate::records::presence::presence;
use crate::records::thread::{Mine, Thread};
use std::collections::BTreeMap;

/// A number of things beyond which no more are counted.
pub(super) const COUNTED_MAX: i64 = 999;

/// More lines of goods than this are not added up while somebody waits for the screen.
const HANDED_LINES_MAX: i64 = 400;

/// How many lines of the journal are looked through for what happened just now, and how many are shown.
const JOURNAL_LINES: i64 = 60;
const FEED_LINES: i64 = 8;

/// The most threads that are looked through for what waits for somebody.
const THREADS_MAX: i64 = 60;

/// Whom to call back.
#[derive(Debug, Clone)]
pub(super) struct CallBack {
    pub(super) id: i64,
    pub(super) due: Instant,
    pub(super) whom: String,
    /// The customer's code, where they are on file.
    pub(super) customer: Option<String>,
    pub(super) words: String,
}

/// Something that happened with an order.
#[derive(Debug, Clone)]
pub(super) struct Event {
    pub(super) at: Instant,
    pub(super) who: String,
    pub(super) verb: String,
    pub(super) order: i64,
    pub(super) number: String,
    pub(super) customer: String,
}

/// How the day stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Day {
    /// Not ready though promised for an earlier moment, ready, to pick, without stock, and questions that wait.
    pub(super) counts: [i64; 5],
    /// Orders that somebody picks at this moment.
    pub(super) in_hand: i64,
    /// The code of the item that is lacking, where all that waits is for one.
    pub(super) lacking: Option<String>,
    /// When the question was asked that waits longest.
    pub(super) oldest: Option<Instant>,
    pub(super) calls: Vec<CallBack>,
    pub(super) people: Vec<Presence>,
    /// Who covers, and for whom.
    pub(super) covers: Vec<(StaffId, String)>,
    /// The open drawer of whoever looks: since when, and what it began with. What should be in it is counted blind.
    pub(super) drawer: Option<(Instant, Money)>,
    /// Whose drawers are open besides, the first one first.
    pub(super) other_drawers: Vec<String>,
    /// Parcels handed over today, by the hour.
    pub(super) handed: BTreeMap<u32, i64>,
    /// What these goods cost with VAT, for whoever may see it.
    pub(super) handed_sum: Option<Money>,
    /// What waits for whoever looks: from whom, and its words.
    pub(super) inbox: Vec<(String, String)>,
    pub(super) feed: Vec<Event>,
}

/// For whom the day is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Viewer {
    /// None: nobody has signed in yet.
    pub(super) staff: Option<StaffId>,
}

/// Reads it; each part by an index, no more than is shown.
pub(super) fn day(reader: &mut Reader<'_>, viewer: Viewer, in_hand: usize) -> Result<Day, Refused> {
    let mut day = Day {
        people: presence(reader)?,
        covers: covers(reader)?,
        calls: calls(reader)?,
        feed: feed(reader)?,
        in_hand: i64::try_from(in_hand).unwrap_or(i64::MAX),
        ..Day::default()
    };
    count(reader, &mut day)?;
    handed_over(reader, viewer, &mut day)?;
    if let Some(staff) = viewer.staff {
        day.drawer = drawer(reader, staff)?;
        day.other_drawers = other_drawers(reader, staff)?;
        day.inbox = inbox(reader, staff)?;
    }
    Ok(day)
}

fn count(reader: &mut Reader<'_>, day: &mut Day) -> Result<(), Refused> {
    let now = reader.now();
    let mut count = |sql: &'static str, args: &[Value]| -> Result<i64, Refused> {
        let row = reader.row(sql, args)?;
        Ok(row.map_or(Ok(0), |row| row.int(0))?)
    };
    day.counts[0] = count(
        "select count(*) from (select 1 from orders where pickable = 1 and queue_at < $1 and promised_at < $1 limit 1000) as n",
        &[now.0.into()],
    )?;
    for (nth, state) in [(1, "ready"), (2, "to-pick"), (3, "waiting")] {
        day.counts[nth] = count(
            "select count(*) from (select 1 from orders where open = 1 and fulfilment = $1 limit 1000) as n",
            &[state.into()],
        )?;
    }
    day.counts[1] += count(
        "select count(*) from (select 1 from orders o where o.open = 1 and o.fulfilment = 'picking'
            and exists (select 1 from parcel p where p.orders = o.id and p.handed_at is null and p.ready_at is not null) limit 1000) as n",
        &[],
    )?;
    day.counts[4] = count(
        "select count(*) from (select 1 from thread where state <> 'settled' and kind = 'question' limit 1000) as n",
        &[],
    )?;
    let oldest = reader.row(
        "select asked_at from thread where state <> 'settled' and kind = 'question' order by queue_at, id limit 1",
        &[],
    )?;
    day.oldest = oldest.map(|row| row.int(0).map(Instant)).transpose()?;
    let lacking = reader.row(
        "select i.code from item i where i.id = (select item from order_line where waiting > 0 order by item limit 1)
            and i.id = (select item from order_line where waiting > 0 order by item desc limit 1)",
        &[],
    )?;
    day.lacking = lacking.map(|row| row.text(0)).transpose()?;
    Ok(())
}

fn covers(reader: &mut Reader<'_>) -> Result<Vec<(StaffId, String)>, Refused> {
    let now = reader.now();
    let rows = reader.rows(
        "select v.coverer, s.name from cover v cross join staff s on s.id = v.owner
         where v.ended_at is null and v.starts_at is not null and v.starts_at <= $1 and v.ends_at > $1 and v.orders is null and v.coverer is not null limit 50",
        &[now.0.into()],
    )?;
    rows.iter()
        .map(|row| Ok((StaffId(row.int(0)?), row.text(1)?)))
        .collect()
}

fn calls(reader: &mut Reader<'_>) -> Result<Vec<CallBack>, Refused> {
    let rows = reader.rows(
        "select t.id, t.due_at, coalesce(c.name, t.subject), c.code, coalesce(e.words, '') from thread t left join customer c on c.id = t.customer
         left join thread_entry e on e.thread = t.id and e.nr = t.entries
         where t.state <> 'settled' and t.kind = 'call-back' order by t.queue_at, t.id limit 4",
        &[],
    )?;
    rows.iter()
        .map(|row| {
            Ok(CallBack {
                id: row.int(0)?,
                due: Instant(row.int(1)?),
                whom: row.text(2)?,
                customer: row.text_or_none(3)?,
                words: row.text(4)?,
            })
        })
        .collect()
}

fn drawer(reader: &mut Reader<'_>, staff: StaffId) -> Result<Option<(Instant, Money)>, Refused> {
    let row = reader.row(
        "select opened_at, float from drawer where staff = $1 and closed_at is null",
        &[staff.0.into()],
    )?;
    row.map(|row| Ok((Instant(row.int(0)?), Money(row.int(1)?))))
        .transpose()
}

/// Who else has a drawer open.
fn other_drawers(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<String>, Refused> {
    let rows = reader.rows(
        "select s.name from drawer d cross join staff s on s.id = d.staff where d.closed_at is null and d.staff <> $1 order by d.opened_at, d.id limit 4",
        &[staff.0.into()],
    )?;
    let names = rows.iter().map(|row| Ok(row.text(0)?));
    names.collect()
}

/// What waits for somebody, besides call-backs: those have their own list.
fn inbox(reader: &mut Reader<'_>, staff: StaffId) -> Result<Vec<(String, String)>, Refused> {
    let (now, mine) = (reader.now(), Mine::of(reader, staff)?);
    let open = Thread::longest_open(reader, THREADS_MAX)?;
    let waits = open
        .into_iter()
        .filter(|thread| thread.kind != ThreadKind::CallBack && mine.waits_for(thread, now));
    let said = |thread: Thread| {
        let words = if thread.kind == ThreadKind::Phone {
            format!("{}: {}", thread.subject, thread.last.words)
        } else {
            thread.subject
        };
        (thread.asker, words)
    };
    Ok(waits.take(4).map(said).collect())
}

/// Parcels by the hour in which they were handed over, and what is in them.
fn handed_over(reader: &mut Reader<'_>, viewer: Viewer, day: &mut Day) -> Result<(), Refused> {
    let today = start_of_day(reader);
    let zone = reader.facts().zone;
    for row in reader.rows(
        "select handed_at from parcel where handed_at is not null and handed_at >= $1 order by handed_at limit 1000",
        &[today.0.into()],
    )? {
        let hour = chrono::Timelike::hour(&Instant(row.int(0)?).local(zone));
        *day.handed.entry(hour).or_default() += 1;
    }
    if viewer.staff.is_some() && reader.may_see(ReadRight::Totals(Duty::Accounting)) {
        day.handed_sum = handed_sum(reader, today)?;
    }
    Ok(())
}

/// What the lines of an order cost, with their rates.
type Amounts = Vec<(Money, VatRate)>;

/// What the goods that were handed over since this moment cost with VAT, as their slips have it: what has left of each order less what
/// had left before. None where there are too many to add up.
fn handed_sum(reader: &mut Reader<'_>, since: Instant) -> Result<Option<Money>, Refused> {
    let rows = reader.rows(
        "select o.id, o.with_vat, o.discount, l.price, l.discount, l.vat, l.handed_over,
                (select cast(coalesce(sum(g.quantity), 0) as bigint) from parcel p cross join parcel_line g on g.parcel = p.id
                 where p.orders = o.id and p.handed_at >= $1 and g.line = l.line)
         from (select distinct orders from parcel where handed_at is not null and handed_at >= $1) t
         cross join orders o on o.id = t.orders cross join order_line l on l.orders = o.id limit $2",
        &[since.0.into(), (HANDED_LINES_MAX + 1).into()],
    )?;
    if i64::try_from(rows.len()).unwrap_or(i64::MAX) > HANDED_LINES_MAX {
        return Ok(None);
    }
    let mut orders: BTreeMap<i64, (Pricing, [Amounts; 2])> = BTreeMap::new();
    for row in rows {
        let pricing = Pricing {
            with_vat: row.flag(1)?,
            discount: Discount(row.int(2)?),
        };
        let order = orders.entry(row.int(0)?);
        let (_, amounts) = order.or_insert_with(|| (pricing, Default::default()));
        let (price, off) = (Money(row.int(3)?), Discount(row.int(4)?));
        let (gone, today, rate) = (row.int(6)?, row.int(7)?, VatRate(row.int(5)?));
        for (amounts, quantity) in amounts.iter_mut().zip([gone, gone - today]) {
            let Some(amount) = line_amount(price, Quantity(quantity), off) else {
                return Ok(None);
            };
            amounts.push((amount, rate));
        }
    }
    let mut sum = Some(Money::ZERO);
    for (pricing, [now, before]) in orders.into_values() {
        let totals = pricing.total(&now).zip(pricing.total(&before));
        let today = totals.map(|(now, before)| now.minus(before));
        sum = sum.zip(today).and_then(|(sum, today)| sum.plus(today));
    }
    Ok(sum)
}

/// What happened with orders just now, newest first.
fn feed(reader: &mut Reader<'_>) -> Result<Vec<Event>, Refused> {
    let rows = reader.rows(
        "select j.at, coalesce(s.name, ''), j.verb, o.id, o.number, o.customer_name
         from (select seq, at, staff, verb, orders from journal order by seq desc limit $1) as j
         cross join orders o on o.id = j.orders left join staff s on s.id = j.staff order by j.seq desc limit $2",
        &[JOURNAL_LINES.into(), FEED_LINES.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Event {
                at: Instant(row.int(0)?),
                who: row.text(1)?,
                verb: row.text(2)?,
                order: row.int(3)?,
                number: row.text(4)?,
                customer: row.text(5)?,
            })
        })
        .collect()
}
