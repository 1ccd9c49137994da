//! What stands at the counter besides who is looked for: what is ready and for how much, and what comes next.

use super::search::Match;
use crate::model::{Instant, Money, PaperKind};
use crate::office::{Reader, Reads, Refused, Row};
use crate::records::picking::Picker;

/// The most orders that are shown as ready, and as those that come next.
const READY_MAX: i64 = 30;
const NEXT_MAX: i64 = 16;

/// An order that stands ready, or that comes next.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) order: i64,
    pub(super) number: String,
    customer_code: String,
    pub(super) customer: String,
    pub(super) promised: Option<Instant>,
    pub(super) fulfilment: String,
    /// What stops it, where that says more than where its goods are.
    pub(super) stopped: Option<String>,
    /// What is left to pay.
    pub(super) due: Money,
    /// How many papers are still to be signed.
    pub(super) to_sign: usize,
    /// Where its first parcel stands, and since when.
    pub(super) place: String,
    pub(super) since: Option<Instant>,
    queue_at: i64,
}

impl Waiting {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        let papers = row.text(7)?;
        let wanted = papers.split(',').filter_map(PaperKind::parse).count();
        let signed = usize::try_from(row.int(8)?).unwrap_or(wanted);
        let stopped = row.text(5)?;
        Ok(Self {
            order: row.int(0)?,
            number: row.text(1)?,
            customer_code: row.text(2)?,
            customer: row.text(3)?,
            fulfilment: row.text(4)?,
            stopped: Some(stopped).filter(|state| !matches!(state.as_str(), "taken" | "closed")),
            promised: row.int_or_none(6)?.map(Instant),
            to_sign: wanted.saturating_sub(signed),
            due: Money(row.int(9)?).max(Money::ZERO),
            place: row.text(10)?,
            since: row.int_or_none(11)?.map(Instant),
            queue_at: row.int(12)?,
        })
    }

    /// Somebody picks it at this moment.
    fn is_picked(&mut self, by: &[(i64, Picker)]) {
        if self.fulfilment == "to-pick" && by.iter().any(|(order, _)| *order == self.order) {
            "picking".clone_into(&mut self.fulfilment);
        }
    }

    /// As what is found.
    fn found(&self) -> Match {
        Match {
            key: self.key(),
            order: Some(self.number.clone()),
            customer: self.customer_code.clone(),
            name: self.customer.clone(),
            note: self.fulfilment.clone(),
            stopped: self.stopped.clone(),
            ready_and_open: (0, 0),
            thing: None,
            promised: self.promised,
            place: self.place.clone(),
            beneath: false,
        }
    }

    pub(super) const fn key(&self) -> i64 {
        -self.order
    }
}

/// Both lists, the most pressing first.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    pub(super) ready: Vec<Waiting>,
    pub(super) next: Vec<Waiting>,
}

impl Lists {
    /// What can be chosen while nobody is looked for: first what is ready.
    pub(super) fn found(&self) -> Vec<Match> {
        self.all().map(Waiting::found).collect()
    }

    /// The number of the order with this key.
    pub(super) fn number(&self, key: i64) -> Option<&str> {
        let mut all = self.all();
        all.find(|one| one.key() == key)
            .map(|one| one.number.as_str())
    }

    fn all(&self) -> impl Iterator<Item = &Waiting> {
        self.ready.iter().chain(&self.next)
    }
}

/// The columns that [`Waiting::from_row`] takes, of some orders `n`.
macro_rules! waiting {
    ($of:literal) => {
        concat!(
            "select o.id, o.number, c.code, o.customer_name,
                    o.fulfilment,
                    case when exists (select 1 from exception e where e.orders = o.id and e.decision is null) then 'undecided' else o.commercial end,
                    o.promised_at, o.papers, (select count(*) from paper s where s.orders = o.id), o.total - o.paid,
                    coalesce((select p.place from parcel p where p.orders = o.id and p.handed_at is null and p.place <> '' order by p.id limit 1), ''),
                    (select p.ready_at from parcel p where p.orders = o.id and p.handed_at is null and p.ready_at is not null order by p.id limit 1),
                    o.queue_at
             from (",
            $of,
            ") as n cross join orders o on o.id = n.id cross join customer c on c.id = o.customer"
        )
    };
}

/// Reads both, each state by its index.
pub(super) fn lists(reader: &mut Reader<'_>, pickers: &[(i64, Picker)]) -> Result<Lists, Refused> {
    let ready = reader.rows(
        waiting!("select id from orders where open = 1 and fulfilment = 'ready' order by queue_at, id limit $1"),
        &[READY_MAX.into()],
    )?;
    let mut ready: Vec<Waiting> = ready
        .iter()
        .map(Waiting::from_row)
        .collect::<Result<_, _>>()?;
    // A parcel stands ready while the rest of its order is still to be picked.
    let partly = reader.rows(
        waiting!(
            "select id from orders where open = 1 and fulfilment = 'picking'
                and exists (select 1 from parcel p where p.orders = orders.id and p.handed_at is null and p.ready_at is not null)
             order by queue_at, id limit $1"
        ),
        &[READY_MAX.into()],
    )?;
    for row in &partly {
        ready.push(Waiting::from_row(row)?);
    }
    ready.sort_by_key(|one| (one.queue_at, one.order));
    ready.truncate(usize::try_from(READY_MAX).unwrap_or(usize::MAX));
    let mut next: Vec<Waiting> = Vec::new();
    for sql in [
        waiting!("select id from orders where pickable = 1 order by queue_at, id limit $1"),
        // Picked, and without a place yet.
        waiting!(
            "select id from orders where open = 1 and fulfilment = 'picking' order by queue_at, id limit $1"
        ),
        waiting!(
            "select id from orders where open = 1 and fulfilment = 'waiting' order by queue_at, id limit $1"
        ),
    ] {
        for row in reader.rows(sql, &[NEXT_MAX.into()])? {
            let one = Waiting::from_row(&row)?;
            let known = ready.iter().chain(&next);
            if !known
                .map(|known| known.order)
                .any(|order| order == one.order)
            {
                next.push(one);
            }
        }
    }
    for one in &mut next {
        one.is_picked(pickers);
    }
    next.sort_by_key(|one| (one.queue_at, one.order));
    next.truncate(usize::try_from(NEXT_MAX).unwrap_or(usize::MAX));
    Ok(Lists { ready, next })
}
