//! Who should be here when: the usual week, days that are otherwise, holidays, illness and errands, and the office's own days.

mod absence;
mod ask_absence;
mod clear_day;
mod close_day;
mod copy_week;
mod decide_absence;
mod draw;
mod end_absence;
mod forms;
mod on_file;
mod open_day;
mod screen;
mod set_day;
mod set_week;
mod shifts;
mod view;
mod withdraw_absence;

pub use absence::Absence;
pub use ask_absence::AskAbsence;
pub use clear_day::ClearDay;
pub use close_day::CloseDay;
pub use copy_week::CopyWeek;
pub use decide_absence::DecideAbsence;
pub use end_absence::EndAbsence;
pub use open_day::OpenDay;
pub use screen::Roster;
pub use set_day::SetDay;
pub use set_week::SetWeek;
pub use view::{Mode, View};
pub use withdraw_absence::WithdrawAbsence;

use crate::model::roster::Hours;
use crate::model::time::parse_date;
use crate::model::{Desk, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::roster::today;
use crate::records::staff;
use chrono::NaiveDate;

/// The person with this code, who works here.
///
/// # Errors
/// `not-found`, or `staff-gone` for somebody who has left.
fn works_here(reads: &mut impl Reads, code: &str) -> Result<(StaffId, String), Refused> {
    let (id, name, active) = staff::find(reads, code)?;
    if active {
        Ok((id, name))
    } else {
        Err(Refused::rule("staff-gone").with("name", name))
    }
}

/// Where somebody usually sits.
fn home_desk(reads: &mut impl Reads, staff: StaffId) -> Result<Desk, Refused> {
    let row = reads.row("select desk from staff where id = $1", &[staff.0.into()])?;
    Ok(row.map_or(Ok(Desk::Front), |row| row.word(0, Desk::parse))?)
}

/// The date that was written.
///
/// # Errors
/// `bad-date`.
fn date_of(reads: &impl Reads, text: &str) -> Result<NaiveDate, Refused> {
    parse_date(text, today(reads)).ok_or_else(|| {
        Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
    })
}

/// The date that was written, which is not over: what was worked stays as it was.
///
/// # Errors
/// `bad-date`, `day-past`.
fn coming_date(reads: &impl Reads, text: &str) -> Result<NaiveDate, Refused> {
    let date = date_of(reads, text)?;
    if date < today(reads) {
        return Err(Refused::rule("day-past").with("date", date));
    }
    Ok(date)
}

/// The hours that were written.
///
/// # Errors
/// `bad-shift`: spans that overlap, a day of more than 16 hours, or no hours at all.
fn hours_of(text: &str) -> Result<Hours, Refused> {
    Hours::parse(text).ok_or_else(|| {
        Refused::rule("bad-shift").with("value", text.chars().take(40).collect::<String>())
    })
}

/// Whether whoever acts decides about others' days.
fn is_manager(permit: &mut Permit<'_>) -> Result<bool, Refused> {
    permit.owns(crate::model::Duty::Management)
}
