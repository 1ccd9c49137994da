//! The customer gets money back that is too much.

use super::payment::{Paid, record};
use super::receipt;
use crate::model::{Duty, Means, Money, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::order::{self, Order};
use crate::records::{ledger, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives money back: no more than was paid beyond what the order costs now. Goods that come back or a line that is cancelled make
/// it cost less first. Saves a receipt.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// The order's number.
    pub order: String,
    /// How much; more than nothing.
    pub amount: Money,
    /// How.
    pub means: Means,
    /// Why; kept with the payment.
    pub reason: String,
}

impl Verb for Refund {
    const NAME: &'static str = "payment.refund";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        let reason = text::name("reason", &self.reason)?;
        if self.amount <= Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", self.amount.to_string()));
        }
        let over = Money(-order.due().0).max(Money::ZERO);
        if self.amount > over {
            return Err(Refused::rule("more-than-overpaid")
                .with("order", order.number.as_str())
                .with("amount", self.amount)
                .with("over", over));
        }
        let amount = Money(-self.amount.0);
        let rounding = ledger::rounding_of(permit, amount, self.means)?;
        let paid = Paid {
            amount,
            means: self.means,
            tendered: None,
            rounding,
            reason: &reason,
        };
        let number = record(permit, &order, &paid)?;
        let states = order::settle(permit, order.id)?;
        receipt::save(permit, &order, &number, &paid)?;
        Ok(Receipt::about(order.number.as_str())
            .order(order.id)
            .with("payment", number)
            .with("given", Money(-paid.in_coins().0).to_string())
            .with("money", states.money.as_str()))
    }
}
