//! A field of one line.

use super::text;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;
use unicode_normalization::UnicodeNormalization;

/// The most characters that a field takes, typed or pasted: more than anything that is kept may have, so that too much is refused
/// where it is saved instead of being cut.
const CHARACTERS_MAX: usize = 20_000;

/// What became of the text that was offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Offer {
    /// There is none, or it was changed by hand and is a text like any other.
    #[default]
    None,
    /// It stands there untouched: the first letter typed takes its place.
    Stands,
    /// Something was typed in its place: it comes back when that is taken away.
    TypedOver,
    /// It came back. Whoever still holds Backspace down does not change it.
    CameBack,
}

/// One line of text that can be edited.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
    /// What was offered or scanned.
    offered: String,
    offer: Offer,
    /// Keeps line ends that are pasted.
    has_rows: bool,
}

impl Field {
    /// A field that holds this text.
    #[must_use]
    pub fn with(text: &str) -> Self {
        Self {
            input: Input::new(text.to_owned()),
            ..Self::default()
        }
    }

    /// A field in which this text is offered, or into which it was scanned: what is typed takes its place and gives it back when it is
    /// taken away again; the keys of the cursor keep and change it.
    #[must_use]
    pub fn offered(text: &str) -> Self {
        Self {
            offered: text.to_owned(),
            offer: if text.is_empty() {
                Offer::None
            } else {
                Offer::Stands
            },
            ..Self::with(text)
        }
    }

    /// The same field, which has several rows: line ends that are pasted stay.
    #[must_use]
    pub const fn with_rows(mut self) -> Self {
        self.has_rows = true;
        self
    }

    /// Whether what was offered still stands in it as it was.
    #[must_use]
    pub const fn is_offered(&self) -> bool {
        matches!(self.offer, Offer::Stands | Offer::CameBack)
    }

    /// Puts a text in the place of what it holds.
    pub fn set(&mut self, text: &str) {
        *self = Self {
            has_rows: self.has_rows,
            ..Self::with(text)
        };
    }

    /// What it holds.
    #[must_use]
    pub fn value(&self) -> &str {
        self.input.value()
    }

    /// Whether another character fits.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.input.value().chars().count() < CHARACTERS_MAX
    }

    /// Takes a key; whether it was one of a field's.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        if !self.has_room() && matches!(key.code, KeyCode::Char(_)) {
            return true;
        }
        let plain = !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let takes_away = matches!(key.code, KeyCode::Backspace | KeyCode::Delete);
        if self.offer == Offer::CameBack && takes_away {
            return true;
        }
        if self.is_offered() && plain && matches!(key.code, KeyCode::Char(_)) {
            self.input.reset();
            self.offer = Offer::TypedOver;
        }
        let taken = self.input.handle_event(&Event::Key(key)).is_some();
        if taken && self.is_offered() {
            self.offer = Offer::None;
        }
        if self.offer == Offer::TypedOver && takes_away && self.value().is_empty() {
            self.input = Input::new(self.offered.clone());
            self.offer = Offer::CameBack;
            return true;
        }
        taken
    }

    /// Puts pasted text in at the cursor, without control characters; in a field of one line its line ends are spaces.
    pub fn paste(&mut self, pasted: &str) {
        if self.is_offered() {
            self.input.reset();
            self.offer = Offer::TypedOver;
        }
        let room = CHARACTERS_MAX.saturating_sub(self.value().chars().count());
        let line_end = if self.has_rows { '\n' } else { ' ' };
        let clean: String = pasted
            .replace("\r\n", "\n")
            .nfc()
            .map(|c| match c {
                '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => line_end,
                '\t' => ' ',
                c => c,
            })
            .filter(|c| !c.is_control() || *c == '\n')
            .take(room)
            .collect();
        for c in clean.trim_end().chars() {
            self.input.handle(tui_input::InputRequest::InsertChar(c));
        }
    }

    /// Draws it on several rows, broken between words; from its beginning, or around the cursor where it is being typed into.
    /// Gives where the cursor stands.
    pub fn draw_rows(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        style: Style,
        typing: bool,
    ) -> Position {
        let columns = usize::from(area.width.max(1));
        let rows = self.rows(columns);
        let at = rows
            .iter()
            .rposition(|(start, _)| *start <= self.input.cursor())
            .unwrap_or(0);
        let first = if typing {
            (at + 1).saturating_sub(usize::from(area.height))
        } else {
            0
        };
        for y in 0..area.height {
            let row = rows
                .get(first + usize::from(y))
                .map_or("", |(_, row)| row.as_str());
            text::put(buffer, area, 0, y, &text::left(row, columns), style);
        }
        let before: String = rows.get(at).map_or_else(String::new, |(start, row)| {
            row.chars().take(self.input.cursor() - start).collect()
        });
        let across = u16::try_from(text::width(&before)).unwrap_or(0);
        let down = u16::try_from(at.saturating_sub(first)).unwrap_or(0);
        Position::new(
            area.x + across.min(area.width.saturating_sub(1)),
            area.y + down,
        )
    }

    /// Its rows at this width: (the number of characters before it, its text). A word that is wider than a row is cut.
    fn rows(&self, columns: usize) -> Vec<(usize, String)> {
        let mut rows: Vec<(usize, String)> = vec![(0, String::new())];
        for (nth, c) in self.value().chars().enumerate() {
            let Some((start, row)) = rows.last_mut() else {
                break;
            };
            if c == '\n' {
                rows.push((nth + 1, String::new()));
                continue;
            }
            let step = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if c == ' ' || text::width(row) + step <= columns {
                row.push(c);
                continue;
            }
            let keep = row.rfind(' ').map_or(row.len(), |space| space + 1);
            let mut next = row.split_off(keep);
            let begin = *start + row.chars().count();
            if next.is_empty() && !row.ends_with(' ') {
                rows.push((nth, c.to_string()));
            } else {
                next.push(c);
                rows.push((begin, next));
            }
        }
        rows
    }

    /// Draws it on one row; gives where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, style: Style, hidden: bool) -> Position {
        let columns = usize::from(area.width);
        let shown: String = if hidden {
            "•".repeat(self.value().chars().count())
        } else {
            self.value().to_owned()
        };
        let before: String = shown.chars().take(self.input.cursor()).collect();
        let cursor = text::width(&before);
        // What is offered is read before it is typed over: where it fits, all of it shows, and the cursor stands on its last letter.
        let skip = if self.is_offered() && text::width(&shown) <= columns {
            0
        } else {
            (cursor + 1).saturating_sub(columns)
        };
        let cursor = cursor.min((skip + columns).saturating_sub(1));
        let mut visible = String::new();
        let mut at = 0;
        for c in shown.chars() {
            let wide = unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
            if at >= skip {
                visible.push(c);
            }
            at += wide;
        }
        text::put(buffer, area, 0, 0, &text::left(&visible, columns), style);
        if self.is_offered() {
            let style = style.add_modifier(Modifier::UNDERLINED);
            text::put(buffer, area, 0, 0, &visible, style);
        }
        Position::new(
            area.x + u16::try_from(cursor - skip.min(cursor)).unwrap_or(0),
            area.y,
        )
    }
}
