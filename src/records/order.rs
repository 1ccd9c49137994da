//! One order with its lines, and the step that derives its states anew after anything has changed.

use crate::model::money::{Pricing, Share, line_amount};
use crate::model::order::{Facts, states};
use crate::model::{
    Commercial, CustomerId, Delivery, Discount, Fulfilment, Instant, ItemId, LineState, Money,
    MoneyState, OrderId, PaperKind, Quantity, States, VatRate,
};
use crate::office::{Permit, Reads, Refused};
use crate::store::Row;

/// The head of an order as the file has it.
#[derive(Debug, Clone)]
pub struct Order {
    /// Its key.
    pub id: OrderId,
    /// As people know it: "SO-2026-0007".
    pub number: String,
    /// For whom.
    pub customer: CustomerId,
    /// When it was taken.
    pub placed_at: Instant,
    /// When the customer wants it.
    pub promised_at: Option<Instant>,
    /// How it reaches the customer.
    pub delivery: Delivery,
    /// What must be ticked off before goods leave.
    pub papers: Vec<PaperKind>,
    /// For the back office.
    pub note: String,
    /// Why it is stopped.
    pub hold: Option<String>,
    /// Why it was cancelled.
    pub cancelled: Option<String>,
    /// How its lines add up.
    pub pricing: Pricing,
    /// With VAT, for what is not cancelled.
    pub total: Money,
    /// Agreed at the start.
    pub deposit: Money,
    /// So far.
    pub paid: Money,
    /// Goods left without full payment, by permission.
    pub on_account: bool,
    /// The three axes.
    pub states: States,
}

/// One line of an order.
#[derive(Debug, Clone)]
pub struct OrderLine {
    /// Its place, from 1.
    pub line: i64,
    /// Of what.
    pub item: ItemId,
    /// Its code.
    pub code: String,
    /// Its name when the order was taken.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// For one unit; with VAT or without, as the order has it.
    pub price: Money,
    /// The rate.
    pub vat: VatRate,
    /// Off this line.
    pub discount: Discount,
    /// For what was ordered; with VAT or without, as the order has it.
    pub net: Money,
    /// The counts.
    pub state: LineState,
}

macro_rules! order_columns {
    () => {
        "id, number, customer, placed_at, promised_at, delivery, papers, note, hold, cancelled, total, deposit, paid, on_account, commercial, fulfilment, money, open, pickable, discount, with_vat"
    };
}

/// The required papers as the file has them, with commas between; `None` where one of them is not known: an order from which it
/// were left out would go without it.
fn papers_of(text: &str) -> Option<Vec<PaperKind>> {
    let kinds = text.split(',').filter(|kind| !kind.is_empty());
    kinds.map(PaperKind::parse).collect()
}

