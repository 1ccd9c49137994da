//! The forms for what goes otherwise than it was ordered: a changed order, goods that come back.

use super::card::Card;
use super::{BackLine, Outcome, TakeBack};
use crate::front::orders::{Change, ChangeLine, PlaceLine};
use crate::model::{Discount, Quantity};
use crate::office::Refused;
use crate::pane::{Bound, Form, Input, Inputs, Outbox};
use crate::words::named;

/// Every line with its quantity, one line more, and the time.
pub(super) fn change(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let mut inputs = Vec::new();
    let mut lines = Vec::new();
    for line in &card.lines {
        let now = Quantity(line.state.ordered.0 - line.state.cancelled.0);
        inputs.push(Input::offered(line.name.clone(), &words.typed(&now)).required());
        lines.push((line.line, now));
    }
    inputs.push(Input::text(words.change_new_item(), ""));
    inputs.push(Input::text(words.stock_quantity(), ""));
    let off = card.order.pricing.discount;
    inputs.push(Input::offered(words.orders_discount(), &words.typed(&off)));
    inputs.push(Input::text(words.change_needed_by(), ""));
    inputs.push(Input::text(words.orders_reason(), "").required());
    let intro = vec![words.change_intro()];
    let title = words.change_title(order.as_str());
    let form = Form::new(title, intro, inputs, move |values, out| {
        match changed(&order, &lines, off, values) {
            Ok(change) => out.perform(change, |words, receipt| {
                let waits = receipt.result.contains_key("exceptions");
                let said = if waits {
                    words.change_waits(receipt.subject.as_str())
                } else {
                    words.change_done(
                        named::Order(receipt.subject.as_str()),
                        named::Total(words.money_of(receipt.text("total"))),
                    )
                };
                (said, None)
            }),
            Err(refused) => out.refuse(&refused),
        }
    });
    out.open(Bound::pane(form));
}

fn changed(
    order: &str,
    lines: &[(i64, Quantity)],
    off: Discount,
    values: &[String],
) -> Result<Change, Refused> {
    let quantity = |text: &String| {
        Quantity::parse(text).ok_or_else(|| Refused::rule("bad-quantity").with("value", text))
    };
    let mut other = Vec::new();
    for ((line, now), typed) in lines.iter().zip(values) {
        let quantity = quantity(typed)?;
        if quantity != *now {
            other.push(ChangeLine {
                line: *line,
                quantity,
            });
        }
    }
    let rest = values.get(lines.len()..).unwrap_or_default();
    let [item, amount, discount, needed_by, reason] = rest else {
        return Err(Refused::usage("missing-field").with("field", "lines"));
    };
    let mut add = Vec::new();
    if !item.is_empty() {
        add.push(PlaceLine {
            item: item.clone(),
            quantity: if amount.is_empty() {
                Quantity::units(1)
            } else {
                quantity(amount)?
            },
            discount: None,
        });
    }
    let typed = if discount.is_empty() { "0" } else { discount };
    let discount = Discount::parse(typed)
        .ok_or_else(|| Refused::rule("bad-discount").with("value", discount))?;
    Ok(Change {
        discount: Some(discount).filter(|discount| *discount != off),
        order: order.to_owned(),
        lines: other,
        add,
        needed_by: Some(needed_by.clone()).filter(|when| !when.is_empty()),
        note: None,
        reason: reason.clone(),
    })
}

/// One line of the order comes back.
pub(super) fn take_back(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let lines: Vec<(String, String)> = card
        .lines
        .iter()
        .filter(|line| line.state.handed_over > line.state.returned)
        .map(|line| {
            let has = Quantity(line.state.handed_over.0 - line.state.returned.0);
            let shown = format!("{} {} {}", words.quantity(has), line.unit, line.name);
            (line.line.to_string(), shown)
        })
        .collect();
    let outcomes = Outcome::ALL
        .iter()
        .map(|outcome| {
            let word = outcome.as_str();
            (word.to_owned(), words.word("outcome", word))
        })
        .collect();
    let mut inputs = Inputs::new();
    let line = inputs.one_of(Input::choice(words.column_what(), lines), |line| {
        line.parse().ok()
    });
    let quantity = inputs.quantity(Input::offered(words.stock_quantity(), "1").required());
    let outcome = Input::choice(words.return_outcome(), outcomes);
    let outcome = inputs.one_of(outcome, Outcome::parse);
    let bin = inputs.text(Input::text(words.stock_bin(), "")).optional();
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let intro = vec![words.return_intro()];
    let title = words.return_title(order.as_str());
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let back = TakeBack {
            order: order.clone(),
            lines: vec![BackLine {
                line: typed.get(&line)?,
                quantity: typed.get(&quantity)?,
                outcome: typed.get(&outcome)?,
                bin: typed.get(&bin)?,
            }],
            reason: typed.get(&reason)?,
        };
        out.perform(back, |words, receipt| {
            let money = receipt.text("to_give_back");
            let number = receipt.subject.as_str();
            let said = if money == "0.00" {
                words.return_done(number)
            } else {
                words.return_done_money(named::Money(words.money_of(money)), named::Number(number))
            };
            (said, None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}
