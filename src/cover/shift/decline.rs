//! "Not me, I have to go": a request or a planned cover is turned down, with the reason.

use super::end::close;
use super::{Cover, Status};
use crate::model::{CoverEnd, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{staff, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declines a request made to oneself, or gives up a planned cover that one had accepted. The reason is kept, and told to whoever
/// asked. Where somebody asked one to take their planned cover over, it stays theirs.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// The number of the request or the planned cover.
    pub cover: String,
    /// Why not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Verb for Decline {
    const NAME: &'static str = "cover.decline";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        let is_theirs = match cover.status(reader.now()) {
            // Where anyone was asked, or it is open no more, that is said.
            Status::Asked => cover.asked.is_none_or(|asked| asked == me),
            Status::Planned => cover.coverer == Some(me) || cover.swap_wanted() == Some(me),
            Status::Running | Status::Ended => true,
        };
        Ok(Concern::of([is_theirs.then_some(me)])
            .otherwise(Refused::not_allowed("asked-somebody-else").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        let why = text::cover_note("reason", &self.reason)?;
        match cover.status(now) {
            Status::Asked if cover.asked.is_none() => {
                return Err(Refused::rule("asked-anyone").with("cover", cover.number));
            }
            Status::Asked | Status::Planned => {}
            Status::Running | Status::Ended => {
                return Err(Refused::rule("cover-not-open").with("cover", cover.number));
            }
        }
        if cover.swap_wanted() == Some(me) {
            return keep_it_theirs(permit, &cover, &why);
        }
        close(permit, &cover, CoverEnd::Declined, &why)
    }
}

/// Who was asked to take a planned cover over has said no: whoever had it has it still, and is told why.
pub(super) fn keep_it_theirs(
    permit: &mut Permit<'_>,
    cover: &Cover,
    why: &str,
) -> Result<Receipt, Refused> {
    let me = permit.staff();
    notice::answered(permit, cover.id)?;
    permit.write(
        "update cover set asked = coverer, declined = $2 where id = $1",
        &[cover.id.0.into(), why.into()],
    )?;
    if let Some(coverer) = cover.coverer {
        let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "words": why, "from": cover.span().from.0, "duties": cover.duties.to_string()});
        notice::tell_of_cover(
            permit,
            Reader::Person(coverer),
            "cover-swap-declined",
            cover.id,
            data,
        )?;
    }
    Ok(Receipt::about(cover.number.as_str()).with("ended", "declined"))
}
