//! What is laid on the counter: cash, card and transfer side by side, spread over the orders that it pays.

use super::TakePayment;
use crate::model::{Fulfilment, Means, Money, OrderId};
use crate::office::{Reader, Reads, Refused};
use crate::records::cash::{CashAct, CashPaid};
use crate::words::{Words, named};

/// An order that is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owed {
    /// Its number.
    pub(super) order: String,
    /// What is asked for now.
    pub(super) due: Money,
    /// What is left to pay besides, and is not asked for yet: its goods stay here.
    pub(super) later: Money,
    /// What of it was paid in cash.
    pub(super) cash: CashPaid,
    /// Where its goods are.
    pub(super) fulfilment: Fulfilment,
}

impl Owed {
    /// How much of the debt is settled in cash where so much of what is asked for is left. What leaves something for later is a
    /// part, and a part is whole coins: up, since the goods leave paid.
    fn in_cash(&self, rest: Money) -> Money {
        if self.later == Money::ZERO {
            return rest;
        }
        let coin = self.cash.coin.0.max(1);
        Money((rest.0 + coin - 1) / coin * coin).min(Money(rest.0 + self.later.0))
    }
}

/// What the customer gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Given {
    /// Notes and coins; none: no cash.
    pub(super) cash: Option<Money>,
    pub(super) card: Money,
    pub(super) transfer: Money,
}

/// What follows from it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tender {
    /// In the order in which they are taken: of each order the cash last, so that its answer has the change. All of them are one act.
    pub(super) payments: Vec<TakePayment>,
    /// Of the debt in cash.
    pub(super) cash: Money,
    /// The same over the counter.
    pub(super) coins: Money,
    pub(super) change: Money,
    /// Still due after it.
    pub(super) left: Money,
    /// More than is due, where no change is given for it.
    pub(super) over: Money,
}

impl Tender {
    /// All of it in cash, in coins.
    pub(super) fn all_in_cash(owed: &[Owed]) -> Money {
        let mut act = CashAct::default();
        let coins = owed.iter().map(|one| {
            let amount = one.in_cash(one.due);
            let carried = act.add(&one.cash, amount);
            one.cash.coins_for(amount).0 + carried.0
        });
        Money(coins.sum())
    }

    /// Spreads what is given over the orders, the first one first.
    pub(super) fn of(owed: &[Owed], given: Given) -> Self {
        let mut tender = Self::default();
        let mut act = CashAct::default();
        let (mut card, mut transfer, mut cash) = (given.card, given.transfer, given.cash);
        for one in owed {
            let mut rest = one.due;
            for (means, left) in [(Means::Card, &mut card), (Means::Transfer, &mut transfer)] {
                let part = rest.min(*left);
                rest = rest.minus(part);
                *left = left.minus(part);
                tender.take(one, means, part);
            }
            if let Some(left) = cash.as_mut().filter(|_| rest > Money::ZERO) {
                let mut whole = act;
                let all = one.in_cash(rest);
                let carried = whole.add(&one.cash, all);
                let asked = Money(one.cash.coins_for(all).0 + carried.0);
                let paid = if *left >= asked {
                    act = whole;
                    Some((all, asked))
                } else if *left > Money::ZERO {
                    let carried = act.add(&one.cash, *left);
                    Some((left.minus(carried), *left))
                } else {
                    // Nothing is left of it: what the order was rounded by before is none of this act.
                    None
                };
                if let Some((part, coins)) = paid {
                    *left = left.minus(coins);
                    tender.take(one, Means::Cash, part);
                    tender.cash.0 += part.min(rest).0;
                    rest = rest.minus(part.min(rest));
                    tender.coins.0 += coins.0;
                }
            }
            tender.left.0 += rest.0;
        }
        tender.over = Money(card.0 + transfer.0);
        let back = cash.unwrap_or_default();
        let in_cash = tender.payments.iter_mut().rev();
        match in_cash.into_iter().find(|one| one.means == Means::Cash) {
            Some(last) if back > Money::ZERO => {
                last.tendered = given.cash;
                tender.change = back;
            }
            Some(_) => {}
            None => tender.over.0 += back.0,
        }
        tender
    }

    fn take(&mut self, owed: &Owed, means: Means, amount: Money) {
        if amount > Money::ZERO {
            self.payments.push(TakePayment {
                order: owed.order.clone(),
                amount,
                means,
                tendered: None,
                together: !self.payments.is_empty(),
            });
        }
    }

    /// Of the debt by card or by transfer.
    pub(super) fn by(&self, means: Means) -> Money {
        let of = self.payments.iter().filter(|one| one.means == means);
        Money(of.map(|one| one.amount.0).sum())
    }

    /// What is taken, in figures: "143.00 in cash + 30.00 by card".
    pub(super) fn taken(&self, words: &Words) -> String {
        let parts = [
            ("cash", self.coins, self.by(Means::Cash) > Money::ZERO),
            ("card", self.by(Means::Card), false),
            ("transfer", self.by(Means::Transfer), false),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(_, amount, always)| *always || *amount > Money::ZERO)
            .map(|(means, amount, _)| {
                words.payment_part(named::Amount(words.amount(amount)), named::Means(means))
            })
            .collect();
        parts.join(" + ")
    }
}

