//! People by code or badge.

use crate::model::StaffId;
use crate::office::{Reads, Refused};
use std::collections::BTreeMap;

pub use crate::office::managers;

/// The longest code of a badge.
const BADGE_MAX: usize = 64;

/// The person with this code in any case, or with this badge, active or not: id, name, active.
///
/// # Errors
/// `not-found`.
pub fn find(reads: &mut impl Reads, code: &str) -> Result<(StaffId, String, bool), Refused> {
    let row = reads.row_of_code(
        "select id, name, active, code from staff where upper(code) in ($1, $2, $3) or upper(badge) in ($1, $2, $3)",
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

/// A badge as it is kept; an empty one takes it away.
///
/// # Errors
/// `bad-badge` where no scanner sends such a code.
pub fn badge(text: &str) -> Result<Option<String>, Refused> {
    let badge = text.trim();
    let fits = badge.chars().count() <= BADGE_MAX && !badge.contains(char::is_control);
    if !fits {
        return Err(Refused::rule("bad-badge").with("most", BADGE_MAX as i64));
    }
    Ok(Some(badge.to_owned()).filter(|badge| !badge.is_empty()))
}

/// Refuses a badge that names another person already, or a code that is another's badge, in any case.
///
/// # Errors
/// `staff-code-taken`, with whose it is.
pub fn must_be_free(
    reads: &mut impl Reads,
    wanted: &str,
    but: Option<StaffId>,
) -> Result<(), Refused> {
    let row = reads.row_of_code(
        "select id, name, coalesce(badge, '') from staff where upper(code) in ($1, $2, $3) or upper(badge) in ($1, $2, $3)",
        wanted,
        2,
    )?;
    match row {
        Some(row) if Some(StaffId(row.int(0)?)) != but => Err(Refused::rule("staff-code-taken")
            .with("value", wanted)
            .with("name", row.text(1)?)),
        _ => Ok(()),
    }
}

/// The name of a person.
///
/// # Errors
/// What the store reports.
pub fn name(reads: &mut impl Reads, staff: StaffId) -> Result<String, Refused> {
    let row = reads.row("select name from staff where id = $1", &[staff.0.into()])?;
    Ok(row.map_or(Ok(String::new()), |row| row.text(0))?)
}

/// The names of everybody who is or was of the office, for views with many of them.
#[derive(Debug)]
pub struct Names(BTreeMap<i64, String>);

impl Names {
    /// Reads them all at once: the people of an office are few.
    ///
    /// # Errors
    /// What the store reports.
    pub fn read(reads: &mut impl Reads) -> Result<Self, Refused> {
        let rows = reads.rows("select id, name from staff", &[])?;
        let names = rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?)));
        Ok(Self(names.collect::<Result<_, Refused>>()?))
    }

    /// The name of one of them; empty for nobody.
    #[must_use]
    pub fn of(&self, staff: impl Into<Option<StaffId>>) -> String {
        let name = staff.into().and_then(|staff| self.0.get(&staff.0));
        name.cloned().unwrap_or_default()
    }
}

/// The name of whoever last ran this verb about this, if that was lately; empty: nobody. For forms that are open: what changed under
/// them is among the last lines of the journal, which has no index by its subjects.
///
/// # Errors
/// What the store reports.
pub fn last_to(reads: &mut impl Reads, verb: &str, subject: &str) -> Result<String, Refused> {
    let row = reads.row(
        "select coalesce(s.name, '') from journal j left join staff s on s.id = j.staff
         where j.seq > (select max(seq) from journal) - 1000 and j.verb = $1 and upper(j.subject) = upper($2) order by j.seq desc limit 1",
        &[verb.into(), subject.into()],
    )?;
    Ok(row.map(|row| row.text(0)).transpose()?.unwrap_or_default())
}
