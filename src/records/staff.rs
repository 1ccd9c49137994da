//! People by code.

use crate::model::StaffId;
use crate::office::{Reads, Refused};

/// The person with this code in any case, active or not: id, name, active.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<(StaffId, String, bool), Refused> {
    let row = reads.row_of_code(
        "select id, name, active, code from staff where upper(code) in ($1, $2)",
        code,
        3,
    )?;
    let row = row.ok_or_else(|| Refused::not_found("staff", code))?;
    Ok((StaffId(row.int(0)?), row.text(1)?, row.flag(2)?))
}

/// The code of a person, as they were added.
///
/// # Errors
/// What the store reports.
pub fn code(reads: &mut impl Reads, staff: StaffId) -> Result<String, Refused> {
    let row = reads.row("select code from staff where id = $1", &[staff.0.into()])?;
    Ok(row.map_or(Ok(String::new()), |row| row.text(0))?)
}

/// The name of a person.
///
/// # Errors
/// What the store reports.
pub fn name(reads: &mut impl Reads, staff: StaffId) -> Result<String, Refused> {
    let row = reads.row("select name from staff where id = $1", &[staff.0.into()])?;
    Ok(row.map_or(Ok(String::new()), |row| row.text(0))?)
}
