//! "On Thursday Petr works as usual after all."

use super::shifts::must_not_clash;
use super::{coming_date, works_here};
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::roster::day_number;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes away what was set for one day of somebody: what is usual counts again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearDay {
    /// The person's code.
    pub staff: String,
    /// Which day; not one that is over.
    pub date: String,
}

impl Verb for ClearDay {
    const NAME: &'static str = "roster.clear_day";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (staff, name) = works_here(permit, &self.staff)?;
        let date = coming_date(permit, &self.date)?;
        let gone = permit.write(
            "delete from roster_day where day = $1 and staff = $2",
            &[day_number(date).into(), staff.0.into()],
        )?;
        if gone == 0 {
            return Err(Refused::rule("day-as-usual")
                .with("name", name)
                .with("date", date));
        }
        must_not_clash(permit, staff, &name, date)?;
        Ok(Receipt::about(self.staff.as_str())
            .with("name", name)
            .with("date", date.to_string()))
    }
}
