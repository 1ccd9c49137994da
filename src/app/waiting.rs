//! The cover that wants something of whoever is signed in: one to begin, a request, one's own that runs or did not begin, a sheet.

use crate::cover::arrangement::Arrangement;
use crate::cover::shift::{Cover, Status};
use crate::model::{Duty, Instant, StaffId};
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::WaitingCover;
use crate::records::staff as people;
use crate::records::unanswered::TELLS_MANAGEMENT_AFTER;

/// So long before its time somebody is reminded of a planned cover: 10 minutes.
const REMIND_MINUTES: i64 = 10;

/// What wants something first: what is to begin now, then what is asked for, then what goes on.
pub(super) fn waiting(
    reader: &mut Reader<'_>,
    staff: StaffId,
    standings: &[(Duty, Standing)],
) -> Result<Option<WaitingCover>, Refused> {
    if let Some(due) = due(reader, staff)? {
        return Ok(Some(due));
    }
    let now = reader.now();
    let mut covers = Cover::newest(reader, 50)?;
    covers.reverse();
    let manages = standings.contains(&(Duty::Management, Standing::Owns));
    // What runs for oneself comes before what is over: the sheet of a cover that was handed on waits for the one that goes on with it.
    let runs_for_me = |cover: &Cover| {
        cover.owner == Some(staff) && cover.order.is_none() && cover.status(now) == Status::Running
    };
    // What nobody answered comes last: it is only to be noted.
    covers.sort_by_key(|cover| (!runs_for_me(cover), nobody_answered(cover, now)));
    for nth in 0..covers.len() {
        let cover = &covers[nth];
        let mine = cover.owner == Some(staff);
        let waited = cover.waited(reader)?;
        let word = match cover.status(now) {
            Status::Asked if mine && cover.offered_by().is_some() => Some("cover-offered-to-you"),
            Status::Asked if cover.asked == Some(staff) => Some("cover-wants-you"),
            Status::Asked
                if (cover.asked.is_none() || waited > 0) && !mine && could(standings, cover) =>
            {
                Some("cover-wants-you")
            }
            Status::Asked if waited >= TELLS_MANAGEMENT_AFTER && !mine && manages => {
                Some("cover-nobody-answers")
            }
            Status::Planned if cover.swap_wanted() == Some(staff) => Some("cover-wants-you"),
            Status::Running if mine && cover.order.is_none() => Some("cover-runs-for-you"),
            Status::Ended if mine && sheet_waits(reader, cover)? => Some("cover-sheet-waits"),
            Status::Asked | Status::Planned if mine && cover.is_late(now) => Some("cover-is-late"),
            Status::Ended if mine && never_began(cover) => Some("cover-never-began"),
            Status::Ended
                if mine && nobody_answered(cover, now) && !was_asked_again(cover, &covers) =>
            {
                Some("cover-never-answered")
            }
            Status::Asked | Status::Planned | Status::Running | Status::Ended => None,
        };
        if let Some(word) = word {
            let other = match mine {
                true => cover.coverer,
                false => cover.asked_by(reader)?,
            };
            let later = word == "cover-wants-you" && cover.begins_at.is_some_and(|at| at > now);
            let word = match word {
                "cover-offered-to-you" if cover.begins_at.is_some_and(|at| at > now) => {
                    "cover-offered-to-you-later"
                }
                _ if later => "cover-wants-you-later",
                word => word,
            };
            return of(reader, cover, word, other).map(Some);
        }
    }
    for arrangement in Arrangement::running(reader)? {
        if arrangement.agreed_at.is_none() && arrangement.other() == staff {
            return Ok(Some(WaitingCover {
                number: arrangement.number,
                word: "arrangement-wants-you",
                duties: arrangement.duties,
                name: people::name(reader, arrangement.made_by)?,
                at: now,
                until: now,
            }));
        }
    }
    Ok(None)
}

/// A planned cover of this person, or one from an arrangement, that begins within ten minutes or should have begun.
fn due(reader: &mut Reader<'_>, staff: StaffId) -> Result<Option<WaitingCover>, Refused> {
    let (now, zone) = (reader.now(), reader.facts().zone);
    let word = |begins| {
        if begins > now {
            "cover-begins-soon"
        } else {
            "cover-begins-late"
        }
    };
    let soon = now.plus_minutes(REMIND_MINUTES);
    for cover in Cover::due(reader)? {
        let begins = cover.begins_at.unwrap_or(now);
        if cover.coverer == Some(staff) && begins <= soon {
            return of(reader, &cover, word(begins), cover.owner).map(Some);
        }
    }
    for arrangement in Arrangement::running(reader)? {
        if arrangement.coverer != staff || arrangement.agreed_at.is_none() {
            continue;
        }
        if let Some(span) = arrangement.due(now, zone)
            && span.from <= soon
            && !arrangement.was_begun(reader, span.from)?
        {
            return Ok(Some(WaitingCover {
                number: arrangement.number,
                word: word(span.from),
                duties: arrangement.duties,
                name: people::name(reader, arrangement.owner)?,
                at: span.from,
                until: span.until,
            }));
        }
    }
    Ok(None)
}

fn of(
    reader: &mut Reader<'_>,
    cover: &Cover,
    word: &'static str,
    other: Option<StaffId>,
) -> Result<WaitingCover, Refused> {
    let name = other.map(|other| people::name(reader, other)).transpose()?;
    Ok(WaitingCover {
        number: cover.number.clone(),
        word,
        duties: cover.duties,
        name: name.unwrap_or_default(),
        at: cover.span().from,
        until: cover.ends_at,
    })
}

/// Its whole time passed, nobody began it, and nobody has taken note of that.
fn never_began(cover: &Cover) -> bool {
    cover.begins_at.is_some() && cover.starts_at.is_none() && cover.ended_at.is_none()
}

/// It was to begin with the answer, none came before its time was over, and nobody has taken note of that.
fn nobody_answered(cover: &Cover, now: Instant) -> bool {
    cover.status(now) == Status::Ended
        && cover.begins_at.is_none()
        && cover.starts_at.is_none()
        && cover.ended_at.is_none()
}

/// Its owner has lent one of its duties since, or asked for that: what came of the earlier request does not matter any more.
fn was_asked_again(cover: &Cover, covers: &[Cover]) -> bool {
    covers.iter().any(|later| {
        later.id > cover.id
            && later.owner == cover.owner
            && !later.duties.and(cover.duties).is_empty()
    })
}

/// Whether this person is trained in everything that a request is for.
fn could(standings: &[(Duty, Standing)], cover: &Cover) -> bool {
    cover
        .duties
        .iter()
        .all(|duty| standings.contains(&(duty, Standing::CouldCover)))
}

/// Something was done under the cover, and its owner has not seen what.
fn sheet_waits(reader: &mut Reader<'_>, cover: &Cover) -> Result<bool, Refused> {
    if cover.seen_at.is_some() || cover.starts_at.is_none() {
        return Ok(false);
    }
    let act = reader.row(
        "select 1 from journal where cover = $1 limit 1",
        &[cover.id.0.into()],
    )?;
    Ok(act.is_some())
}
