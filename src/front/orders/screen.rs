//! The orders: what is open, what waits, what is late; taking a new one.

use super::{Cancel, Hold, PlaceScreen, Reinstate, Resume};
use crate::model::{Desk, Duty, Instant, Money, ReadRight};
use crate::office::{Reader, Reads, Receipt, Refused};
use crate::pane::{
    Anchor, AskFirst, Binding, Bound, Chord, Form, Input, Inputs, Kind, Look, Outbox, Page, Table,
};
use crate::ui::Column;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of orders.
pub type Orders = Table<AllOrders>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllOrders;

/// An order in the list.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    number: String,
    customer: String,
    promised: Option<Instant>,
    commercial: String,
    fulfilment: String,
    money: String,
    total: Money,
    on_hold: bool,
    open: bool,
    placed: i64,
    queue: i64,
}

macro_rules! row_columns {
    () => {
        "select o.id, o.number, o.customer_name, o.promised_at, o.commercial, o.fulfilment, o.money, o.total, o.hold is not null, o.open, o.placed_at, o.queue_at from orders o"
    };
}

/// The filters that show the newest first, whatever their state.
const OPEN: usize = 0;
const ALL: usize = 5;

/// A page of each filter, newest or most pressing first: the state it shows, and after which row.
const FILTERS: &[(&str, &str, bool)] = &[
    (
        concat!(
            row_columns!(),
            " where o.open = 1 and $1 = '' and (o.placed_at, o.id) < ($2, $3) order by o.placed_at desc, o.id desc limit 64"
        ),
        "",
        true,
    ),
    (BY_QUEUE, "ready", false),
    (BY_QUEUE, "to-pick", false),
    (BY_QUEUE, "waiting", false),
    (
        concat!(
            row_columns!(),
            " where o.commercial = $1 and o.commercial <> 'closed' and (o.placed_at, o.id) < ($2, $3) order by o.placed_at desc, o.id desc limit 64"
        ),
        "on-hold",
        true,
    ),
    (
        concat!(
            row_columns!(),
            " where $1 = '' and (o.placed_at, o.id) < ($2, $3) order by o.placed_at desc, o.id desc limit 64"
        ),
        "",
        true,
    ),
];

const BY_QUEUE: &str = concat!(
    row_columns!(),
    " where o.open = 1 and o.fulfilment = $1 and (o.queue_at, o.id) > ($2, $3) order by o.queue_at, o.id limit 64"
);

