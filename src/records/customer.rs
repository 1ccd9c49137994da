//! Customers by code, and what makes them findable.

use crate::model::{CustomerId, text};
use crate::office::{Permit, Reads, Refused};

/// The customer with this code.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<(CustomerId, String), Refused> {
    let row = reads.row(
        "select id, name from customer where code = $1",
        &[code.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", code))?;
    Ok((CustomerId(row.int(0)?), row.text(1)?))
}

/// The name of a customer.
///
/// # Errors
/// What the store reports.
pub fn name(reads: &mut impl Reads, customer: CustomerId) -> Result<String, Refused> {
    let row = reads.row(
        "select name from customer where id = $1",
        &[customer.0.into()],
    )?;
    Ok(row.map_or(Ok(String::new()), |row| row.text(0))?)
}

/// The customer with this code, for something new: not one that was merged away or erased.
///
/// # Errors
/// `not-found`, `customer-merged`, `customer-erased`.
pub fn find_running(reads: &mut impl Reads, code: &str) -> Result<(CustomerId, String), Refused> {
    let row = reads.row(
        "select c.id, c.name, c.code, i.code, c.erased_at is not null from customer c left join customer i on i.id = c.merged_into where c.code = $1",
        &[code.into()],
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
    let digits = text::digits(phone);
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
    if digits.len() >= 6 {
        add(reads.rows(
            "select code, name from customer where digits = $1 and digits <> '' and merged_into is null limit 3",
            &[digits.into()],
        )?)?;
    }
    let folded = text::fold(name.trim());
    if folded.len() >= 3 {
        add(reads.rows(
            "select code, name from customer where folded = $1 and merged_into is null order by id limit 3",
            &[folded.into()],
        )?)?;
    }
    let company = text::words(company_id).join(" ");
    if company.len() >= 6 {
        let query = format!("\"{}\"", company.chars().take(8).collect::<String>());
        add(reads.rows(
            "select c.code, c.name from customer_words w cross join customer c on c.id = w.rowid where customer_words match $1 and c.company_id = $2 order by w.rowid limit 3",
            &[query.into(), company_id.trim().into()],
        )?)?;
    }
    Ok(found)
}

/// Puts the words that find a customer into the index; `known` says that it is there already.
///
/// # Errors
/// What the store reports.
pub fn index(
    permit: &mut Permit<'_>,
    id: CustomerId,
    fields: &[&str],
    known: bool,
) -> Result<(), Refused> {
    if known {
        permit.write(
            "delete from customer_words where rowid = $1",
            &[id.0.into()],
        )?;
    }
    let words = text::words(&fields.join(" ")).join(" ");
    permit.write(
        "insert into customer_words (rowid, words) values ($1, $2)",
        &[id.0.into(), words.into()],
    )?;
    Ok(())
}
