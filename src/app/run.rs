//! The terminal: threads for keys, clock and signals, and the way back to a plain screen whatever happens.

use super::Shell;
use super::backend;
use super::clerk::Report;
use super::keys::Keys;
use super::wizard;
use crate::model::{Desk, SystemClock};
use crate::office::{Pin, Refused};
use crate::words::Lang;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// With what the screens open.
#[derive(Debug)]
pub struct Start {
    /// The office's file.
    pub file: PathBuf,
    /// The name of this terminal.
    pub terminal: String,
    /// The language that was asked for.
    pub lang: Option<Lang>,
    /// The desk that was asked for.
    pub desk: Option<Desk>,
    /// Who is signed in at once: the demo's receptionist.
    pub sign_in: Option<(String, Pin)>,
    /// A practice that is to begin once somebody has signed in.
    pub practice: Option<super::Wish>,
}

/// Whether the terminal is given back for good: then no signal that still comes sets its mode again.
static GIVEN_BACK: Mutex<bool> = Mutex::new(false);

/// Puts the terminal back when it goes, in whatever way.
struct Screen;

impl Screen {
    fn enter() -> std::io::Result<Self> {
        let screen = Self;
        *given_back() = false;
        Self::take_over()?;
        Ok(screen)
    }

    /// The terminal becomes ours, at the start and after it was somebody else's for a while.
    fn take_over() -> std::io::Result<()> {
        enable_raw_mode()?;
        execute!(
            stdout(),
            EnterAlternateScreen,
            Clear(ClearType::All),
            EnableMouseCapture,
            EnableBracketedPaste
        )
    }

    /// Sets the mode anew, which somebody else may have changed. In the plain mode in which a stop leaves the terminal, a Ctrl-S that is
    /// typed just then holds all output, and whoever is painting with it; this lets go of it.
    fn raw_again() {
        let given_back = given_back();
        if !*given_back {
            let _ = disable_raw_mode();
            let _ = enable_raw_mode();
        }
    }

    fn leave() {
        // The terminal may be gone; there is nobody left to tell.
        let _ = execute!(
            stdout(),
            DisableBracketedPaste,
            DisableMouseCapture,
            LeaveAlternateScreen,
            crossterm::cursor::Show
        );
        let _ = disable_raw_mode();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        Self::leave();
        // A signal in between may have set the mode once more.
        let mut given_back = given_back();
        *given_back = true;
        let _ = disable_raw_mode();
    }
}

fn given_back() -> MutexGuard<'static, bool> {
    GIVEN_BACK.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens the screens and stays until the program is left.
///
/// # Errors
/// Where the file cannot be opened or there is no terminal.
pub fn run(start: Start) -> Result<(), Refused> {
    if !std::io::stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Refused::usage("no-terminal"));
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        Screen::leave();
        before(panic);
    }));
    // What a practice that was killed has left.
    std::thread::spawn(|| crate::store::sweep_practice(&std::env::temp_dir()));
    let mut keys = io(Keys::listen())?;
    let mut sign_in = start.sign_in;
    if sign_in.is_none() && !start.file.exists() {
        let watched = leave_on_signals();
        let founded = Screen::enter().map(|screen| {
            let founded = wizard::found(&start.file, start.lang, &mut keys);
            drop(screen);
            founded
        });
        if let Ok(watched) = watched {
            watched.close();
        }
        match founded {
            Ok(Ok(Some(manager))) => sign_in = Some(manager),
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(refused)) => return Err(refused),
            Err(error) => return io(Err(error)),
        }
    }
    let mut shell = Shell::open(
        &start.file,
        Arc::new(SystemClock),
        &start.terminal,
        start.lang,
        start.desk,
    )?;
    if let Some(wish) = start.practice {
        shell.wish_practice(wish)?;
    }
    if let Some((code, pin)) = sign_in {
        shell.sign_in(&code, pin);
    }
    let told = io(Screen::enter().and_then(|screen| {
        let outcome = work(&mut shell, keys);
        drop(screen);
        outcome
    }));
    shell.end();
    told
}

pub(super) fn io<T>(result: std::io::Result<T>) -> Result<T, Refused> {
    result.map_err(|error| Refused::store("store-io").with("detail", error.to_string()))
}

/// How long the loop may sleep; whatever happens wakes it at once.
const NAP: Duration = Duration::from_secs(60);

fn work(shell: &mut Shell, keys: Keys) -> std::io::Result<()> {
    let mut terminal = Terminal::new(backend::Screen::new())?;
    tell_keys(keys, shell.sender());
    tell_ticks(shell.sender());
    tell_signals(shell.sender())?;
    super::close_of_day::watch(shell.file.clone(), Arc::new(SystemClock), shell.sender());
    while !shell.quit {
        if std::mem::take(&mut shell.resumed) {
            Screen::take_over()?;
            terminal.clear()?;
        }
        if shell.dirty {
            terminal.draw(|frame| {
                if let Some(cursor) = shell.draw(frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })?;
        }
        shell.listen(NAP);
    }
    Ok(())
}

/// Passes on what comes from the terminal, from a thread of its own. Without a terminal it is over.
fn tell_keys(keys: Keys, to: Sender<Report>) {
    std::thread::spawn(move || {
        for (event, at) in keys.timed() {
            if to.send(Report::Terminal(event, at)).is_err() {
                return;
            }
        }
        let _ = to.send(Report::End);
    });
}

fn tell_ticks(to: Sender<Report>) {
    std::thread::spawn(move || {
        while to.send(Report::Tick).is_ok() {
            std::thread::sleep(Duration::from_secs(1));
        }
    });
}

/// Until it is closed: TERM, HUP and INT leave a plain terminal and end the program. For the wizard, which has nothing to save.
fn leave_on_signals() -> std::io::Result<signal_hook::iterator::Handle> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let handle = signals.handle();
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            Screen::leave();
            std::process::exit(0);
        }
    });
    Ok(handle)
}

/// TERM, HUP and INT end the program as a key would.
fn tell_signals(to: Sender<Report>) -> std::io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let all = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT];
    let mut signals = signal_hook::iterator::Signals::new(all)?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            Screen::raw_again();
            let report = match signal {
                SIGTSTP => {
                    // The shell gets a plain terminal; what is on the screen is drawn anew afterwards.
                    Screen::leave();
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGCONT => Report::Resumed,
                _ => Report::End,
            };
            if to.send(report).is_err() {
                return;
            }
        }
    });
    Ok(())
}
