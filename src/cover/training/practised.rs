//! "I have practised this": what somebody did on a practice copy, kept in their training record.

use super::write_step;
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Keeps that whoever is signed in has practised something of a duty. About oneself only; it lends no right. The program writes it
/// after a practice that ran; no request can ask for it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Practised {
    /// Of which duty.
    pub duty: Duty,
    /// The verb that was practised, by its card: "order.pick".
    pub card: String,
    /// How it went: "5/6, 4 min": five of six steps. As many as there are: done whole.
    pub result: String,
}

impl Verb for Practised {
    const NAME: &'static str = "training.practised";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;
    const IS_WITNESSED: bool = true;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let staff = permit.staff();
        write_step(
            permit,
            staff,
            self.duty,
            "practised",
            &self.card,
            None,
            &self.result,
        )?;
        Ok(Receipt::about(self.card.as_str()).with("result", self.result.as_str()))
    }
}
