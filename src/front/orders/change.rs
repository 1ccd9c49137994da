//! The customer wants more of something, or less, or something else, or at another time.

use super::missing::{missing, with_missing};
use super::place::{
    LINES_MAX, NO_PROMISE, PlaceLine, discounts_allowed, price, promise, write_line,
};
use crate::model::{
    Delivery, Discount, Duty, Money, OrderId, PaperKind, Quantity, Right, UnderCover,
};
use crate::office::{Permit, Reads, Receipt, Refused, Shown, Verb};
use crate::records::change::Lowered;
use crate::records::order::{self, Order, OrderLine};
use crate::records::setting::Setting;
use crate::records::{change, item, release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Changes an order line by line. Before picking it just happens; of goods that are picked already the back office decides first
/// (an exception). New lines take the prices of today, old ones keep theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The order's number.
    pub order: String,
    /// Other quantities of lines that are there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<ChangeLine>,
    /// Lines that come in addition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add: Vec<PlaceLine>,
    /// Another time; "" takes the promise back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<String>,
    /// Another discount on the whole order, in per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
    /// Another note for the back office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Another way in which it reaches the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// All papers that must be ticked off before the goods leave; those that are ticked off stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<Vec<PaperKind>>,
    /// Another deposit; at most the total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
    /// Why; asked only where goods are picked already.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What stood in these fields when they were shown, a line's quantity as `lines.1`, its discount as `lines.1.discount`: refused with
    /// both values where somebody else has changed one since.
    #[serde(default, skip_serializing_if = "Shown::is_empty")]
    pub shown: Shown,
}

/// One line and how much of it is wanted now, handed over or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeLine {
    /// Its number, from 1.
    pub line: i64,
    /// Zero or more.
    pub quantity: Quantity,
    /// Another discount on this line, in per cent, while nothing of it is handed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
}

impl Verb for Change {
    const NAME: &'static str = "order.change";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let mut order = Order::find(permit, &self.order)?;
        order.must_run()?;
        let mut lines = order::lines(permit, order.id)?;
        self.not_overtaken(permit, &order, &lines)?;
        let (total_before, off_before) = (order.total, order.discount_of(&lines)?);
        let given = order.pricing.discount;
        order.pricing.discount = self.discount.unwrap_or(given);
        let reason = text::optional("reason", &self.reason)?;
        let why = if reason.is_empty() { "-" } else { &reason };
        if lines.len() + self.add.len() > LINES_MAX {
            return Err(Refused::rule("too-many-lines")
                .with("max", i64::try_from(LINES_MAX).unwrap_or(i64::MAX)));
        }
        let mut freed = Vec::new();
        let mut exceptions = Vec::new();
        for asked in &self.lines {
            let line = lines
                .iter_mut()
                .find(|line| line.line == asked.line)
                .ok_or_else(|| Refused::not_found("line", &asked.line.to_string()))?;
            if asked.quantity < Quantity::ZERO {
                return Err(Refused::rule("bad-quantity").with("value", asked.quantity.to_string()));
            }
            item::whole(permit, &line.name, &line.unit, asked.quantity)?;
            if let Some(discount) = asked.discount {
                reduce_price(permit, &order, line, discount)?;
            }
            let now = Quantity(line.state.ordered.0 - line.state.cancelled.0);
            if asked.quantity > now {
                raise(permit, order.id, line, Quantity(asked.quantity.0 - now.0))?;
            } else if asked.quantity < now {
                match change::lower(permit, &order, line, asked.quantity, why)? {
                    Lowered::Done(item) => freed.extend(item),
                    Lowered::Waits(exception) => exceptions.push(exception),
                }
            }
        }
        if order.pricing.discount > given {
            let discounts: Vec<_> = lines
                .iter()
                .map(|line| (line.line, line.discount))
                .collect();
            discounts_allowed(permit, &discounts, order.pricing.discount)?;
        }
        self.add_lines(permit, &order, &lines)?;
        let lines = order::lines(permit, order.id)?;
        let total = self.write_head(permit, &order, &lines, why)?;
        self.write_terms(permit, &order, total)?;
        if order.hold.is_none() {
            release::claim(permit, order.id)?;
        }
        let states = order::settle(permit, order.id)?;
        for item in freed {
            release::release(permit, item)?;
        }
        let mut receipt = Receipt::about(order.number.as_str())
            .order(order.id)
            .with("total", total.to_string())
            .with("total_before", total_before.to_string())
            .with("fulfilment", states.fulfilment.as_str())
            .with("money", states.money.as_str());
        if !exceptions.is_empty() {
            receipt = receipt.with("exceptions", exceptions);
        }
        let lines = order::lines(permit, order.id)?;
        let more_off = order.discount_of(&lines)?.minus(off_before);
        if more_off > Money::ZERO {
            receipt = receipt.with("discount_given", more_off.to_string());
        }
        let lacking = lines
            .iter()
            .filter_map(|line| missing(&line.name, &line.unit, line.state.lacking()));
        Ok(with_missing(receipt, lacking.collect()))
    }
}

