//! What a list lists: its rows, columns, filters and keys, and how a page of it is read.

use super::Table;
use crate::model::{ReadRight, Scanned};
use crate::office::{Reader, Refused, Value};
use crate::pane::{Binding, Look, Outbox, Who};
use crate::ui::Column;
use crate::ui::panel::Row as CardRow;
use crate::words::Words;
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