impl Kind for AllOrders {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Row = Row;
    const BINDINGS: &'static [Binding<Orders>] = &[
        Binding {
            chord: Chord::char('n'),
            label: Words::orders_key_new,
            when: |_, _, who| who.may(Duty::Sales),
            act: |_, _, out| out.open(Bound::pane(PlaceScreen::of(""))),
        },
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::orders_key_card,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(crate::pane::Place::Order(row.number.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('y'),
            label: Words::counter_key_papers,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(crate::pane::Place::Papers(row.number.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('h'),
            label: Words::orders_key_hold,
            when: |list, rows, who| {
                who.may(Duty::Sales)
                    && list.chosen(rows).is_some_and(|row| {
                        row.open && !row.on_hold && row.commercial != "cancelled"
                    })
            },
            act: |list, rows, out| ask_reason(list, rows, out, true),
        },
        Binding {
            chord: Chord::char('r'),
            label: Words::orders_key_resume,
            when: |list, rows, who| {
                who.may(Duty::Sales) && list.chosen(rows).is_some_and(|row| row.on_hold)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    resume(&row.number, &row.customer, out);
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::orders_key_cancel,
            when: |list, rows, who| {
                let runs = |row: &Row| row.open && row.commercial != "cancelled";
                who.may(Duty::Sales) && list.chosen(rows).is_some_and(runs)
            },
            act: |list, rows, out| ask_reason(list, rows, out, false),
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::orders_key_reinstate,
            when: |list, rows, who| {
                let cancelled = |row: &Row| row.commercial == "cancelled";
                who.may(Duty::Sales) && list.chosen(rows).is_some_and(cancelled)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    reinstate(&row.number, &row.customer, out);
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_orders()
    }
    fn empty(&self, words: &Words) -> String {
        words.orders_empty()
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![
            words.orders_filter_open(),
            words.word("fulfilment", "ready"),
            words.word("fulfilment", "to-pick"),
            words.word("fulfilment", "waiting"),
            words.word("commercial", "on-hold"),
            words.orders_filter_all(),
        ]
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_order(), 13),
            Column::new(words.column_customer(), 0),
            Column::new(words.column_promised(), 17).from(70),
            Column::new(words.column_goods(), 18),
            Column::new(words.column_money(), 18).from(110),
            Column::new(words.column_total(), 12).right().from(90),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let (sql, state, falls) = FILTERS.get(page.filter).copied().unwrap_or(FILTERS[0]);
        let first = if falls { i64::MAX } else { i64::MIN };
        let [after, key] = page.after_or(first, first);
        let rows = reader.rows(sql, &[state.into(), after, key])?;
        rows.iter()
            .map(|row| {
                Ok(Row {
                    id: row.int(0)?,
                    number: row.text(1)?,
                    customer: row.text(2)?,
                    promised: row.int_or_none(3)?.map(Instant),
                    commercial: row.text(4)?,
                    fulfilment: row.text(5)?,
                    money: row.text(6)?,
                    total: Money(row.int(7)?),
                    on_hold: row.flag(8)?,
                    open: row.flag(9)?,
                    placed: row.int(10)?,
                    queue: row.int(11)?,
                })
            })
            .collect()
    }
    fn locate(
        &self,
        filter: usize,
        name: &str,
        reader: &mut Reader<'_>,
    ) -> Result<Option<Anchor>, Refused> {
        let row = reader.row(
            "select placed_at, id, open from orders where number = $1",
            &[name.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let is_listed = filter == ALL || filter == OPEN && row.flag(2)?;
        is_listed
            .then(|| Ok((row.int(0)?.into(), row.int(1)? + 1)))
            .transpose()
    }
    fn before(row: &Row, filter: usize) -> Option<Anchor> {
        matches!(filter, OPEN | ALL).then(|| (row.placed.into(), row.id + 1))
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.number == name
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn anchor(row: &Row, filter: usize) -> Option<Anchor> {
        let by = match filter {
            0 | 4 | 5 => row.placed,
            _ => row.queue,
        };
        Some((by.into(), row.id))
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let words = look.words;
        let late = row.open && row.promised.is_some_and(|at| at < look.now);
        let goods = if matches!(row.commercial.as_str(), "taken" | "closed") {
            words.word("fulfilment", &row.fulfilment)
        } else {
            words.word("commercial", &row.commercial)
        };
        let promised = row
            .promised
            .map(|at| words.when(at, look.now))
            .unwrap_or_default();
        let promised = if late {
            format!("! {promised}")
        } else {
            promised
        };
        let cells = vec![
            row.number.clone(),
            row.customer.clone(),
            promised,
            goods,
            words.word("money", &row.money),
            words.amount(row.total),
        ];
        (
            cells,
            if late {
                look.theme.bad
            } else {
                look.theme.plain
            },
        )
    }
}

/// Asks, then lets an order on hold go on.
fn resume(order: &str, customer: &str, out: &mut Outbox<'_>) {
    let title = out.words.orders_resume_title(order);
    let order = order.to_owned();
    let ask = AskFirst::of(
        title,
        vec![customer.to_owned()],
        Words::orders_key_resume,
        move |out| {
            let order = order.clone();
            out.perform(Resume { order }, |words, receipt| {
                (words.orders_resumed(receipt.subject.as_str()), None)
            });
        },
    );
    out.open(Bound::pane(ask));
}

/// Asks, then takes a cancelled order up again.
pub(in crate::front) fn reinstate(order: &str, customer: &str, out: &mut Outbox<'_>) {
    let title = out.words.orders_reinstate_title(order);
    let order = order.to_owned();
    let ask = AskFirst::of(
        title,
        vec![customer.to_owned()],
        Words::orders_key_reinstate,
        move |out| {
            let order = order.clone();
            out.perform(Reinstate { order }, |words, receipt| {
                let said = words.orders_reinstated(
                    named::Order(receipt.subject.as_str()),
                    named::State(words.word("fulfilment", receipt.text("fulfilment"))),
                );
                (said, None)
            });
        },
    );
    out.open(Bound::pane(ask));
}

/// What is said of a cancelled order, and how it is undone.
pub(in crate::front) fn cancelled(words: &Words, receipt: &Receipt) -> String {
    let order = receipt.subject.as_str();
    if receipt.result.contains_key("exceptions") {
        words.change_waits(order)
    } else if receipt.text("commercial") == "cancelled" {
        words.orders_cancelled(order)
    } else {
        words.orders_line_cancelled(order)
    }
}

fn ask_reason(list: &Orders, rows: &[Row], out: &mut Outbox<'_>, hold: bool) {
    let Some(row) = list.chosen(rows) else { return };
    let words = out.words;
    let order = row.number.clone();
    let title = if hold {
        words.orders_hold_title(order.as_str())
    } else {
        words.orders_cancel_title(order.as_str())
    };
    let mut inputs = Inputs::new();
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let form = Form::typed(
        title,
        vec![row.customer.clone()],
        inputs,
        move |typed, out| {
            let (order, reason) = (order.clone(), typed.get(&reason)?);
            if hold {
                out.perform(Hold { order, reason }, |words, receipt| {
                    (words.orders_held(receipt.subject.as_str()), None)
                });
            } else {
                out.perform(
                    Cancel {
                        order,
                        reason,
                        lines: Vec::new(),
                    },
                    |words, receipt| (cancelled(words, receipt), None),
                );
            }
            Ok(())
        },
    );
    out.open(Bound::pane(form));
}
