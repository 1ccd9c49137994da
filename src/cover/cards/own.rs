//! The office's own cards: Markdown in a folder beside its file, `office-cards/cs/order.pick.md` for `office.swing`. They may be
//! written in any editor; a card that cannot be read is left aside, with the reason.

use crate::office::Refused;
use crate::store::private_folder;
use crate::words::Lang;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The largest card that is read or written, in bytes.
pub const CARD_BYTES_MAX: u64 = 64 * 1024;

/// The longest name of a card, in characters.
const NAME_CHARACTERS_MAX: usize = 60;

/// Where the own cards of an office lie: `office-cards` beside `office.swing`.
#[must_use]
pub fn card_folder(file: &Path) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push("-cards");
    file.with_file_name(name)
}

/// Whether a card may be called this: letters, digits, points, dashes and underscores, no point at the beginning.
#[must_use]
pub fn is_card_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= NAME_CHARACTERS_MAX
        && !name.starts_with('.')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

fn place(folder: &Path, lang: Lang, name: &str) -> PathBuf {
    folder.join(lang.as_str()).join(format!("{name}.md"))
}

/// The text of an own card; none where the office has no such card.
///
/// # Errors
/// It is larger than [`CARD_BYTES_MAX`], is no text (UTF-8), or cannot be read.
pub fn read_own(folder: &Path, lang: Lang, name: &str) -> Result<Option<String>, Refused> {
    if !is_card_name(name) {
        return Ok(None);
    }
    let path = place(folder, lang, name);
    let about = |id| Refused::rule(id).with("card", path.display().to_string());
    match path.metadata() {
        // A device or a pipe could keep whoever reads it waiting for ever.
        Ok(found) if !found.is_file() => return Ok(None),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(about("card-unreadable").with("detail", error.to_string())),
    }
    let mut bytes = Vec::new();
    std::fs::File::open(&path)
        .and_then(|file| file.take(CARD_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| about("card-unreadable").with("detail", error.to_string()))?;
    check_size(name, bytes.len())?;
    let text = String::from_utf8(bytes).map_err(|_| about("card-no-text"))?;
    Ok(Some(text))
}

fn check_size(name: &str, bytes: usize) -> Result<(), Refused> {
    if u64::try_from(bytes).is_ok_and(|bytes| bytes <= CARD_BYTES_MAX) {
        return Ok(());
    }
    Err(too_large(name))
}

pub(super) fn too_large(name: &str) -> Refused {
    let kilobytes = i64::try_from(CARD_BYTES_MAX / 1024).unwrap_or(i64::MAX);
    Refused::rule("card-too-large")
        .with("card", name)
        .with("max", kilobytes)
}

/// An own card that is written and on the disk, and has not its name yet: until [`NewCard::put`] everybody reads the old one.
#[derive(Debug)]
#[must_use = "it takes the place of the old card only when it is put there"]
pub struct NewCard {
    path: PathBuf,
    /// Where the text waits; none: the card is taken away.
    partial: Option<PathBuf>,
}

/// Writes an own card, in one piece: whoever reads meanwhile sees the old one or the new one. An empty text takes it away.
///
/// # Errors
/// As [`prepare_own`] and [`NewCard::put`]; the old card stays then.
pub fn write_own(folder: &Path, lang: Lang, name: &str, text: &str) -> Result<(), Refused> {
    prepare_own(folder, lang, name, text)?.put()
}

/// Writes the text of an own card to the disk, beside the old card.
///
/// # Errors
/// The name cannot be a card's, the text is larger than [`CARD_BYTES_MAX`], the disk is full (`card-disk-full`), or the folder
/// cannot be written; nothing of it stays then.
pub fn prepare_own(folder: &Path, lang: Lang, name: &str, text: &str) -> Result<NewCard, Refused> {
    check_size(name, text.len())?;
    if !is_card_name(name) {
        return Err(Refused::rule("bad-card-name").with("value", name));
    }
    let path = place(folder, lang, name);
    let mut new = NewCard {
        path,
        partial: None,
    };
    if text.trim().is_empty() {
        return Ok(new);
    }
    let partial = crate::store::beside(&new.path, ".partial");
    new.partial = Some(partial.clone());
    let written = private_folder(&folder.join(lang.as_str()))
        .and_then(|()| crate::store::private_file(&partial, false))
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
    match written {
        Ok(()) => Ok(new),
        Err(error) => Err(new.not_written(&error)),
    }
}

impl NewCard {
    /// Gives it the name of the card, or takes the card away.
    ///
    /// # Errors
    /// The folder cannot be written; the old card stays then.
    pub fn put(mut self) -> Result<(), Refused> {
        let outcome = match self.partial.take() {
            Some(partial) => std::fs::rename(&partial, &self.path).inspect_err(|_| {
                let _ = std::fs::remove_file(&partial);
            }),
            None => match std::fs::remove_file(&self.path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            },
        };
        outcome.map_err(|error| self.not_written(&error))?;
        crate::store::sync_folder(&self.path);
        Ok(())
    }

    fn not_written(&self, error: &std::io::Error) -> Refused {
        use std::io::ErrorKind::{QuotaExceeded, StorageFull};
        let card = self.path.display().to_string();
        match error.kind() {
            StorageFull | QuotaExceeded => Refused::store("card-disk-full").with("card", card),
            _ => Refused::store("card-not-written")
                .with("card", card)
                .with("detail", error.to_string()),
        }
    }
}

impl Drop for NewCard {
    fn drop(&mut self) {
        if let Some(partial) = &self.partial {
            let _ = std::fs::remove_file(partial);
        }
    }
}
