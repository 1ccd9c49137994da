//! An order from before this file began, as an import brings it: shipped ones as history, open ones as work to do.

use crate::model::money::{MONEY_MAX, Pricing, line_amount};
use crate::model::order::{Facts, LineState, States, states};
use crate::model::time::parse_when;
use crate::model::{
    CustomerId, Delivery, Discount, Duty, Instant, Money, OrderId, PaperKind, Quantity, Right,
    UnderCover, VatRate,
};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, HISTORY, Item};
use crate::records::ledger::{self, Posting};
use crate::records::{customer, order, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Records an order under the number it had. With `shipped` its goods are taken as handed over, and as paid then unless `paid` says
/// less; without, it holds what is free now and waits for the rest. Withdrawn items are allowed: they were sold then.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
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
    /// How it reaches the customer; delivery unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// What must be ticked off before the goods leave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<PaperKind>,
    /// For the back office.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Off the whole order, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
    /// The prices of its lines have VAT in them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub with_vat: bool,
    /// Agreed at the start; at most the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
    /// What was paid of it before this file began; none: all of what has been shipped, and nothing of the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Money>,
}

/// One line, at the price of then.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordLine {
    /// The item's code.
    pub item: String,
    /// Above zero.
    pub quantity: Quantity,
    /// For one unit; with VAT in it where the order says so.
    pub price: Money,
    /// In per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
    /// What it was called then; none: as the item is called now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The rate of then; none: the item's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vat: Option<VatRate>,
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
            nets.push((net, line.vat.unwrap_or(item.vat)));
            lines.push((item, line, net));
        }
        let pricing = Pricing {
            with_vat: self.with_vat,
            discount: self.discount.unwrap_or_default(),
        };
        let total = pricing
            .total(&nets)
            .ok_or_else(|| Refused::rule("amount-too-large"))?;
        self.check_money(total)?;
        let states = self.states(&lines, total);
        let id = self.write_head(permit, &number, &customer, total, states)?;
        let mut line_number = 0;
        for (item, line, net) in &lines {
            line_number += 1;
            self.write_line(permit, id, line_number, item, line, *net)?;
        }
        pay(permit, id, customer.0, &number, self.paid(total))?;
        let states = match &self.shipped {
            Some(_) => states,
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

    /// What has been shipped was paid then, unless it is said how much.
    fn paid(&self, total: Money) -> Money {
        let by_then = self.shipped.as_ref().map_or(Money::ZERO, |_| total);
        self.paid.unwrap_or(by_then)
    }

    /// Goods left without full payment.
    fn is_owed(&self, total: Money) -> bool {
        self.shipped.is_some() && self.paid(total) < total
    }

    /// Refuses a deposit or a payment that cannot have been.
    fn check_money(&self, total: Money) -> Result<(), Refused> {
        let deposit = self.deposit.unwrap_or_default();
        for (amount, most) in [(deposit, total), (self.paid(total), MONEY_MAX)] {
            if amount < Money::ZERO || amount > most {
                return Err(Refused::rule("bad-money").with("value", amount.to_string()));
            }
        }
        Ok(())
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
            deposit: self.deposit.unwrap_or_default(),
            paid: self.paid(total),
            on_account: self.is_owed(total),
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
        let note = text::note("note", &self.note)?;
        let papers: Vec<&str> = self.papers.iter().map(|kind| kind.as_str()).collect();
        let id = permit.insert_new(
            "insert into orders (number, customer, placed_at, placed_by, promised_at, queue_at, delivery, reference, total, paid, commercial, fulfilment, money, open, changed_seq, made_seq, customer_name,
                 papers, note, deposit, discount, with_vat, on_account)
             values ($1, $2, $3, $4, $5, $6, $16, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $17, $18, $19, $20, $21, $22)
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
                self.delivery.unwrap_or(Delivery::Delivery).as_str().into(),
                papers.join(",").into(),
                note.into(),
                self.deposit.unwrap_or_default().0.into(),
                self.discount.unwrap_or_default().0.into(),
                self.with_vat.into(),
                self.is_owed(total).into(),
            ],
        )?;
        let id = id.ok_or_else(|| {
            Refused::rule("name-taken")
                .with("kind", "order")
                .with("name", number)
        })?;
        keep_off(permit, number)?;
        Ok(OrderId(id))
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
        let name = match &line.name {
            Some(name) => text::name("name", name)?,
            None => item.name.clone(),
        };
        permit.write(
            "insert into order_line (orders, line, item, name, unit, ordered, price, vat, discount, net, handed_over) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            &[
                order.0.into(),
                number.into(),
                item.id.0.into(),
                name.into(),
                item.unit.as_str().into(),
                line.quantity.0.into(),
                line.price.0.into(),
                line.vat.unwrap_or(item.vat).0.into(),
                line.discount.unwrap_or_default().0.into(),
                net.0.into(),
                gone.0.into(),
            ],
        )?;
        if gone > Quantity::ZERO {
            // What left before this file began came from outside of it: it passes through, and the stock stays as it is.
            let seq = permit.seq();
            let (item, order) = (item.id.0, order.0);
            // One row at a time: the triggers of the digests make SQLite keep several in a table of their own first.
            let (came, went) = ((None, None), (Some(order), Some(number)));
            for (delta, (order, number)) in [(gone.0, came), (-gone.0, went)] {
                permit.write(
                    "insert into stock_move (seq, item, bin, delta, kind, orders, line) values ($1, $2, $3, $4, 'history', $5, $6)",
                    &[seq.into(), item.into(), HISTORY.0.into(), delta.into(), order.into(), number.into()],
                )?;
            }
        }
        Ok(())
    }
}

/// A number that looks like one of ours is not given to another order.
fn keep_off(permit: &mut Permit<'_>, number: &str) -> Result<(), Refused> {
    let Some((series, digits)) = number.rsplit_once('-') else {
        return Ok(());
    };
    let ours = series
        .strip_prefix("SO-")
        .is_some_and(|year| year.chars().count() == 4);
    let (true, Ok(taken)) = (ours, digits.parse::<i64>()) else {
        return Ok(());
    };
    permit.write(
        "insert into counter (series, next) values ($1, $2)
         on conflict (series) do update set next = case when counter.next < excluded.next then excluded.next else counter.next end",
        &[series.into(), taken.saturating_add(1).into()],
    )?;
    Ok(())
}

/// Paid then: the office's books of that time are closed.
fn pay(
    permit: &mut Permit<'_>,
    order: OrderId,
    customer: CustomerId,
    number: &str,
    paid: Money,
) -> Result<(), Refused> {
    if paid > Money::ZERO {
        let (now, seq) = (permit.now(), permit.seq());
        permit.write(
            "insert into payment (number, orders, customer, amount, means, at, seq) values ($1, $2, $6, $3, 'history', $4, $5)",
            &[format!("R-{number}").into(), order.0.into(), paid.0.into(), now.0.into(), seq.into(), customer.0.into()],
        )?;
        let postings = [
            Posting::of("history", paid),
            Posting::of("customers", Money(-paid.0)),
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
