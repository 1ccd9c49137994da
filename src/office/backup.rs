//! Backups: a copy of one moment, verified before it gets its name, kept by a rule; and the way back.

use super::{Office, Refused, verify};
use crate::model::Clock;
use crate::store;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where the journal of a file ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalHead {
    /// Its last line.
    pub seq: i64,
    /// The hash of that line, in hex.
    pub hash: String,
}

/// So many digits of a hash are noted by hand: more than anybody finds another journal for.
const NOTED_DIGITS: usize = 16;

impl JournalHead {
    /// As it is noted by hand: "177 3f9a52d10b7c44e8", the beginning of what `journal head` prints.
    #[must_use]
    pub fn in_short(&self) -> String {
        let digits: String = self.hash.chars().take(NOTED_DIGITS).collect();
        format!("{} {digits}", self.seq)
    }
}

/// Which backups stay: the newest of each of so many days, weeks and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    days: u32,
    weeks: u32,
    months: u32,
}

/// The most days, weeks or months that a rule may keep.
const KEEP_MAX: u32 = 9_999;

impl Keep {
    /// Reads "7d4w12m"; parts may be missing, but one must keep something.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut keep = Self {
            days: 0,
            weeks: 0,
            months: 0,
        };
        let mut number = String::new();
        for c in text.trim().chars() {
            if c.is_ascii_digit() {
                number.push(c);
                continue;
            }
            let count = number.parse().ok().filter(|count| *count <= KEEP_MAX)?;
            match c {
                'd' => keep.days = count,
                'w' => keep.weeks = count,
                'm' => keep.months = count,
                _ => return None,
            }
            number.clear();
        }
        (number.is_empty() && keep.days + keep.weeks + keep.months > 0).then_some(keep)
    }

    /// Which of these moments stay; the newest always does.
    fn of(self, mut moments: Vec<NaiveDateTime>) -> BTreeSet<NaiveDateTime> {
        moments.sort_unstable_by(|a, b| b.cmp(a));
        let mut kept: BTreeSet<NaiveDateTime> = moments.first().copied().into_iter().collect();
        let by_day = |day: NaiveDate| (day.year(), day.ordinal());
        let by_week = |day: NaiveDate| (day.iso_week().year(), day.iso_week().week());
        let by_month = |day: NaiveDate| (day.year(), day.month());
        for (count, period) in [
            (self.days, &by_day as &dyn Fn(NaiveDate) -> (i32, u32)),
            (self.weeks, &by_week),
            (self.months, &by_month),
        ] {
            let mut seen = BTreeSet::new();
            for moment in &moments {
                if seen.len() < count as usize && seen.insert(period(moment.date())) {
                    kept.insert(*moment);
                }
            }
        }
        kept
    }
}

impl std::fmt::Display for Keep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (count, letter) in [(self.days, 'd'), (self.weeks, 'w'), (self.months, 'm')] {
            if count > 0 {
                write!(f, "{count}{letter}")?;
            }
        }
        Ok(())
    }
}

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub path: PathBuf,
    /// Where its journal ends.
    pub head: JournalHead,
    /// What is wrong in it, and was in the office: a sentence each.
    pub faults: Vec<String>,
    /// Older ones that the rule has let go.
    pub removed: Vec<PathBuf>,
    /// Those of this office whose last line is not in its journal: they stay, whatever the rule says.
    pub other: Vec<PathBuf>,
}

/// Where the backups of an office lie unless another folder is named: `office-backups` beside `office.swing`.
#[must_use]
pub fn backup_folder(file: &Path) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push("-backups");
    file.with_file_name(name)
}

/// Which office a file is: the hash of its founding line. Two offices may have files of one name, and one office files of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeId(Vec<u8>);

impl OfficeId {
    fn of(engine: &mut dyn store::Engine) -> Result<Self, Refused> {
        let rows = engine.run("select hash from journal where seq = 1", &[])?;
        let row = rows.first();
        let row = row.ok_or_else(|| Refused::store("store-foreign").with("path", ""))?;
        Ok(Self(row.blob(0)?))
    }

    /// Of a copy that nobody works on.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn of_copy(path: &Path) -> Result<Self, Refused> {
        Self::of(&mut store::open_copy(path)?)
    }
}

impl Office {
    /// Which office this is.
    ///
    /// # Errors
    /// What the store reports.
    pub fn id(&mut self) -> Result<OfficeId, Refused> {
        OfficeId::of(self.engine.as_mut())
    }
}

