//! "On this public holiday we work."

use super::coming_date;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::roster::{day_number, holiday, open_hours};
use crate::records::text;
use chrono::Datelike;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens the office on a day on which it would be closed: a public holiday, or a day that was closed. It is open in the hours of
/// that weekday; on a weekday that has none people are given hours of their own instead.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDay {
    /// Which day; not one that is over.
    pub date: String,
    /// What the day is called; none: nothing is said about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl Verb for OpenDay {
    const NAME: &'static str = "calendar.open";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let date = coming_date(permit, &self.date)?;
        let name = text::optional("name", &self.name)?;
        let day = day_number(date);
        let set = permit.row("select open from office_day where day = $1", &[day.into()])?;
        let set = set.map(|row| row.flag(0)).transpose()?;
        let is_holiday = holiday(permit, date)?.is_some();
        if set == Some(true) || set.is_none() && !is_holiday {
            let open = open_hours(permit)?;
            let id = if open.on(date.weekday()).is_off() {
                "day-without-hours"
            } else {
                "day-open-already"
            };
            return Err(Refused::rule(id).with("date", date));
        }
        let seq = permit.seq();
        if is_holiday {
            permit.write(
                "insert into office_day (day, open, name, seq) values ($1, 1, $2, $3)
                 on conflict (day) do update set open = 1, name = excluded.name, seq = excluded.seq",
                &[day.into(), name.as_str().into(), seq.into()],
            )?;
        } else {
            permit.write("delete from office_day where day = $1", &[day.into()])?;
        }
        Ok(Receipt::about(date.to_string()).with("name", name))
    }
}
