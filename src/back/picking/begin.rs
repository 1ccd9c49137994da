//! Who picks an order now: others see it in the queue and fetch the next one.

use crate::model::{Instant, OrderId, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::order::Order;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// Says that an order is being picked on this terminal. It ends when it is packed, when the form is closed, at sign-out, and by
/// itself after half an hour. Where somebody else is at it already it is refused, and they are named.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginPick {
    /// The order's number.
    pub order: String,
}

impl Verb for BeginPick {
    const NAME: &'static str = "picking.begin";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        let (staff, now) = (permit.staff(), permit.now());
        let terminal = permit.terminal().to_owned();
        permit.write(
            "delete from picking where staff = $1 and terminal = $2",
            &[staff.0.into(), terminal.as_str().into()],
        )?;
        let receipt = Receipt::about(order.number.as_str()).order(order.id);
        if let Some(other) = picker(permit, order.id)? {
            return Err(Refused::rule("picked-by-another")
                .with("order", order.number)
                .with("who", other.name)
                .with("at", other.since));
        }
        permit.write(
            "insert into picking (orders, staff, terminal, since) values ($1, $2, $3, $4)
             on conflict (orders) do update set staff = excluded.staff, terminal = excluded.terminal, since = excluded.since",
            &[
                order.id.0.into(),
                staff.0.into(),
                terminal.into(),
                now.0.into(),
            ],
        )?;
        Ok(receipt)
    }
}

/// Says that whoever is signed in picks an order no more.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeavePick {
    /// The order's number.
    pub order: String,
}

impl Verb for LeavePick {
    const NAME: &'static str = "picking.leave";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        let staff = permit.staff();
        let terminal = permit.terminal().to_owned();
        let ended = permit.write(
            "delete from picking where orders = $1 and staff = $2 and terminal = $3",
            &[order.id.0.into(), staff.0.into(), terminal.into()],
        )?;
        if ended == 0 {
            return Err(Refused::not_found("order", &order.number));
        }
        Ok(Receipt::about(order.number.as_str()).order(order.id))
    }
}

/// Who picks an order now.
///
/// # Errors
/// What the store reports.
pub(super) fn picker(reads: &mut impl Reads, order: OrderId) -> Result<Option<Picker>, Refused> {
    let earliest = reads.now().plus_seconds(-60 * BELIEVED_MINUTES);
    let row = reads.row(
        "select s.code, s.name, p.since from picking p cross join staff s on s.id = p.staff
         where p.orders = $1 and p.since > $2
           and exists (select 1 from sign_in i where i.staff = p.staff and i.terminal = p.terminal and i.closed_at is null and i.opened_at <= p.since)",
        &[order.0.into(), earliest.0.into()],
    )?;
    let one = |row: crate::office::Row| {
        Ok(Picker {
            code: row.text(0)?,
            name: row.text(1)?,
            since: Instant(row.int(2)?),
        })
    };
    row.map(one).transpose()
}

/// Everybody who picks an order now, by the order's key.
///
/// # Errors
/// What the store reports.
pub(super) fn pickers(reads: &mut impl Reads) -> Result<Vec<(i64, Picker)>, Refused> {
    let earliest = reads.now().plus_seconds(-60 * BELIEVED_MINUTES);
    let rows = reads.rows(
        "select p.orders, s.code, s.name, p.since from picking p cross join staff s on s.id = p.staff
         where p.since > $1
           and exists (select 1 from sign_in i where i.staff = p.staff and i.terminal = p.terminal and i.closed_at is null and i.opened_at <= p.since)",
        &[earliest.0.into()],
    )?;
    let one = |row: &crate::office::Row| {
        let picker = Picker {
            code: row.text(1)?,
            name: row.text(2)?,
            since: Instant(row.int(3)?),
        };
        Ok((row.int(0)?, picker))
    };
    rows.iter().map(one).collect()
}
