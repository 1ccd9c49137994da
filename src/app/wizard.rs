//! The first run: there is no office yet, and a few lines make one.

use super::backend;
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

/// What is typed.
struct Wizard {
    words: Words,
    theme: Theme,
    file: String,
    fields: [Field; 6],
    at: usize,
    trouble: String,
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
            let cursor = wizard.draw(frame.buffer_mut());
            frame.set_cursor_position(cursor);
        }))?;
        // Without a terminal nobody is there to be asked.
        let Some(event) = keys.next() else {
            return Ok(None);
        };
        let step = match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => wizard.key(key),
            Event::Paste(pasted) => {
                wizard.fields[wizard.at].paste(&pasted);
                Step::On
            }
            _ => Step::On,
        };
        match step {
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
        }
    }

    fn key(&mut self, key: KeyEvent) -> Step {
        if Chord::ctrl('q').is(key) || Chord::ctrl('c').is(key) {
            return Step::Quit;
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

    fn draw(&self, buffer: &mut Buffer) -> Position {
        let whole = buffer.area;
        let words = &self.words;
        let area = Rect::new(
            whole.x + whole.width.saturating_sub(64) / 2,
            whole.y + whole.height.saturating_sub(20) / 3,
            whole.width.min(64),
            whole
                .height
                .saturating_sub(whole.height.saturating_sub(20) / 3),
        )
        .intersection(whole);
        let mut y = 0;
        let mut put = |line: &str, style, gap: u16| {
            y = text::paragraph(buffer, area, 0, y, line, style) + gap;
            y
        };
        put(&words.wizard_title(), self.theme.accent, 1);
        put(&words.wizard_intro(self.file.as_str()), self.theme.plain, 0);
        let top = put(&words.wizard_demo(), self.theme.dim, 1);
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
        let manager = self.fields[MANAGER].value().trim();
        if !manager.is_empty() {
            let code = words.wizard_code(initials(manager));
            text::put(buffer, area, 0, top + 7, &code, self.theme.dim);
        }
        text::paragraph(buffer, area, 0, top + 8, &self.trouble, self.theme.bad);
        text::put(
            buffer,
            area,
            0,
            top + 11,
            &words.wizard_keys(),
            self.theme.dim,
        );
        cursor
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
