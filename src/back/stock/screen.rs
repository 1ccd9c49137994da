//! The range: what is on hand, what is held, what is free, and the moves behind every number.

use super::{AddItem, Adjust, Receive};
use crate::model::{Duty, Money, Quantity, VatRate};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Chord, Form, Input, Kind, Look, Outbox, Table};
use crate::ui::Column;
use crate::words::Words;
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
    code: String,
    name: String,
    unit: String,
    price: Money,
    on_hand: Quantity,
    allocated: Quantity,
    active: bool,
    bins: String,
    moves: Vec<String>,
}

impl Kind for Range {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["item.", "stock.", "order.", "parcel."];
    const BINDINGS: &'static [Binding<Stock>] = &[
        Binding {
            chord: Chord::char('r'),
            label: Words::stock_key_receive,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| change(list, rows, out, true),
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::stock_key_adjust,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| change(list, rows, out, false),
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::stock_key_new,
            when: |_, _, who| who.may(Duty::Stock),
            act: |_, _, out| out.open(Bound::pane(new_item(out.words))),
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
    fn read(&self, _filter: usize, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let rows = reader.rows(
            "select i.id, i.code, i.name, i.unit, i.price, i.on_hand, i.allocated, i.active,
                    coalesce((select string_agg(b.code, ', ' order by b.code) from stock s join bin b on b.id = s.bin where s.item = i.id and s.on_hand > 0 and b.own = 0), '')
             from item i order by i.folded, i.id limit 300",
            &[],
        )?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.int(0)?;
            list.push(Row {
                id,
                code: row.text(1)?,
                name: row.text(2)?,
                unit: row.text(3)?,
                price: Money(row.int(4)?),
                on_hand: Quantity(row.int(5)?),
                allocated: Quantity(row.int(6)?),
                active: row.flag(7)?,
                bins: row.text(8)?,
                moves: moves(reader, id)?,
            });
        }
        Ok(list)
    }
    fn key(row: &Row) -> i64 {
        row.id
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
        let mut details = vec![look.words.stock_moves(row.code.as_str())];
        details.extend(row.moves.iter().cloned());
        details
    }
}

/// The last five moves of an item.
fn moves(reader: &mut Reader<'_>, item: i64) -> Result<Vec<String>, Refused> {
    let rows = reader.rows(
        "select m.delta, b.code, m.kind, coalesce(o.number, ''), coalesce(s.name, '') from stock_move m cross join bin b on b.id = m.bin
         left join orders o on o.id = m.orders left join journal j on j.seq = m.seq left join staff s on s.id = j.staff
         where m.item = $1 order by m.id desc limit 5",
        &[item.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(format!(
                "{:>8}  {:<10} {:<10} {:<13} {}",
                Quantity(row.int(0)?).to_string(),
                row.text(1)?,
                row.text(2)?,
                row.text(3)?,
                row.text(4)?
            ))
        })
        .collect()
}

fn change(list: &Stock, rows: &[Row], out: &mut Outbox<'_>, receives: bool) {
    let Some(row) = list.chosen(rows) else { return };
    let words = out.words;
    let item = row.code.clone();
    let bin = row.bins.split(',').next().unwrap_or_default().to_owned();
    let mut inputs = vec![
        Input::text(words.stock_quantity(), ""),
        Input::text(words.stock_bin(), &bin),
    ];
    let title = if receives {
        words.stock_receive_title(row.name.as_str())
    } else {
        words.stock_adjust_title(row.name.as_str())
    };
    if !receives {
        inputs.push(Input::text(words.orders_reason(), ""));
    }
    let intro = if receives {
        Vec::new()
    } else {
        vec![words.stock_adjust_intro()]
    };
    let form = Form::new(title, intro, inputs, move |values, out| {
        let Some(quantity) = values.first().and_then(|text| Quantity::parse(text)) else {
            let refused = Refused::rule("bad-quantity")
                .with("value", values.first().cloned().unwrap_or_default());
            return out.say(out.words.refused(&refused));
        };
        let (item, bin) = (item.clone(), values.get(1).cloned().unwrap_or_default());
        if let Some(reason) = values.get(2) {
            let reason = reason.clone();
            out.perform(
                Adjust {
                    item,
                    bin,
                    quantity,
                    reason,
                },
                |words, receipt| {
                    (
                        words.stock_now(receipt.subject.as_str(), receipt.text("on_hand")),
                        None,
                    )
                },
            );
        } else {
            out.perform(
                Receive {
                    item,
                    bin,
                    quantity,
                },
                |words, receipt| {
                    (
                        words.stock_now(receipt.subject.as_str(), receipt.text("on_hand")),
                        None,
                    )
                },
            );
        }
    });
    out.open(Bound::pane(form));
}

fn new_item(words: &Words) -> Form {
    let inputs = vec![
        Input::text(words.column_code(), ""),
        Input::text(words.column_item(), ""),
        Input::text(words.stock_unit(), "pc"),
        Input::text(words.column_price(), ""),
        Input::text(words.stock_vat(), "21"),
        Input::text(words.stock_barcode(), ""),
    ];
    Form::new(
        words.stock_new_title(),
        Vec::new(),
        inputs,
        |values, out| {
            let [code, name, unit, price, vat, barcode] = values else {
                return;
            };
            let (Some(price), Some(vat)) = (Money::parse(price), VatRate::parse(vat)) else {
                let refused = Refused::rule("bad-money").with("value", price);
                return out.say(out.words.refused(&refused));
            };
            let item = AddItem {
                code: code.clone(),
                name: name.clone(),
                unit: unit.clone(),
                price,
                vat,
                barcode: barcode.clone(),
            };
            out.perform(item, |words, receipt| {
                (words.stock_added(receipt.subject.as_str()), None)
            });
        },
    )
}
