//! Everything that ever happened with an order, or with a customer and all their orders: who did it, when, and what was said.

use super::slip_screen::SlipScreen;
use crate::model::{CustomerId, Instant, ReadRight};
use crate::office::{Reader, Reads, Refused, Row};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Page, Place, Table};
use crate::ui::{Column, text};
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// Whose history it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum History {
    /// Of the order with this number.
    Order(String),
    /// Of the customer with this code: their orders, newest first; then, with Tab, their card.
    Customer(String),
}

/// One line of the journal.
#[derive(Debug, Clone)]
pub struct Happened {
    seq: i64,
    at: Instant,
    verb: String,
    order: String,
    who: String,
    /// The cover under which it was done.
    cover: String,
    /// What the verb was given, as the journal has it.
    data: String,
    /// The number of the receipt or slip that it printed.
    paper: Option<String>,
    /// When the order was taken, and its key: where the next page begins.
    order_by: (i64, i64),
}

macro_rules! line_columns {
    () => {
        "select j.seq, j.at, j.verb, coalesce(o.number, ''), coalesce(s.name, ''), coalesce(c.number, ''), j.data, coalesce(o.placed_at, 0), coalesce(o.id, 0)"
    };
}

/// A page of a customer's history is that of so many orders; each has a line at least.
const OF_ORDERS: &str = concat!(
    line_columns!(),
    " from (select n.id, n.number, n.placed_at from customer k cross join orders n on n.customer = k.id
        where k.code = $1 and (n.placed_at, n.id) < ($2, $3) order by n.placed_at desc, n.id desc limit 64) as o
     cross join journal j on j.orders = o.id left join staff s on s.id = j.staff left join cover c on c.id = j.cover
     order by o.placed_at desc, o.id desc, j.seq desc"
);

const OF_CARD: &str = concat!(
    line_columns!(),
    " from journal j left join orders o on o.id = j.orders left join staff s on s.id = j.staff left join cover c on c.id = j.cover
     where j.subject = $1 and j.verb >= 'customer.' and j.verb < 'customer/' and j.seq < $2 order by j.seq desc limit 64"
);

const OF_ORDER: &str = concat!(
    line_columns!(),
    " from orders o cross join journal j on j.orders = o.id left join staff s on s.id = j.staff left join cover c on c.id = j.cover
     where o.number = $1 and j.seq < $2 order by j.seq desc limit 64"
);

impl Kind for History {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Row = Happened;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::counter_key_their_order,
            when: |list, rows, _| {
                let of_customer = matches!(list.kind(), Self::Customer(_));
                of_customer && list.chosen(rows).is_some_and(|row| !row.order.is_empty())
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.close();
                    out.go(Place::Order(row.order.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('y'),
            label: Words::history_key_paper,
            when: |list, rows, _| list.chosen(rows).is_some_and(|row| row.paper.is_some()),
            act: |list, rows, out| {
                if let Some(paper) = list.chosen(rows).and_then(|row| row.paper.as_ref()) {
                    out.open(Bound::pane(SlipScreen::of(paper)));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        match self {
            Self::Order(name) | Self::Customer(name) => words.history_title(name.as_str()),
        }
    }

    fn empty(&self, words: &Words) -> String {
        words.history_empty()
    }

    fn filters(&self, words: &Words) -> Vec<String> {
        match self {
            Self::Order(_) => Vec::new(),
            Self::Customer(_) => vec![words.history_orders(), words.history_card()],
        }
    }

    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_at(), 15),
            Column::new(words.column_order(), 12),
            Column::new(words.column_what(), 20),
            Column::new(words.column_who(), 0),
        ]
    }

    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Happened>, Refused> {
        let [after, key] = page.after_or(i64::MAX, i64::MAX);
        if let Self::Customer(code) = self {
            let row = reader.row(
                "select id from customer where code = $1",
                &[code.as_str().into()],
            )?;
            let row = row.ok_or_else(|| Refused::not_found("customer", code))?;
            if !reader.may_see_customer(CustomerId(row.int(0)?))? {
                reader.must_see(ReadRight::CustomerDetails)?;
            }
        }
        let rows = match self {
            Self::Customer(code) if page.filter == 0 => {
                reader.rows(OF_ORDERS, &[code.as_str().into(), after, key])?
            }
            Self::Customer(code) => reader.rows(OF_CARD, &[code.as_str().into(), key])?,
            Self::Order(number) => reader.rows(OF_ORDER, &[number.as_str().into(), key])?,
        };
        rows.iter().map(happened).collect()
    }

    fn key(row: &Happened) -> i64 {
        row.seq
    }

    fn anchor(row: &Happened, filter: usize) -> Option<Anchor> {
        let (placed_at, id) = row.order_by;
        Some(if filter == 0 && id > 0 {
            (placed_at.into(), id)
        } else {
            (row.seq.into(), row.seq)
        })
    }

    fn cells(row: &Happened, look: &Look<'_>) -> (Vec<String>, Style) {
        let who = if row.cover.is_empty() {
            row.who.clone()
        } else {
            format!("{} ({})", row.who, row.cover)
        };
        let cells = vec![
            look.words.when(row.at, look.now),
            row.order.clone(),
            look.words.word("verb", &row.verb.replace('.', "-")),
            who,
        ];
        (cells, look.theme.plain)
    }

    fn details(row: &Happened, look: &Look<'_>) -> Vec<String> {
        let words = look.words;
        let said = said(row, words);
        let at = format!("{} {}", words.date(row.at), words.time(row.at));
        let mut lines = vec![format!("{at}  {}", row.who)];
        lines.extend(text::wrap(&said, 76));
        lines
    }
}

fn happened(row: &Row) -> Result<Happened, Refused> {
    let (verb, data) = (row.text(2)?, row.text(6)?);
    Ok(Happened {
        paper: paper_of(&verb, &data),
        seq: row.int(0)?,
        at: Instant(row.int(1)?),
        verb,
        order: row.text(3)?,
        who: row.text(4)?,
        cover: row.text(5)?,
        data,
        order_by: (row.int(7)?, row.int(8)?),
    })
}

/// The paper that a verb printed, as its line of the journal says; a payment of an earlier version has its own.
fn paper_of(verb: &str, data: &str) -> Option<String> {
    if verb != "parcel.hand_over" && !verb.starts_with("payment.") {
        return None;
    }
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    let got = ["receipt", "slip", "payment"];
    let number = got.iter().find_map(|name| data["got"][*name].as_str());
    number.map(str::to_owned)
}

/// What the journal's line says beyond the verb: amount, means, place, reason. Never what a customer's card was filled with.
fn said(row: &Happened, words: &Words) -> String {
    let data: serde_json::Value = serde_json::from_str(&row.data).unwrap_or_default();
    let text = |name: &str| {
        let given = data["ask"][name].as_str().or(data["got"][name].as_str());
        given.filter(|text| !text.is_empty())
    };
    let mut said = Vec::new();
    said.extend(text("amount").map(|amount| words.money_of(amount)));
    said.extend(text("means").map(|means| words.word("means", means)));
    said.extend(text("paper").map(|paper| words.word("paper", paper)));
    said.extend(text("decision").map(|decision| words.word("decision", decision)));
    let plain = [
        "parcel",
        "place",
        "collected_by",
        "signed_by",
        "into",
        "reason",
        "payment",
        "slip",
    ];
    said.extend(
        plain
            .iter()
            .filter_map(|name| text(name))
            .map(str::to_owned),
    );
    said.join(", ")
}
