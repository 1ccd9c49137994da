//! Cash and the smallest coin: what an order was paid in cash is rounded once, however many payments it takes.

use crate::model::{Money, OrderId};
use crate::office::{Permit, Reads, Refused};
use crate::records::order::Order;
use crate::records::setting::Setting;

/// Rounds an amount to whole coins, half away from zero.
#[must_use]
pub const fn in_coins(amount: Money, coin: Money) -> Money {
    let coin = if coin.0 < 1 { 1 } else { coin.0 };
    let coins = (amount.0.abs() + coin / 2) / coin * coin;
    Money(if amount.0 < 0 { -coins } else { coins })
}

/// Refuses cash that no coins make.
///
/// # Errors
/// `no-such-coins` with the smallest coin.
pub fn must_be_coins(given: Money, coin: Money) -> Result<(), Refused> {
    if coin.0 < 2 || given.0 % coin.0 == 0 {
        return Ok(());
    }
    Err(Refused::rule("no-such-coins")
        .with("value", given)
        .with("coin", coin))
}

/// What an order has been paid in cash so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CashPaid {
    /// The smallest coin now.
    pub coin: Money,
    /// Of the debt.
    pub amount: Money,
    /// Over the counter.
    pub over_counter: Money,
}

impl CashPaid {
    /// Reads it for an order.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of(reads: &mut impl Reads, order: OrderId) -> Result<Self, Refused> {
        // A payment of an earlier version does not say which coin it was rounded to: it was rounded by itself.
        // What was carried over from other orders of the same act is no rounding of this one.
        let row = reads.row(
            "select cast(coalesce(sum(amount), 0) as bigint), cast(coalesce(sum(rounding - carried), 0) as bigint) from payment where orders = $1 and coin > 0",
            &[order.0.into()],
        )?;
        let (amount, rounding) = row.map_or(Ok((0, 0)), |row| {
            Ok::<_, Refused>((row.int(0)?, row.int(1)?))
        })?;
        Ok(Self {
            coin: Setting::CashRounding.money(reads)?,
            amount: Money(amount),
            over_counter: Money(amount + rounding),
        })
    }

    /// What goes over the counter for so much more of the debt (below zero: back), so that all of the order's cash together is
    /// rounded once.
    #[must_use]
    pub fn coins_for(&self, amount: Money) -> Money {
        let all = in_coins(Money(self.amount.0 + amount.0), self.coin);
        let coins = all.minus(self.over_counter);
        // The coin may have changed since: nobody who pays is given money for it.
        if amount < Money::ZERO {
            coins.min(Money::ZERO)
        } else {
            coins.max(Money::ZERO)
        }
    }

    /// The rounding of so much more, with its sign.
    #[must_use]
    pub fn rounding_of(&self, amount: Money) -> Money {
        self.coins_for(amount).minus(amount)
    }

    /// Whether a part of this size can be paid: only what ends at nothing more to pay, or at all cash given back, is rounded.
    #[must_use]
    pub const fn is_whole(&self, part: Money) -> bool {
        self.coin.0 < 2 || part.0 % self.coin.0 == 0 || self.amount.0 + part.0 == 0
    }
}

/// The cash of several orders that is paid in one act, so that all of it is rounded once. Each order keeps its own rounding; the
/// difference is carried by the order that is paid last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CashAct {
    /// What the orders so far would be without rounding.
    exact: Money,
    /// The same in coins, each order by itself.
    coins: Money,
    carried: Money,
    orders: u32,
}

impl CashAct {
    /// One more order of which `amount` is paid, in coins by itself `coins`; `exact` without rounding.
    const fn count(&mut self, exact: Money, coins: Money) {
        self.exact.0 += exact.0;
        self.coins.0 += coins.0;
        self.orders += 1;
    }

    /// Adds the cash of one more order; returns what it carries over from those before it.
    pub fn add(&mut self, paid: &CashPaid, amount: Money) -> Money {
        let exact = Money(paid.amount.0 + amount.0 - paid.over_counter.0);
        self.count(exact, paid.coins_for(amount));
        if self.orders < 2 {
            return Money::ZERO;
        }
        let together = in_coins(self.exact, paid.coin);
        let carried = together.minus(self.coins).minus(self.carried);
        self.carried.0 += carried.0;
        carried
    }

