//! What stayed in a drawer as the float of the next one at the same terminal.

use crate::model::{Money, StaffId};
use crate::office::{Reads, Refused};

/// How the names of terminals begin that the system gave, one today and another tomorrow: no drawer stands at them.
const UNNAMED: [&str; 3] = ["pts/", "tty", "screen-"];

/// What stayed for the next drawer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// How much.
    pub(super) amount: Money,
    /// How much of it the ledger has between the drawers. An earlier version posted it into the safe, where it has to come from then.
    pub(super) posted: Money,
}

impl Left {
    /// What is missing of it in a drawer that begins with this float.
    pub(super) fn missing(&self, float: Money) -> Money {
        self.amount.minus(float.min(self.amount))
    }
}

/// What stayed for a drawer that this person opens at this terminal. That is of their own last one there, unless another was opened
/// there after they had closed it; then of that one, if it is closed.
///
/// # Errors
/// What the store reports.
pub(super) fn left_at(
    reads: &mut impl Reads,
    terminal: &str,
    staff: StaffId,
) -> Result<Left, Refused> {
    if UNNAMED.iter().any(|start| terminal.starts_with(start)) {
        return Ok(Left::default());
    }
    let newest = reads.row(
        "select seq, closed_seq, float_left from drawer where terminal = $1 order by opened_at desc, id desc limit 1",
        &[terminal.into()],
    )?;
    let Some(newest) = newest else {
        return Ok(Left::default());
    };
    let own = reads.row(
        "select closed_seq, float_left from drawer where terminal = $1 and staff = $2 order by opened_at desc, id desc limit 1",
        &[terminal.into(), staff.0.into()],
    )?;
    if let Some(own) = own {
        // Two drawers beside each other at one terminal: each begins with what stayed in it.
        let opened = newest.int(0)?;
        let closed = own.int_or_none(0)?.filter(|closed| opened < *closed);
        if let Some(closed) = closed {
            return left_by(reads, closed, Money(own.int(1)?));
        }
    }
    match newest.int_or_none(1)? {
        Some(closed) => left_by(reads, closed, Money(newest.int(2)?)),
        None => Ok(Left::default()),
    }
}

/// What stayed of the drawer that this line of the journal closed.
fn left_by(reads: &mut impl Reads, closed: i64, amount: Money) -> Result<Left, Refused> {
    let row = reads.row(
        "select cast(coalesce(sum(amount), 0) as bigint) from posting where seq = $1 and account = 'cash' and drawer is null",
        &[closed.into()],
    )?;
    let posted = Money(row.map_or(Ok(0), |row| row.int(0))?);
    Ok(Left { amount, posted })
}

#[cfg(test)]
mod tests {
    use super::UNNAMED;

    #[test]
    fn a_name_that_somebody_chose_is_no_name_of_the_system() {
        for (name, given_by_system) in [
            ("pts/3", true),
            ("tty1", true),
            ("ttys004", true),
            ("screen-4711", true),
            ("hall", false),
            ("pult", false),
            ("Tyto", false),
        ] {
            assert_eq!(
                UNNAMED.iter().any(|start| name.starts_with(start)),
                given_by_system,
                "{name}"
            );
        }
    }
}
