//! A cover comes to its end: handed back, taken back, ended by a manager, declined, withdrawn, or noted as timed out.

use super::decline::keep_it_theirs;
use super::hand_on::withdraw_children;
use super::said::About;
use super::{Cover, Status, level_in};
use crate::model::cover::GRACE_SECONDS;
use crate::model::{CoverEnd, CoverId, Duty, Instant, Level, Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Reader};
use crate::records::{staff, text};
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
    let (me, now) = (permit.staff(), permit.now());
    let at = cover.ends_at.min(now);
    // Where nothing was done under it there is no sheet to look at.
    let acts = permit
        .row(
            "select 1 from journal where cover = $1 limit 1",
            &[cover.id.0.into()],
        )?
        .is_some();
    let seen = (!acts || how == CoverEnd::TakenBack && cover.order.is_some()).then_some(now.0);
    let declined = how == CoverEnd::Declined;
    permit.write(
        "update cover set ended_at = $2, ended_how = $3, ended_by = $4, hand_back = $5, seen_at = $6, declined = $7 where id = $1 and ended_at is null",
        &[
            cover.id.0.into(),
            at.0.into(),
            how.as_str().into(),
            (!how.is_by_the_clock()).then_some(me.0).into(),
            if declined { "" } else { note }.into(),
            seen.into(),
            if declined { note } else { "" }.into(),
        ],
    )?;
    notice::answered(permit, cover.id)?;
    // Nobody goes on with what was given or taken back.
    withdraw_children(permit, cover.id)?;
    if cover.starts_at.is_some() {
        tell_both(permit, cover, (how, at), acts && seen.is_none(), note)?;
    } else {
        tell_of_what_never_began(permit, cover, how, note)?;
    }
    let receipt = Receipt::about(cover.number.as_str())
        .with("ended", how.as_str())
        .with("sheet", acts);
    About::cover(cover).put(permit, receipt)
}

/// The asker is told that it was declined and why; the coverer that it is not wanted any more; both that it never began.
fn tell_of_what_never_began(
    permit: &mut Permit<'_>,
    cover: &Cover,
    how: CoverEnd,
    note: &str,
) -> Result<(), Refused> {
    let me = permit.staff();
    let kind = match how {
        CoverEnd::Declined if cover.offered_by().is_some() => "cover-offer-declined",
        CoverEnd::Withdrawn if cover.offered_by().is_some() => "cover-offer-withdrawn",
        CoverEnd::Declined => "cover-declined",
        CoverEnd::NeverBegun => "cover-never-begun",
        _ => "cover-withdrawn",
    };
    let asker = match cover.parent {
        None => cover.owner,
        Some(parent) => coverer_of(permit, parent)?,
    };
    let name = staff::name(permit, me)?;
    let data = serde_json::json!({"cover": cover.number, "name": name, "words": note, "from": cover.span().from.0, "until": cover.ends_at.0, "duties": cover.duties.to_string()});
    let mut told: Vec<StaffId> = Vec::new();
    // Whoever did not answer in time need not do anything any more.
    let asked = cover.asked.filter(|_| how != CoverEnd::NeverBegun);
    for to in [asker, cover.coverer, asked].into_iter().flatten() {
        if to == me || told.contains(&to) {
            continue;
        }
        told.push(to);
        notice::tell_of_cover(permit, Reader::Person(to), kind, cover.id, data.clone())?;
    }
    Ok(())
}

fn coverer_of(permit: &mut Permit<'_>, cover: CoverId) -> Result<Option<StaffId>, Refused> {
    let row = permit.row("select coverer from cover where id = $1", &[cover.0.into()])?;
    Ok(row
        .map(|row| row.int_or_none(0))
        .transpose()?
        .flatten()
        .map(StaffId))
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

/// Both are told when and how it ended and by whom, but not whoever ended it; the owner that its sheet waits, where something was
/// done under it.
fn tell_both(
    permit: &mut Permit<'_>,
    cover: &Cover,
    (how, at): (CoverEnd, Instant),
    sheet: bool,
    note: &str,
) -> Result<(), Refused> {
    let me = permit.staff();
    let by = if how.is_by_the_clock() {
        String::new()
    } else {
        staff::name(permit, me)?
    };
    let name = match cover.coverer {
        Some(coverer) => staff::name(permit, coverer)?,
        None => String::new(),
    };
    let data = serde_json::json!({"cover": cover.number, "name": name, "duties": cover.duties.to_string(), "how": how.as_str(), "by": by, "at": at.0, "words": note});
    let of_owner = if sheet { "cover-sheet" } else { "cover-over" };
    for (to, kind) in [(cover.owner, of_owner), (cover.coverer, "cover-over")] {
        if let Some(to) = to.filter(|to| *to != me) {
            notice::tell_of_cover(permit, Reader::Person(to), kind, cover.id, data.clone())?;
        }
    }
    Ok(())
}
