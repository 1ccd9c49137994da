//! Shows a slip as it was saved.

use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Canvas, Look, Outbox, Screen};
use crate::ui::text;
use crate::words::Words;
use crossterm::event::KeyEvent;
use ratatui::layout::Rect;

/// A slip on the screen.
#[derive(Debug)]
pub struct SlipScreen {
    number: String,
    /// How many rows it has.
    rows: u16,
}

impl SlipScreen {
    /// The slip with this number.
    #[must_use]
    pub fn of(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            rows: 0,
        }
    }
}

impl Screen for SlipScreen {
    type Ask = String;
    type View = Vec<String>;
    const STALE_ON: &'static [&'static str] = &[];
    const BINDINGS: &'static [Binding<Self>] = &[];

    fn title(&self, _words: &Words) -> String {
        self.number.clone()
    }
    fn ask(&self) -> String {
        self.number.clone()
    }
    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let row = reader.row(
            "select text from document where number = $1",
            &[number.into()],
        )?;
        let slip = row.map_or(Ok(String::new()), |row| row.text(0))?;
        Ok(slip.lines().map(str::to_owned).collect())
    }
    fn arrived(&mut self, _before: &Self::View, view: &Self::View) {
        self.rows = u16::try_from(view.len()).unwrap_or(u16::MAX);
    }
    fn key(&mut self, key: KeyEvent, _view: &Self::View, out: &mut Outbox<'_>) -> bool {
        let closes = key.code == crossterm::event::KeyCode::Enter;
        if closes {
            out.close();
        }
        closes
    }
    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        for (y, line) in view.iter().enumerate() {
            text::put(
                canvas.buffer,
                area,
                0,
                u16::try_from(y).unwrap_or(u16::MAX),
                line,
                look.theme.plain,
            );
        }
    }
    fn size(&self) -> Option<(u16, u16)> {
        // The last row says what is still due: it is not cut off while the screen has room.
        Some((46, self.rows.saturating_add(2).max(18)))
    }
}
