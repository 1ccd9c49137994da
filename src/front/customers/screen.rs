//! The customers, newest first; adding one.

use super::Add;
use super::forms::{edit_form, erase_form, limit_form, merge_form, new_form};
use crate::model::Duty;
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Anchor, Binding, Bound, Chord, Kind, Look, Page, Place, Table};
use crate::ui::Column;
use crate::words::Words;
use crossterm::event::KeyCode;
use ratatui::style::Style;

/// The list of customers.
pub type Customers = Table<AllCustomers>;

/// What the list is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllCustomers;

/// A customer in the list.
#[derive(Debug, Clone)]
pub struct Row {
    id: i64,
    folded: String,
    card: Add,
}

macro_rules! row_columns {
    () => {
        "select id, code, name, company_id, contact, phone, email, street, city, postal_code, country, note, folded, vat_id from customer"
    };
}

impl Kind for AllCustomers {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["customer."];
    const BINDINGS: &'static [Binding<Customers>] = &[
        Binding {
            chord: Chord::key(KeyCode::Enter),
            label: Words::customers_key_card,
            when: |list, rows, _| list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.go(Place::Customer(row.card.code.clone()));
                }
            },
        },
        Binding {
            chord: Chord::char('n'),
            label: Words::customers_key_new,
            when: |_, _, who| who.may(Duty::Reception),
            act: |_, _, out| out.open(Bound::pane(new_form(out.words, "", ""))),
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::customers_key_edit,
            when: |list, rows, who| who.may(Duty::Reception) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(edit_form(out.words, &row.card)));
                }
            },
        },
        Binding {
            chord: Chord::char('m'),
            label: Words::customers_key_merge,
            when: |list, rows, who| {
                who.standing(Duty::Reception) == Standing::Owns && list.has_row(rows)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(merge_form(out.words, &row.card)));
                }
            },
        },
        Binding {
            chord: Chord::char('l'),
            label: Words::customers_key_limit,
            when: |list, rows, who| {
                who.standing(Duty::Accounting) == Standing::Owns && list.has_row(rows)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(limit_form(out.words, &row.card)));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::customers_key_erase,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(erase_form(out.words, &row.card)));
                }
            },
        },
        Binding {
            chord: Chord::char('o'),
            label: Words::orders_key_new,
            when: |list, rows, who| who.may(Duty::Sales) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(crate::front::orders::PlaceScreen::of(
                        &row.card.code,
                    )));
                }
            },
        },
    ];

    fn title(&self, words: &Words) -> String {
        words.section_customers()
    }
    fn empty(&self, words: &Words) -> String {
        words.customers_empty()
    }
    fn filters(&self, words: &Words) -> Vec<String> {
        vec![words.customers_by_name(), words.customers_newest()]
    }
    fn columns(&self, words: &Words) -> Vec<Column> {
        vec![
            Column::new(words.column_code(), 9),
            Column::new(words.column_customer(), 0),
            Column::new(words.column_phone(), 18),
            Column::new(words.column_city(), 18).from(100),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let (sql, [after, key]) = if page.filter == 0 {
            let sql = concat!(
                row_columns!(),
                " where (folded, id) > ($1, $2) and merged_into is null and erased_at is null order by folded, id limit 64"
            );
            (sql, page.after_or("", i64::MIN))
        } else {
            let sql = concat!(
                row_columns!(),
                " where (id, id) < ($1, $2) and merged_into is null and erased_at is null order by id desc limit 64"
            );
            (sql, page.after_or(i64::MAX, i64::MAX))
        };
        let rows = reader.rows(sql, &[after, key])?;
        rows.iter()
            .map(|row| {
                let card = Add {
                    code: row.text(1)?,
                    name: row.text(2)?,
                    company_id: row.text(3)?,
                    contact: row.text(4)?,
                    phone: row.text(5)?,
                    email: row.text(6)?,
                    street: row.text(7)?,
                    city: row.text(8)?,
                    postal_code: row.text(9)?,
                    country: row.text(10)?,
                    note: row.text(11)?,
                    vat_id: row.text(13)?,
                };
                Ok(Row {
                    id: row.int(0)?,
                    folded: row.text(12)?,
                    card,
                })
            })
            .collect()
    }
    fn key(row: &Row) -> i64 {
        row.id
    }
    fn anchor(row: &Row, filter: usize) -> Option<Anchor> {
        Some(if filter == 0 {
            (row.folded.as_str().into(), row.id)
        } else {
            (row.id.into(), row.id)
        })
    }
    fn cells(row: &Row, look: &Look<'_>) -> (Vec<String>, Style) {
        let card = &row.card;
        (
            vec![
                card.code.clone(),
                card.name.clone(),
                card.phone.clone(),
                card.city.clone(),
            ],
            look.theme.plain,
        )
    }
}
