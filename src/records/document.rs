//! Papers as they were printed: found by their number, or by that of a payment that stands on one.

use crate::model::{Duty, Instant, ReadRight, StaffId};
use crate::office::{Reader, Reads, Refused};

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

/// What stands on the paper with this number, which may be the sheet of a drawer: for whoever may read the file, see [`shown`].
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

/// The same for whoever reads: the sheet of a drawer is for its owner, and for those whose duty the money is.
///
/// # Errors
/// `not-found`; `view-totals` where it is a drawer's sheet and somebody else's.
pub fn shown(reader: &mut Reader<'_>, number: &str) -> Result<Written, Refused> {
    let paper = written(reader, number)?.ok_or_else(|| Refused::not_found("slip", number))?;
    if paper.kind == "drawer" && !reader.may_see(ReadRight::Totals(Duty::Accounting)) {
        let row = reader.row(
            "select staff from drawer where number = $1",
            &[paper.number.as_str().into()],
        )?;
        let owner = row.map(|row| row.int(0)).transpose()?.map(StaffId);
        if !owner.is_some_and(|owner| reader.is_oneself(owner)) {
            reader.must_see(ReadRight::Totals(Duty::Reception))?;
        }
    }
    Ok(paper)
}
