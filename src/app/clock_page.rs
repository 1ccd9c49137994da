//! The page that says that this machine's clock and the journal are far apart, and who can settle it.

use super::Shell;
use super::over::centred;
use super::shell::Over;
use crate::desk::clock::{ConfirmClock, CorrectClock};
use crate::model::Duty;
use crate::office::{ClockDoubt, Office, Receipt, Session, Standing};
use crate::pane::{Canvas, Chord, Effect, Job, Look, Pane, Then, Who};
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The key by which a manager says that the clock is right.
const RIGHT: char = 'c';

/// Whether this person may say which is right.
fn may_settle(who: &Who) -> bool {
    who.standing.contains(&(Duty::Management, Standing::Owns))
}

impl Shell {
    /// The office's time is in doubt, or is not any more: the page opens when it begins, and goes when it is over.
    pub(super) fn meet_doubt(&mut self, before: Option<ClockDoubt>, now: Option<ClockDoubt>) {
        if before.is_some() && now.is_none() {
            self.forget_refusal();
            if self.over == Over::Clock {
                self.over = Over::Nothing;
            }
        } else if now.is_some() && before.is_none() && self.over == Over::Nothing {
            self.over = Over::Clock;
        }
    }

    /// A key on the page.
    pub(super) fn press_clock(&mut self, key: KeyEvent) {
        let doubt = self.who.as_ref().filter(|who| may_settle(who));
        let doubt = doubt.and_then(|who| who.clock_doubt);
        match (key.code, doubt) {
            (KeyCode::Esc, _) => self.over = Over::Nothing,
            (KeyCode::Char(RIGHT), Some(doubt)) => {
                self.over = Over::Nothing;
                let from = self.section_of(self.desk) as u64;
                let (job, then) = settle(doubt);
                self.carry_out(from, vec![Effect::Perform(job, then)]);
            }
            _ => {}
        }
    }
}

/// The verb that says that the clock is right, whichever way it is off.
fn settle(doubt: ClockDoubt) -> (Job, Then) {
    fn said(words: &Words, _: &Receipt) -> (String, Option<Box<dyn Pane>>) {
        (words.clock_settled(), None)
    }
    let job: Job = if doubt.is_ahead() {
        Box::new(|office: &mut Office, session: &Session| office.perform(session, &ConfirmClock {}))
    } else {
        Box::new(|office: &mut Office, session: &Session| office.perform(session, &CorrectClock {}))
    };
    (job, said)
}

/// What is wrong and what follows.
fn said(doubt: ClockDoubt, words: &Words) -> String {
    let (clock, last) = (
        named::Clock(words.date_time(doubt.clock)),
        named::Last(words.date_time(doubt.last)),
    );
    if doubt.is_ahead() {
        words.clock_ahead_said(clock, last)
    } else {
        words.clock_back_said(clock, last)
    }
}

/// The line above everything as long as nobody has settled it.
pub(super) fn band(look: &Look<'_>) -> Option<String> {
    let doubt = look.who.clock_doubt?;
    let said = look.words.clock_band(
        named::Clock(look.words.date_time(doubt.clock)),
        named::Last(look.words.date_time(doubt.last)),
    );
    Some(format!(" {said}"))
}

pub(super) fn draw(area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let Some(doubt) = look.who.clock_doubt else {
        return;
    };
    let place = centred(area, 70, 11);
    let inside = super::draw::dialog(place, &look.words.clock_title(), canvas, look);
    let (plain, warn) = (look.theme.plain, look.theme.warn);
    let what = said(doubt, look.words);
    let y = text::paragraph(canvas.buffer, inside, 0, 0, &what, warn);
    let way_out = match (may_settle(look.who), doubt.is_ahead()) {
        (true, true) => look.words.clock_confirm_how(),
        (true, false) => look.words.clock_correct_how(),
        (false, _) => look.words.clock_ask_manager(),
    };
    text::paragraph(canvas.buffer, inside, 0, y + 1, &way_out, plain);
    canvas.cursor = None;
}

/// The keys of the page.
pub(super) fn keys(shell: &Shell) -> Vec<(Chord, String)> {
    let words = &shell.words;
    let right = (Chord::char(RIGHT), words.clock_key_right());
    let back = (Chord::key(KeyCode::Esc), words.key_back());
    match &shell.who {
        Some(who) if may_settle(who) => vec![right, back],
        _ => vec![back],
    }
}
