//! Money in double entry: whatever comes in somewhere comes from somewhere, and every verb's postings add up to zero.

use crate::model::{Money, OrderId};
use crate::office::{Permit, Reads, Refused};
use crate::records::setting::Setting;

/// A drawer that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawer {
    /// Its key.
    pub id: i64,
    /// Its number: "D-2026-0003".
    pub number: String,
    /// What must be in it.
    pub expected: Money,
}

/// One side of a movement of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// "cash", "card", "transfer", "history", "customers", "rounding", "safe" or "difference".
    pub account: &'static str,
    /// With its sign: what comes in is above zero.
    pub amount: Money,
    /// Cash that lies in no open drawer: between the one that is closed and the next.
    between_drawers: bool,
}

impl Posting {
    /// So much into an account; below zero: out of it.
    #[must_use]
    pub const fn of(account: &'static str, amount: Money) -> Self {
        Self {
            account,
            amount,
            between_drawers: false,
        }
    }

    /// So much cash that stays for the next drawer; below zero: the next one begins with it. Until then nobody answers for it.
    #[must_use]
    pub const fn between_drawers(amount: Money) -> Self {
        Self {
            account: "cash",
            amount,
            between_drawers: true,
        }
    }
}

/// Writes a movement; parts of nothing are left out. Cash goes into the drawer that is named, and out of it only as far as it is
/// in it.
///
/// # Errors
/// `drawer-too-low`.
pub fn post(
    permit: &mut Permit<'_>,
    postings: &[Posting],
    drawer: Option<&Drawer>,
    order: Option<OrderId>,
) -> Result<(), Refused> {
    debug_assert_eq!(
        postings.iter().map(|posting| posting.amount.0).sum::<i64>(),
        0,
        "a movement of money that does not add up"
    );
    let seq = permit.seq();
    // A verb that gives money back in two ways, or counts one drawer and opens another, posts twice.
    let real = postings.iter().filter(|posting| posting.amount.0 != 0);
    let first = permit.number_postings(real.clone().count());
    for (nr, posting) in (first..).zip(real) {
        let drawer = drawer.filter(|_| posting.account == "cash" && !posting.between_drawers);
        if let Some(drawer) = drawer {
            let changed = permit.write(
                "update drawer set expected = expected + $2 where id = $1 and expected + $2 >= 0",
                &[drawer.id.into(), posting.amount.0.into()],
            )?;
            if changed == 0 {
                return Err(Refused::rule("drawer-too-low")
                    .with("drawer", &drawer.number)
                    .with("amount", Money(-posting.amount.0)));
            }
        }
        permit.write(
            "insert into posting (seq, nr, account, amount, drawer, orders) values ($1, $6, $2, $3, $4, $5)",
            &[
                seq.into(),
                posting.account.into(),
                posting.amount.0.into(),
                drawer.map(|drawer| drawer.id).into(),
                order.map(|order| order.0).into(),
                nr.into(),
            ],
        )?;
    }
    Ok(())
}

/// The open drawer of a person.
///
/// # Errors
/// What the store reports.
pub fn drawer_of(reads: &mut impl Reads, staff: i64) -> Result<Option<Drawer>, Refused> {
    let row = reads.row(
        "select id, number, expected from drawer where staff = $1 and closed_at is null",
        &[staff.into()],
    )?;
    row.map(|row| {
        Ok(Drawer {
            id: row.int(0)?,
            number: row.text(1)?,
            expected: Money(row.int(2)?),
        })
    })
    .transpose()
}

/// The drawer into which whoever acts puts cash.
///
/// # Errors
/// `drawer-not-open` where the office requires one.
pub fn drawer_for_cash(permit: &mut Permit<'_>) -> Result<Option<Drawer>, Refused> {
    let staff = permit.staff();
    let drawer = drawer_of(permit, staff.0)?;
    if drawer.is_none() && needs_drawer(permit)? {
        return Err(Refused::rule("drawer-not-open"));
    }
    Ok(drawer)
}

/// Whether the office takes no cash without an open drawer.
///
/// # Errors
/// What the store reports.
pub fn needs_drawer(reads: &mut impl Reads) -> Result<bool, Refused> {
    Ok(Setting::Drawer.get(reads)? == "required")
}