impl Order {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            id: OrderId(row.int(0)?),
            number: row.text(1)?,
            customer: CustomerId(row.int(2)?),
            placed_at: Instant(row.int(3)?),
            promised_at: row.int_or_none(4)?.map(Instant),
            delivery: row.word(5, Delivery::parse)?,
            papers: row.word(6, papers_of)?,
            note: row.text(7)?,
            hold: row.text_or_none(8)?,
            cancelled: row.text_or_none(9)?,
            pricing: Pricing {
                with_vat: row.flag(20)?,
                discount: Discount(row.int(19)?),
            },
            total: Money(row.int(10)?),
            deposit: Money(row.int(11)?),
            paid: Money(row.int(12)?),
            on_account: row.flag(13)?,
            states: States {
                commercial: row.word(14, Commercial::parse)?,
                fulfilment: row.word(15, Fulfilment::parse)?,
                money: row.word(16, MoneyState::parse)?,
                open: row.flag(17)?,
                pickable: row.flag(18)?,
            },
        })
    }

    /// The order with this number.
    ///
    /// # Errors
    /// `not-found`.
    pub fn find(reads: &mut impl Reads, number: &str) -> Result<Self, Refused> {
        let row = reads.row(
            concat!(
                "select ",
                order_columns!(),
                " from orders where number = $1"
            ),
            &[number.into()],
        )?;
        Self::from_row(&row.ok_or_else(|| Refused::not_found("order", number))?)
    }

    /// The order with this key.
    ///
    /// # Errors
    /// `not-found`.
    pub fn get(reads: &mut impl Reads, id: OrderId) -> Result<Self, Refused> {
        let row = reads.row(
            concat!("select ", order_columns!(), " from orders where id = $1"),
            &[id.0.into()],
        )?;
        Self::from_row(&row.ok_or_else(|| Refused::not_found("order", &id.0.to_string()))?)
    }

    /// What is still to be paid; negative where too much was.
    #[must_use]
    pub const fn due(&self) -> Money {
        self.total.minus(self.paid)
    }

    /// What is left to pay of the deposit that was agreed; never below zero.
    #[must_use]
    pub fn deposit_due(&self) -> Money {
        self.deposit.minus(self.paid).max(Money::ZERO)
    }

    /// Refuses what an order that is over cannot take.
    ///
    /// # Errors
    /// `order-over` with its state.
    pub fn must_run(&self) -> Result<(), Refused> {
        match self.states.commercial {
            Commercial::Closed | Commercial::Cancelled | Commercial::Lapsed => {
                Err(Refused::rule("order-over")
                    .with("order", &self.number)
                    .with("state", self.states.commercial.as_str()))
            }
            Commercial::Quote | Commercial::Sent | Commercial::Taken | Commercial::OnHold => Ok(()),
        }
    }
}

/// The lines of an order, in their order.
///
/// # Errors
/// What the store reports.
pub fn lines(reads: &mut impl Reads, order: OrderId) -> Result<Vec<OrderLine>, Refused> {
    let rows = reads.rows(
        "select l.line, l.item, i.code, l.name, l.unit, l.price, l.vat, l.discount, l.net, l.ordered, l.cancelled, l.allocated, l.picked, l.handed_over, l.returned, l.refunded
         from order_line l cross join item i on i.id = l.item where l.orders = $1 order by l.line",
        &[order.0.into()],
    )?;
    rows.iter().map(line_from_row).collect()
}

fn line_from_row(row: &Row) -> Result<OrderLine, Refused> {
    Ok(OrderLine {
        line: row.int(0)?,
        item: ItemId(row.int(1)?),
        code: row.text(2)?,
        name: row.text(3)?,
        unit: row.text(4)?,
        price: Money(row.int(5)?),
        vat: VatRate(row.int(6)?),
        discount: Discount(row.int(7)?),
        net: Money(row.int(8)?),
        state: LineState {
            ordered: Quantity(row.int(9)?),
            cancelled: Quantity(row.int(10)?),
            allocated: Quantity(row.int(11)?),
            picked: Quantity(row.int(12)?),
            handed_over: Quantity(row.int(13)?),
            returned: Quantity(row.int(14)?),
            refunded: Quantity(row.int(15)?),
        },
    })
}

/// Derives the order's states anew from its lines, parcels and money, and stores them for the indexes.
///
/// # Errors
/// What the store reports.
pub fn settle(permit: &mut Permit<'_>, id: OrderId) -> Result<States, Refused> {
    let order = Order::get(permit, id)?;
    let counts: Vec<LineState> = lines(permit, id)?
        .into_iter()
        .map(|line| line.state)
        .collect();
    let row = permit.row(
        "select cast(coalesce(sum(l.quantity), 0) as bigint) from parcel p cross join parcel_line l on l.parcel = p.id
         where p.orders = $1 and p.ready_at is not null and p.handed_at is null",
        &[id.0.into()],
    )?;
    let ready = Quantity(row.map_or(Ok(0), |row| row.int(0))?);
    let derived = states(&Facts {
        lines: &counts,
        ready,
        held: order.hold.is_some(),
        cancelled: order.cancelled.is_some(),
        total: order.total,
        deposit: order.deposit,
        paid: order.paid,
        on_account: order.on_account,
    });
    let seq = permit.seq();
    permit.write(
        "update orders set commercial = $2, fulfilment = $3, money = $4, open = $5, pickable = $6, changed_seq = $7 where id = $1",
        &[
            id.0.into(),
            derived.commercial.as_str().into(),
            derived.fulfilment.as_str().into(),
            derived.money.as_str().into(),
            derived.open.into(),
            derived.pickable.into(),
            seq.into(),
        ],
    )?;
    Ok(derived)
}