impl Change {
    /// What was shown is still so.
    fn not_overtaken(
        &self,
        permit: &Permit<'_>,
        order: &Order,
        lines: &[OrderLine],
    ) -> Result<(), Refused> {
        if self.shown.is_empty() {
            return Ok(());
        }
        let when = self.needed_by.as_ref();
        let when = when.map(|when| promise(permit, Some(when))).transpose()?;
        let when = when.map(|when| when.map(|at| at.to_string()));
        let papers = self.papers.as_deref().map(joined);
        let delivery = self.delivery.map(|way| way.as_str().to_owned());
        let names: Vec<[String; 2]> = lines.iter().map(|line| field_of(line.line)).collect();
        let mut compared = self
            .shown
            .against()
            .field(
                "needed_by",
                &order.promised_at.map(|at| at.to_string()),
                when.as_ref(),
            )?
            .field("discount", &order.pricing.discount, self.discount.as_ref())?
            .field("note", &order.note, self.note.as_ref())?
            .field(
                "delivery",
                &order.delivery.as_str().to_owned(),
                delivery.as_ref(),
            )?
            .field("papers", &joined(&order.papers), papers.as_ref())?
            .field("deposit", &order.deposit, self.deposit.as_ref())?;
        for (line, [quantity, discount]) in lines.iter().zip(&names) {
            let asked = self.lines.iter().find(|asked| asked.line == line.line);
            let wanted = Quantity(line.state.ordered.0 - line.state.cancelled.0);
            let off = asked.and_then(|asked| asked.discount.as_ref());
            compared = compared
                .called(
                    quantity,
                    &line.name,
                    &wanted,
                    asked.map(|asked| &asked.quantity),
                )?
                .called(discount, &line.name, &line.discount, off)?;
        }
        compared.done()
    }

    /// Nothing of the order would be otherwise.
    pub(super) fn is_nothing(&self) -> bool {
        let same = Self {
            order: self.order.clone(),
            ..Self::default()
        };
        *self == same
    }

    fn add_lines(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        lines: &[OrderLine],
    ) -> Result<(), Refused> {
        let last = lines.iter().map(|line| line.line).max().unwrap_or(0);
        let had_vat = !self.add.is_empty() && Setting::PricesWithVat.is_on(permit)?;
        for (number, asked) in (last + 1..).zip(&self.add) {
            let priced = price(permit, asked, had_vat, order.pricing.with_vat)?;
            discounts_allowed(permit, &[(number, priced.discount)], order.pricing.discount)?;
            write_line(permit, order.id, number, &priced)?;
        }
        if order.hold.is_some() && !self.add.is_empty() {
            // An order on hold holds nothing; it claims when it is resumed.
            for item in release::let_go(permit, order.id)? {
                release::release(permit, item)?;
            }
        }
        Ok(())
    }

    /// Total, time and note; gives the total.
    fn write_head(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        lines: &[OrderLine],
        reason: &str,
    ) -> Result<Money, Refused> {
        if self.discount.is_some() {
            permit.write(
                "update orders set discount = $2 where id = $1",
                &[order.id.0.into(), order.pricing.discount.0.into()],
            )?;
        }
        let total = order::add_up(permit, order, lines, reason)?;
        if let Some(typed) = &self.needed_by {
            let promised = promise(permit, Some(typed))?;
            permit.write(
                "update orders set promised_at = $2, queue_at = $3 where id = $1",
                &[
                    order.id.0.into(),
                    promised.map(|at| at.0).into(),
                    promised.unwrap_or(NO_PROMISE).0.into(),
                ],
            )?;
        }
        if let Some(note) = &self.note {
            let note = text::note("note", note)?;
            permit.write(
                "update orders set note = $2 where id = $1",
                &[order.id.0.into(), note.into()],
            )?;
        }
        Ok(total)
    }
}

