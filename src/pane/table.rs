//! A section that is a list: rows, a filter that Tab changes, details of the chosen row, and keys that act on it.

mod draw;
mod find;
mod kind;

pub use kind::{Anchor, Beside, Kind, PAGE_ROWS, Page};

use super::{Binding, Canvas, Look, Outbox, Screen, Who};
use crate::model::{ReadRight, Scanned};
use crate::office::{Reader, Receipt, Refused};
use crate::ui::{Field, List, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// A list of such rows.
#[derive(Debug, Clone)]
pub struct Table<K: Kind> {
    kind: K,
    filter: usize,
    /// Where the pages begin that were leafed through; empty on the first.
    pages: Vec<Anchor>,
    /// Which row is chosen when the page that was turned to arrives.
    turned: Option<Turned>,
    list: List,
    /// The first row of what was read last: the one that is filled where no other is chosen.
    first: Option<i64>,
    /// What is looked for in the list, where its kind can.
    find: Option<Field>,
    /// The keys go into that text.
    finding: bool,
    /// What was just made or acted on: it is chosen as soon as it is read.
    acted: Option<String>,
    /// How many rows the details took that were drawn last; as many are kept free until those of another row have come.
    below: u16,
    /// A card stood beside the list when it was drawn last: its place stays free until that of another row has come.
    is_beside: bool,
}

/// Which way a page was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turned {
    Onwards,
    Back,
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
            pages: Vec::new(),
            turned: None,
            list: List::default(),
            first: None,
            find: None,
            finding: false,
            acted: None,
            below: 0,
            is_beside: false,
        }
    }

    /// A list that begins at the row before which this anchor stands, with that row chosen.
    #[must_use]
    pub fn beginning_at(kind: K, before: Anchor, key: i64) -> Self {
        let mut table = Self::of(kind);
        table.pages.push(before);
        table.list.choose(key);
        table
    }

    /// The same list with another filter on.
    #[must_use]
    pub fn filtered(mut self, filter: usize) -> Self {
        self.filter = filter;
        self
    }

    /// What is listed.
    pub const fn kind(&self) -> &K {
        &self.kind
    }

    /// The row that is chosen.
    pub fn chosen<'a>(&self, rows: &'a [K::Row]) -> Option<&'a K::Row> {
        rows.iter()
            .find(|row| Some(K::key(row)) == self.list.chosen())
    }

    fn change_filter(&mut self, filter: usize) {
        self.filter = filter;
        self.pages.clear();
        self.turned = None;
        // Rows of another filter may be of another kind: the choice begins anew.
        self.list = List::default();
    }

    /// Chooses what was just made or acted on, if it is in what was read; remembers where a page begins that was turned to for it.
    fn choose_named(&mut self, rows: &[K::Row], name: &str) {
        let Some(at) = rows.iter().position(|row| K::is_named(row, name)) else {
            return;
        };
        let key = K::key(&rows[at]);
        let is_turned_to = at == 0
            && self
                .list
                .chosen()
                .is_none_or(|chosen| rows.iter().all(|row| K::key(row) != chosen));
        if let Some(before) = K::before(&rows[at], self.filter).filter(|_| is_turned_to) {
            self.pages = vec![before];
        }
        self.list.choose(key);
    }

    /// On the last row of a full page: on to the next one.
    fn turn_on(&mut self, rows: &[K::Row]) -> bool {
        let last = rows.last().filter(|_| rows.len() >= PAGE_ROWS);
        let Some(last) = last.filter(|row| Some(K::key(row)) == self.list.chosen()) else {
            return false;
        };
        let Some(anchor) = K::anchor(last, self.filter) else {
            return false;
        };
        self.pages.push(anchor);
        self.turned = Some(Turned::Onwards);
        true
    }

    /// On the first row of a later page: back to the one before.
    fn turn_back(&mut self, rows: &[K::Row]) -> bool {
        let first = rows.first().map(K::key);
        if self.pages.is_empty() || first != self.list.chosen() {
            return false;
        }
        self.pages.pop();
        self.turned = Some(Turned::Back);
        true
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
    const RIGHT: ReadRight = K::RIGHT;
    type Ask = (K, Page, Option<i64>, Option<String>);
    type View = Vec<K::Row>;
    const BINDINGS: &'static [Binding<Self>] = K::BINDINGS;

    fn title(&self, words: &Words) -> String {
        self.kind.title(words)
    }

    fn ask(&self) -> Self::Ask {
        let page = Page {
            filter: self.filter,
            after: self.pages.last().cloned(),
        };
        let chosen = self
            .list
            .chosen()
            .filter(|key| K::FILLS && Some(*key) != self.first);
        (self.kind.clone(), page, chosen, self.acted.clone())
    }

    fn read(
        (kind, page, chosen, acted): &Self::Ask,
        reader: &mut Reader<'_>,
    ) -> Result<Self::View, Refused> {
        let mut rows = kind.read(page, reader)?;
        let named = |rows: &[K::Row]| {
            let name = acted.as_ref()?;
            rows.iter().position(|row| K::is_named(row, name))
        };
        if let (Some(name), None) = (acted, named(&rows))
            && let Some(after) = kind.locate(page.filter, name, reader)?
        {
            let page = Page {
                filter: page.filter,
                after: Some(after),
            };
            rows = kind.read(&page, reader)?;
        }
        let at = rows.iter().position(|row| Some(K::key(row)) == *chosen);
        let at = named(&rows).or(at);
        if K::FILLS
            && let Some(row) = rows.get_mut(at.unwrap_or(0))
        {
            K::fill(row, reader)?;
        }
        Ok(rows)
    }

    fn meet(&mut self, who: &Who) {
        self.kind.meet(who);
    }

    fn arrived(&mut self, before: &Self::View, view: &Self::View) {
        match self.turned.take() {
            Some(Turned::Onwards) if view.is_empty() => drop(self.pages.pop()),
            Some(Turned::Onwards) => self.list.choose(view.first().map_or(0, K::key)),
            Some(Turned::Back) => self.list.choose(view.last().map_or(0, K::key)),
            None => {}
        }
        if let Some(name) = self.acted.take() {
            self.choose_named(view, &name);
        }
        self.first = view.first().map(K::key);
        let keys = |rows: &Self::View| rows.iter().map(K::key).collect::<Vec<_>>();
        self.list.settle(&keys(before), &keys(view));
    }

    fn needs(&self, view: &Self::View) -> Option<fn(&Words) -> String> {
        (!self.has_row(view)).then_some(Words::why_nothing_chosen)
    }

    fn acted(&mut self, receipt: &Receipt) {
        self.acted = Some(receipt.subject.clone());
    }

    fn is_typing(&self) -> bool {
        self.finding
    }

    fn paste(&mut self, text: &str) {
        if let Some(find) = self.find.as_mut().filter(|_| self.finding) {
            find.paste(text);
            self.look_for_typed();
        }
    }

    fn key(&mut self, key: KeyEvent, view: &Self::View, out: &mut Outbox<'_>) -> bool {
        if K::FINDS && self.key_of_find(key) {
            return true;
        }
        let filters = count(&self.kind.filters(out.words));
        match key.code {
            KeyCode::Tab => self.change_filter((self.filter + 1) % filters),
            KeyCode::BackTab => self.change_filter((self.filter + filters - 1) % filters),
            KeyCode::Down | KeyCode::PageDown if self.turn_on(view) => {}
            KeyCode::Up | KeyCode::PageUp if self.turn_back(view) => {}
            KeyCode::Home if !self.pages.is_empty() => {
                self.pages.clear();
                self.turned = Some(Turned::Onwards);
            }
            _ => {
                return self
                    .list
                    .key(key, &view.iter().map(K::key).collect::<Vec<_>>());
            }
        }
        true
    }

    fn scanned(&mut self, code: &Scanned, view: &Self::View, out: &mut Outbox<'_>) -> bool {
        self.chosen(view)
            .is_some_and(|row| K::scanned(row, code, out))
    }

    fn clicked(&mut self, row: i64, _view: &Self::View) {
        self.list.choose(row);
    }

    fn draw(&mut self, view: &Self::View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (area, beside) = self.draw_beside(view, area, canvas, look);
        let top = self.draw_filters(area, canvas, look);
        let details = self
            .chosen(view)
            .filter(|_| !beside)
            .map(|row| K::details(row, look))
            .unwrap_or_default();
        if self.chosen(view).is_none_or(K::is_filled) {
            self.below = u16::try_from(details.len()).unwrap_or(0);
        }
        let below = self.below.min(area.height / 2);
        let place = Rect {
            y: area.y + top,
            height: area
                .height
                .saturating_sub(top + below + u16::from(below > 0)),
            ..area
        };
        if view.is_empty() {
            let empty = self.kind.empty(look.words);
            text::paragraph(canvas.buffer, area, 2, top + 1, &empty, look.theme.dim);
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
            let rest = Rect {
                y: place.bottom(),
                height: area.bottom().saturating_sub(place.bottom()),
                ..area
            };
            draw::details(&details, below, rest, canvas, look);
        }
    }
}
