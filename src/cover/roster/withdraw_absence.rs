//! "I do not need that day off after all."

use super::absence::{Absence, State};
use crate::model::{Duty, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reader, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes back an absence of one's own, or as a manager anybody's, that has not begun. One that runs is ended instead.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawAbsence {
    /// Its number.
    pub absence: String,
}

impl Verb for WithdrawAbsence {
    const NAME: &'static str = "absence.withdraw";
    const RIGHT: Right = Right::SelfOr(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, _: StaffId) -> Result<Concern, Refused> {
        Absence::find(reader, &self.absence)?.concern(reader)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let absence = Absence::find(permit, &self.absence)?;
        let now = permit.now();
        match absence.state {
            State::Asked => {}
            State::Approved if absence.span.until <= now => {
                return Err(absence.refuse("absence-over"));
            }
            State::Approved if absence.is_running(now) => {
                return Err(absence.refuse("absence-running"));
            }
            State::Approved => {}
            State::Declined | State::Withdrawn => {
                return Err(absence
                    .refuse("absence-not-asked")
                    .with("decided", crate::office::Datum::Word(absence.state.word())));
            }
        }
        let me = permit.staff();
        permit.write(
            "update absence set state = 'withdrawn', decided_at = coalesce(decided_at, $2), decided_by = coalesce(decided_by, $3) where id = $1",
            &[absence.id.into(), now.0.into(), me.0.into()],
        )?;
        Ok(Receipt::about(absence.number.as_str())
            .with("absence", absence.number)
            .with("name", absence.name))
    }
}
