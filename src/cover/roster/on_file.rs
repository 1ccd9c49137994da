//! What stands in the roster for one person: on a day, or usually on a weekday. The forms show it, and the verbs compare it with what
//! was shown.

use super::home_desk;
use crate::model::roster::Hours;
use crate::model::{Desk, StaffId};
use crate::office::{Reads, Refused, Shown};
use crate::records::roster::{day_number, open_hours};
use chrono::{Datelike, NaiveDate, Weekday};

/// Hours, the desk, and the note of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OnFile {
    pub(super) hours: Hours,
    pub(super) desk: Desk,
    /// Empty for a weekday.
    pub(super) note: String,
}

impl OnFile {
    /// Compares it with what was shown, where this is to be written. Hours are compared as the file writes them.
    ///
    /// # Errors
    /// `changed-meanwhile`.
    pub(super) fn compare(&self, shown: &Shown, wanted: &Self) -> Result<(), Refused> {
        let hours = [&self.hours, &wanted.hours].map(Hours::to_string);
        shown
            .against()
            .field("hours", &hours[0], Some(&hours[1]))?
            .field("desk", &self.desk, Some(&wanted.desk))?
            .field("note", &self.note, Some(&wanted.note))?
            .done()
    }
}

/// What somebody works on a day: what was set for it, else what is usual.
pub(super) fn on_day(
    reads: &mut impl Reads,
    staff: StaffId,
    date: NaiveDate,
) -> Result<OnFile, Refused> {
    let row = reads.row(
        "select hours, desk, note from roster_day where day = $1 and staff = $2",
        &[day_number(date).into(), staff.0.into()],
    )?;
    match row {
        Some(row) => Ok(OnFile {
            hours: row.word(0, Hours::parse)?,
            desk: row.word(1, Desk::parse)?,
            note: row.text(2)?,
        }),
        None => usually(reads, staff, date.weekday(), date),
    }
}

/// What somebody usually works on a weekday from this day on; who has no hours of their own works while the office is open.
pub(super) fn usually(
    reads: &mut impl Reads,
    staff: StaffId,
    weekday: Weekday,
    from: NaiveDate,
) -> Result<OnFile, Refused> {
    let number = i64::from(weekday.number_from_monday());
    let row = reads.row(
        "select hours, desk from roster_week where staff = $1 and weekday = $2 and valid_from <= $3 order by valid_from desc limit 1",
        &[staff.0.into(), number.into(), day_number(from).into()],
    )?;
    let (hours, desk) = match row {
        Some(row) => (row.word(0, Hours::parse)?, row.word(1, Desk::parse)?),
        None => {
            let open = open_hours(reads)?;
            (open.on(weekday).clone(), home_desk(reads, staff)?)
        }
    };
    Ok(OnFile {
        hours,
        desk,
        note: String::new(),
    })
}
