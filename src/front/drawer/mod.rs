//! The cash drawer: opened with a float, counted blind and closed, handed over at both ends of a cover.
//!
//! What should be in a drawer is told to nobody before they have counted it, and neither is how much came or went. Every count is kept, the first one as well when somebody
//! counts again; it stands on the sheet with which the drawer is closed. That holds for whoever works at a screen or sends verbs: the file
//! itself, and commands that read it (`list posting`), show the ledger to whoever may read the file.

mod close;
mod closing;
mod count;
mod counts;
mod forms;
mod give;
mod give_form;
mod left;
mod move_cash;
mod moves;
mod open;
mod screen;
mod sheet;
mod sheet_form;
mod take_alone;
mod take_over;
mod tally;

pub use close::CloseDrawer;
pub use count::CountDrawer;
pub use give::GiveDrawer;
pub use move_cash::MoveCash;
pub use open::OpenDrawer;
pub use screen::{AllDrawers, Drawers};
pub use sheet::{Cash, Flow, Sheet, sheet};
pub use take_alone::TakeAlone;
pub use take_over::TakeOver;

use crate::model::{Duty, Money, ReadRight, StaffId};
use crate::office::{Permit, Reader, Reads, Refused};
use crate::records::ledger::{self, Drawer, Posting};
use left::Left;

/// Whether whoever reads may see the sums of this person's drawer: it is their own, or the money is their duty.
fn may_see_sums(reader: &Reader<'_>, owner: StaffId) -> bool {
    let duties = [Duty::Reception, Duty::Accounting];
    reader.is_oneself(owner)
        || duties
            .iter()
            .any(|duty| reader.may_see(ReadRight::Totals(*duty)))
}

/// Opens a drawer of whoever acts with so much in it; returns its number. What is in it is what `stayed` in the one before, and the
/// rest comes out of the safe. What is missing of that is a difference.
fn open_with(
    permit: &mut Permit<'_>,
    float: Money,
    stayed: Left,
    parent: Option<i64>,
) -> Result<String, Refused> {
    if float < Money::ZERO {
        return Err(Refused::rule("bad-money").with("value", float.to_string()));
    }
    must_have_none(permit)?;
    let staff = permit.staff();
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
    let missing = stayed.missing(float);
    let postings = [
        Posting::of("cash", float),
        Posting::between_drawers(Money(-stayed.posted.0)),
        Posting::of("safe", Money(stayed.posted.0 - float.0 - missing.0)),
        Posting::of("difference", missing),
    ];
    ledger::post(permit, &postings, Some(&drawer), None)?;
    Ok(number)
}

/// Refuses whoever has a drawer open already.
fn must_have_none(permit: &mut Permit<'_>) -> Result<(), Refused> {
    let staff = permit.staff();
    match ledger::drawer_of(permit, staff.0)? {
        Some(open) => Err(Refused::rule("drawer-open-already").with("drawer", open.number)),
        None => Ok(()),
    }
}

/// The open drawer of whoever acts.
fn own_drawer(permit: &mut Permit<'_>) -> Result<Drawer, Refused> {
    let staff = permit.staff();
    ledger::drawer_of(permit, staff.0)?.ok_or_else(|| Refused::rule("drawer-not-open"))
}
