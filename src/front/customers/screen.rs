//! The customers, newest first; adding one.

use super::{Add, Erase, Merge, SetLimit};
use crate::model::Duty;
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Anchor, Binding, Bound, Chord, Form, Input, Kind, Look, Page, Table};
use crate::ui::Column;
use crate::words::Words;
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
        "select id, code, name, company_id, contact, phone, email, street, city, postal_code, country, note, folded from customer"
    };
}

impl Kind for AllCustomers {
    type Row = Row;
    const STALE_ON: &'static [&'static str] = &["customer."];
    const BINDINGS: &'static [Binding<Customers>] = &[
        Binding {
            chord: Chord::char('n'),
            label: Words::customers_key_new,
            when: |_, _, who| who.may(Duty::Reception),
            act: |_, _, out| out.open(Bound::pane(form(out.words, None))),
        },
        Binding {
            chord: Chord::char('e'),
            label: Words::customers_key_edit,
            when: |list, rows, who| who.may(Duty::Reception) && list.has_row(rows),
            act: |list, rows, out| out.open(Bound::pane(form(out.words, list.chosen(rows)))),
        },
        Binding {
            chord: Chord::char('m'),
            label: Words::customers_key_merge,
            when: |list, rows, who| {
                who.standing(Duty::Reception) == Standing::Owns && list.has_row(rows)
            },
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(merge_form(out.words, row)));
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
                    out.open(Bound::pane(limit_form(out.words, row)));
                }
            },
        },
        Binding {
            chord: Chord::char('x'),
            label: Words::customers_key_erase,
            when: |list, rows, who| who.may(Duty::Management) && list.has_row(rows),
            act: |list, rows, out| {
                if let Some(row) = list.chosen(rows) {
                    out.open(Bound::pane(erase_form(out.words, row)));
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

/// The form for a new customer, with the name that was typed elsewhere.
#[must_use]
pub fn new_form(words: &Words, name: &str) -> Form {
    let card = Add {
        name: name.to_owned(),
        ..Add::default()
    };
    card_form(words, card, None)
}

/// Into which other card this one goes.
fn merge_form(words: &Words, row: &Row) -> Form {
    let customer = row.card.code.clone();
    Form::new(
        words.customers_merge_title(row.card.name.as_str()),
        vec![words.customers_merge_intro()],
        vec![Input::text(words.customers_merge_into(), "")],
        move |values, out| {
            let merge = Merge {
                customer: customer.clone(),
                into: values.first().cloned().unwrap_or_default(),
            };
            out.perform(merge, |words, receipt| {
                (words.customers_merged(receipt.subject.as_str()), None)
            });
        },
    )
}

/// How much this customer may owe.
fn limit_form(words: &Words, row: &Row) -> Form {
    let customer = row.card.code.clone();
    Form::new(
        words.customers_limit_title(row.card.name.as_str()),
        vec![words.customers_limit_intro()],
        vec![Input::text(words.counter_amount(), "")],
        move |values, out| {
            let typed = values.first().map(String::as_str).unwrap_or_default();
            let limit = if typed.is_empty() {
                None
            } else {
                let Some(limit) = out.money(typed) else {
                    return;
                };
                Some(limit)
            };
            let customer = customer.clone();
            out.perform(SetLimit { customer, limit }, |words, receipt| {
                (words.customers_saved(receipt.subject.as_str()), None)
            });
        },
    )
}

/// The confirmation names who is forgotten.
fn erase_form(words: &Words, row: &Row) -> Form {
    let customer = row.card.code.clone();
    Form::new(
        words.customers_erase_title(row.card.name.as_str()),
        vec![words.customers_erase_intro()],
        vec![Input::text(words.orders_reason(), "")],
        move |values, out| {
            let erase = Erase {
                customer: customer.clone(),
                reason: values.first().cloned().unwrap_or_default(),
            };
            out.perform(erase, |words, receipt| {
                (words.customers_erased(receipt.subject.as_str()), None)
            });
        },
    )
}

/// The form of a customer's card: a new one, or one that is put right.
fn form(words: &Words, row: Option<&Row>) -> Form {
    let card = row.map(|row| row.card.clone()).unwrap_or_default();
    let known = row.map(|row| row.card.code.clone());
    card_form(words, card, known)
}

fn card_form(words: &Words, card: Add, known: Option<String>) -> Form {
    let inputs = vec![
        Input::text(words.customers_name(), &card.name),
        Input::text(words.customers_contact(), &card.contact),
        Input::text(words.column_phone(), &card.phone),
        Input::text(words.customers_email(), &card.email),
        Input::text(words.customers_street(), &card.street),
        Input::text(words.column_city(), &card.city),
        Input::text(words.customers_postal_code(), &card.postal_code),
        Input::text(words.customers_company_id(), &card.company_id),
        Input::text(words.orders_note(), &card.note),
    ];
    let title = if known.is_some() {
        words.customers_edit_title(card.name.as_str())
    } else {
        words.customers_new_title()
    };
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [
            name,
            contact,
            phone,
            email,
            street,
            city,
            postal_code,
            company_id,
            note,
        ] = values
        else {
            return;
        };
        let filled = Add {
            name: name.clone(),
            contact: contact.clone(),
            phone: phone.clone(),
            email: email.clone(),
            street: street.clone(),
            city: city.clone(),
            postal_code: postal_code.clone(),
            company_id: company_id.clone(),
            note: note.clone(),
            ..card.clone()
        };
        match &known {
            Some(code) => {
                let edit = super::Edit {
                    customer: code.clone(),
                    card: filled,
                };
                out.perform(edit, |words, receipt| {
                    (words.customers_saved(receipt.subject.as_str()), None)
                });
            }
            None => out.perform(filled, |words, receipt| {
                let code = receipt.subject.as_str();
                let others: Vec<&str> = receipt
                    .result
                    .get("alike")
                    .and_then(serde_json::Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(serde_json::Value::as_str)
                    .collect();
                let said = if others.is_empty() {
                    words.customers_added(code)
                } else {
                    words.customers_added_alike(code, others.join(", "))
                };
                (said, None)
            }),
        }
    })
}
