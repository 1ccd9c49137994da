//! A scanner types: very fast, and Enter at the end. What it typed is a code, and its Enter confirms nothing.

use super::Shell;
use super::shell::SCAN;
use crate::model::Desk;
use crate::model::Scanned;
use crate::model::code::is_label;
use crate::pane::{Answer, Outbox};
use crate::records::scan::resolve;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::any::Any;
use std::time::{Duration, Instant};

/// The longest pause between two keys of a scanner; people are slower.
const PAUSE_MAX: Duration = Duration::from_millis(30);

/// The longest code.
const CODE_CHARACTERS_MAX: usize = 80;

/// What came in one breath.
#[derive(Debug, Default)]
pub(super) struct Burst {
    text: String,
    last: Option<Instant>,
    /// Which pane has taken how many of them for text.
    taken: Option<(u64, usize)>,
}

impl Burst {
    /// A key came; what was scanned, if this is the Enter behind a code. `typing`: letters are text now.
    fn press(
        &mut self,
        key: KeyEvent,
        at: Instant,
        typing: bool,
    ) -> Option<(String, Option<(u64, usize)>)> {
        let in_time = self
            .last
            .is_some_and(|last| at.duration_since(last) <= PAUSE_MAX);
        if !in_time {
            self.forget();
        }
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        match key.code {
            KeyCode::Char(c) if plain && self.text.len() < CODE_CHARACTERS_MAX => {
                self.text.push(c);
                self.last = Some(at);
                None
            }
            KeyCode::Enter if is_code(&self.text, typing) => {
                let text = std::mem::take(&mut self.text);
                let taken = self.taken.take();
                self.forget();
                Some((text, taken))
            }
            _ => {
                self.forget();
                None
            }
        }
    }

    pub(super) fn forget(&mut self) {
        self.text.clear();
        self.last = None;
        self.taken = None;
    }

    /// A pane has taken the last key for text.
    pub(super) fn taken_by(&mut self, pane: u64) {
        if self.last.is_some() {
            self.taken = match self.taken {
                Some((known, count)) if known == pane => Some((pane, count + 1)),
                Some(_) | None => Some((pane, 1)),
            };
        }
    }
}

/// Where somebody types only what cannot be a word is a code; elsewhere any text in capitals and digits is.
fn is_code(text: &str, typing: bool) -> bool {
    is_label(text)
        || (!typing
            && text.len() >= 2
            && text.bytes().all(|byte| {
                byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-./".contains(&byte)
            }))
}

impl Shell {
    /// Whether this key was the end of a scan; then it is dealt with.
    pub(super) fn is_scan(&mut self, key: KeyEvent) -> bool {
        let typing = self.who.is_none() || self.locked || self.letters_are_text();
        let Some((code, taken)) = self.burst.press(key, Instant::now(), typing) else {
            return false;
        };
        if self.who.is_none() || self.locked {
            self.sign_in.forget_typed();
            return true;
        }
        // What was taken for text is taken out again.
        if let Some((pane, count)) = taken {
            for _ in 0..count {
                self.key_of(pane, KeyEvent::from(KeyCode::Backspace));
            }
        }
        self.scanned(code);
        true
    }

    fn letters_are_text(&self) -> bool {
        self.top_is_typing() && !self.top_wants_labels()
    }

    /// A paste that can only be a code is one.
    pub(super) fn is_pasted_scan(&mut self, text: &str) -> bool {
        let code = text.trim();
        let scan = self.who.is_some() && !self.locked && is_code(code, self.letters_are_text());
        if scan {
            self.scanned(code.to_owned());
        }
        scan
    }

    fn scanned(&mut self, code: String) {
        self.over = super::shell::Over::Nothing;
        self.dirty = true;
        let question = Box::new(move |reader: &mut crate::office::Reader<'_>| {
            resolve(reader, &code).map(|found| Box::new(found) as Box<dyn Any + Send>)
        });
        self.waiting_for += 1;
        if self.clerks.read.send((SCAN, 0, question)).is_err() {
            self.quit = true;
        }
    }

    /// What a scanned code means is known: the screen that is open takes it, or the house goes where it belongs.
    pub(super) fn know_scan(&mut self, answer: Answer) {
        self.dirty = true;
        let found = match answer.map(|any| any.downcast::<Scanned>()) {
            Ok(Ok(found)) => *found,
            Ok(Err(_)) => return,
            Err(refused) => {
                self.status = (self.words.refused(&refused), true);
                return;
            }
        };
        if let Scanned::Nothing(code) = &found {
            self.status = (self.words.scan_unknown(code.as_str()), true);
            return;
        }
        let Some(who) = self.who.clone() else { return };
        let words = self.words.clone();
        let mut out = Outbox {
            effects: Vec::new(),
            words: &words,
            now: self.now(),
            who: &who,
        };
        let top = self.top();
        let taken = self
            .pane(top)
            .is_some_and(|pane| pane.scanned(&found, &mut out));
        let effects = out.effects;
        self.carry_out(top, effects);
        if taken {
            self.status = (String::new(), false);
            return;
        }
        if !self.dialogs.is_empty() {
            self.status = (self.words.scan_not_here(), true);
            return;
        }
        match found {
            Scanned::Order(number) => {
                self.at_counter(crate::front::counter::Counter::with(&number));
            }
            Scanned::Item { id, folded, .. } => {
                self.go_section(Some(Desk::Back), 1);
                let section = self.section_of(Some(Desk::Back));
                if let Some(pane) = self.panes.get_mut(section) {
                    *pane = crate::back::stock::at_item(&folded, id);
                }
            }
            Scanned::Bin(code) => self.show(crate::back::stock::bin_content(&code)),
            Scanned::Nothing(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Burst;
    use crossterm::event::{KeyCode, KeyEvent};
    use std::time::{Duration, Instant};

    fn type_in(text: &str, pause: u64, typing: bool) -> Option<String> {
        let mut burst = Burst::default();
        let mut at = Instant::now();
        for c in text.chars() {
            at += Duration::from_millis(pause);
            assert!(
                burst
                    .press(KeyEvent::from(KeyCode::Char(c)), at, typing)
                    .is_none()
            );
        }
        at += Duration::from_millis(pause);
        burst
            .press(KeyEvent::from(KeyCode::Enter), at, typing)
            .map(|(text, _)| text)
    }

    #[test]
    fn a_scanner_is_told_from_a_person_by_its_speed_and_its_codes() {
        assert_eq!(
            type_in("4006381333931", 2, true).as_deref(),
            Some("4006381333931")
        );
        assert_eq!(
            type_in("P-2026-0005", 8, true).as_deref(),
            Some("P-2026-0005")
        );
        assert_eq!(type_in("4006381333931", 90, true), None);
        assert_eq!(
            type_in("4006381333932", 2, true),
            None,
            "a wrong check digit"
        );
        assert_eq!(type_in("Horak", 2, true), None, "a quick typist in a field");
        assert_eq!(type_in("A1", 2, false).as_deref(), Some("A1"));
        assert_eq!(type_in("A1", 2, true), None);
        assert_eq!(type_in("", 2, false), None);
    }
}
