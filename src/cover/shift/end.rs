//! A cover comes to its end: handed back, taken back, ended by a manager, declined, withdrawn, or noted as timed out.

use super::decline::keep_it_theirs;
use super::hand_on::withdraw_children;
use super::said::About;
use super::{Cover, Status, level_in};
use crate::model::cover::GRACE_SECONDS;
use crate::model::{CoverEnd, Duty, Instant, Level, Right, StaffId, UnderCover};
use crate::office::{Concern, CoverEnding, Permit, Reads, Receipt, Refused, Verb};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Ends a cover or a request. Who ends it says how: the coverer hands back, the owner takes back, a manager ends it;
/// of a request, the asker withdraws it and the person asked declines. After the planned end anyone's terminal notes
/// the time-out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The cover's number.
    pub cover: String,
    /// What the owner should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Verb for End {
    const NAME: &'static str = "cover.end";
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        let cover = Cover::find(reader, &self.cover)?;
        if cover.ended_at.is_some() || cover.swap_wanted() == Some(me) {
            return Ok(Concern::of([Some(me)]));
        }
        let now = reader.now();
        Concern::judged(me, how(reader, me, &cover, now).map(drop))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = Cover::find(permit, &self.cover)?;
        let (me, now) = (permit.staff(), permit.now());
        let note = text::cover_note("note", &self.note)?;
        if cover.ended_at.is_some() {
            return Err(Refused::rule("cover-not-running").with("cover", cover.number));
        }
        if cover.status(now) == Status::Planned && cover.swap_wanted() == Some(me) {
            return keep_it_theirs(permit, &cover, &note);
        }
        let how = how(permit, me, &cover, now)?;
        close(permit, &cover, how, &note)
    }
}

/// Writes the end of a cover or request that is not ended, and tells whom it concerns.
pub(super) fn close(
    permit: &mut Permit<'_>,
    cover: &Cover,
    how: CoverEnd,
    note: &str,
) -> Result<Receipt, Refused> {
    let acts = permit.end_cover(CoverEnding {
        cover: cover.id,
        how,
        words: note,
        because_of: None,
    })?;
    // Nobody goes on with what was given or taken back.
    withdraw_children(permit, cover.id)?;
    let receipt = Receipt::about(cover.number.as_str())
        .with("ended", how.as_str())
        .with("sheet", acts);
    About::cover(cover).put(permit, receipt)
}

/// How it ends where this person ends it.
///
/// # Errors
/// `not-your-cover`.
fn how(
    reads: &mut impl Reads,
    me: StaffId,
    cover: &Cover,
    now: Instant,
) -> Result<CoverEnd, Refused> {
    let not_mine = || Refused::not_allowed("not-your-cover").with("cover", cover.number.as_str());
    match cover.status(now) {
        Status::Ended if cover.starts_at.is_none() => Ok(CoverEnd::NeverBegun),
        // A form may still be saved within the grace, and belongs on the sheet.
        Status::Ended
            if now < cover.ends_at.plus_seconds(GRACE_SECONDS)
                && cover.coverer != Some(me)
                && cover.owner != Some(me) =>
        {
            Err(not_mine())
        }
        Status::Ended => Ok(CoverEnd::TimedOut),
        Status::Running if cover.coverer == Some(me) => Ok(if cover.order.is_some() {
            CoverEnd::ClosedWithCard
        } else {
            CoverEnd::HandedBack
        }),
        Status::Asked if cover.offered_by() == Some(me) => Ok(CoverEnd::Withdrawn),
        Status::Asked if cover.asked == Some(me) => Ok(CoverEnd::Declined),
        Status::Planned if cover.coverer == Some(me) => Ok(CoverEnd::Declined),
        Status::Asked | Status::Planned if cover.owner == Some(me) => Ok(CoverEnd::Withdrawn),
        Status::Running
            if cover.owner == Some(me) || cover.owner.is_none() && owns_one(reads, me, cover)? =>
        {
            Ok(CoverEnd::TakenBack)
        }
        Status::Running | Status::Asked | Status::Planned
            if level_in(reads, me, Duty::Management)? == Some(Level::Own) =>
        {
            Ok(CoverEnd::ByManager)
        }
        Status::Running | Status::Asked | Status::Planned => Err(not_mine()),
    }
}

/// Whether somebody owns one of the duties of a cover.
pub(super) fn owns_one(
    reads: &mut impl Reads,
    me: StaffId,
    cover: &Cover,
) -> Result<bool, Refused> {
    for duty in cover.duties.iter() {
        if level_in(reads, me, duty)? == Some(Level::Own) {
            return Ok(true);
        }
    }
    Ok(false)
}
