//! Founds an office from the command line.

use super::entry::Place;
use super::output::{Exit, Stop};
use crate::model::text::fold;
use crate::office::{Founding, Office, Pin, Refused};
use crate::records::text;
use std::io::{BufRead, Write};

pub(super) fn init(
    place: &Place<'_>,
    office: &str,
    manager: &str,
    currency: String,
    zone: String,
) -> Result<Exit, Stop> {
    let mut pin = String::new();
    std::io::stdin().lock().read_line(&mut pin)?;
    let manager = text::name("manager", manager)?;
    let founding = Founding {
        name: text::name("office", office)?,
        currency,
        zone,
        language: place.words.lang().as_str().to_owned(),
        code: initials(&manager),
        manager,
        pin: Pin::new(pin.trim())?,
    };
    if let Some(folder) = place
        .file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        std::fs::create_dir_all(folder).map_err(|_| {
            Refused::store("store-read-only").with("path", folder.display().to_string())
        })?;
    }
    Office::found(place.file, Place::clock(), &founding)?;
    writeln!(std::io::stdout(), "{}", founding.code)?;
    Ok(Exit::Done)
}

/// "Jana Nováková" signs in as "JN".
fn initials(name: &str) -> String {
    let letters: String = fold(name)
        .split(' ')
        .filter_map(|word| word.chars().find(|c| c.is_ascii_alphanumeric()))
        .take(3)
        .collect();
    if letters.is_empty() {
        "M".to_owned()
    } else {
        letters.to_uppercase()
    }
}
