//! `check`, the rules that no query can say: names without hidden characters that are found by what was typed, and files that
//! nobody else can read.

use super::check::Fault;
use crate::model::text::{check_name, digits, fold};
use crate::office::{Office, Reader, Reads, Refused, Row, backup_folder, backups_of};
use std::path::Path;

/// Rows that are looked at together.
const ROWS: usize = 5_000;

/// Faults of one kind beyond which no more are told.
const FAULTS_MAX: usize = 20;

/// Something with a name: how its rows after a key are read (key, code, name, folded, phone, digits; the last three may be empty).
type Named = (&'static str, &'static str);

const NAMED: &[Named] = &[
    (
        "customer",
        "select id, code, name, folded, phone, digits from customer where id > $1 and erased_at is null and merged_into is null order by id limit $2",
    ),
    (
        "item",
        "select id, code, name, folded, '', '' from item where id > $1 order by id limit $2",
    ),
    (
        "staff",
        "select id, code, name, '', '', '' from staff where id > $1 order by id limit $2",
    ),
];

/// Every name is as a name may be (invariant 38), and what its search compares with follows from it (invariant 40).
///
/// # Errors
/// What the store reports.
pub(super) fn names(reader: &mut Reader<'_>, faults: &mut Vec<Fault>) -> Result<(), Refused> {
    for (kind, sql) in NAMED {
        let mut after = 0;
        let before = faults.len();
        loop {
            let limit = i64::try_from(ROWS).unwrap_or(i64::MAX);
            let rows = reader.rows(sql, &[after.into(), limit.into()])?;
            for row in &rows {
                after = row.int(0)?;
                faults.extend(name_fault(kind, row)?);
            }
            if rows.len() < ROWS || faults.len() - before >= FAULTS_MAX {
                break;
            }
        }
        faults.truncate(before + FAULTS_MAX);
    }
    Ok(())
}

fn name_fault(kind: &str, row: &Row) -> Result<Option<Fault>, Refused> {
    let (code, name, folded) = (row.text(1)?, row.text(2)?, row.text(3)?);
    let fault = |invariant, what: &str| {
        Some(Fault {
            invariant,
            what: format!("{kind} {code}: {what}"),
        })
    };
    if check_name(&name).as_deref() != Ok(name.as_str()) {
        return Ok(fault(38, "its name is none"));
    }
    // Of people nothing is kept for searching; they are few.
    if kind != "staff" && folded != fold(&name) {
        return Ok(fault(40, "its name is not what its search compares with"));
    }
    if row.text(5)? != digits(&row.text(4)?) {
        return Ok(fault(
            40,
            "its telephone is not what its search compares with",
        ));
    }
    Ok(None)
}

/// The file, what lies beside it and its backups can be read by their owner only (invariant 43).
pub(super) fn modes(office: &mut Office) -> Result<Vec<Fault>, Refused> {
    let file = office.path().to_owned();
    let beside = ["-wal", "-shm"].map(|ending| crate::store::beside(&file, ending));
    let backups = backups_of(&office.id()?, &backup_folder(&file));
    Ok(std::iter::once(&file)
        .chain(&beside)
        .chain(backups.iter().map(|(_, path)| path))
        .filter_map(|path| open_to_others(path))
        .collect())
}

#[cfg(unix)]
fn open_to_others(path: &Path) -> Option<Fault> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = path.metadata().ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then(|| Fault {
        invariant: 43,
        what: format!("{} has the mode {mode:03o}, not 600", path.display()),
    })
}

#[cfg(not(unix))]
fn open_to_others(_path: &Path) -> Option<Fault> {
    None
}
