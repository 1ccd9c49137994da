//! Counts whose differences wait for approval, and what lies in one bin.

use super::count_screen::{CountScreen, What};
use super::{ApproveCount, DiscardCount};
use crate::model::{Desk, Duty, Instant, Quantity, ReadRight};
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Page, Pane, Table, Who};
use crate::ui::Column;
use crate::words::{Words, named};
use ratatui::style::Style;

/// Every difference that waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts;

/// One difference.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    id: i64,
    number: String,
    bin: String,
    item: String,
    unit: String,
    counted: Quantity,
    expected: Quantity,
    at: Instant,
    who: String,
}

/// A difference is decided by whoever owns stock, not by who stands in.
fn may_decide(list: &Table<Counts>, rows: &[Difference], who: &Who) -> bool {
    who.standing(Duty::Stock) == Standing::Owns && list.has_row(rows)
}

impl Kind for Counts {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = Difference;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[
        Binding {
            chord: Chord::char('p'),
            label: Words::counts_key_approve,
            when: |list, rows, who| may_decide(list, rows, who),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let approve = ApproveCount {
                        count: row.number.clone(),
                    };
                    out.perform(approve, |words, receipt| {
                        (words.counts_approved(receipt.subject.as_str()), None)
                    });
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::counts_key_discard,
            when: |list, rows, who| may_decide(list, rows, who),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let discard = DiscardCount {
                        count: row.number.clone(),
                    };
                    out.perform(discard, |words, receipt| {
                        (words.counts_discarded(receipt.subject.as_str()), None)
                    });
                }
            },
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::counts_key_again,
            when: |list, rows, who| who.may(Duty::Stock) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(CountScreen::of(What::Count, &row.bin)));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.counts_title()
    }
    fn empty(&self, words: &Words) -> String {
        words.counts_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_count(), 13),
            Column::new(words.stock_bin(), 8),
            Column::new(words.column_item(), 0),
            Column::new(words.column_counted(), 10).right(),
            Column::new(words.column_difference(), 10).right(),
            Column::new(words.column_who(), 16).from(100),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Difference>, Refused> {
        let [_, after] = page.after_or(0, 0);
        let rows = reader.rows(
            "select c.id, c.number, b.code, i.name, i.unit, c.counted, c.expected, c.counted_at, s.name from stock_count c
             cross join bin b on b.id = c.bin cross join item i on i.id = c.item cross join staff s on s.id = c.counted_by
             where c.approved_at is null and c.id > $1 order by c.id limit 64",
            &[after],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Difference {
                    id: row.int(0)?,
                    number: row.text(1)?,
                    bin: row.text(2)?,
                    item: row.text(3)?,
                    unit: row.text(4)?,
                    counted: Quantity(row.int(5)?),
                    expected: Quantity(row.int(6)?),
                    at: Instant(row.int(7)?),
                    who: row.text(8)?,
                })
            })
            .collect()
    }
    fn anchor(row: &Difference, _filter: usize) -> Option<Anchor> {
        Some((row.id.into(), row.id))
    }
    fn is_named(row: &Difference, name: &str) -> bool {
        row.number == name
    }
    fn key(row: &Difference) -> i64 {
        row.id
    }
    fn cells(row: &Difference, look: &Look<'_>) -> (Vec<String>, Style) {
        let difference = Quantity(row.counted.0 - row.expected.0);
        let sign = if difference > Quantity::ZERO { "+" } else { "" };
        let cells = vec![
            row.number.clone(),
            row.bin.clone(),
            row.item.clone(),
            format!("{} {}", look.words.quantity(row.counted), row.unit),
            format!("{sign}{}", look.words.quantity(difference)),
            row.who.clone(),
        ];
        (cells, look.theme.plain)
    }
    fn details(row: &Difference, look: &Look<'_>) -> Vec<String> {
        vec![look.words.counts_detail(
            named::Count(row.number.as_str()),
            named::When(look.words.when(row.at, look.now)),
            named::Who(row.who.as_str()),
        )]
    }
}

/// What lies in one bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    bin: String,
}

/// One item in it: its key, code, name, and how much with its unit.
#[derive(Debug, Clone)]
pub(super) struct Lying(i64, String, String, Quantity, String);

/// The list of what lies in a bin.
#[must_use]
pub fn bin_content(bin: &str) -> Box<dyn Pane> {
    Bound::pane(Table::of(Content {
        bin: bin.to_owned(),
    }))
}

impl Kind for Content {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = Lying;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[Binding {
        chord: Chord::char('c'),
        label: Words::stock_key_count,
        when: |_, _, who| who.may(Duty::Stock),
        act: |list, _, out| {
            let screen = CountScreen::of(What::Count, &list.kind().bin);
            out.open(Bound::pane(screen));
        },
    }];

    fn title(&self, words: &Words) -> String {
        words.bin_title(self.bin.as_str())
    }
    fn empty(&self, words: &Words) -> String {
        words.bin_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_code(), 12),
            Column::new(words.column_item(), 0),
            Column::new(words.column_on_hand(), 12).right(),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Lying>, Refused> {
        let [_, after] = page.after_or(0, 0);
        let rows = reader.rows(
            "select i.id, i.code, i.name, s.on_hand, i.unit from bin b cross join stock s on s.bin = b.id cross join item i on i.id = s.item
             where b.code = $1 and s.on_hand > 0 and i.id > $2 order by i.id limit 64",
            &[self.bin.as_str().into(), after],
        )?;
        rows.iter()
            .map(|row| {
                Ok(Lying(
                    row.int(0)?,
                    row.text(1)?,
                    row.text(2)?,
                    Quantity(row.int(3)?),
                    row.text(4)?,
                ))
            })
            .collect()
    }
    fn anchor(row: &Lying, _filter: usize) -> Option<Anchor> {
        Some((row.0.into(), row.0))
    }
    fn key(row: &Lying) -> i64 {
        row.0
    }
    fn cells(row: &Lying, look: &Look<'_>) -> (Vec<String>, Style) {
        let cells = vec![
            row.1.clone(),
            row.2.clone(),
            format!("{} {}", look.words.quantity(row.3), row.4),
        ];
        (cells, look.theme.plain)
    }
}
