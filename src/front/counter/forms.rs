//! The forms of the counter: goods out, money in, a paper ticked off, an order cancelled.

use super::card::Card;
use super::hand_over_screen::HandOverScreen;
use super::payment_screen::PaymentScreen;
use super::{SignPaper, UndoPayment, UntickPaper};
use crate::front::orders::{self, Cancel};
use crate::model::PaperKind;
use crate::pane::{Bound, Form, Input, Inputs, Outbox};
use crate::words::named;

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