impl Order {
    /// The total for what is not cancelled and not refunded, computed from its lines.
    ///
    /// # Errors
    /// `amount-too-large`.
    pub fn total_of(&self, lines: &[OrderLine]) -> Result<Money, Refused> {
        let total = self.pricing.total(&amounts(lines)?);
        total.ok_or_else(|| Refused::rule("amount-too-large"))
    }

    /// How much less the order costs by its discounts, on its lines and on all of it, with VAT.
    ///
    /// # Errors
    /// `amount-too-large`.
    pub fn discount_of(&self, lines: &[OrderLine]) -> Result<Money, Refused> {
        let undiscounted: Vec<OrderLine> = lines
            .iter()
            .map(|line| OrderLine {
                discount: Discount::default(),
                ..line.clone()
            })
            .collect();
        let plain = Pricing {
            discount: Discount::default(),
            ..self.pricing
        };
        let full = plain.total(&amounts(&undiscounted)?);
        let full = full.ok_or_else(|| Refused::rule("amount-too-large"))?;
        Ok(full.minus(self.total_of(lines)?))
    }

    /// What each VAT rate has of the total, lowest rate first.
    ///
    /// # Errors
    /// `amount-too-large`.
    pub fn shares_of(&self, lines: &[OrderLine]) -> Result<Vec<Share>, Refused> {
        let shares = self.pricing.shares(&amounts(lines)?);
        shares.ok_or_else(|| Refused::rule("amount-too-large"))
    }

    /// How much the discount on the whole order takes off.
    ///
    /// # Errors
    /// `amount-too-large`.
    pub fn taken_off(&self, lines: &[OrderLine]) -> Result<Money, Refused> {
        let off = self.pricing.taken_off(&amounts(lines)?);
        off.ok_or_else(|| Refused::rule("amount-too-large"))
    }
}

impl OrderLine {
    /// What so much of this line costs.
    ///
    /// # Errors
    /// `amount-too-large`.
    pub fn amount_of(&self, quantity: Quantity) -> Result<Money, Refused> {
        line_amount(self.price, quantity, self.discount)
            .ok_or_else(|| Refused::rule("amount-too-large"))
    }
}

/// Adds an order up anew after its lines have changed; where none of it is wanted any more it is cancelled, for this reason.
/// A deposit is never more than the total. Gives the total.
///
/// # Errors
/// `amount-too-large`.
pub fn add_up(
    permit: &mut Permit<'_>,
    order: &Order,
    lines: &[OrderLine],
    reason: &str,
) -> Result<Money, Refused> {
    let total = order.total_of(lines)?;
    let nothing_left = lines
        .iter()
        .all(|line| line.state.cancelled == line.state.ordered);
    let cancelled = nothing_left.then_some(reason);
    permit.write(
        "update orders set total = $2, cancelled = coalesce($3, cancelled), deposit = case when deposit > $2 then $2 else deposit end where id = $1",
        &[order.id.0.into(), total.0.into(), cancelled.into()],
    )?;
    Ok(total)
}

/// What is to be paid of each line, with its rate.
fn amounts(lines: &[OrderLine]) -> Result<Vec<(Money, VatRate)>, Refused> {
    lines
        .iter()
        .map(|line| Ok((line.amount_of(line.state.to_pay())?, line.vat)))
        .collect()
}
