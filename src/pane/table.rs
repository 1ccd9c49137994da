//! A section that is a list: rows, a filter that Tab changes, details of the chosen row, and keys that act on it.

use super::{Binding, Canvas, Look, Outbox, Screen};
use crate::office::{Reader, Refused};
use crate::ui::{Column, List, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is listed.
pub trait Kind: Clone + PartialEq + Send + 'static {
    /// One row.
    type Row: Clone + Send + 'static;
    /// The beginnings of verbs that make the list old.
    const STALE_ON: &'static [&'static str];
    /// The keys.
    const BINDINGS: &'static [Binding<Table<Self>>];
    /// Its title.
    fn title(&self, words: &Words) -> String;
    /// What to do next, where there is nothing.
    fn empty(&self, words: &Words) -> String;
    /// The filters that Tab goes through; the first is on at the start.
    fn filters(&self, words: &Words) -> Vec<String> {
        let _ = words;
        Vec::new()
    }
    /// The columns.
    fn columns(&self, words: &Words) -> Vec<Column>;
    /// The rows under this filter: a screenful or two, never all.
    ///
    /// # Errors
    /// What the store reports.
    fn read(&self, filter: usize, reader: &mut Reader<'_>) -> Result<Vec<Self::Row>, Refused>;
    /// What a row is known by.
    fn key(row: &Self::Row) -> i64;
    /// Its cells, and how they look.
    fn cells(row: &Self::Row, look: &Look<'_>) -> (Vec<String>, Style);
    /// More about the chosen row, shown under the list.
    fn details(row: &Self::Row, look: &Look<'_>) -> Vec<String> {
        let _ = (row, look);
        Vec::new()
    }
}

/// A list of such rows.
#[derive(Debug, Clone)]
pub struct Table<K: Kind> {
    kind: K,
    filter: usize,
    list: List,
}

impl<K: Kind + Default> Default for Table<K> {
    fn default() -> Self {
        Self::of(K::default())
    }
}

impl<K: Kind> Table<K> {
    /// A list of this kind.
    #[must_use]
    pub fn of(kind: K) -> Self {
        Self {
            kind,
            filter: 0,
            list: List::default(),
        }
    }

    /// The row that is chosen.
    pub fn chosen<'a>(&self, rows: &'a [K::Row]) -> Option<&'a K::Row> {
        rows.iter()
            .find(|row| Some(K::key(row)) == self.list.chosen())
    }

    /// Whether a row is chosen.
    pub fn has_row(&self, rows: &[K::Row]) -> bool {
        self.chosen(rows).is_some()
    }
}

/// How many filters there can be at most; Tab goes round within it.
fn count(filters: &[String]) -> usize {
    filters.len().max(1)
}

impl<K: Kind> Screen for Table<K> {
    type Ask = (K, usize);
    type View = Vec<K::Row>;
    const STALE_ON: &'static [&'static str] = K::STALE_ON;
    const BINDINGS: &'static [Binding<Self>] = K::BINDINGS;

    fn title(&self, words: &Words) -> String {
        self.kind.title(words)
    }

    fn ask(&self) -> Self::Ask {
        (self.kind.clone(), self.filter)
    }

    fn read((kind, filter): &Self::Ask, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        kind.read(*filter, reader)
    }

    fn arrived(&mut self, before: &Self::View, view: &Self::View) {
        let keys = |rows: &Self::View| rows.iter().map(K::key).collect::<Vec<_>>();
        self.list.settle(&keys(before), &keys(view));
    }

    fn key(&mut self, key: KeyEvent, view: &Self::View, out: &mut Outbox<'_>) -> bool {
        let filters = count(&self.kind.filters(out.words));
        match key.code {
            KeyCode::Tab => self.filter = (self.filter + 1) % filters,
            KeyCode::BackTab => self.filter = (self.filter + filters - 1) % filters,
            _ => {
                return self
                    .list
                    .key(key, &view.iter().map(K::key).collect::<Vec<_>>());
            }
        }
        true
    }

    fn clicked(&mut self, row: i64, _view: &Self::View) {
        self.list.choose(row);
    }

    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let mut top = 0;
        let filters = self.kind.filters(look.words);
        if !filters.is_empty() {
            let shown: Vec<String> = filters
                .iter()
                .enumerate()
                .map(|(index, name)| {
                    if index == self.filter {
                        format!("[{name}]")
                    } else {
                        format!(" {name} ")
                    }
                })
                .collect();
            text::put(
                canvas.buffer,
                area,
                1,
                0,
                &format!("{}   Tab", shown.join(" ")),
                look.theme.dim,
            );
            top = 1;
        }
        let details = self
            .chosen(view)
            .map(|row| K::details(row, look))
            .unwrap_or_default();
        let below = u16::try_from(details.len())
            .unwrap_or(0)
            .min(area.height / 2);
        let place = Rect {
            y: area.y + top,
            height: area
                .height
                .saturating_sub(top + below + u16::from(below > 0)),
            ..area
        };
        if view.is_empty() {
            for (index, line) in text::wrap(
                &self.kind.empty(look.words),
                usize::from(area.width.saturating_sub(4)),
            )
            .iter()
            .enumerate()
            {
                text::put(
                    canvas.buffer,
                    area,
                    2,
                    top + 1 + u16::try_from(index).unwrap_or(0),
                    line,
                    look.theme.dim,
                );
            }
            return;
        }
        let rows: Vec<_> = view
            .iter()
            .map(|row| {
                let (cells, style) = K::cells(row, look);
                (K::key(row), cells, style)
            })
            .collect();
        let drawn = self.list.draw(
            canvas.buffer,
            place,
            &self.kind.columns(look.words),
            &rows,
            look.theme,
            look.focused,
        );
        canvas.rows(drawn);
        if below > 0 {
            let y = place.bottom() - area.y;
            text::put(
                canvas.buffer,
                area,
                0,
                y,
                &"─".repeat(usize::from(area.width)),
                look.theme.dim,
            );
            for (index, line) in details.iter().take(usize::from(below)).enumerate() {
                text::put(
                    canvas.buffer,
                    area,
                    2,
                    y + 1 + u16::try_from(index).unwrap_or(0),
                    line,
                    look.theme.plain,
                );
            }
        }
    }
}
