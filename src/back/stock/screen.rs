//! The range: what is on hand, what is held, what is free, and the moves behind every number.

use super::count_screen::{CountScreen, What};
use super::counts::Counts;
use super::item_row::{Row, details, gaps};
use super::moves::{Moves, newest};
use super::{Bins, forms, withdraw};
use crate::model::money::price_as;
use crate::model::text::fold;
use crate::model::{Desk, Duty, Money, Quantity, ReadRight, VatRate};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Outbox, Page, Pane, Table};
use crate::records::setting::Setting;
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of items.
pub type Stock = Table<Range>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// What is looked for: a part of a name, the beginning of a code, or a barcode.
    text: String,
}

macro_rules! row_columns {
    () => {
        "select i.folded, i.id, i.code, i.name, i.unit, i.price, i.on_hand, i.allocated, i.active,
                coalesce((select string_agg(b.code, ', ' order by b.walk, b.code) from stock s join bin b on b.id = s.bin where s.item = i.id and s.on_hand > 0 and b.own = 0), ''),
                i.low_at, i.missing, i.vat,
                (select cast(coalesce(sum(l.waiting), 0) as bigint) from order_line l where l.item = i.id and l.waiting > 0)
         from item i"
    };
}

/// The list, beginning at one item.
#[must_use]
pub fn at_item(folded: &str, id: i64) -> Box<dyn Pane> {
    Bound::pane(Table::beginning_at(
        Range::default(),
        (folded.into(), id - 1),
        id,
    ))
}

