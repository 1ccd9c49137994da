//! The first run: there is no office yet, and a few lines make one.

use super::backend;
use super::draw::{is_too_small, too_small};
use super::keys::Keys;
use super::run::io;
use crate::model::SystemClock;
use crate::model::text::initials;
use crate::office::{Founding, Office, Pin, Refused};
use crate::pane::Chord;
use crate::records::text as checked;
use crate::ui::theme::{DARK, MONO, Theme};
use crate::ui::{Field, Fields, text};
use crate::words::{Lang, Words};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind};
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::Path;
use std::sync::Arc;

/// In the order of the fields.
const OFFICE: usize = 0;
const MANAGER: usize = 1;
const PIN: usize = 2;
const PIN_AGAIN: usize = 3;
const CURRENCY: usize = 4;
const ZONE: usize = 5;

/// The fields, what is wrong under them, and the keys.
const FORM_ROWS: u16 = 11;

/// What is typed.
struct Wizard {
    words: Words,
    theme: Theme,
    file: String,
    fields: [Field; 6],
    at: usize,
    trouble: String,
    /// The window is too small to show what a key would act on.
    too_small: bool,
}

/// What a key led to.
enum Step {
    On,
    Quit,
    Found(Box<Founding>),
}

/// Asks for what an office needs and founds it. Gives the manager's code and PIN, or nothing where it was left.
///
/// # Errors
/// Where the terminal cannot be drawn to or read.
pub(super) fn found(
    path: &Path,
    lang: Option<Lang>,
    keys: &mut Keys,
) -> Result<Option<(String, Pin)>, Refused> {
    let mut wizard = Wizard::new(path, lang);
    let mut terminal = io(Terminal::new(backend::Screen::new()))?;
    loop {
        io(terminal.draw(|frame| {
            if let Some(cursor) = wizard.draw(frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        }))?;
        // Without a terminal nobody is there to be asked.
        let Some(event) = keys.next() else {
            return Ok(None);
        };
        match wizard.event(&event) {
            Step::On => {}
            Step::Quit => return Ok(None),
            Step::Found(founding) => match Office::found(path, Arc::new(SystemClock), &founding) {
                Ok(_) => return Ok(Some((founding.code, founding.pin))),
                Err(refused) => wizard.trouble = wizard.words.refused(&refused),
            },
        }
    }
}

impl Wizard {
    fn new(path: &Path, lang: Option<Lang>) -> Self {
        let own = std::env::var("LANG").unwrap_or_default();
        let lang = lang.unwrap_or(if own.starts_with("cs") {
            Lang::Cs
        } else {
            Lang::En
        });
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let mut fields: [Field; 6] = Default::default();
        fields[CURRENCY] = Field::offered("CZK");
        fields[ZONE] = Field::offered(&own_zone());
        Self {
            words: words_in(lang),
            theme: if colours { DARK } else { MONO },
            file: path.display().to_string(),
            fields,
            at: OFFICE,
            trouble: String::new(),
            too_small: false,
        }
    }

    fn event(&mut self, event: &Event) -> Step {
        match event {
            Event::Resize(columns, rows) => self.too_small = is_too_small(*columns, *rows),
            Event::Key(key) if key.kind != KeyEventKind::Release => return self.key(*key),
            Event::Paste(pasted) if !self.too_small => self.fields[self.at].paste(pasted),
            _ => {}
        }
        Step::On
    }

    fn key(&mut self, key: KeyEvent) -> Step {
        if Chord::ctrl('q').is(key) || Chord::ctrl('c').is(key) {
            return Step::Quit;
        }
        if self.too_small {
            // Nothing of what a key would act on can be seen.
            return Step::On;
        }
        if Chord::ctrl('l').is(key) {
            let other = match self.words.lang() {
                Lang::En => Lang::Cs,
                Lang::Cs => Lang::En,
            };
            self.words = words_in(other);
            self.trouble.clear();
            return Step::On;
        }
        let last = self.at == ZONE;
        if Chord::ctrl('s').is(key) || (key.code == KeyCode::Enter && last) {
            return match self.founding() {
                Ok(founding) => Step::Found(Box::new(founding)),
                Err(trouble) => {
                    self.trouble = trouble;
                    Step::On
                }
            };
        }
        match key.code {
            KeyCode::Tab | KeyCode::Down | KeyCode::Enter => self.at = (self.at + 1) % 6,
            KeyCode::BackTab | KeyCode::Up => self.at = (self.at + 5) % 6,
            _ => drop(self.fields[self.at].key(key)),
        }
        Step::On
    }

    /// What was typed, checked; else the sentence that says what is wrong, and the field that has the keys then.
    fn founding(&mut self) -> Result<Founding, String> {
        let value = |at: usize| self.fields[at].value().trim().to_owned();
        let said = |refused: &Refused| self.words.refused(refused);
        let name =
            checked::name("office", &value(OFFICE)).map_err(|refused| (OFFICE, said(&refused)));
        let manager =
            checked::name("manager", &value(MANAGER)).map_err(|refused| (MANAGER, said(&refused)));
        let pin = Pin::new(&value(PIN)).map_err(|refused| (PIN, said(&refused)));
        let same = if value(PIN) == value(PIN_AGAIN) {
            Ok(())
        } else {
            Err((PIN_AGAIN, self.words.wizard_pins_differ()))
        };
        let checked = (|| {
            let (name, manager, pin) = (name?, manager?, pin?);
            same?;
            Ok(Founding {
                name,
                currency: value(CURRENCY).to_uppercase(),
                zone: value(ZONE),
                language: self.words.lang().as_str().to_owned(),
                code: initials(&manager),
                manager,
                pin,
            })
        })();
        checked.map_err(|(at, sentence)| {
            self.at = at;
            sentence
        })
    }

    /// Draws it, and says where the cursor stands; without one the window is too small. Where there is no room for everything, what
    /// is explained above the fields goes first.
    fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        let whole = buffer.area;
        let words = &self.words;
        self.too_small = is_too_small(whole.width, whole.height);
        if self.too_small {
            let said = too_small(words);
            text::paragraph(buffer, whole, 0, 0, &said, self.theme.warn);
            return None;
        }
        let left = whole.width.saturating_sub(64) / 2;
        let above = whole.height.saturating_sub(20) / 3;
        let area = Rect::new(
            whole.x + left,
            whole.y + above,
            whole.width.min(64),
            whole.height - above,
        );
        let mut put = |y: u16, line: &str, style| text::paragraph(buffer, area, 0, y, line, style);
        let mut top = put(0, &words.wizard_title(), self.theme.accent);
        let intro = words.wizard_intro(self.file.as_str());
        let demo = words.wizard_demo();
        let rows_of = |said: &str| text::wrap(said, usize::from(area.width)).len();
        let explained = u16::try_from(rows_of(&intro) + rows_of(&demo)).unwrap_or(u16::MAX);
        let explains = top + explained + 2 + FORM_ROWS < area.height;
        if explains {
            let below = put(top + 1, &intro, self.theme.plain);
            top = put(below, &demo, self.theme.dim) + 1;
        }
        let labels = [
            words.wizard_office(),
            words.wizard_manager(),
            words.wizard_pin(),
            words.wizard_pin_again(),
            words.wizard_currency(),
            words.wizard_zone(),
        ];
        let fields = Fields::behind(&labels, 34);
        let mut cursor = Position::new(area.x, area.y);
        for ((nth, label), y) in labels.iter().enumerate().zip(top..) {
            let field = (&self.fields[nth], nth == PIN || nth == PIN_AGAIN);
            let chosen = nth == self.at;
            let drawn = fields.draw(buffer, (area, y), label, field, chosen, &self.theme);
            cursor = drawn.unwrap_or(cursor);
        }
        let gap = u16::from(explains);
        let manager = self.fields[MANAGER].value().trim();
        if !manager.is_empty() && self.trouble.is_empty() {
            let code = words.wizard_code(initials(manager));
            text::put(buffer, area, 0, top + 6 + gap, &code, self.theme.dim);
        }
        let trouble = top + 6 + gap;
        text::paragraph(buffer, area, 0, trouble, &self.trouble, self.theme.bad);
        let keys = words.wizard_keys();
        let last = (top + 9 + 2 * gap).min(area.height - 1);
        text::put(buffer, area, 0, last, &keys, self.theme.dim);
        Some(cursor)
    }
}

