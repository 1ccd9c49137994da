//! The forms for what goes otherwise than it was ordered: a changed order, goods that come back.

use super::card::Card;
use super::{BackLine, Outcome, TakeBack};
use crate::front::orders::PlaceScreen;
use crate::model::Quantity;
use crate::pane::{Bound, Form, Input, Inputs, Outbox};
use crate::words::named;

/// The form in which the order was taken, with what it holds now.
pub(super) fn change(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let form = PlaceScreen::changing(&card.order, &card.lines, &card.customer_code, out.words);
    out.open(Bound::pane(form));
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
