//! Takes a cancelled order up again: the way back from a cancellation that was a mistake, or that the customer regrets.

use crate::model::{Commercial, Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::order::{self, Order};
use crate::records::{customer, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes up an order that is cancelled as a whole: every line is wanted again at the price it had, holds what is free now and waits
/// for the rest. A deposit that was agreed is not asked for again. An order that was on hold is on hold again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reinstate {
    /// The order's number.
    pub order: String,
}

impl Verb for Reinstate {
    const NAME: &'static str = "order.reinstate";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        if order.states.commercial != Commercial::Cancelled {
            return Err(Refused::rule("not-cancelled")
                .with("order", order.number)
                .with("state", order.states.commercial.as_str()));
        }
        let (code, _) = customer::name(permit, order.customer)?;
        customer::find_running(permit, &code)?;
        permit.write(
            "update order_line set cancelled = 0 where orders = $1",
            &[order.id.0.into()],
        )?;
        permit.write(
            "update orders set cancelled = null where id = $1",
            &[order.id.0.into()],
        )?;
        let lines = order::lines(permit, order.id)?;
        let total = order::add_up(permit, &order, &lines, "")?;
        if order.hold.is_none() {
            release::claim(permit, order.id)?;
        }
        let states = order::settle(permit, order.id)?;
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("total", total.to_string())
            .with("commercial", states.commercial.as_str())
            .with("fulfilment", states.fulfilment.as_str())
            .with("money", states.money.as_str()))
    }
}
