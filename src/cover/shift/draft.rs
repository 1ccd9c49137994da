//! The hand-over note, drafted from what the file knows: half-picked, promised today, ready, waiting.

use crate::model::{Addressee, Duties, Duty, Instant, StaffId, ThreadState};
use crate::office::{Reads, Refused};
use crate::records::thread::Thread;

/// The facts that a hand-over note is drafted from; `words` makes sentences of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Orders in the middle of picking.
    pub picking: Vec<String>,
    /// Orders to pick that are promised within the next twelve hours, or late.
    pub promised: Vec<(String, Instant)>,
    /// How many orders wait to be picked in all, counted up to 100.
    pub to_pick: i64,
    /// Orders whose parcels stand ready.
    pub ready: Vec<String>,
    /// Questions that were asked of these duties and are not answered: the number, and the order they are about.
    pub asked: Vec<String>,
    /// Call-backs that fall due meanwhile: whom, and by when.
    pub call_backs: Vec<(String, Instant)>,
    /// Drawers that are open, and whose they are.
    pub drawers: Vec<String>,
}

/// What whoever takes over these duties until a moment must know. Reads at most a screenful of each kind.
///
/// # Errors
/// What the store reports.
pub fn draft(reads: &mut impl Reads, duties: Duties, until: Instant) -> Result<Draft, Refused> {
    let mut note = Draft::default();
    if duties.has(Duty::Fulfilment) {
        note.picking = numbers(reads, "picking")?;
        let soon = reads.now().plus_minutes(12 * 60);
        let rows = reads.rows(
            "select number, promised_at from orders where pickable = 1 and queue_at <= $1 order by queue_at, id limit 8",
            &[soon.0.into()],
        )?;
        for row in rows {
            note.promised.push((row.text(0)?, Instant(row.int(1)?)));
        }
        let row = reads.row(
            "select count(*) from (select 1 from orders where pickable = 1 limit 100) as few",
            &[],
        )?;
        note.to_pick = row.map_or(Ok(0), |row| row.int(0))?;
    }
    if duties.has(Duty::Reception) || duties.has(Duty::Fulfilment) {
        note.ready = numbers(reads, "ready")?;
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
    for thread in Thread::open(reads)? {
        let (to_duty, to_owner) = match thread.to {
            Addressee::Duty(duty) => (duties.has(duty), false),
            Addressee::Person(person) => (false, owners.contains(&person)),
            Addressee::Desk(_) => (false, false),
        };
        match thread.due_at {
            Some(due) if (to_duty || to_owner) && due <= until && note.call_backs.len() < 8 => {
                let whom = format!("{} {}", thread.subject, thread.phone);
                note.call_backs.push((whom.trim().to_owned(), due));
            }
            None if to_duty && thread.state == ThreadState::Open && note.asked.len() < 8 => {
                note.asked.push(match thread.order {
                    Some(order) => format!("{} ({order})", thread.number),
                    None => thread.number,
                });
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

fn numbers(reads: &mut impl Reads, fulfilment: &str) -> Result<Vec<String>, Refused> {
    let rows = reads.rows("select number from orders where open = 1 and fulfilment = $1 order by queue_at, id limit 8", &[fulfilment.into()])?;
    rows.iter().map(|row| Ok(row.text(0)?)).collect()
}
