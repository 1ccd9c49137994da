//! An order from before this file began, as an import brings it: shipped ones as history, open ones as work to do.

use crate::model::money::{Pricing, line_amount};
use crate::model::order::{Facts, LineState, States, states};
use crate::model::time::parse_when;
use crate::model::{
    CustomerId, Discount, Duty, Instant, Money, OrderId, Quantity, Right, UnderCover,
};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, HISTORY, Item};
use crate::records::ledger::{self, Posting};
use crate::records::{customer, order, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records an order under the number it had. With `shipped` its goods are taken as handed over and paid then; without,
/// it holds what is free now and waits for the rest. Withdrawn items are allowed: they were sold then.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The number it had; not taken.
    pub order: String,
    /// The customer's code.
    pub customer: String,
    /// The day it was taken: "1996-07-04".
    pub placed: String,
    /// The day it was wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<String>,
    /// The day it left; none: it is still to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipped: Option<String>,
    /// At least one.
    pub lines: Vec<RecordLine>,
}

/// One line, at the price of then.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordLine {
    /// The item's code.
    pub item: String,
    /// Above zero.
    pub quantity: Quantity,
    /// For one unit, without VAT.
    pub price: Money,
    /// In per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
}

impl Verb for Record {
    const NAME: &'static str = "order.record";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let number = text::name("order", &self.order)?;
        let customer = customer::find(permit, &self.customer)?;
        if self.lines.is_empty() {
            return Err(Refused::rule("order-without-lines"));
        }
        let mut lines = Vec::with_capacity(self.lines.len());
        let mut nets = Vec::with_capacity(self.lines.len());
        for line in &self.lines {
            let item = item::find(permit, &line.item)?;
            if line.quantity <= Quantity::ZERO {
                return Err(Refused::rule("bad-quantity").with("value", line.quantity.to_string()));
            }
            let net = line_amount(line.price, line.quantity, line.discount.unwrap_or_default())
                .ok_or_else(|| Refused::rule("amount-too-large"))?;
            nets.push((net, item.vat));
            lines.push((item, line, net));
        }
        let total = Pricing::default()
            .total(&nets)
            .ok_or_else(|| Refused::rule("amount-too-large"))?;
        let states = self.states(&lines, total);
        let id = self.write_head(permit, &number, &customer, total, states)?;
        let mut line_number = 0;
        for (item, line, net) in &lines {
            line_number += 1;
            self.write_line(permit, id, line_number, item, line, *net)?;
        }
        let states = match &self.shipped {
            Some(_) => {
                pay(permit, id, customer.0, &number, total)?;
                states
            }
            None => {
                release::claim(permit, id)?;
                order::settle(permit, id)?
            }
        };
        Ok(Receipt::about(number.as_str())
            .order(id)
            .with("order", number)
            .with("fulfilment", states.fulfilment.as_str())
            .with("total", total.to_string()))
    }
}

impl Record {
    /// How much of a line has left.
    const fn gone(&self, line: &RecordLine) -> Quantity {
        if self.shipped.is_some() {
            line.quantity
        } else {
            Quantity::ZERO
        }
    }

    /// What has been shipped was paid then.
    fn paid(&self, total: Money) -> Money {
        self.shipped.as_ref().map_or(Money::ZERO, |_| total)
    }

    fn states(&self, lines: &[(Item, &RecordLine, Money)], total: Money) -> States {
        let lines: Vec<LineState> = lines
            .iter()
            .map(|(_, line, _)| LineState {
                ordered: line.quantity,
                handed_over: self.gone(line),
                ..LineState::default()
            })
            .collect();
        states(&Facts {
            lines: &lines,
            total,
            paid: self.paid(total),
            ..Facts::default()
        })
    }

    fn write_head(
        &self,
        permit: &mut Permit<'_>,
        number: &str,
        (customer, name): &(CustomerId, String),
        total: Money,
        states: States,
    ) -> Result<OrderId, Refused> {
        let placed = moment(permit, &self.placed)?;
        let promised = self
            .needed_by
            .as_deref()
            .map(|day| moment(permit, day))
            .transpose()?;
        if let Some(day) = &self.shipped {
            moment(permit, day)?;
        }
        let (staff, seq) = (permit.staff(), permit.seq());
        let id = permit.insert_new(
            "insert into orders (number, customer, placed_at, placed_by, promised_at, queue_at, delivery, reference, total, paid, commercial, fulfilment, money, open, changed_seq, made_seq, customer_name)
             values ($1, $2, $3, $4, $5, $6, 'delivery', $7, $8, $9, $10, $11, $12, $13, $14, $14, $15)
             on conflict (number) do nothing",
            &[
                number.into(),
                customer.0.into(),
                placed.0.into(),
                staff.0.into(),
                promised.map(|at| at.0).into(),
                promised.map_or(i64::MAX, |at| at.0).into(),
                self.shipped.clone().unwrap_or_default().into(),
                total.0.into(),
                self.paid(total).0.into(),
                states.commercial.as_str().into(),
                states.fulfilment.as_str().into(),
                states.money.as_str().into(),
                states.open.into(),
                seq.into(),
                name.as_str().into(),
            ],
        )?;
        id.map(OrderId).ok_or_else(|| {
            Refused::rule("name-taken")
                .with("kind", "order")
                .with("name", number)
        })
    }

    fn write_line(
        &self,
        permit: &mut Permit<'_>,
        order: OrderId,
        number: i64,
        item: &Item,
        line: &RecordLine,
        net: Money,
    ) -> Result<(), Refused> {
        let gone = self.gone(line);
        permit.write(
            "insert into order_line (orders, line, item, name, unit, ordered, price, vat, discount, net, handed_over) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                order.0.into(),
                number.into(),
                item.id.0.into(),
                item.name.as_str().into(),
                item.unit.as_str().into(),
                line.quantity.0.into(),
                line.price.0.into(),
                item.vat.0.into(),
                line.discount.unwrap_or_default().0.into(),
                net.0.into(),
                gone.0.into(),
            ],
        )?;
        if gone > Quantity::ZERO {
            // What left before this file began came from outside of it: it passes through, and the stock stays as it is.
            let seq = permit.seq();
            let (item, order) = (item.id.0, order.0);
            permit.write(
                "insert into stock_move (seq, item, bin, delta, kind, orders, line) values ($1, $2, $3, $4, 'history', null, null), ($1, $2, $3, -$4, 'history', $5, $6)",
                &[seq.into(), item.into(), HISTORY.0.into(), gone.0.into(), order.into(), number.into()],
            )?;
        }
        Ok(())
    }
}

/// Paid then: the office's books of that time are closed.
fn pay(
    permit: &mut Permit<'_>,
    order: OrderId,
    customer: CustomerId,
    number: &str,
    total: Money,
) -> Result<(), Refused> {
    if total > Money::ZERO {
        let (now, seq) = (permit.now(), permit.seq());
        permit.write(
            "insert into payment (number, orders, customer, amount, means, at, seq) values ($1, $2, $6, $3, 'history', $4, $5)",
            &[format!("R-{number}").into(), order.0.into(), total.0.into(), now.0.into(), seq.into(), customer.0.into()],
        )?;
        let postings = [
            Posting::of("history", total),
            Posting::of("customers", Money(-total.0)),
        ];
        ledger::post(permit, &postings, None, Some(order))?;
    }
    Ok(())
}

fn moment(permit: &Permit<'_>, day: &str) -> Result<Instant, Refused> {
    let at = parse_when(day, permit.now(), permit.facts().zone);
    at.ok_or_else(|| {
        Refused::rule("bad-date").with("value", day.chars().take(40).collect::<String>())
    })
}
