//! "From next week I eat later": a standing arrangement is ended, or not agreed to.

use super::Arrangement;
use super::agree::tell;
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends a standing arrangement, or says no to a proposed one; either of the two may, or management. A cover that was begun from it
/// runs to its own end.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndArrangement {
    /// Its number.
    pub arrangement: String,
}

impl Verb for EndArrangement {
    const NAME: &'static str = "arrangement.end";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        _: StaffId,
    ) -> Result<Concern, Refused> {
        let arrangement = Arrangement::find(reader, &self.arrangement)?;
        let name = crate::records::staff::name(reader, arrangement.owner)?;
        Ok(
            Concern::of([Some(arrangement.owner), Some(arrangement.coverer)])
                .managers()
                .otherwise(
                    Refused::not_allowed("arrangement-not-yours")
                        .with("arrangement", arrangement.number)
                        .with("name", name),
                ),
        )
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let arrangement = Arrangement::find(permit, &self.arrangement)?;
        let now = permit.now();
        if arrangement.ended_at.is_some() {
            return Err(Refused::rule("arrangement-ended").with("arrangement", arrangement.number));
        }
        permit.write(
            "update arrangement set ended_at = $2 where id = $1",
            &[arrangement.id.into(), now.0.into()],
        )?;
        notice::arrangement_answered(permit, arrangement.other(), &arrangement.number)?;
        tell(permit, &arrangement, "arrangement-ended")?;
        Ok(Receipt::about(arrangement.number.as_str()))
    }
}
