//! "On Thursday Petr comes at ten."

use super::on_file::{OnFile, on_day};
use super::shifts::must_not_clash;
use super::{coming_date, home_desk, hours_of, works_here};
use crate::model::{Desk, Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Shown, Verb};
use crate::records::roster::day_number;
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets what somebody works on one day, instead of what is usual; also on a day on which the office is closed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetDay {
    /// The person's code.
    pub staff: String,
    /// Which day: "2026-11-26"; not one that is over.
    pub date: String,
    /// "10:00-12:00,12:30-16:30" (the gap is the break), or "off".
    pub hours: String,
    /// At which desk; none: their home desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk: Option<Desk>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What stood in these fields when they were shown: refused with both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for SetDay {
    const NAME: &'static str = "roster.set_day";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (staff, name) = works_here(permit, &self.staff)?;
        let date = coming_date(permit, &self.date)?;
        let hours = hours_of(&self.hours)?;
        let note = text::optional("note", &self.note)?;
        let desk = match self.desk {
            Some(desk) => desk,
            None => home_desk(permit, staff)?,
        };
        let wanted = OnFile { hours, desk, note };
        on_day(permit, staff, date)?.compare(&self.shown, &wanted)?;
        let hours = wanted.hours.to_string();
        let seq = permit.seq();
        permit.write(
            "insert into roster_day (day, staff, hours, desk, note, seq) values ($1, $2, $3, $4, $5, $6)
             on conflict (day, staff) do update set hours = excluded.hours, desk = excluded.desk, note = excluded.note, seq = excluded.seq",
            &[
                day_number(date).into(),
                staff.0.into(),
                hours.as_str().into(),
                desk.as_str().into(),
                wanted.note.into(),
                seq.into(),
            ],
        )?;
        must_not_clash(permit, staff, &name, date)?;
        Ok(Receipt::about(self.staff.as_str())
            .with("name", name)
            .with("date", date.to_string())
            .with("hours", hours))
    }
}
