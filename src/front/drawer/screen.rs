//! The drawers, newest first, and what went through the one that is chosen.

use super::moves::{Move, moves};
use super::sheet_form::close_sheet;
use super::{forms, give_form, may_see_sums};
use crate::front::counter::SlipScreen;
use crate::model::{Desk, Duty, Instant, Money, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Page, Table, Who};
use crate::records::drawer_count::drawer_is_told;
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The section.
pub type Drawers = Table<AllDrawers>;

/// Every drawer that was ever open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AllDrawers;

/// One drawer.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    number: String,
    staff: StaffId,
    code: String,
    name: String,
    opened_at: Instant,
    closed_at: Option<Instant>,
    float: Money,
    /// In it now; of a closed one, when it was counted.
    expected: Money,
    counted: Option<Money>,
    reason: String,
    /// Its owner has counted it, and no cash came or went since.
    is_counted: bool,
    /// It is closed, or was counted once by somebody who had not been told what should be in it.
    is_told: bool,
    /// Its sums are for whoever reads; else they are left out.
    is_seen: bool,
    /// One of its counts did not come out.
    differed: bool,
    /// What went through it, newest first. Read of the chosen drawer alone.
    moves: Option<Vec<Move>>,
}

impl Row {
    const fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// The open drawer of somebody.
fn own_row(rows: &[Row], staff: StaffId) -> Option<&Row> {
    rows.iter().find(|row| row.is_open() && row.staff == staff)
}

fn owns_one(rows: &[Row], staff: StaffId) -> bool {
    own_row(rows, staff).is_some()
}

/// The drawer of somebody else that is chosen can be taken over.
fn can_take(table: &Drawers, rows: &[Row], who: &Who) -> bool {
    let chosen = table.chosen(rows);
    who.may(Duty::Reception)
        && !owns_one(rows, who.staff)
        && chosen.is_some_and(|row| row.is_open() && row.staff != who.staff)
}

impl Kind for AllDrawers {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Row = Row;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[
        Binding {
            chord: Chord::char('o'),
            label: Words::drawer_key_open,
            when: |_, rows, who| who.may(Duty::Reception) && !owns_one(rows, who.staff),
            act: |_, _, out| forms::open(out),
        },
        Binding {
            chord: Chord::char('c'),
            label: Words::drawer_key_close,
            when: |_, rows, who| who.may(Duty::Reception) && owns_one(rows, who.staff),
            act: |_, rows, out| match own_row(rows, out.who.staff) {
                Some(row) if row.is_counted => out.open(close_sheet(out.words, &row.number)),
                _ => forms::count(out),
            },
        },
        Binding {
            chord: Chord::char('m'),
            label: Words::drawer_key_move,
            when: |_, rows, who| who.may(Duty::Reception) && owns_one(rows, who.staff),
            act: |_, _, out| forms::move_cash(out),
        },
        Binding {
            chord: Chord::char('h'),
            label: Words::drawer_key_give,
            // Whoever has a drawer open may always hand it over, also when the duty is no longer theirs.
            when: |_, rows, who| owns_one(rows, who.staff),
            act: |_, _, out| give_form::give(out),
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::drawer_key_take,
            when: |table, rows, who| can_take(table, rows, who),
            act: |table, rows, out| {
                if let Some(row) = table.chosen(rows) {
                    forms::take_over(&row.code, &row.name, out);
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::drawer_key_alone,
            when: |table, rows, who| can_take(table, rows, who),
            act: |table, rows, out| {
                if let Some(row) = table.chosen(rows) {
                    forms::take_alone(&row.code, &row.name, out);
                }
            },
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::drawer_key_sheet,
            when: |table, rows, _| {
                let chosen = table.chosen(rows);
                chosen.is_some_and(|row| !row.is_open() && row.is_seen)
            },
            act: |table, rows, out| {
                if let Some(row) = table.chosen(rows) {
                    out.open(Bound::pane(SlipScreen::of(&row.number)));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_drawer()
    }

    fn empty(&self, words: &Words) -> String {
        words.drawer_empty()
    }

    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_drawer(), 11),
            Column::new(words.column_name(), 0),
            Column::new(words.column_at(), 16),
            Column::new(words.column_drawer_closed(), 16).from(100),
            Column::new(words.column_drawer_float(), 12)
                .right()
                .from(120),
            Column::new(words.column_drawer_counted(), 12).right(),
            Column::new(words.column_drawer_difference(), 11).right(),
        ]
    }

    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let [at, id] = page.after_or(i64::MAX, i64::MAX);
        let rows = reader.rows(
            concat!(
                "select d.id, d.number, d.staff, s.code, s.name, d.opened_at, d.closed_at, d.float, coalesce(d.expected_at_close, d.expected), d.counted, d.reason,
                    exists (select 1 from drawer_count c where c.drawer = d.id and c.counted_by = d.staff and c.given_to is null and c.expected = d.expected),
                    ", drawer_is_told!(), ",
                    exists (select 1 from drawer_count c where c.drawer = d.id and c.counted <> c.expected)
             from drawer d cross join staff s on s.id = d.staff
             where (d.opened_at, d.id) < ($1, $2) order by d.opened_at desc, d.id desc limit 64"
            ),
            &[at, id],
        )?;
        let mut drawers = Vec::new();
        for row in rows {
            let staff = StaffId(row.int(2)?);
            let is_seen = may_see_sums(reader, staff);
            let sum = |amount: i64| Money(if is_seen { amount } else { 0 });
            drawers.push(Row {
                id: row.int(0)?,
                number: row.text(1)?,
                staff,
                code: row.text(3)?,
                name: row.text(4)?,
                opened_at: Instant(row.int(5)?),
                closed_at: row.int_or_none(6)?.map(Instant),
                float: sum(row.int(7)?),
                expected: sum(row.int(8)?),
                counted: row.int_or_none(9)?.filter(|_| is_seen).map(Money),
                reason: if is_seen {
                    row.text(10)?
                } else {
                    String::new()
                },
                is_seen,
                is_counted: row.flag(11)?,
                is_told: row.flag(12)?,
                differed: row.flag(13)?,
                moves: None,
            });
        }
        Ok(drawers)
    }

    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.opened_at.0.into(), row.id))
    }

    fn is_named(row: &Row, name: &str) -> bool {
        row.number == name
    }
    fn key(row: &Row) -> i64 {
        row.id
    }

    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let is_seen = row.is_seen;
        let amount = |amount: Option<Money>| {
            let seen = amount.filter(|_| is_seen);
            seen.map_or_else(String::new, |amount| words.amount(amount))
        };
        let mut difference = amount(row.counted.map(|counted| counted.minus(row.expected)));
        if row.differed && !difference.is_empty() {
            // An earlier count was another one; the sheet has them all.
            difference.insert_str(0, "! ");
        }
        let cells = vec![
            row.number.clone(),
            row.name.clone(),
            words.when(row.opened_at, look.now),
            row.closed_at
                .map_or_else(|| words.drawer_is_open(), |at| words.when(at, look.now)),
            amount(Some(row.float)),
            amount(row.counted),
            difference,
        ];
        let style = if row.is_open() {
            look.theme.good
        } else {
            look.theme.plain
        };
        (cells, style)
    }

    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.moves = Some(if row.is_seen {
            moves(reader, row.id)?
        } else {
            Vec::new()
        });
        Ok(())
    }

    fn is_filled(row: &Row) -> bool {
        row.moves.is_some()
    }

    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        let mut lines = Vec::new();
        if !row.is_seen {
            return vec![words.drawer_not_yours()];
        }
        if !row.reason.is_empty() {
            lines.push(row.reason.clone());
        }
        if row.differed && !row.is_open() {
            lines.push(words.drawer_earlier_count());
        }
        if !row.is_told {
            lines.push(words.drawer_amounts_later());
        }
        for movement in row.moves.iter().flatten() {
            let amount = if row.is_told {
                words.amount(movement.amount)
            } else {
                String::new()
            };
            lines.push(format!(
                "{}  {}  {}  {}",
                crate::ui::text::left(&words.when(movement.at, look.now), 16),
                crate::ui::text::right(&amount, 12),
                crate::ui::text::left(&words.word("account", &movement.with), 18),
                movement.order,
            ));
        }
        lines
    }
}
