//! Who picks an order now: others see it in the queue and fetch the next one.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::order::Order;
use crate::records::picking::picker;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
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
    const RIGHT: Right = Right::Anyone;
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
