//! The customer takes a parcel along.

use super::{receipt, slip};
use crate::model::{BinId, Duty, Money, PaperKind, ParcelId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb, owners};
use crate::records::change;
use crate::records::item::{self, Move, PARCELS};
use crate::records::order::{self, Order, OrderLine};
use crate::records::setting::Setting;
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Hands over a parcel that is ready. Every paper that the order requires must be ticked off, unless it is named as missing, and
/// what leaves must be paid, unless it is allowed on account. Saves a slip and gives its number.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The parcel's number, as on its slip.
    pub parcel: String,
    /// Who takes it.
    pub collected_by: String,
    /// The rest will be invoiced.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_account: bool,
    /// What the customer leaves here: it stays behind in a parcel of its own, and the back office decides what becomes of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<LeftLine>,
    /// Required papers without which it goes all the same: somebody was asked, and decided so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<PaperKind>,
}

/// How much of a line stays behind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftLine {
    /// Its number in the order, from 1.
    pub line: i64,
    /// Above zero, at most what the parcel has of it.
    pub quantity: Quantity,
}

/// One line of a parcel.
pub(super) struct Packed {
    pub(super) line: i64,
    pub(super) quantity: Quantity,
}

impl Verb for HandOver {
    const NAME: &'static str = "parcel.hand_over";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (parcel, order) = self.ready_parcel(permit)?;
        let collected_by = text::name("collected_by", &self.collected_by)?;
        papers_are_signed(permit, &order, &self.without)?;
        let lines = order::lines(permit, order.id)?;
        let left = self.leave_behind(permit, parcel, &order)?;
        let packed = packed_lines(permit, parcel)?;
        let exceptions = self.to_decide(permit, &order, &lines)?;
        nothing_else_waits(permit, &order, &lines, &packed)?;
        self.is_paid(&order, &lines, &packed)?;
        let (now, staff) = (permit.now(), permit.staff());
        permit.write(
            "update parcel set handed_at = $2, handed_by = $3, collected_by = $4 where id = $1",
            &[
                parcel.0.into(),
                now.0.into(),
                staff.0.into(),
                collected_by.as_str().into(),
            ],
        )?;
        for taken in &packed {
            let line = lines
                .iter()
                .find(|line| line.line == taken.line)
                .ok_or_else(|| Refused::not_found("line", &taken.line.to_string()))?;
            permit.write(
                "update order_line set handed_over = handed_over + $3, allocated = allocated - $3, picked = picked - $3 where orders = $1 and line = $2",
                &[order.id.0.into(), taken.line.into(), taken.quantity.0.into()],
            )?;
            let out = Quantity(-taken.quantity.0);
            item::change_balance(permit, line.item, out, out)?;
            item::post(
                permit,
                Move {
                    item: line.item,
                    bin: PARCELS,
                    delta: out,
                    kind: "hand-over",
                    line: Some((order.id, taken.line)),
                },
            )?;
        }
        if self.on_account && order.due() > Money::ZERO {
            may_owe(permit, &order)?;
            permit.write(
                "update orders set on_account = 1 where id = $1",
                &[order.id.0.into()],
            )?;
        }
        let states = order::settle(permit, order.id)?;
        let (slip, names_seller) = slip::save(
            permit,
            &order,
            &lines,
            (&packed, &self.left),
            &self.parcel,
            &collected_by,
        )?;
        let mut receipt = Receipt::about(self.parcel.as_str())
            .order(order.id)
            .with("order", order.number)
            .with("slip", slip)
            .with("fulfilment", states.fulfilment.as_str())
            .with("money", states.money.as_str());
        receipt = receipt::hint(receipt, names_seller);
        if let Some(left) = left {
            receipt = receipt.with("left", left).with("exceptions", exceptions);
        }
        Ok(receipt)
    }
}

