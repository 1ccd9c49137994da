//! The receipt of a payment: the seller, the goods, what was paid and how, and what is left; kept as it was printed.
//!
//! Payments that are made in one act, by several means or for several orders, stand on one receipt. It bears the number of the first
//! of them and is written anew with each; what was printed when the act is over never changes.

use super::came_back::{Back, part_back};
use super::paper::Paper;
use crate::model::{Money, OrderId, Quantity};
use crate::office::{Permit, Reads, Receipt, Refused};
use crate::records::customer;
use crate::records::order::{self, Order, OrderLine};
use crate::words::{Words, named};

/// A receipt that was saved.
pub(super) struct Printed {
    number: String,
    names_seller: bool,
}

impl Printed {
    /// Adds its number to the answer of a verb, and the hint where it does not name the seller.
    pub(super) fn onto(self, receipt: Receipt) -> Receipt {
        hint(receipt.with("receipt", self.number), self.names_seller)
    }
}

/// Adds to the answer of a verb that its paper does not name the seller.
pub(super) fn hint(receipt: Receipt, names_seller: bool) -> Receipt {
    if names_seller {
        receipt
    } else {
        receipt.with("lacks_seller", true)
    }
}

/// One payment of an act.
struct Part {
    number: String,
    order: OrderId,
    amount: Money,
    means: String,
    /// Cash as it was given for all of the act so far.
    tendered: Option<Money>,
    rounding: Money,
    reason: String,
}

impl Part {
    /// What really went over the counter.
    const fn in_coins(&self) -> Money {
        Money(self.amount.0 + self.rounding.0)
    }
}

/// Writes the receipt of the act that begins with the payment of this key, in the office's language.
pub(super) fn save(permit: &mut Permit<'_>, act: i64) -> Result<Printed, Refused> {
    save_with(permit, act, None)
}

/// As [`save`], of money that is given back: it lists what came back instead of what is paid for.
pub(super) fn save_refund(
    permit: &mut Permit<'_>,
    act: i64,
    back: &[Back],
) -> Result<Printed, Refused> {
    save_with(permit, act, Some(back))
}

fn save_with(permit: &mut Permit<'_>, act: i64, back: Option<&[Back]>) -> Result<Printed, Refused> {
    let words = Words::of_office(permit.facts());
    let parts = parts_of(permit, act)?;
    let first = parts
        .first()
        .ok_or_else(|| Refused::not_found("payment", &act.to_string()))?;
    let number = first.number.clone();
    let mut ids: Vec<OrderId> = Vec::new();
    let mut orders = Vec::new();
    for part in &parts {
        if !ids.contains(&part.order) {
            ids.push(part.order);
            orders.push(Order::get(permit, part.order)?);
        }
    }
    let mut paper = Paper::default();
    paper.seller(permit, &words)?;
    paper.sides(
        words.receipt_title(number.as_str()),
        words.date_time(permit.now()),
    );
    if let Some(order) = orders.first() {
        let total = Money(orders.iter().map(|order| order.total.0).sum());
        paper.buyer(permit, &words, order.customer, total)?;
    }
    for order in &orders {
        paper.rule();
        one_order(permit, &mut paper, &words, (order, back), &parts)?;
    }
    sums(&mut paper, &words, &parts, orders.len());
    paper.save(permit, &number, "receipt", &ids)?;
    Ok(Printed {
        number,
        names_seller: paper.names_seller(),
    })
}

fn parts_of(permit: &mut Permit<'_>, act: i64) -> Result<Vec<Part>, Refused> {
    let rows = permit.rows(
        "select number, orders, amount, means, tendered, rounding, reason from payment where id = $1 or act = $1 order by id",
        &[act.into()],
    )?;
    rows.iter()
        .map(|row| {
            Ok(Part {
                number: row.text(0)?,
                order: OrderId(row.int(1)?),
                amount: Money(row.int(2)?),
                means: row.text(3)?,
                tendered: row.int_or_none(4)?.map(Money),
                rounding: Money(row.int(5)?),
                reason: row.text(6)?,
            })
        })
        .collect()
}

