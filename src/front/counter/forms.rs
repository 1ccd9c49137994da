//! The forms of the counter: goods out, money in, a paper ticked off, an order cancelled.

use super::card::Card;
use super::hand_over_screen::HandOverScreen;
use super::payment_screen::PaymentScreen;
use super::refund::split;
use super::{Refund, SignPaper, UndoPayment, UntickPaper};
use crate::front::orders::{self, Cancel};
use crate::model::{Means, Money, PaperKind};
use crate::office::Receipt;
use crate::pane::{Bound, Form, Input, Inputs, Outbox};
use crate::words::{Words, named};

/// Before a paper in the list of papers: its tick is taken back.
const UNTICK: &str = "un:";

/// The choice of the whole order, or of all means as the money came, in a list of their parts.
const WHOLE: &str = "";

/// Hands over what stands ready, on one sheet with its papers and its money.
pub(super) fn hand_over(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    if card.ready().is_some() {
        let sheet = HandOverScreen::of(card, out.who.staff.0);
        out.open(Bound::pane(sheet));
    }
}

/// Cancels the whole order, or one line of it.
pub(super) fn cancel(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let mut what = vec![(WHOLE.to_owned(), words.orders_cancel_whole())];
    for line in card
        .lines
        .iter()
        .filter(|line| line.state.handed_over.0 == 0)
    {
        if line.state.ordered > line.state.cancelled {
            let amount = words.quantity(line.state.ordered);
            let shown = format!("{amount} {} {}", line.unit, line.name);
            what.push((line.line.to_string(), shown));
        }
    }
    let mut inputs = Inputs::new();
    let lines = inputs.one_of(
        Input::choice(words.column_what(), what),
        |line| match line {
            WHOLE => Some(Vec::new()),
            line => line.parse().ok().map(|line| vec![line]),
        },
    );
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let title = words.orders_cancel_title(order.as_str());
    let intro = vec![card.customer.clone()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let cancel = Cancel {
            order: order.clone(),
            reason: typed.get(&reason)?,
            lines: typed.get(&lines)?,
        };
        out.perform(cancel, |words, receipt| {
            (orders::cancelled(words, receipt), None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

/// Takes a payment; the whole balance in cash is proposed.
pub(super) fn payment(card: Option<&Card>, out: &mut Outbox<'_>) {
    if let Some(card) = card {
        out.open(Bound::pane(PaymentScreen::of(card, out.who.staff.0)));
    }
}

/// Gives back what was paid too much.
pub(super) fn refund(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let over = card.overpaid();
    let named = |means: &Means| words.word("means", means.as_str());
    let as_it_came: Vec<String> = split(over, &card.came, Money::ZERO)
        .iter()
        .map(|(means, part)| format!("{} {}", named(means), words.amount(*part)))
        .collect();
    let as_it_came = words.counter_as_it_came(as_it_came.join(" + "));
    let mut means = vec![(WHOLE.to_owned(), as_it_came)];
    means.extend(
        Means::ALL
            .iter()
            .map(|one| (one.as_str().to_owned(), named(one))),
    );
    let mut inputs = Inputs::new();
    let amount = Input::offered(words.counter_amount(), &words.typed(&over));
    let amount = inputs.money(amount.required());
    let means = Input::choice(words.counter_means(), means);
    let means = inputs.one_of(means, Means::parse).optional();
    // Whoever brought something back has said why.
    let reason = Input::offered(words.orders_reason(), &card.back_because);
    let reason = inputs.text(reason.required());
    let otherwise = inputs.text(Input::text(words.counter_otherwise(), ""));
    let intro = vec![words.counter_overpaid(words.money(over))];
    let title = words.counter_refund_title(order.as_str());
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let refund = Refund {
            order: order.clone(),
            amount: typed.get(&amount)?,
            means: typed.get(&means)?,
            reason: typed.get(&reason)?,
            otherwise: typed.get(&otherwise)?,
        };
        out.perform(refund, |words, receipt| {
            let number = receipt.text("receipt");
            let said = words.counter_refunded(
                named::Given(given_back(words, receipt)),
                named::Payment(number),
            );
            (said, Some(Bound::pane(super::SlipScreen::of(number))))
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

/// How much goes back, and by which means where there are several.
fn given_back(words: &Words, receipt: &Receipt) -> String {
    let given = words.money_of(receipt.text("given"));
    let parts = receipt
        .result
        .get("split")
        .and_then(|parts| parts.as_array());
    let parts = parts.filter(|parts| parts.len() > 1).into_iter().flatten();
    let parts: Vec<String> = parts
        .filter_map(|part| {
            let (means, amount) = (part["means"].as_str()?, part["given"].as_str()?);
            let amount = words.amount(Money::written(amount)?);
            Some(words.payment_part(named::Amount(amount), named::Means(means)))
        })
        .collect();
    if parts.is_empty() {
        return given;
    }
    format!("{given} ({})", parts.join(" + "))
}

/// Takes back a payment of today that was noted wrongly.
pub(super) fn undo_payment(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let payments = card.payments.iter().map(|(number, amount, means)| {
        let means = words.word("means", means);
        let shown = format!("{number}  {}  {means}", words.money(*amount));
        (number.clone(), shown)
    });
    let mut inputs = Inputs::new();
    let payment = inputs.text(Input::choice(words.counter_payment(), payments.collect()));
    let reason = inputs.text(Input::text(words.orders_reason(), "").required());
    let title = words.counter_undo_payment_title(card.order.number.as_str());
    let intro = vec![words.counter_undo_payment_intro()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let undo = UndoPayment {
            payment: typed.get(&payment)?,
            reason: typed.get(&reason)?,
        };
        out.perform(undo, |words, receipt| {
            let number = receipt.text("payment");
            let said = words.counter_payment_undone(
                named::Given(words.money_of(receipt.text("given"))),
                named::Payment(number),
            );
            (said, Some(Bound::pane(super::SlipScreen::of(number))))
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

/// Ticks off a required paper, or takes a tick back.
pub(super) fn sign(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let word = |kind: &PaperKind| words.word("paper", kind.as_str());
    let to_sign = card.to_sign.iter();
    let mut papers: Vec<_> = to_sign
        .map(|kind| (kind.as_str().to_owned(), word(kind)))
        .collect();
    papers.extend(card.may_be_unticked().into_iter().map(|kind| {
        let shown = words.counter_untick(word(&kind));
        (format!("{UNTICK}{}", kind.as_str()), shown)
    }));
    let mut inputs = Inputs::new();
    let paper = inputs.one_of(Input::choice(words.counter_paper(), papers), ticked);
    let signed_by = Input::offered(words.counter_signed_by(), &card.customer);
    let signed_by = inputs.text(signed_by.required());
    let title = words.counter_sign_title(order.as_str());
    let form = Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let order = order.clone();
        match typed.get(&paper)? {
            Tick::Off(paper) => {
                let signed_by = typed.get(&signed_by)?;
                let sign = SignPaper {
                    order,
                    paper,
                    signed_by,
                };
                out.perform(sign, |words, receipt| {
                    let paper = words.word("paper", receipt.text("paper"));
                    (words.counter_signed(paper), None)
                });
            }
            Tick::Back(paper) => out.perform(UntickPaper { order, paper }, |words, receipt| {
                let paper = words.word("paper", receipt.text("paper"));
                (words.counter_unticked(paper), None)
            }),
        }
        Ok(())
    });
    out.open(Bound::pane(form));
}

/// What is done with a paper.
enum Tick {
    Off(PaperKind),
    Back(PaperKind),
}

fn ticked(value: &str) -> Option<Tick> {
    match value.strip_prefix(UNTICK) {
        Some(paper) => PaperKind::parse(paper).map(Tick::Back),
        None => PaperKind::parse(value).map(Tick::Off),
    }
}
