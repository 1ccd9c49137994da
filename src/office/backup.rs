//! Backups: a copy of one moment, verified before it gets its name, kept by a rule; and the way back.

use super::{Office, Refused, verify};
use crate::model::{Clock, Instant};
use crate::store::{self, FileFault, StoreError};
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
    /// Older ones that the rule has let go.
    pub removed: Vec<PathBuf>,
}

/// Where the backups of an office lie unless another folder is named: `office-backups` beside `office.swing`.
#[must_use]
pub fn backup_folder(file: &Path) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push("-backups");
    file.with_file_name(name)
}

/// The backups in a folder that belong to this file, oldest first, with the moment in their names.
#[must_use]
pub fn backups_of(file: &Path, folder: &Path) -> Vec<(NaiveDateTime, PathBuf)> {
    let stem = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let moment = name
                .strip_prefix(&stem)?
                .strip_prefix('-')?
                .strip_suffix(".swing")?;
            Some((
                NaiveDateTime::parse_from_str(moment, NAME_FORMAT).ok()?,
                path,
            ))
        })
        .collect();
    found.sort_unstable();
    found
}

/// By so much the name of a backup may be ahead of the clock; a greater lead is that of a clock that was set back.
const LATER_MAX: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// How the moment stands in a backup's name, by the office's clock on the wall.
const NAME_FORMAT: &str = "%Y-%m-%d-%H%M%S";

/// Makes a backup of `file` in `folder` while others work, verifies it, and lets go of those that the rule does not keep.
///
/// # Errors
/// The file cannot be read, the folder cannot be written, the copy does not verify (it is removed then), or `progress` says
/// `false`.
pub fn back_up(
    file: &Path,
    folder: &Path,
    keep: Option<Keep>,
    clock: &Arc<dyn Clock>,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<Backup, Refused> {
    let zone = Office::open_to_read(file, clock.clone())?.facts().zone;
    store::private_folder(folder).map_err(|_| {
        Refused::store("store-read-only").with("path", folder.display().to_string())
    })?;
    let moment = clock.now().local(zone).naive_local();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let second = chrono::TimeDelta::seconds(1);
    // Two within one second: the later one has the later name, so that the rule does not let go of it as the older one.
    let newest = backups_of(file, folder).last().map(|(newest, _)| *newest);
    let mut named = match newest {
        Some(newest) if newest >= moment && newest < moment + LATER_MAX => newest + second,
        _ => moment,
    };
    let path = loop {
        let path = folder.join(format!("{stem}-{}.swing", named.format(NAME_FORMAT)));
        if !path.exists() {
            break path;
        }
        named += second;
    };
    let partial = store::beside(&path, &format!(".{}.partial", std::process::id()));
    store::copy(file, &partial, progress)?;
    let verified = verify_copy(&partial, clock).and_then(|head| {
        store::name_it(&partial, &path)?;
        Ok(head)
    });
    let head = verified.inspect_err(|_| drop(std::fs::remove_file(&partial)))?;
    let removed = keep.map_or_else(Vec::new, |keep| let_go(file, folder, keep));
    Ok(Backup {
        path,
        head,
        removed,
    })
}

fn let_go(file: &Path, folder: &Path, keep: Keep) -> Vec<PathBuf> {
    let all = backups_of(file, folder);
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
            (_, _, Some(fault)) => Err(damaged(format!("{fault:?}"))),
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

/// Puts a verified backup into the place of `file`. What stood there is never destroyed: it is kept under another name.
///
/// # Errors
/// `backup-missing`; the backup is damaged or somebody's working file; `store-exists` without `replace`; `store-in-use` where the office is open
/// anywhere.
pub fn restore(
    backup: &Path,
    file: &Path,
    replace: bool,
    clock: &Arc<dyn Clock>,
) -> Result<Restored, Refused> {
    if !backup.exists() {
        return Err(Refused::store("backup-missing").with("path", backup.display().to_string()));
    }
    if file.exists() && !replace {
        return Err(FileFault::Exists(file.to_owned()).into());
    }
    let same = |a: &Path, b: &Path| std::fs::canonicalize(a).ok() == std::fs::canonicalize(b).ok();
    if file.exists() && same(backup, file) {
        return Err(FileFault::InUse(file.to_owned()).into());
    }
    let head = verify_copy(backup, clock)?;
    let moment: Instant = clock.now();
    let aside = store::beside(file, &format!(".before-restore-{}", moment.0));
    let aside = store::put_in_place(backup, file, replace, &aside)?;
    let mut abandoned = Vec::new();
    for (_, path) in backups_of(file, &backup_folder(file)) {
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
