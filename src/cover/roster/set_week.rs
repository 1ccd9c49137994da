//! "From December on Jana works from eight to half past four, Monday to Friday, with half an hour for lunch."

use super::on_file::{OnFile, usually};
use super::shifts::must_not_clash;
use super::{coming_date, home_desk, hours_of, works_here};
use crate::model::{Desk, Duty, Right, UnderCover, Weekdays};
use crate::office::{Permit, Receipt, Refused, Shown, Verb};
use crate::records::roster::{day_number, today};
use chrono::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets what somebody usually works on some weekdays, from a day on. What was set for later stays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetWeek {
    /// The person's code.
    pub staff: String,
    /// Which weekdays: "mo-fr", "mo,we" or "1-5".
    pub weekdays: String,
    /// "8:00-12:00,12:30-16:30" (the gap is the break), or "off".
    pub hours: String,
    /// At which desk; none: their home desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
    /// The first day on which it counts; none: today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The hours and the desk of the first of the weekdays when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for SetWeek {
    const NAME: &'static str = "roster.set_week";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (staff, name) = works_here(permit, &self.staff)?;
        let days = Weekdays::parse(&self.weekdays).ok_or_else(|| {
            Refused::rule("bad-weekdays")
                .with("value", self.weekdays.chars().take(40).collect::<String>())
        })?;
        let hours = hours_of(&self.hours)?;
        let from = match self.from.as_deref().map(str::trim) {
            None | Some("") => today(permit),
            Some(text) => coming_date(permit, text)?,
        };
        let desk = match self.desk {
            Some(desk) => desk,
            None => home_desk(permit, staff)?,
        };
        let wanted = OnFile {
            hours,
            desk,
            note: String::new(),
        };
        if let Some(first) = first_of(days) {
            usually(permit, staff, first, from)?.compare(&self.shown, &wanted)?;
        }
        let hours = wanted.hours.to_string();
        let seq = permit.seq();
        for weekday in days.iter() {
            permit.write(
                "insert into roster_week (staff, weekday, valid_from, hours, desk, seq) values ($1, $2, $3, $4, $5, $6)
                 on conflict (staff, weekday, valid_from) do update set hours = excluded.hours, desk = excluded.desk, seq = excluded.seq",
                &[
                    staff.0.into(),
                    i64::from(weekday).into(),
                    day_number(from).into(),
                    hours.as_str().into(),
                    desk.as_str().into(),
                    seq.into(),
                ],
            )?;
        }
        must_not_clash(permit, staff, &name, from)?;
        Ok(Receipt::about(self.staff.as_str())
            .with("name", name)
            .with("hours", hours)
            .with("from", from.to_string()))
    }
}

/// The first of the weekdays, of which a form shows the hours.
pub(super) fn first_of(days: Weekdays) -> Option<Weekday> {
    let first = days.iter().next()?;
    Weekday::try_from(first - 1).ok()
}
