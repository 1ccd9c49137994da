//! Who is here: customers by any words of theirs, phones, order numbers and parcel slips, as one types.

use crate::model::text::{digits, fold, words};
use crate::office::Value;
use crate::office::{Reader, Reads, Refused};

/// The most matches that are shown.
const MATCHES_MAX: i64 = 30;

/// By how many letters a word is looked for: as many as the index has prefixes for, so that common names stay quick.
const LETTERS_MAX: usize = 8;

/// Something found: an order, or a customer with the number of orders that are open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Keeps the choice: orders count downwards from -1, customers upwards.
    pub key: i64,
    /// The order's number; none: a customer.
    pub order: Option<String>,
    /// The customer's code.
    pub customer: String,
    /// The customer's name.
    pub name: String,
    /// The order's state, or the town.
    pub note: String,
    /// The order is stopped or over in this way, which says more than where its goods are.
    pub stopped: Option<String>,
    /// Orders that stand ready, and all that are open.
    pub ready_and_open: (i64, i64),
}

/// An order as it is found. While the back office decides about goods that are picked and not wanted any more, that says more than where they are.
macro_rules! order_columns {
    () => {
        "select o.id, o.number, c.code, c.name, o.fulfilment, case when exists (select 1 from exception e where e.orders = o.id and e.decision is null) then 'undecided' else o.commercial end"
    };
}

/// Finds what a text may mean; with an empty text the orders that stand ready. Reads no more than it shows.
///
/// # Errors
/// What the store reports.
pub fn search(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
    let text = text.trim();
    if text.is_empty() {
        return orders(
            reader,
            concat!(
                order_columns!(),
                " from orders o cross join customer c on c.id = o.customer
             where o.open = 1 and o.fulfilment = 'ready' order by o.queue_at, o.id limit $1"
            ),
            &[MATCHES_MAX.into()],
        );
    }
    let mut found = by_number(reader, text)?;
    let mut ids: Vec<i64> = Vec::new();
    let phone = digits(text);
    if phone.len() >= 3
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || " +()-/".contains(c))
    {
        let end = format!("{phone}:");
        collect(&mut ids, reader.rows("select id from customer where digits >= $1 and digits < $2 and digits <> '' order by digits limit 30", &[phone.as_str().into(), end.as_str().into()])?)?;
        collect(&mut ids, reader.rows("select customer from contact where digits >= $1 and digits < $2 and digits <> '' order by digits limit 30", &[phone.as_str().into(), end.into()])?)?;
    }
    let folded = fold(text);
    let end = format!("{folded}\u{10ffff}");
    collect(&mut ids, reader.rows("select id from customer where folded >= $1 and folded < $2 order by folded, id limit 30", &[folded.into(), end.into()])?)?;
    let query = words(text)
        .iter()
        .map(|word| word.chars().take(LETTERS_MAX).collect::<String>())
        .map(|word| format!("\"{word}\"*"))
        .collect::<Vec<_>>()
        .join(" ");
    if !query.is_empty() && ids.len() < 30 {
        collect(&mut ids, reader.rows("select rowid from customer_words where customer_words match $1 order by rowid limit 30", &[query.into()])?)?;
    }
    ids.truncate(usize::try_from(MATCHES_MAX).unwrap_or(usize::MAX));
    for id in ids {
        found.extend(customer(reader, id)?);
    }
    Ok(found)
}

/// A customer, and so many of their orders behind them, newest first.
///
/// # Errors
/// What the store reports.
pub(super) fn orders_of(
    reader: &mut Reader<'_>,
    code: &str,
    count: i64,
) -> Result<Vec<Match>, Refused> {
    let row = reader.row("select id from customer where code = $1", &[code.into()])?;
    let mut found = Vec::new();
    if let Some(row) = row {
        found.extend(customer(reader, row.int(0)?)?);
    }
    found.extend(orders(
        reader,
        concat!(
            order_columns!(),
            " from customer c cross join orders o on o.customer = c.id
         where c.code = $1 order by o.placed_at desc, o.id desc limit $2"
        ),
        &[code.into(), count.into()],
    )?);
    Ok(found)
}

fn collect(ids: &mut Vec<i64>, rows: Vec<crate::office::Row>) -> Result<(), Refused> {
    for row in rows {
        let id = row.int(0)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(())
}

/// "SO-2026-0007", "2026-7", a parcel's slip, or just the last digits of an order of any year.
fn by_number(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
    let upper = text.to_uppercase();
    let mut numbers = vec![upper.clone()];
    if let Ok(short) = text.parse::<u32>() {
        let year = chrono::Datelike::year(&reader.now().local(reader.facts().zone));
        numbers.push(format!("SO-{year}-{short:04}"));
    }
    let mut found = Vec::new();
    for number in numbers {
        found.extend(orders(
            reader,
            concat!(
                order_columns!(),
                " from orders o cross join customer c on c.id = o.customer where o.number = $1"
            ),
            &[number.into()],
        )?);
    }
    if found.is_empty() && upper.starts_with("P-") {
        found = orders(
            reader,
            concat!(
                order_columns!(),
                " from parcel p cross join orders o on o.id = p.orders cross join customer c on c.id = o.customer where p.number = $1"
            ),
            &[upper.into()],
        )?;
    }
    Ok(found)
}

fn orders(
    reader: &mut Reader<'_>,
    sql: &'static str,
    args: &[Value],
) -> Result<Vec<Match>, Refused> {
    let rows = reader.rows(sql, args)?;
    rows.iter()
        .map(|row| {
            Ok(Match {
                key: -row.int(0)?,
                order: Some(row.text(1)?),
                customer: row.text(2)?,
                name: row.text(3)?,
                note: row.text(4)?,
                stopped: Some(row.text(5)?)
                    .filter(|state| !matches!(state.as_str(), "taken" | "closed")),
                ready_and_open: (0, 0),
            })
        })
        .collect()
}

fn customer(reader: &mut Reader<'_>, id: i64) -> Result<Option<Match>, Refused> {
    let row = reader.row(
        "select id, code, name, city,
                (select count(*) from (select 1 from orders where customer = $1 and open = 1 and fulfilment = 'ready'
                   and not exists (select 1 from exception e where e.orders = orders.id and e.decision is null) limit 99) as r),
                (select count(*) from (select 1 from orders where customer = $1 and open = 1 limit 99) as o)
         from customer where id = $1",
        &[id.into()],
    )?;
    row.map(|row| {
        Ok(Match {
            key: row.int(0)?,
            order: None,
            customer: row.text(1)?,
            name: row.text(2)?,
            note: row.text(3)?,
            stopped: None,
            ready_and_open: (row.int(4)?, row.int(5)?),
        })
    })
    .transpose()
}
