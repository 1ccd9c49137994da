//! `swingdoor journal replay`: plays the journal again into a new file and compares what comes out with the office. It tells whether
//! this version still does what the version that wrote the lines did; whether the file is honest is proved without it.

use super::check::Fault;
use super::verbs::VerbRow;
use crate::exchange::differences;
use crate::office::{Line, Office, Reads, Refused, Replay};
use crate::store::{beside, remove};
use std::collections::HashMap;
use std::path::Path;

/// How many lines are played in one transaction.
const LINES_AT_ONCE: i64 = 2_000;

/// Replays the journal of the office at `file`. `progress` is told how many lines of how many are done.
///
/// # Errors
/// `began-with-older-tables` where an earlier version of the program has written the first lines: this one would write them
/// otherwise. What the store reports; the place beside the office is full or may not be written.
pub fn play_again(
    office: &mut Office,
    file: &Path,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Vec<Fault>, Refused> {
    let older = office.read(|reader| {
        reader.row(
            "select 1 where exists (select 1 from setting where key = 'began-with-tables') or exists (select 1 from seal where name = 'began-with-tables')",
            &[],
        )
    })?;
    if older.is_some() {
        return Err(Refused::rule("began-with-older-tables"));
    }
    let scratch = beside(file, &format!(".replay-{}", std::process::id()));
    let result = replay(office, file, &scratch, progress);
    remove(&scratch);
    result
}

fn replay(
    office: &mut Office,
    file: &Path,
    scratch: &Path,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Vec<Fault>, Refused> {
    let mut replay = Replay::into_new(scratch)?;
    let all = office.read(|reader| {
        let row = reader.row("select coalesce(max(seq), 0) from journal", &[])?;
        Ok(row.map_or(Ok(0), |row| row.int(0))?)
    })?;
    let mut from = 0;
    while from < all {
        let (lines, screens) = office.read(|reader| {
            let lines = Line::after(reader, from, LINES_AT_ONCE.min(all - from))?;
            let screens = screens(reader, &lines)?;
            Ok((lines, screens))
        })?;
        let Some(last) = lines.last() else { break };
        from = last.seq;
        let fault = replay.play(&lines, &screens, &mut |writing, session, verb, ask| {
            let row = VerbRow::find(verb)
                .ok_or_else(|| Refused::usage("unknown-verb").with("name", verb))?;
            (row.prepare)(&ask)?;
            (row.perform)(writing, session, ask, None)
        })?;
        if let Some((seq, what)) = fault {
            return Ok(vec![Fault {
                invariant: 19,
                what: format!("journal line {seq}, played again: {what}"),
            }]);
        }
        progress(from, all);
    }
    drop(replay);
    Ok(differences(scratch, file)?
        .into_iter()
        .map(|what| Fault {
            invariant: 19,
            what,
        })
        .collect())
}

/// Which of the sign-ins among these lines were of a person at a screen; the journal does not say.
fn screens(reads: &mut impl Reads, lines: &[Line]) -> Result<Vec<bool>, Refused> {
    let mut known = HashMap::new();
    let mut flags = Vec::with_capacity(lines.len());
    for line in lines {
        let Some(id) = line.sign_in else {
            flags.push(false);
            continue;
        };
        let flag = match known.get(&id) {
            Some(flag) => *flag,
            None => {
                let row = reads.row("select screen from sign_in where id = $1", &[id.into()])?;
                let flag = row.map_or(Ok(false), |row| row.flag(0))?;
                known.insert(id, flag);
                flag
            }
        };
        flags.push(flag);
    }
    Ok(flags)
}
