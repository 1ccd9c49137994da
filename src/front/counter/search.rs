//! Who is here: customers by any words of theirs, phones, order numbers and parcel slips, as one types.

use super::misspelt;
use super::numbers::{self, by_number};
use crate::model::telephone::Typed;
use crate::model::text::{fold, index_words, words};
use crate::model::{Instant, Presence, ReadRight};
use crate::office::Value;
use crate::office::{Reader, Reads, Refused};
use crate::records::document::Document;
use crate::records::find::{self, FoundItem, FoundPlace};
use crate::records::picking::Picker;

/// The most matches that are shown.
const MATCHES_MAX: i64 = 30;

/// So many customers stand before what else is found.
pub(super) const CUSTOMERS_FIRST: usize = 8;

/// The keys of items, places and people: above those of customers.
const THINGS_FROM: i64 = 1 << 60;

/// The keys of papers, which are few.
const PAPERS_FROM: i64 = 1 << 59;

/// Up to so many customers are looked through for one who may not see by what else they are found.
const LOOKED_THROUGH_MAX: i64 = 2_000;

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
    /// The order's state, or the town where that may be seen.
    pub note: String,
    /// The order is stopped or over in this way, which says more than where its goods are.
    pub stopped: Option<String>,
    /// Orders that stand ready, and all that are open.
    pub ready_and_open: (i64, i64),
    /// It is neither an order nor a customer, but this.
    pub thing: Option<Thing>,
    /// For when an order is promised.
    pub promised: Option<Instant>,
    /// Where the goods of an order stand.
    pub place: String,
    /// An order that is listed beneath its customer.
    pub beneath: bool,
}

impl Match {
    /// An order whose goods stand ready, with nothing in the way.
    pub(super) fn is_ready(&self) -> bool {
        self.order.is_some() && self.note == "ready" && self.stopped.is_none()
    }

    /// Somebody picks it at this moment.
    pub(super) fn is_picked(&mut self, by: &[(i64, Picker)]) {
        if self.note == "to-pick" && by.iter().any(|(order, _)| -*order == self.key) {
            "picking".clone_into(&mut self.note);
        }
    }

    /// Neither an order nor a thing.
    pub(super) const fn is_customer(&self) -> bool {
        self.order.is_none() && self.thing.is_none()
    }
}

/// What else is found, and what is asked about it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// An item.
    Item(Box<FoundItem>),
    /// A bin, or a shelf where parcels stand.
    Place(FoundPlace),
    /// Somebody of the office.
    Person(Presence),
    /// A receipt or a slip.
    Paper(Box<Document>),
}

/// An order as it is found. While the back office decides about goods that are picked and not wanted any more, that says more than where they are.
macro_rules! order_columns {
    () => {
        "select o.id, o.number, c.code, c.name,
                o.fulfilment,
                case when exists (select 1 from exception e where e.orders = o.id and e.decision is null) then 'undecided' else o.commercial end, o.promised_at,
                coalesce((select p.place from parcel p where p.orders = o.id and p.handed_at is null and p.place <> '' order by p.id limit 1), '')"
    };
}
pub(super) use order_columns;

/// Finds the orders and customers that a text may mean; with an empty text the orders that stand ready. Where nobody fits, customers
/// whose name has one other letter. Reads no more than it shows.
///
/// # Errors
/// What the store reports.
pub fn search(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
    let found = as_typed(reader, text)?;
    if found.is_empty() {
        return nearly(reader, text);
    }
    Ok(found)
}

fn as_typed(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
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
    // Who may not see a telephone finds nobody by it either.
    if let Some(number) = Typed::read(text).filter(|_| reader.may_see(ReadRight::CustomerDetails)) {
        by_telephone(reader, &number, &mut ids)?;
    }
    let folded = fold(text);
    let end = format!("{folded}\u{10ffff}");
    collect(&mut ids, reader.rows("select id from customer where folded >= $1 and folded < $2 order by folded, id limit 30", &[folded.into(), end.into()])?)?;
    let query = words(text)
        .iter()
        .map(|word| word.chars().take(LETTERS_MAX).collect::<String>())
        .map(|word| format!("\"{word}\"*"))
        .collect::<Vec<_>>()
        .join(" AND ");
    if !query.is_empty() && ids.len() < 30 {
        by_words(reader, &query, &mut ids)?;
    }
    ids.truncate(usize::try_from(MATCHES_MAX).unwrap_or(usize::MAX));
    for id in ids {
        found.extend(customer(reader, id)?);
    }
    Ok(found)
}

