//! The covers of the office, newest first, and the dialogs that end, accept and extend them.

use super::{AcceptScreen, Cover, End, Extend, HandOn, Listed, Status, Swap};
use crate::office::{Reader, Refused};
use crate::pane::{
    Anchor, Binding, Bound, Chord, Form, Input, Kind, Look, PAGE_ROWS, Page, Place, Table,
};
use crate::records::staff;
use crate::ui::Column;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of covers.
pub type Covers = Table<AllCovers>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllCovers;

/// A cover with its names.
#[derive(Debug, Clone)]
pub struct Row {
    cover: Cover,
    owner: String,
    coverer: String,
    running: bool,
    planned: bool,
    /// Somebody is asked and has not answered.
    waits: bool,
}

impl Kind for AllCovers {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["cover.", "handback.", "session."];
    const BINDINGS: &'static [Binding<Covers>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::covers_key_sheet,
            when: |list, rows, _| {
                list.chosen(rows)
                    .is_some_and(|row| row.cover.starts_at.is_some())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(Place::Cover(row.cover.number.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::cover_key_answer,
            when: |list, rows, who| {
                list.chosen(rows).is_some_and(|row| {
                    row.waits && row.cover.asked.is_none_or(|asked| asked == who.staff)
                })
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(AcceptScreen::of(out.words, &row.cover.number)));
                }
            },
        },
        Binding {
            chord: Chord::char('g'),
            label: Words::covers_key_give,
            when: |list, rows, who| {
                list.chosen(rows).is_some_and(|row| {
                    (row.running || row.planned) && row.cover.coverer == Some(who.staff)
                })
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let form = give_form(out.words, &row.cover.number, row.running);
                    out.open(Bound::pane(form));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::covers_key_extend,
            when: |list, rows, who| {
                list.chosen(rows).is_some_and(|row| {
                    row.running
                        && (row.cover.coverer == Some(who.staff)
                            || row.cover.owner == Some(who.staff))
                })
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(extend_form(out.words, &row.cover.number)));
                }
            },
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::covers_key_end,
            when: |list, rows, _| {
                list.chosen(rows)
                    .is_some_and(|row| row.cover.ended_at.is_none())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let number = &row.cover.number;
                    out.open(Bound::pane(end_form(
                        out.words,
                        number,
                        out.words.cover_end_title(number.as_str()),
                    )));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_covers()
    }
    fn empty(&self, words: &Words) -> String {
        words.covers_empty()
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_cover(), 13),
            Column::new(words.column_coverer(), 15),
            Column::new(words.column_owner(), 15).from(70),
            Column::new(words.column_duties(), 0),
            Column::new(words.column_until(), 15),
            Column::new(words.column_state(), 16).from(90),
        ]
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![
            words.covers_all(),
            words.covers_now(),
            words.covers_planned(),
            words.covers_requests(),
            words.covers_ended(),
        ]
    }
    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.cover.id.0.into(), row.cover.id.0))
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        use crate::office::Reads;
        const LISTED: [Listed; 5] = [
            Listed::All,
            Listed::Now,
            Listed::Planned,
            Listed::Requests,
            Listed::Ended,
        ];
        let now = reader.now();
        let listed = LISTED[page.filter % LISTED.len()];
        let below = page.after.as_ref().map_or(i64::MAX, |(_, id)| *id);
        let mut rows = Vec::new();
        for cover in Cover::page(reader, listed, below, PAGE_ROWS as i64)? {
            let owner = cover
                .owner
                .map_or(Ok(String::new()), |id| staff::name(reader, id))?;
            let coverer = cover
                .coverer
                .map_or(Ok(String::new()), |id| staff::name(reader, id))?;
            rows.push(Row {
                running: cover.status(now) == Status::Running,
                planned: cover.status(now) == Status::Planned,
                waits: cover.status(now) == Status::Asked
                    || cover.status(now) == Status::Planned && cover.swap_wanted().is_some(),
                owner,
                coverer,
                cover,
            });
        }
        Ok(rows)
    }
    fn key(row: &Row) -> i64 {
        row.cover.id.0
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let (words, cover) = (look.words, &row.cover);
        let (state, style) = match cover.status(look.now) {
            _ if cover.is_late(look.now) => (words.cover_state_late(), look.theme.bad),
            Status::Asked => (words.cover_state_asked(), look.theme.warn),
            Status::Planned => (words.cover_state_planned(), look.theme.plain),
            Status::Running => (words.cover_state_running(), look.theme.good),
            Status::Ended if cover.starts_at.is_none() && cover.ended_at.is_none() => {
                (words.word("ended", "never-begun"), look.theme.warn)
            }
            Status::Ended => (
                words.word("ended", cover.ended_how.as_deref().unwrap_or("timed-out")),
                look.theme.plain,
            ),
        };
        let cells = vec![
            cover.number.clone(),
            row.coverer.clone(),
            row.owner.clone(),
            words.duties(cover.duties),
            words.when(cover.ended_at.unwrap_or(cover.ends_at), look.now),
            state,
        ];
        (cells, style)
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let mut details = vec![look.words.word("reason", &row.cover.reason)];
        for note in [&row.cover.note, &row.cover.hand_back, &row.cover.declined] {
            details.extend(note.lines().map(str::to_owned));
        }
        details
    }
}

/// Asks for a last word before a cover is ended.
#[must_use]
pub fn end_form(words: &Words, number: &str, title: String) -> Form {
    let number = number.to_owned();
    Form::new(
        title,
        vec![words.cover_end_intro()],
        vec![Input::note(words.cover_note(), "")],
        move |values, out| {
            let note = values.first().cloned().unwrap_or_default();
            out.perform(
                End {
                    cover: number.clone(),
                    note,
                },
                |words, receipt| {
                    (
                        words.cover_ended(
                            named::How(words.word("ended", receipt.text("ended"))),
                            named::Number(receipt.subject.as_str()),
                        ),
                        None,
                    )
                },
            );
        },
    )
}

fn extend_form(words: &Words, number: &str) -> Form {
    let number = number.to_owned();
    Form::new(
        words.cover_extend_title(number.as_str()),
        Vec::new(),
        vec![Input::text(words.cover_until(), "")],
        move |values, out| {
            let until = values.first().cloned().unwrap_or_default();
            out.perform(
                Extend {
                    cover: number.clone(),
                    until,
                },
                |words, receipt| (words.cover_extended(receipt.subject.as_str()), None),
            );
        },
    )
}

/// Who is to take over: a cover that runs is handed on, a planned one changes hands.
fn give_form(words: &Words, number: &str, running: bool) -> Form {
    let cover = number.to_owned();
    Form::new(
        words.covers_give_title(number),
        Vec::new(),
        vec![Input::text(words.covers_give_to(), "")],
        move |values, out| {
            let (cover, to) = (cover.clone(), values.first().cloned().unwrap_or_default());
            if running {
                let note = String::new();
                out.perform(HandOn { cover, to, note }, |words, receipt| {
                    (words.cover_asked(receipt.subject.as_str()), None)
                });
            } else {
                out.perform(Swap { cover, with: to }, |words, receipt| {
                    (words.cover_asked(receipt.subject.as_str()), None)
                });
            }
        },
    )
}
