//! Founds an office from the command line.

use super::entry::Place;
use super::output::{Exit, Stop};
use crate::model::text::initials;
use crate::office::{Founding, Office, Pin};
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
    Office::found(place.file, Place::clock(), &founding)?;
    writeln!(std::io::stdout(), "{}", founding.code)?;
    Ok(Exit::Done)
}
