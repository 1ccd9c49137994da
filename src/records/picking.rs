//! Who picks which order at this moment.

use crate::model::{Instant, OrderId};
use crate::office::{Reads, Refused, Row};

/// After so many minutes without a new beginning nobody believes that somebody is still at it.
const BELIEVED_MINUTES: i64 = 30;

/// Somebody who picks an order: their code and name, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// When they began.
    pub since: Instant,
}

/// Those who are still signed in where they began.
macro_rules! pickers_where {
    ($condition:literal) => {
        concat!(
            "select p.orders, s.code, s.name, p.since from picking p cross join staff s on s.id = p.staff
             where exists (select 1 from sign_in i where i.staff = p.staff and i.terminal = p.terminal and i.closed_at is null and i.opened_at <= p.since) and ",
            $condition
        )
    };
}

fn of_row(row: &Row) -> Result<(i64, Picker), Refused> {
    let picker = Picker {
        code: row.text(1)?,
        name: row.text(2)?,
        since: Instant(row.int(3)?),
    };
    Ok((row.int(0)?, picker))
}

/// Who picks an order now.
///
/// # Errors
/// What the store reports.
pub fn picker(reads: &mut impl Reads, order: OrderId) -> Result<Option<Picker>, Refused> {
    let earliest = reads.now().plus_seconds(-60 * BELIEVED_MINUTES);
    let row = reads.row(
        pickers_where!("p.since > $1 and p.orders = $2"),
        &[earliest.0.into(), order.0.into()],
    )?;
    row.map(|row| Ok(of_row(&row)?.1)).transpose()
}

/// Everybody who picks an order now, by the order's key.
///
/// # Errors
/// What the store reports.
pub fn pickers(reads: &mut impl Reads) -> Result<Vec<(i64, Picker)>, Refused> {
    let earliest = reads.now().plus_seconds(-60 * BELIEVED_MINUTES);
    let rows = reads.rows(pickers_where!("p.since > $1"), &[earliest.0.into()])?;
    rows.iter().map(of_row).collect()
}
