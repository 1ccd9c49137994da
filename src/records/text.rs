//! What people may write: names and notes are checked once, here, before they reach the file.

use crate::model::text::{NameFault, check_name, check_note};
use crate::office::Refused;

/// A name: trimmed, NFC, 1 to 200 characters, without control, bidi or zero-width characters (invariant 38).
///
/// # Errors
/// `bad-name` with the field and what is wrong.
pub fn name(field: &'static str, text: &str) -> Result<String, Refused> {
    check_name(text).map_err(|fault| bad(field, fault))
}

/// As [`name`], but may be empty.
///
/// # Errors
/// `bad-name` with the field and what is wrong.
pub fn optional(field: &'static str, text: &str) -> Result<String, Refused> {
    if text.trim().is_empty() {
        Ok(String::new())
    } else {
        name(field, text)
    }
}

/// A note: several lines, up to 2,000 characters.
///
/// # Errors
/// `bad-name` with the field and what is wrong.
pub fn note(field: &'static str, text: &str) -> Result<String, Refused> {
    check_note(text).map_err(|fault| bad(field, fault))
}

/// A word that goes with a cover. Where a PIN is typed so often, one slips into the note: digits alone, as many as a PIN has, are none.
///
/// # Errors
/// `bad-name` as [`note`]; `note-is-pin`.
pub fn cover_note(field: &'static str, text: &str) -> Result<String, Refused> {
    let trimmed = text.trim();
    if (4..=12).contains(&trimmed.len()) && trimmed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refused::rule("note-is-pin"));
    }
    note(field, text)
}

fn bad(field: &'static str, fault: NameFault) -> Refused {
    match fault {
        NameFault::Empty => Refused::rule("name-empty").with("field", field),
        NameFault::TooLong(max) => Refused::rule("name-too-long")
            .with("field", field)
            .with("max", max),
        NameFault::Hidden => Refused::rule("name-hidden").with("field", field),
    }
}
