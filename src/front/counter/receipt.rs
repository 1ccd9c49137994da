//! The receipt of a payment: what was paid, how, and what is left; kept as it was printed, under the payment's number.

use super::paper::Paper;
use super::payment::Paid;
use crate::model::Money;
use crate::office::{Permit, Reads, Refused};
use crate::records::customer;
use crate::records::order::{self, Order};
use crate::words::{Words, named};

/// Writes the receipt in the office's language. `order` is as it was before the payment. Of what is paid by several means at
/// once each has its receipt, and the last one lists them all: it is the one that the customer is given.
pub(super) fn save(
    permit: &mut Permit<'_>,
    order: &Order,
    number: &str,
    paid: &Paid<'_>,
) -> Result<(), Refused> {
    let words = Words::of_office(permit.facts());
    let (_, customer) = customer::name(permit, order.customer)?;
    let mut paper = Paper::default();
    paper.text(permit.facts().name.clone());
    paper.sides(words.receipt_title(number), words.date_time(permit.now()));
    paper.rule();
    paper.sides(words.receipt_order(order.number.as_str()), customer);
    paper.rule();
    let lines = order::lines(permit, order.id)?;
    paper.discount(&words, order.pricing.discount, order.taken_off(&lines)?);
    paper.vat(&words, &order.shares_of(&lines)?);
    paper.sides(words.receipt_total(), words.money(order.total));
    let together = paid_together(permit, order)?;
    let before = together
        .iter()
        .fold(order.paid, |before, (.., amount)| before.minus(*amount));
    paper.sides(words.receipt_before(), words.money(before));
    for (number, means, amount) in &together {
        let means = words.word("means", means);
        let title = words.receipt_paid_as(named::Means(means), named::Payment(number.as_str()));
        paper.sides(title, words.money(*amount));
    }
    let means = words.word("means", paid.means.as_str());
    let title = if paid.amount < Money::ZERO {
        words.receipt_refunded(means)
    } else {
        words.receipt_paid(means)
    };
    paper.sides(title, words.money(Money(paid.amount.0.abs())));
    let rounding = paid.rounded.rounding;
    if rounding != Money::ZERO {
        paper.sides(words.receipt_rounding(), words.amount(rounding));
    }
    if let Some(given) = paid.tendered {
        paper.sides(words.receipt_given(), words.money(given));
        paper.sides(
            words.receipt_change(),
            words.money(given.minus(paid.in_coins())),
        );
    }
    if !paid.reason.is_empty() {
        paper.text(paid.reason);
    }
    paper.rule();
    paper.sides(
        words.receipt_left(),
        words.money(order.due().minus(paid.amount)),
    );
    paper.save(permit, number, "receipt", order.id)
}

/// What was paid of the order by other means in the same breath: payments of this moment whose journal lines stand right before
/// this one, oldest first. Number, means, amount.
fn paid_together(
    permit: &mut Permit<'_>,
    order: &Order,
) -> Result<Vec<(String, String, Money)>, Refused> {
    let (now, seq) = (permit.now(), permit.seq());
    let rows = permit.rows(
        "select number, means, amount, seq from payment where orders = $1 and at = $2 and amount > 0 and seq < $3 order by id desc limit 2",
        &[order.id.0.into(), now.0.into(), seq.into()],
    )?;
    let mut together = Vec::new();
    for (row, before) in rows.iter().zip(1..) {
        if row.int(3)? != seq - before {
            break;
        }
        together.push((row.text(0)?, row.text(1)?, Money(row.int(2)?)));
    }
    together.reverse();
    Ok(together)
}
