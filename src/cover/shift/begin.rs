//! The time of a planned cover has come: one key begins it.

use super::clash::must_not_be_mutual;
use super::consent::must_not_be_lent;
use super::said::About;
use super::{Cover, Status, may_cover};
use crate::model::cover::{BEGIN_EARLY_MINUTES, COVER_HOURS_MAX};
use crate::model::roster::Span;
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Begins a planned cover that one has accepted, from fifteen minutes before its time until its end. It lends its duties from
/// this moment; whoever is not trained any more, or covers one of the duties otherwise by now, is refused.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// The cover's number.
    pub cover: String,
}

impl Verb for Begin {
    const NAME: &'static str = "cover.begin";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        let is_theirs = cover.coverer == Some(me) || cover.status(reader.now()) != Status::Planned;
        Ok(Concern::of([is_theirs.then_some(me)])
            .otherwise(Refused::not_allowed("not-your-cover").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        match cover.status(now) {
            Status::Planned => {}
            Status::Asked => {
                return Err(Refused::rule("cover-not-agreed").with("cover", cover.number));
            }
            Status::Running => {
                return Err(Refused::rule("cover-runs-already").with("cover", cover.number));
            }
            Status::Ended => {
                return Err(Refused::rule("cover-not-running").with("cover", cover.number));
            }
        }
        let begins = cover.begins_at.unwrap_or(now);
        let earliest = begins.plus_minutes(-BEGIN_EARLY_MINUTES);
        if now < earliest {
            return Err(Refused::rule("cover-too-early")
                .with("cover", cover.number)
                .with("begins", begins)
                .with("earliest", earliest));
        }
        may_cover(permit, me, cover.duties)?;
        must_not_be_lent(permit, cover.owner, cover.duties, None)?;
        let until = cover.ends_at.min(now.plus_minutes(COVER_HOURS_MAX * 60));
        must_not_be_mutual(permit, cover.owner, me, Span { from: now, until })?;
        permit.write(
            "update cover set starts_at = $2, asked = $3, ends_at = $4 where id = $1",
            &[cover.id.0.into(), now.0.into(), me.0.into(), until.0.into()],
        )?;
        notice::answered(permit, cover.id)?;
        if let Some(owner) = cover.owner {
            let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "until": until.0, "duties": cover.duties.to_string()});
            notice::tell_of_cover(
                permit,
                Reader::Person(owner),
                "cover-accepted",
                cover.id,
                data,
            )?;
        }
        let about = About {
            until,
            ..About::cover(&cover)
        };
        let receipt = Receipt::about(cover.number.as_str()).with("cover", cover.number);
        about.put(permit, receipt)
    }
}
