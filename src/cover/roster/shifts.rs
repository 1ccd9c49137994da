//! The shifts of one person from a day on, and whether one begins before the one before it has ended.

use crate::model::roster::Hours;
use crate::model::{Desk, StaffId};
use crate::office::{Reads, Refused};
use crate::records::roster::{date_of, day_number};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// What is worked on a day, and at which desk.
type Shift = (Hours, Desk);

/// What one person is to work: the usual weeks, and from a day on the days that are otherwise.
pub(super) struct Shifts {
    weeks: Vec<(i64, i64, Shift)>,
    days: BTreeMap<i64, Shift>,
}

impl Shifts {
    /// Of this person, from the day before this one on.
    pub(super) fn of(
        reads: &mut impl Reads,
        staff: StaffId,
        from: NaiveDate,
    ) -> Result<Self, Refused> {
        let mut weeks = Vec::new();
        for row in reads.rows(
            "select weekday, valid_from, hours, desk from roster_week where staff = $1 order by weekday, valid_from",
            &[staff.0.into()],
        )? {
            let shift = (row.word(2, Hours::parse)?, row.word(3, Desk::parse)?);
            weeks.push((row.int(0)?, row.int(1)?, shift));
        }
        let mut days = BTreeMap::new();
        for row in reads.rows(
            "select day, hours, desk from roster_day where day >= $1 and staff = $2",
            &[(day_number(from) - 1).into(), staff.0.into()],
        )? {
            let shift = (row.word(1, Hours::parse)?, row.word(2, Desk::parse)?);
            days.insert(row.int(0)?, shift);
        }
        Ok(Self { weeks, days })
    }

    /// What is usual on a date; none where nothing was ever set.
    pub(super) fn usual(&self, date: NaiveDate) -> Option<&Shift> {
        let weekday = i64::from(date.weekday().number_from_monday());
        let number = day_number(date);
        let mut begun = self
            .weeks
            .iter()
            .filter(|(day, from, _)| *day == weekday && *from <= number);
        begun.next_back().map(|(.., shift)| shift)
    }

    /// What is otherwise on a date.
    pub(super) fn otherwise(&self, date: NaiveDate) -> Option<&Shift> {
        self.days.get(&day_number(date))
    }

    fn on(&self, date: NaiveDate) -> Option<&Hours> {
        let shift = self.otherwise(date).or_else(|| self.usual(date));
        shift.map(|(hours, _)| hours)
    }

    /// The first date from a day on whose shift goes on into that of the next.
    fn clash(&self, from: NaiveDate) -> Option<NaiveDate> {
        let number = day_number(from);
        // After each change two weeks show everything that can meet; a day that is otherwise meets its neighbours.
        let changes = self.weeks.iter().map(|(_, begins, _)| *begins);
        let weeks = std::iter::once(number)
            .chain(changes.filter(|begins| *begins > number))
            .flat_map(|begins| begins - 1..begins + 14);
        let days = self.days.keys().flat_map(|day| [day - 1, *day]);
        weeks.chain(days).map(date_of).find(|date| {
            let next = date.checked_add_days(Days::new(1));
            let next = next.and_then(|next| self.on(next));
            match (self.on(*date), next) {
                (Some(hours), Some(next)) => hours.goes_on_into(next),
                _ => false,
            }
        })
    }
}

/// Refuses where somebody's shift would begin before the one of the day before has ended.
///
/// # Errors
/// `shifts-overlap` with both days' hours.
pub(super) fn must_not_clash(
    reads: &mut impl Reads,
    staff: StaffId,
    name: &str,
    from: NaiveDate,
) -> Result<(), Refused> {
    let shifts = Shifts::of(reads, staff, from)?;
    let Some(date) = shifts.clash(from) else {
        return Ok(());
    };
    let text = |date: Option<NaiveDate>| {
        let hours = date.and_then(|date| shifts.on(date));
        hours.map(Hours::to_string).unwrap_or_default()
    };
    Err(Refused::rule("shifts-overlap")
        .with("name", name)
        .with("date", date)
        .with("hours", text(Some(date)))
        .with("next", text(date.succ_opt())))
}
