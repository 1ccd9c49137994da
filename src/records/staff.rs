//! People by code.

use crate::model::StaffId;
use crate::office::{Reads, Refused, any_case};

/// The person with this code in any case, active or not: id, name, active.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<(StaffId, String, bool), Refused> {
    let row = reads.row(
        "select id, name, active from staff where upper(code) in ($2, $3) order by case when code = $1 then 0 else 1 end, id limit 1",
        &any_case(code),
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
