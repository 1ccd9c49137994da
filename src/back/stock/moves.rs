//! The moves behind an item's numbers: every one, newest first.

use crate::model::{Desk, Instant, Quantity, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Anchor, Binding, Kind, Look, Page, Table};
use crate::ui::Column;
use crate::words::Words;
use ratatui::style::Style;

/// The ledger of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moves {
    /// The item's code.
    pub item: String,
    /// Its name.
    pub name: String,
}

/// One move.
#[derive(Debug, Clone)]
pub struct MoveRow {
    id: i64,
    at: Instant,
    bin: String,
    delta: Quantity,
    kind: String,
    order: String,
    who: String,
}

macro_rules! move_columns {
    () => {
        "select m.id, j.at, b.code, m.delta, m.kind, coalesce(o.number, ''), coalesce(s.name, '')
         from item i cross join stock_move m on m.item = i.id cross join bin b on b.id = m.bin cross join journal j on j.seq = m.seq
         left join orders o on o.id = m.orders left join staff s on s.id = j.staff"
    };
}

impl MoveRow {
    fn from_row(row: &crate::office::Row) -> Result<Self, Refused> {
        Ok(Self {
            id: row.int(0)?,
            at: Instant(row.int(1)?),
            bin: row.text(2)?,
            delta: Quantity(row.int(3)?),
            kind: row.text(4)?,
            order: row.text(5)?,
            who: row.text(6)?,
        })
    }

    fn cells(&self, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        let sign = if self.delta > Quantity::ZERO { "+" } else { "" };
        vec![
            words.when(self.at, look.now),
            format!("{sign}{}", words.quantity(self.delta)),
            words.word("move", &self.kind),
            match self.bin.as_str() {
                "@parcels" => words.stock_in_parcels(),
                "@history" => words.stock_before(),
                bin => bin.to_owned(),
            },
            self.order.clone(),
            self.who.clone(),
        ]
    }

    /// On one line, for the details under the list of items.
    pub(super) fn line(&self, look: &Look<'_>) -> String {
        use crate::ui::text::{left, right};
        let cells = self.cells(look);
        let [at, delta, kind, bin, order, who] = cells.as_slice() else {
            return String::new();
        };
        format!(
            "{}{}  {} {} {} {who}",
            left(at, 15),
            right(delta, 8),
            left(kind, 12),
            left(bin, 12),
            left(order, 13)
        )
    }
}

/// The newest moves of an item, by its code.
///
/// # Errors
/// What the store reports.
pub(super) fn newest(reader: &mut Reader<'_>, item: &str) -> Result<Vec<MoveRow>, Refused> {
    let rows = reader.rows(
        concat!(
            move_columns!(),
            " where i.code = $1 order by m.id desc limit 5"
        ),
        &[item.into()],
    )?;
    rows.iter().map(MoveRow::from_row).collect()
}

impl Kind for Moves {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = MoveRow;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[];

    fn title(&self, words: &Words) -> String {
        words.stock_moves(self.name.as_str())
    }
    fn empty(&self, words: &Words) -> String {
        words.stock_no_moves()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_at(), 15),
            Column::new(words.column_quantity(), 8).right(),
            Column::new(words.column_what(), 11),
            Column::new(words.column_bins(), 11),
            Column::new(words.column_order(), 12),
            Column::new(words.column_name(), 0).from(60),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<MoveRow>, Refused> {
        let [after, _] = page.after_or(i64::MAX, i64::MAX);
        let rows = reader.rows(
            concat!(
                move_columns!(),
                " where i.code = $1 and m.id < $2 order by m.id desc limit 64"
            ),
            &[self.item.as_str().into(), after],
        )?;
        rows.iter().map(MoveRow::from_row).collect()
    }
    fn key(row: &MoveRow) -> i64 {
        row.id
    }
    fn anchor(row: &MoveRow, _filter: usize) -> Option<Anchor> {
        Some((row.id.into(), row.id))
    }
    fn cells(row: &MoveRow, look: &Look<'_>) -> (Vec<String>, Style) {
        (row.cells(look), look.theme.plain)
    }
}
