//! "I cannot on Tuesday after all; could you?"

use super::clash::{Wanted, must_fit, must_not_be_mutual};
use super::{Cover, Status};
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks somebody else to take a planned cover over before it begins. Its coverer may, or management. Until the other one accepts,
/// it stays with whoever has it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Swap {
    /// The number of the planned cover.
    pub cover: String,
    /// The code of whoever is to take it.
    pub with: String,
}

impl Verb for Swap {
    const NAME: &'static str = "cover.swap";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        _: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        if cover.status(reader.now()) != Status::Planned {
            return Err(Refused::rule("cover-not-planned").with("cover", cover.number));
        }
        Ok(Concern::of([cover.coverer])
            .managers()
            .otherwise(Refused::not_allowed("not-your-cover").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let me = permit.staff();
        let (with, name, _) = staff::find(permit, &self.with)?;
        if cover.coverer == Some(with) {
            return Err(Refused::rule("swap-with-oneself")
                .with("cover", cover.number)
                .with("name", name));
        }
        let wanted = Wanted {
            duties: cover.duties,
            owner: cover.owner,
            span: cover.span(),
            but: Some(cover.id),
        };
        must_fit(permit, with, &wanted)?;
        must_not_be_mutual(permit, cover.owner, with, wanted.span)?;
        // Whoever was asked before is asked no more.
        notice::answered(permit, cover.id)?;
        permit.write(
            "update cover set asked = $2 where id = $1",
            &[cover.id.0.into(), with.0.into()],
        )?;
        let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "from": cover.span().from.0, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
        notice::tell_of_cover(
            permit,
            Reader::Person(with),
            "cover-planned-asked",
            cover.id,
            data,
        )?;
        Ok(Receipt::about(cover.number.as_str())
            .with("cover", cover.number)
            .with("with", name))
    }
}
