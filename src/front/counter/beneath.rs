//! The orders beneath the customers who are found, and which of all is chosen first.

use super::search::{CUSTOMERS_FIRST, Match, customer, order_columns, orders};
use crate::model::CustomerId;
use crate::office::{Reader, Reads, Refused};

/// The most open orders beneath a customer.
const ORDERS_BENEATH_MAX: i64 = 5;

/// A customer, and so many of their orders behind them, newest first; for whoever may not see what they bought, those that are open.
///
/// # Errors
/// What the store reports.
pub(super) fn orders_of(
    reader: &mut Reader<'_>,
    code: &str,
    count: i64,
) -> Result<Vec<Match>, Refused> {
    let row = reader.row_of_code(
        "select id, code from customer where upper(code) in ($1, $2, $3)",
        code,
        1,
    )?;
    let Some(row) = row else {
        return Ok(Vec::new());
    };
    let id = row.int(0)?;
    let sql = if reader.may_see_customer(CustomerId(id))? {
        concat!(
            order_columns!(),
            " from customer c cross join orders o on o.customer = c.id
         where c.id = $1 order by o.placed_at desc, o.id desc limit $2"
        )
    } else {
        concat!(
            order_columns!(),
            " from customer c cross join orders o on o.customer = c.id
         where c.id = $1 and o.open = 1 order by o.placed_at desc, o.id desc limit $2"
        )
    };
    let mut found = Vec::new();
    found.extend(customer(reader, id)?);
    let theirs = orders(reader, sql, &[id.into(), count.into()])?;
    found.extend(beneath(theirs));
    Ok(found)
}

fn beneath(orders: Vec<Match>) -> impl Iterator<Item = Match> {
    orders.into_iter().map(|mut order| {
        order.beneath = true;
        order
    })
}

/// For so many minutes an order that was handed over is still found with its customer: they may come back with it.
const BACK_MINUTES: i64 = 12 * 60;

/// The same matches, and beneath each of the first customers their open orders: what is ready first, then by when it is promised;
/// last what was handed over to them today.
pub(super) fn with_open_orders(
    reader: &mut Reader<'_>,
    found: Vec<Match>,
) -> Result<Vec<Match>, Refused> {
    let known: Vec<i64> = found.iter().map(|one| one.key).collect();
    let mut with = Vec::new();
    let mut unfolded = 0;
    for one in found {
        let unfolds = one.is_customer() && unfolded < CUSTOMERS_FIRST;
        let id = one.key;
        with.push(one);
        if !unfolds {
            continue;
        }
        unfolded += 1;
        let rows = reader.rows(
            "select id from (select id, fulfilment, queue_at from orders where customer = $1 and open = 1 limit 200) as n
             order by fulfilment = 'ready' desc, queue_at, id limit $2",
            &[id.into(), ORDERS_BENEATH_MAX.into()],
        )?;
        let since = reader.now().plus_minutes(-BACK_MINUTES);
        let gone = reader.rows(
            "select distinct o.id from parcel p cross join orders o on o.id = p.orders
             where p.handed_at is not null and p.handed_at >= $2 and o.customer = $1 and o.open = 0 order by o.id desc limit $3",
            &[id.into(), since.0.into(), ORDERS_BENEATH_MAX.into()],
        )?;
        let mut open = Vec::new();
        let most = usize::try_from(ORDERS_BENEATH_MAX).unwrap_or(usize::MAX);
        for row in rows.iter().chain(&gone).take(most) {
            open.extend(orders(
                reader,
                concat!(
                    order_columns!(),
                    " from orders o cross join customer c on c.id = o.customer where o.id = $1"
                ),
                &[row.int(0)?.into()],
            )?);
        }
        with.extend(beneath(open).filter(|order| !known.contains(&order.key)));
    }
    Ok(with)
}

/// Which match is chosen while nobody has chosen another: of a customer who is found first the order that stands ready, for that is
/// what they came for; else the first.
pub(super) fn first_choice(found: &[Match]) -> Option<&Match> {
    let first = found.first()?;
    let theirs = found.iter().skip(1).take_while(|one| one.beneath);
    let ready = theirs
        .filter(|_| first.is_customer())
        .find(|one| one.is_ready());
    Some(ready.unwrap_or(first))
}
