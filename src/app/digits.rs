//! Digits that are typed before a search has begun: one alone chooses a section, two in a row are what is looked for.

use super::Shell;
use super::shell::Over;
use crate::front::counter::Counter;
use crate::model::{Desk, Instant};
use crate::pane::Chord;
use crossterm::event::{KeyCode, KeyEvent};

/// A second digit that comes later than this stands for itself, in milliseconds.
const PAIR_MS: i64 = 600;

/// Where one was before a digit chose a section.
#[derive(Debug)]
pub(super) struct Before {
    desk: Option<Desk>,
    at: [usize; 3],
    came_from: Option<(Option<Desk>, usize)>,
    status: (String, bool),
}

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

    /// A digit that only chooses a section does so at once, and not only when it is known that no scan begins with it.
    pub(super) fn try_digit(&mut self, key: KeyEvent) {
        let KeyCode::Char(digit @ '1'..='9') = key.code else {
            return;
        };
        let alone = self.dialogs.is_empty() && self.over == Over::Nothing && !self.cards.has_keys();
        let first = self.burst.count() == 1 && self.digit.0.is_none() && !self.ahead.waits();
        let Some(who) = self.who.clone().filter(|_| alone && first && !self.locked) else {
            return;
        };
        let (top, words) = (self.top(), self.words.clone());
        let is_key = |pane: &mut Box<dyn crate::pane::Pane>| {
            let keys = pane.keys(&words, &who);
            pane.awaits() || keys.iter().any(|(chord, _)| *chord == Chord::char(digit))
        };
        if self.pane(top).is_none_or(is_key) {
            return;
        }
        self.tentative = Some(Before {
            desk: self.desk,
            at: self.at,
            came_from: self.came_from,
            status: self.status.clone(),
        });
        self.press(key);
    }

    /// The digit was the first of more keys: it has chosen nothing yet.
    pub(super) fn undo_digit(&mut self) {
        if let Some(before) = self.tentative.take() {
            self.desk = before.desk;
            self.at = before.at;
            self.came_from = before.came_from;
            self.status = before.status;
            self.digit = Digit::default();
            self.dirty = true;
        }
    }
}
