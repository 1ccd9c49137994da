//! The picking queue: what is promised soonest stands first; what is packed waits for its place.

use super::forms::{decide_form, pick_screen, picked, placed, ready_form};
use super::queue::{Row, packed, parcels, queue, to_pick};
use super::{Pick, Ready, Unpack};
use crate::back::new_bin::must_be_shelf;
use crate::model::{Desk, Duty, ReadRight, Scanned};
use crate::office::{Reader, Refused};
use crate::pane::{
    Anchor, AskFirst, Binding, Bound, Chord, Kind, Look, Outbox, Page, Pane, Place, Table, Talk,
    thread_lines, undecided_line,
};
use crate::records::change;
use crate::records::thread::Thread;
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The picking queue.
pub type Picking = Table<Queue>;

/// What the queue is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue;

/// The parcels that stand here, with one of them chosen: when it was picked, and its key.
#[must_use]
pub fn at_parcel(picked_at: i64, id: i64) -> Box<dyn Pane> {
    let before = (picked_at.into(), id - 1);
    Bound::pane(Table::beginning_at(Queue, before, id).filtered(1))
}

impl Kind for Queue {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Back);
    type Row = Row;
    const BINDINGS: &'static [Binding<Picking>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::picking_key_pick,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment) && list.chosen(rows).is_some_and(|row| row.pickable)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(pick_screen(out.words, &row.order));
                }
            },
        },
        Binding {
            chord: Chord::char('a'),
            label: Words::picking_key_all,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment) && list.chosen(rows).is_some_and(|row| row.pickable)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    ask_pick(row, out);
                }
            },
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::picking_key_ready,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment)
                    && list.chosen(rows).is_some_and(|row| !row.parcel.is_empty())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(ready_form(out.words, &row.parcel)));
                }
            },
        },
        Binding {
            chord: Chord::char('d'),
            label: Words::counter_key_decide,
            when: |list, rows, who| {
                let waits = |row: &Row| row.exception.is_some();
                who.may(Duty::Fulfilment) && list.chosen(rows).is_some_and(waits)
            },
            act: |list, rows, out| {
                if let Some(exception) = list.chosen(rows).and_then(|row| row.exception.clone()) {
                    out.open(Bound::pane(decide_form(out.words, &exception)));
                }
            },
        },
        Binding {
            chord: Chord::char('u'),
            label: Words::picking_key_unpack,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment)
                    && list.chosen(rows).is_some_and(|row| !row.parcel.is_empty())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    ask_unpack(row, out);
                }
            },
        },
        Binding {
            chord: Chord::char('l'),
            label: Words::picking_key_label,
            when: |list, rows, _| {
                let chosen = list.chosen(rows);
                chosen.is_some_and(|row| !row.parcel.is_empty())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(super::LabelScreen::of(&row.parcel)));
                }
            },
        },
        Binding {
            chord: Chord::char('w'),
            label: Words::question_key_answer,
            when: |list, rows, _| {
                let chosen = list.chosen(rows);
                chosen.is_some_and(|row| running(row).is_some())
            },
            act: |list, rows, out| {
                if let Some(thread) = list.chosen(rows).and_then(running) {
                    out.go(Place::Talk(Talk::Thread(thread.number.clone())));
                }
            },
        },
        Binding {
            chord: Chord::char('q'),
            label: Words::question_key_ask_front,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    let order = row.order.clone();
                    out.go(Place::Talk(Talk::Ask(
                        order,
                        String::new(),
                        Duty::Sales.as_str(),
                    )));
                }
            },
        },
        Binding {
            chord: Chord::char('o'),
            label: Words::orders_key_card,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(Place::Order(row.order.clone()));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_picking()
    }
    fn empty(&self, words: &Words) -> String {
        words.picking_empty()
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![words.picking_queue(), words.picking_parcels()]
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_promised(), 17),
            Column::new(words.column_order(), 15),
            Column::new(words.column_customer(), 0),
            Column::new(words.column_parcel(), 12).from(96),
            Column::new(words.column_place(), 12).from(60),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let after = page.after_or(i64::MIN, i64::MIN);
        if page.filter == 0 {
            queue(reader, &after)
        } else {
            parcels(reader, &after)
        }
    }
    fn anchor(row: &Row, _filter: usize) -> Option<Anchor> {
        Some((row.order_by.into(), row.key))
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.order == name || row.parcel == name
    }
    fn key(row: &Row) -> i64 {
        row.key
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let late = row.promised.is_some_and(|at| at < look.now) && !row.ready;
        let promised = row
            .promised
            .map(|at| look.words.when(at, look.now))
            .unwrap_or_default();
        let promised = if late {
            format!("! {promised}")
        } else {
            promised
        };
        let place = if row.exception.is_some() {
            look.words.picking_undecided()
        } else if row.parcel.is_empty() || row.ready {
            row.place.clone()
        } else {
            look.words.picking_no_place()
        };
        let picked_by = row.picker.as_ref();
        let picked_by = picked_by.filter(|(code, _)| *code != look.who.code);
        let place = match picked_by {
            Some((code, _)) => look.words.picking_by(code.as_str()),
            None => place,
        };
        let asked = if running(row).is_some() { "? " } else { "" };
        (
            vec![
                promised,
                format!("{asked}{}", row.order),
                row.customer.clone(),
                row.parcel.clone(),
                place,
            ],
            if late || row.exception.is_some() {
                look.theme.bad
            } else {
                look.theme.plain
            },
        )
    }
    /// A parcel and then its shelf are two scans.
    fn scanned(row: &Row, code: &Scanned, out: &mut Outbox<'_>) -> bool {
        let Scanned::Bin(place) = code else {
            return false;
        };
        if row.parcel.is_empty() || !out.who.may(Duty::Fulfilment) {
            return false;
        }
        let ready = Ready {
            parcel: row.parcel.clone(),
            place: place.clone(),
        };
        // Without this the label of a bin beside the parcel would make that bin a shelf.
        let place = place.clone();
        let look = move |reader: &mut Reader<'_>| must_be_shelf(reader, &place);
        out.perform_after(look, vec![ready], placed);
        true
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.lines = Some(if row.parcel.is_empty() {
            to_pick(reader, row.key)?
        } else {
            packed(reader, row.key)?
        });
        row.undecided = change::undecided(reader, row.of)?;
        Ok(())
    }
    fn is_filled(row: &Row) -> bool {
        row.lines.is_some()
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let undecided = row.undecided.iter().map(|one| undecided_line(one, look));
        let asked = row.threads.iter().take(2).cloned().collect::<Vec<_>>();
        let asked = thread_lines(&asked, look).into_iter();
        let mut details: Vec<String> = asked
            .flat_map(|(line, _)| crate::ui::text::wrap(&line, 76))
            .collect();
        details.extend(undecided);
        if let Some((code, name)) = &row.picker
            && *code != look.who.code
        {
            details.push(look.words.picking_by_now(name.as_str()));
        }
        if !row.parcel.is_empty() {
            details.push(row.parcel.clone());
        }
        let lines = row.lines.iter().flatten();
        details.extend(
            lines.map(|(quantity, line)| format!("{:>6} {line}", look.words.quantity(*quantity))),
        );
        if !row.note.is_empty() {
            details.push(format!("» {}", row.note.replace('\n', " / ")));
        }
        details
    }
}

