//! What was done in the owner's name while somebody else stood in: made from the journal, accepted or disputed line by line.

mod accept;
mod chain;
mod dispute;
mod first;
mod missed;
mod missed_screen;
mod rows;
mod screen;
mod sheet;
mod what;

pub use accept::AcceptSheet;
pub use dispute::Dispute;
pub use first::{FirstDone, PickFirst};
pub use missed::{Missed, away_since, missed, missed_json, missed_paper};
pub use missed_screen::MissedScreen;
pub use rows::{paper, sheet_json};
pub use screen::SheetScreen;
pub use sheet::{DrawerCounted, Promised, Sheet, SheetLine, Taken, TakenOver, sheet};
pub use what::{Goods, What};

use crate::cover::shift::{Cover, Status};
use crate::model::{CoverId, Duty, Level, StaffId};
use crate::office::{Permit, Reads, Refused};

/// The cover and its chain; refuses unless all of it has ended and the one who answers owns what was covered.
fn answerable(
    reads: &mut impl Reads,
    me: StaffId,
    number: &str,
) -> Result<(Cover, Vec<Cover>), Refused> {
    let cover = Cover::find(reads, number)?;
    let chain = chain::chain_of(reads, &cover)?;
    let now = reads.now();
    for one in &chain {
        if one.starts_at.is_none() || one.status(now) != Status::Ended {
            return Err(Refused::rule("cover-not-ended").with("cover", one.number.as_str()));
        }
    }
    let mine = match cover.owner {
        Some(owner) => owner == me,
        None => {
            let mut owns = false;
            for duty in cover.duties.iter().chain([Duty::Management]) {
                owns = owns || crate::cover::shift::level_in(reads, me, duty)? == Some(Level::Own);
            }
            owns && chain.iter().all(|one| one.coverer != Some(me))
        }
    };
    if mine {
        Ok((cover, chain))
    } else {
        Err(Refused::not_allowed("not-your-cover").with("cover", cover.number))
    }
}

/// The cover of the chain under which a journal line was written.
fn cover_of_line(permit: &mut Permit<'_>, chain: &[Cover], line: i64) -> Result<CoverId, Refused> {
    let row = permit.row("select cover from journal where seq = $1", &[line.into()])?;
    let of = row.map(|row| row.int_or_none(0)).transpose()?.flatten();
    let of = of.map(CoverId);
    of.filter(|of| chain.iter().any(|one| one.id == *of))
        .ok_or_else(|| Refused::not_found("line", &line.to_string()))
}

/// Writes an answer to one line; the last answer stands.
fn answer(
    permit: &mut Permit<'_>,
    cover: CoverId,
    line: i64,
    answer: &'static str,
    words: &str,
) -> Result<(), Refused> {
    let (me, now, seq) = (permit.staff(), permit.now(), permit.seq());
    permit.write(
        "insert into handback_answer (cover, line, answer, words, by, at, seq) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (cover, line) do update set answer = excluded.answer, words = excluded.words, by = excluded.by, at = excluded.at, seq = excluded.seq",
        &[cover.0.into(), line.into(), answer.into(), words.into(), me.0.into(), now.0.into(), seq.into()],
    )?;
    Ok(())
}

/// The owner has seen the sheet of the whole chain; the notice that it waits is done with.
fn seen(permit: &mut Permit<'_>, chain: &[Cover]) -> Result<(), Refused> {
    let (now, me) = (permit.now(), permit.staff());
    for one in chain {
        permit.write(
            "update notice set read_at = $2, read_by = $3 where staff = $3 and read_at is null and kind in ('cover-ended', 'cover-sheet') and cover = $1",
            &[one.id.0.into(), now.0.into(), me.0.into()],
        )?;
        permit.write(
            "update cover set seen_at = coalesce(seen_at, $2), ended_at = coalesce(ended_at, ends_at), ended_how = coalesce(ended_how, 'timed-out') where id = $1",
            &[one.id.0.into(), now.0.into()],
        )?;
    }
    Ok(())
}
