//! The forms of the drawer: a float, a count, cash in or out, a drawer that changes hands.

use super::{CloseDrawer, MoveCash, OpenDrawer, TakeOver};
use crate::office::Verb;
use crate::pane::{Bound, Form, Input, Outbox};
use crate::words::named;

fn perform<V: Verb>(out: &mut Outbox<'_>, verb: V) {
    out.perform(verb, |words, receipt| {
        let difference = receipt.text("difference");
        let said = if difference.is_empty() || difference == "0.00" {
            words.drawer_done(receipt.subject.as_str())
        } else {
            words.drawer_done_differs(
                named::Difference(words.money_of(difference)),
                named::Drawer(receipt.subject.as_str()),
            )
        };
        (said, None)
    });
}

pub(super) fn open(out: &mut Outbox<'_>) {
    let words = out.words;
    let inputs = vec![Input::text(words.drawer_float(), "").required()];
    let intro = vec![words.drawer_open_intro()];
    let form = Form::new(words.drawer_open_title(), intro, inputs, |values, out| {
        let float = values.first().and_then(|text| out.money(text));
        if let Some(float) = float {
            perform(out, OpenDrawer { float });
        }
    });
    out.open(Bound::pane(form));
}

pub(super) fn close(out: &mut Outbox<'_>) {
    let words = out.words;
    let inputs = vec![
        Input::text(words.drawer_counted(), "").required(),
        Input::text(words.orders_reason(), ""),
    ];
    let intro = vec![words.drawer_close_intro()];
    let form = Form::new(words.drawer_close_title(), intro, inputs, |values, out| {
        let [counted, reason] = values else { return };
        if let Some(counted) = out.money(counted) {
            let reason = reason.clone();
            perform(out, CloseDrawer { counted, reason });
        }
    });
    out.open(Bound::pane(form));
}

pub(super) fn move_cash(out: &mut Outbox<'_>) {
    let words = out.words;
    let inputs = vec![
        Input::text(words.counter_amount(), "").required(),
        Input::text(words.orders_reason(), "").required(),
    ];
    let intro = vec![words.drawer_move_intro()];
    let form = Form::new(words.drawer_move_title(), intro, inputs, |values, out| {
        let [typed, reason] = values else { return };
        if let Some(amount) = out.money(typed) {
            let reason = reason.clone();
            perform(out, MoveCash { amount, reason });
        }
    });
    out.open(Bound::pane(form));
}

/// Takes over the drawer of the person with this code.
pub(super) fn take_over(of: &str, name: &str, out: &mut Outbox<'_>) {
    let words = out.words;
    let inputs = vec![
        Input::text(words.drawer_counted(), "").required(),
        Input::text(words.orders_reason(), ""),
    ];
    let intro = vec![words.drawer_close_intro()];
    let of = of.to_owned();
    let form = Form::new(
        words.drawer_take_title(name),
        intro,
        inputs,
        move |values, out| {
            let [counted, reason] = values else { return };
            if let Some(counted) = out.money(counted) {
                let (of, reason) = (of.clone(), reason.clone());
                perform(
                    out,
                    TakeOver {
                        of,
                        counted,
                        reason,
                    },
                );
            }
        },
    );
    out.open(Bound::pane(form));
}