/// The thread about the order that waits longest.
fn running(row: &Row) -> Option<&Thread> {
    row.threads.first()
}

/// A label of two characters that a scanner sends without Enter is a key as well, and nothing is picked by that.
fn ask_pick(row: &Row, out: &mut Outbox<'_>) {
    let words = out.words;
    let title = words.picking_all_title(row.order.as_str());
    let lines = vec![row.customer.clone(), words.picking_all_about()];
    let order = row.order.clone();
    let ask = AskFirst::of(title, lines, Words::picking_key_all, move |out| {
        let pick = Pick {
            order: order.clone(),
            lines: Vec::new(),
            place: None,
        };
        out.perform(pick, picked);
    });
    out.open(Bound::pane(ask));
}

/// What is packed would lie in its bins again, and somebody would have to carry it there: that is asked first.
fn ask_unpack(row: &Row, out: &mut Outbox<'_>) {
    let words = out.words;
    let title = words.picking_unpack_title(row.parcel.as_str());
    let lines = vec![
        format!("{}  {}", row.order, row.customer),
        words.picking_unpack_about(),
    ];
    let parcel = row.parcel.clone();
    let ask = AskFirst::of(title, lines, Words::picking_key_unpack, move |out| {
        let parcel = parcel.clone();
        out.perform(Unpack { parcel }, |words, receipt| {
            (words.picking_unpacked(receipt.subject.as_str()), None)
        });
    });
    out.open(Bound::pane(ask));
}
