//! "Between the holidays we are closed."

use super::coming_date;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::roster::day_number;
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closes the office on a day: nobody works as usual; whoever has hours of that very day still does.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDay {
    /// Which day; not one that is over.
    pub date: String,
    /// What the day is called: "company holiday".
    pub name: String,
}

impl Verb for CloseDay {
    const NAME: &'static str = "calendar.close";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let date = coming_date(permit, &self.date)?;
        let name = text::name("name", &self.name)?;
        let seq = permit.seq();
        permit.write(
            "insert into office_day (day, open, name, seq) values ($1, 0, $2, $3)
             on conflict (day) do update set open = 0, name = excluded.name, seq = excluded.seq",
            &[day_number(date).into(), name.as_str().into(), seq.into()],
        )?;
        Ok(Receipt::about(date.to_string()).with("name", name))
    }
}
