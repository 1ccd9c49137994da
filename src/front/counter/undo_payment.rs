//! A payment was noted that was not made, or not so: the wrong means, amount or order.

use super::payment::{Paid, Recorded, record, start_of_day};
use super::receipt;
use crate::model::{Duty, Instant, Means, Money, OrderId, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::cash::{CashPaid, CashRounding};
use crate::records::order::{self, Order};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes a payment back whole, the way it came: as much of the same means, with the rounding as if it had never been, so that the order is due again and
/// the drawer agrees. Both stay on file with a receipt of their own. Only on the day it was taken; later, money is refunded.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoPayment {
    /// The payment's number.
    pub payment: String,
    /// Why; kept with the payment.
    pub reason: String,
}

impl Verb for UndoPayment {
    const NAME: &'static str = "payment.undo";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let row = permit.row(
            "select p.id, p.orders, p.amount, p.means, p.rounding, p.at, coalesce((select b.number from payment b where b.takes_back = p.id), ''), p.coin, p.carried
             from payment p where p.number = $1",
            &[self.payment.as_str().into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("payment", &self.payment))?;
        let reason = text::name("reason", &self.reason)?;
        let (id, amount, at) = (row.int(0)?, Money(row.int(2)?), Instant(row.int(5)?));
        let because = |why: &'static str| Refused::rule(why).with("payment", &self.payment);
        let taken_back = row.text(6)?;
        if !taken_back.is_empty() {
            return Err(because("payment-undone").with("by", taken_back));
        }
        if amount < Money::ZERO {
            return Err(because("payment-given"));
        }
        if at < start_of_day(permit) {
            return Err(because("payment-too-old").with("at", at));
        }
        let order = Order::get(permit, OrderId(row.int(1)?))?;
        if amount > order.paid {
            return Err(because("payment-given-back").with("order", order.number));
        }
        let means = row.word(3, Means::parse)?;
        let rounding = if row.int(7)? > 0 {
            // What was carried over from the orders that were paid with it goes back as well.
            let own = CashPaid::of(permit, order.id)?.rounding_of(Money(-amount.0));
            own.minus(Money(row.int(8)?))
        } else {
            Money(-row.int(4)?)
        };
        let paid = Paid {
            amount: Money(-amount.0),
            means,
            tendered: None,
            rounded: CashRounding {
                coin: Money(row.int(7)?),
                rounding,
                carried: Money(-row.int(8)?),
            },
            reason: &reason,
            act: None,
        };
        let Recorded { id: back, number } = record(permit, &order, &paid)?;
        permit.write(
            "update payment set takes_back = $2 where number = $1",
            &[number.as_str().into(), id.into()],
        )?;
        let states = order::settle(permit, order.id)?;
        let printed = receipt::save(permit, back)?;
        Ok(printed
            .onto(Receipt::about(order.number.as_str()))
            .order(order.id)
            .with("payment", number)
            .with("given", Money(-paid.in_coins().0).to_string())
            .with("due", order.due().minus(paid.amount).to_string())
            .with("money", states.money.as_str()))
    }
}
