//! Whoever agreed to a cover is away by then: it falls through, everybody whom it concerns is told, and the next best is asked.

use super::clash::Wanted;
use super::end::close;
use super::whom::candidates;
use super::{Cover, Status};
use crate::model::roster::Span;
use crate::model::{CoverEnd, Desk, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::notice::{self, Reader};
use crate::records::staff;

/// An absence of somebody counts from now on. Covers that they carry and that lie in it end; those that they have agreed to go to the
/// next best person as a request, or to anyone who can. Returns the numbers of the covers that fall through.
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
            Status::Running if away.from > now => continue,
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
    Ok(fallen)
}

/// The agreed cover is a request again, to whoever fits best.
fn ask_the_next(permit: &mut Permit<'_>, cover: &Cover, away: StaffId) -> Result<(), Refused> {
    let wanted = Wanted {
        duties: cover.duties,
        owner: cover.owner,
        span: cover.span(),
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
    let span = cover.span();
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
