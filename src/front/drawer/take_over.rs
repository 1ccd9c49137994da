//! At both ends of a cover the drawer changes hands: it is counted, and from then on somebody else's.

use super::{close_with, open_with};
use crate::model::{Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{ledger, staff};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes over the open drawer of somebody else with what is counted in it: theirs is closed with it, and one's own begins with it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// The code of whose drawer it is.
    pub of: String,
    /// All notes and coins.
    pub counted: Money,
    /// Why it differs; must be given where it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Verb for TakeOver {
    const NAME: &'static str = "drawer.take_over";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (owner, name, _) = staff::find(permit, &self.of)?;
        if owner == permit.staff() {
            return Err(Refused::rule("drawer-own"));
        }
        let theirs = ledger::drawer_of(permit, owner.0)?
            .ok_or_else(|| Refused::rule("drawer-none-of").with("name", name))?;
        let difference = close_with(permit, &theirs, self.counted, &self.reason)?;
        let number = open_with(permit, self.counted, Some(theirs.id))?;
        Ok(Receipt::about(number.as_str())
            .with("drawer", number)
            .with("closed", theirs.number)
            .with("difference", difference.to_string()))
    }
}
