//! Founds an office from the command line.

use super::output::{Exit, Stop};
use super::place::Place;
use crate::model::text::initials;
use crate::office::{Founding, Office, Pin};
use crate::records::text;
use std::io::{BufRead, Read, Write};

/// The longest line in which a PIN is looked for, in bytes.
const PIN_BYTES_MAX: u64 = 256;

pub(super) fn init(
    place: &Place<'_>,
    office: &str,
    manager: &str,
    currency: String,
    zone: String,
) -> Result<Exit, Stop> {
    let mut pin = String::new();
    let input = std::io::stdin().lock();
    // What is longer is no PIN, and may have no end.
    input.take(PIN_BYTES_MAX).read_line(&mut pin)?;
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
    Office::found(place.file, Place::clock(), &founding)?;
    writeln!(std::io::stdout(), "{}", founding.code)?;
    Ok(Exit::Done)
}
