//! What a scanned code means.

use crate::model::Scanned;
use crate::office::{Reads, Refused};

/// Looks a code up: numbers on slips first, then items by barcode and code, then bins.
///
/// # Errors
/// What the store reports.
pub fn resolve(reads: &mut impl Reads, code: &str) -> Result<Scanned, Refused> {
    for sql in [
        "select number from orders where number = $1",
        "select o.number from parcel p cross join orders o on o.id = p.orders where p.number = $1",
        "select o.number from document d cross join orders o on o.id = d.orders where d.number = $1",
    ] {
        if let Some(row) = reads.row(sql, &[code.into()])? {
            return Ok(Scanned::Order(row.text(0)?));
        }
    }
    for sql in [
        "select code, id, folded from item where barcode = $1 and barcode <> ''",
        "select code, id, folded from item where code = $1",
    ] {
        if let Some(row) = reads.row(sql, &[code.into()])? {
            return Ok(Scanned::Item {
                code: row.text(0)?,
                id: row.int(1)?,
                folded: row.text(2)?,
            });
        }
    }
    let bin = reads.row(
        "select code from bin where code = $1 and own = 0",
        &[code.into()],
    )?;
    Ok(match bin {
        Some(row) => Scanned::Bin(row.text(0)?),
        None => Scanned::Nothing(code.to_owned()),
    })
}
