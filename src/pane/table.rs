//! A section that is a list: rows, a filter that Tab changes, details of the chosen row, and keys that act on it.

mod draw;

use super::{Binding, Canvas, Look, Outbox, Screen, Who};
use crate::model::{ReadRight, Scanned};
use crate::office::{Reader, Receipt, Refused, Value};
use crate::ui::panel::Row as CardRow;
use crate::ui::{Column, Field, List, text};
use crate::words::Words;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How many rows a page has; a clerk reads no more at once.
pub const PAGE_ROWS: usize = 64;

/// Where a page ends, and the next begins: the value by which the list is ordered, and the row's own key.
pub type Anchor = (Value, i64);

/// Which rows are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The filter that is on, as a place in [`Kind::filters`].
    pub filter: usize,
    /// After this row; none: from the beginning.
    pub after: Option<Anchor>,
}

impl Page {
    /// The values to compare with, or those that stand before everything.
    #[must_use]
    pub fn after_or(&self, first: impl Into<Value>, key: i64) -> [Value; 2] {
        match &self.after {
            Some((value, key)) => [value.clone(), (*key).into()],
            None => [first.into(), key.into()],
        }
    }
}

/// What is listed.
pub trait Kind: Clone + PartialEq + Send + 'static {
    /// Who may read it; asked with every read.
    const RIGHT: ReadRight;
    /// One row.
    type Row: Clone + Send + 'static;
    /// The keys.
    const BINDINGS: &'static [Binding<Table<Self>>];
    /// Who looks at it is known, or has changed.
    fn meet(&mut self, _who: &Who) {}
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
    /// At most [`PAGE_ROWS`] rows.
    ///
    /// # Errors
    /// What the store reports.
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Self::Row>, Refused>;
    /// Where the page after this row begins; none: the list has one page only.
    fn anchor(row: &Self::Row, filter: usize) -> Option<Anchor> {
        let _ = (row, filter);
        None
    }
    /// What a row is known by.
    fn key(row: &Self::Row) -> i64;
    /// Its cells, and how they look.
    fn cells(row: &Self::Row, look: &Look<'_>) -> (Vec<String>, Style);
    /// Whether its rows can be looked for by text, with `/`.
    const FINDS: bool = false;
    /// Lists only what fits this text from now on; empty: everything.
    fn look_for(&mut self, text: &str) {
        let _ = text;
    }
    /// Whether this is its row: its number or code, as the verb that made or changed it names it.
    fn is_named(row: &Self::Row, name: &str) -> bool {
        let _ = (row, name);
        false
    }
    /// Where the page begins on which something with this name stands first; none: it is not looked for on other pages.
    ///
    /// # Errors
    /// What the store reports.
    fn locate(
        &self,
        filter: usize,
        name: &str,
        reader: &mut Reader<'_>,
    ) -> Result<Option<Anchor>, Refused> {
        let _ = (filter, name, reader);
        Ok(None)
    }
    /// The anchor before a row, for a page that begins with it.
    fn before(row: &Self::Row, filter: usize) -> Option<Anchor> {
        let _ = (row, filter);
        None
    }
    /// A label was scanned while this row is chosen. Whether it means something to it.
    fn scanned(_row: &Self::Row, _code: &Scanned, _out: &mut Outbox<'_>) -> bool {
        false
    }
    /// Whether [`Kind::fill`] has something to read.
    const FILLS: bool = false;
    /// Reads what only the chosen row shows, so that nothing is read of the others.
    ///
    /// # Errors
    /// What the store reports.
    fn fill(row: &mut Self::Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        let _ = (row, reader);
        Ok(())
    }
    /// Whether that was read of this row.
    fn is_filled(row: &Self::Row) -> bool {
        let _ = row;
        true
    }
    /// More about the chosen row, shown under the list.
    fn details(row: &Self::Row, look: &Look<'_>) -> Vec<String> {
        let _ = (row, look);
        Vec::new()
    }
    /// The card of the chosen row in so many columns, shown beside the list where it is wide enough; none: what there is to tell of it stands
    /// under the list at any width.
    fn beside(row: &Self::Row, columns: u16, look: &Look<'_>) -> Option<Beside> {
        let _ = (row, columns, look);
        None
    }
}

/// A card beside a list: its title, and its rows.
pub type Beside = (String, Vec<CardRow>);

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

    /// A key of the text that is looked for: `/` begins it, Enter goes on to the rows, Esc takes it away. `/` in the empty text is not
    /// its own: it searches everywhere.
    fn key_of_find(&mut self, key: KeyEvent) -> bool {
        let plain = key.modifiers.difference(KeyModifiers::SHIFT).is_empty();
        match (key.code, &mut self.find) {
            (KeyCode::Char('/'), None) if plain => self.begin_finding(),
            (KeyCode::Char('/'), Some(find)) if plain && find.value().is_empty() => {
                self.stop_finding();
                return false;
            }
            (KeyCode::Char('/'), Some(_)) if plain && !self.finding => self.finding = true,
            (KeyCode::Esc, Some(_)) => self.stop_finding(),
            (KeyCode::Backspace, Some(find)) if find.value().is_empty() => self.stop_finding(),
            (KeyCode::Enter | KeyCode::Tab, Some(_)) if self.finding => self.finding = false,
            (KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown, Some(_)) => {
                return false;
            }
            (_, Some(find)) if self.finding => {
                let used = find.key(key);
                self.look_for_typed();
                return used;
            }
            _ => return false,
        }
        true
    }

    /// Whether a text is looked for in the list.
    pub const fn is_finding(&self) -> bool {
        self.find.is_some()
    }

    /// Whether the keys go into that text.
    pub const fn is_typing_text(&self) -> bool {
        self.finding
    }

    /// Begins to look for a text in the list.
    pub fn begin_finding(&mut self) {
        self.find = Some(Field::default());
        self.finding = true;
    }

    fn stop_finding(&mut self) {
        self.find = None;
        self.finding = false;
        self.look_for_typed();
    }

    fn look_for_typed(&mut self) {
        let typed = self.find.as_ref().map_or("", |find| find.value().trim());
        self.kind.look_for(typed);
        self.pages.clear();
        self.turned = None;
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
