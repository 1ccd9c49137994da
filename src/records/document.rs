//! Papers as they were printed: found by their number, or by that of a payment that stands on one.

use crate::model::Instant;
use crate::office::{Reads, Refused};

/// A receipt or a slip: what may be found by whoever works at a counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its number.
    pub number: String,
    /// "receipt" or "slip".
    pub kind: String,
    /// The number of the order under which it is filed.
    pub order: String,
    /// When it was printed.
    pub at: Instant,
    /// In 40 columns.
    pub text: String,
}

/// What stands on a paper of any kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The paper's number.
    pub number: String,
    /// "receipt", "slip" or "drawer".
    pub kind: String,
    /// In 40 columns.
    pub text: String,
    /// In 80 columns; empty for papers of the time before both were kept.
    pub wide: String,
}

/// The receipt or slip with this number; of a payment that was made together with others, the receipt on which it stands. The sheet
/// of a drawer is none of them: it is not for everybody who has its number.
///
/// # Errors
/// What the store reports.
pub fn find(reads: &mut impl Reads, number: &str) -> Result<Option<Document>, Refused> {
    let row = reads.row(
        "select d.number, d.kind, o.number, j.at, d.text from document d cross join orders o on o.id = d.orders cross join journal j on j.seq = d.seq
         where d.kind <> 'drawer' and d.number = coalesce((select f.number from payment p cross join payment f on f.id = p.act where p.number = $1), $1)",
        &[number.into()],
    )?;
    let document = |row: crate::store::Row| {
        Ok(Document {
            number: row.text(0)?,
            kind: row.text(1)?,
            order: row.text(2)?,
            at: Instant(row.int(3)?),
            text: row.text(4)?,
        })
    };
    row.map(document).transpose()
}

/// As [`find`].
///
/// # Errors
/// `not-found`.
pub fn get(reads: &mut impl Reads, number: &str) -> Result<Document, Refused> {
    find(reads, number)?.ok_or_else(|| Refused::not_found("slip", number))
}

/// What stands on the paper with this number, which may be the sheet of a drawer. Who may see that is asked before.
///
/// # Errors
/// What the store reports.
pub fn written(reads: &mut impl Reads, number: &str) -> Result<Option<Written>, Refused> {
    let row = reads.row(
        "select d.number, d.kind, d.text, d.wide from document d
         where d.number = coalesce((select f.number from payment p cross join payment f on f.id = p.act where p.number = $1), $1)",
        &[number.into()],
    )?;
    let written = |row: crate::store::Row| {
        Ok(Written {
            number: row.text(0)?,
            kind: row.text(1)?,
            text: row.text(2)?,
            wide: row.text(3)?,
        })
    };
    row.map(written).transpose()
}

/// As [`written`].
///
/// # Errors
/// `not-found`.
pub fn get_written(reads: &mut impl Reads, number: &str) -> Result<Written, Refused> {
    written(reads, number)?.ok_or_else(|| Refused::not_found("slip", number))
}
