//! The customer brings something back.

use crate::model::{Duty, OrderId, Quantity, Right, UnderCover};
use crate::office::{Permit, Receipt, Refused, Verb};
use crate::records::item::{self, Move};
use crate::records::order::{self, Order, OrderLine};
use crate::records::{release, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Takes goods back that were handed over, line by line. What happens to them and to the money is said for each line; money that
/// is owed then is given back with `payment.refund`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// The order's number.
    pub order: String,
    /// What comes back; at least one.
    pub lines: Vec<BackLine>,
    /// Why, as the customer says.
    pub reason: String,
}

/// What comes back of one line.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackLine {
    /// Its number, from 1.
    pub line: i64,
    /// Above zero, and no more than the customer has.
    pub quantity: Quantity,
    /// What is done about it.
    pub outcome: Outcome,
    /// Into which bin it goes; needed for `restock`, possible for `replace`, not otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bin: Option<String>,
}

/// What is done about goods that come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As good as new: back on the shelf, the customer need not pay it.
    Restock,
    /// The customer gets another one; what came back goes into a bin only if one is named.
    Replace,
    /// Not to be sold again, and the customer need not pay it.
    Refund,
    /// Not taken back: the customer keeps it and pays.
    Reject,
}

impl Outcome {
    pub(super) const ALL: [Self; 4] = [Self::Restock, Self::Replace, Self::Refund, Self::Reject];

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == text)
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Restock => "restock",
            Self::Replace => "replace",
            Self::Refund => "refund",
            Self::Reject => "reject",
        }
    }
}

impl Verb for TakeBack {
    const NAME: &'static str = "return.take";
    const RIGHT: Right = Right::Duty(Duty::Reception);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let order = Order::find(permit, &self.order)?;
        let reason = text::name("reason", &self.reason)?;
        if self.lines.is_empty() {
            return Err(Refused::rule("order-without-lines"));
        }
        let number = permit.next_yearly("RT")?;
        let mut restocked = Vec::new();
        for back in &self.lines {
            let lines = order::lines(permit, order.id)?;
            let line = lines
                .iter()
                .find(|line| line.line == back.line)
                .ok_or_else(|| Refused::not_found("line", &back.line.to_string()))?;
            if back.quantity <= Quantity::ZERO {
                return Err(Refused::rule("bad-quantity").with("value", back.quantity.to_string()));
            }
            let has = Quantity(line.state.handed_over.0 - line.state.returned.0);
            if back.quantity > has {
                return Err(Refused::rule("more-than-handed-over")
                    .with("item", &line.code)
                    .with("order", order.number.as_str())
                    .with("has", has)
                    .with("unit", &line.unit));
            }
            if back.write(permit, order.id, line, &number, &reason)? {
                restocked.push(line.item);
            }
        }
        let lines = order::lines(permit, order.id)?;
        let total = order::add_up(permit, &order, &lines, &reason)?;
        if order.hold.is_none() {
            release::claim(permit, order.id)?;
        }
        let states = order::settle(permit, order.id)?;
        for item in restocked {
            release::release(permit, item)?;
        }
        let over = order.paid.minus(total);
        Ok(Receipt::about(number.as_str())
            .order(order.id)
            .with("return", number)
            .with("order", order.number)
            .with(
                "to_give_back",
                over.max(crate::model::Money::ZERO).to_string(),
            )
            .with("fulfilment", states.fulfilment.as_str())
            .with("money", states.money.as_str()))
    }
}

impl BackLine {
    /// Writes one line of the return; whether goods went back on the shelf.
    fn write(
        &self,
        permit: &mut Permit<'_>,
        order: OrderId,
        line: &OrderLine,
        number: &str,
        reason: &str,
    ) -> Result<bool, Refused> {
        let bin = match (
            self.outcome,
            self.bin.as_deref().filter(|bin| !bin.is_empty()),
        ) {
            (Outcome::Restock, None) => {
                return Err(Refused::rule("return-needs-bin").with("item", &line.code));
            }
            (Outcome::Restock | Outcome::Replace, Some(code)) => {
                Some(item::find_bin(permit, code)?)
            }
            (Outcome::Replace | Outcome::Refund | Outcome::Reject, _) => None,
        };
        let seq = permit.seq();
        permit.write(
            "insert into return_line (number, orders, line, quantity, outcome, bin, reason, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            &[
                number.into(),
                order.0.into(),
                self.line.into(),
                self.quantity.0.into(),
                self.outcome.as_str().into(),
                bin.map(|bin| bin.0).into(),
                reason.into(),
                seq.into(),
            ],
        )?;
        let again = match self.outcome {
            Outcome::Reject => return Ok(false),
            Outcome::Replace => self.quantity,
            Outcome::Restock | Outcome::Refund => Quantity::ZERO,
        };
        permit.write(
            "update order_line set returned = returned + $3, refunded = refunded + $3, ordered = ordered + $4 where orders = $1 and line = $2",
            &[
                order.0.into(),
                self.line.into(),
                self.quantity.0.into(),
                again.0.into(),
            ],
        )?;
        let Some(bin) = bin else { return Ok(false) };
        item::change_balance(permit, line.item, self.quantity, Quantity::ZERO)?;
        let back = Move {
            item: line.item,
            bin,
            delta: self.quantity,
            kind: "return",
            line: Some((order, self.line)),
        };
        item::post(permit, back)?;
        Ok(true)
    }
}