/// Customers of whose name one letter was typed wrong. Where the words beside the wrong one are unknown themselves, nobody is meant.
fn nearly(reader: &mut Reader<'_>, text: &str) -> Result<Vec<Match>, Refused> {
    let words = misspelt::words_of(text);
    let found = nearly_beside(reader, &words, &words)?;
    match misspelt::shortened(&words) {
        Some(short) if found.is_empty() => nearly_beside(reader, &words, &short),
        _ => Ok(found),
    }
}

/// With one of the words misspelt and the others beside it.
fn nearly_beside(
    reader: &mut Reader<'_>,
    words: &[String],
    beside: &[String],
) -> Result<Vec<Match>, Refused> {
    let mut wrong = Vec::new();
    for nth in misspelt::longest(words) {
        let others = misspelt::others(beside, nth);
        if others.is_empty() || is_known(reader, others)? {
            wrong.push(nth);
        }
    }
    let mut found = Vec::new();
    for query in misspelt::queries(words, &wrong, beside) {
        let mut ids = Vec::new();
        by_words(reader, &query, &mut ids)?;
        for id in ids {
            found.extend(customer(reader, id)?);
        }
        if !found.is_empty() {
            break;
        }
    }
    Ok(found)
}

fn is_known(reader: &mut Reader<'_>, query: String) -> Result<bool, Refused> {
    let row = reader.row(
        "select rowid from customer_words where customer_words match $1 limit 1",
        &[query.into()],
    )?;
    Ok(row.is_some())
}

/// As [`search`], with items, places and people. Names that are only nearly as typed are left out where `fits` says that something else, such
/// as an act, is called so.
///
/// # Errors
/// What the store reports.
pub fn everything(reader: &mut Reader<'_>, text: &str, fits: bool) -> Result<Vec<Match>, Refused> {
    if !reader.may_see(ReadRight::AnyDesk) {
        let people = find::people(reader, text)?.into_iter();
        let people = (THINGS_FROM..).zip(people.map(Thing::Person));
        return Ok(people.map(|(key, one)| Match::of(key, one)).collect());
    }
    let mut found = as_typed(reader, text)?;
    let text = text.trim();
    if text.is_empty() {
        return Ok(found);
    }
    let papers = numbers::papers(reader, text)?;
    let mut things: Vec<Thing> = find::people(reader, text)?
        .into_iter()
        .map(Thing::Person)
        .collect();
    things.extend(
        find::items(reader, text)?
            .into_iter()
            .map(|item| Thing::Item(Box::new(item))),
    );
    things.extend(find::places(reader, text)?.into_iter().map(Thing::Place));
    if found.is_empty() && things.is_empty() && papers.is_empty() && !fits {
        return nearly(reader, text);
    }
    let orders = found.iter().filter(|one| one.order.is_some()).count();
    let at = found.len().min(orders + CUSTOMERS_FIRST);
    let things = (THINGS_FROM..)
        .zip(things)
        .map(|(key, thing)| Match::of(key, thing));
    found.splice(at..at, things);
    // What bears the number that was typed stands before the order to which it belongs.
    let papers = (PAPERS_FROM..).zip(papers);
    let papers = papers.map(|(key, paper)| Match::of(key, Thing::Paper(Box::new(paper))));
    found.splice(0..0, papers);
    Ok(found)
}

