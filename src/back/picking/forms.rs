//! The dialogs of picking: where a parcel is put, and what becomes of goods that are not wanted any more.

use super::{Decide, Decision, Pick, PickLine, Ready, TakeHeld};
use crate::back::new_bin::{For, NewPlace};
use crate::model::Quantity;
use crate::office::Receipt;
use crate::pane::{Bound, Form, Input, Inputs, Outbox, Pane};
use crate::words::{Words, named};
use serde_json::Value;

/// What a pick said, and what comes next: where the rest may lie if another order holds it, and where the parcel is put.
pub(super) fn picked(words: &Words, receipt: &Receipt) -> (String, Option<Box<dyn Pane>>) {
    let parcel = receipt.text("parcel").to_owned();
    let short = receipt
        .result
        .get("short")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let place = receipt.text("place");
    let said = if short.is_empty() && !place.is_empty() {
        words.picking_is_ready(named::Parcel(parcel.as_str()), named::Place(place))
    } else if short.is_empty() {
        words.picking_picked(parcel.as_str())
    } else {
        let rest: Vec<String> = short.iter().flat_map(|line| rest_of(words, line)).collect();
        let told = words.picking_short(short.len());
        [told, rest.join("; ")].join(" ").trim_end().to_owned()
    };
    let held = short
        .iter()
        .find(|line| !list_of(line, "held_for").is_empty());
    let next = match held {
        Some(line) => Some(Bound::pane(take_form(words, receipt, line))),
        None if place.is_empty() => put_away(words, &parcel),
        None => None,
    };
    (said, next)
}

/// Asks where a parcel is put, where one was made.
fn put_away(words: &Words, parcel: &str) -> Option<Box<dyn Pane>> {
    (!parcel.is_empty()).then(|| Bound::pane(ready_form(words, parcel)))
}

fn list_of<'a>(line: &'a Value, name: &str) -> &'a [Value] {
    line[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text_of<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// Where the rest of a short line may lie, in words.
fn rest_of(words: &Words, line: &Value) -> Vec<String> {
    let amount = |one: &Value| named::Quantity(words.typed(text_of(one, "quantity")));
    let bins = list_of(line, "elsewhere")
        .iter()
        .map(|one| words.picking_elsewhere_bin(named::Bin(text_of(one, "bin")), amount(one)));
    let orders = list_of(line, "held_for")
        .iter()
        .map(|one| words.picking_elsewhere_order(named::Order(text_of(one, "order")), amount(one)));
    bins.chain(orders).collect()
}

/// Takes what another order holds for one whose pick was short, or lets it wait.
fn take_form(words: &Words, receipt: &Receipt, line: &Value) -> Form {
    let order = receipt.subject.clone();
    let parcel = if receipt.text("place").is_empty() {
        receipt.text("parcel").to_owned()
    } else {
        String::new()
    };
    let item = text_of(line, "item").to_owned();
    let lacking = Quantity::written(text_of(line, "quantity")).unwrap_or_default();
    let mut choices = vec![(String::new(), words.picking_take_nothing())];
    for other in list_of(line, "held_for") {
        let (from, held) = (text_of(other, "order"), text_of(other, "quantity"));
        let shown =
            words.picking_elsewhere_order(named::Order(from), named::Quantity(words.typed(held)));
        let part = Quantity::written(held).unwrap_or_default().min(lacking);
        choices.push((format!("{from} {part}"), shown));
    }
    let title = words.picking_take_title(
        named::Item(text_of(line, "name")),
        named::Order(order.as_str()),
    );
    let mut inputs = Inputs::new();
    let from = Input::choice(words.picking_take_from(), choices);
    let from = inputs.one_of(from, |chosen| {
        let (from, part) = chosen.split_once(' ')?;
        Some((from.to_owned(), Quantity::written(part)?))
    });
    let from = from.optional();
    Form::typed(title, rest_of(words, line), inputs, move |typed, out| {
        let Some((from, quantity)) = typed.get(&from)? else {
            if let Some(next) = put_away(out.words, &parcel) {
                out.open(next);
            }
            out.close();
            return Ok(());
        };
        let take = TakeHeld {
            order: order.clone(),
            from,
            item: item.clone(),
            quantity,
        };
        out.perform(take, |words, receipt| {
            let said = words.picking_taken(
                named::From(receipt.text("from")),
                named::Order(receipt.subject.as_str()),
            );
            (said, put_away(words, receipt.text("parcel")))
        });
        Ok(())
    })
}

/// Where a parcel was put.
pub(super) fn placed(
    words: &Words,
    receipt: &crate::office::Receipt,
) -> (String, Option<Box<dyn Pane>>) {
    let said = words.picking_is_ready(
        named::Parcel(receipt.subject.as_str()),
        named::Place(receipt.text("place")),
    );
    (said, None)
}

/// Asks where a parcel is put.
#[must_use]
pub fn ready_form(words: &Words, parcel: &str) -> Form {
    let number = parcel.to_owned();
    let new = NewPlace::default();
    let mut inputs = Inputs::new();
    let place = Input::text(words.column_place(), "");
    let place = inputs.text(place.required().keeps_codes());
    let title = words.picking_ready_title(parcel);
    let intro = vec![words.picking_ready_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let place = typed.get(&place)?;
        let ready = Ready {
            parcel: number.clone(),
            place: place.clone(),
        };
        new.perform_for(For::Parcels, &[place], vec![ready], out, placed);
        Ok(())
    })
}

/// What happens to goods that were picked and are not wanted any more.
#[must_use]
pub fn decide_form(words: &Words, exception: &str) -> Form {
    let number = exception.to_owned();
    let all = [Decision::PutBack, Decision::Keep, Decision::Send];
    let decisions = all.iter().map(|decision| {
        let word = decision.as_str();
        (word.to_owned(), words.word("decision", word))
    });
    let mut inputs = Inputs::new();
    let decision = Input::choice(words.exception_decision(), decisions.collect());
    let decision = inputs.one_of(decision, move |word| {
        all.into_iter().find(|decision| decision.as_str() == word)
    });
    let title = words.exception_title(exception);
    let intro = vec![words.exception_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let decide = Decide {
            exception: number.clone(),
            decision: typed.get(&decision)?,
        };
        out.perform(decide, |words, receipt| {
            (words.exception_decided(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// The pick of one order, line by line.
#[must_use]
pub fn pick_screen(words: &Words, order: &str) -> Box<dyn Pane> {
    Bound::pane(super::pick_screen::PickScreen::of(words, order))
}

/// What was counted of each row becomes a pick, put on a shelf where one was chosen.
pub(super) fn pick_of(
    order: &str,
    found: Vec<PickLine>,
    place: Option<String>,
    new_shelf: &NewPlace,
    out: &mut Outbox<'_>,
) {
    let places: Vec<String> = place.iter().cloned().collect();
    let pick = Pick {
        order: order.to_owned(),
        lines: found,
        place,
    };
    new_shelf.perform_for(For::Parcels, &places, vec![pick], out, picked);
}
