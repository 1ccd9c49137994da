//! "I stood beside them while they did it": a step under supervision, signed by the trainer.

use super::write_step;
use crate::model::{Duties, Duty, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb, owners};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Keeps that somebody has done something of a duty with a trainer beside them. The trainer signs it, who owns the duty or
/// management, and is somebody else.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supervised {
    /// The code of whoever did it.
    pub staff: String,
    /// Of which duty.
    pub duty: Duty,
    /// The verb that was done, by its card: "order.pick".
    pub card: String,
    /// How it went, in a word or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
}

impl Verb for Supervised {
    const NAME: &'static str = "training.supervised";
    const RIGHT: Right = Right::OwnerOf;
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn concern(&self, reader: &mut Reader<'_>, _: StaffId) -> Result<Concern, Refused> {
        let who = owners(reader, self.duty)?;
        let refused = Refused::not_allowed("trainer-not-owner")
            .with("duty", self.duty)
            .with("who", who);
        let duties = Duties::NONE.with(self.duty);
        Ok(Concern::default()
            .duties(duties)
            .managers()
            .otherwise(refused))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (id, name, active) = staff::find(permit, &self.staff)?;
        let trainer = permit.staff();
        if id == trainer {
            return Err(Refused::rule("trainer-oneself").with("duty", self.duty));
        }
        if !active {
            return Err(Refused::rule("trainee-gone").with("name", name));
        }
        write_step(
            permit,
            id,
            self.duty,
            "supervised",
            &self.card,
            Some(trainer),
            &self.result,
        )?;
        Ok(Receipt::about(self.staff.as_str()).with("name", name))
    }
}
