//! `swingdoor check`: the engine's own check, then each invariant of the business as one query that must find nothing.

use super::check_parts::parts;
use crate::office::{Office, Reader, Reads, Refused};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// From so many journal lines on, the work of a check is shared between processors.
const LONG: i64 = 20_000;

/// More readers than this wait for the same disk.
const READERS_MAX: usize = 4;

/// Something that must never be, and is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The number of the invariant; 0 for the engine's own check.
    pub invariant: u8,
    /// Where, and what.
    pub what: String,
}

/// Checks the whole file, and proves the rows of authority and money. Returns every fault that was found, at most 20 of each kind.
///
/// # Errors
/// A file that cannot be read at all.
pub fn check(office: &mut Office) -> Result<Vec<Fault>, Refused> {
    check_with(office, false, &mut |_, _| {})
}

/// As [`check`]; `deep` proves every row. `progress` is told how many of the journal's lines are read, of how many.
///
/// # Errors
/// As [`check`].
pub(super) fn check_with(
    office: &mut Office,
    deep: bool,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Vec<Fault>, Refused> {
    let lines = office.read(|reader| {
        let row = reader.row("select coalesce(max(seq), 0) from journal", &[])?;
        Ok(row.map_or(Ok(0), |row| row.int(0))?)
    })?;
    let others = if lines < LONG {
        Vec::new()
    } else {
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        (1..processors.min(READERS_MAX))
            .map_while(|_| office.open_beside().ok())
            .collect()
    };
    check_beside(office, others, deep, progress)
}

/// As [`check_with`], with further readers of the same office that share the work. A part is read in one moment; two parts need not be.
fn check_beside(
    office: &mut Office,
    others: Vec<Office>,
    deep: bool,
    progress: &mut dyn FnMut(i64, i64),
) -> Result<Vec<Fault>, Refused> {
    let parts = parts(deep);
    // The first part is this thread's, which alone can tell of progress.
    let next = AtomicUsize::new(1);
    let work = |reader: &mut Reader<'_>| {
        let mut found = Vec::new();
        while let at = next.fetch_add(1, Ordering::Relaxed)
            && let Some(part) = parts.get(at)
        {
            found.push((part, part.faults(reader, &mut |_, _| {})?));
        }
        Ok(found)
    };
    let mut found = std::thread::scope(|scope| {
        let others: Vec<_> = others
            .into_iter()
            .map(|mut other| scope.spawn(move || other.read(work)))
            .collect();
        let mut found = office.read(|reader| {
            let first = &parts[0];
            let mut found = vec![(first, first.faults(reader, progress)?)];
            found.extend(work(reader)?);
            Ok(found)
        })?;
        for other in others {
            match other.join() {
                Ok(more) => found.extend(more?),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        Ok::<_, Refused>(found)
    })?;
    found.sort_by_key(|(part, _)| part.told);
    Ok(found.into_iter().flat_map(|(_, faults)| faults).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check_parts::What;
    use crate::cli::check_rules::RULES;
    use crate::model::{FixedClock, Instant};
    use crate::office::{Founding, Pin};
    use std::sync::Arc;

    #[test]
    fn the_longest_parts_begin_first_and_each_is_told_in_its_place() {
        let parts = parts(true);
        assert!(matches!(parts[0].what, What::Rows { deep: true }));
        let mut told: Vec<usize> = parts.iter().map(|part| part.told).collect();
        told.sort_unstable();
        assert_eq!(told, (0..RULES.len() + 7).collect::<Vec<_>>());
    }

    #[test]
    fn several_readers_find_what_one_finds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.swing");
        let founding = Founding {
            name: "Print & Paper".to_owned(),
            currency: "CZK".to_owned(),
            zone: "Europe/Prague".to_owned(),
            language: "en".to_owned(),
            manager: "Marie".to_owned(),
            code: "MD".to_owned(),
            pin: Pin::new("4826").unwrap(),
        };
        let clock = FixedClock::at(Instant(1_790_000_000_000));
        let mut office = Office::found(&path, Arc::new(clock), &founding).unwrap();
        #[expect(
            clippy::disallowed_methods,
            reason = "somebody who goes round the program"
        )]
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection
            .execute_batch("update staff set wrong_pins = 5, name = 'Eva'")
            .unwrap();
        let alone = check_beside(&mut office, Vec::new(), true, &mut |_, _| {}).unwrap();
        let others = vec![office.open_beside().unwrap(), office.open_beside().unwrap()];
        let beside = check_beside(&mut office, others, true, &mut |_, _| {}).unwrap();
        assert!(alone.len() > 1, "{alone:?}");
        assert_eq!(alone, beside);
    }
}
