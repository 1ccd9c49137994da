//! The hand-over note, drafted from what the file knows: late, half picked, to pick, ready, asked.

use crate::model::{Addressee, Duties, Duty, Instant, StaffId, ThreadState};
use crate::office::{Reads, Refused};
use crate::records::thread::{Thread, hide_phones};

/// So many things of one kind are read.
const EACH_MAX: usize = 8;

/// An order that somebody who takes over should know of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderNote {
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub customer: String,
    /// When it was promised.
    pub at: Option<Instant>,
    /// How many of its lines are picked, and of how many.
    pub lines: (i64, i64),
}

/// A question that nobody has answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedNote {
    /// Its number.
    pub number: String,
    /// The order it is about.
    pub order: Option<String>,
    /// What was asked.
    pub words: String,
    /// By whom.
    pub who: String,
}

/// The facts that a hand-over note is drafted from; `words` makes sentences of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Orders in the middle of picking.
    pub picking: Vec<OrderNote>,
    /// Orders to pick whose time has passed.
    pub late: Vec<OrderNote>,
    /// The next orders to pick, by the time they are promised.
    pub next: Vec<OrderNote>,
    /// How many orders wait to be picked in all, counted up to 100.
    pub to_pick: i64,
    /// Orders whose parcels stand ready.
    pub ready: Vec<OrderNote>,
    /// Questions that were asked of these duties and are not answered.
    pub asked: Vec<AskedNote>,
    /// Call-backs that fall due meanwhile: whom, and by when.
    pub call_backs: Vec<(String, Instant)>,
    /// Drawers that are open, and whose they are.
    pub drawers: Vec<String>,
}

/// What somebody who takes over these duties until a moment must know. Reads at most a screenful of each kind.
///
/// # Errors
/// What the store reports.
pub fn draft(reads: &mut impl Reads, duties: Duties, until: Instant) -> Result<Draft, Refused> {
    let mut note = Draft::default();
    if duties.has(Duty::Fulfilment) {
        fulfilment(reads, &mut note)?;
    }
    if duties.has(Duty::Reception) || duties.has(Duty::Fulfilment) {
        note.ready = ready(reads)?;
    }
    if duties.has(Duty::Reception) {
        let rows = reads.rows(
            "select d.number, s.name from drawer d cross join staff s on s.id = d.staff where d.closed_at is null order by s.name limit 8",
            &[],
        )?;
        for row in rows {
            let drawer = format!("{} ({})", row.text(0)?, row.text(1)?);
            note.drawers.push(drawer);
        }
    }
    if !duties.is_empty() {
        threads(reads, duties, until, &mut note)?;
    }
    Ok(note)
}

fn fulfilment(reads: &mut impl Reads, note: &mut Draft) -> Result<(), Refused> {
    let rows = reads.rows(
        "select o.number, o.customer_name,
                (select count(*) from order_line l where l.orders = o.id and l.cancelled < l.ordered and l.picked > 0),
                (select count(*) from order_line l where l.orders = o.id and l.cancelled < l.ordered)
         from orders o where o.open = 1 and o.fulfilment = 'picking' order by o.queue_at, o.id limit 8",
        &[],
    )?;
    for row in rows {
        note.picking.push(OrderNote {
            number: row.text(0)?,
            customer: row.text(1)?,
            at: None,
            lines: (row.int(2)?, row.int(3)?),
        });
    }
    let now = reads.now();
    let rows = reads.rows(
        "select number, customer_name, promised_at from orders where pickable = 1 order by queue_at, id limit 8",
        &[],
    )?;
    for row in rows {
        let order = OrderNote {
            number: row.text(0)?,
            customer: row.text(1)?,
            at: row.int_or_none(2)?.map(Instant),
            lines: (0, 0),
        };
        if order.at.is_some_and(|at| at < now) {
            note.late.push(order);
        } else {
            note.next.push(order);
        }
    }
    let row = reads.row(
        "select count(*) from (select 1 from orders where pickable = 1 limit 100) as few",
        &[],
    )?;
    note.to_pick = row.map_or(Ok(0), |row| row.int(0))?;
    Ok(())
}

/// What was asked of the duties, and who is to be called back by them or by who owns one of them.
fn threads(
    reads: &mut impl Reads,
    duties: Duties,
    until: Instant,
    note: &mut Draft,
) -> Result<(), Refused> {
    let mut owners = Vec::new();
    for duty in duties.iter() {
        let rows = reads.rows(
            "select staff from competence where duty = $1 and level = 'own' limit 20",
            &[duty.as_str().into()],
        )?;
        for row in rows {
            owners.push(StaffId(row.int(0)?));
        }
    }
    let mut open = Thread::open(reads)?;
    hide_phones(reads, open.iter_mut())?;
    for thread in open {
        let (to_duty, to_owner) = match thread.to {
            Addressee::Duty(duty) => (duties.has(duty), false),
            Addressee::Person(person) => (false, owners.contains(&person)),
            Addressee::Desk(_) => (false, false),
        };
        match thread.due_at {
            Some(due)
                if (to_duty || to_owner) && due <= until && note.call_backs.len() < EACH_MAX =>
            {
                let whom = format!("{} {}", thread.subject, thread.phone);
                note.call_backs.push((whom.trim().to_owned(), due));
            }
            None if to_duty && thread.state == ThreadState::Open && note.asked.len() < EACH_MAX => {
                note.asked.push(AskedNote {
                    number: thread.number,
                    order: thread.order,
                    words: thread.last.words,
                    who: thread.asker,
                });
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// Orders whose parcels stand ready.
fn ready(reads: &mut impl Reads) -> Result<Vec<OrderNote>, Refused> {
    let rows = reads.rows(
        "select number, customer_name from orders where open = 1 and fulfilment = 'ready' order by queue_at, id limit 8",
        &[],
    )?;
    let order = |row: &crate::office::Row| {
        Ok(OrderNote {
            number: row.text(0)?,
            customer: row.text(1)?,
            ..OrderNote::default()
        })
    };
    rows.iter().map(order).collect()
}
