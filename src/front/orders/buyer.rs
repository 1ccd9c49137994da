//! Who an order is for, beside its form: whom one calls, what they owe, what they buy most, and their last orders.

use crate::model::{CustomerId, Instant, Money, OrderId, Quantity};
use crate::office::{Reader, Reads, Refused};
use crate::records::setting::Setting;
use crate::words::Words;

/// The most orders on account that are added up; where there are more, the sum is told as "over".
const OWED_ORDERS_MAX: i64 = 200;

/// What the form knows of a customer, for those who may see a customer's telephone, balance and history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Buyer {
    pub(super) person: String,
    pub(super) phone: String,
    /// On account.
    pub(super) owes: Money,
    /// They owe more than that: not every order was added up.
    pub(super) owes_more: bool,
    /// How much they may owe; `None`: any amount.
    pub(super) limit: Option<Money>,
    /// What they buy most often, three at most.
    pub(super) most: Vec<Usual>,
    /// Their last orders, the newest first.
    pub(super) last: Vec<LastOrder>,
}

/// An item that a customer buys often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Usual {
    pub(super) code: String,
    pub(super) name: String,
    /// In how many of their newest orders it stands.
    pub(super) times: i64,
}

/// An order that was taken before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LastOrder {
    id: OrderId,
    pub(super) number: String,
    pub(super) placed_at: Instant,
    pub(super) total: Money,
    /// What of it can be ordered again.
    pub(super) lines: Vec<Again>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Again {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) quantity: Quantity,
}

impl Buyer {
    /// What they owe, as it is told.
    pub(super) fn owes_told(&self, words: &Words) -> String {
        let owes = words.amount(self.owes);
        if self.owes_more {
            words.orders_over(owes)
        } else {
            owes
        }
    }

    /// Of the customer with this id.
    ///
    /// # Errors
    /// What the store reports.
    pub(super) fn read(reader: &mut Reader<'_>, customer: i64) -> Result<Self, Refused> {
        // How to reach them, what they bought and what they owe is not for everybody who may look at orders.
        if !reader.may_see_customer(CustomerId(customer))? {
            return Ok(Self::default());
        }
        let row = reader.row(
            "select c.contact, c.phone, c.account_limit, a.due, a.orders from customer c cross join
                 (select cast(coalesce(sum(due), 0) as bigint) as due, count(*) as orders from
                      (select total - paid as due from orders where customer = $1 and on_account = 1 and paid < total limit $2) as o) as a
             where c.id = $1",
            &[customer.into(), (OWED_ORDERS_MAX + 1).into()],
        )?;
        let Some(row) = row else {
            return Ok(Self::default());
        };
        let limit = match row.int_or_none(2)? {
            Some(limit) => Some(Money(limit)),
            None => Setting::AccountLimit.limit(reader)?,
        };
        Ok(Self {
            person: row.text(0)?,
            phone: row.text(1)?,
            owes: Money(row.int(3)?),
            owes_more: row.int(4)? > OWED_ORDERS_MAX,
            limit,
            most: most(reader, customer)?,
            last: last(reader, customer)?,
        })
    }
}

fn most(reader: &mut Reader<'_>, customer: i64) -> Result<Vec<Usual>, Refused> {
    let rows = reader.rows(
        "select i.code, i.name, count(distinct o.id) as times from
             (select id from orders where customer = $1 order by placed_at desc, id desc limit 40) as o
             cross join order_line l on l.orders = o.id cross join item i on i.id = l.item
         where i.active = 1 and l.ordered > l.cancelled group by i.id, i.code, i.name order by times desc, i.id limit 3",
        &[customer.into()],
    )?;
    let usual = |row: &crate::office::Row| {
        Ok(Usual {
            code: row.text(0)?,
            name: row.text(1)?,
            times: row.int(2)?,
        })
    };
    rows.iter().map(usual).collect()
}

fn last(reader: &mut Reader<'_>, customer: i64) -> Result<Vec<LastOrder>, Refused> {
    let rows = reader.rows(
        "select o.id, o.number, o.placed_at, o.total, i.code, l.name, l.ordered - l.cancelled, coalesce(i.active, 0) from
             (select id, number, placed_at, total from orders where customer = $1 order by placed_at desc, id desc limit 6) as o
             left join order_line l on l.orders = o.id left join item i on i.id = l.item
         order by o.placed_at desc, o.id desc, l.line",
        &[customer.into()],
    )?;
    let mut orders: Vec<LastOrder> = Vec::new();
    for row in rows {
        let id = OrderId(row.int(0)?);
        if orders.last().is_none_or(|order| order.id != id) {
            orders.push(LastOrder {
                id,
                number: row.text(1)?,
                placed_at: Instant(row.int(2)?),
                total: Money(row.int(3)?),
                lines: Vec::new(),
            });
        }
        if let (Some(order), true) = (orders.last_mut(), row.flag(7)?) {
            let quantity = Quantity(row.int(6)?);
            if quantity > Quantity::ZERO {
                order.lines.push(Again {
                    code: row.text(4)?,
                    name: row.text(5)?,
                    quantity,
                });
            }
        }
    }
    Ok(orders)
}
