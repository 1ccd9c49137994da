//! The customers, newest first; adding one.

use super::Add;
use super::forms::{edit_form, erase_form, limit_form, new_form};
use super::merge_form::merge_form;
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
    code: String,
    name: String,
    phone: String,
    city: String,
    /// The whole card, of the chosen row.
    card: Option<Add>,
}

/// What `customer_by_name` holds, so that a page is read from there alone.
macro_rules! row_columns {
    () => {
        "select id, folded, code, name, phone, city from customer"
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
                    out.go(Place::Customer(row.code.clone()));
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
            act: |list, rows, out| match list.chosen(rows).and_then(|row| row.card.as_ref()) {
                Some(card) => out.open(Bound::pane(edit_form(out.words, card))),
                None => out.wait(),
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
                    out.open(Bound::pane(merge_form(out.words, &row.code, &row.name)));
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
                    out.open(Bound::pane(limit_form(out.words, &row.code, &row.name)));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::customers_key_erase,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(erase_form(out.words, &row.code, &row.name)));
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
                        &row.code,
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
                Ok(Row {
                    id: row.int(0)?,
                    folded: row.text(1)?,
                    code: row.text(2)?,
                    name: row.text(3)?,
                    phone: row.text(4)?,
                    city: row.text(5)?,
                    card: None,
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
            "select folded, id from customer where code = $1 and merged_into is null and erased_at is null",
            &[name.into()],
        )?;
        row.map(|row| Ok(anchor_before(&row.text(0)?, row.int(1)?, filter)))
            .transpose()
    }
    fn before(row: &Row, filter: usize) -> Option<Anchor> {
        Some(anchor_before(&row.folded, row.id, filter))
    }
    fn is_named(row: &Row, name: &str) -> bool {
        row.code == name
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
        (
            vec![
                row.code.clone(),
                row.name.clone(),
                row.phone.clone(),
                row.city.clone(),
            ],
            look.theme.plain,
        )
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.card = card(reader, row.id)?;
        Ok(())
    }
    fn is_filled(row: &Row) -> bool {
        row.card.is_some()
    }
}

/// Where a page begins whose first row is this customer.
fn anchor_before(folded: &str, id: i64, filter: usize) -> Anchor {
    if filter == 0 {
        (folded.into(), id - 1)
    } else {
        ((id + 1).into(), id + 1)
    }
}

/// A customer's card with all of its fields.
fn card(reader: &mut Reader<'_>, id: i64) -> Result<Option<Add>, Refused> {
    let row = reader.row(
        "select code, name, company_id, contact, phone, email, street, city, postal_code, country, note, vat_id from customer where id = $1",
        &[id.into()],
    )?;
    let card = |row: crate::office::Row| {
        Ok(Add {
            code: row.text(0)?,
            name: row.text(1)?,
            company_id: row.text(2)?,
            contact: row.text(3)?,
            phone: row.text(4)?,
            email: row.text(5)?,
            street: row.text(6)?,
            city: row.text(7)?,
            postal_code: row.text(8)?,
            country: row.text(9)?,
            note: row.text(10)?,
            vat_id: row.text(11)?,
        })
    };
    row.map(card).transpose()
}
