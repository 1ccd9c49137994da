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
