//! The form in which money is given back. It follows the order: where the sum changes under it, saving says so first.

use super::Refund;
use super::card::Card;
use super::refund::{came_by, split};
use crate::model::{Means, Money, ReadRight};
use crate::office::{Reader, Receipt, Refused, Shown};
use crate::pane::{Bound, Form, Input, Inputs, Live, LiveForm, Look, Outbox, Slot};
use crate::records::order::Order;
use crate::words::{Words, named};

/// The choice of all means as the money came, in a list of their parts.
const AS_IT_CAME: &str = "";

/// Gives back what was paid too much.
pub(super) fn refund(card: Option<&Card>, out: &mut Outbox<'_>) {
    let Some(card) = card else { return };
    let words = out.words;
    let order = card.order.number.clone();
    let shown = Overpaid {
        over: card.overpaid(),
        came: card.came.clone(),
    };
    let mut inputs = Inputs::new();
    let amount = Input::offered(words.counter_amount(), &words.typed(&shown.over));
    let amount = inputs.money(amount.required().writes("over"));
    let means = Input::choice(words.counter_means(), shown.means(words));
    let means = inputs.one_of(means, Means::parse).optional();
    // Whoever brought something back has said why.
    let reason = Input::offered(words.orders_reason(), &card.back_because);
    let reason = inputs.text(reason.required());
    let otherwise = inputs.text(Input::text(words.counter_otherwise(), ""));
    let intro = vec![words.counter_overpaid(words.money(shown.over))];
    let title = words.counter_refund_title(order.as_str());
    let live = Refunded {
        order: order.clone(),
        amount: amount.clone(),
        means: means.clone(),
        shown,
    };
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let mut seen = Shown::default();
        let refund = Refund {
            order: order.clone(),
            amount: typed.written(&amount, &mut seen)?,
            means: typed.get(&means)?,
            reason: typed.get(&reason)?,
            otherwise: typed.get(&otherwise)?,
            shown: seen,
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
    out.open(Bound::pane(LiveForm::of(form, live)));
}

/// How much was paid too much, and by which means all of it came.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Overpaid {
    over: Money,
    came: Vec<(Means, Money)>,
}

impl Overpaid {
    /// The means that are offered: as it came, and each alone.
    fn means(&self, words: &Words) -> Vec<(String, String)> {
        let named = |means: &Means| words.word("means", means.as_str());
        let as_it_came: Vec<String> = split(self.over, &self.came, Money::ZERO)
            .iter()
            .map(|(means, part)| format!("{} {}", named(means), words.amount(*part)))
            .collect();
        let as_it_came = words.counter_as_it_came(as_it_came.join(" + "));
        let mut means = vec![(AS_IT_CAME.to_owned(), as_it_came)];
        means.extend(
            Means::ALL
                .iter()
                .map(|one| (one.as_str().to_owned(), named(one))),
        );
        means
    }
}

/// What the form shows of the order.
#[derive(Debug)]
struct Refunded {
    order: String,
    amount: Slot<Money>,
    means: Slot<Option<Means>>,
    shown: Overpaid,
}

impl Live for Refunded {
    const RIGHT: ReadRight = ReadRight::CustomerDetails;
    type Ask = String;
    type View = Option<Overpaid>;

    fn ask(&self, _form: &Form) -> String {
        self.order.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Self::View, Refused> {
        let order = Order::find(reader, number)?;
        Ok(Some(Overpaid {
            over: Money(-order.due().0).max(Money::ZERO),
            came: came_by(reader, order.id)?,
        }))
    }

    fn show(&mut self, now: &Self::View, form: &mut Form, look: &Look<'_>) {
        let Some(now) = now.as_ref().filter(|now| **now != self.shown) else {
            return;
        };
        let words = look.words;
        let before = std::mem::replace(&mut self.shown, now.clone());
        form.offer(&self.means, now.means(words));
        if before.over == now.over {
            return;
        }
        form.introduce(vec![words.counter_overpaid(words.money(now.over))]);
        form.begin_anew(&[self.amount.now(words.typed(&now.over))]);
        form.look_again(words.refund_changed(
            named::Before(words.money(before.over)),
            named::Now(words.money(now.over)),
        ));
    }
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
