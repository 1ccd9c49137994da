//! What stands beside an order's card: who collects it, whose it is, what they take most, and their other order.

use super::card::Card;
use super::customer_card::{CustomerCard, customer_card};
use super::hand_over_view::collectors;
use crate::model::{CustomerId, Instant, Money};
use crate::office::{Reader, Reads, Refused};
use crate::records::change;
use crate::records::order::{self, Order, OrderLine};
use crate::records::picking::Picker;

/// How many orders of a customer are looked at for what they take most.
const HABIT_ORDERS: i64 = 40;

/// How many items and orders of a customer are shown.
const HABIT_LINES: i64 = 4;
const LAST_ORDERS: i64 = 6;

/// What a customer takes most: of how many orders that is said, each item with how many of these had it.
#[derive(Debug, Clone, Default)]
pub(super) struct Habits {
    pub(super) orders: i64,
    pub(super) items: Vec<(String, i64)>,
    pub(super) last: Vec<Last>,
}

/// One of a customer's last orders.
#[derive(Debug, Clone)]
pub(super) struct Last {
    pub(super) id: i64,
    pub(super) placed_at: Instant,
    pub(super) number: String,
    /// With VAT.
    pub(super) total: Money,
}

/// How many orders a customer has, as far as they are counted.
pub(super) fn said_count(orders: i64) -> String {
    if orders < HABIT_ORDERS {
        orders.to_string()
    } else {
        format!("{HABIT_ORDERS}+")
    }
}

/// Another open order of the same customer.
#[derive(Debug, Clone)]
pub(super) struct Other {
    pub(super) order: Order,
    pub(super) lines: Vec<OrderLine>,
    /// Who picks it at this moment, and since when.
    pub(super) picker: Option<(String, Instant)>,
    /// Something of it is undecided.
    pub(super) undecided: bool,
}

/// Everything beside the card of an order.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// Who may collect it.
    pub(super) collectors: Vec<String>,
    pub(super) customer: CustomerCard,
    pub(super) other: Option<Other>,
    /// Who picks this one at this moment, and since when.
    pub(super) picker: Option<(String, Instant)>,
}

/// Reads it.
pub(super) fn beside(
    reader: &mut Reader<'_>,
    card: &Card,
    pickers: &[(i64, Picker)],
) -> Result<Beside, Refused> {
    Ok(Beside {
        collectors: collectors(reader, card)?,
        customer: customer_card(reader, &card.customer_code)?,
        other: other(reader, card, pickers)?,
        picker: picker_of(&card.order, pickers),
    })
}

/// What a customer takes most, and their last orders; nothing for whoever may not see what they bought.
pub(super) fn habits(reader: &mut Reader<'_>, customer: CustomerId) -> Result<Habits, Refused> {
    let mut habits = Habits::default();
    if !reader.may_see_customer(customer)? {
        return Ok(habits);
    }
    for row in reader.rows(
        "select l.item, max(l.name), count(distinct l.orders) from (select id from orders where customer = $1 and cancelled is null order by placed_at desc, id desc limit $2) as n
         cross join order_line l on l.orders = n.id group by l.item order by count(distinct l.orders) desc, max(l.name) limit $3",
        &[customer.0.into(), HABIT_ORDERS.into(), HABIT_LINES.into()],
    )? {
        habits.items.push((row.text(1)?, row.int(2)?));
    }
    for row in reader.rows(
        "select id, placed_at, number, total from orders where customer = $1 order by placed_at desc, id desc limit $2",
        &[customer.0.into(), HABIT_ORDERS.into()],
    )? {
        habits.orders += 1;
        if habits.orders <= LAST_ORDERS {
            habits.last.push(Last {
                id: row.int(0)?,
                placed_at: Instant(row.int(1)?),
                number: row.text(2)?,
                total: Money(row.int(3)?),
            });
        }
    }
    Ok(habits)
}

/// The one that is wanted next of the customer's other open orders.
fn other(
    reader: &mut Reader<'_>,
    card: &Card,
    pickers: &[(i64, Picker)],
) -> Result<Option<Other>, Refused> {
    let row = reader.row(
        "select number from (select id, number, queue_at from orders where customer = $1 and open = 1 limit 200) as n
         where id <> $2 order by queue_at, id limit 1",
        &[card.order.customer.0.into(), card.order.id.0.into()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let order = Order::find(reader, &row.text(0)?)?;
    Ok(Some(Other {
        lines: order::lines(reader, order.id)?,
        picker: picker_of(&order, pickers),
        undecided: !change::undecided(reader, order.id)?.is_empty(),
        order,
    }))
}

fn picker_of(order: &Order, pickers: &[(i64, Picker)]) -> Option<(String, Instant)> {
    let found = pickers.iter().find(|(known, _)| *known == order.id.0);
    found.map(|(_, picker)| (picker.name.clone(), picker.since))
}