impl Match {
    fn of(key: i64, thing: Thing) -> Self {
        let name = match &thing {
            Thing::Item(item) => format!("{} {}", item.code, item.name),
            Thing::Place(place) => place.code.clone(),
            Thing::Person(person) => person.name.clone(),
            Thing::Paper(paper) => paper.number.clone(),
        };
        Self {
            key,
            order: None,
            customer: String::new(),
            name,
            note: String::new(),
            stopped: None,
            ready_and_open: (0, 0),
            thing: Some(thing),
            promised: None,
            place: String::new(),
            beneath: false,
        }
    }
}

/// Customers by their telephone or that of somebody at theirs.
fn by_telephone(
    reader: &mut Reader<'_>,
    number: &Typed,
    ids: &mut Vec<i64>,
) -> Result<(), Refused> {
    let mut look = |sql: &'static str, from: &str| -> Result<(), Refused> {
        let end = format!("{from}:");
        collect(ids, reader.rows(sql, &[from.into(), end.into()])?)
    };
    for head in &number.heads {
        look(
            "select id from customer where phone_end >= $1 and phone_end < $2 and phone_end <> '' order by phone_end, id limit 30",
            head,
        )?;
        look(
            "select customer from contact where phone_end >= $1 and phone_end < $2 and phone_end <> '' order by phone_end, customer limit 30",
            head,
        )?;
    }
    if let Some(back) = &number.back {
        look(
            "select id from customer where phone_back >= $1 and phone_back < $2 and phone_back <> '' order by phone_back, id limit 30",
            back,
        )?;
        look(
            "select customer from contact where phone_back >= $1 and phone_back < $2 and phone_back <> '' order by phone_back, customer limit 30",
            back,
        )?;
    }
    look(
        "select id from customer where digits >= $1 and digits < $2 and digits <> '' order by digits limit 30",
        &number.all,
    )?;
    look(
        "select customer from contact where digits >= $1 and digits < $2 and digits <> '' order by digits, customer limit 30",
        &number.all,
    )
}

/// Customers by their words. The index holds their e-mail, town and contacts too: who may not see these finds nobody by them.
fn by_words(reader: &mut Reader<'_>, query: &str, ids: &mut Vec<i64>) -> Result<(), Refused> {
    if reader.may_see(ReadRight::CustomerDetails) {
        let rows = reader.rows(
            "select rowid from customer_words where customer_words match $1 order by rowid limit 30",
            &[query.into()],
        )?;
        return collect(ids, rows);
    }
    let rows = reader.rows(
        "select c.id, c.name, c.code from (select rowid as id from customer_words where customer_words match $1 order by rowid limit $2) as w
         cross join customer c on c.id = w.id order by c.id",
        &[query.into(), LOOKED_THROUGH_MAX.into()],
    )?;
    for row in rows {
        let known = index_words(&format!("{} {}", row.text(1)?, row.text(2)?));
        if misspelt::is_met(query, &known) {
            collect(ids, vec![row])?;
        }
    }
    Ok(())
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

pub(super) fn orders(
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
                thing: None,
                promised: row.int_or_none(6)?.map(Instant),
                place: row.text(7)?,
                beneath: false,
            })
        })
        .collect()
}

pub(super) fn customer(reader: &mut Reader<'_>, id: i64) -> Result<Option<Match>, Refused> {
    let row = reader.row(
        "select id, code, name, city,
                (select count(*) from (select 1 from orders where customer = $1 and open = 1 and fulfilment = 'ready'
                   and not exists (select 1 from exception e where e.orders = orders.id and e.decision is null) limit 99) as r),
                (select count(*) from (select 1 from orders where customer = $1 and open = 1 limit 99) as o)
         from customer where id = $1",
        &[id.into()],
    )?;
    let is_seen = reader.may_see(ReadRight::CustomerDetails);
    row.map(|row| {
        Ok(Match {
            key: row.int(0)?,
            order: None,
            customer: row.text(1)?,
            name: row.text(2)?,
            note: if is_seen { row.text(3)? } else { String::new() },
            stopped: None,
            ready_and_open: (row.int(4)?, row.int(5)?),
            thing: None,
            promised: None,
            place: String::new(),
            beneath: false,
        })
    })
    .transpose()
}