/// An order: its goods, what it costs, what was paid of it before, what is paid now, what is left.
fn one_order(
    permit: &mut Permit<'_>,
    paper: &mut Paper,
    words: &Words,
    (order, back): (&Order, Option<&[Back]>),
    parts: &[Part],
) -> Result<(), Refused> {
    let id = order.id;
    let (_, customer) = customer::name(permit, order.customer)?;
    paper.sides(words.receipt_order(order.number.as_str()), customer);
    let lines = order::lines(permit, id)?;
    if let Some(back) = back {
        came_back(paper, words, order, &lines, back)?;
        paper.sides(words.receipt_order_now(), words.money(order.total));
    } else {
        paper.prices(words, order.pricing);
        for line in &lines {
            let quantity = line.state.to_pay();
            if quantity > Quantity::ZERO {
                paper.goods(words, line, quantity, line.amount_of(quantity)?);
            }
        }
        paper.discount(words, order.pricing.discount, order.taken_off(&lines)?);
        paper.vat(words, order.pricing, &order.shares_of(&lines)?);
        let title = if paper.states_vat() {
            words.receipt_total()
        } else {
            words.receipt_total_in_all()
        };
        paper.sides(title, words.money(order.total));
    }
    let of_order = || parts.iter().filter(|part| part.order == id);
    let now: i64 = of_order().map(|part| part.amount.0).sum();
    paper.sides(
        words.receipt_before(),
        words.money(order.paid.minus(Money(now))),
    );
    // What is paid before the goods leave, as it was agreed.
    let is_deposit = order.paid.minus(Money(now)) < order.deposit && order.due() > Money::ZERO;
    if is_deposit {
        paper.sides(words.receipt_deposit(), words.money(order.deposit));
    }
    for part in of_order() {
        let means = words.word("means", &part.means);
        let title = if part.amount < Money::ZERO {
            words.receipt_refunded(means)
        } else if is_deposit && parts.len() == 1 {
            words.receipt_deposit_paid(means)
        } else if parts.len() > 1 {
            words.receipt_paid_as(named::Means(means), named::Payment(part.number.as_str()))
        } else {
            words.receipt_paid(means)
        };
        paper.sides(title, words.money(Money(part.amount.0.abs())));
    }
    paper.sides(words.receipt_left(), words.money(order.due()));
    Ok(())
}

/// The goods for which money is given back, with the VAT in them; nothing where none came back.
fn came_back(
    paper: &mut Paper,
    words: &Words,
    order: &Order,
    lines: &[OrderLine],
    back: &[Back],
) -> Result<(), Refused> {
    if back.is_empty() {
        return Ok(());
    }
    paper.text(words.receipt_came_back());
    paper.prices(words, order.pricing);
    let part = part_back(order, lines, back)?;
    for (line, quantity, amount) in &part.goods {
        paper.goods(words, line, *quantity, *amount);
    }
    paper.discount(words, order.pricing.discount, part.off);
    paper.vat(words, order.pricing, &part.shares);
    let worth = part.total;
    paper.sides(words.receipt_came_back_worth(), words.money(worth));
    paper.rule();
    Ok(())
}

/// What holds for the whole act: all of it, the rounding, what was given and the change; nothing under no rule.
fn sums(paper: &mut Paper, words: &Words, parts: &[Part], orders: usize) {
    let mut rows = Vec::new();
    if orders > 1 {
        let all: i64 = parts.iter().map(|part| part.amount.0).sum();
        rows.push((words.receipt_together(), words.money(Money(all))));
    }
    let rounding = Money(parts.iter().map(|part| part.rounding.0).sum());
    if rounding != Money::ZERO {
        // What is given back stands above without a sign: its rounding has the sign that it has for whoever gets it.
        let is_back = parts.iter().map(|part| part.amount.0).sum::<i64>() < 0;
        let shown = if is_back {
            Money(-rounding.0)
        } else {
            rounding
        };
        rows.push((words.receipt_rounding(), words.amount(shown)));
    }
    let cash = || parts.iter().filter(|part| part.means == "cash");
    let coins = Money(cash().map(|part| part.in_coins().0).sum());
    if rounding != Money::ZERO {
        // The lines above have what was settled; this is what changed hands.
        let (title, sum) = (words.receipt_in_coins(), Money(coins.0.abs()));
        rows.push((title, words.money(sum)));
    }
    if cash().any(|part| part.tendered.is_some()) {
        let given = cash().fold(Money::ZERO, |given, part| {
            part.tendered.unwrap_or(Money(given.0 + part.in_coins().0))
        });
        rows.push((words.receipt_given(), words.money(given)));
        rows.push((words.receipt_change(), words.money(given.minus(coins))));
    }
    let mut reasons = parts.iter().map(|part| part.reason.as_str());
    let reason = reasons.rfind(|reason| !reason.is_empty());
    if !rows.is_empty() || reason.is_some() {
        paper.rule();
    }
    for (title, amount) in rows {
        paper.sides(title, amount);
    }
    if let Some(reason) = reason {
        paper.text(reason);
    }
}