impl Kind for Range {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = Row;
    const BINDINGS: &'static [Binding<Stock>] = &[
        Binding {
            chord: Chord::char('/'),
            label: Words::stock_key_find,
            when: |list, _, _| !list.is_finding(),
            act: |list, _, _| list.begin_finding(),
        },
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
            chord: Chord::char('s'),
            label: Words::stock_key_scan_in,
            when: |_, _, who| who.may(Duty::Stock),
            act: |_, _, out| out.open(Bound::pane(CountScreen::of(What::Receive, ""))),
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::stock_key_count,
            when: |_, _, who| who.may(Duty::Stock),
            act: |list, rows, out| {
                let bin = list.chosen(rows).map(|row| row.bin_to_count().to_owned());
                let screen = CountScreen::of(What::Count, &bin.unwrap_or_default());
                out.open(Bound::pane(screen));
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::stock_key_counts,
            when: |_, _, who| who.may(Duty::Stock),
            act: |_, _, out| out.open(Bound::pane(Table::of(Counts))),
        },
        Binding {
            chord: Chord::char('f'),
            label: Words::stock_key_found,
            when: |list, rows, who| {
                let missing = |row: &Row| !row.gaps.is_empty();
                who.may(Duty::Stock) && list.chosen(rows).is_some_and(missing)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows)
                    && let Some(gap) = row.gaps.first()
                {
                    let form =
                        forms::found(out.words, (&row.code, &row.name), &gap.bin, gap.quantity);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('b'),
            label: Words::stock_key_bins,
            when: |_, _, _| true,
            act: |_, _, out| out.open(Bound::pane(Table::of(Bins))),
        },
        Binding {
            chord: Chord::char('m'),
            label: Words::stock_key_move,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let form = forms::move_goods(out.words, &row.code, &row.name, row.first_bin());
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('o'),
            label: Words::stock_key_write_off,
            when: |list, rows, who| {
                who.standing(Duty::Stock) == crate::office::Standing::Owns && list.has_row(rows)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let form = forms::write_off(out.words, &row.code, &row.name, row.first_bin());
                    out.open(Bound::pane(form));
                }
            },
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
                        out.words, &row.code, &row.name, row.price, row.low_at,
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
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    withdraw::ask(&row.code, &row.name, out);
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::stock_key_sell_again,
            when: |list, rows, who| {
                who.may(Duty::Stock) && list.chosen(rows).is_some_and(|row| !row.active)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    withdraw::sell(&row.code, true, out);
                }
            },
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::stock_key_moves,
            when: |list, rows, _| list.has_row(rows) && !list.is_typing_text(),
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
        if self.text.is_empty() {
            words.stock_empty()
        } else {
            words.stock_none_found(self.text.as_str())
        }
    }
    const FINDS: bool = true;
    fn look_for(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![
            words.stock_filter_all(),
            words.stock_filter_low(),
            words.stock_filter_missing(),
        ]
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_code(), 10),
            Column::new(words.column_item(), 0),
            Column::new(words.column_on_hand(), 9).right(),
            Column::new(words.column_held(), 9).right(),
            Column::new(words.column_free(), 9).right(),
            Column::new(words.column_missing(), 8).right().from(110),
            Column::new(words.column_bins(), 16).from(90),
            Column::new(words.column_with_vat(), 11).right().from(98),
            Column::new(words.column_net(), 11).right().from(122),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let after = page.after_or("", i64::MIN);
        let [anchor, key] = &after;
        let folded = fold(&self.text).replace(['%', '_'], " ");
        let code = self.text.to_lowercase().replace(['%', '_'], " ");
        let of_text = [
            anchor.clone(),
            key.clone(),
            format!("%{folded}%").into(),
            format!("{code}%").into(),
            self.text.as_str().into(),
        ];
        let is_text = !self.text.is_empty();
        let sql = match page.filter {
            _ if is_text => concat!(
                row_columns!(),
                " where (i.folded like $3 or lower(i.code) like $4 or i.barcode = $5) and (i.folded, i.id) > ($1, $2) order by i.folded, i.id limit 64"
            ),
            0 => concat!(
                row_columns!(),
                " where (i.folded, i.id) > ($1, $2) order by i.folded, i.id limit 64"
            ),
            1 => concat!(
                row_columns!(),
                " where i.active = 1 and (i.low_at > 0 and i.on_hand - i.allocated - i.missing <= i.low_at
                    or i.on_hand - i.allocated - i.missing <= 0 and exists (select 1 from order_line l where l.item = i.id and l.waiting > 0))
                  and (i.folded, i.id) > ($1, $2) order by i.folded, i.id limit 64"
            ),
            _ => concat!(
                row_columns!(),
                " where i.missing > 0 and (i.folded, i.id) > ($1, $2) order by i.folded, i.id limit 64"
            ),
        };
        let rows = reader.rows(sql, if is_text { &of_text } else { &after })?;
        let had_vat = Setting::PricesWithVat.is_on(reader)?;
        let mut list = Vec::with_capacity(rows.len());
        for row in rows {
            let (price, vat) = (Money(row.int(5)?), VatRate(row.int(12)?));
            let as_kind = |with_vat| price_as(price, vat, had_vat, with_vat);
            list.push(Row {
                id: row.int(1)?,
                folded: row.text(0)?,
                moves: None,
                code: row.text(2)?,
                name: row.text(3)?,
                unit: row.text(4)?,
                net: as_kind(false),
                gross: as_kind(true),
                price,
                on_hand: Quantity(row.int(6)?),
                allocated: Quantity(row.int(7)?),
                active: row.flag(8)?,
                bins: row.text(9)?,
                low_at: Quantity(row.int(10)?),
                missing: Quantity(row.int(11)?),
                waited_for: Quantity(row.int(13)?),
                gaps: Vec::new(),
            });
        }
        Ok(list)
    }
    fn locate(
        &self,
        filter: usize,
        name: &str,
        reader: &mut Reader<'_>,
    ) -> Result<Option<Anchor>, Refused> {
        let row = reader.row(
            "select folded, id from item where code = $1",
            &[name.into()],
        )?;
        row.filter(|_| filter == 0)
            .map(|row| Ok((row.text(0)?.into(), row.int(1)? - 1)))
            .transpose()
    }
    fn before(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.folded.as_str().into(), row.id - 1))
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.code == name
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.folded.as_str().into(), row.id))
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let name = if row.active {
            row.name.clone()
        } else {
            words.stock_withdrawn(row.name.as_str())
        };
        let amount =
            |price: Option<Money>| price.map_or_else(String::new, |price| words.amount(price));
        let cells = vec![
            row.code.clone(),
            name,
            format!("{} {}", words.quantity(row.on_hand), row.unit),
            words.quantity(row.allocated),
            if row.is_low() {
                format!("! {}", words.quantity(row.free()))
            } else {
                words.quantity(row.free())
            },
            if row.missing > Quantity::ZERO {
                words.quantity(row.missing)
            } else {
                "·".to_owned()
            },
            row.bins.clone(),
            amount(row.gross),
            amount(row.net),
        ];
        let style = if !row.active {
            look.theme.dim
        } else if row.missing > Quantity::ZERO {
            look.theme.bad
        } else if row.free().0 == 0 || row.is_low() {
            look.theme.warn
        } else {
            look.theme.plain
        };
        (cells, style)
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.moves = Some(newest(reader, &row.code)?);
        if row.missing > Quantity::ZERO {
            row.gaps = gaps(reader, row.id)?;
        }
        Ok(())
    }
    fn is_filled(row: &Row) -> bool {
        row.moves.is_some()
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        details(row, look)
    }
}

fn count(list: &Stock, rows: &[Row], out: &mut Outbox<'_>, receives: bool) {
    if let Some(row) = list.chosen(rows) {
        let form = forms::count(out.words, &row.code, &row.name, row.first_bin(), receives);
        out.open(Bound::pane(form));
    }
}
