//! Takes up an order that was stopped: it holds what is free now and waits for the rest.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::{order, order::Order, release};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes up an order that is on hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The order's number.
    pub order: String,
}

impl Verb for Resume {
    const NAME: &'static str = "order.resume";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        order.must_run()?;
        if order.hold.is_none() {
            return Err(Refused::rule("not-on-hold").with("order", order.number));
        }
        permit.write(
            "update orders set hold = null where id = $1",
            &[order.id.0.into()],
        )?;
        release::claim(permit, order.id)?;
        let states = order::settle(permit, order.id)?;
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("fulfilment", states.fulfilment.as_str()))
    }
}
