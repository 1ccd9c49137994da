//! The counter while nobody is looked for: what stands ready and for how much, what comes next, how the day stands, who is here.

use crate::model::{Instant, Money, Presence};
use crate::office::{Reader, Reads, Refused};
use crate::records::presence::presence;

/// A number of things beyond which no more are counted.
pub(super) const COUNTED_MAX: i64 = 999;

/// What the row of an order that stands ready says besides whose it is.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    pub(super) order: i64,
    pub(super) promised: Option<Instant>,
    pub(super) place: String,
    pub(super) due: Money,
}

/// An order that is to be picked next.
#[derive(Debug, Clone)]
pub(super) struct Next {
    pub(super) promised: Option<Instant>,
    pub(super) customer: String,
    pub(super) fulfilment: String,
}

/// How the day stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Today {
    pub(super) ready: Vec<Ready>,
    pub(super) next: Vec<Next>,
    /// Not ready though promised for an earlier moment, ready, to pick, without stock, and questions that wait.
    pub(super) counts: [i64; 5],
    pub(super) people: Vec<Presence>,
}

/// Reads it; each part by an index, no more than is shown.
pub(super) fn today(reader: &mut Reader<'_>) -> Result<Today, Refused> {
    let now = reader.now();
    let mut today = Today::default();
    for row in reader.rows(
        "select o.id, o.promised_at, o.total - o.paid,
                coalesce((select p.place from parcel p where p.orders = o.id and p.handed_at is null and p.place <> '' order by p.id limit 1), '')
         from orders o where o.open = 1 and o.fulfilment = 'ready' order by o.queue_at, o.id limit 30",
        &[],
    )? {
        today.ready.push(Ready {
            order: row.int(0)?,
            promised: row.int_or_none(1)?.map(Instant),
            due: Money(row.int(2)?),
            place: row.text(3)?,
        });
    }
    for row in reader.rows(
        "select o.promised_at, o.customer_name, o.fulfilment from orders o where o.pickable = 1 order by o.queue_at, o.id limit 12",
        &[],
    )? {
        today.next.push(Next {
            promised: row.int_or_none(0)?.map(Instant),
            customer: row.text(1)?,
            fulfilment: row.text(2)?,
        });
    }
    let mut count = |sql: &'static str, args: &[crate::office::Value]| -> Result<i64, Refused> {
        let row = reader.row(sql, args)?;
        Ok(row.map_or(Ok(0), |row| row.int(0))?)
    };
    today.counts[0] = count(
        "select count(*) from (select 1 from orders where pickable = 1 and queue_at < $1 and promised_at < $1 limit 1000) as n",
        &[now.0.into()],
    )?;
    for (nth, state) in [(1, "ready"), (2, "to-pick"), (3, "waiting")] {
        today.counts[nth] = count(
            "select count(*) from (select 1 from orders where open = 1 and fulfilment = $1 limit 1000) as n",
            &[state.into()],
        )?;
    }
    today.counts[4] = count(
        "select count(*) from (select 1 from thread where state <> 'settled' and kind = 'question' limit 1000) as n",
        &[],
    )?;
    today.people = presence(reader)?;
    Ok(today)
}
