//! How long the last thing said stays: it goes after some seconds, with the third key, and with what it was about.

use super::Shell;
use crate::model::Instant;
use crate::office::News;
use crate::pane::Effect;

/// What went well is said this long, in milliseconds.
const GOOD_MS: i64 = 8_000;

/// With this key after it was said it goes.
const KEYS_MAX: u8 = 3;

/// What was said last, since when, and the keys pressed since.
#[derive(Debug, Default)]
pub(super) struct Age {
    said: String,
    since: Option<Instant>,
    keys: u8,
    /// This stays until something else is said: what is to be given back over the counter.
    stays: String,
}

impl Shell {
    /// A key or a click comes.
    pub(super) fn status_meets_key(&mut self) {
        self.note_status();
        self.age.keys = self.age.keys.saturating_add(1);
        // What a form refuses stays until it is mended or the form is left.
        let is_mended_first = self.status.1 && !self.dialogs.is_empty();
        if self.age.keys >= KEYS_MAX && !is_mended_first && !self.status_stays() {
            self.clear_status();
        }
    }

    /// A second has passed.
    pub(super) fn status_meets_tick(&mut self) {
        self.note_status();
        let now = self.now();
        let is_old = |since: Instant| now.0 - since.0 >= GOOD_MS;
        if self.status_stays() {
            return;
        }
        if !self.status.1 && !self.status.0.is_empty() && self.age.since.is_some_and(is_old) {
            self.clear_status();
            self.dirty = true;
        }
    }

    /// Somebody else has done something with what was said last.
    pub(super) fn status_meets_news(&mut self, news: &[News]) {
        let me = self.who.as_ref().map(|who| who.staff);
        let is_about = |line: &News| {
            line.staff != me && !line.subject.is_empty() && self.status.0.contains(&line.subject)
        };
        if !self.status.1 && news.iter().any(is_about) {
            self.clear_status();
        }
    }

    /// What was just said stays until something else is: money is to be given back.
    pub(super) fn keep_status(&mut self) {
        self.note_status();
        self.age.stays.clone_from(&self.status.0);
    }

    /// What a key wishes takes away what was said last; what is to be given back only another act does.
    pub(super) fn ends_status(&self, effects: &[Effect]) -> bool {
        let is_act =
            |effect: &Effect| matches!(effect, Effect::Perform(..) | Effect::PerformAnd(..));
        if self.status_stays() {
            return effects.iter().any(is_act);
        }
        !effects.is_empty()
    }

    /// Whether what was said last stays until something else is said.
    pub(super) fn status_stays(&self) -> bool {
        !self.age.stays.is_empty() && self.age.stays == self.status.0
    }

    /// Takes away what was said last.
    pub(super) fn clear_status(&mut self) {
        self.status = (String::new(), false);
        self.age = Age::default();
    }

    /// Begins to count anew where something else is said.
    fn note_status(&mut self) {
        if self.age.said != self.status.0 {
            self.age = Age {
                said: self.status.0.clone(),
                since: Some(self.now()),
                keys: 0,
                stays: String::new(),
            };
        }
    }
}
