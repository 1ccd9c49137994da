//! Whoever agreed to a cover is away by then: it falls through, everybody whom it concerns is told, and the next best is asked.

use super::clash::Wanted;
use super::end::close;
use super::whom::candidates;
use super::{Cover, Status};
use crate::model::roster::Span;
use crate::model::{CoverEnd, Desk, Instant, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::notice::{self, Reader};
use crate::records::staff;

/// An absence of somebody counts from now on. Covers that they carry end as it begins; those that they have agreed to or were asked for
/// go to the next best person as a request, or to anyone who can. Returns the numbers of the covers that fall through.
///
/// # Errors
/// What the store reports.
pub(in crate::cover) fn coverer_is_away(
    permit: &mut Permit<'_>,
    person: StaffId,
    away: Span,
) -> Result<Vec<String>, Refused> {
    let now = permit.now();
    let rows = permit.rows(
        "select number from cover
         where coverer = $1 and ended_at is null and ends_at > $2 and coalesce(starts_at, begins_at, asked_at) < $3 order by id",
        &[
            person.0.into(),
            away.from.max(now).0.into(),
            away.until.0.into(),
        ],
    )?;
    let mut fallen = Vec::new();
    for row in rows {
        let cover = Cover::find(permit, &row.text(0)?)?;
        match cover.status(now) {
            Status::Running if away.from > now => {
                end_as_they_go(permit, &cover, person, away.from)?
            }
            Status::Running => {
                let how = if permit.staff() == person {
                    CoverEnd::HandedBack
                } else {
                    CoverEnd::ByManager
                };
                close(permit, &cover, how, "")?;
            }
            Status::Asked => {
                close(permit, &cover, CoverEnd::Withdrawn, "")?;
            }
            Status::Planned => ask_the_next(permit, &cover, person)?,
            Status::Ended => continue,
        }
        fallen.push(cover.number);
    }
    for cover in asked_of(permit, person, away)? {
        ask_the_next(permit, &cover, person)?;
        fallen.push(cover.number);
    }
    Ok(fallen)
}

/// A cover that runs ends when its coverer goes, and the owner is told.
fn end_as_they_go(
    permit: &mut Permit<'_>,
    cover: &Cover,
    away: StaffId,
    from: Instant,
) -> Result<(), Refused> {
    permit.write(
        "update cover set ends_at = $2 where id = $1",
        &[cover.id.0.into(), from.0.into()],
    )?;
    let Some(owner) = cover.owner else {
        return Ok(());
    };
    let data = serde_json::json!({"cover": cover.number, "name": staff::name(permit, away)?, "duties": cover.duties.to_string(), "until": from.0});
    let to = Reader::Person(owner);
    notice::tell_of_cover(permit, to, "cover-ends-early", cover.id, data)
}

/// What somebody was asked to cover in their absence and has not answered, except what goes on with another cover.
fn asked_of(permit: &mut Permit<'_>, person: StaffId, away: Span) -> Result<Vec<Cover>, Refused> {
    let now = permit.now();
    let rows = permit.rows(
        "select number from cover
         where asked = $1 and coverer is null and parent is null and starts_at is null and ended_at is null and ends_at > $2
           and coalesce(begins_at, $4) < $3 and (begins_at is not null or $2 <= $4) order by id",
        &[
            person.0.into(),
            away.from.max(now).0.into(),
            away.until.0.into(),
            now.0.into(),
        ],
    )?;
    rows.iter()
        .map(|row| Cover::find(permit, &row.text(0)?))
        .collect()
}

/// From when a cover that has not begun is to run: one without a beginning begins with its answer.
fn from_when(cover: &Cover, now: Instant) -> Span {
    Span {
        from: cover.begins_at.unwrap_or(now),
        until: cover.ends_at,
    }
}

/// The agreed cover is a request again, to whoever fits best.
fn ask_the_next(permit: &mut Permit<'_>, cover: &Cover, away: StaffId) -> Result<(), Refused> {
    let wanted = Wanted {
        duties: cover.duties,
        owner: cover.owner,
        span: from_when(cover, permit.now()),
        but: Some(cover.id),
    };
    let but: Vec<StaffId> = cover.owner.into_iter().chain([away]).collect();
    let found = candidates(permit, Some(&wanted), cover.duties, &but)?;
    let next = found.into_iter().find(|one| one.trouble.is_none());
    let next = next
        .map(|one| staff::find(permit, &one.code).map(|(id, ..)| (id, one.name)))
        .transpose()?;
    notice::answered(permit, cover.id)?;
    permit.write(
        "update cover set coverer = null, accepted_at = null, asked = $2 where id = $1",
        &[cover.id.0.into(), next.as_ref().map(|(id, _)| id.0).into()],
    )?;
    tell(permit, cover, away, next.as_ref())
}

fn tell(
    permit: &mut Permit<'_>,
    cover: &Cover,
    away: StaffId,
    next: Option<&(StaffId, String)>,
) -> Result<(), Refused> {
    let span = from_when(cover, permit.now());
    let data = |name: &str, next: &str| serde_json::json!({"cover": cover.number, "name": name, "next": next, "duties": cover.duties.to_string(), "from": span.from.0, "until": span.until.0});
    let name = staff::name(permit, away)?;
    let asker = match cover.owner {
        Some(owner) => staff::name(permit, owner)?,
        None => name.clone(),
    };
    match next {
        Some((next, _)) => {
            let to = Reader::Person(*next);
            notice::tell_of_cover(
                permit,
                to,
                "cover-planned-asked",
                cover.id,
                data(&asker, ""),
            )?;
        }
        None => {
            for desk in Desk::ALL {
                let to = Reader::Desk(*desk);
                notice::tell_of_cover(
                    permit,
                    to,
                    "cover-planned-asked",
                    cover.id,
                    data(&asker, ""),
                )?;
            }
        }
    }
    let me = permit.staff();
    let (kind, next) = match next {
        Some((_, next)) => ("cover-coverer-away", next.as_str()),
        None => ("cover-coverer-away-nobody", ""),
    };
    let managers = staff::managers(permit)?.into_iter();
    let mut told: Vec<StaffId> = Vec::new();
    for to in cover.owner.into_iter().chain([away]).chain(managers) {
        if to != me && !told.contains(&to) {
            told.push(to);
            let to = Reader::Person(to);
            notice::tell_of_cover(permit, to, kind, cover.id, data(&name, next))?;
        }
    }
    Ok(())
}
