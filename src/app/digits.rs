//! Digits that are typed before a search has begun: one alone chooses a section, two in a row are what is looked for.

use super::Shell;
use super::shell::Over;
use crate::front::counter::Counter;
use crate::model::Instant;
use crossterm::event::{KeyCode, KeyEvent};

/// A second digit that comes later than this stands for itself, in milliseconds.
const PAIR_MS: i64 = 600;

/// The digit that has chosen a section from an empty search, and when.
#[derive(Debug, Default)]
pub(super) struct Digit(Option<(char, Instant)>);

impl Shell {
    /// A digit has chosen a section where one could also have begun to search.
    pub(super) fn note_digit(&mut self, digit: char) {
        self.digit = Digit(Some((digit, self.now())));
    }

    /// Whether this key is the second of two digits; then both are looked for.
    pub(super) fn is_second_digit(&mut self, key: KeyEvent) -> bool {
        let Some((first, at)) = self.digit.0.take() else {
            return false;
        };
        let KeyCode::Char(second @ '0'..='9') = key.code else {
            return false;
        };
        let passed = self.now().0 - at.0;
        let in_time = (0..=PAIR_MS).contains(&passed);
        let alone = self.dialogs.is_empty() && self.over == Over::Nothing;
        if !in_time || !alone || !key.modifiers.is_empty() {
            return false;
        }
        self.at_counter(Counter::searching(&format!("{first}{second}")));
        true
    }
}
