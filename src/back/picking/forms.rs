//! The dialogs of picking: where a parcel is put, and what becomes of goods that are not wanted any more.

use super::{Decide, Decision, Pick, PickLine, Ready};
use crate::pane::{Bound, Form, Input, Outbox, Pane};
use crate::words::{Words, named};

/// What a pick said, and where its parcel is to be put.
pub(super) fn picked(
    words: &Words,
    receipt: &crate::office::Receipt,
) -> (String, Option<Box<dyn Pane>>) {
    let parcel = receipt.text("parcel").to_owned();
    let short = receipt
        .result
        .get("short")
        .and_then(serde_json::Value::as_array)
        .map_or(0, Vec::len);
    let said = if short > 0 {
        words.picking_short(short)
    } else {
        words.picking_picked(parcel.as_str())
    };
    let next = (!parcel.is_empty()).then(|| Bound::pane(ready_form(words, &parcel)));
    (said, next)
}

/// Asks where a parcel is put.
#[must_use]
pub fn ready_form(words: &Words, parcel: &str) -> Form {
    let number = parcel.to_owned();
    Form::new(
        words.picking_ready_title(parcel),
        vec![words.picking_ready_intro()],
        vec![Input::text(words.column_place(), "").required()],
        move |values, out| {
            let [place] = values else { return };
            out.perform(
                Ready {
                    parcel: number.clone(),
                    place: place.clone(),
                },
                |words, receipt| {
                    (
                        words.picking_is_ready(
                            named::Parcel(receipt.subject.as_str()),
                            named::Place(receipt.text("place")),
                        ),
                        None,
                    )
                },
            );
        },
    )
}

/// What happens to goods that were picked and are not wanted any more.
#[must_use]
pub fn decide_form(words: &Words, exception: &str) -> Form {
    let number = exception.to_owned();
    let decisions = [Decision::PutBack, Decision::Keep, Decision::Send]
        .iter()
        .map(|decision| {
            let word = decision.as_str();
            (word.to_owned(), words.word("decision", word))
        })
        .collect();
    Form::new(
        words.exception_title(exception),
        vec![words.exception_intro()],
        vec![Input::choice(words.exception_decision(), decisions)],
        move |values, out| {
            let [chosen] = values else { return };
            let decision = match chosen.as_str() {
                "keep" => Decision::Keep,
                "send" => Decision::Send,
                _ => Decision::PutBack,
            };
            let decide = Decide {
                exception: number.clone(),
                decision,
            };
            out.perform(decide, |words, receipt| {
                (words.exception_decided(receipt.subject.as_str()), None)
            });
        },
    )
}

/// The pick of one order, line by line.
#[must_use]
pub fn pick_screen(words: &Words, order: &str) -> Box<dyn Pane> {
    Bound::pane(super::pick_screen::PickScreen::of(words, order))
}

/// What was typed beside each line becomes a pick.
pub(super) fn pick_of(order: &str, found: Vec<PickLine>, out: &mut Outbox<'_>) {
    out.perform(
        Pick {
            order: order.to_owned(),
            lines: found,
        },
        picked,
    );
}