fn words_in(lang: Lang) -> Words {
    Words::new(lang, "CZK", chrono_tz::Tz::UTC)
}

/// The time zone of this machine where it says so.
fn own_zone() -> String {
    std::env::var("TZ")
        .ok()
        .or_else(|| {
            let link = std::fs::read_link("/etc/localtime").ok()?;
            let path = link.to_str()?.to_owned();
            Some(path.split_once("zoneinfo/")?.1.to_owned())
        })
        .filter(|zone| zone.parse::<chrono_tz::Tz>().is_ok())
        .unwrap_or_else(|| "Europe/Prague".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{OFFICE, Step, Wizard};
    use crate::words::Lang;
    use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use std::path::Path;

    fn drawn(wizard: &mut Wizard, columns: u16, rows: u16) -> (String, bool) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let has_cursor = wizard.draw(&mut buffer).is_some();
        let cells: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        (cells, has_cursor)
    }

    fn types(wizard: &mut Wizard, text: &str) {
        for c in text.chars() {
            wizard.event(&Event::Key(KeyCode::Char(c).into()));
        }
    }

    #[test]
    fn a_window_too_small_to_draw_takes_no_key_and_no_text_but_can_be_left() {
        for lang in [Lang::En, Lang::Cs] {
            let mut wizard = Wizard::new(Path::new("office.swing"), Some(lang));
            assert!(drawn(&mut wizard, 80, 24).1);
            types(&mut wizard, "Print");
            wizard.event(&Event::Resize(20, 5));
            let (screen, has_cursor) = drawn(&mut wizard, 20, 5);
            assert!(screen.contains("40 x 12") && !has_cursor, "{screen}");
            types(&mut wizard, "x");
            wizard.event(&Event::Key(KeyCode::Tab.into()));
            wizard.event(&Event::Paste("pasted".to_owned()));
            wizard.event(&Event::Resize(80, 24));
            assert!(drawn(&mut wizard, 80, 24).0.contains("Print"));
            types(&mut wizard, "ers");
            assert_eq!(wizard.fields[OFFICE].value(), "Printers");
            wizard.event(&Event::Resize(20, 5));
            let leave = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::CONTROL);
            assert!(matches!(wizard.event(&Event::Key(leave)), Step::Quit));
        }
    }

    #[test]
    fn in_the_smallest_window_every_field_the_trouble_and_the_keys_are_drawn() {
        for lang in [Lang::En, Lang::Cs] {
            let mut wizard = Wizard::new(Path::new("office.swing"), Some(lang));
            wizard.event(&Event::Key(KeyEvent::new(
                KeyCode::Char('s'),
                KeyModifiers::CONTROL,
            )));
            let (screen, has_cursor) = drawn(&mut wizard, 40, 12);
            assert!(has_cursor);
            let words = wizard.words.clone();
            let trouble = wizard.trouble.split(' ').next().unwrap_or_default();
            for said in [&words.wizard_office(), &words.wizard_zone(), trouble, "Tab"] {
                let begins: String = said.chars().take(8).collect();
                assert!(
                    !begins.is_empty() && screen.contains(&begins),
                    "{said}: {screen}"
                );
            }
        }
    }
}
