//! "Yes, I stand in": a request becomes a cover.

use super::{Cover, Status, may_cover};
use crate::model::{Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Notice, Reader};
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Accepts a request for cover; the cover runs from this moment. Of two who accept, the first has it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The number of the request.
    pub cover: String,
}

impl Verb for Accept {
    const NAME: &'static str = "cover.accept";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        if cover.status(now) != Status::Asked {
            return Err(Refused::rule("cover-not-open").with("cover", cover.number));
        }
        if cover.asked.is_some_and(|asked| asked != me) {
            return Err(Refused::not_allowed("asked-somebody-else").with("cover", cover.number));
        }
        if cover.owner == Some(me) {
            return Err(Refused::rule("cover-oneself"));
        }
        may_cover(permit, me, cover.duties)?;
        permit.write(
            "update cover set coverer = $2, starts_at = $3 where id = $1",
            &[cover.id.0.into(), me.0.into(), now.0.into()],
        )?;
        if let Some(owner) = cover.owner {
            let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
            notice::tell(
                permit,
                &Notice {
                    to: Reader::Person(owner),
                    kind: "cover-accepted",
                    order: None,
                    cover: Some(cover.id),
                    data,
                },
            )?;
        }
        Ok(Receipt::about(cover.number.as_str())
            .with("cover", cover.number)
            .with("until", cover.ends_at.to_string())
            .with("duties", cover.duties.to_string()))
    }
}