    /// The cash of an act so far; `None` where the order has been paid in cash in it already: what it carries is settled then.
    ///
    /// # Errors
    /// What the store reports.
    fn so_far(reads: &mut impl Reads, act: i64, order: OrderId) -> Result<Option<Self>, Refused> {
        let rows = reads.rows(
            "select orders, cast(sum(amount + rounding - carried) as bigint), cast(sum(carried) as bigint) from payment
             where (id = $1 or act = $1) and means = 'cash' group by orders order by orders",
            &[act.into()],
        )?;
        let mut so_far = Self::default();
        for row in rows {
            let other = OrderId(row.int(0)?);
            if other == order {
                return Ok(None);
            }
            let (paid, coins) = (CashPaid::of(reads, other)?, Money(row.int(1)?));
            let before = paid.over_counter.minus(coins);
            so_far.count(paid.amount.minus(before), coins);
            so_far.carried.0 += row.int(2)?;
        }
        Ok(Some(so_far))
    }
}

/// The rounding of a cash payment of an order, `amount` with its sign. A part must be whole coins: only what leaves nothing to pay
/// or to give back (`rest`) is rounded, together with the cash of the act to which it belongs.
///
/// # Errors
/// `cash-in-coins` with the parts next to it.
pub fn rounding(
    permit: &mut Permit<'_>,
    order: &Order,
    amount: Money,
    rest: Money,
    act: Option<i64>,
) -> Result<CashRounding, Refused> {
    let paid = CashPaid::of(permit, order.id)?;
    if rest != Money::ZERO && !paid.is_whole(amount) {
        let size = amount.0.abs();
        let below = size / paid.coin.0 * paid.coin.0;
        return Err(Refused::rule("cash-in-coins")
            .with("order", order.number.as_str())
            .with("amount", Money(size))
            .with("coin", paid.coin)
            .with("below", Money(below))
            .with("above", Money(below + paid.coin.0))
            .with("rest", Money(size + rest.0.abs())));
    }
    let so_far = match act {
        Some(act) => CashAct::so_far(permit, act, order.id)?,
        None => None,
    };
    let carried = so_far.map_or(Money::ZERO, |mut act| act.add(&paid, amount));
    Ok(CashRounding {
        coin: paid.coin,
        rounding: Money(paid.rounding_of(amount).0 + carried.0),
        carried,
    })
}

/// How a payment is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CashRounding {
    /// To which coin; zero where it is not cash.
    pub coin: Money,
    /// What it adds to the amount, with its sign.
    pub rounding: Money,
    /// How much of that comes from the other orders that were paid with it.
    pub carried: Money,
}

#[cfg(test)]
mod tests {
    use super::{CashAct, CashPaid, in_coins};
    use crate::model::Money;
    use proptest::prelude::*;

    #[test]
    fn cash_is_rounded_to_the_smallest_coin_half_away_from_zero() {
        for (amount, coin, expected) in [
            (60_550, 100, 60_600),
            (60_549, 100, 60_500),
            (60_500, 100, 60_500),
            (-60_549, 100, -60_500),
            (1_003, 5, 1_005),
            (1_003, 1, 1_003),
            (30, 100, 0),
        ] {
            assert_eq!(
                in_coins(Money(amount), Money(coin)),
                Money(expected),
                "{amount} {coin}"
            );
        }
    }

    proptest! {
        #[test]
        fn however_an_order_is_paid_and_refunded_it_is_rounded_by_half_a_coin_at_most(
            parts in prop::collection::vec((1_i64..5_000, any::<bool>()), 1..40),
            coin in prop::sample::select(vec![1_i64, 5, 50, 100, 500]),
        ) {
            let mut paid = CashPaid { coin: Money(coin), ..CashPaid::default() };
            for (size, back) in parts {
                let amount = if back { -size.min(paid.amount.0) } else { size };
                let coins = paid.coins_for(Money(amount));
                prop_assert_eq!(coins.0 % coin, 0);
                prop_assert!(coins.0 * amount >= 0, "{} for {}", coins.0, amount);
                paid.amount.0 += amount;
                paid.over_counter.0 += coins.0;
                prop_assert!((paid.amount.0 - paid.over_counter.0).abs() * 2 <= coin);
            }
        }

        #[test]
        fn however_many_orders_are_paid_at_once_their_cash_is_rounded_once(
            amounts in prop::collection::vec(1_i64..50_000, 1..8),
            coin in prop::sample::select(vec![1_i64, 5, 50, 100, 500]),
        ) {
            let (mut act, mut coins) = (CashAct::default(), 0);
            for (nth, amount) in amounts.iter().enumerate() {
                let paid = CashPaid { coin: Money(coin), ..CashPaid::default() };
                let carried = act.add(&paid, Money(*amount));
                let asked = paid.coins_for(Money(*amount)).0 + carried.0;
                prop_assert!(asked >= 0 && asked % coin == 0, "{asked}");
                coins += asked;
                let exact: i64 = amounts[..=nth].iter().sum();
                prop_assert_eq!(Money(coins), in_coins(Money(exact), Money(coin)));
            }
        }
    }
}
