//! The customer gets money back that is too much.

use super::came_back::{self, Back, goods_of};
use super::payment::{Paid, record};
use super::receipt;
use crate::model::{Duty, Means, Money, OrderId, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::cash::{self, CashPaid, CashRounding};
use crate::records::order::{self, Order, OrderLine};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Gives money back: no more than was paid beyond what the order costs now. Goods that come back or a line that is cancelled make
/// it cost less first. It goes back the way it came, split over several means if need be; giving back more by one means than came
/// by it is a decision with a reason of its own. Saves one receipt for all of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refund {
    /// The order's number.
    pub order: String,
    /// How much; more than nothing.
    pub amount: Money,
    /// How; none: as it came, the newest payment first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<Means>,
    /// Why; kept with the payment.
    pub reason: String,
    /// Why it does not go back the way it came; needed only where it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub otherwise: String,
    /// What was overpaid when it was shown, as `over`: refused with both sums where it is not so any more.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

impl Verb for Refund {
    const NAME: &'static str = "payment.refund";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let mut order = Order::find(permit, &self.order)?;
        let mut reason = text::name("reason", &self.reason)?;
        let otherwise = text::optional("otherwise", &self.otherwise)?;
        if self.amount <= Money::ZERO {
            return Err(Refused::rule("bad-money").with("value", self.amount.to_string()));
        }
        let over = Money(-order.due().0).max(Money::ZERO);
        self.shown.against().field("over", &over, None)?.done()?;
        if self.amount > over {
            return Err(Refused::rule("more-than-overpaid")
                .with("order", order.number.as_str())
                .with("amount", self.amount)
                .with("over", over));
        }
        // A line of the journal from before receipts listed what came back is played as it was.
        let lists = permit.answers("returned");
        let lines = order::lines(permit, order.id)?;
        let back = came_back::refunded(permit, &order, &lines, self.amount)?;
        let parts = self.parts(permit, &order, !otherwise.is_empty())?;
        if !otherwise.is_empty() {
            reason = format!("{reason}; {otherwise}");
        }
        let rest = over.minus(self.amount);
        let (mut numbers, mut given, mut act) = (Vec::new(), Money::ZERO, None);
        let mut split = Vec::new();
        for (means, part) in parts {
            let amount = Money(-part.0);
            let rounded = match means {
                Means::Cash => cash::rounding(permit, &order, amount, rest, None)?,
                Means::Card | Means::Transfer => CashRounding::default(),
            };
            let paid = Paid {
                amount,
                means,
                tendered: None,
                rounded,
                reason: &reason,
                act,
            };
            let recorded = record(permit, &order, &paid)?;
            act = act.or(Some(recorded.id));
            given = given.minus(paid.in_coins());
            let over_counter = Money(-paid.in_coins().0);
            split.push(
                serde_json::json!({"means": means.as_str(), "given": over_counter.to_string()}),
            );
            numbers.push(recorded.number);
            order.paid = order.paid.minus(part);
        }
        let states = order::settle(permit, order.id)?;
        let nothing = || Refused::rule("bad-money").with("value", self.amount.to_string());
        let act = act.ok_or_else(nothing)?;
        let printed = if lists {
            receipt::save_refund(permit, act, &back)?
        } else {
            receipt::save(permit, act)?
        };
        let last = numbers.last().cloned().unwrap_or_default();
        let receipt = Receipt::about(order.number.as_str());
        let receipt = if lists {
            receipt.with("returned", named(&lines, &back))
        } else {
            receipt
        };
        Ok(printed
            .onto(receipt)
            .order(order.id)
            .with("payment", last)
            .with("payments", numbers)
            .with("given", given.to_string())
            .with("split", split)
            .with("money", states.money.as_str()))
    }
}

/// What came back, as the answer names it.
fn named(lines: &[OrderLine], back: &[Back]) -> Vec<serde_json::Value> {
    goods_of(lines, back)
        .into_iter()
        .map(|(line, quantity)| {
            serde_json::json!({"line": line.line, "item": line.code, "quantity": quantity.to_string()})
        })
        .collect()
}

