//! Requests for cover that have waited for an answer so long that management is told.

use super::setting::Setting;
use crate::model::{Duties, Instant, StaffId};
use crate::office::{Reads, Refused};

/// For so many times the office's minutes a request waits before management is told.
pub const TELLS_MANAGEMENT_AFTER: i64 = 2;

/// One that nobody has answered.
#[derive(Debug, Clone)]
pub struct Unanswered {
    /// Its key.
    pub id: i64,
    /// As people know it.
    pub number: String,
    /// Who asks.
    pub asker: String,
    /// Who is asked; empty: anyone who can.
    pub asked: String,
    /// For cover of what.
    pub duties: Duties,
    /// When it was asked.
    pub asked_at: Instant,
    /// Since when management is told.
    pub told_at: Instant,
    /// Until when it is wanted.
    pub until: Instant,
}

/// Those that wait now, the oldest first, but for this person's own. A request that begins with its answer and is for whoever can counts;
/// an offer to its owner and one that goes on with a cover wait for whom they were made to.
///
/// # Errors
/// What the store reports.
pub fn unanswered(reads: &mut impl Reads, but: StaffId) -> Result<Vec<Unanswered>, Refused> {
    let now = reads.now();
    let minutes = Setting::CoverAnswerMinutes.count(reads)?.max(1) * TELLS_MANAGEMENT_AFTER;
    let rows = reads.rows(
        "select c.id, c.number, o.name, coalesce(a.name, ''), c.duties, c.asked_at, c.ends_at
         from cover c join staff o on o.id = c.owner left join staff a on a.id = c.asked
         where c.ended_at is null and c.starts_at is null and c.accepted_at is null and c.coverer is null and c.parent is null
           and c.begins_at is null and c.ends_at > $1 and c.asked_at <= $2 and c.owner <> $3 order by c.id limit 50",
        &[
            now.0.into(),
            now.plus_minutes(-minutes).0.into(),
            but.0.into(),
        ],
    )?;
    rows.iter()
        .map(|row| {
            let asked_at = Instant(row.int(5)?);
            Ok(Unanswered {
                id: row.int(0)?,
                number: row.text(1)?,
                asker: row.text(2)?,
                asked: row.text(3)?,
                duties: row.word(4, Duties::parse)?,
                asked_at,
                told_at: asked_at.plus_minutes(minutes),
                until: Instant(row.int(6)?),
            })
        })
        .collect()
}
