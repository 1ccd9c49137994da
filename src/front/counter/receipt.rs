//! The receipt of a payment: what was paid, how, and what is left; kept as it was printed, under the payment's number.

use super::paper::Paper;
use super::payment::Paid;
use crate::model::Money;
use crate::office::{Permit, Reads, Refused};
use crate::records::customer;
use crate::records::order::{self, Order};
use crate::words::Words;

/// Writes the receipt in the office's language. `order` is as it was before the payment.
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
    paper.sides(words.receipt_before(), words.money(order.paid));
    let means = words.word("means", paid.means.as_str());
    let title = if paid.amount < Money::ZERO {
        words.receipt_refunded(means)
    } else {
        words.receipt_paid(means)
    };
    paper.sides(title, words.money(Money(paid.amount.0.abs())));
    if paid.rounding != Money::ZERO {
        paper.sides(words.receipt_rounding(), words.amount(paid.rounding));
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
