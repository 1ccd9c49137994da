//! The hand-over note, drafted from what the file knows: half-picked, promised today, ready, waiting.

use crate::model::{Duties, Duty, Instant};
use crate::office::{Reads, Refused};

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
}

/// What whoever takes over these duties must know. Reads at most a screenful of each kind.
///
/// # Errors
/// What the store reports.
pub fn draft(reads: &mut impl Reads, duties: Duties) -> Result<Draft, Refused> {
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
    Ok(note)
}

fn numbers(reads: &mut impl Reads, fulfilment: &str) -> Result<Vec<String>, Refused> {
    let rows = reads.rows("select number from orders where open = 1 and fulfilment = $1 order by queue_at, id limit 8", &[fulfilment.into()])?;
    rows.iter().map(|row| Ok(row.text(0)?)).collect()
}
