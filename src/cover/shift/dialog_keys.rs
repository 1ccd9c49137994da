//! The keys of F4: from part to part, and what each part does with them.

use super::dialog::{CoverDialog, Part, Tab};
use super::draft_lines;
use super::people::Found;
use crate::model::Instant;
use crate::pane::Outbox;
use crate::ui::Field;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};

impl CoverDialog {
    /// Goes to another part.
    pub(super) fn go(&mut self, part: Part, found: &Found, words: &Words, now: Instant) {
        if part == Part::Note && self.note.is_none() {
            self.drafted = draft_lines::note(&found.draft, words, now);
            self.note = Some(Field::with(&self.drafted));
        } else if part != Part::Note {
            self.leave_note();
        }
        self.part = part;
    }

    /// A note that nobody has changed goes on following what is chosen.
    pub(super) fn leave_note(&mut self) {
        let drafted = &self.drafted;
        self.note.take_if(|field| field.value() == drafted);
    }

    /// The parts above and below.
    pub(super) fn step(&mut self, down: bool, found: &Found, out: &Outbox<'_>) {
        let parts = self.parts();
        let at = parts
            .iter()
            .position(|part| *part == self.part)
            .unwrap_or(0);
        let to = if down { at + 1 } else { at + parts.len() - 1 };
        self.go(parts[to % parts.len()], found, out.words, out.now);
    }

    /// The keys of the part that has them. Whether it was one.
    pub(super) fn key_of_part(&mut self, key: KeyEvent, found: &Found, out: &Outbox<'_>) -> bool {
        let forwards = matches!(key.code, KeyCode::Right | KeyCode::Char(' '));
        match (self.part, key.code) {
            (Part::Tabs, KeyCode::Left | KeyCode::Right) => {
                let at = Tab::ALL
                    .iter()
                    .position(|tab| *tab == self.tab)
                    .unwrap_or(0);
                let to = if forwards {
                    at + 1
                } else {
                    at + Tab::ALL.len() - 1
                };
                self.begin_tab(Tab::ALL[to % Tab::ALL.len()]);
                self.part = Part::Tabs;
            }
            (Part::Whom, KeyCode::Up | KeyCode::Down) => {
                return self.choose_next(key.code == KeyCode::Down, found);
            }
            (Part::Duties, KeyCode::Left | KeyCode::Right) => {
                let many = self.duties(found).len().max(1);
                let side = self.side_mut();
                let to = if forwards {
                    side.at + 1
                } else {
                    side.at + many - 1
                };
                side.at = to % many;
            }
            (Part::Duties, KeyCode::Char(' ')) => {
                let duty = self.duties(found).get(self.side().at).copied();
                if let Some((duty, true)) = duty {
                    self.side_mut().tick(duty);
                }
            }
            (Part::Why, KeyCode::Left | KeyCode::Right | KeyCode::Char(' ')) => {
                self.side_mut().turn_reason(forwards);
            }
            (Part::Until, _) => return self.side_mut().until.key(key),
            (Part::Note, _) => return self.note.as_mut().is_some_and(|note| note.key(key)),
            (Part::Pin, KeyCode::Char('e')) => self.go(Part::Note, found, out.words, out.now),
            (Part::Pin, KeyCode::Char(c)) if !c.is_ascii_digit() => return false,
            (Part::Pin, _) => return self.pin.key(key),
            (_, KeyCode::Char('e')) if self.parts().contains(&Part::Note) => {
                self.go(Part::Note, found, out.words, out.now);
            }
            // A PIN may be typed wherever no field is.
            (_, KeyCode::Char('0'..='9')) if self.parts().contains(&Part::Pin) => {
                self.go(Part::Pin, found, out.words, out.now);
                return self.pin.key(key);
            }
            _ => return false,
        }
        true
    }
}
