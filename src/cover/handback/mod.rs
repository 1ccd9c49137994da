//! What was done in the owner's name while somebody else stood in: made from the journal, accepted or disputed line by line.

mod accept;
mod dispute;
mod first;
mod screen;
mod sheet;

pub use accept::AcceptSheet;
pub use dispute::Dispute;
pub use first::{FirstDone, PickFirst};
pub use screen::SheetScreen;
pub use sheet::{Sheet, SheetLine, sheet};

use crate::cover::shift::{Cover, Status};
use crate::model::{Duty, Level};
use crate::office::{Permit, Reads, Refused};

/// Refuses unless the cover has ended and the one who answers owns what was covered.
fn answerable(permit: &mut Permit<'_>, number: &str) -> Result<Cover, Refused> {
    let cover = Cover::find(permit, number)?;
    if cover.starts_at.is_none() || cover.status(permit.now()) != Status::Ended {
        return Err(Refused::rule("cover-not-ended").with("cover", cover.number));
    }
    let me = permit.staff();
    let mine = match cover.owner {
        Some(owner) => owner == me,
        None => {
            let mut owns = false;
            for duty in cover.duties.iter().chain([Duty::Management]) {
                owns = owns || crate::cover::shift::level_in(permit, me, duty)? == Some(Level::Own);
            }
            owns && cover.coverer != Some(me)
        }
    };
    if mine {
        Ok(cover)
    } else {
        Err(Refused::not_allowed("not-your-cover").with("cover", cover.number))
    }
}

/// Writes an answer to one line; the last answer stands.
fn answer(
    permit: &mut Permit<'_>,
    cover: &Cover,
    line: i64,
    answer: &'static str,
    words: &str,
) -> Result<(), Refused> {
    let (me, now, seq) = (permit.staff(), permit.now(), permit.seq());
    permit.write(
        "insert into handback_answer (cover, line, answer, words, by, at, seq) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (cover, line) do update set answer = excluded.answer, words = excluded.words, by = excluded.by, at = excluded.at, seq = excluded.seq",
        &[cover.id.0.into(), line.into(), answer.into(), words.into(), me.0.into(), now.0.into(), seq.into()],
    )?;
    permit.write(
        "update cover set seen_at = coalesce(seen_at, $2), ended_at = coalesce(ended_at, ends_at), ended_how = coalesce(ended_how, 'timed-out') where id = $1",
        &[cover.id.0.into(), now.0.into()],
    )?;
    Ok(())
}
