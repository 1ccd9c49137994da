//! The customer pays.

use super::receipt;
use crate::model::{Duty, Instant, Means, Money, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::cash::{self, CashRounding};
use crate::records::ledger::{self, Posting};
use crate::records::order::{self, Order};
use crate::records::setting::Setting;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes money for an order: more than nothing, and no more than is due. All cash of an order is rounded once, to the smallest
/// coin: a part of it is whole coins, and the payment that leaves nothing due is rounded. It goes into the drawer of whoever takes it; what one customer pays in cash on one day is limited by law (setting `cash-limit`),
/// payments that were taken back aside.
/// Saves a receipt; payments that belong together stand on one, and their cash is rounded once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakePayment {
    /// The order's number.
    pub order: String,
    /// How much of the debt it settles.
    pub amount: Money,
    /// How.
    pub means: Means,
    /// Cash as it was given, in whole coins and for all payments of the act so far; the answer says the change. None: exactly what
    /// was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tendered: Option<Money>,
    /// It belongs to the payment right before it in the same batch (`do --batch 2`): the same customer pays both in one act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub together: bool,
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
        let act = if self.together {
            Some(act_before(permit, &order)?)
        } else {
            None
        };
        let (cash, before) = self.cash(permit, &order, act)?;
        let paid = Paid {
            amount: self.amount,
            means: self.means,
            tendered: self.tendered.filter(|_| self.means == Means::Cash),
            rounded: cash,
            reason: "",
            act,
        };
        let recorded = record(permit, &order, &paid)?;
        let states = order::settle(permit, order.id)?;
        let printed = receipt::save(permit, act.unwrap_or(recorded.id))?;
        let change = paid.tendered.map_or(Money::ZERO, |given| {
            given.minus(paid.in_coins()).minus(before)
        });
        Ok(printed
            .onto(Receipt::about(order.number.as_str()))
            .order(order.id)
            .with("payment", recorded.number)
            .with("change", change.to_string())
            .with("rounding", cash.rounding.to_string())
            .with("due", order.due().minus(self.amount).to_string())
            .with("money", states.money.as_str()))
    }
}

impl TakePayment {
    /// Checks what holds for cash only; returns how it is rounded, and what the act took in cash before.
    fn cash(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        act: Option<i64>,
    ) -> Result<(CashRounding, Money), Refused> {
        if self.means != Means::Cash {
            return Ok((CashRounding::default(), Money::ZERO));
        }
        let rest = order.due().minus(self.amount);
        let rounded = cash::rounding(permit, order, self.amount, rest, act)?;
        let before = cash_before(permit, act)?;
        let asked = Money(before.0 + self.amount.0 + rounded.rounding.0);
        if let Some(given) = self.tendered {
            if given < asked {
                return Err(Refused::rule("too-little-cash")
                    .with("given", given)
                    .with("asked", asked));
            }
            // Just what is asked is possible all the same: the smallest coin may have changed since a part was paid.
            if given > asked {
                cash::must_be_coins(given, rounded.coin)?;
            }
        }
        let limit = Setting::CashLimit.money(permit)?;
        if limit > Money::ZERO {
            let day = start_of_day(permit);
            let row = permit.row(
                "select cast(coalesce(sum(p.amount), 0) as bigint) from payment p where p.customer = $1 and p.means = 'cash' and p.at >= $2 and p.amount > 0
                     and not exists (select 1 from payment b where b.takes_back = p.id)",
                &[order.customer.0.into(), day.0.into()],
            )?;
            let before = Money(row.map_or(Ok(0), |row| row.int(0))?);
            if Money(before.0 + self.amount.0) > limit {
                return Err(Refused::rule("cash-limit")
                    .with("limit", limit)
                    .with("paid", before)
                    .with("amount", self.amount));
            }
        }
        Ok((rounded, before))
    }
}

/// What went over the counter in cash earlier in an act.
fn cash_before(permit: &mut Permit<'_>, act: Option<i64>) -> Result<Money, Refused> {
    let Some(act) = act else {
        return Ok(Money::ZERO);
    };
    let row = permit.row(
        "select cast(coalesce(sum(amount + rounding), 0) as bigint) from payment where (id = $1 or act = $1) and means = 'cash'",
        &[act.into()],
    )?;
    Ok(Money(row.map_or(Ok(0), |row| row.int(0))?))
}

/// The act to which the payment right before this one belongs: the key of its first payment.
fn act_before(permit: &mut Permit<'_>, order: &Order) -> Result<i64, Refused> {
    let (now, before) = (permit.now(), permit.seq().saturating_sub(1));
    let row = permit.row(
        "select coalesce(act, id), seq, at, customer, amount from payment order by id desc limit 1",
        &[],
    )?;
    if let Some(row) = row {
        let same = row.int(1)? == before && row.int(2)? == now.0;
        if same && row.int(3)? == order.customer.0 && row.int(4)? > 0 {
            return Ok(row.int(0)?);
        }
    }
    Err(Refused::rule("no-payment-before").with("order", order.number.as_str()))
}

/// The office's midnight before now.
pub(super) fn start_of_day(reads: &impl Reads) -> Instant {
    let zone = reads.facts().zone;
    let day = reads.now().local(zone).date_naive();
    crate::model::time::from_local(zone, day.and_time(chrono::NaiveTime::MIN))
}

/// Money that has changed hands.
pub(super) struct Paid<'a> {
    /// Of the debt; below zero: given back.
    pub(super) amount: Money,
    pub(super) means: Means,
    pub(super) tendered: Option<Money>,
    pub(super) rounded: CashRounding,
    pub(super) reason: &'a str,
    /// The first payment of the act to which it belongs; `None` where it is the first itself.
    pub(super) act: Option<i64>,
}

/// A payment that was written.
pub(super) struct Recorded {
    pub(super) id: i64,
    pub(super) number: String,
}

impl Paid<'_> {
    /// What really went over the counter.
    pub(super) const fn in_coins(&self) -> Money {
        Money(self.amount.0 + self.rounded.rounding.0)
    }
}

/// Writes a payment that has been checked, and its postings.
pub(super) fn record(
    permit: &mut Permit<'_>,
    order: &Order,
    paid: &Paid<'_>,
) -> Result<Recorded, Refused> {
    let drawer = if paid.means == Means::Cash {
        ledger::drawer_for_cash(permit)?
    } else {
        None
    };
    let number = permit.next_yearly("R")?;
    let (now, seq) = (permit.now(), permit.seq());
    let id = permit.insert(
        "insert into payment (number, orders, customer, amount, means, tendered, rounding, drawer, reason, at, seq, coin, act, carried)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &[
            number.as_str().into(),
            order.id.0.into(),
            order.customer.0.into(),
            paid.amount.0.into(),
            paid.means.as_str().into(),
            paid.tendered.map(|given| given.0).into(),
            paid.rounded.rounding.0.into(),
            drawer.as_ref().map(|drawer| drawer.id).into(),
            paid.reason.into(),
            now.0.into(),
            seq.into(),
            paid.rounded.coin.0.into(),
            paid.act.into(),
            paid.rounded.carried.0.into(),
        ],
    )?;
    let postings = [
        Posting::of(paid.means.as_str(), paid.in_coins()),
        Posting::of("customers", Money(-paid.amount.0)),
        Posting::of("rounding", Money(-paid.rounded.rounding.0)),
    ];
    ledger::post(permit, &postings, drawer.as_ref(), Some(order.id))?;
    permit.write(
        "update orders set paid = paid + $2 where id = $1",
        &[order.id.0.into(), paid.amount.0.into()],
    )?;
    Ok(Recorded { id, number })
}
