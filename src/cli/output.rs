//! What a command prints and how it exits: data on standard output, words on standard error, and a quiet end when nobody reads.

use crate::model::text::{safe_json, safe_lines};
use crate::office::{Class, Refused};
use crate::words::Words;
use std::io::{ErrorKind, Write};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// A rule of the office forbade it.
    Refused = 1,
    /// The command line or the request cannot be read.
    Usage = 2,
    /// The person may not.
    NotAllowed = 3,
    /// The file is locked, full, damaged or out of reach.
    Store = 4,
}

impl From<&Refused> for Exit {
    fn from(refused: &Refused) -> Self {
        match refused.class {
            Class::Rule => Self::Refused,
            Class::Usage => Self::Usage,
            Class::NotAllowed => Self::NotAllowed,
            Class::Store => Self::Store,
        }
    }
}

/// Why a command stopped early.
#[derive(Debug)]
pub(super) enum Stop {
    /// It was refused.
    Refused(Refused),
    /// Nobody reads any more: end quietly.
    BrokenPipe,
    /// Standard output cannot be written.
    Output(std::io::Error),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::Output(error)
        }
    }
}

/// Says on standard error why the command stopped, once, and gives the exit code.
pub(super) fn report(words: &Words, stop: &Stop) -> Exit {
    match stop {
        Stop::BrokenPipe => Exit::Done,
        Stop::Refused(refused) => {
            say(&words.refused(refused));
            Exit::from(refused)
        }
        Stop::Output(error) => {
            say(&words.cli_output_failed(error.to_string()));
            Exit::Store
        }
    }
}

/// Writes a value as one line of JSON that no terminal can be misled by.
pub(super) fn write_json(out: &mut impl Write, value: &serde_json::Value) -> std::io::Result<()> {
    writeln!(out, "{}", safe_json(&value.to_string()))
}

/// Writes a line to standard error; where that is closed nobody wants to know.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "swingdoor: {}", safe_lines(text));
}