/// The other open orders of a customer of which something is to be paid, the oldest first.
///
/// # Errors
/// What the store reports.
pub(super) fn also_owed(reader: &mut Reader<'_>, order: OrderId) -> Result<Vec<Owed>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, o.total - o.paid, o.fulfilment from orders o
         where o.customer = (select t.customer from orders t where t.id = $1) and o.open = 1 and o.id <> $1 and o.paid < o.total order by o.id limit 50",
        &[order.0.into()],
    )?;
    let mut owed = Vec::new();
    for row in rows {
        owed.push(Owed {
            order: row.text(1)?,
            due: Money(row.int(2)?),
            later: Money::ZERO,
            cash: CashPaid::of(reader, OrderId(row.int(0)?))?,
            fulfilment: row.word(3, Fulfilment::parse)?,
        });
    }
    Ok(owed)
}

/// Notes and coins, the largest first, in hundredths.
const CZK: &[i64] = &[
    500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100,
];
const OTHERS: &[i64] = &[
    50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
];

/// Which notes and coins make an amount: "50 + 2 x 20 + 5"; nothing where they do not.
pub(super) fn notes_for(amount: Money, words: &Words) -> String {
    let kinds = if words.currency() == "CZK" {
        CZK
    } else {
        OTHERS
    };
    let mut left = amount.0;
    let mut parts = Vec::new();
    for kind in kinds {
        let count = left / kind;
        left %= kind;
        let name = if kind % 100 == 0 {
            (kind / 100).to_string()
        } else {
            words.typed(&Money(*kind))
        };
        match count {
            0 => {}
            1 => parts.push(name),
            _ => parts.push(format!("{count} x {name}")),
        }
    }
    if left == 0 {
        parts.join(" + ")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, Owed, Tender};
    use crate::model::{Fulfilment, Means, Money};
    use crate::records::cash::CashPaid;

    fn owed(order: &str, due: i64) -> Owed {
        let coin = Money(100);
        Owed {
            order: order.to_owned(),
            due: Money(due),
            later: Money::ZERO,
            cash: CashPaid {
                coin,
                ..CashPaid::default()
            },
            fulfilment: Fulfilment::Ready,
        }
    }

    #[test]
    fn one_note_pays_two_orders_and_the_change_is_for_both() {
        let orders = [owed("A", 14_278), owed("B", 19_602)];
        let given = Given {
            cash: Some(Money(40_000)),
            ..Given::default()
        };
        let tender = Tender::of(&orders, given);
        assert_eq!((tender.coins, tender.change), (Money(33_900), Money(6_100)));
        assert_eq!((tender.left, tender.over), (Money::ZERO, Money::ZERO));
        let last = tender.payments.last().unwrap();
        assert_eq!(last.tendered, Some(Money(40_000)), "{:?}", tender.payments);
    }

    #[test]
    fn cash_for_two_orders_is_rounded_once() {
        let orders = [owed("A", 14_240), owed("B", 19_640)];
        let given = Given {
            cash: Some(Money(50_000)),
            ..Given::default()
        };
        let tender = Tender::of(&orders, given);
        // Each by itself would be 142 and 196.
        assert_eq!(
            (tender.coins, tender.change),
            (Money(33_900), Money(16_100))
        );
        assert_eq!(Tender::all_in_cash(&orders), Money(33_900));
        let together: Vec<bool> = tender.payments.iter().map(|one| one.together).collect();
        assert_eq!(together, [false, true]);
        assert_eq!(tender.payments[1].tendered, Some(Money(50_000)));
    }

    #[test]
    fn cash_that_is_used_up_pays_nothing_of_an_order_that_was_rounded_before() {
        let mut rounded = owed("B", 5_000);
        rounded.cash.amount = Money(14_260);
        rounded.cash.over_counter = Money(14_300);
        let orders = [owed("A", 10_060), rounded];
        let given = Given {
            cash: Some(Money(10_100)),
            ..Given::default()
        };
        let tender = Tender::of(&orders, given);
        let paid: Vec<&str> = tender
            .payments
            .iter()
            .map(|one| one.order.as_str())
            .collect();
        assert_eq!(paid, ["A"]);
        assert_eq!((tender.cash, tender.coins), (Money(10_060), Money(10_100)));
        assert_eq!((tender.left, tender.change), (Money(5_000), Money::ZERO));
    }

    #[test]
    fn card_pays_what_it_says_and_cash_the_rest() {
        let given = Given {
            cash: Some(Money(20_000)),
            card: Money(3_000),
            transfer: Money(2_000),
        };
        let tender = Tender::of(&[owed("A", 15_609)], given);
        assert_eq!((tender.coins, tender.change), (Money(10_600), Money(9_400)));
        let means: Vec<Means> = tender.payments.iter().map(|one| one.means).collect();
        assert_eq!(means, [Means::Card, Means::Transfer, Means::Cash]);
    }

    #[test]
    fn what_is_given_for_nothing_is_too_much() {
        let given = Given {
            cash: Some(Money(1_000)),
            card: Money(15_609),
            transfer: Money(500),
        };
        let tender = Tender::of(&[owed("A", 15_609)], given);
        assert_eq!(tender.over, Money(1_500));
    }
}
