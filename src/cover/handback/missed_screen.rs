//! What somebody missed, on the screen: each line opens what it is about.

use super::missed::{Missed, missed, missed_heading, missed_rows};
use super::rows::{SheetRow, Tone};
use crate::model::{ReadRight, StaffId};
use crate::office::{Reader, Refused};
use crate::pane::{Binding, Canvas, Chord, Look, Outbox, Screen};
use crate::ui::{Column, List, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// What somebody missed.
#[derive(Debug)]
pub struct MissedScreen {
    staff: StaffId,
    list: List,
    rows: Vec<SheetRow>,
}

impl MissedScreen {
    /// Of this person.
    #[must_use]
    pub fn of(staff: StaffId) -> Self {
        Self {
            staff,
            list: List::default(),
            rows: Vec::new(),
        }
    }

    fn chosen(&self) -> Option<&SheetRow> {
        let key = self.list.chosen()?;
        self.rows.iter().find(|row| row.key == key)
    }
}

impl Screen for MissedScreen {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = StaffId;
    type View = Missed;
    const BINDINGS: &'static [Binding<Self>] = &[Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::inbox_key_open,
        when: |screen, _, _| screen.chosen().is_some_and(|row| row.place.is_some()),
        act: |screen, _, out| {
            if let Some(place) = screen.chosen().and_then(|row| row.place.clone()) {
                out.go(place);
            }
        },
    }];

    fn title(&self, words: &Words) -> String {
        words.missed_title()
    }
    fn ask(&self) -> StaffId {
        self.staff
    }
    fn read(staff: &StaffId, reader: &mut Reader<'_>) -> Result<Missed, Refused> {
        missed(reader, *staff)
    }
    fn arrived(&mut self, _before: &Missed, _view: &Missed) {}
    fn key(&mut self, key: KeyEvent, _view: &Missed, _out: &mut Outbox<'_>) -> bool {
        let keys: Vec<i64> = self.rows.iter().map(|row| row.key).collect();
        self.list.key(key, &keys)
    }
    fn clicked(&mut self, row: i64, _view: &Missed) {
        self.list.choose(row);
    }
    fn prepare(&mut self, view: &Missed, _columns: u16, look: &Look<'_>) {
        self.rows = missed_rows(view, look.words, look.now);
        let first = self.rows.iter().find(|row| row.tone != Tone::Heading);
        if let Some(row) = first.filter(|_| self.list.chosen().is_none()) {
            self.list.choose(row.key);
        }
    }
    fn draw(&mut self, view: &Missed, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let heading = missed_heading(view, look.words, look.now);
        text::put(canvas.buffer, area, 0, 0, &heading, look.theme.accent);
        let top = 2.min(area.height);
        let place = Rect {
            y: area.y + top,
            height: area.height - top,
            ..area
        };
        if self.rows.is_empty() {
            let nothing = look.words.missed_nothing();
            text::put(canvas.buffer, place, 0, 0, &nothing, look.theme.dim);
            return;
        }
        let columns = [
            Column::new(look.words.column_what(), 0),
            Column::new(String::new(), 20),
        ];
        let shown: Vec<_> = self.rows.iter().map(|row| row.shown(look)).collect();
        let drawn = self
            .list
            .draw(canvas.buffer, place, &columns, &shown, look.theme, true);
        canvas.rows(drawn);
    }
    fn size(&self) -> Option<(u16, u16)> {
        Some((100, 24))
    }
}
