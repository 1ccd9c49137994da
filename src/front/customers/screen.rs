//! The customers, newest first; adding one.

use super::forms::{edit_form, erase_form, limit_form, new_form};
use super::merge_form::merge_form;
use crate::front::counter::{CustomerCard, customer_card, customer_rows};
use crate::model::{Desk, Duty, Money, ReadRight};
use crate::office::{Reader, Reads, Refused, Standing};
use crate::pane::{Anchor, Beside, Binding, Bound, Chord, Kind, Look, Page, Place, Table};
use crate::ui::{Column, text};
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
    /// Whom one speaks to there.
    person: String,
    phone: String,
    city: String,
    /// On account.
    owes: Money,
    /// The whole card, of the chosen row.
    card: Option<CustomerCard>,
}

/// The person is read from the card itself, what is owed by the index of what is: both for the rows of a page alone.
macro_rules! row_columns {
    () => {
        "select c.id, c.folded, c.code, c.name, c.phone, c.city, c.contact,
                (select cast(coalesce(sum(o.total - o.paid), 0) as bigint) from orders o where o.customer = c.id and o.on_account = 1 and o.paid < o.total) from customer c"
    };
}

impl Kind for AllCustomers {
    const RIGHT: ReadRight = ReadRight::Desk(Desk::Front);
    type Row = Row;
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
                Some(known) => out.open(Bound::pane(edit_form(out.words, &known.card))),
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
            Column::new(words.column_customer(), 0),
            Column::new(words.column_person(), 20),
            Column::new(words.column_phone(), 17),
            Column::new(words.column_city(), 16).from(100),
            Column::new(words.column_owes(), 12).right().from(100),
        ]
    }
    fn read(&self, page: &Page, reader: &mut Reader<'_>) -> Result<Vec<Row>, Refused> {
        let (sql, [after, key]) = if page.filter == 0 {
            let sql = concat!(
                row_columns!(),
                " where (c.folded, c.id) > ($1, $2) and c.merged_into is null and c.erased_at is null order by c.folded, c.id limit 64"
            );
            (sql, page.after_or("", i64::MIN))
        } else {
            let sql = concat!(
                row_columns!(),
                " where (c.id, c.id) < ($1, $2) and c.merged_into is null and c.erased_at is null order by c.id desc limit 64"
            );
            (sql, page.after_or(i64::MAX, i64::MAX))
        };
        let rows = reader.rows(sql, &[after, key])?;
        let is_seen = reader.may_see(ReadRight::CustomerDetails);
        let detail = |text: String| if is_seen { text } else { String::new() };
        rows.iter()
            .map(|row| {
                Ok(Row {
                    id: row.int(0)?,
                    folded: row.text(1)?,
                    code: row.text(2)?,
                    name: row.text(3)?,
                    phone: detail(row.text(4)?),
                    city: detail(row.text(5)?),
                    person: detail(row.text(6)?),
                    owes: Money(if is_seen { row.int(7)? } else { 0 }),
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
        let owes = if row.owes == Money::ZERO {
            String::new()
        } else {
            look.words.amount(row.owes)
        };
        let cells = vec![
            row.name.clone(),
            row.person.clone(),
            row.phone.clone(),
            row.city.clone(),
            owes,
        ];
        (cells, look.theme.plain)
    }
    fn details(row: &Row, look: &Look<'_>) -> Vec<String> {
        let mut lines = vec![format!("{}  {}", row.name, row.code)];
        if row.owes > Money::ZERO {
            let owes = look.words.money(row.owes);
            lines.push(look.words.customer_on_account(owes));
        }
        let Some(CustomerCard {
            card, is_hidden, ..
        }) = &row.card
        else {
            return lines;
        };
        if *is_hidden {
            lines.extend(text::wrap(&look.words.card_hidden(), 76));
        }
        let town = format!("{} {}", card.postal_code, card.city);
        let address = [card.street.as_str(), town.trim(), card.country.as_str()];
        let ids = [card.company_id.as_str(), card.vat_id.as_str()];
        let reached = [
            card.contact.as_str(),
            card.phone.as_str(),
            card.email.as_str(),
        ];
        for parts in [&reached[..], &address[..], &ids[..]] {
            let parts: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|part| !part.is_empty())
                .collect();
            if !parts.is_empty() {
                lines.push(parts.join(", "));
            }
        }
        lines.extend(text::wrap(&card.note, 76));
        lines
    }
    fn beside(row: &Row, columns: u16, look: &Look<'_>) -> Option<Beside> {
        let card = row.card.as_ref()?;
        let title = format!("{}  {}", row.name, row.code);
        Some((title, customer_rows(card, columns, look)))
    }
    const FILLS: bool = true;
    fn fill(row: &mut Row, reader: &mut Reader<'_>) -> Result<(), Refused> {
        row.card = Some(customer_card(reader, &row.code)?);
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
