//! At both ends of a cover the drawer changes hands: both count it and sign, and from then on it is somebody else's.

use super::closing::{Closing, STAYS};
use super::left::Left;
use super::{counts, must_have_none, open_with};
use crate::model::{DrawerEnd, Duty, Money, Right, StaffId, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::ledger::{self, Drawer};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes over the open drawer of somebody who has counted and signed it over (`drawer.give`), with what one counts in it oneself: theirs
/// is closed with it, and one's own begins with it. Where a count differs from what should be in it, or both from each other, it must
/// be explained.
///
/// As when a drawer is closed, a count without that reason is kept: the answer says `"taken": false` then.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeOver {
    /// The code of whose drawer it is.
    pub of: String,
    /// All notes and coins; without it what one has counted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Money>,
    /// Why it differs; must be given where it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Verb for TakeOver {
    const NAME: &'static str = "drawer.take_over";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (theirs, owner, name) = drawer_of(permit, &self.of)?;
        let given = counts::signed_over(permit, &theirs, owner)?;
        let given = given.ok_or_else(|| {
            Refused::rule("drawer-not-given")
                .with("drawer", &theirs.number)
                .with("name", name)
        })?;
        take(
            permit,
            (theirs, owner),
            Some(given),
            self.counted,
            &self.reason,
            DrawerEnd::Both,
        )
    }
}

/// The open drawer of somebody else, whose it is, and their name. Whoever acts has none.
pub(super) fn drawer_of(
    permit: &mut Permit<'_>,
    code: &str,
) -> Result<(Drawer, StaffId, String), Refused> {
    let (owner, name, _) = staff::find(permit, code)?;
    if owner == permit.staff() {
        return Err(Refused::rule("drawer-own"));
    }
    must_have_none(permit)?;
    let theirs = ledger::drawer_of(permit, owner.0)?;
    let theirs =
        theirs.ok_or_else(|| Refused::rule("drawer-none-of").with("name", name.as_str()))?;
    Ok((theirs, owner, name))
}

/// Closes a drawer and opens one of whoever acts with what was counted in it; keeps the count alone where it lacks a reason.
pub(super) fn take(
    permit: &mut Permit<'_>,
    (theirs, owner): (Drawer, StaffId),
    given: Option<Money>,
    counted_now: Option<Money>,
    reason: &str,
    how: DrawerEnd,
) -> Result<Receipt, Refused> {
    let reason = text::optional("reason", reason)?;
    let counted = counts::counted(permit, &theirs, counted_now)?;
    let closing = Closing {
        counted,
        given,
        reason,
        left: Money::ZERO,
        how,
        drawer: theirs,
    };
    if closing.lacks_reason(permit, counted_now.is_some())? {
        let code = staff::code(permit, owner)?;
        return Ok(closing.receipt().with("taken", false).with("of", code));
    }
    closing.close(permit)?;
    let posted = if permit.answers(STAYS) {
        counted
    } else {
        Money::ZERO
    };
    let stayed = Left {
        amount: counted,
        posted,
    };
    let number = open_with(permit, counted, stayed, Some(closing.drawer.id))?;
    let mut receipt = closing.closed(permit);
    receipt.subject.clone_from(&number);
    Ok(receipt
        .with("taken", true)
        .with("drawer", number)
        .with("closed_drawer", closing.drawer.number))
}
