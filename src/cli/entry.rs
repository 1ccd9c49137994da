//! From the arguments to a command and its exit code.

use super::arguments::{Arguments, Command};
use super::demo;
use super::dispatch::dispatch;
use super::output::{Exit, Stop, report};
use super::place::{Place, default_file, words_before_opening};
use crate::model::{Desk, terminal, text};
use crate::office::{Pin, Refused};
use crate::words::Lang;
use std::path::{Path, PathBuf};

/// What follows the command line.
#[derive(Debug)]
pub enum Next {
    /// The command has run.
    Exit(Exit),
    /// The screens are to be opened over this file.
    Screens(Screens),
}

/// With what the screens are to be opened.
#[derive(Debug)]
pub struct Screens {
    /// The office's file.
    pub file: PathBuf,
    /// The name of this terminal.
    pub terminal: String,
    /// The language that was asked for.
    pub lang: Option<Lang>,
    /// The desk that was asked for.
    pub desk: Option<Desk>,
    /// Who is signed in at once.
    pub sign_in: Option<(String, Pin)>,
    /// A practice is to begin: of whom, with which card.
    pub practice: Option<(Option<String>, Option<String>)>,
}

/// Runs a command, or says that the screens are to be opened.
#[must_use]
pub fn run(arguments: Arguments) -> Next {
    let words = words_before_opening(arguments.lang.as_deref());
    let file = arguments.file.clone().unwrap_or_else(default_file);
    let place = Place {
        file: &file,
        terminal: arguments.terminal.as_deref(),
        words: &words,
        asked: arguments.lang.as_deref().and_then(Lang::parse),
    };
    if let Some(name) = place.terminal.filter(|name| !terminal::is_name(name)) {
        let refused = Refused::usage("bad-terminal").with("name", text::safe(name).into_owned());
        return Next::Exit(report(&words, &refused.into()));
    }
    let practice = match &arguments.command {
        Some(Command::Practice { code, card }) => Some((code.clone(), card.clone())),
        _ => None,
    };
    let screens = |file: &Path, sign_in| {
        Next::Screens(Screens {
            practice: practice.clone(),
            file: file.to_owned(),
            terminal: arguments.terminal.clone().unwrap_or_else(terminal_name),
            lang: arguments.lang.as_deref().and_then(Lang::parse),
            desk: arguments.desk.as_deref().and_then(Desk::parse),
            sign_in,
        })
    };
    let outcome = match arguments.command {
        None | Some(Command::Practice { .. }) => {
            place.tell_of_upgrade();
            return screens(&file, None);
        }
        Some(Command::Demo {
            orders,
            customers,
            items,
            open,
            seed,
            make_only,
        }) => match demo::open(
            &place,
            arguments.file.as_deref(),
            demo::Growth {
                orders,
                customers: customers.unwrap_or(orders / 20),
                items,
                open,
                seed,
            },
        ) {
            Ok((made, sign_in)) if !make_only => return screens(&made, Some(sign_in)),
            Ok(_) => Ok(Exit::Done),
            Err(stop) => Err(stop),
        },
        Some(command) => dispatch(command, &place),
    };
    Next::Exit(outcome.unwrap_or_else(|stop| report(&words, &stop)))
}

/// Says on standard error why the screens could not be opened, and gives the exit code.
#[must_use]
pub fn refuse(lang: Option<Lang>, refused: Refused) -> Exit {
    report(
        &words_before_opening(lang.map(Lang::as_str)),
        &Stop::Refused(refused),
    )
}

/// The terminal's own name where it has one, else one for this process.
fn terminal_name() -> String {
    std::fs::read_link("/proc/self/fd/0")
        .ok()
        .map(|path| path.display().to_string())
        .filter(|path| path.starts_with("/dev/"))
        .map_or_else(
            || format!("screen-{}", std::process::id()),
            |path| path.trim_start_matches("/dev/").to_owned(),
        )
}
