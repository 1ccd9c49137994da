//! Lunch takes longer.

use super::said::About;
use super::{Cover, end_of};
use crate::model::cover::CUSTOMER_COVER_MINUTES_MAX;
use crate::model::{Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Moves the planned end of a running cover; its coverer or its owner may, within twelve hours from its start.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    /// The cover's number.
    pub cover: String,
    /// The new end, after the present one.
    pub until: String,
}

impl Verb for Extend {
    const NAME: &'static str = "cover.extend";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        cover.must_run(now)?;
        if cover.coverer != Some(me) && cover.owner != Some(me) {
            return Err(Refused::not_allowed("not-your-cover").with("cover", cover.number));
        }
        let start = cover.starts_at.unwrap_or(now);
        let until = end_of(permit, &self.until, start)?;
        if until <= cover.ends_at {
            return Err(Refused::rule("cover-end-earlier")
                .with("cover", cover.number)
                .with("until", cover.ends_at));
        }
        if cover.order.is_some() && until > start.plus_minutes(CUSTOMER_COVER_MINUTES_MAX) {
            return Err(Refused::rule("customer-cover-too-long")
                .with("minutes", CUSTOMER_COVER_MINUTES_MAX));
        }
        permit.write(
            "update cover set ends_at = $2 where id = $1",
            &[cover.id.0.into(), until.0.into()],
        )?;
        // Whoever was asked to go on with it goes on as long.
        permit.write(
            "update cover set ends_at = $2 where parent = $1 and ended_at is null and starts_at is null",
            &[cover.id.0.into(), until.0.into()],
        )?;
        let about = About {
            until,
            ..About::cover(&cover)
        };
        about.put(permit, Receipt::about(cover.number.as_str()))
    }
}
