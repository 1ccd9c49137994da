//! Every count of a drawer, kept as it was made: the first one without anybody having been told what should be in it.

use crate::model::{Money, StaffId};
use crate::office::{Permit, Reads, Refused};
use crate::records::drawer_count::{Count, counts};
use crate::records::ledger::Drawer;

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
pub(super) fn signed_over(
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
