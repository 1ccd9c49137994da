//! A text that is looked for in a list, where its kind can.

use super::{Kind, Table};
use crate::ui::Field;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

impl<K: Kind> Table<K> {
    /// A key of the text that is looked for: `/` begins it, Enter goes on to the rows, Esc takes it away. `/` in the empty text is not
    /// its own: it searches everywhere.
    pub(super) fn key_of_find(&mut self, key: KeyEvent) -> bool {
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        match (key.code, &mut self.find) {
            (KeyCode::Char('/'), None) if plain => self.begin_finding(),
            (KeyCode::Char('/'), Some(find)) if plain && find.value().is_empty() => {
                self.stop_finding();
                return false;
            }
            (KeyCode::Char('/'), Some(_)) if plain && !self.finding => self.finding = true,
            (KeyCode::Esc, Some(_)) => self.stop_finding(),
            (KeyCode::Backspace, Some(find)) if find.value().is_empty() => self.stop_finding(),
            (KeyCode::Enter | KeyCode::Tab, Some(_)) if self.finding => self.finding = false,
            (KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown, Some(_)) => {
                return false;
            }
            (_, Some(find)) if self.finding => {
                let used = find.key(key);
                self.look_for_typed();
                return used;
            }
            _ => return false,
        }
        true
    }

    /// Whether a text is looked for in the list.
    pub const fn is_finding(&self) -> bool {
        self.find.is_some()
    }

    /// Whether the keys go into that text.
    pub const fn is_typing_text(&self) -> bool {
        self.finding
    }

    /// Begins to look for a text in the list.
    pub fn begin_finding(&mut self) {
        self.find = Some(Field::default());
        self.finding = true;
    }

    fn stop_finding(&mut self) {
        self.find = None;
        self.finding = false;
        self.look_for_typed();
    }

    pub(super) fn look_for_typed(&mut self) {
        let typed = self.find.as_ref().map_or("", |find| find.value().trim());
        self.kind.look_for(typed);
        self.pages.clear();
        self.turned = None;
    }
}
