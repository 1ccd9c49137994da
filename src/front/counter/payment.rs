//! The customer pays.

use crate::model::{Duty, Means, Money, OrderId, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::order::{self, Order};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes money for an order: more than nothing, and no more than is due.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakePayment {
    /// The order's number.
    pub order: String,
    /// How much.
    pub amount: Money,
    /// How.
    pub means: Means,
}

impl Verb for TakePayment {
    const NAME: &'static str = "payment.take";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        if self.amount <= Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", self.amount.to_string()));
        }
        if self.amount > order.due() {
            return Err(Refused::rule("more-than-due")
                .with("order", order.number.as_str())
                .with("amount", self.amount)
                .with("due", order.due()));
        }
        let number = record(permit, order.id, self.amount, self.means)?;
        let states = order::settle(permit, order.id)?;
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("payment", number)
            .with("due", order.due().minus(self.amount).to_string())
            .with("money", states.money.as_str()))
    }
}

/// Writes a payment that has been checked; gives its number.
pub(super) fn record(
    permit: &mut Permit<'_>,
    order: OrderId,
    amount: Money,
    means: Means,
) -> Result<String, Refused> {
    let number = permit.next_yearly("R")?;
    let (now, seq) = (permit.now(), permit.seq());
    permit.write(
        "insert into payment (number, orders, amount, means, at, seq) values ($1, $2, $3, $4, $5, $6)",
        &[number.as_str().into(), order.0.into(), amount.0.into(), means.as_str().into(), now.0.into(), seq.into()],
    )?;
    permit.write(
        "update orders set paid = paid + $2 where id = $1",
        &[order.0.into(), amount.0.into()],
    )?;
    Ok(number)
}