impl Change {
    /// Delivery, papers and deposit.
    fn write_terms(
        &self,
        permit: &mut Permit<'_>,
        order: &Order,
        total: Money,
    ) -> Result<(), Refused> {
        if let Some(delivery) = self.delivery {
            permit.write(
                "update orders set delivery = $2 where id = $1",
                &[order.id.0.into(), delivery.as_str().into()],
            )?;
        }
        if let Some(papers) = &self.papers {
            let rows = permit.rows(
                "select kind from paper where orders = $1",
                &[order.id.0.into()],
            )?;
            for row in rows {
                let ticked = row.word(0, PaperKind::parse)?;
                if !papers.contains(&ticked) {
                    return Err(Refused::rule("paper-ticked")
                        .with("order", &order.number)
                        .with("paper", ticked.as_str()));
                }
            }
            let papers: Vec<_> = PaperKind::ALL
                .iter()
                .filter(|kind| papers.contains(kind))
                .map(|kind| kind.as_str())
                .collect();
            permit.write(
                "update orders set papers = $2 where id = $1",
                &[order.id.0.into(), papers.join(",").into()],
            )?;
        }
        if let Some(deposit) = self.deposit {
            if deposit < Money::ZERO || deposit > total {
                return Err(Refused::rule("bad-deposit")
                    .with("deposit", deposit)
                    .with("total", total));
            }
            permit.write(
                "update orders set deposit = $2 where id = $1",
                &[order.id.0.into(), deposit.0.into()],
            )?;
        }
        Ok(())
    }
}

/// Papers as they are compared.
pub(super) fn joined(papers: &[PaperKind]) -> String {
    let kinds: Vec<&str> = papers.iter().map(|kind| kind.as_str()).collect();
    kinds.join(",")
}

/// What quantity and discount of a line are called among what was shown.
pub(super) fn field_of(line: i64) -> [String; 2] {
    [format!("lines.{line}"), format!("lines.{line}.discount")]
}

/// Another discount on a line of which the customer has nothing yet.
fn reduce_price(
    permit: &mut Permit<'_>,
    order: &Order,
    line: &mut OrderLine,
    discount: Discount,
) -> Result<(), Refused> {
    if line.state.handed_over > Quantity::ZERO {
        return Err(Refused::rule("handed-over-already")
            .with("order", &order.number)
            .with("item", &line.code)
            .with("quantity", line.state.handed_over)
            .with("unit", &line.unit));
    }
    if discount > line.discount {
        discounts_allowed(permit, &[(line.line, discount)], order.pricing.discount)?;
    }
    line.discount = discount;
    line.net = line.amount_of(line.state.ordered)?;
    permit.write(
        "update order_line set discount = $3, net = $4 where orders = $1 and line = $2",
        &[
            order.id.0.into(),
            line.line.into(),
            discount.0.into(),
            line.net.0.into(),
        ],
    )?;
    Ok(())
}

/// More of a line: it waits for the rest until something is free.
fn raise(
    permit: &mut Permit<'_>,
    order: OrderId,
    line: &OrderLine,
    more: Quantity,
) -> Result<(), Refused> {
    // More of what is not sold any more is a new sale. A line of the journal from before this rule is played as it was.
    let sold = permit.row(
        "select 1 from item where id = $1 and active = 1",
        &[line.item.0.into()],
    )?;
    if sold.is_none() && !permit.is_replayed() {
        return Err(Refused::rule("item-withdrawn")
            .with("item", &line.code)
            .with("name", &line.name));
    }
    let ordered = line
        .state
        .ordered
        .plus(more)
        .ok_or_else(|| Refused::rule("bad-quantity").with("value", more.to_string()))?;
    let amount = line.amount_of(ordered)?;
    permit.write(
        "update order_line set ordered = $3, net = $4 where orders = $1 and line = $2",
        &[
            order.0.into(),
            line.line.into(),
            ordered.0.into(),
            amount.0.into(),
        ],
    )?;
    Ok(())
}
