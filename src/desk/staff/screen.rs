//! The people of the office and what they are trained in.

use super::forms;
use super::leave_form::leave_form;
use super::sign_off_form::duty_form;
use crate::model::{Discount, Duty, Instant, Level, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Chord, Kind, Look, Page, Table};
use crate::ui::{Column, text};
use crate::words::{Words, named};
use ratatui::style::Style;
use std::collections::BTreeMap;

/// The list of people.
pub type Staff = Table<People>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People;

/// A person.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) desk: String,
    pub(super) language: String,
    pub(super) badge: String,
    active: bool,
    /// Wrong PINs keep them out until then.
    locked_until: Option<Instant>,
    terminal: String,
    pub(super) trained: Vec<Trained>,
}

/// What somebody is trained in.
#[derive(Debug, Clone)]
pub(super) struct Trained {
    pub(super) duty: Duty,
    pub(super) level: Level,
    pub(super) until: Option<Instant>,
    pub(super) discount_max: Option<Discount>,
}

impl Kind for People {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Row = Row;
    const BINDINGS: &'static [Binding<Staff>] = &[
        Binding {
            chord: Chord::char('n'),
            label: Words::staff_key_new,
            when: |_, _, who| who.may(Duty::Management),
            act: |_, _, out| out.open(Bound::pane(forms::add(out.words))),
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::staff_key_sign_off,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(duty_form(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::staff_key_pin,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(forms::pin(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::staff_key_edit,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(forms::edit(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('l'),
            label: Words::staff_key_leave,
            when: |list, rows, who| {
                let other = |row: &Row| row.active && row.id != who.staff.0;
                who.may(Duty::Management) && list.chosen(rows).is_some_and(other)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let form = leave_form(out.words, &row.code, &row.name);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('l'),
            label: Words::staff_key_return,
            when: |list, rows, who| {
                who.may(Duty::Management) && list.chosen(rows).is_some_and(|row| !row.active)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    forms::come_back(row, out);
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_staff()
    }
    fn empty(&self, words: &Words) -> String {
        words.staff_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_code(), 6),
            Column::new(words.column_name(), 22),
            Column::new(words.column_desk(), 12),
            Column::new(words.column_terminal(), 12).from(100),
            Column::new(words.column_trained(), 0),
        ]
    }
    fn read(&self, _page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let mut trained = trained_of_all(reader)?;
        let mut people = Vec::new();
        for row in reader.rows(
            "select s.id, s.code, s.name, s.desk, s.active, coalesce((select terminal from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1 limit 1), ''), s.language, s.locked_until, coalesce(s.badge, '')
             from staff s order by s.active desc, s.name limit 200",
            &[],
        )? {
            let id = row.int(0)?;
            let trained = trained.remove(&id).unwrap_or_default();
            people.push(Row { id, code: row.text(1)?, name: row.text(2)?, desk: row.text(3)?, active: row.flag(4)?, terminal: row.text(5)?, language: row.text(6)?, locked_until: row.int_or_none(7)?.filter(|_| reader.is_oneself(StaffId(id)) || reader.may_see(ReadRight::Management)).map(Instant), badge: row.text(8)?, trained });
        }
        Ok(people)
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.code == name
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let owned = |wanted: Level| {
            row.trained
                .iter()
                .filter(|known| known.level == wanted)
                .map(|known| words.duty(known.duty))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let covers = owned(Level::Cover);
        let trained = if covers.is_empty() {
            owned(Level::Own)
        } else {
            words.staff_owns_and_covers(named::Covers(covers), named::Owns(owned(Level::Own)))
        };
        let style = if row.active {
            look.theme.plain
        } else {
            look.theme.dim
        };
        (
            vec![
                row.code.clone(),
                row.name.clone(),
                if row.active {
                    words.word("desk", &row.desk)
                } else {
                    words.staff_has_left()
                },
                row.terminal.clone(),
                trained,
            ],
            style,
        )
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        let locked = row.locked_until.filter(|until| *until > look.now);
        let locked = locked.map(|until| words.staff_locked(words.when(until, look.now)));
        let trained = row.trained.iter().map(|known| {
            let until = known
                .until
                .map(|at| words.staff_until(words.date(Instant(at.0 - 1))))
                .unwrap_or_default();
            format!(
                "{} {} {until}",
                text::left(&words.duty(known.duty), 14),
                text::left(&words.word("level", known.level.as_str()), 10),
            )
        });
        let badge = Some(&row.badge).filter(|badge| !badge.is_empty());
        let badge = badge.map(|badge| words.staff_has_badge(badge.as_str()));
        locked.into_iter().chain(trained).chain(badge).collect()
    }
}

/// What everybody is trained in, by the person, in the order of the duties.
fn trained_of_all(reader: &mut Reader<'_>) -> Result<BTreeMap<i64, Vec<Trained>>, Refused> {
    let mut trained: BTreeMap<i64, Vec<Trained>> = BTreeMap::new();
    for known in reader.rows(
        "select staff, duty, level, valid_until, discount_max from competence",
        &[],
    )? {
        let one = Trained {
            duty: known.word(1, Duty::parse)?,
            level: known.word(2, Level::parse)?,
            until: known.int_or_none(3)?.map(Instant),
            discount_max: known.int_or_none(4)?.map(Discount),
        };
        trained.entry(known.int(0)?).or_default().push(one);
    }
    for of_one in trained.values_mut() {
        of_one.sort_by_key(|known| known.duty);
    }
    Ok(trained)
}
