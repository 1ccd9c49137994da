//! The people of the office and what they are trained in.

use super::{AddStaff, ChangePin, EditStaff, SignOff};
use crate::model::{Desk, Duty, Instant};
use crate::office::{Pin, Reader, Reads, Refused};
use crate::pane::{Binding, Bound, Chord, Form, Input, Kind, Look, Page, Table};
use crate::ui::Column;
use crate::words::{Words, named};
use ratatui::style::Style;

/// The list of people.
pub type Staff = Table<People>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People;

/// A person.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    code: String,
    name: String,
    desk: String,
    active: bool,
    terminal: String,
    trained: Vec<(Duty, String, Option<Instant>)>,
}

impl Kind for People {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["staff.", "competence.", "session."];
    const BINDINGS: &'static [Binding<Staff>] = &[
        Binding {
            chord: Chord::char('n'),
            label: Words::staff_key_new,
            when: |_, _, who| who.may(Duty::Management),
            act: |_, _, out| out.open(Bound::pane(add_form(out.words))),
        },
        Binding {
            chord: Chord::char('t'),
            label: Words::staff_key_sign_off,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(sign_off_form(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('p'),
            label: Words::staff_key_pin,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(pin_form(out.words, row)));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_staff()
    }
    fn empty(&self, words: &Words) -> String {
        words.inbox_empty()
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
        let mut people = Vec::new();
        for row in reader.rows(
            "select s.id, s.code, s.name, s.desk, s.active, coalesce((select terminal from sign_in i where i.staff = s.id and i.closed_at is null and i.screen = 1 limit 1), '')
             from staff s order by s.active desc, s.name limit 200",
            &[],
        )? {
            let id = row.int(0)?;
            let mut trained = Vec::new();
            for known in reader.rows("select duty, level, valid_until from competence where staff = $1", &[id.into()])? {
                trained.push((known.word(0, Duty::parse)?, known.text(1)?, known.int_or_none(2)?.map(Instant)));
            }
            trained.sort_by_key(|(duty, ..)| *duty);
            people.push(Row { id, code: row.text(1)?, name: row.text(2)?, desk: row.text(3)?, active: row.flag(4)?, terminal: row.text(5)?, trained });
        }
        Ok(people)
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let owned = |wanted: &str| {
            row.trained
                .iter()
                .filter(|(_, level, _)| level == wanted)
                .map(|(duty, ..)| words.duty(*duty))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let covers = owned("cover");
        let trained = if covers.is_empty() {
            owned("own")
        } else {
            words.staff_owns_and_covers(named::Covers(covers), named::Owns(owned("own")))
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
                words.word("desk", &row.desk),
                row.terminal.clone(),
                trained,
            ],
            style,
        )
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        row.trained
            .iter()
            .map(|(duty, level, until)| {
                let until = until
                    .map(|at| words.staff_until(words.date(Instant(at.0 - 1))))
                    .unwrap_or_default();
                format!(
                    "{:<14} {:<10} {until}",
                    words.duty(*duty),
                    words.word("level", level)
                )
            })
            .collect()
    }
}

fn desks(words: &Words) -> Vec<(String, String)> {
    Desk::ALL
        .iter()
        .map(|desk| (desk.as_str().to_owned(), words.word("desk", desk.as_str())))
        .collect()
}

fn add_form(words: &Words) -> Form {
    let inputs = vec![
        Input::text(words.column_code(), ""),
        Input::text(words.column_name(), ""),
        Input::choice(words.column_desk(), desks(words)),
        Input::choice(
            words.staff_language(),
            vec![
                ("en".to_owned(), "English".to_owned()),
                ("cs".to_owned(), "čeština".to_owned()),
            ],
        ),
        Input::text("PIN".to_owned(), ""),
    ];
    Form::new(
        words.staff_new_title(),
        vec![words.staff_new_intro()],
        inputs,
        |values, out| {
            let [code, name, desk, language, pin] = values else {
                return;
            };
            match Pin::new(pin) {
                Ok(pin) => {
                    let desk = Desk::parse(desk).unwrap_or(Desk::Front);
                    let person = AddStaff {
                        code: code.clone(),
                        name: name.clone(),
                        desk,
                        pin,
                        language: Some(language.clone()),
                        duties: None,
                    };
                    out.perform(person, |words, receipt| {
                        (words.staff_added(receipt.subject.as_str()), None)
                    });
                }
                Err(refused) => out.say(out.words.refused(&refused)),
            }
        },
    )
    .secret()
}

fn sign_off_form(words: &Words, row: &Row) -> Form {
    let code = row.code.clone();
    let duties = Duty::ALL
        .iter()
        .map(|duty| (duty.as_str().to_owned(), words.duty(*duty)))
        .collect();
    let levels = ["cover", "own", "aware", "none"]
        .iter()
        .map(|level| ((*level).to_owned(), words.word("level", level)))
        .collect();
    let inputs = vec![
        Input::choice(words.staff_duty(), duties),
        Input::choice(words.staff_level(), levels),
        Input::text(words.staff_valid_until(), ""),
        Input::text(words.staff_discount_max(), ""),
    ];
    Form::new(
        words.staff_sign_off_title(row.name.as_str()),
        vec![words.staff_sign_off_intro()],
        inputs,
        move |values, out| {
            let [duty, level, until, discount] = values else {
                return;
            };
            let discount_max = crate::model::Discount::parse(discount);
            if discount_max.is_none() && !discount.is_empty() {
                let refused = Refused::rule("bad-discount").with("value", discount);
                return out.say(out.words.refused(&refused));
            }
            let Some(duty) = Duty::parse(duty) else {
                return;
            };
            let until = Some(until.clone()).filter(|until| !until.is_empty());
            out.perform(
                SignOff {
                    staff: code.clone(),
                    duty,
                    level: level.clone(),
                    until,
                    discount_max,
                },
                |words, receipt| (words.staff_signed_off(receipt.subject.as_str()), None),
            );
        },
    )
}

fn pin_form(words: &Words, row: &Row) -> Form {
    let code = row.code.clone();
    Form::new(
        words.staff_pin_title(row.name.as_str()),
        Vec::new(),
        vec![Input::text(words.staff_new_pin(), "")],
        move |values, out| match values.first().map(|pin| Pin::new(pin)) {
            Some(Ok(pin)) => {
                let change = EditStaff {
                    staff: code.clone(),
                    name: None,
                    desk: None,
                    language: None,
                    pin: Some(pin),
                    active: None,
                };
                out.perform(change, |words, receipt| {
                    (words.staff_pin_set(receipt.subject.as_str()), None)
                });
            }
            Some(Err(refused)) => out.say(out.words.refused(&refused)),
            None => {}
        },
    )
    .secret()
}

/// The form in which whoever is signed in changes their own PIN.
#[must_use]
pub fn own_pin_form(words: &Words) -> Form {
    let inputs = vec![
        Input::pin(words.own_pin_now()),
        Input::pin(words.staff_new_pin()),
        Input::pin(words.own_pin_again()),
    ];
    Form::new(words.own_pin_title(), Vec::new(), inputs, |values, out| {
        let [now, new, again] = values else { return };
        if new != again {
            return out.say(out.words.own_pin_differs());
        }
        match (Pin::new(now), Pin::new(new)) {
            (Ok(now), Ok(pin)) => out.perform_with_pin(now, ChangePin { pin }, |words, _| {
                (words.own_pin_changed(), None)
            }),
            (Err(refused), _) | (_, Err(refused)) => out.say(out.words.refused(&refused)),
        }
    })
    .secret()
}
