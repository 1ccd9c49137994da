//! Every count of a drawer, kept as it was made: the first one without anybody having been told what should be in it.

use crate::model::{Instant, Money, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::ledger::Drawer;

/// One count of a drawer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Who counted: their name.
    pub name: String,
    /// When.
    pub at: Instant,
    /// All notes and coins.
    pub counted: Money,
    /// What should have been in it at that moment.
    pub expected: Money,
    /// Whoever counted it hands it over to this person with it: their name.
    pub given_to: Option<String>,
    by: StaffId,
    to: Option<StaffId>,
}

impl Count {
    /// By how much there was more than there should have been.
    #[must_use]
    pub const fn difference(&self) -> Money {
        self.counted.minus(self.expected)
    }
}

/// Every count of a drawer, the first one first.
pub(super) fn counts(reads: &mut impl Reads, drawer: i64) -> Result<Vec<Count>, Refused> {
    let rows = reads.rows(
        "select c.counted_by, s.name, c.at, c.counted, c.expected, c.given_to, t.name from drawer_count c cross join staff s on s.id = c.counted_by
         left join staff t on t.id = c.given_to where c.drawer = $1 order by c.nr",
        &[drawer.into()],
    )?;
    let count = |row: &crate::office::Row| {
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

/// Keeps a count by whoever acts; `given_to` where the drawer is handed over with it.
pub(super) fn keep(
    permit: &mut Permit<'_>,
    drawer: &Drawer,
    counted: Money,
    given_to: Option<StaffId>,
) -> Result<(), Refused> {
    if counted < Money::ZERO {
        return Err(Refused::rule("bad-money").with("value", counted.to_string()));
    }
    let (staff, now, seq) = (permit.staff(), permit.now(), permit.seq());
    permit.write(
        "insert into drawer_count (drawer, nr, counted_by, at, counted, expected, given_to, seq)
         values ($1, (select coalesce(max(c.nr), 0) + 1 from drawer_count c where c.drawer = $1), $2, $3, $4, $5, $6, $7)",
        &[
            drawer.id.into(),
            staff.0.into(),
            now.0.into(),
            counted.0.into(),
            drawer.expected.0.into(),
            given_to.map(|staff| staff.0).into(),
            seq.into(),
        ],
    )?;
    Ok(())
}

/// What whoever acts has counted: now, which is kept, or else when they counted last.
///
/// # Errors
/// `drawer-not-counted` where they have not counted it; `drawer-moved` where cash came or went since.
pub(super) fn counted(
    permit: &mut Permit<'_>,
    drawer: &Drawer,
    now: Option<Money>,
) -> Result<Money, Refused> {
    if let Some(counted) = now {
        keep(permit, drawer, counted, None)?;
        return Ok(counted);
    }
    let me = permit.staff();
    let mine = counts(permit, drawer.id)?;
    let last = mine.iter().rev().find(|count| count.by == me);
    let last =
        last.ok_or_else(|| Refused::rule("drawer-not-counted").with("drawer", &drawer.number))?;
    if last.expected != drawer.expected {
        return Err(Refused::rule("drawer-moved").with("drawer", &drawer.number));
    }
    Ok(last.counted)
}

/// With which count its owner hands a drawer over to whoever acts; none where they have not signed that, or cash came or went since.
pub(super) fn given(
    permit: &mut Permit<'_>,
    drawer: &Drawer,
    owner: StaffId,
) -> Result<Option<Money>, Refused> {
    let me = permit.staff();
    let all = counts(permit, drawer.id)?;
    let signed = |count: &&Count| {
        count.by == owner && count.to == Some(me) && count.expected == drawer.expected
    };
    Ok(all.iter().rev().find(signed).map(|count| count.counted))
}
