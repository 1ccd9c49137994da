//! The picking queue: what is promised soonest stands first; what is packed waits for its place.

use super::{Decide, Decision, Pick, PickLine, Ready, Unpack};
use crate::model::{Duty, Instant, Quantity};
use crate::office::{Reader, Reads, Refused, Value};
use crate::pane::{
    Anchor, Binding, Bound, Chord, Form, Input, Kind, Look, Page, Pane, Place, Table, Talk,
    thread_lines,
};
use crate::records::thread::Thread;
use crate::ui::Column;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The picking queue.
pub type Picking = Table<Queue>;

/// What the queue is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queue;

/// An order to pick, or a parcel that is packed.
#[derive(Debug, Clone)]
pub struct Row {
    key: i64,
    order: String,
    parcel: String,
    place: String,
    customer: String,
    promised: Option<Instant>,
    note: String,
    /// What is to be fetched, or lies in the parcel; read of the chosen row alone.
    lines: Option<Vec<String>>,
    pickable: bool,
    ready: bool,
    /// What was asked about the order and is not settled, oldest first.
    threads: Vec<Thread>,
    /// The queue's time of the order, or when the parcel was picked.
    order_by: i64,
}

impl Kind for Queue {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &[
        "order.",
        "parcel.",
        "stock.",
        "payment.",
        "question.",
        "call",
        "staff.",
    ];
    const BINDINGS: &'static [Binding<Picking>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::picking_key_pick,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment) && list.chosen(rows).is_some_and(|row| row.pickable)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(pick_screen(&row.order));
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
                    out.perform(
                        Pick {
                            order: row.order.clone(),
                            lines: Vec::new(),
                        },
                        picked,
                    );
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
            chord: Chord::char('u'),
            label: Words::picking_key_unpack,
            when: |list, rows, who| {
                who.may(Duty::Fulfilment)
                    && list.chosen(rows).is_some_and(|row| !row.parcel.is_empty())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.perform(
                        Unpack {
                            parcel: row.parcel.clone(),
                        },
                        |words, receipt| (words.picking_unpacked(receipt.subject.as_str()), None),
                    );
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
            Column::new(words.column_promised(), 16),
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
        let place = if row.parcel.is_empty() || row.ready {
            row.place.clone()
        } else {
            look.words.picking_no_place()
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
            if late {
                look.theme.bad
            } else {
                look.theme.plain
            },
        )
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.lines = Some(if row.parcel.is_empty() {
            to_pick(reader, row.key)?
        } else {
            packed(reader, row.key)?
        });
        Ok(())
    }
    fn is_filled(row: &Row) -> bool {
        row.lines.is_some()
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let asked = row.threads.iter().take(2).cloned().collect::<Vec<_>>();
        let asked = thread_lines(&asked, look).into_iter();
        let mut details: Vec<String> = asked
            .flat_map(|(line, _)| crate::ui::text::wrap(&line, 76))
            .collect();
        if !row.parcel.is_empty() {
            details.push(row.parcel.clone());
        }
        details.extend(row.lines.iter().flatten().cloned());
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

/// Those about one order.
fn about(threads: &[Thread], order: &str) -> Vec<Thread> {
    let theirs = threads
        .iter()
        .filter(|thread| thread.order.as_deref() == Some(order));
    theirs.cloned().collect()
}

fn queue(reader: &mut Reader<'_>, after: &[Value; 2]) -> Result<Vec<Row>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, c.name, o.promised_at, o.note, o.queue_at from orders o cross join customer c on c.id = o.customer
         where o.pickable = 1 and (o.queue_at, o.id) > ($1, $2) order by o.queue_at, o.id limit 64",
        after,
    )?;
    let asked = Thread::open(reader)?;
    let mut queue = Vec::with_capacity(rows.len());
    for row in &rows {
        queue.push(Row {
            key: row.int(0)?,
            order: row.text(1)?,
            parcel: String::new(),
            place: String::new(),
            customer: row.text(2)?,
            promised: row.int_or_none(3)?.map(Instant),
            note: row.text(4)?,
            order_by: row.int(5)?,
            lines: None,
            pickable: true,
            ready: false,
            threads: about(&asked, &row.text(1)?),
        });
    }
    Ok(queue)
}

/// What is to be fetched for an order, and from which bins.
fn to_pick(reader: &mut Reader<'_>, order: i64) -> Result<Vec<String>, Refused> {
    let rows = reader.rows(
        "select l.allocated - l.picked, l.unit, l.name, i.code,
                coalesce((select string_agg(b.code, ', ' order by b.walk, b.code) from stock s join bin b on b.id = s.bin where s.item = l.item and s.on_hand > 0 and b.own = 0), '')
         from order_line l cross join item i on i.id = l.item where l.orders = $1 and l.allocated > l.picked order by l.line",
        &[order.into()],
    )?;
    rows.iter().map(line).collect()
}

/// What lies in a parcel, and from which bins it came.
fn packed(reader: &mut Reader<'_>, parcel: i64) -> Result<Vec<String>, Refused> {
    let rows = reader.rows(
        "select p.quantity, l.unit, l.name, i.code, b.code from parcel_line p cross join parcel k on k.id = p.parcel
         cross join order_line l on l.orders = k.orders and l.line = p.line cross join item i on i.id = p.item cross join bin b on b.id = p.bin
         where p.parcel = $1 order by p.line, p.bin",
        &[parcel.into()],
    )?;
    rows.iter().map(line).collect()
}

/// How much of what, and where: quantity, unit, name, code, bins.
fn line(row: &crate::office::Row) -> Result<String, Refused> {
    Ok(format!(
        "{:>6} {:<3} {:<10} {}   [{}]",
        Quantity(row.int(0)?).to_string(),
        row.text(1)?,
        row.text(3)?,
        row.text(2)?,
        row.text(4)?
    ))
}

fn parcels(reader: &mut Reader<'_>, after: &[Value; 2]) -> Result<Vec<Row>, Refused> {
    let rows = reader.rows(
        "select p.id, o.number, p.number, p.place, c.name, o.promised_at, o.note, p.ready_at is not null, p.picked_at from parcel p
         cross join orders o on o.id = p.orders cross join customer c on c.id = o.customer
         where p.handed_at is null and (p.picked_at, p.id) > ($1, $2) order by p.picked_at, p.id limit 64",
        after,
    )?;
    let asked = Thread::open(reader)?;
    let mut parcels = Vec::with_capacity(rows.len());
    for row in rows {
        parcels.push(Row {
            key: row.int(0)?,
            order: row.text(1)?,
            parcel: row.text(2)?,
            place: row.text(3)?,
            customer: row.text(4)?,
            promised: row.int_or_none(5)?.map(Instant),
            note: row.text(6)?,
            lines: None,
            pickable: false,
            ready: row.flag(7)?,
            order_by: row.int(8)?,
            threads: about(&asked, &row.text(1)?),
        });
    }
    Ok(parcels)
}

fn picked(words: &Words, receipt: &crate::office::Receipt) -> (String, Option<Box<dyn Pane>>) {
    let parcel = receipt.text("parcel").to_owned();
    let short = receipt
        .result
        .get("short")
        .and_then(serde_json::Value::as_array)
        .map_or(0, Vec::len);
    let said = if short > 0 {
        words.picking_short(short)
    } else {
        words.picking_picked(parcel.as_str())
    };
    let next = (!parcel.is_empty()).then(|| Bound::pane(ready_form(words, &parcel)));
    (said, next)
}

/// Asks where a parcel is put.
#[must_use]
pub fn ready_form(words: &Words, parcel: &str) -> Form {
    let number = parcel.to_owned();
    Form::new(
        words.picking_ready_title(parcel),
        vec![words.picking_ready_intro()],
        vec![Input::text(words.column_place(), "")],
        move |values, out| {
            let [place] = values else { return };
            out.perform(
                Ready {
                    parcel: number.clone(),
                    place: place.clone(),
                },
                |words, receipt| {
                    (
                        words.picking_is_ready(
                            named::Parcel(receipt.subject.as_str()),
                            named::Place(receipt.text("place")),
                        ),
                        None,
                    )
                },
            );
        },
    )
}

/// What happens to goods that were picked and are not wanted any more.
#[must_use]
pub fn decide_form(words: &Words, exception: &str) -> Form {
    let number = exception.to_owned();
    let decisions = [Decision::PutBack, Decision::Keep, Decision::Send]
        .iter()
        .map(|decision| {
            let word = decision.as_str();
            (word.to_owned(), words.word("decision", word))
        })
        .collect();
    Form::new(
        words.exception_title(exception),
        vec![words.exception_intro()],
        vec![Input::choice(words.exception_decision(), decisions)],
        move |values, out| {
            let [chosen] = values else { return };
            let decision = match chosen.as_str() {
                "keep" => Decision::Keep,
                "send" => Decision::Send,
                _ => Decision::PutBack,
            };
            let decide = Decide {
                exception: number.clone(),
                decision,
            };
            out.perform(decide, |words, receipt| {
                (words.exception_decided(receipt.subject.as_str()), None)
            });
        },
    )
}

/// The pick of one order, line by line.
#[must_use]
pub fn pick_screen(order: &str) -> Box<dyn Pane> {
    Bound::pane(super::pick_screen::PickScreen::of(order))
}

/// What was typed beside each line becomes a pick.
pub(super) fn pick_of(order: &str, found: Vec<PickLine>, out: &mut crate::pane::Outbox<'_>) {
    out.perform(
        Pick {
            order: order.to_owned(),
            lines: found,
        },
        picked,
    );
}
