//! The counts of a drawer, as they were made.

use crate::model::{Instant, Money, StaffId};
use crate::office::{Reads, Refused, Row};

/// Whether it may be told what should be in a drawer `d`: it is closed, or was counted blind. Who hands it over has counted as well, and
/// is told nothing before the other one has.
macro_rules! drawer_is_told {
    () => {
        "(d.closed_at is not null or exists (select 1 from drawer_count c where c.drawer = d.id and c.given_to is null))"
    };
}
pub(crate) use drawer_is_told;

/// One count of a drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Who counted.
    pub by: StaffId,
    /// Their name.
    pub name: String,
    /// When.
    pub at: Instant,
    /// All notes and coins.
    pub counted: Money,
    /// What should have been in it at that moment.
    pub expected: Money,
    /// To whom it is handed over with this count; `None` where it is not.
    pub to: Option<StaffId>,
    /// Their name.
    pub given_to: Option<String>,
}

impl Count {
    /// By how much there was more than there should have been.
    #[must_use]
    pub const fn difference(&self) -> Money {
        self.counted.minus(self.expected)
    }
}

/// Every count of a drawer, the first one first.
///
/// # Errors
/// What the store reports.
pub fn counts(reads: &mut impl Reads, drawer: i64) -> Result<Vec<Count>, Refused> {
    let rows = reads.rows(
        "select c.counted_by, s.name, c.at, c.counted, c.expected, c.given_to, t.name from drawer_count c cross join staff s on s.id = c.counted_by
         left join staff t on t.id = c.given_to where c.drawer = $1 order by c.nr",
        &[drawer.into()],
    )?;
    let count = |row: &Row| {
        Ok(Count {
            by: StaffId(row.int(0)?),
            name: row.text(1)?,
            at: Instant(row.int(2)?),
            counted: Money(row.int(3)?),
            expected: Money(row.int(4)?),
            to: row.int_or_none(5)?.map(StaffId),
            given_to: row.text_or_none(6)?,
        })
    };
    rows.iter().map(count).collect()
}
