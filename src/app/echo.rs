//! Enter that is held down, or that a slow scanner sends twice: it must not run on into a sheet that the first one has just opened and
//! that moves money or goods.

use super::Shell;
use super::shell::Over;
use crossterm::event::{KeyCode, KeyEvent};
use std::time::{Duration, Instant};

/// An Enter this soon after another means the same screen. In a card that opened in its place one may go on sooner than in a sheet,
/// which has to be read; a key that is held down repeats after half a second. Other dialogs take it at once: whoever knows the program
/// does not wait for them.
const CARD: Duration = Duration::from_millis(300);
const SHEET: Duration = Duration::from_millis(700);

/// What had the keys: which screen, and whether letters were text in it.
type Where = (u64, bool);

/// The Enter that was pressed last, when nothing else was pressed since.
#[derive(Debug, Default)]
pub(super) struct Entered(Option<(Instant, Where)>);

impl Shell {
    /// Whether this key is an Enter that still belongs to the one before it: that has just led somewhere else.
    pub(super) fn echoes(&mut self, key: KeyEvent, at: Instant) -> bool {
        let before = self.entered.0.take();
        let is_at_work = self.who.is_some() && !self.locked && self.over == Over::Nothing;
        if key.code != KeyCode::Enter || !is_at_work {
            return false;
        }
        let here = (self.top(), self.top_is_typing());
        let (echo, stands) = match before {
            Some((entered, was)) if was != here => {
                let limit = if was.0 == here.0 {
                    CARD
                } else if self
                    .dialogs
                    .last()
                    .is_some_and(|(_, pane)| pane.enter_weighs())
                {
                    SHEET
                } else {
                    Duration::ZERO
                };
                let is_echo = at.saturating_duration_since(entered) < limit;
                (is_echo, if is_echo { was } else { here })
            }
            _ => (false, here),
        };
        self.entered.0 = Some((at, stands));
        echo
    }

    /// A person's hand pressed the last key: nothing that comes after it belongs to it.
    pub(super) fn forget_enter(&mut self) {
        self.entered.0 = None;
    }
}
