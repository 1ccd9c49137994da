//! The slip that goes along with a parcel, saved as it was printed.

use super::hand_over::Packed;
use super::paper::Paper;
use crate::model::money::{line_net, order_total};
use crate::model::{Discount, Money};
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
    let mut nets = Vec::new();
    for taken in packed {
        let Some(line) = lines.iter().find(|line| line.line == taken.line) else {
            continue;
        };
        let net = line_net(line.price, taken.quantity, Discount(line.discount)).unwrap_or_default();
        nets.push((net, line.vat));
        paper.text(line.name.clone());
        let amount = format!(
            "  {} {} x {}",
            words.quantity(taken.quantity),
            line.unit,
            words.amount(line.price)
        );
        paper.sides(amount, words.amount(net));
    }
    let total = order_total(&nets).unwrap_or_default();
    paper.rule();
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
