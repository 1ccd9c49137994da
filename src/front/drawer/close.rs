//! The drawer is counted and closed.

use super::closing::Closing;
use super::{counts, own_drawer};
use crate::model::{DrawerEnd, Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Closes one's own drawer. Who counts is not told before what should be in it; a difference must be explained, and is kept with its
/// reason. What was counted goes into the safe, but for the float of the next.
///
/// A count that differs and comes without a reason is kept as well, so that nobody finds out by trying what should be in the drawer:
/// it stays open then, and the answer says `"closed": false`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseDrawer {
    /// All notes and coins; without it what one has counted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Money>,
    /// Why it differs; must be given where it does, or where an earlier count did.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What stays in it as the float of the next; nothing if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub float: Option<Money>,
}

impl Verb for CloseDrawer {
    const NAME: &'static str = "drawer.close";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let drawer = own_drawer(permit)?;
        let reason = text::optional("reason", &self.reason)?;
        let counted = counts::counted(permit, &drawer, self.counted)?;
        let left = self.float.unwrap_or_default();
        // Before anything is said of what should be in it.
        if left < Money::ZERO || left > counted {
            return Err(Refused::rule("drawer-float-too-much")
                .with("counted", counted)
                .with("float", left));
        }
        let closing = Closing {
            counted,
            given: None,
            reason,
            left,
            how: DrawerEnd::Closed,
            drawer,
        };
        if closing.lacks_reason(permit, self.counted.is_some())? {
            return Ok(closing.receipt().with("closed", false));
        }
        closing.close(permit)?;
        Ok(closing.closed(permit).with("closed", true))
    }
}
