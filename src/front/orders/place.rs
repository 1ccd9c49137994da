//! Takes an order: prices and VAT as they are now, stock held at once where there is any.

use super::missing::{missing, with_missing};
use crate::model::money::{Pricing, line_amount, price_as};
use crate::model::order::{Facts, states};
use crate::model::time::parse_when;
use crate::model::{
    Delivery, Discount, Duty, Instant, LineState, Money, OrderId, PaperKind, Quantity, Right,
    StaffId, States, UnderCover,
};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, Item};
use crate::records::setting::Setting;
use crate::records::{customer, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes an order for a customer. Each line holds what is free now and waits for the rest; an item that has been
/// withdrawn, a quantity that is not above zero, or an order without lines is refused.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The customer's code.
    pub customer: String,
    /// At least one, at most 200.
    pub lines: Vec<PlaceLine>,
    /// "2026-11-24", "2026-11-24 14:00", "14:00" or RFC 3339; none: when it is ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<String>,
    /// How it reaches the customer; pickup unless said.
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
    /// To be paid before the rest; at most the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
}

/// One line of the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceLine {
    /// The item's code or barcode.
    pub item: String,
    /// Above zero.
    pub quantity: Quantity,
    /// In per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
}

/// The most lines that one order may have.
pub(super) const LINES_MAX: usize = 200;

/// Stands behind every promise in the picking queue.
pub(super) const NO_PROMISE: Instant = Instant(i64::MAX);

pub(super) struct Priced {
    item: Item,
    quantity: Quantity,
    pub(super) discount: Discount,
    amount: Money,
    state: LineState,
}

impl Verb for Place {
    const NAME: &'static str = "order.place";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (customer, name) = customer::find_running(permit, &self.customer)?;
        if self.lines.is_empty() {
            return Err(Refused::rule("order-without-lines"));
        }
        if self.lines.len() > LINES_MAX {
            return Err(Refused::rule("too-many-lines")
                .with("max", i64::try_from(LINES_MAX).unwrap_or(i64::MAX)));
        }
        let note = text::note("note", &self.note)?;
        let promised = promise(permit, self.needed_by.as_deref())?;
        let pricing = Pricing {
            with_vat: Setting::PricesWithVat.is_on(permit)?,
            discount: self.discount.unwrap_or_default(),
        };
        let lines = self
            .lines
            .iter()
            .map(|line| price(permit, line, pricing.with_vat, pricing.with_vat))
            .collect::<Result<Vec<_>, _>>()?;
        let discounts: Vec<_> = (1..).zip(lines.iter().map(|line| line.discount)).collect();
        discounts_allowed(permit, &discounts, pricing.discount)?;
        let amounts: Vec<_> = lines
            .iter()
            .map(|line| (line.amount, line.item.vat))
            .collect();
        let total = pricing
            .total(&amounts)
            .ok_or_else(|| Refused::rule("amount-too-large"))?;
        let deposit = self.deposit.unwrap_or_default();
        if deposit < Money::ZERO || deposit > total {
            return Err(Refused::rule("bad-deposit")
                .with("deposit", deposit)
                .with("total", total));
        }
        let counts: Vec<LineState> = lines.iter().map(|line| line.state).collect();
        let derived = states(&Facts {
            lines: &counts,
            total,
            deposit,
            ..Facts::default()
        });
        let number = permit.next_yearly("SO")?;
        let head = Head {
            number: &number,
            customer: customer.0,
            customer_name: &name,
            promised,
            note: &note,
            pricing,
            total,
            deposit,
        };
        let id = self.write_head(permit, &head, &derived)?;
        for (index, line) in lines.iter().enumerate() {
            write_line(
                permit,
                id,
                i64::try_from(index).unwrap_or(i64::MAX) + 1,
                line,
            )?;
        }
        let lacking = lines
            .iter()
            .filter_map(|line| missing(&line.item.name, &line.item.unit, line.state.lacking()));
        let receipt = Receipt::about(number.as_str())
            .order(id)
            .with("order", number)
            .with("total", total.to_string())
            .with("fulfilment", derived.fulfilment.as_str());
        let off = taken_off_in_all(&lines, pricing, total).filter(|off| *off > Money::ZERO);
        let receipt = match off {
            Some(off) => receipt.with("discount_given", off.to_string()),
            None => receipt,
        };
        let receipt = if deposit > Money::ZERO {
            receipt.with("deposit", deposit.to_string())
        } else {
            receipt
        };
        Ok(with_missing(receipt, lacking.collect()))
    }
}

