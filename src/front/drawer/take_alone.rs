//! The drawer of somebody who is away is taken over by one person alone.

use super::take_over::{drawer_of, take};
use crate::model::{DrawerEnd, Duty, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::notice::{self, Notice, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Takes over the open drawer of somebody who is away, ill perhaps, and cannot count it: with one's own count alone. Whose drawer it was is
/// told, its sheet says so, and under a cover it is reviewed at hand-back. It is not refused where its owner seems to be here: who has
/// gone home may still be signed in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeAlone {
    /// The code of whose drawer it is.
    pub of: String,
    /// All notes and coins; without it what one has counted last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Money>,
    /// Why it differs; must be given where it does.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Verb for TakeAlone {
    const NAME: &'static str = "drawer.take_alone";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (theirs, owner, _) = drawer_of(permit, &self.of)?;
        let number = theirs.number.clone();
        let done = take(
            permit,
            (theirs, owner),
            None,
            self.counted,
            &self.reason,
            DrawerEnd::Alone,
        )?;
        if !done.text("drawer").is_empty() {
            let me = permit.staff();
            let name = staff::name(permit, me)?;
            let told = Notice {
                to: Reader::Person(owner),
                kind: "drawer-taken",
                order: None,
                cover: permit.cover(),
                data: json!({"name": name, "drawer": number, "counted": done.text("counted"), "difference": done.text("difference")}),
            };
            notice::tell(permit, &told)?;
        }
        Ok(done)
    }
}
