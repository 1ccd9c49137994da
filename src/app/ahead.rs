//! Keys that are pressed faster than a screen is read: they are kept, in their order, for what is about to come on it.

use super::Shell;
use crossterm::event::KeyEvent;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// So many keys are kept; nobody types more ahead.
const KEYS_MAX: usize = 100;

/// A screen that takes longer than this holds no key up: what was kept is let go of.
const PATIENCE: Duration = Duration::from_millis(500);

/// The keys, and since when the first of them waits.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    keys: VecDeque<KeyEvent>,
    since: Option<Instant>,
}

impl Ahead {
    /// Lets go of everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether keys wait, so that the next one has to stand behind them.
    pub(super) fn waits(&mut self) -> bool {
        if self.since.is_some_and(|since| since.elapsed() > PATIENCE) {
            self.clear();
        }
        !self.keys.is_empty()
    }

    pub(super) fn keep(&mut self, key: KeyEvent) {
        self.since.get_or_insert_with(Instant::now);
        if self.keys.len() < KEYS_MAX {
            self.keys.push_back(key);
        }
    }
}

impl Shell {
    /// Something has come on the screen: the keys that were kept for it.
    pub(super) fn press_ahead(&mut self) {
        if !self.ahead.waits() || self.who.is_none() || self.locked {
            return self.ahead.clear();
        }
        for key in std::mem::take(&mut self.ahead).keys {
            self.press(key);
            self.ask_for_views();
        }
    }
}
