//! The drawer is counted and closed.

use super::{close_with, own};
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closes one's own drawer with what was counted in it. Who counts is not told before what should be in it; a difference must be
/// explained, and is kept with its reason.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDrawer {
    /// All notes and coins.
    pub counted: Money,
    /// Why it differs; must be given where it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Verb for CloseDrawer {
    const NAME: &'static str = "drawer.close";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let drawer = own(permit)?;
        let difference = close_with(permit, &drawer, self.counted, &self.reason)?;
        Ok(Receipt::about(drawer.number)
            .with("expected", drawer.expected.to_string())
            .with("difference", difference.to_string()))
    }
}
