//! What a scanned code means.

use super::document;
use crate::model::{Instant, Scanned};
use crate::office::{Reads, Refused};

/// Looks a code up, in each way in which it can be read: numbers on slips first, then items by barcode and code, then bins.
///
/// # Errors
/// What the store reports.
pub fn resolve(reads: &mut impl Reads, codes: &[String]) -> Result<Scanned, Refused> {
    for look in [order, parcel, paper, item, bin] {
        for code in codes {
            if let Some(found) = look(reads, code)? {
                return Ok(found);
            }
        }
    }
    Ok(Scanned::Nothing(codes.first().cloned().unwrap_or_default()))
}

fn order<R: Reads>(reads: &mut R, code: &str) -> Result<Option<Scanned>, Refused> {
    let sql = "select number, pickable from orders where number = $1";
    let found = reads.row(sql, &[code.into()])?;
    let one = |row: crate::office::Row| {
        Ok(Scanned::Order {
            number: row.text(0)?,
            pickable: row.flag(1)?,
        })
    };
    found.map(one).transpose()
}

fn parcel<R: Reads>(reads: &mut R, code: &str) -> Result<Option<Scanned>, Refused> {
    let sql = "select p.number, p.id, p.picked_at, p.handed_at is null, o.number from parcel p cross join orders o on o.id = p.orders where p.number = $1";
    let found = reads.row(sql, &[code.into()])?;
    let one = |row: crate::office::Row| {
        Ok(Scanned::Parcel {
            number: row.text(0)?,
            id: row.int(1)?,
            picked_at: Instant(row.int(2)?),
            here: row.flag(3)?,
            order: row.text(4)?,
        })
    };
    found.map(one).transpose()
}

/// A slip or a receipt, with its order.
fn paper<R: Reads>(reads: &mut R, code: &str) -> Result<Option<Scanned>, Refused> {
    let Some(found) = document::find(reads, code)? else {
        return Ok(None);
    };
    let pickable = match order(reads, &found.order)? {
        Some(Scanned::Order { pickable, .. }) => pickable,
        _ => false,
    };
    Ok(Some(Scanned::Paper {
        number: found.number,
        order: found.order,
        pickable,
    }))
}

fn item<R: Reads>(reads: &mut R, code: &str) -> Result<Option<Scanned>, Refused> {
    let by_barcode = reads.row(
        "select code, id, folded from item where barcode = $1 and barcode <> ''",
        &[code.into()],
    )?;
    let found = match by_barcode {
        Some(row) => Some(row),
        None => reads.row_of_code(
            "select code, id, folded from item where upper(code) in ($1, $2, $3)",
            code,
            0,
        )?,
    };
    let one = |row: crate::office::Row| {
        Ok(Scanned::Item {
            code: row.text(0)?,
            id: row.int(1)?,
            folded: row.text(2)?,
        })
    };
    found.map(one).transpose()
}

fn bin<R: Reads>(reads: &mut R, code: &str) -> Result<Option<Scanned>, Refused> {
    let sql = "select code from bin where upper(code) in ($1, $2, $3) and own = 0 order by code";
    let found = reads.row_of_code(sql, code, 0)?;
    found.map(|row| Ok(Scanned::Bin(row.text(0)?))).transpose()
}

/// Whose badge this is: the code with which they sign in. Nobody who has left.
///
/// # Errors
/// What the store reports.
pub fn badge(reads: &mut impl Reads, codes: &[String]) -> Result<Option<String>, Refused> {
    for code in codes {
        if let Ok((person, _, true)) = super::staff::find(reads, code) {
            return super::staff::code(reads, person).map(Some);
        }
    }
    Ok(None)
}
