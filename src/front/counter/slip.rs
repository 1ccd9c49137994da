//! The slip that goes along with a parcel, saved as it was printed.

use super::hand_over::Packed;
use super::paper::Paper;
use crate::model::Money;
use crate::office::{Permit, Reads, Refused};
use crate::records::customer;
use crate::records::order::{Order, OrderLine};
use crate::words::{Words, named};

/// Writes the slip in the office's language and keeps it; gives its number.
pub(super) fn save(
    permit: &mut Permit<'_>,
    order: &Order,
    lines: &[OrderLine],
    packed: &[Packed],
    parcel: &str,
    collected_by: &str,
) -> Result<String, Refused> {
    let number = permit.next_yearly("SL")?;
    let words = Words::of_office(permit.facts());
    let (_, customer) = customer::name(permit, order.customer)?;
    let mut paper = Paper::default();
    paper.text(permit.facts().name.clone());
    paper.sides(
        words.slip_title(number.as_str()),
        words.date_time(permit.now()),
    );
    paper.rule();
    paper.text(words.slip_order(named::Order(order.number.as_str()), named::Parcel(parcel)));
    paper.text(customer);
    paper.rule();
    let mut amounts = Vec::new();
    for taken in packed {
        let Some(line) = lines.iter().find(|line| line.line == taken.line) else {
            continue;
        };
        let amount = line.amount_of(taken.quantity)?;
        amounts.push((amount, line.vat));
        paper.text(line.name.clone());
        let counted = format!(
            "  {} {} x {}",
            words.quantity(taken.quantity),
            line.unit,
            words.amount(line.price)
        );
        paper.sides(counted, words.amount(amount));
    }
    let too_large = || Refused::rule("amount-too-large");
    let total = order.pricing.total(&amounts).ok_or_else(too_large)?;
    paper.rule();
    let off = order.pricing.taken_off(&amounts).ok_or_else(too_large)?;
    paper.discount(&words, order.pricing.discount, off);
    paper.sides(words.slip_total(), words.money(total));
    paper.sides(words.slip_paid(), words.money(order.paid));
    let due = order.due();
    if due > Money::ZERO {
        paper.sides(words.slip_due(), words.money(due));
    }
    paper.text(words.slip_collected(collected_by));
    paper.save(permit, &number, "slip", order.id)?;
    Ok(number)
}
