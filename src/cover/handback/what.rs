//! What a line of a sheet has changed: amounts, quantities, before and after; from what the journal has of it.

use crate::model::{Discount, Money, Quantity};
use crate::office::Line;
use crate::words::{Words, named};
use serde_json::{Value, json};

/// So much of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goods {
    /// How much.
    pub quantity: Quantity,
    /// In which unit.
    pub unit: String,
    /// Of what.
    pub name: String,
}

/// What one line has changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct What {
    /// The amount it is about.
    pub amount: Option<Money>,
    /// What that was before.
    pub before: Option<Money>,
    /// The goods it is about.
    pub goods: Option<Goods>,
    /// What was not found.
    pub missing: Vec<Goods>,
    /// The name as it was.
    pub was: String,
    /// The greatest discount that was given.
    pub discount: Discount,
    /// What the office has less by it: a difference of a drawer, a discount, money given back, goods corrected downwards. Below zero
    /// where more was found.
    pub at_stake: Option<Money>,
    /// The reason that was given.
    pub reason: String,
}

fn text<'a>(from: &'a Value, name: &str) -> &'a str {
    from[name].as_str().unwrap_or_default()
}

fn money(from: &Value, name: &str) -> Option<Money> {
    Money::written(text(from, name))
}

impl What {
    /// Of a line of the journal.
    pub(super) fn of(line: &Line) -> Self {
        let (ask, got) = (line.ask(), line.got());
        let mut what = Self {
            reason: text(&ask, "reason").to_owned(),
            ..Self::default()
        };
        match line.verb.as_str() {
            "order.place" | "order.change" | "order.cancel" | "order.reinstate" => {
                what.amount = money(&got, "total");
                what.before = money(&got, "total_before");
                what.discount = greatest_discount(&ask);
                what.at_stake = money(&got, "discount_given");
            }
            "payment.take" | "payment.undo" => what.amount = money(&ask, "amount"),
            "payment.refund" => {
                what.amount = money(&got, "given");
                what.at_stake = what.amount;
            }
            "return.take" => what.amount = money(&got, "to_give_back"),
            "drawer.move" => what.amount = money(&got, "amount"),
            "drawer.open" | "drawer.count" | "drawer.close" | "drawer.take_over"
            | "drawer.take_alone" => {
                what.amount = money(&got, "counted");
                // A count that is kept beside the last one is not the end of it.
                let is_last = line.verb != "drawer.count" && got["closed"] != json!(false);
                what.at_stake = money(&got, "difference")
                    .filter(|_| is_last)
                    .filter(|difference| *difference != Money::ZERO)
                    .map(|difference| Money(-difference.0));
            }
            "stock.adjust" => {
                what.goods = goods(&got);
                what.at_stake = money(&got, "value")
                    .filter(|value| *value < Money::ZERO)
                    .map(|value| Money(-value.0));
            }
            "order.pick" => what.missing = all_goods(&got["short"]),
            "customer.edit" => text(&got, "was").clone_into(&mut what.was),
            _ => {}
        }
        what
    }

    /// As a part of a sentence: "CZK 1,240.00, before CZK 2,000.00"; empty where there is nothing to say.
    pub(super) fn said(&self, words: &Words) -> String {
        let mut parts = Vec::new();
        let goods = |goods: &Goods| {
            let quantity = words.quantity(goods.quantity);
            format!("{quantity} {} {}", goods.unit, goods.name)
        };
        parts.extend(self.goods.as_ref().map(goods));
        match (self.amount, self.before) {
            (Some(amount), Some(before)) if amount != before => {
                let (after, before) = (words.money(amount), words.money(before));
                parts.push(words.sheet_before(named::After(after), named::Before(before)));
            }
            (Some(amount), _) => parts.push(words.money(amount)),
            (None, _) => {}
        }
        if self.discount > Discount::default() {
            parts.push(words.sheet_discount(words.typed_number(self.discount)));
        }
        if !self.missing.is_empty() {
            let missing: Vec<String> = self.missing.iter().map(goods).collect();
            parts.push(words.sheet_missing(missing.join(", ")));
        }
        if !self.was.is_empty() {
            parts.push(words.sheet_was(self.was.as_str()));
        }
        if let Some(stake) = self.at_stake.filter(|stake| Some(*stake) != self.amount) {
            parts.push(words.sheet_less(words.money(stake)));
        }
        if !self.reason.is_empty() {
            parts.push(format!("({})", self.reason));
        }
        parts.join(", ")
    }

    /// The same for scripts.
    pub(super) fn json(&self) -> Value {
        let goods = |goods: &Goods| json!({"quantity": goods.quantity, "unit": goods.unit, "name": goods.name});
        json!({"amount": self.amount, "before": self.before, "goods": self.goods.as_ref().map(goods),
            "missing": self.missing.iter().map(goods).collect::<Vec<_>>(), "was": self.was, "discount": self.discount,
            "at_stake": self.at_stake, "reason": self.reason})
    }
}

/// The greatest discount of an order and its lines, in a request.
fn greatest_discount(ask: &Value) -> Discount {
    let of = |from: &Value| Discount::written(text(from, "discount")).unwrap_or_default();
    let lines = ["lines", "add"]
        .into_iter()
        .filter_map(|name| ask[name].as_array());
    let lines = lines.flatten().map(of);
    lines.chain([of(ask)]).max().unwrap_or_default()
}

fn goods(from: &Value) -> Option<Goods> {
    Some(Goods {
        quantity: Quantity::written(text(from, "quantity"))?,
        unit: text(from, "unit").to_owned(),
        name: text(from, "name").to_owned(),
    })
}

fn all_goods(from: &Value) -> Vec<Goods> {
    let all = from.as_array().map_or(&[][..], Vec::as_slice);
    all.iter().filter_map(goods).collect()
}