/// The backups of this office in a folder, oldest first, with the moment in their names. Other offices may keep theirs there.
#[must_use]
pub fn backups_of(office: &OfficeId, folder: &Path) -> Vec<(NaiveDateTime, PathBuf)> {
    let mut found = named_as_backups(folder);
    found.retain(|(_, path)| OfficeId::of_copy(path).is_ok_and(|id| id == *office));
    found
}

/// The moment in the name of the newest backup of this office in a folder; only as many are opened as are newer than that.
#[must_use]
pub fn newest_backup(office: &OfficeId, folder: &Path) -> Option<NaiveDateTime> {
    let named = named_as_backups(folder);
    let is_own = |path: &Path| OfficeId::of_copy(path).is_ok_and(|id| id == *office);
    let newest = named.into_iter().rfind(|(_, path)| is_own(path));
    newest.map(|(moment, _)| moment)
}

/// What is called as backups are in a folder, oldest first, whatever it may be.
#[must_use]
pub fn named_as_backups(folder: &Path) -> Vec<(NaiveDateTime, PathBuf)> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| {
            let path = entry.path();
            Some((moment_of(path.file_name()?.to_str()?)?, path))
        })
        .collect();
    found.sort_unstable();
    found
}

/// The moment in the name of a backup, such as "office-2026-11-23-180000.swing".
fn moment_of(name: &str) -> Option<NaiveDateTime> {
    let name = name.strip_suffix(".swing")?;
    let moment = name.get(name.len().checked_sub(MOMENT_BYTES + 1)?..)?;
    NaiveDateTime::parse_from_str(moment.strip_prefix('-')?, NAME_FORMAT).ok()
}

/// Half-made backups of this file that nobody goes on with: whoever made them was killed, or the machine went off.
fn sweep(file: &Path, folder: &Path) {
    let stem = stem_of(file);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let half = name.strip_suffix(".partial").and_then(|rest| {
            let (backup, process) = rest.rsplit_once('.')?;
            process.parse::<u32>().ok()?;
            moment_of(backup)
        });
        let age = entry
            .metadata()
            .and_then(|found| found.modified())
            .ok()
            .and_then(|at| at.elapsed().ok());
        let is_old = age.is_some_and(|age| age >= ABANDONED_AFTER);
        if half.is_some() && name.starts_with(&stem) && is_old {
            store::remove(&entry.path());
        }
    }
}