impl HandOver {
    fn ready_parcel(&self, permit: &mut Permit<'_>) -> Result<(ParcelId, Order), Refused> {
        let row = permit.row(
            "select p.id, p.orders, p.ready_at, p.handed_at, p.collected_by, s.name from parcel p left join staff s on s.id = p.handed_by where p.number = $1",
            &[self.parcel.as_str().into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("parcel", &self.parcel))?;
        if let Some(at) = row.int_or_none(3)? {
            return Err(Refused::rule("parcel-gone")
                .with("parcel", self.parcel.as_str())
                .with("at", crate::model::Instant(at))
                .with("collected_by", row.text(4)?)
                .with("by", row.text(5)?));
        }
        if row.int_or_none(2)?.is_none() {
            return Err(Refused::rule("parcel-not-ready").with("parcel", self.parcel.as_str()));
        }
        let order = Order::get(permit, crate::model::OrderId(row.int(1)?))?;
        if let Some(reason) = &order.hold {
            return Err(Refused::rule("already-on-hold")
                .with("order", order.number.as_str())
                .with("reason", reason));
        }
        Ok((ParcelId(row.int(0)?), order))
    }

    /// Puts what stays behind into a parcel of its own on the same shelf; gives its number.
    fn leave_behind(
        &self,
        permit: &mut Permit<'_>,
        parcel: ParcelId,
        order: &Order,
    ) -> Result<Option<String>, Refused> {
        if self.left.is_empty() {
            return Ok(None);
        }
        if !Setting::LeaveBehind.is_on(permit)? {
            permit.must_also(Duty::Fulfilment, Self::NAME, order.id)?;
        }
        let number = permit.next_yearly("P")?;
        let seq = permit.seq();
        let rest = permit.insert(
            "insert into parcel (number, orders, picked_by, picked_at, place, ready_at, seq)
             select $2, orders, picked_by, picked_at, place, ready_at, $3 from parcel where id = $1",
            &[parcel.0.into(), number.as_str().into(), seq.into()],
        )?;
        for left in &self.left {
            if left.quantity <= Quantity::ZERO {
                return Err(Refused::rule("bad-quantity").with("value", left.quantity.to_string()));
            }
            carry_over(permit, parcel, ParcelId(rest), left)?;
        }
        if packed_lines(permit, parcel)?.is_empty() {
            return Err(Refused::rule("nothing-to-hand-over").with("parcel", self.parcel.as_str()));
        }
        Ok(Some(number))
    }

    /// Asks the back office what becomes of what stays behind; gives the numbers of the exceptions.
    fn to_decide(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        lines: &[OrderLine],
    ) -> Result<Vec<String>, Refused> {
        let mut exceptions = Vec::new();
        for left in &self.left {
            let line = lines
                .iter()
                .find(|line| line.line == left.line)
                .ok_or_else(|| Refused::not_found("line", &left.line.to_string()))?;
            item::whole(permit, &line.name, &line.unit, left.quantity)?;
            exceptions.push(change::leave(permit, order, line, left.quantity)?);
        }
        Ok(exceptions)
    }

    /// What has left and leaves now, with VAT, must be covered by what was paid.
    fn is_paid(
        &self,
        order: &Order,
        lines: &[OrderLine],
        packed: &[Packed],
    ) -> Result<(), Refused> {
        let owed = owed_for(order, lines, packed)?;
        if owed > Money::ZERO && !self.on_account {
            return Err(Refused::rule("not-paid")
                .with("order", order.number.as_str())
                .with("due", owed));
        }
        Ok(())
    }
}

/// What is missing to what has left and leaves now, with VAT; below zero where more was paid.
///
/// # Errors
/// `amount-too-large`.
pub(super) fn owed_for(
    order: &Order,
    lines: &[OrderLine],
    packed: &[Packed],
) -> Result<Money, Refused> {
    let mut amounts = Vec::with_capacity(lines.len());
    for line in lines {
        let leaving: i64 = packed
            .iter()
            .filter(|taken| taken.line == line.line)
            .map(|taken| taken.quantity.0)
            .sum();
        let gone = Quantity(line.state.handed_over.0 + leaving - line.state.refunded.0);
        amounts.push((line.amount_of(gone)?, line.vat));
    }
    let total = order.pricing.total(&amounts);
    let total = total.ok_or_else(|| Refused::rule("amount-too-large"))?;
    Ok(total.minus(order.paid))
}

/// Goods that the customer does not want any more do not leave before somebody has decided; the rest may.
fn nothing_else_waits(
    permit: &mut Permit<'_>,
    order: &Order,
    lines: &[OrderLine],
    packed: &[Packed],
) -> Result<(), Refused> {
    let rows = permit.rows(
        "select number, line, wanted from exception where orders = $1 and decision is null order by id",
        &[order.id.0.into()],
    )?;
    for row in rows {
        let number = row.int(1)?;
        let leaving: i64 = packed
            .iter()
            .filter(|taken| taken.line == number)
            .map(|taken| taken.quantity.0)
            .sum();
        let given = lines
            .iter()
            .find(|line| line.line == number)
            .map_or(0, |line| line.state.handed_over.0);
        if given + leaving > row.int(2)? {
            return Err(Refused::rule("exception-waits").with("exception", row.text(0)?));
        }
    }
    Ok(())
}

/// What a customer owes on account stays within their limit, or the office's; beyond it only who owns accounting allows it.
fn may_owe(permit: &mut Permit<'_>, order: &Order) -> Result<(), Refused> {
    let row = permit.row(
        "select c.account_limit, c.name, (select cast(coalesce(sum(o.total - o.paid), 0) as bigint) from orders o where o.customer = c.id and o.on_account = 1 and o.paid < o.total)
         from customer c where c.id = $1",
        &[order.customer.0.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("customer", ""))?;
    let limit = match row.int_or_none(0)? {
        Some(limit) => Money(limit),
        None => match Setting::AccountLimit.limit(permit)? {
            None => return Ok(()),
            Some(limit) => limit,
        },
    };
    let owed = Money(row.int(2)?);
    let owed_besides = if order.on_account {
        owed
    } else {
        Money(owed.0 + order.due().0)
    };
    if owed_besides <= limit || permit.owns(Duty::Accounting)? {
        return Ok(());
    }
    let who = owners(permit, Duty::Accounting)?;
    Err(Refused::not_allowed("account-limit")
        .with("customer", row.text(1)?)
        .with("owed", owed)
        .with("limit", limit)
        .with("who", who))
}

fn papers_are_signed(
    permit: &mut Permit<'_>,
    order: &Order,
    without: &[PaperKind],
) -> Result<(), Refused> {
    if order.papers.is_empty() {
        return Ok(());
    }
    let rows = permit.rows(
        "select kind from paper where orders = $1",
        &[order.id.0.into()],
    )?;
    let signed = rows
        .iter()
        .map(|row| row.word(0, PaperKind::parse))
        .collect::<Result<Vec<_>, _>>()?;
    let missing = |kind: &&PaperKind| !signed.contains(kind) && !without.contains(kind);
    match order.papers.iter().find(missing) {
        Some(missing) => Err(Refused::rule("paper-missing")
            .with("order", order.number.as_str())
            .with("paper", missing.as_str())),
        None => Ok(()),
    }
}

/// Carries goods of one line from a parcel to the one that stays behind.
fn carry_over(
    permit: &mut Permit<'_>,
    parcel: ParcelId,
    rest: ParcelId,
    left: &LeftLine,
) -> Result<(), Refused> {
    let rows = permit.rows(
        "select l.bin, l.quantity, i.code, i.unit from parcel_line l cross join item i on i.id = l.item
         where l.parcel = $1 and l.line = $2 order by l.bin desc",
        &[parcel.0.into(), left.line.into()],
    )?;
    let first = rows.first();
    let first = first.ok_or_else(|| Refused::not_found("line", &left.line.to_string()))?;
    let there = rows.iter().map(|row| row.int(1)).sum::<Result<i64, _>>()?;
    if left.quantity.0 > there {
        return Err(Refused::rule("more-than-packed")
            .with("item", first.text(2)?)
            .with("there", Quantity(there))
            .with("unit", first.text(3)?));
    }
    let mut open = left.quantity.0;
    for row in &rows {
        let (bin, there) = (row.int(0)?, row.int(1)?);
        let moved = open.min(there);
        if moved == 0 {
            break;
        }
        open -= moved;
        permit.write(
            "insert into parcel_line (parcel, line, bin, item, quantity) select $2, line, bin, item, $5 from parcel_line where parcel = $1 and line = $3 and bin = $4
             on conflict (parcel, line, bin) do update set quantity = quantity + excluded.quantity",
            &[parcel.0.into(), rest.0.into(), left.line.into(), bin.into(), moved.into()],
        )?;
        let of = (parcel, left.line, BinId(bin));
        change::take_out_of_parcel(permit, of, Quantity(moved), Quantity(there))?;
    }
    Ok(())
}

fn packed_lines(permit: &mut Permit<'_>, parcel: ParcelId) -> Result<Vec<Packed>, Refused> {
    let rows = permit.rows("select line, cast(sum(quantity) as bigint) from parcel_line where parcel = $1 group by line order by line", &[parcel.0.into()])?;
    rows.iter()
        .map(|row| {
            Ok(Packed {
                line: row.int(0)?,
                quantity: Quantity(row.int(1)?),
            })
        })
        .collect()
}