impl Refund {
    /// How much goes back by which means.
    fn parts(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        decided: bool,
    ) -> Result<Vec<(Means, Money)>, Refused> {
        let came = came_by(permit, order.id)?;
        let parts = match self.means {
            Some(means) => vec![(means, self.amount)],
            None => {
                let coin = CashPaid::of(permit, order.id)?.coin;
                let is_all = self.amount.0 == -order.due().0;
                split(self.amount, &came, if is_all { Money::ZERO } else { coin })
            }
        };
        let fits = |(means, part): &(Means, Money)| {
            let by = came.iter().find(|(one, _)| one == means);
            by.is_some_and(|(_, amount)| part <= amount)
        };
        let sum: i64 = parts.iter().map(|(_, part)| part.0).sum();
        if sum == self.amount.0 && (decided || parts.iter().all(fits)) {
            return Ok(parts);
        }
        let by = |means: Means| {
            let found = came.iter().find(|(one, _)| *one == means);
            found.map_or(Money::ZERO, |(_, amount)| *amount)
        };
        Err(Refused::rule("refund-other-means")
            .with("order", order.number.as_str())
            .with("amount", self.amount)
            .with("cash", by(Means::Cash))
            .with("card", by(Means::Card))
            .with("transfer", by(Means::Transfer)))
    }
}

/// What was paid of an order and not given back, by means, the newest payment first.
pub(super) fn came_by(
    reads: &mut impl Reads,
    order: OrderId,
) -> Result<Vec<(Means, Money)>, Refused> {
    let rows = reads.rows(
        "select means, cast(sum(amount) as bigint) from payment where orders = $1 and means <> 'history'
         group by means having sum(amount) > 0 order by max(case when amount > 0 then id else 0 end) desc",
        &[order.0.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.word(0, Means::parse)?, Money(row.int(1)?))))
        .collect()
}

/// So much, taken from each means as far as it goes; of cash whole coins, where other means give the rest.
pub(super) fn split(amount: Money, came: &[(Means, Money)], coin: Money) -> Vec<(Means, Money)> {
    let all = taken(amount, came);
    let is_odd = |(means, part): &(Means, Money)| {
        let most = came.iter().find(|(one, _)| one == means);
        *means == Means::Cash
            && coin.0 > 1
            && part.0 % coin.0 != 0
            && most.is_none_or(|(_, most)| part != most)
    };
    let Some((_, odd)) = all.iter().find(|part| is_odd(part)).copied() else {
        return all;
    };
    // Down to whole coins, or up where the others have no more; as it was where neither goes.
    for cash in [odd.0 / coin.0 * coin.0, (odd.0 / coin.0 + 1) * coin.0] {
        let others = came.iter().filter(|(means, _)| *means != Means::Cash);
        let others: Vec<(Means, Money)> = others.copied().collect();
        let most = came.iter().find(|(means, _)| *means == Means::Cash);
        let fits = cash <= amount.0 && most.is_some_and(|(_, most)| cash <= most.0);
        let rest = taken(Money(amount.0 - cash), &others);
        let sum: i64 = rest.iter().map(|(_, part)| part.0).sum();
        if fits && sum + cash == amount.0 {
            let of = |means: Means| match means {
                Means::Cash => Some(Money(cash)),
                _ => rest
                    .iter()
                    .find(|(one, _)| *one == means)
                    .map(|(_, part)| *part),
            };
            let parts = came
                .iter()
                .filter_map(|(means, _)| Some((*means, of(*means)?)));
            return parts.filter(|(_, part)| *part > Money::ZERO).collect();
        }
    }
    all
}

/// So much, taken from each means as far as it goes.
fn taken(amount: Money, came: &[(Means, Money)]) -> Vec<(Means, Money)> {
    let mut left = amount;
    let mut parts = Vec::new();
    for (means, most) in came {
        let part = left.min(*most);
        if part > Money::ZERO {
            parts.push((*means, part));
            left = left.minus(part);
        }
    }
    parts
}
