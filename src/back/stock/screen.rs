//! The range: what is on hand, what is held, what is free, and the moves behind every number.

use super::moves::{MoveRow, Moves, newest};
use super::{EditItem, forms};
use crate::model::{Duty, Money, Quantity};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Outbox, Page, Table};
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of items.
pub type Stock = Table<Range>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range;

/// An item in the list.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    folded: String,
    code: String,
    name: String,
    unit: String,
    price: Money,
    on_hand: Quantity,
    allocated: Quantity,
    active: bool,
    bins: String,
    moves: Vec<MoveRow>,
}

impl Kind for Range {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["item.", "stock.", "order.", "parcel."];
    const BINDINGS: &'static [Binding<Stock>] = &[
        Binding {
            chord: Chord::char('r'),
            label: Words::stock_key_receive,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| count(list, rows, out, true),
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::stock_key_adjust,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| count(list, rows, out, false),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::stock_key_new,
            when: |_, _, who| who.may(Duty::Stock),
            act: |_, _, out| out.open(Bound::pane(forms::new_item(out.words))),
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::stock_key_edit,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(forms::edit_item(
                        out.words, &row.code, &row.name, row.price,
                    )));
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::stock_key_withdraw,
            when: |list, rows, who| {
                who.may(Duty::Stock) && list.chosen(rows).is_some_and(|row| row.active)
            },
            act: |list, rows, out| sell(list, rows, out, false),
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::stock_key_sell_again,
            when: |list, rows, who| {
                who.may(Duty::Stock) && list.chosen(rows).is_some_and(|row| !row.active)
            },
            act: |list, rows, out| sell(list, rows, out, true),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::stock_key_moves,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(Table::of(Moves {
                        item: row.code.clone(),
                        name: row.name.clone(),
                    })));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_stock()
    }
    fn empty(&self, words: &Words) -> String {
        words.stock_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_code(), 10),
            Column::new(words.column_item(), 0),
            Column::new(words.column_on_hand(), 9).right(),
            Column::new(words.column_held(), 9).right(),
            Column::new(words.column_free(), 9).right(),
            Column::new(words.column_bins(), 16).from(90),
            Column::new(words.column_price(), 11).right().from(110),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let after = page.after_or("", i64::MIN);
        let rows = reader.rows(
            "select i.folded, i.id, i.code, i.name, i.unit, i.price, i.on_hand, i.allocated, i.active,
                    coalesce((select string_agg(b.code, ', ' order by b.code) from stock s join bin b on b.id = s.bin where s.item = i.id and s.on_hand > 0 and b.own = 0), '')
             from item i where (i.folded, i.id) > ($1, $2) order by i.folded, i.id limit 64",
            &after,
        )?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let code = row.text(2)?;
            list.push(Row {
                id: row.int(1)?,
                folded: row.text(0)?,
                moves: newest(reader, &code)?,
                code,
                name: row.text(3)?,
                unit: row.text(4)?,
                price: Money(row.int(5)?),
                on_hand: Quantity(row.int(6)?),
                allocated: Quantity(row.int(7)?),
                active: row.flag(8)?,
                bins: row.text(9)?,
            });
        }
        Ok(list)
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.folded.as_str().into(), row.id))
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let free = Quantity(row.on_hand.0 - row.allocated.0);
        let name = if row.active {
            row.name.clone()
        } else {
            words.stock_withdrawn(row.name.as_str())
        };
        let cells = vec![
            row.code.clone(),
            name,
            format!("{} {}", words.quantity(row.on_hand), row.unit),
            words.quantity(row.allocated),
            words.quantity(free),
            row.bins.clone(),
            words.amount(row.price),
        ];
        let style = if !row.active {
            look.theme.dim
        } else if free.0 == 0 {
            look.theme.warn
        } else {
            look.theme.plain
        };
        (cells, style)
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let mut details = vec![look.words.stock_moves(row.name.as_str())];
        details.extend(row.moves.iter().map(|one| one.line(look)));
        details
    }
}

fn count(list: &Stock, rows: &[Row], out: &mut Outbox<'_>, receives: bool) {
    if let Some(row) = list.chosen(rows) {
        let bin = row.bins.split(", ").next().unwrap_or_default();
        let form = forms::count(out.words, &row.code, &row.name, bin, receives);
        out.open(Bound::pane(form));
    }
}

/// Withdraws an item from sale, or sells it again: each is the other's undo.
fn sell(list: &Stock, rows: &[Row], out: &mut Outbox<'_>, active: bool) {
    let Some(row) = list.chosen(rows) else { return };
    let edit = EditItem {
        item: row.code.clone(),
        name: None,
        price: None,
        vat: None,
        active: Some(active),
    };
    out.perform(edit, |words, receipt| {
        let said = words.stock_sale_changed(receipt.subject.as_str());
        (said, None)
    });
}
