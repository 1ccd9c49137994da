//! The way back from a backup: proved before it takes the place of the office, which is never destroyed.

use super::backup::{JournalHead, OfficeId, Prove, backup_folder, backups_of, head_of_copy};
use super::journal::Writing as NewLine;
use super::{Office, Refused, clock, journal, sealed, verify_copy};
use crate::model::{Clock, Instant, StaffId};
use crate::store::{self, Engine, FileFault, StoreError};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The line of a backup that has taken the place of an office.
pub(super) const RESTORING: &str = "file.restored";

/// What a restore has done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the journal of the office ends now.
    pub head: JournalHead,
    /// Under which name what stood there is kept.
    pub aside: Option<PathBuf>,
    /// Backups that know more than what was restored: renamed, so that nobody takes them for the office's past.
    pub abandoned: Vec<PathBuf>,
}

/// The office that is to be replaced, and who replaces it: as far as it could still be opened.
#[derive(Debug, Clone)]
pub struct Replaced {
    code: String,
    name: String,
    head: JournalHead,
    /// By its journal the machine's clock may be right.
    believes_clock: bool,
}

impl Replaced {
    /// Asks a manager of the office at `file`, by code and PIN. Nothing where the office cannot be opened any more.
    ///
    /// # Errors
    /// As [`Office::manager`]; somebody else's file, or one that is out of reach.
    pub fn by(
        file: &Path,
        clock: &Arc<dyn Clock>,
        who: &mut dyn FnMut() -> Result<(String, super::Pin), Refused>,
    ) -> Result<Option<Self>, Refused> {
        let mut office = match Office::open(file, clock.clone()) {
            Ok(office) => office,
            Err(refused) if matches!(refused.id, "store-damaged" | "store-foreign") => {
                return Ok(None);
            }
            Err(refused) => return Err(refused),
        };
        let (code, pin) = who()?;
        let (code, name) = office.manager(&code, &pin)?;
        let believes_clock = office.read(|reader| Ok(reader.clock_doubt().is_none()))?;
        let (seq, hash) = super::head_of(office.engine.as_mut())?;
        Ok(Some(Self {
            code,
            name,
            head: JournalHead { seq, hash },
            believes_clock,
        }))
    }

    fn ended_at(&self, (seq, hash): &(i64, String)) -> bool {
        self.head.seq == *seq && self.head.hash == *hash
    }
}

/// Puts a backup into the place of `file`, after `prove` has found nothing wrong in it. What stood there is never destroyed: it is kept
/// under another name, and a line in the journal of what takes its place says who did it and where the other one ended.
///
/// # Errors
/// `backup-missing`; the backup is damaged, somebody's working file or not what its journal says; `store-exists` without `replace`;
/// `store-in-use` where the office is open anywhere. Nothing stays behind then.
pub fn restore(
    backup: &Path,
    file: &Path,
    replace: Option<Option<&Replaced>>,
    clock: &Arc<dyn Clock>,
    prove: &mut Prove<'_>,
) -> Result<Restored, Refused> {
    if !backup.exists() {
        return Err(Refused::store("backup-missing").with("path", backup.display().to_string()));
    }
    if file.exists() && replace.is_none() {
        return Err(FileFault::Exists(file.to_owned()).into());
    }
    let same = |a: &Path, b: &Path| std::fs::canonicalize(a).ok() == std::fs::canonicalize(b).ok();
    if file.exists() && same(backup, file) {
        return Err(FileFault::InUse(file.to_owned()).into());
    }
    verify_copy(backup, clock)?;
    let partial = store::copy_beside(backup, file)?;
    let replaced = replace.flatten();
    let proved = proved(&partial, backup, clock, prove, replaced);
    let (head, id) = proved.inspect_err(|_| store::remove(&partial))?;
    let moment: Instant = clock.now();
    let aside = store::beside(file, &format!(".before-restore-{}", moment.0));
    // The line says where the other one ended: what was written to it since would be lost unsaid.
    let mut is_still = |engine: &mut dyn Engine| {
        let ends = super::head_of(engine);
        replaced.is_none_or(|replaced| ends.is_ok_and(|ends| replaced.ended_at(&ends)))
    };
    let aside = store::put_in_place(&partial, file, replace.is_some(), &aside, &mut is_still)?;
    let mut abandoned = Vec::new();
    for (_, path) in backups_of(&id, &backup_folder(file)) {
        if head_of_copy(&path).is_ok_and(|other| other.seq > head.seq) {
            let name = store::beside(&path, ".abandoned");
            std::fs::rename(&path, &name).map_err(|error| {
                Refused::from(FileFault::Store(
                    path.clone(),
                    StoreError::Io(error.to_string()),
                ))
            })?;
            abandoned.push(name);
        }
    }
    Ok(Restored {
        head,
        aside,
        abandoned,
    })
}

