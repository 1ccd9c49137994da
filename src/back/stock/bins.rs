//! The bins in the order in which they are walked past, and how much lies in each.

use super::count_screen::{CountScreen, What};
use super::{SetBin, bin_content};
use crate::model::{Desk, Duty, ReadRight};
use crate::office::{Reader, Reads, Refused, Shown, Standing, Verb};
use crate::pane::{
    Binding, Bound, Chord, Follow, Form, Input, Inputs, Kind, Live, LiveForm, Look, OnFile, Page,
    Slot, Table,
};
use crate::records::{item, staff};
use crate::ui::Column;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// Every bin.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bins;

/// One bin: its key, code, place on the way, and how many items lie in it.
#[derive(Debug, Clone)]
pub struct BinRow {
    id: i64,
    code: String,
    walk: i64,
    items: i64,
}

impl Kind for Bins {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = BinRow;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::bins_key_content,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(bin_content(&row.code));
                }
            },
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::stock_key_count,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(CountScreen::of(What::Count, &row.code)));
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::bins_key_walk,
            when: |list, rows, who| {
                who.standing(Duty::Stock) == Standing::Owns && list.has_row(rows)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(walk_form(out.words, row)));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.bins_title()
    }

    fn empty(&self, words: &Words) -> String {
        words.bins_empty()
    }

    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_walk(), 8).right(),
            Column::new(words.stock_bin(), 0),
            Column::new(words.column_items_here(), 12).right(),
        ]
    }

    fn read(&self, _page: &Page, reader: &mut Reader<'_>) -> Result<Vec<BinRow>, Refused> {
        let rows = reader.rows(
            "select b.id, b.code, b.walk, (select count(*) from stock s where s.bin = b.id and s.on_hand > 0)
             from bin b where b.own = 0 order by b.walk, b.code limit 1000",
            &[],
        )?;
        rows.iter()
            .map(|row| {
                Ok(BinRow {
                    id: row.int(0)?,
                    code: row.text(1)?,
                    walk: row.int(2)?,
                    items: row.int(3)?,
                })
            })
            .collect()
    }

    fn is_named(row: &BinRow, name: &str) -> bool {
        row.code == name
    }
    fn key(row: &BinRow) -> i64 {
        row.id
    }

    fn cells(row: &BinRow, look: &Look<'_>) -> (Vec<String>, Style) {
        let style = if row.items == 0 {
            look.theme.dim
        } else {
            look.theme.plain
        };
        let cells = vec![
            row.walk.to_string(),
            row.code.clone(),
            row.items.to_string(),
        ];
        (cells, style)
    }
}

fn walk_form(words: &Words, row: &BinRow) -> LiveForm<Walked> {
    let bin = row.code.clone();
    let mut inputs = Inputs::new();
    let walk = Input::offered(words.column_walk(), &row.walk.to_string());
    let walk = inputs.count(walk.writes("walk"));
    let walked = Walked {
        bin: bin.clone(),
        walk: walk.clone(),
        follow: Follow::default(),
    };
    let title = words.bin_title(row.code.as_str());
    let form = Form::typed(
        title,
        vec![words.bins_intro()],
        inputs,
        move |typed, out| {
            let mut shown = Shown::default();
            let set = SetBin {
                bin: bin.clone(),
                walk: typed.written(&walk, &mut shown)?,
                shown,
            };
            out.perform(set, |words, receipt| {
                let walk = receipt
                    .result
                    .get("walk")
                    .and_then(serde_json::Value::as_i64);
                let said = words.bins_walk_set(
                    named::Bin(receipt.subject.as_str()),
                    named::Walk(walk.unwrap_or_default()),
                );
                (said, None)
            });
            Ok(())
        },
    );
    LiveForm::of(form, walked)
}

/// The place of a bin on the way, as it is on file.
#[derive(Debug)]
struct Walked {
    bin: String,
    walk: Slot<i64>,
    follow: Follow<i64>,
}

impl Live for Walked {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Ask = String;
    type View = Option<OnFile<i64>>;

    fn ask(&self, _form: &Form) -> String {
        self.bin.clone()
    }

    fn read(code: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let bin = item::find_bin(reader, code)?;
        Ok(Some(OnFile {
            what: super::set_bin::walk(reader, bin)?,
            by: staff::last_to(reader, SetBin::NAME, code)?,
        }))
    }

    fn show(&mut self, on_file: &Self::View, form: &mut Form, look: &Look<'_>) {
        let slot = &self.walk;
        let now = |walk: &i64| vec![slot.now(walk.to_string())];
        self.follow.show(on_file.as_ref(), form, look.words, now);
    }
}