/// How much less an order costs by its discounts, with VAT.
fn taken_off_in_all(lines: &[Priced], pricing: Pricing, total: Money) -> Option<Money> {
    let plain = Pricing {
        discount: Discount::default(),
        ..pricing
    };
    let amounts: Option<Vec<_>> = lines
        .iter()
        .map(|line| {
            let full = line_amount(line.item.price, line.state.ordered, Discount::default())?;
            Some((full, line.item.vat))
        })
        .collect();
    Some(plain.total(&amounts?)?.minus(total))
}

struct Head<'a> {
    number: &'a str,
    customer: i64,
    customer_name: &'a str,
    promised: Option<Instant>,
    note: &'a str,
    pricing: Pricing,
    total: Money,
    deposit: Money,
}

/// When the customer wants it, as it was typed; nothing: no promise.
///
/// # Errors
/// `bad-date`, `date-past`.
pub(super) fn promise(
    permit: &Permit<'_>,
    typed: Option<&str>,
) -> Result<Option<Instant>, Refused> {
    let Some(when) = typed.filter(|when| !when.trim().is_empty()) else {
        return Ok(None);
    };
    let at = parse_when(when, permit.now(), permit.facts().zone).ok_or_else(|| {
        Refused::rule("bad-date").with("value", when.chars().take(40).collect::<String>())
    })?;
    if at.plus_minutes(24 * 60) < permit.now() {
        return Err(Refused::rule("date-past").with("at", at));
    }
    Ok(Some(at))
}

impl Place {
    fn write_head(
        &self,
        permit: &mut Permit<'_>,
        head: &Head<'_>,
        states: &States,
    ) -> Result<OrderId, Refused> {
        let papers: Vec<_> = PaperKind::ALL
            .iter()
            .filter(|kind| self.papers.contains(kind))
            .map(|kind| kind.as_str())
            .collect();
        let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
        let id = permit.insert(
            "insert into orders (number, customer, placed_at, placed_by, promised_at, queue_at, delivery, papers, note, total, deposit,
                                 commercial, fulfilment, money, open, pickable, changed_seq, made_seq, discount, with_vat, customer_name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20)",
            &[
                head.number.into(),
                head.customer.into(),
                now.0.into(),
                staff.0.into(),
                head.promised.map(|at| at.0).into(),
                head.promised.unwrap_or(NO_PROMISE).0.into(),
                self.delivery.unwrap_or(Delivery::Pickup).as_str().into(),
                papers.join(",").into(),
                head.note.into(),
                head.total.0.into(),
                head.deposit.0.into(),
                states.commercial.as_str().into(),
                states.fulfilment.as_str().into(),
                states.money.as_str().into(),
                states.open.into(),
                states.pickable.into(),
                seq.into(),
                head.pricing.discount.0.into(),
                head.pricing.with_vat.into(),
                head.customer_name.into(),
            ],
        )?;
        Ok(OrderId(id))
    }
}