/// Brings the copy up to date, proves it, and writes the line of the one that it replaces. It is closed then.
fn proved(
    partial: &Path,
    backup: &Path,
    clock: &Arc<dyn Clock>,
    prove: &mut Prove<'_>,
    replaced: Option<&Replaced>,
) -> Result<(JournalHead, OfficeId), Refused> {
    let is_older = store::is_older(partial);
    let mut office = Office::open(partial, clock.clone())?;
    if is_older {
        // Of the backup itself there is no need to keep a copy of the older version beside it.
        store::remove_older_copies(partial);
    }
    let faults = prove(&mut office)?;
    refuse_faults(backup, &faults)?;
    let before = super::head_of(office.engine.as_mut())?;
    if let Some(replaced) = replaced {
        office.note_restored(backup, replaced)?;
    }
    // What the rest of the program knows of it is where the backup ended.
    let head = JournalHead {
        seq: before.0,
        hash: before.1,
    };
    Ok((head, office.id()?))
}

/// A copy that is not what its journal says is not put into the place of an office.
///
/// # Errors
/// `restore-edited`, with the first place.
pub fn refuse_faults(from: &Path, faults: &[String]) -> Result<(), Refused> {
    match faults.first() {
        None => Ok(()),
        Some(first) => Err(Refused::rule("restore-edited")
            .with("path", from.display().to_string())
            .with("place", first)
            .with("faults", i64::try_from(faults.len()).unwrap_or(i64::MAX))),
    }
}

impl Office {
    fn note_restored(&mut self, backup: &Path, replaced: &Replaced) -> Result<(), Refused> {
        let now = self.clock.now();
        self.engine.record_changes(sealed::WATCHED)?;
        self.engine.begin()?;
        let engine = self.engine.as_mut();
        let done = journal::head(engine).and_then(|last| {
            let (mut at, _) = clock::time(engine, &*self.clock, &last, &self.facts)?;
            if replaced.believes_clock {
                at = now.max(last.at);
            }
            let rows = engine.run(
                "select id from staff where code = $1",
                &[replaced.code.as_str().into()],
            )?;
            let staff = rows.first().map(|row| row.int(0)).transpose()?;
            let ask = json!({
                "backup": backup.file_name().unwrap_or_default().to_string_lossy(),
                "code": replaced.code, "name": replaced.name,
                "replaced": {"seq": replaced.head.seq, "hash": replaced.head.hash},
            });
            journal::append(
                engine,
                &last,
                at,
                line(staff.map(StaffId), &ask),
                Some(Vec::new()),
            )
        });
        match done {
            Ok(_) => Ok(self.engine.commit()?),
            Err(refused) => {
                self.engine.rollback();
                Err(refused)
            }
        }
    }
}

fn line(staff: Option<StaffId>, ask: &Value) -> NewLine<'static> {
    NewLine {
        staff,
        terminal: "restore",
        sign_in: None,
        duty: None,
        cover: None,
        review: false,
        verb: RESTORING,
        subject: "file",
        order: None,
        data: json!({"ask": ask, "got": {}}).to_string(),
    }
}

impl super::Writing<'_> {
    /// The line as the journal has it.
    pub(super) fn replay_restored(&mut self, line: &super::Line) -> Result<(), Refused> {
        self.journal(self::line(line.staff, &line.ask()))
    }
}
