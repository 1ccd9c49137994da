//! The forms of threads: a question, an answer, a telephone message, a call-back promised and done.

use super::message::colleague;
use super::{Answer, Ask, Done, Promise};
use crate::model::{Desk, Duty};
use crate::pane::{Form, Input, Inputs, Slot};
use crate::words::Words;

/// To whom something may go: who is proposed first, then every duty (whoever has it now), then both desks.
fn whom(words: &Words, inputs: &mut Inputs, proposed: &str) -> Slot<String> {
    let duties = Duty::ALL.iter().map(|duty| {
        let shown = words.question_whoever_has(words.duty(*duty));
        (duty.as_str().to_owned(), shown)
    });
    let desks = Desk::ALL.iter().map(|desk| {
        let shown = words.question_everyone_at(words.word("desk", desk.as_str()));
        (desk.as_str().to_owned(), shown)
    });
    let mut all: Vec<(String, String)> = duties.chain(desks).collect();
    if let Some(at) = all.iter().position(|(value, _)| value == proposed) {
        all.rotate_left(at);
    }
    inputs.text(Input::choice(words.question_to(), all))
}

/// What was typed, where something was.
pub(super) fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Asks about an order, a customer, or nothing in particular; `proposed` is asked unless somebody else is chosen.
#[must_use]
pub fn ask_form(words: &Words, order: &str, customer: &str, proposed: &str) -> Form {
    let (order, customer) = (filled(order), filled(customer));
    let about = order.clone().or_else(|| customer.clone());
    let title = match &about {
        Some(about) => words.question_title_about(about.as_str()),
        None => words.question_title(),
    };
    let mut inputs = Inputs::new();
    let said = inputs.text(Input::note(words.question_words(), "").required());
    let to = whom(words, &mut inputs, proposed);
    let person = inputs
        .text(Input::text(words.question_person(), ""))
        .optional();
    let urgent = inputs.yes_or_no(Input::yes_or_no(words.question_urgent(), words));
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let (to, person) = (typed.get(&to)?, typed.get(&person)?);
        let ask = Ask {
            words: typed.get(&said)?,
            order: order.clone(),
            customer: customer.clone().filter(|_| order.is_none()),
            to: person.map_or(to, |person| colleague(out.who, &person)),
            urgent: typed.get(&urgent)?,
        };
        out.perform(ask, |words, receipt| {
            (words.question_asked(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// Says something in a thread; what was said last stands above.
#[must_use]
pub fn answer_form(words: &Words, number: &str, last: Vec<String>) -> Form {
    let question = number.to_owned();
    let mut inputs = Inputs::new();
    let said = inputs.text(Input::note(words.question_words(), "").required());
    let title = words.question_answer_title(number);
    Form::typed(title, last, inputs, move |typed, out| {
        let answer = Answer {
            question: question.clone(),
            words: typed.get(&said)?,
        };
        out.perform(answer, |words, receipt| {
            (words.question_answered(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// Promises a call-back to a customer, about an order, or to who is not on file.
#[must_use]
pub fn promise_form(words: &Words, order: &str, customer: Option<(&str, &str, &str)>) -> Form {
    let (code, name, phone) = customer.unwrap_or_default();
    let (customer, order) = (filled(code), filled(order));
    let mut inputs = Inputs::new();
    let name = inputs.text(Input::text(words.question_call_whom(), name));
    let phone = inputs.text(Input::text(words.question_phone(), phone));
    let due = inputs.text(Input::offered(words.question_due(), "2h").required());
    let said = inputs.text(Input::note(words.question_words(), "").required());
    let to = inputs
        .text(Input::text(words.question_caller(), ""))
        .optional();
    let title = words.question_promise_title();
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let promise = Promise {
            customer: customer.clone(),
            order: order.clone(),
            name: typed.get(&name)?,
            phone: typed.get(&phone)?,
            due: typed.get(&due)?,
            to: typed.get(&to)?.map(|to| colleague(out.who, &to)),
            words: typed.get(&said)?,
        };
        out.perform(promise, |words, receipt| {
            (words.question_promised(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}

/// What came of a call-back.
#[must_use]
pub fn done_form(words: &Words, number: &str, last: Vec<String>) -> Form {
    let callback = number.to_owned();
    let mut inputs = Inputs::new();
    let said = inputs.text(Input::note(words.question_came_of_it(), "").required());
    let title = words.question_done_title(number);
    Form::typed(title, last, inputs, move |typed, out| {
        let done = Done {
            callback: callback.clone(),
            words: typed.get(&said)?,
        };
        out.perform(done, |words, receipt| {
            (words.question_done(receipt.subject.as_str()), None)
        });
        Ok(())
    })
}