/// Each discount of a line, by the line's number, together with that on the whole order stays within what was signed off for whoever
/// gives it, or within the office's limit; managers give any. The largest is refused first, with its line and what it is made of.
pub(super) fn discounts_allowed(
    permit: &mut Permit<'_>,
    lines: &[(i64, Discount)],
    whole: Discount,
) -> Result<(), Refused> {
    let most = lines.iter().max_by_key(|(line, off)| (*off, -*line));
    let (line, of_line) = most.copied().unwrap_or_default();
    let discount = of_line.and_then(whole);
    if discount == Discount::default() {
        return Ok(());
    }
    let staff = permit.staff();
    let limit = discount_limit(permit, staff)?;
    if discount <= limit || permit.owns(Duty::Management)? {
        return Ok(());
    }
    let given = |off: Discount| off > Discount::default();
    let from = match (given(of_line), given(whole)) {
        (true, true) => "both",
        (true, false) => "line",
        _ => "whole",
    };
    Err(Refused::not_allowed("discount-limit")
        .with("discount", discount.to_string())
        .with("limit", limit.to_string())
        .with("line", line)
        .with("of_line", of_line.to_string())
        .with("of_whole", whole.to_string())
        .with("from", from))
}

/// The most that somebody may give off who does not own management: what was signed off for them, else the office's limit.
pub(super) fn discount_limit(reads: &mut impl Reads, staff: StaffId) -> Result<Discount, Refused> {
    let row = reads.row(
        "select discount_max from competence where staff = $1 and duty = 'sales'",
        &[staff.0.into()],
    )?;
    let own = row.map_or(Ok(None), |row| row.int_or_none(0))?;
    match own {
        Some(own) => Ok(Discount(own)),
        None => Setting::DiscountMax.as_kept(reads, Discount::parse),
    }
}

/// The item of a line at the price of now, in the kind of prices that the order has (`with_vat`), and what is held of it. `had_vat`:
/// the kind of prices that the office has now.
pub(super) fn price(
    permit: &mut Permit<'_>,
    line: &PlaceLine,
    had_vat: bool,
    with_vat: bool,
) -> Result<Priced, Refused> {
    let mut item = item::find(permit, &line.item)?;
    item.price = price_as(item.price, item.vat, had_vat, with_vat)
        .ok_or_else(|| Refused::rule("amount-too-large"))?;
    if !item.active {
        return Err(Refused::rule("item-withdrawn")
            .with("item", item.code)
            .with("name", item.name));
    }
    if line.quantity <= Quantity::ZERO {
        return Err(Refused::rule("bad-quantity").with("value", line.quantity.to_string()));
    }
    item.whole(permit, line.quantity)?;
    let discount = line.discount.unwrap_or_default();
    let amount = line_amount(item.price, line.quantity, discount)
        .ok_or_else(|| Refused::rule("amount-too-large"))?;
    let given = Quantity(promisable(permit, &item)?.0.clamp(0, line.quantity.0));
    if given > Quantity::ZERO {
        // Held at once, so that a second line of the same item sees what is left.
        item::change_balance(permit, item.id, Quantity::ZERO, given)?;
    }
    let state = LineState {
        ordered: line.quantity,
        allocated: given,
        ..LineState::default()
    };
    Ok(Priced {
        item,
        quantity: line.quantity,
        discount,
        amount,
        state,
    })
}

/// What a new order may hold: what is free, less what older orders wait for.
fn promisable(permit: &mut Permit<'_>, item: &Item) -> Result<Quantity, Refused> {
    let free = item.free();
    if free <= Quantity::ZERO {
        return Ok(free);
    }
    let row = permit.row(
        "select cast(coalesce(sum(waiting), 0) as bigint) from order_line where item = $1 and waiting > 0",
        &[item.id.0.into()],
    )?;
    Ok(Quantity(free.0 - row.map_or(Ok(0), |row| row.int(0))?))
}

pub(super) fn write_line(
    permit: &mut Permit<'_>,
    order: OrderId,
    number: i64,
    line: &Priced,
) -> Result<(), Refused> {
    permit.write(
        "insert into order_line (orders, line, item, name, unit, ordered, price, vat, discount, net, allocated, waiting)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            order.0.into(),
            number.into(),
            line.item.id.0.into(),
            line.item.name.as_str().into(),
            line.item.unit.as_str().into(),
            line.quantity.0.into(),
            line.item.price.0.into(),
            line.item.vat.0.into(),
            line.discount.0.into(),
            line.amount.0.into(),
            line.state.allocated.0.into(),
            line.state.lacking().0.into(),
        ],
    )?;
    Ok(())
}
