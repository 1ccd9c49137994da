//! Stops an order: what is held on the shelf goes back to whoever waits for it.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{order, order::Order, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Stops an order until it is resumed. Picked goods stay in their parcels.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// The order's number.
    pub order: String,
    /// Why; kept with the order.
    pub reason: String,
}

impl Verb for Hold {
    const NAME: &'static str = "order.hold";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        order.must_run()?;
        if let Some(reason) = order.hold {
            return Err(Refused::rule("already-on-hold")
                .with("order", order.number)
                .with("reason", reason));
        }
        let reason = text::name("reason", &self.reason)?;
        permit.write(
            "update orders set hold = $2 where id = $1",
            &[order.id.0.into(), reason.into()],
        )?;
        let freed = release::let_go(permit, order.id)?;
        order::settle(permit, order.id)?;
        for item in freed {
            release::release(permit, item)?;
        }
        Ok(Receipt::about(order.number.as_str()).order(order.id))
    }
}
