//! Customers by code, and what makes them findable.

use crate::model::{CustomerId, Money, telephone, text};
use crate::office::{Permit, Reader, Reads, Refused};
use crate::records::setting::Setting;

/// The customer with this code, in any case.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<(CustomerId, String), Refused> {
    let row = reads.row_of_usual_code(
        "select id, name, code from customer where code = $1",
        "select id, name, code from customer where upper(code) in ($1, $2, $3)",
        code,
        2,
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", code))?;
    Ok((CustomerId(row.int(0)?), row.text(1)?))
}

/// The code and the name of a customer.
///
/// # Errors
/// What the store reports.
pub fn name(reads: &mut impl Reads, customer: CustomerId) -> Result<(String, String), Refused> {
    let row = reads.row(
        "select code, name from customer where id = $1",
        &[customer.0.into()],
    )?;
    row.map_or(Ok(Default::default()), |row| {
        Ok((row.text(0)?, row.text(1)?))
    })
}

macro_rules! running {
    ($condition:literal) => {
        concat!(
            "select c.id, c.name, c.code, i.code, c.erased_at is not null from customer c left join customer i on i.id = c.merged_into where ",
            $condition
        )
    };
}

/// The customer with this code, for something new: not one that was merged away or erased.
///
/// # Errors
/// `not-found`, `customer-merged`, `customer-erased`.
pub fn find_running(reads: &mut impl Reads, code: &str) -> Result<(CustomerId, String), Refused> {
    let row = reads.row_of_usual_code(
        running!("c.code = $1"),
        running!("upper(c.code) in ($1, $2, $3)"),
        code,
        2,
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", code))?;
    must_run(row.text(2)?, row.text_or_none(3)?, row.flag(4)?)?;
    Ok((CustomerId(row.int(0)?), row.text(1)?))
}

/// Refuses a card that was merged into another one (its code) or erased.
///
/// # Errors
/// `customer-merged`, `customer-erased`.
pub fn must_run(code: String, merged_into: Option<String>, erased: bool) -> Result<(), Refused> {
    if let Some(into) = merged_into {
        return Err(Refused::rule("customer-merged")
            .with("customer", code)
            .with("into", into));
    }
    if erased {
        return Err(Refused::rule("customer-erased").with("customer", code));
    }
    Ok(())
}

/// Customers that may be the one whose card is being typed: the same telephone, company id or name. At most three.
///
/// # Errors
/// What the store reports.
pub fn alike(
    reads: &mut impl Reads,
    name: &str,
    phone: &str,
    company_id: &str,
) -> Result<Vec<(String, String)>, Refused> {
    let end = telephone::end_of(phone);
    let mut found: Vec<(String, String)> = Vec::new();
    let mut add = |rows: Vec<crate::office::Row>| -> Result<(), Refused> {
        for row in rows {
            let one = (row.text(0)?, row.text(1)?);
            if found.len() < 3 && !found.contains(&one) {
                found.push(one);
            }
        }
        Ok(())
    };
    if end.len() >= 6 {
        add(reads.rows(
            "select code, name from customer where phone_end = $1 and phone_end <> '' and merged_into is null limit 3",
            &[end.as_str().into()],
        )?)?;
        add(reads.rows(
            "select c.code, c.name from contact k cross join customer c on c.id = k.customer where k.phone_end = $1 and k.phone_end <> '' limit 3",
            &[end.into()],
        )?)?;
    }
    let folded = text::fold(name.trim());
    if folded.len() >= 3 {
        add(reads.rows(
            "select code, name from customer where folded = $1 and merged_into is null order by id limit 3",
            &[folded.into()],
        )?)?;
    }
    let company = text::words(company_id);
    if company.iter().map(String::len).sum::<usize>() >= 6 {
        let query: Vec<_> = company.iter().map(|word| format!("\"{word}\"")).collect();
        add(reads.rows(
            "select c.code, c.name from customer_words w cross join customer c on c.id = w.rowid where customer_words match $1 and c.company_id = $2 order by w.rowid limit 3",
            &[query.join(" ").into(), company_id.trim().into()],
        )?)?;
    }
    Ok(found)
}

/// Somebody at a customer's, besides the one on the card itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Its number at this customer, from 1.
    pub nr: i64,
    /// Who.
    pub name: String,
    /// What for: "accounting", "driver".
    pub role: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// May pick up the customer's goods.
    pub may_pick_up: bool,
}

/// The further contacts of a customer, by their number.
///
/// # Errors
/// What the store reports.
pub fn contacts(reads: &mut impl Reads, id: CustomerId) -> Result<Vec<Contact>, Refused> {
    let rows = reads.rows(
        "select nr, name, role, phone, email, may_pick_up from contact where customer = $1 order by nr",
        &[id.0.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Contact {
                nr: row.int(0)?,
                name: row.text(1)?,
                role: row.text(2)?,
                phone: row.text(3)?,
                email: row.text(4)?,
                may_pick_up: row.flag(5)?,
            })
        })
        .collect()
}

/// What stands in the place of an erased customer's name.
pub const ERASED: &str = "*";

/// Writes a customer's name beside each of their orders, where the lists read it.
///
/// # Errors
/// What the store reports.
pub fn name_orders(permit: &mut Permit<'_>, id: CustomerId, name: &str) -> Result<(), Refused> {
    permit.write(
        "update orders set customer_name = $2 where customer = $1 and customer_name <> $2",
        &[id.0.into(), name.into()],
    )?;
    Ok(())
}

/// How much a customer may owe: what was decided for them, else for everybody. `None` where it is any amount, and for whoever may not
/// see what customers owe.
///
/// # Errors
/// What the store reports.
pub fn limit_to_see(reader: &mut Reader<'_>, id: CustomerId) -> Result<Option<Money>, Refused> {
    if !reader.may_see_customer(id)? {
        return Ok(None);
    }
    let row = reader.row(
        "select account_limit from customer where id = $1",
        &[id.0.into()],
    )?;
    match row.map_or(Ok(None), |row| row.int_or_none(0))? {
        Some(limit) => Ok(Some(Money(limit))),
        None => Setting::AccountLimit.limit(reader),
    }
}

/// What a search finds a customer by, as one text. `$condition` says whose.
macro_rules! words_of_customers {
    ($condition:literal) => {
        concat!(
            "select c.id, c.name || ' ' || c.contact || ' ' || c.city || ' ' || c.company_id || ' ' || c.vat_id || ' ' || c.email || ' ' || c.code
                    || coalesce((select group_concat(' ' || k.name || ' ' || k.email, '') from contact k where k.customer = c.id), '')
             from customer c ",
            $condition
        )
    };
}

/// The key and the words of a thousand customers after the key `$1`, to make the whole index anew.
pub const WORDS_AFTER: &str = words_of_customers!("where c.id > $1 order by c.id limit 1000");

/// Puts the words that find a customer into the index; `known` says that it is there already.
///
/// # Errors
/// What the store reports.
pub fn index(permit: &mut Permit<'_>, id: CustomerId, known: bool) -> Result<(), Refused> {
    if known {
        permit.write(
            "delete from customer_words where rowid = $1",
            &[id.0.into()],
        )?;
    }
    let row = permit.row(words_of_customers!("where c.id = $1"), &[id.0.into()])?;
    let words = row.map_or(Ok(String::new()), |row| row.text(1))?;
    permit.write(
        "insert into customer_words (rowid, words) values ($1, $2)",
        &[id.0.into(), text::index_words(&words).join(" ").into()],
    )?;
    Ok(())
}
