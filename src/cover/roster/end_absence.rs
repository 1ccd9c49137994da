//! "I am back."

use super::absence::Absence;
use crate::model::{Duty, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reader, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends a running absence of one's own, or as a manager anybody's, before its time: it was as long as it was.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndAbsence {
    /// Its number.
    pub absence: String,
}

impl Verb for EndAbsence {
    const NAME: &'static str = "absence.end";
    const RIGHT: Right = Right::SelfOr(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, _: StaffId) -> Result<Concern, Refused> {
        Absence::find(reader, &self.absence)?.concern(reader)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let absence = Absence::find(permit, &self.absence)?;
        let now = permit.now();
        if !absence.is_running(now) {
            return Err(absence.refuse("absence-not-running"));
        }
        // One that ends in the moment in which it began has not been.
        let sql = if absence.span.from == now {
            "update absence set state = 'withdrawn' where id = $1 and $2 = $2"
        } else {
            "update absence set ends_at = $2 where id = $1"
        };
        permit.write(sql, &[absence.id.into(), now.0.into()])?;
        Ok(Receipt::about(absence.number.as_str())
            .with("absence", absence.number)
            .with("name", absence.name)
            .with("until", now.to_string()))
    }
}
