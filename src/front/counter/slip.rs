//! The slip that goes along with a parcel: the seller, the goods and what they cost; kept as it was printed.

use super::hand_over::{LeftLine, Packed};
use super::paper::Paper;
use crate::model::Money;
use crate::office::{Permit, Reads, Refused};
use crate::records::customer;
use crate::records::order::{Order, OrderLine};
use crate::records::part::{Taken, part_of};
use crate::words::{Words, named};

/// Writes the slip in the office's language and keeps it; returns its number, and whether it names the seller.
pub(super) fn save(
    permit: &mut Permit<'_>,
    order: &Order,
    lines: &[OrderLine],
    (packed, left): (&[Packed], &[LeftLine]),
    parcel: &str,
    collected_by: &str,
) -> Result<(String, bool), Refused> {
    let number = permit.next_yearly("SL")?;
    let words = Words::of_office(permit.facts());
    let (_, customer) = customer::name(permit, order.customer)?;
    let taken: Vec<Taken> = packed
        .iter()
        .map(|taken| (taken.line, taken.quantity))
        .collect();
    // The slips of an order add up to what it costs: each has what has left with it less what had left before.
    let part = part_of(order, lines, &taken, |line| line.state.handed_over)?;
    let total = part.total;
    let mut paper = Paper::default();
    paper.seller(permit, &words)?;
    paper.sides(
        words.slip_title(number.as_str()),
        words.date_time(permit.now()),
    );
    paper.rule();
    paper.text(words.slip_order(named::Order(order.number.as_str()), named::Parcel(parcel)));
    paper.text(customer);
    paper.buyer(permit, &words, order.customer, total)?;
    paper.rule();
    paper.prices(&words, order.pricing);
    for (line, quantity, amount) in &part.goods {
        paper.goods(&words, line, *quantity, *amount);
    }
    for stays in left {
        if let Some(line) = lines.iter().find(|line| line.line == stays.line) {
            let goods = words.quantity(stays.quantity);
            paper.text(words.slip_stays(format!("{goods} {} {}", line.unit, line.name)));
        }
    }
    paper.rule();
    paper.discount(&words, order.pricing.discount, part.off);
    paper.vat(&words, order.pricing, &part.shares);
    let title = if paper.states_vat() {
        words.slip_total()
    } else {
        words.slip_total_in_all()
    };
    paper.sides(title, words.money(total));
    paper.sides(words.slip_paid(), words.money(order.paid));
    let due = order.due();
    if due > Money::ZERO {
        paper.sides(words.slip_due(), words.money(due));
    }
    paper.text(words.slip_collected(collected_by));
    paper.save(permit, &number, "slip", &[order.id])?;
    Ok((number, paper.names_seller()))
}
