//! `swingdoor backup`, `restore`, `export` and the way back from an export.

use super::entry::Place;
use super::output::{Exit, Stop, say};
use crate::exchange::{self, Form, MANIFEST};
use crate::office::{Keep, Refused, back_up, backup_folder, restore};
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
        Refused::usage("bad-setting")
            .with("key", "keep")
            .with("value", rule)
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
        &mut |done, all| {
            shown.show(&words.cli_copying(percent(done, all)));
            true
        },
    )?;
    shown.clear();
    writeln!(std::io::stdout(), "{}", made.path.display())?;
    say(&words.cli_backed_up(
        named::Hash(short(&made.head.hash)),
        named::Lines(made.head.seq),
    ));
    for path in made.removed {
        say(&words.cli_let_go(path.display().to_string()));
    }
    Ok(Exit::Done)
}

/// Puts a backup, or an export, into the place of the office.
pub(super) fn bring_back(place: &Place<'_>, from: &Path, replace: bool) -> Result<Exit, Stop> {
    let words = place.words;
    if from.join(MANIFEST).is_file() {
        if replace && place.file.exists() {
            return Err(Refused::usage("store-exists")
                .with("path", place.file.display().to_string())
                .into());
        }
        let mut shown = Progress::default();
        let manifest = exchange::load(from, place.file, &mut |table, rows| {
            shown.show(&format!("{table}: {rows}"));
        })?;
        shown.clear();
        writeln!(std::io::stdout(), "{}", place.file.display())?;
        say(&words.cli_restored(
            named::Hash(short(&manifest.head)),
            named::Lines(manifest.seq),
        ));
        return Ok(Exit::Done);
    }
    let restored = restore(from, place.file, replace, &Place::clock())?;
    writeln!(std::io::stdout(), "{}", place.file.display())?;
    say(&words.cli_restored(
        named::Hash(short(&restored.head.hash)),
        named::Lines(restored.head.seq),
    ));
    if let Some(aside) = restored.aside {
        say(&words.cli_kept_aside(aside.display().to_string()));
    }
    for path in restored.abandoned {
        say(&words.cli_abandoned(path.display().to_string()));
    }
    Ok(Exit::Done)
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
