//! Who manages the office: whoever works here and owns management now. Every rule that turns on it asks here.

use super::{Reads, Refused};
use crate::model::{Instant, StaffId};
use crate::store::{Engine, Row};

/// Everybody who manages at a moment, in the order in which they came to the office.
const MANAGERS: &str = "select s.id from competence c join staff s on s.id = c.staff
    where c.duty = 'management' and c.level = 'own' and (c.valid_until is null or c.valid_until > $1) and s.active = 1 order by s.id";

/// Everybody who manages now.
///
/// # Errors
/// What the store reports.
pub fn managers(reads: &mut impl Reads) -> Result<Vec<StaffId>, Refused> {
    let now = reads.now();
    ids(&reads.rows(MANAGERS, &[now.0.into()])?)
}

/// The same where somebody is about to sign in and no verb runs.
pub(super) fn managers_at(engine: &mut dyn Engine, now: Instant) -> Result<Vec<StaffId>, Refused> {
    ids(&engine.run(MANAGERS, &[now.0.into()])?)
}

fn ids(rows: &[Row]) -> Result<Vec<StaffId>, Refused> {
    rows.iter().map(|row| Ok(StaffId(row.int(0)?))).collect()
}
