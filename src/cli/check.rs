//! `swingdoor check`: the engine's own check, then each invariant of the business as one query that must find nothing.

use super::check_rules::{RULES, Rule};
use super::proof;
use crate::cover::handback::sheet;
use crate::model::{LineState, Money, OrderId, Quantity};
use crate::office::{
    Office, OfficeId, Reader, Reads, Refused, backup_folder, head_of_copy, named_as_backups,
};
use crate::records::order;
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

/// One part of the check, which is read by itself.
struct Part {
    /// Where its faults stand among those of the others.
    told: usize,
    what: What,
}

enum What {
    Engine,
    References,
    Rule(&'static Rule),
    /// Every row's digest, or only those of authority and money.
    Rows {
        deep: bool,
    },
    Schema,
    States,
    Sheets,
    Names,
}

/// All parts, the longest ones first.
fn parts(deep: bool) -> Vec<Part> {
    let ends = [
        What::Rows { deep },
        What::Schema,
        What::States,
        What::Sheets,
        What::Names,
    ];
    let told = [What::Engine, What::References]
        .into_iter()
        .chain(RULES.iter().map(What::Rule))
        .chain(ends);
    let mut parts: Vec<Part> = told
        .enumerate()
        .map(|(told, what)| Part { told, what })
        .collect();
    parts.sort_by_key(|part| match part.what {
        What::Rows { .. } => 0,
        What::Engine => 1,
        What::References => 2,
        _ => 3,
    });
    parts
}

impl Part {
    fn faults(
        &self,
        reader: &mut Reader<'_>,
        progress: &mut dyn FnMut(i64, i64),
    ) -> Result<Vec<Fault>, Refused> {
        let mut faults = Vec::new();
        match &self.what {
            What::Engine => {
                for row in reader.rows("pragma integrity_check(20)", &[])? {
                    let what = row.text(0)?;
                    if what != "ok" {
                        faults.push(Fault { invariant: 0, what });
                    }
                }
            }
            What::References => {
                for row in reader.rows("pragma foreign_key_check", &[])? {
                    faults.push(Fault {
                        invariant: 0,
                        what: format!("a row of {} refers to nothing", row.text(0)?),
                    });
                }
            }
            What::Rule(rule) => {
                for row in reader.rows(rule.sql, &[])?.iter().take(20) {
                    faults.push(Fault {
                        invariant: rule.invariant,
                        what: row.text(0)?,
                    });
                }
            }
            What::Rows { deep } => proof::rows(reader, *deep, progress, &mut faults)?,
            What::Schema => proof::schema(reader, &mut faults)?,
            What::States => states_hold(reader, &mut faults)?,
            What::Sheets => sheets_hold(reader, &mut faults)?,
            What::Names => super::check_names::names(reader, &mut faults)?,
        }
        Ok(faults)
    }
}

/// Every journal head that a backup beside the office was given is still in the journal (invariant 25): so a tail that was cut
/// off shows.
///
/// # Errors
/// What the store reports; a backup that cannot be read is a fault of its own.
pub(super) fn heads(office: &mut Office) -> Result<Vec<Fault>, Refused> {
    let (file, id) = (office.path().to_owned(), office.id()?);
    let mut faults = Vec::new();
    for (_, path) in named_as_backups(&backup_folder(&file)) {
        // Other offices may keep theirs in the same folder.
        if OfficeId::of_copy(&path).is_ok_and(|other| other != id) {
            continue;
        }
        let fault = |what: String| Fault {
            invariant: 25,
            what: format!("backup {}: {what}", path.display()),
        };
        match head_of_copy(&path) {
            Err(refused) => faults.push(fault(refused.to_string())),
            Ok(head) => {
                let there = office.read(|reader| {
                    reader.row(
                        "select lower(hex(hash)) from journal where seq = $1",
                        &[head.seq.into()],
                    )
                })?;
                let there = there.map(|row| row.text(0)).transpose()?;
                if there.as_ref() != Some(&head.hash) {
                    faults.push(fault(format!(
                        "journal line {} of it is not in the office",
                        head.seq
                    )));
                }
            }
        }
    }
    Ok(faults)
}

/// The sheet of every ended cover has every act under it (invariant 33); of many covers the newest thousand.
fn sheets_hold(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    let now = reader.now();
    let covers = reader.rows(
        "select id, number from cover where starts_at is not null and (ended_at is not null or ends_at <= $1) order by id desc limit 1000",
        &[now.0.into()],
    )?;
    for row in covers {
        let (id, number) = (row.int(0)?, row.text(1)?);
        let acts = reader.rows("select seq from journal where cover = $1", &[id.into()])?;
        if acts.is_empty() {
            continue;
        }
        let shown = sheet(reader, &number)?;
        for act in acts {
            let seq = act.int(0)?;
            if !shown.lines.iter().any(|line| line.seq == seq) {
                faults.push(Fault {
                    invariant: 33,
                    what: format!("cover {number}: journal line {seq} is not on its sheet"),
                });
            }
        }
    }
    Ok(())
}

/// Every open order's total and states are what its lines say; of closed ones the newest ten thousand.
fn states_hold(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    let mut ids = Vec::new();
    for row in reader.rows("select id from orders where open = 1", &[])? {
        ids.push(OrderId(row.int(0)?));
    }
    for row in reader.rows(
        "select id from orders where open = 0 order by id desc limit 10000",
        &[],
    )? {
        ids.push(OrderId(row.int(0)?));
    }
    for id in ids {
        let order = order::Order::get(reader, id)?;
        let lines = order::lines(reader, id)?;
        let total = order.total_of(&lines)?;
        if total != order.total {
            faults.push(Fault {
                invariant: 7,
                what: format!(
                    "order {} says {}, its lines say {total}",
                    order.number, order.total
                ),
            });
        }
        let counts: Vec<LineState> = lines.iter().map(|line| line.state).collect();
        let row = reader.row(
            "select cast(coalesce(sum(l.quantity), 0) as bigint) from parcel p cross join parcel_line l on l.parcel = p.id where p.orders = $1 and p.ready_at is not null and p.handed_at is null",
            &[id.0.into()],
        )?;
        let facts = crate::model::order::Facts {
            lines: &counts,
            ready: Quantity(row.map_or(Ok(0), |row| row.int(0))?),
            held: order.hold.is_some(),
            cancelled: order.cancelled.is_some(),
            total: order.total,
            deposit: order.deposit,
            paid: order.paid,
            on_account: order.on_account,
        };
        if crate::model::order::states(&facts) != order.states {
            faults.push(Fault {
                invariant: 7,
                what: format!("order {} is stored as {:?}", order.number, order.states),
            });
        }
        if order.paid < Money::ZERO {
            faults.push(Fault {
                invariant: 9,
                what: format!("order {}", order.number),
            });
        }
        if faults.len() > 200 {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
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
