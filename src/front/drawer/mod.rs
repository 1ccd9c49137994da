//! The cash drawer: opened with a float, counted and closed, taken over at both ends of a cover.

mod close;
mod forms;
mod move_cash;
mod open;
mod screen;
mod take_over;

pub use close::CloseDrawer;
pub use move_cash::MoveCash;
pub use open::OpenDrawer;
pub use screen::{AllDrawers, Drawers};
pub use take_over::TakeOver;

use crate::model::Money;
use crate::office::{Permit, Reads, Refused};
use crate::records::ledger::{self, Drawer, Posting};
use crate::records::text;

/// Opens a drawer of whoever acts with so much in it, which comes out of the safe; gives its number.
fn open_with(
    permit: &mut Permit<'_>,
    float: Money,
    parent: Option<i64>,
) -> Result<String, Refused> {
    if float < Money::ZERO {
        return Err(Refused::rule("bad-money").with("value", float.to_string()));
    }
    let staff = permit.staff();
    if let Some(open) = ledger::drawer_of(permit, staff.0)? {
        return Err(Refused::rule("drawer-open-already").with("drawer", open.number));
    }
    let number = permit.next_yearly("D")?;
    let (now, seq, cover) = (permit.now(), permit.seq(), permit.cover());
    let terminal = permit.terminal().to_owned();
    let id = permit.insert(
        "insert into drawer (number, staff, terminal, opened_at, float, expected, parent, cover, seq)
         values ($1, $2, $3, $4, $5, 0, $6, $7, $8)",
        &[
            number.as_str().into(),
            staff.0.into(),
            terminal.into(),
            now.0.into(),
            float.0.into(),
            parent.into(),
            cover.map(|cover| cover.0).into(),
            seq.into(),
        ],
    )?;
    let drawer = Drawer {
        id,
        number: number.clone(),
        expected: Money::ZERO,
    };
    let postings = [
        Posting::of("cash", float),
        Posting::of("safe", Money(-float.0)),
    ];
    ledger::post(permit, &postings, Some(&drawer), None)?;
    Ok(number)
}

/// Closes a drawer with what was counted in it, which goes into the safe; gives the difference. One that is not nothing must be
/// explained.
fn close_with(
    permit: &mut Permit<'_>,
    drawer: &Drawer,
    counted: Money,
    reason: &str,
) -> Result<Money, Refused> {
    if counted < Money::ZERO {
        return Err(Refused::rule("bad-money").with("value", counted.to_string()));
    }
    let difference = counted.minus(drawer.expected);
    let reason = text::optional("reason", reason)?;
    if difference != Money::ZERO && reason.is_empty() {
        return Err(Refused::rule("drawer-differs")
            .with("drawer", &drawer.number)
            .with("counted", counted));
    }
    let postings = [
        Posting::of("cash", Money(-drawer.expected.0)),
        Posting::of("safe", counted),
        Posting::of("difference", Money(-difference.0)),
    ];
    ledger::post(permit, &postings, Some(drawer), None)?;
    let (now, staff) = (permit.now(), permit.staff());
    permit.write(
        "update drawer set closed_at = $2, closed_by = $3, counted = $4, reason = $5, expected_at_close = $6 where id = $1",
        &[
            drawer.id.into(),
            now.0.into(),
            staff.0.into(),
            counted.0.into(),
            reason.into(),
            drawer.expected.0.into(),
        ],
    )?;
    Ok(difference)
}

/// The open drawer of whoever acts.
fn own(permit: &mut Permit<'_>) -> Result<Drawer, Refused> {
    let staff = permit.staff();
    ledger::drawer_of(permit, staff.0)?.ok_or_else(|| Refused::rule("drawer-not-open"))
}