fn stem_of(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// How old a half-made backup must be before it is taken for abandoned.
pub const ABANDONED_AFTER: std::time::Duration = std::time::Duration::from_secs(3600);

/// By so much the name of a backup may be ahead of the clock; a greater lead is that of a clock that was set back.
const LATER_MAX: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// How the moment stands in a backup's name, by the office's clock on the wall.
const NAME_FORMAT: &str = "%Y-%m-%d-%H%M%S";

/// How many bytes that takes.
const MOMENT_BYTES: usize = 17;

/// What proves a copy beyond its structure: gives what it finds wrong, a sentence each.
pub type Prove<'a> = dyn FnMut(&mut Office) -> Result<Vec<String>, Refused> + 'a;

/// Makes a backup of `file` in `folder` while others work, proves it, and lets go of those of the same office that the rule does not
/// keep. One in which `prove` finds something is kept as well, and nothing is let go for it: it may be all that there is.
///
/// # Errors
/// The file cannot be read, the folder cannot be written, the copy is damaged (it is removed then), or `progress` says `false`.
pub fn back_up(
    file: &Path,
    folder: &Path,
    keep: Option<Keep>,
    clock: &Arc<dyn Clock>,
    prove: &mut Prove<'_>,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<Backup, Refused> {
    let mut office = Office::open_to_read(file, clock.clone())?;
    let (zone, id) = (office.facts().zone, office.id()?);
    // The office's time: a clock that is not believed names no backup.
    let now = office.read(|reader| Ok(super::Reads::now(reader)))?;
    drop(office);
    store::private_folder(folder).map_err(|_| {
        Refused::store("store-read-only").with("path", folder.display().to_string())
    })?;
    sweep(file, folder);
    let moment = now.local(zone).naive_local();
    let stem = stem_of(file);
    let second = chrono::TimeDelta::seconds(1);
    // Two within one second: the later one has the later name, so that the rule does not let go of it as the older one.
    let newest = newest_backup(&id, folder);
    let mut named = match newest {
        Some(newest) if newest >= moment && newest < moment + LATER_MAX => newest + second,
        _ => moment,
    };
    let path_of =
        |named: NaiveDateTime| folder.join(format!("{stem}-{}.swing", named.format(NAME_FORMAT)));
    while path_of(named).exists() {
        named += second;
    }
    let ending = format!(".{}.partial", std::process::id());
    let partial = store::beside(&path_of(named), &ending);
    store::copy(file, &partial, progress)?;
    let proved = verify_copy(&partial, clock).and_then(|head| {
        let mut copy = Office::over(
            Box::new(store::open_copy(&partial)?),
            &partial,
            clock.clone(),
        )?;
        let faults = prove(&mut copy)?;
        drop(copy);
        // Another office may have taken the name meanwhile.
        while !store::name_it(&partial, &path_of(named))? {
            named += second;
        }
        Ok((head, faults))
    });
    let (head, faults) = proved.inspect_err(|_| store::remove(&partial))?;
    let path = path_of(named);
    let (own, other) = apart(&path, backups_of(&id, folder), clock)?;
    let removed = match keep {
        Some(keep) if faults.is_empty() => let_go(own, keep),
        _ => Vec::new(),
    };
    Ok(Backup {
        path,
        head,
        faults,
        removed,
        other,
    })
}

type Dated = Vec<(NaiveDateTime, PathBuf)>;

/// The backups whose journal goes on in the one that was made last, and the others: they know what it does not, and prove it.
fn apart(
    newest: &Path,
    all: Dated,
    clock: &Arc<dyn Clock>,
) -> Result<(Dated, Vec<PathBuf>), Refused> {
    let engine = Box::new(store::open_copy(newest)?);
    let mut office = Office::over(engine, newest, clock.clone())?;
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for (moment, path) in all {
        let goes_on = match head_of_copy(&path) {
            Ok(head) => office.read(|reader| {
                let row = super::Reads::row(
                    reader,
                    "select lower(hex(hash)) from journal where seq = $1",
                    &[head.seq.into()],
                )?;
                Ok(row.is_some_and(|row| row.text(0).is_ok_and(|hash| hash == head.hash)))
            })?,
            // What cannot be read is nobody's to throw away.
            Err(_) => false,
        };
        if goes_on {
            own.push((moment, path));
        } else {
            other.push(path);
        }
    }
    Ok((own, other))
}

fn let_go(all: Dated, keep: Keep) -> Vec<PathBuf> {
    let kept = keep.of(all.iter().map(|(moment, _)| *moment).collect());
    all.into_iter()
        .filter(|(moment, _)| !kept.contains(moment))
        .filter(|(_, path)| std::fs::remove_file(path).is_ok())
        .map(|(_, path)| path)
        .collect()
}

/// Reads a copy through: every page by the engine's own check, and the journal's chain to its end.
///
/// # Errors
/// `store-damaged` with what was found, or why it cannot be read.
pub fn verify_copy(path: &Path, clock: &Arc<dyn Clock>) -> Result<JournalHead, Refused> {
    let mut copy = Office::over(Box::new(store::open_copy(path)?), path, clock.clone())?;
    copy.read(|reader| {
        use super::Reads;
        let damaged = |detail: String| Refused::store("store-damaged").with("detail", detail);
        for row in reader.rows("pragma integrity_check(1)", &[])? {
            let found = row.text(0)?;
            if found != "ok" {
                return Err(damaged(found));
            }
        }
        match verify(reader)? {
            (seq, hash, None) => Ok(JournalHead { seq, hash }),
            (_, _, Some(fault)) => Err(damaged(super::chain_fault_in_words(reader, &fault)?)),
        }
    })
}

/// Where the journal of a backup ends, without reading it through.
///
/// # Errors
/// Why it cannot be read.
pub fn head_of_copy(path: &Path) -> Result<JournalHead, Refused> {
    let mut engine = store::open_copy(path)?;
    let head = super::journal::head(&mut engine)?;
    Ok(JournalHead {
        seq: head.seq,
        hash: head.hex(),
    })
}

/// Where the journal ends in an engine that is open: the last line, and its hash in hex.
///
/// # Errors
/// What the store reports.
pub fn head_of(engine: &mut dyn crate::store::Engine) -> Result<(i64, String), Refused> {
    let head = super::journal::head(engine)?;
    Ok((head.seq, head.hex()))
}
