//! A manager says that a clock that is far ahead of the journal is right.

use super::{doubt, settled};
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The clock is right and nobody has written for long: the office's time goes on from the clock's.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmClock {}

impl Verb for ConfirmClock {
    const NAME: &'static str = "clock.confirm";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;
    const SETTLES_CLOCK: bool = true;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let doubt = doubt(permit)?;
        if !doubt.is_ahead() {
            return Err(Refused::rule("clock-is-behind")
                .with("clock", doubt.clock)
                .with("last", doubt.last));
        }
        Ok(settled(doubt))
    }
}
