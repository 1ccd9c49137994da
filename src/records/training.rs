//! The training plan as several slices need it: what a sign-off fulfils, and what runs out soon.

use super::coverage::effect_of_losing;
use crate::model::depth::Loss;
use crate::model::{Duty, Instant, Level, StaffId};
use crate::office::{Permit, Reads, Refused};

/// So many days before a competence runs out it is told, and again, and again.
pub const WARN_DAYS: [i64; 3] = [30, 14, 3];

const DAY_MILLISECONDS: i64 = 86_400_000;

/// Whole days until a competence runs out, where it does within the first of [`WARN_DAYS`]; 0 on its last day. What has run out
/// already gives nothing.
#[must_use]
pub const fn days_left(until: Instant, now: Instant) -> Option<i64> {
    let left = until.0 - now.0;
    if left <= 0 || left > WARN_DAYS[0] * DAY_MILLISECONDS {
        None
    } else {
        Some((left - 1) / DAY_MILLISECONDS)
    }
}

/// A sign-off has come: the plan for it is done, if what was signed off is what was planned, or more.
///
/// # Errors
/// What the store reports.
pub fn fulfil(
    permit: &mut Permit<'_>,
    staff: StaffId,
    duty: Duty,
    level: Level,
) -> Result<(), Refused> {
    let now = permit.now();
    permit.write(
        "update training_plan set ended_at = $4, ended_how = 'done'
         where staff = $1 and duty = $2 and ended_at is null and (level = $3 or $3 = 'own')",
        &[
            staff.0.into(),
            duty.as_str().into(),
            level.as_str().into(),
            now.0.into(),
        ],
    )?;
    Ok(())
}

/// So many weeks ahead the board is looked at for what a loss would do.
pub const WEEKS_AHEAD: u16 = 4;

/// What the coverage board of the coming weeks would lose without somebody in a duty, from a moment on: half-hours in which nobody
/// could do it any more, and in which one person alone would be left.
///
/// # Errors
/// What the store reports.
pub fn loss_of(
    reads: &mut impl Reads,
    staff: StaffId,
    duty: Duty,
    from: Instant,
) -> Result<Loss, Refused> {
    let day = from.local(reads.facts().zone).date_naive();
    effect_of_losing(reads, staff, duty, day, WEEKS_AHEAD)
}

/// A competence that runs out soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunsOut {
    /// Whose.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// In what.
    pub duty: Duty,
    /// The moment from which it does not hold any more.
    pub until: Instant,
    /// Whole days until then.
    pub days: i64,
}

/// What runs out within the first of [`WARN_DAYS`], soonest first: of one person, or of everybody.
///
/// # Errors
/// What the store reports.
pub fn running_out(reads: &mut impl Reads, of: Option<StaffId>) -> Result<Vec<RunsOut>, Refused> {
    let now = reads.now();
    let horizon = Instant(now.0 + WARN_DAYS[0] * DAY_MILLISECONDS);
    let mut all = Vec::new();
    for row in reads.rows(
        "select c.staff, s.name, c.duty, c.valid_until from competence c join staff s on s.id = c.staff
         where c.level in ('own', 'cover') and c.valid_until > $1 and c.valid_until <= $2 and ($3 = 0 or c.staff = $3) and s.active = 1
         order by c.valid_until, s.name, c.duty limit 100",
        &[
            now.0.into(),
            horizon.0.into(),
            of.map_or(0, |staff| staff.0).into(),
        ],
    )? {
        let until = Instant(row.int(3)?);
        all.push(RunsOut {
            staff: StaffId(row.int(0)?),
            name: row.text(1)?,
            duty: row.word(2, Duty::parse)?,
            until,
            days: days_left(until, now).unwrap_or(0),
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::days_left;
    use crate::model::Instant;

    #[test]
    fn the_last_day_counts_as_none_left() {
        let day = 86_400_000;
        assert_eq!(days_left(Instant(day), Instant(1)), Some(0));
        assert_eq!(days_left(Instant(3 * day), Instant(0)), Some(2));
        assert_eq!(days_left(Instant(30 * day), Instant(0)), Some(29));
        assert_eq!(days_left(Instant(30 * day + 1), Instant(0)), None);
        assert_eq!(days_left(Instant(5), Instant(5)), None);
    }
}
