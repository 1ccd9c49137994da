//! The forms of threads: a question, an answer, a telephone message, a call-back promised and done.

use super::{Answer, Ask, Done, NoteCall, Promise};
use crate::model::{Desk, Duty};
use crate::pane::{Form, Input};
use crate::words::Words;

/// To whom something may go: who is proposed first, then every duty (whoever has it now), then both desks.
fn whom(words: &Words, proposed: &str) -> Input {
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
    Input::choice(words.question_to(), all)
}

fn yes_or_no(words: &Words, label: String) -> Input {
    let answers = [("no", words.no()), ("yes", words.yes())];
    let answers = answers.map(|(value, shown)| (value.to_owned(), shown));
    Input::choice(label, answers.to_vec())
}

/// What was typed, where something was.
fn typed(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Asks about an order, a customer, or nothing in particular; `proposed` is asked unless somebody else is chosen.
#[must_use]
pub fn ask_form(words: &Words, order: &str, customer: &str, proposed: &str) -> Form {
    let (order, customer) = (typed(order), typed(customer));
    let about = order.clone().or_else(|| customer.clone());
    let title = match &about {
        Some(about) => words.question_title_about(about.as_str()),
        None => words.question_title(),
    };
    let inputs = vec![
        Input::note(words.question_words(), "").required(),
        whom(words, proposed),
        Input::text(words.question_person(), ""),
        yes_or_no(words, words.question_urgent()),
    ];
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [said, to, person, urgent] = values else {
            return;
        };
        let ask = Ask {
            words: said.clone(),
            order: order.clone(),
            customer: customer.clone().filter(|_| order.is_none()),
            to: typed(person).unwrap_or_else(|| to.clone()),
            urgent: urgent == "yes",
        };
        out.perform(ask, |words, receipt| {
            (words.question_asked(receipt.subject.as_str()), None)
        });
    })
}

/// Says something in a thread; what was said last stands above.
#[must_use]
pub fn answer_form(words: &Words, number: &str, last: Vec<String>) -> Form {
    let question = number.to_owned();
    let inputs = vec![Input::note(words.question_words(), "").required()];
    Form::new(
        words.question_answer_title(number),
        last,
        inputs,
        move |values, out| {
            let answer = Answer {
                question: question.clone(),
                words: values.first().cloned().unwrap_or_default(),
            };
            out.perform(answer, |words, receipt| {
                (words.question_answered(receipt.subject.as_str()), None)
            });
        },
    )
}

/// Writes down that somebody called; of a customer whose card is open, name and number are there already.
#[must_use]
pub fn call_form(words: &Words, customer: Option<(&str, &str, &str)>) -> Form {
    let (code, name, phone) = customer.unwrap_or_default();
    let customer = typed(code);
    let inputs = vec![
        Input::text(words.question_from(), name).required(),
        Input::text(words.question_phone(), phone),
        Input::note(words.question_words(), "").required(),
        whom(words, Duty::Sales.as_str()),
        Input::text(words.question_person(), ""),
        yes_or_no(words, words.question_urgent()),
    ];
    let title = words.question_call_title();
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [from, phone, said, to, person, urgent] = values else {
            return;
        };
        let note = NoteCall {
            from: from.clone(),
            phone: phone.clone(),
            words: said.clone(),
            to: typed(person).unwrap_or_else(|| to.clone()),
            customer: customer.clone(),
            urgent: urgent == "yes",
        };
        out.perform(note, |words, receipt| {
            (words.question_call_noted(receipt.subject.as_str()), None)
        });
    })
}

/// Promises a call-back to a customer, about an order, or to who is not on file.
#[must_use]
pub fn promise_form(words: &Words, order: &str, customer: Option<(&str, &str, &str)>) -> Form {
    let (code, name, phone) = customer.unwrap_or_default();
    let (customer, order) = (typed(code), typed(order));
    let inputs = vec![
        Input::text(words.question_call_whom(), name),
        Input::text(words.question_phone(), phone),
        Input::offered(words.question_due(), "2h").required(),
        Input::note(words.question_words(), "").required(),
        Input::text(words.question_caller(), ""),
    ];
    let title = words.question_promise_title();
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [name, phone, due, said, to] = values else {
            return;
        };
        let promise = Promise {
            customer: customer.clone(),
            order: order.clone(),
            name: name.clone(),
            phone: phone.clone(),
            due: due.clone(),
            to: typed(to),
            words: said.clone(),
        };
        out.perform(promise, |words, receipt| {
            (words.question_promised(receipt.subject.as_str()), None)
        });
    })
}

/// What came of a call-back.
#[must_use]
pub fn done_form(words: &Words, number: &str, last: Vec<String>) -> Form {
    let callback = number.to_owned();
    let inputs = vec![Input::note(words.question_came_of_it(), "").required()];
    Form::new(
        words.question_done_title(number),
        last,
        inputs,
        move |values, out| {
            let done = Done {
                callback: callback.clone(),
                words: values.first().cloned().unwrap_or_default(),
            };
            out.perform(done, |words, receipt| {
                (words.question_done(receipt.subject.as_str()), None)
            });
        },
    )
}
