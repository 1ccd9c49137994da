//! Whether the file is true: its rules, the chain of its journal, and the journal played again.

use super::check::{Fault, check_with};
use super::check_heads::heads;
use super::check_names::modes;
use super::keeping;
use super::output::{Exit, Stop, say};
use super::place::Place;
use super::play_again::play_again;
use crate::office::{Reads, Refused, chain_fault_in_words, verify as prove_chain};
use std::io::Write;

/// Proves every rule of the file.
pub(super) fn check(place: &Place<'_>, deep: bool) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let mut shown = keeping::Progress::default();
    let mut faults = check_with(&mut office, deep, &mut |done, all| {
        shown.show(&place.words.cli_proving(keeping::percent(done, all)));
    })?;
    shown.clear();
    faults.extend(heads(&mut office)?);
    faults.extend(modes(&mut office)?);
    tell(place, &faults)
}

/// Plays the journal again with the rules of this version.
pub(super) fn replay(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let mut shown = keeping::Progress::default();
    let faults = play_again(&mut office, place.file, &mut |done, all| {
        shown.show(&place.words.cli_replaying(keeping::percent(done, all)));
    })?;
    shown.clear();
    tell(place, &faults)
}

/// Prints what was found, and whether that is nothing.
fn tell(place: &Place<'_>, faults: &[Fault]) -> Result<Exit, Stop> {
    let mut out = std::io::stdout().lock();
    for fault in faults {
        writeln!(
            out,
            "{:>2}  {}",
            fault.invariant,
            crate::model::text::safe(&fault.what)
        )?;
    }
    if faults.is_empty() {
        say(&place.words.cli_check_clean());
        Ok(Exit::Done)
    } else {
        say(&place.words.cli_check_faults(faults.len()));
        Ok(Exit::Refused)
    }
}

/// Prints the number and the hash of the newest line.
pub(super) fn print_head(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let head = office.read(|reader| {
        reader.row(
            "select seq, lower(hex(hash)) from journal order by seq desc limit 1",
            &[],
        )
    })?;
    if let Some(line) = head {
        let seq = line.int(0).map_err(Refused::from)?;
        let hash = line.text(1).map_err(Refused::from)?;
        writeln!(std::io::stdout(), "{seq} {hash}")?;
    }
    Ok(Exit::Done)
}

/// Proves the chain of the journal.
pub(super) fn verify(place: &Place<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let (lines, head, fault) = office.read(|reader| {
        let (lines, head, fault) = prove_chain(reader)?;
        let fault = fault.map(|fault| chain_fault_in_words(reader, &fault));
        Ok((lines, head, fault.transpose()?))
    })?;
    match fault {
        None => {
            writeln!(std::io::stdout(), "{lines} {head}")?;
            Ok(Exit::Done)
        }
        Some(fault) => {
            say(&place.words.cli_journal_broken(fault));
            Ok(Exit::Refused)
        }
    }
}
