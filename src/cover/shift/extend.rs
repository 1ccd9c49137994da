//! Lunch takes longer.

use super::clash::must_not_be_mutual;
use super::end::owns_one;
use super::said::About;
use super::{Cover, end_of, level_in};
use crate::model::cover::CUSTOMER_COVER_MINUTES_MAX;
use crate::model::roster::Span;
use crate::model::{Duty, Instant, Level, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb, owners};
use crate::records::notice::{self, Reader};
use crate::records::setting::Setting;
use crate::records::staff;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Moves the planned end of a running cover, within twelve hours from its start: its coverer may, its owner, or management. The other
/// one is told. What the coverer extends alone is a line of the sheet to be reviewed; beyond the office's longest cover only the owner
/// or management extends it. It does not run into an agreed cover of its coverer by its owner.
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
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        cover.must_run(reader.now())?;
        let decides = decides(reader, me, &cover)?;
        Ok(Concern::of([cover.coverer, decides.then_some(me)])
            .otherwise(Refused::not_allowed("not-your-cover").with("cover", cover.number)))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        cover.must_run(now)?;
        let decides = decides(permit, me, &cover)?;
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
        let longer = Span {
            from: cover.ends_at,
            until,
        };
        if let Some(coverer) = cover.coverer.filter(|_| cover.order.is_none()) {
            must_not_be_mutual(permit, cover.owner, coverer, longer)?;
        }
        if !decides {
            must_be_usual(permit, &cover, until)?;
            permit.list_for_review(cover.id);
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
        tell(permit, &cover, until)?;
        let about = About {
            until,
            ..About::cover(&cover)
        };
        let receipt = Receipt::about(cover.number.as_str());
        about.put(permit, receipt.with("before", cover.ends_at.to_string()))
    }
}

/// Whether somebody has the last word on how long a cover is: its owner, or who manages.
fn decides(reads: &mut impl Reads, me: StaffId, cover: &Cover) -> Result<bool, Refused> {
    let owns = cover.owner == Some(me) || cover.owner.is_none() && owns_one(reads, me, cover)?;
    Ok(owns || level_in(reads, me, Duty::Management)? == Some(Level::Own))
}

/// Refuses where the cover becomes longer than one usually is in this office.
fn must_be_usual(permit: &mut Permit<'_>, cover: &Cover, until: Instant) -> Result<(), Refused> {
    let hours = Setting::CoverHours.count(permit)?;
    let start = cover.starts_at.unwrap_or(until);
    if until <= start.plus_minutes(hours * 60) {
        return Ok(());
    }
    let who = match cover.owner {
        Some(owner) => vec![staff::name(permit, owner)?],
        None => {
            let first = cover.duties.iter().next();
            first.map_or(Ok(Vec::new()), |duty| owners(permit, duty))?
        }
    };
    Err(Refused::not_allowed("cover-beyond-office")
        .with("cover", cover.number.as_str())
        .with("hours", hours)
        .with("who", who))
}

/// Both are told of the new end, but not whoever has decided it.
fn tell(permit: &mut Permit<'_>, cover: &Cover, until: Instant) -> Result<(), Refused> {
    let me = permit.staff();
    let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, me)?, "duties": cover.duties.to_string(), "before": cover.ends_at.0, "until": until.0});
    for to in [cover.owner, cover.coverer].into_iter().flatten() {
        if to != me {
            let to = Reader::Person(to);
            notice::tell_of_cover(permit, to, "cover-extended", cover.id, data.clone())?;
        }
    }
    Ok(())
}
