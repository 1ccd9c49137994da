//! A question before something happens that could not be seen coming: what will be done, to what, and yes or no.

use super::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::model::ReadRight;
use crate::office::{Reader, Refused};
use crate::ui::text;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;

/// How wide the question stands.
const COLUMNS: u16 = 60;

/// What yes does.
type Act = Box<dyn Fn(&mut Outbox<'_>) + Send>;

/// The question. Enter and the letter of yes do it, `n` and Esc leave everything as it is.
pub struct AskFirst {
    title: String,
    lines: Vec<String>,
    yes: fn(&Words) -> String,
    act: Act,
    /// The letter that opened it, where whoever types a text by mistake must not say yes with it; none: any yes will do.
    opened_by: Option<char>,
    trouble: String,
}

impl std::fmt::Debug for AskFirst {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AskFirst")
            .field("title", &self.title)
            .finish_non_exhaustive()
    }
}

impl AskFirst {
    /// A question whose title names the act and its thing; `yes` is what its key is called.
    #[must_use]
    pub fn of(
        title: String,
        lines: Vec<String>,
        yes: fn(&Words) -> String,
        act: impl Fn(&mut Outbox<'_>) + Send + 'static,
    ) -> Self {
        Self {
            title,
            lines,
            yes,
            act: Box::new(act),
            opened_by: None,
            trouble: String::new(),
        }
    }

    /// The same, safe from a text that is typed where no field is: neither Enter nor the letter that opened the question says yes,
    /// only `y` (or another letter of yes) right after it; any other letter takes the question away.
    #[must_use]
    pub const fn not_by_typing(mut self, opened_by: char) -> Self {
        self.opened_by = Some(opened_by);
        self
    }

    fn rows(&self) -> Vec<String> {
        let wide = usize::from(COLUMNS - 6);
        let all = self.lines.iter().chain([&self.trouble]);
        all.filter(|line| !line.is_empty())
            .flat_map(|line| text::wrap(line, wide))
            .collect()
    }
}

impl Screen for AskFirst {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = ();
    type View = ();
    const BINDINGS: &'static [Binding<Self>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::key_yes,
            when: |screen, (), _| screen.opened_by.is_none(),
            act: |screen, (), out| (screen.act)(out),
        },
        Binding {
            chord: Chord::char('y'),
            label: Words::key_yes,
            when: |screen, (), _| screen.opened_by.is_some(),
            act: |screen, (), out| (screen.act)(out),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::key_no,
            when: |_, (), _| true,
            act: |_, (), out| out.close(),
        },
    ];

    fn title(&self, _words: &Words) -> String {
        self.title.clone()
    }

    fn ask(&self) {}

    fn read((): &(), _reader: &mut Reader<'_>) -> Result<(), Refused> {
        Ok(())
    }

    fn arrived(&mut self, (): &(), (): &()) {}

    fn label(&self, chord: Chord) -> Option<fn(&Words) -> String> {
        (chord.code != KeyCode::Char('n')).then_some(self.yes)
    }

    fn key(&mut self, key: KeyEvent, (): &(), out: &mut Outbox<'_>) -> bool {
        let held = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let KeyCode::Char(letter) = key.code else {
            return false;
        };
        if key.modifiers.intersects(held) {
            return false;
        }
        let yes = out.words.is_yes(letter) && self.opened_by != Some(letter);
        if yes {
            (self.act)(out);
        } else if self.opened_by.is_some() {
            out.close();
        }
        yes || self.opened_by.is_some()
    }

    fn refused(&mut self, sentence: &str) {
        sentence.clone_into(&mut self.trouble);
    }

    fn size(&self) -> Option<(u16, u16)> {
        let rows = u16::try_from(self.rows().len()).unwrap_or(u16::MAX);
        Some((COLUMNS, rows.saturating_add(2)))
    }

    fn draw(&mut self, (): &(), area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        for (y, row) in (0..).zip(self.rows()) {
            let style = if self.trouble.contains(row.as_str()) && !self.trouble.is_empty() {
                look.theme.bad
            } else {
                look.theme.plain
            };
            text::put(canvas.buffer, area, 0, y, &row, style);
        }
    }
}
