//! `swingdoor backup`, `restore`, `export` and the way back from an export.

use super::output::{Exit, Stop, say};
use super::place::Place;
use crate::exchange::{self, Form, MANIFEST};
use crate::model::text::safe;
use crate::office::{Datum, Keep, Office, Refused, Replaced, back_up, backup_folder, restore};
use crate::records::setting::Setting;
use crate::words::named;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Makes a verified backup beside the office, or in a folder that is named.
pub(super) fn backup(
    place: &Place<'_>,
    folder: Option<&Path>,
    keep: Option<&str>,
) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let rule = match keep {
        Some(rule) => rule.to_owned(),
        None => office.read(|reader| Setting::BackupKeep.get(reader))?,
    };
    let keep = Keep::parse(&rule).ok_or_else(|| {
        let key = Setting::BackupKeep;
        let (values, max, choices) = key.kind().possible();
        Refused::usage("bad-setting")
            .with("key", "keep")
            .with("setting", Datum::Word(key.word()))
            .with("value", rule.chars().take(40).collect::<String>())
            .with("values", values)
            .with("max", max)
            .with("choices", choices)
    })?;
    drop(office);
    let own = backup_folder(place.file);
    let words = place.words;
    let mut shown = Progress::default();
    let made = back_up(
        place.file,
        folder.unwrap_or(&own),
        Some(keep),
        &Place::clock(),
        &mut |copy| faults_of(copy, false),
        &mut |done, all| {
            shown.show(&words.cli_copying(percent(done, all)));
            true
        },
    )?;
    shown.clear();
    writeln!(std::io::stdout(), "{}", made.path.display())?;
    if let Some(first) = made.faults.first() {
        say(&words.cli_backup_faults(named::Faults(made.faults.len()), named::Place(safe(first))));
        return Ok(Exit::Refused);
    }
    say(&words.cli_backed_up(
        named::Hash(short(&made.head.hash)),
        named::Lines(made.head.seq),
    ));
    for path in made.removed {
        say(&words.cli_let_go(path.display().to_string()));
    }
    for path in made.other {
        say(&words.cli_other_journal(path.display().to_string()));
    }
    Ok(Exit::Done)
}

/// What `check` finds in a copy: where, and what.
pub fn faults_of(copy: &mut Office, deep: bool) -> Result<Vec<String>, Refused> {
    let faults = super::check::check_with(copy, deep, &mut |_, _| {})?;
    Ok(faults.into_iter().map(|fault| fault.what).collect())
}

/// How something takes the place of an office.
pub(super) struct How<'a> {
    /// What stands there is put aside.
    pub(super) replace: bool,
    /// The manager who says so.
    pub(super) code: Option<&'a str>,
    /// Also where `check` finds faults.
    pub(super) with_faults: bool,
}

/// Puts a backup, or an export, into the place of the office, when `check` has held on it.
pub(super) fn bring_back(place: &Place<'_>, from: &Path, how: &How<'_>) -> Result<Exit, Stop> {
    let words = place.words;
    let mut found = 0;
    let mut prove = |copy: &mut Office| {
        let faults = faults_of(copy, true)?;
        if !how.with_faults {
            return Ok(faults);
        }
        found = faults.len();
        for fault in &faults {
            say(&safe(fault));
        }
        Ok(Vec::new())
    };
    let (head, restored) = if from.join(MANIFEST).is_file() {
        if how.replace && place.file.exists() {
            return Err(Refused::usage("store-exists")
                .with("path", place.file.display().to_string())
                .into());
        }
        let mut shown = Progress::default();
        let manifest = exchange::load(from, place.file, &mut prove, &mut |table, rows| {
            shown.show(&format!("{table}: {rows}"));
        })?;
        shown.clear();
        ((manifest.seq, manifest.head), None)
    } else {
        let replaced = replaced(place, how)?;
        let replace = how.replace.then_some(replaced.as_ref());
        let restored = restore(from, place.file, replace, &Place::clock(), &mut prove)?;
        let head = (restored.head.seq, restored.head.hash.clone());
        (head, Some(restored))
    };
    writeln!(std::io::stdout(), "{}", place.file.display())?;
    let (hash, lines) = (named::Hash(short(&head.1)), named::Lines(head.0));
    if found == 0 {
        say(&words.cli_restored(hash, lines));
    } else {
        say(&words.cli_restored_with_faults(found));
    }
    if let Some(restored) = restored {
        if let Some(aside) = restored.aside {
            say(&words.cli_kept_aside(aside.display().to_string()));
        }
        for path in restored.abandoned {
            say(&words.cli_abandoned(path.display().to_string()));
        }
    }
    Ok(Exit::Done)
}

/// The office that is replaced, where one stands there that can still be opened: a manager of it says so with their PIN.
fn replaced(place: &Place<'_>, how: &How<'_>) -> Result<Option<Replaced>, Stop> {
    if !how.replace || !place.file.exists() {
        return Ok(None);
    }
    let mut stopped = None;
    let asked = Replaced::by(place.file, &Place::clock(), &mut || {
        let code = how
            .code
            .ok_or_else(|| Refused::usage("restore-needs-manager"))?;
        match super::do_lines::pin(place) {
            Ok(pin) => Ok((code.to_owned(), pin)),
            Err(Stop::Refused(refused)) => Err(refused),
            Err(stop) => {
                stopped = Some(stop);
                Err(Refused::usage("pin-missing"))
            }
        }
    });
    match stopped {
        Some(stop) => Err(stop),
        None => Ok(asked?),
    }
}

/// Writes every table into a folder.
pub(super) fn export(place: &Place<'_>, folder: &Path, json: bool) -> Result<Exit, Stop> {
    let form = if json { Form::JsonLines } else { Form::Csv };
    let mut shown = Progress::default();
    let manifest = exchange::dump(place.file, folder, form, &mut |table, rows| {
        shown.show(&format!("{table}: {rows}"));
    })?;
    shown.clear();
    writeln!(std::io::stdout(), "{}", folder.display())?;
    let rows: i64 = manifest.tables.iter().map(|(_, rows)| rows).sum();
    say(&place.words.cli_exported(
        named::Rows(rows),
        named::Tables(i64::try_from(manifest.tables.len()).unwrap_or(i64::MAX)),
    ));
    Ok(Exit::Done)
}

/// The first digits of a hash, as people compare them.
fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

pub(super) fn percent(done: i64, all: i64) -> i64 {
    done * 100 / all.max(1)
}

/// One line on a terminal's standard error that changes in place; silent where nobody looks.
#[derive(Debug, Default)]
pub(super) struct Progress {
    last: String,
}

impl Progress {
    pub(super) fn show(&mut self, text: &str) {
        if self.last != text && std::io::stderr().is_terminal() {
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
            text.clone_into(&mut self.last);
        }
    }

    pub(super) fn clear(&mut self) {
        if !self.last.is_empty() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
