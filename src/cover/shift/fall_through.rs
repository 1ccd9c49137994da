//! Whoever agreed to a cover is away by then: it falls through, everybody whom it concerns is told, and the next best is asked.

use super::clash::Wanted;
use super::end::close;
use super::hand_on::withdraw;
use super::whom::next_best;
use super::{Cover, Status};
use crate::model::roster::Span;
use crate::model::{CoverEnd, Desk, Duties, Instant, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::cover::{hand_on_falls_back, swap_falls_back};
use crate::records::notice::{self, Reader};
use crate::records::staff;

/// An absence of somebody counts from now on. Covers that they carry end as it begins; those that they have agreed to, or
/// were asked for, to go on with or to take over, go to the next best person as a request. Where nobody can, anyone who can is asked, and
/// what somebody else carries or has agreed to stays theirs. Returns the numbers of the covers that fall through.
///
/// # Errors
/// What the store reports.
pub(in crate::cover) fn coverer_is_away(
    permit: &mut Permit<'_>,
    person: StaffId,
    away: Span,
) -> Result<Vec<String>, Refused> {
    let now = permit.now();
    let mut fallen = Vec::new();
    for cover in carried_by(permit, person, away)? {
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
    for cover in swaps_asked_of(permit, person, away)? {
        swap_with_the_next(permit, &cover, person)?;
    }
    Ok(fallen)
}

/// A cover that an absence would end, or make a request to somebody else, as whoever decides about it sees it before.
#[derive(Debug, Clone)]
pub(in crate::cover) struct Falls {
    pub(in crate::cover) number: String,
    pub(in crate::cover) duties: Duties,
    pub(in crate::cover) span: Span,
    /// The name of its owner; empty where nobody is named.
    pub(in crate::cover) owner: String,
    /// It has begun, and would end.
    pub(in crate::cover) runs: bool,
    /// Who would be asked.
    pub(in crate::cover) next: Option<String>,
}

impl Falls {
    /// What [`coverer_is_away`] would do with the covers and requests of this person now.
    ///
    /// # Errors
    /// What the store reports.
    pub(in crate::cover) fn by(
        reads: &mut impl Reads,
        person: StaffId,
        away: Span,
    ) -> Result<Vec<Self>, Refused> {
        let now = reads.now();
        let mut covers = carried_by(reads, person, away)?;
        covers.retain(|cover| matches!(cover.status(now), Status::Running | Status::Planned));
        covers.extend(asked_of(reads, person, away)?);
        let mut falls = Vec::new();
        for cover in covers {
            let runs = cover.status(now) == Status::Running;
            let next = if runs {
                None
            } else {
                next_after(reads, &cover, person)?
            };
            let owner = cover.owner.map(|owner| staff::name(reads, owner));
            falls.push(Self {
                span: from_when(&cover, now),
                owner: owner.transpose()?.unwrap_or_default(),
                number: cover.number,
                duties: cover.duties,
                runs,
                next: next.map(|(_, name)| name),
            });
        }
        Ok(falls)
    }
}

/// What somebody carries, has agreed to or has offered in their absence.
fn carried_by(reads: &mut impl Reads, person: StaffId, away: Span) -> Result<Vec<Cover>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select number from cover
         where coverer = $1 and ended_at is null and ends_at > $2 and coalesce(starts_at, begins_at, asked_at) < $3 order by id",
        &[
            person.0.into(),
            away.from.max(now).0.into(),
            away.until.0.into(),
        ],
    )?;
    rows.iter()
        .map(|row| Cover::find(reads, &row.text(0)?))
        .collect()
}

