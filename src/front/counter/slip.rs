//! The slip that goes along with a parcel: 40 columns of text, saved as it was printed.

use super::hand_over::Packed;
use crate::model::money::{line_net, order_total};
use crate::model::text::safe;
use crate::model::{Discount, Money};
use crate::office::{Permit, Reads, Refused};
use crate::records::order::{Order, OrderLine};
use crate::words::Words;

/// The width of a slip, in columns.
const COLUMNS: usize = 40;

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
    let customer = permit
        .row(
            "select name from customer where id = $1",
            &[order.customer.0.into()],
        )?
        .map_or(Ok(String::new()), |row| row.text(0))?;
    let rule = "-".repeat(COLUMNS);
    let mut text = vec![
        permit.facts().name.clone(),
        format!(
            "{}  {}",
            words.slip_title(number.as_str()),
            words.date_time(permit.now())
        ),
        rule.clone(),
    ];
    text.push(words.slip_order(order.number.as_str(), parcel));
    text.push(customer);
    text.push(rule.clone());
    let mut nets = Vec::new();
    for taken in packed {
        let Some(line) = lines.iter().find(|line| line.line == taken.line) else {
            continue;
        };
        let net = line_net(line.price, taken.quantity, Discount(line.discount)).unwrap_or_default();
        nets.push((net, line.vat));
        text.push(line.name.clone());
        text.push(sides(
            &format!(
                "  {} {} x {}",
                words.quantity(taken.quantity),
                line.unit,
                words.amount(line.price)
            ),
            &words.amount(net),
        ));
    }
    let total = order_total(&nets).unwrap_or_default();
    text.push(rule);
    text.push(sides(&words.slip_total(), &words.money(total)));
    text.push(sides(&words.slip_paid(), &words.money(order.paid)));
    let due = order.due();
    if due > Money::ZERO {
        text.push(sides(&words.slip_due(), &words.money(due)));
    }
    text.push(words.slip_collected(collected_by));
    let text = text
        .iter()
        .map(|line| safe(line).into_owned())
        .collect::<Vec<_>>()
        .join("\n");
    let seq = permit.seq();
    permit.write(
        "insert into document (number, kind, orders, text, seq) values ($1, 'slip', $2, $3, $4)",
        &[
            number.as_str().into(),
            order.id.0.into(),
            text.into(),
            seq.into(),
        ],
    )?;
    Ok(number)
}

/// One text at the left edge and one at the right.
fn sides(left: &str, right: &str) -> String {
    let used =
        unicode_width::UnicodeWidthStr::width(left) + unicode_width::UnicodeWidthStr::width(right);
    format!(
        "{left}{}{right}",
        " ".repeat(COLUMNS.saturating_sub(used).max(1))
    )
}
