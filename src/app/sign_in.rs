//! The sign-in dialog: a code, or a digit for somebody on the list, and a PIN.

use crate::model::Instant;
use crate::office::Pin;
use crate::pane::{Canvas, Chord, Hit};
use crate::ui::{Field, Theme, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// How many people have a digit.
const DIGITS: usize = 9;

/// What has been typed.
#[derive(Debug, Default)]
pub(super) struct SignIn {
    code: Field,
    pin: Field,
    at_pin: bool,
    /// Codes and names that a digit chooses, so that two keys change who sits here.
    people: Vec<(String, String)>,
    pub(super) trouble: String,
    pub(super) busy: bool,
    /// What stood in the fields before the burst that is going on.
    before: Option<(Field, Field, bool)>,
}

impl SignIn {
    /// For somebody whose code is known already, or with an empty code for anybody.
    pub(super) fn of(code: &str) -> Self {
        Self {
            code: Field::with(code),
            at_pin: !code.is_empty(),
            ..Self::default()
        }
    }

    /// Remembers what is typed, in case that what comes next is a scanner's.
    pub(super) fn remember(&mut self) {
        self.before = Some((self.code.clone(), self.pin.clone(), self.at_pin));
    }

    /// What has been typed since was a scanner's.
    pub(super) fn go_back(&mut self) {
        if let Some((code, pin, at_pin)) = self.before.take() {
            (self.code, self.pin, self.at_pin) = (code, pin, at_pin);
        }
    }

    /// A badge names somebody; the PIN is still typed.
    pub(super) fn name(&mut self, code: &str) {
        if !self.busy {
            self.code = Field::with(code);
            self.pin = Field::default();
            self.at_pin = true;
            self.trouble.clear();
        }
    }

    /// The people have been read. While the dialog is open a digit stays with its person: who comes in addition stands behind.
    pub(super) fn list(&mut self, people: Vec<(String, String)>) {
        for (code, name) in people {
            match self.people.iter_mut().find(|known| known.0 == code) {
                Some(known) => known.1 = name,
                None => self.people.push((code, name)),
            }
        }
        self.people.truncate(DIGITS);
    }

    /// The person whose digit this is, where a digit chooses: before anything of a PIN is typed.
    fn by_digit(&self, key: KeyEvent) -> Option<String> {
        let KeyCode::Char(digit @ '1'..='9') = key.code else {
            return None;
        };
        if self.at_pin || !self.code.value().is_empty() {
            return None;
        }
        let nth = digit.to_digit(10)?.checked_sub(1)?;
        let (code, _) = self.people.get(usize::try_from(nth).ok()?)?;
        Some(code.clone())
    }

    /// Takes a key; gives code and PIN when both are there.
    pub(super) fn key(&mut self, key: KeyEvent, words: &Words) -> Option<(String, Pin)> {
        if self.busy {
            return None;
        }
        if let Some(code) = self.by_digit(key) {
            self.code = Field::with(&code);
            self.at_pin = true;
            return None;
        }
        match key.code {
            KeyCode::Esc => {
                self.code = Field::default();
                self.pin = Field::default();
                self.at_pin = false;
            }
            KeyCode::Tab | KeyCode::Down | KeyCode::Up | KeyCode::BackTab => {
                self.at_pin = !self.at_pin
            }
            KeyCode::Enter if !self.at_pin => self.at_pin = !self.code.value().trim().is_empty(),
            KeyCode::Enter => match Pin::new(self.pin.value()) {
                Ok(pin) => {
                    self.pin = Field::default();
                    self.busy = true;
                    self.trouble.clear();
                    return Some((self.code.value().trim().to_owned(), pin));
                }
                Err(refused) => {
                    self.pin = Field::default();
                    self.trouble = words.refused(&refused);
                }
            },
            _ if self.at_pin => drop(self.pin.key(key)),
            _ => drop(self.code.key(key)),
        }
        None
    }

    pub(super) fn draw(
        &self,
        area: Rect,
        canvas: &mut Canvas<'_>,
        words: &Words,
        theme: &Theme,
        office: &str,
        now: Instant,
    ) {
        let wide = area.width.min(54);
        let high = area
            .height
            .min(12 + u16::try_from(self.people.len()).unwrap_or(0));
        let place = Rect::new(
            area.x + (area.width - wide) / 2,
            area.y + (area.height - high) / 2,
            wide,
            high,
        );
        text::put(canvas.buffer, place, 0, 0, office, theme.accent);
        text::put(canvas.buffer, place, 0, 1, &words.date_time(now), theme.dim);
        text::put(
            canvas.buffer,
            place,
            0,
            3,
            &words.sign_in_code(),
            if self.at_pin {
                theme.plain
            } else {
                theme.accent
            },
        );
        text::put(
            canvas.buffer,
            place,
            0,
            5,
            &words.sign_in_pin(),
            if self.at_pin {
                theme.accent
            } else {
                theme.plain
            },
        );
        for (row, field, chosen, hidden) in [
            (3, &self.code, !self.at_pin, false),
            (5, &self.pin, self.at_pin, true),
        ] {
            let spot = Rect::new(
                place.x + 12,
                place.y + row,
                place.width.saturating_sub(12).min(16),
                1,
            )
            .intersection(area);
            if spot.width > 0 && spot.height > 0 {
                let cursor = field.draw(
                    canvas.buffer,
                    spot,
                    if chosen { theme.chosen } else { theme.plain },
                    hidden,
                );
                if chosen {
                    canvas.cursor = Some(cursor);
                }
            }
        }
        let hint = if self.busy {
            words.sign_in_busy()
        } else {
            words.sign_in_hint()
        };
        text::put(canvas.buffer, place, 0, 7, &hint, theme.dim);
        for (nth, (code, name)) in self.people.iter().enumerate() {
            let y = 12 + u16::try_from(nth).unwrap_or(0);
            let line = format!("{}  {}  {name}", nth + 1, text::left(code, 6));
            text::put(canvas.buffer, place, 0, y, &line, theme.plain);
            let digit = char::from_digit(u32::try_from(nth + 1).unwrap_or(1), 10).unwrap_or('1');
            let spot = Rect::new(place.x, place.y + y, place.width, 1).intersection(area);
            canvas
                .hits
                .push((spot, Hit::Key(Chord::char(digit).event())));
        }
        text::paragraph(canvas.buffer, place, 0, 9, &self.trouble, theme.bad);
    }
}

#[cfg(test)]
mod tests {
    use super::SignIn;
    use crate::words::{Lang, Words};
    use crossterm::event::KeyCode;

    #[test]
    fn a_digit_stays_with_its_person_while_the_dialog_is_open() {
        let person = |code: &str| (code.to_owned(), code.to_owned());
        let mut open = SignIn::of("");
        open.list(vec![person("JN"), person("PM")]);
        open.list(vec![person("EH"), person("PM"), person("JN")]);
        let words = Words::new(Lang::En, "CZK", chrono_tz::UTC);
        drop(open.key(KeyCode::Char('2').into(), &words));
        assert_eq!(open.code.value(), "PM");
    }
}
