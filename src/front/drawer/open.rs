//! Somebody begins to take cash.

use super::open_with;
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens a drawer of one's own with a float out of the safe. One person has one open drawer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenDrawer {
    /// What is in it at the start, counted.
    pub float: Money,
}

impl Verb for OpenDrawer {
    const NAME: &'static str = "drawer.open";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let number = open_with(permit, self.float, None)?;
        Ok(Receipt::about(number.as_str()).with("drawer", number))
    }
}
