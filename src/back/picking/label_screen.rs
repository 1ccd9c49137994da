//! The label of a parcel, to be scanned from the screen or written off it.

use crate::model::ReadRight;
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Look, Outbox, Screen};
use crate::records::label::{Label, label};
use crate::ui::text;
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

/// As wide as the bars of a parcel's number, with the light space around them and the frame.
const COLUMNS: u16 = 88;

/// Dark on light on every terminal, as a reader wants it.
const PAPER: Style = Style::new().fg(Color::Black).bg(Color::White);

/// A label on the screen.
#[derive(Debug)]
pub struct LabelScreen {
    code: String,
}

impl LabelScreen {
    /// The label of what has this number or code.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self {
            code: code.to_owned(),
        }
    }
}

impl Screen for LabelScreen {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Ask = String;
    type View = Option<Label>;
    const BINDINGS: &'static [Binding<Self>] = &[];

    fn title(&self, _words: &Words) -> String {
        self.code.clone()
    }
    fn ask(&self) -> String {
        self.code.clone()
    }
    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        label(reader, code)
    }
    fn arrived(&mut self, _before: &Self::View, _view: &Self::View) {}
    fn key(&mut self, key: KeyEvent, _view: &Self::View, out: &mut Outbox<'_>) -> bool {
        let closes = key.code == KeyCode::Enter;
        if closes {
            out.close();
        }
        closes
    }
    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let Some(label) = view else { return };
        let columns = usize::from(area.width);
        let mut rows = label.on_screen(columns);
        if area.width + 4 < COLUMNS {
            rows.extend([String::new(), look.words.label_wider(i64::from(COLUMNS))]);
        }
        for (y, row) in (0..area.height).zip(rows.iter().map(String::as_str).chain([""])) {
            text::put(canvas.buffer, area, 0, y, &text::left(row, columns), PAPER);
        }
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((COLUMNS, 13))
    }
}
