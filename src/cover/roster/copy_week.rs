//! "Next week as this one."

use super::shifts::{Shifts, must_not_clash};
use super::{date_of, works_here};
use crate::model::{Duty, Right, StaffId, UnderCover, monday_of};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::roster::{closed_days, day_number, today};
use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Copies what is worked in one week to another, for everybody or for one person. What is as usual stays as usual; days that are
/// over, and days on which the office is closed, stay as they are. Refuses where nothing would change.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyWeek {
    /// A day of the week that is copied.
    pub from: String,
    /// A day of the week that becomes like it; its Sunday is not over.
    pub to: String,
    /// The person's code; none: everybody who works here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
}

impl Verb for CopyWeek {
    const NAME: &'static str = "roster.copy_week";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (from, to) = (
            monday_of(date_of(permit, &self.from)?),
            monday_of(date_of(permit, &self.to)?),
        );
        let last = to.checked_add_days(Days::new(6)).unwrap_or(to);
        if from == to {
            return Err(Refused::rule("week-same").with("date", from));
        }
        if last < today(permit) {
            return Err(Refused::rule("day-past").with("date", last));
        }
        let people = match self.staff.as_deref().filter(|code| !code.trim().is_empty()) {
            Some(code) => vec![works_here(permit, code)?],
            None => everybody(permit)?,
        };
        let mut changed = 0;
        for (staff, name) in people {
            changed += copy(permit, staff, from, to)?;
            must_not_clash(permit, staff, &name, to)?;
        }
        if changed == 0 {
            return Err(Refused::rule("nothing-to-copy")
                .with("from", from)
                .with("to", to));
        }
        Ok(Receipt::about(to.to_string()).with("days", changed))
    }
}

fn everybody(permit: &mut Permit<'_>) -> Result<Vec<(StaffId, String)>, Refused> {
    let rows = permit.rows(
        "select id, name from staff where active = 1 order by id",
        &[],
    )?;
    rows.iter()
        .map(|row| Ok((StaffId(row.int(0)?), row.text(1)?)))
        .collect()
}

/// Copies one person's week; gives how many days are otherwise now than they were.
fn copy(
    permit: &mut Permit<'_>,
    staff: StaffId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<usize, Refused> {
    let shifts = Shifts::of(permit, staff, from.min(to))?;
    let closed = closed_days(permit, to, 7)?;
    let (today, seq) = (today(permit), permit.seq());
    let mut changed = 0;
    for (source, target) in from.iter_days().zip(to.iter_days()).take(7) {
        if target < today || closed.contains(&target) {
            continue;
        }
        let wanted = shifts.otherwise(source).or_else(|| shifts.usual(source));
        let day = day_number(target);
        changed += match wanted {
            Some(_) if shifts.otherwise(target) == wanted => 0,
            Some((hours, desk)) if shifts.usual(target) != wanted => permit.write(
                "insert into roster_day (day, staff, hours, desk, note, seq) values ($1, $2, $3, $4, '', $5)
                 on conflict (day, staff) do update set hours = excluded.hours, desk = excluded.desk, note = excluded.note, seq = excluded.seq",
                &[
                    day.into(),
                    staff.0.into(),
                    hours.to_string().into(),
                    desk.as_str().into(),
                    seq.into(),
                ],
            )?,
            _ => permit.write(
                "delete from roster_day where day = $1 and staff = $2",
                &[day.into(), staff.0.into()],
            )?,
        };
    }
    Ok(changed)
}
