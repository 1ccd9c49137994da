//! The receipts and slips of an order, or of a customer: each can be seen and printed again.

use super::slip_screen::SlipScreen;
use crate::model::{Instant, ReadRight};
use crate::office::{Reader, Reads, Refused};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Page, Table};
use crate::records::{customer, document};
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// Whose papers they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// Of the order with this number.
    Order(String),
    /// Of the customer with this code: of their orders, newest first.
    Customer(String),
}

/// A paper in the list.
#[derive(Debug, Clone)]
pub struct OnePaper {
    seq: i64,
    number: String,
    kind: String,
    order: String,
    at: Instant,
    who: String,
    /// When the order was taken.
    placed_at: i64,
    /// What stands on it, of the chosen row.
    text: Option<String>,
}

macro_rules! paper_columns {
    () => {
        "select d.seq, d.number, d.kind, o.number, j.at, coalesce(s.name, ''), o.placed_at"
    };
}

/// A receipt that several orders stand on is listed with each of them.
const OF_ORDER: &str = concat!(
    paper_columns!(),
    " from orders o cross join document d on d.number in (select f.number from document f where f.orders = o.id union all select a.number from document_also a where a.orders = o.id)
     cross join journal j on j.seq = d.seq left join staff s on s.id = j.staff
     where o.number = $1 and d.seq < $3 and $2 = $2 order by d.seq desc limit 64"
);

/// A page has the papers of 64 orders at most, those with papers that stand behind its beginning: each has one at least.
const OF_CUSTOMER: &str = concat!(
    paper_columns!(),
    " from customer k cross join orders o on o.customer = k.id cross join document d on d.orders = o.id
     cross join journal j on j.seq = d.seq left join staff s on s.id = j.staff
     where k.code = $1 and o.placed_at <= $2 and (o.placed_at, d.seq) < ($2, $3)
       and o.placed_at >= coalesce((select n.placed_at from orders n where n.customer = k.id and n.placed_at <= $2
             and exists (select 1 from document e where e.orders = n.id and (n.placed_at, e.seq) < ($2, $3))
             order by n.placed_at desc, n.id desc limit 1 offset 63), 0)
     order by o.placed_at desc, d.seq desc limit 64"
);

impl Kind for Printed {
    const RIGHT: ReadRight = ReadRight::AnyDesk;
    type Row = OnePaper;
    const BINDINGS: &'static [Binding<Table<Self>>] = &[Binding {
        chord: Chord::key(KeyCode::Enter),
        label: Words::printed_key_show,
        when: |list, rows, _| list.has_row(rows),
        act: |list, rows, out| {
            if let Some(row) = list.chosen(rows) {
                out.open(Bound::pane(SlipScreen::of(&row.number)));
            }
        },
    }];

    fn title(&self, words: &Words) -> String {
        match self {
            Self::Order(name) | Self::Customer(name) => words.printed_title(name.as_str()),
        }
    }

    fn empty(&self, words: &Words) -> String {
        words.printed_empty()
    }

    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_at(), 15),
            Column::new(words.column_paper(), 23),
            Column::new(words.column_order(), 13),
            Column::new(words.column_who(), 0),
        ]
    }

    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<OnePaper>, Refused> {
        let [placed_at, seq] = page.after_or(i64::MAX, i64::MAX);
        let (sql, whose) = match self {
            Self::Order(number) => (OF_ORDER, number),
            Self::Customer(code) => {
                let (id, _) = customer::find(reader, code)?;
                reader.must_see_customer(id)?;
                (OF_CUSTOMER, code)
            }
        };
        let rows = reader.rows(sql, &[whose.as_str().into(), placed_at, seq])?;
        rows.iter()
            .map(|row| {
                Ok(OnePaper {
                    seq: row.int(0)?,
                    number: row.text(1)?,
                    kind: row.text(2)?,
                    order: row.text(3)?,
                    at: Instant(row.int(4)?),
                    who: row.text(5)?,
                    placed_at: row.int(6)?,
                    text: None,
                })
            })
            .collect()
    }

    fn key(row: &OnePaper) -> i64 {
        row.seq
    }

    fn is_named(row: &OnePaper, name: &str) -> bool {
        row.number == name
    }

    fn anchor(row: &OnePaper, _filter: usize) -> Option<Anchor> {
        Some((row.placed_at.into(), row.seq))
    }

    fn cells(row: &OnePaper, look: &Look<'_>) -> (Vec<String>, Style) {
        let kind = look.words.word("document", &row.kind);
        let cells = vec![
            look.words.when(row.at, look.now),
            format!("{kind} {}", row.number),
            row.order.clone(),
            row.who.clone(),
        ];
        (cells, look.theme.plain)
    }

    const FILLS: bool = true;

    fn fill(row: &mut OnePaper, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.text = Some(document::get(reader, &row.number)?.text);
        Ok(())
    }

    fn is_filled(row: &OnePaper) -> bool {
        row.text.is_some()
    }

    fn details(row: &OnePaper, _look: &Look<'_>) -> Vec<String> {
        // The seller and the rules between the parts are left out: there is room for a dozen rows.
        let text = row.text.as_deref().unwrap_or_default();
        let from_title = text.lines().skip_while(|line| !line.contains(&row.number));
        let said = from_title.filter(|line| !line.bytes().all(|byte| byte == b'-'));
        said.map(str::to_owned).collect()
    }
}

/// The papers of an order.
#[must_use]
pub fn papers_of(order: &str) -> Table<Printed> {
    Table::of(Printed::Order(order.to_owned()))
}
