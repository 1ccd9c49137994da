//! Somebody begins to take cash.

use super::left::left_at;
use super::open_with;
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens a drawer of one's own with a float: what stayed in the one before, and the rest out of the safe. One person has one open drawer.
///
/// Less than what stayed in the drawer that was closed last at this terminal is a difference, and the answer says so.
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
        let (terminal, staff) = (permit.terminal().to_owned(), permit.staff());
        let left = left_at(permit, &terminal, staff)?;
        let missing = left.missing(self.float);
        let number = open_with(permit, self.float, left, None)?;
        let receipt = Receipt::about(number.as_str()).with("drawer", number);
        if missing == Money::ZERO {
            return Ok(receipt);
        }
        Ok(receipt
            .with("left", left.amount.to_string())
            .with("difference", Money(-missing.0).to_string()))
    }
}