/// Who is to be asked in the place of somebody who is away.
fn next_after(
    reads: &mut impl Reads,
    cover: &Cover,
    away: StaffId,
) -> Result<Option<(StaffId, String)>, Refused> {
    let asker = cover.asked_by(reads)?;
    let but: Vec<StaffId> = [cover.owner, asker, Some(away)]
        .into_iter()
        .flatten()
        .collect();
    let wanted = wanted(cover, reads.now());
    next_best(reads, &wanted, &but)
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

/// What somebody was asked to cover, or to go on with, in their absence and has not answered.
fn asked_of(reads: &mut impl Reads, person: StaffId, away: Span) -> Result<Vec<Cover>, Refused> {
    let now = reads.now();
    let rows = reads.rows(
        "select number from cover
         where asked = $1 and coverer is null and starts_at is null and ended_at is null and ends_at > $2
           and coalesce(begins_at, $4) < $3 and (begins_at is not null or $2 <= $4) order by id",
        &[
            person.0.into(),
            away.from.max(now).0.into(),
            away.until.0.into(),
            now.0.into(),
        ],
    )?;
    rows.iter()
        .map(|row| Cover::find(reads, &row.text(0)?))
        .collect()
}

/// Agreed covers that somebody was asked to take over from their coverer, and whose time is in their absence.
fn swaps_asked_of(
    permit: &mut Permit<'_>,
    person: StaffId,
    away: Span,
) -> Result<Vec<Cover>, Refused> {
    let now = permit.now();
    let rows = permit.rows(
        "select number from cover
         where asked = $1 and coverer <> $1 and accepted_at is not null and starts_at is null and ended_at is null and ends_at > $2
           and begins_at < $3 order by id",
        &[
            person.0.into(),
            away.from.max(now).0.into(),
            away.until.0.into(),
        ],
    )?;
    rows.iter()
        .map(|row| Cover::find(permit, &row.text(0)?))
        .collect()
}

/// Somebody else is asked to take the agreed cover over; where nobody can, it stays with its coverer, who is told.
fn swap_with_the_next(
    permit: &mut Permit<'_>,
    cover: &Cover,
    away: StaffId,
) -> Result<(), Refused> {
    let but: Vec<StaffId> = [cover.owner, cover.coverer, Some(away)]
        .into_iter()
        .flatten()
        .collect();
    let Some(next) = next_best(permit, &wanted(cover, permit.now()), &but)? else {
        return swap_falls_back(permit, cover.id, away);
    };
    notice::answered(permit, cover.id)?;
    permit.write(
        "update cover set asked = $2 where id = $1",
        &[cover.id.0.into(), next.0.0.into()],
    )?;
    let told = Told::of(permit, cover);
    let asker = told.name(permit, cover.coverer)?;
    told.tell(permit, next.0, "cover-planned-asked", (&asker, ""))?;
    let name = told.name(permit, Some(away))?;
    let me = permit.staff();
    for to in cover.coverer.into_iter().filter(|to| *to != me) {
        told.tell(permit, to, "cover-coverer-away", (&name, &next.1))?;
    }
    Ok(())
}

/// From when a cover that has not begun is to run: one without a beginning begins with its answer.
fn from_when(cover: &Cover, now: Instant) -> Span {
    Span {
        from: cover.begins_at.unwrap_or(now),
        until: cover.ends_at,
    }
}

/// What it takes to stand in for it.
fn wanted(cover: &Cover, now: Instant) -> Wanted {
    Wanted {
        duties: cover.duties,
        owner: cover.owner,
        span: from_when(cover, now),
        but: Some(cover.id),
    }
}

/// The agreed cover is a request again, to whoever fits best. What goes on with a cover stays with that one's coverer where nobody
/// does.
fn ask_the_next(permit: &mut Permit<'_>, cover: &Cover, away: StaffId) -> Result<(), Refused> {
    let asker = cover.asked_by(permit)?;
    let next = next_after(permit, cover, away)?;
    let goes_on = cover.parent.is_some();
    if next.is_none() && goes_on {
        let asker = asker.filter(|to| *to != permit.staff());
        withdraw(permit, cover.id)?;
        return asker.map_or(Ok(()), |to| hand_on_falls_back(permit, cover.id, to, away));
    }
    notice::answered(permit, cover.id)?;
    permit.write(
        "update cover set coverer = null, accepted_at = null, asked = $2 where id = $1",
        &[cover.id.0.into(), next.as_ref().map(|(id, _)| id.0).into()],
    )?;
    tell(permit, cover, away, asker, next.as_ref())
}

/// What those are told whom it concerns.
struct Told<'a> {
    cover: &'a Cover,
    span: Span,
}

impl<'a> Told<'a> {
    fn of(permit: &Permit<'_>, cover: &'a Cover) -> Self {
        Self {
            cover,
            span: from_when(cover, permit.now()),
        }
    }

    fn name(&self, permit: &mut Permit<'_>, person: Option<StaffId>) -> Result<String, Refused> {
        person.map_or(Ok(String::new()), |person| staff::name(permit, person))
    }

    fn tell(
        &self,
        permit: &mut Permit<'_>,
        to: impl Into<Reader>,
        kind: &'static str,
        (name, next): (&str, &str),
    ) -> Result<(), Refused> {
        let data = serde_json::json!({"cover": self.cover.number, "name": name, "next": next, "duties": self.cover.duties.to_string(), "from": self.span.from.0, "until": self.span.until.0});
        notice::tell_of_cover(permit, to.into(), kind, self.cover.id, data)
    }
}

/// Whoever is asked now; then the owner, whoever asked, whoever is away and management, that it is so.
fn tell(
    permit: &mut Permit<'_>,
    cover: &Cover,
    away: StaffId,
    asker: Option<StaffId>,
    next: Option<&(StaffId, String)>,
) -> Result<(), Refused> {
    let told = Told::of(permit, cover);
    let name = told.name(permit, Some(away))?;
    // Where nobody is named, whoever cannot come asks.
    let asked_by = told.name(
        permit,
        asker
            .filter(|asker| *asker != away)
            .or(cover.owner)
            .or(Some(away)),
    )?;
    let kind = if cover.parent.is_some() {
        "cover-asked"
    } else {
        "cover-planned-asked"
    };
    match next {
        Some((next, _)) => told.tell(permit, *next, kind, (&asked_by, ""))?,
        None => {
            for desk in Desk::ALL {
                told.tell(permit, Reader::Desk(*desk), kind, (&asked_by, ""))?;
            }
        }
    }
    let me = permit.staff();
    let (kind, next) = match next {
        Some((_, next)) => ("cover-coverer-away", next.as_str()),
        None => ("cover-coverer-away-nobody", ""),
    };
    let managers = staff::managers(permit)?.into_iter();
    let parties = [cover.owner, asker, Some(away)].into_iter().flatten();
    let mut readers: Vec<StaffId> = Vec::new();
    for to in parties.chain(managers) {
        if to != me && !readers.contains(&to) {
            readers.push(to);
            told.tell(permit, to, kind, (&name, next))?;
        }
    }
    Ok(())
}
