//! The forms about people: who is new, who leaves, their PINs.

use super::screen::Row;
use super::{AddStaff, ChangePin, EditStaff};
use crate::model::Desk;
use crate::office::Pin;
use crate::pane::{Form, Input, Outbox};
use crate::words::Words;

fn desks(words: &Words) -> Vec<(String, String)> {
    Desk::ALL
        .iter()
        .map(|desk| (desk.as_str().to_owned(), words.word("desk", desk.as_str())))
        .collect()
}

fn languages() -> Vec<(String, String)> {
    let known = [("en", "English"), ("cs", "čeština")];
    known
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .into()
}

/// A new person.
pub(super) fn add(words: &Words) -> Form {
    let inputs = vec![
        Input::text(words.column_code(), "").required(),
        Input::text(words.column_name(), "").required(),
        Input::choice(words.column_desk(), desks(words)),
        Input::choice(
            words.staff_language(),
            first(languages(), words.lang().as_str()),
        ),
        Input::text("PIN".to_owned(), "").required(),
    ];
    Form::new(
        words.staff_new_title(),
        vec![words.staff_new_intro()],
        inputs,
        |values, out| {
            let [code, name, desk, language, pin] = values else {
                return;
            };
            match Pin::new(pin) {
                Ok(pin) => {
                    let desk = Desk::parse(desk).unwrap_or(Desk::Front);
                    let person = AddStaff {
                        code: code.clone(),
                        name: name.clone(),
                        desk,
                        pin,
                        language: Some(language.clone()),
                        duties: None,
                    };
                    out.perform(person, |words, receipt| {
                        (words.staff_added(receipt.subject.as_str()), None)
                    });
                }
                Err(refused) => out.refuse(&refused),
            }
        },
    )
    .secret()
}

/// A new PIN, where the old one is forgotten; it ends a lock-out.
pub(super) fn pin(words: &Words, row: &Row) -> Form {
    let code = row.code.clone();
    Form::new(
        words.staff_pin_title(row.name.as_str()),
        Vec::new(),
        vec![Input::text(words.staff_new_pin(), "").required()],
        move |values, out| match values.first().map(|pin| Pin::new(pin)) {
            Some(Ok(pin)) => {
                let change = EditStaff {
                    staff: code.clone(),
                    name: None,
                    desk: None,
                    language: None,
                    pin: Some(pin),
                    active: None,
                };
                out.perform(change, |words, receipt| {
                    (words.staff_pin_set(receipt.subject.as_str()), None)
                });
            }
            Some(Err(refused)) => out.refuse(&refused),
            None => {}
        },
    )
    .secret()
}

/// The form in which whoever is signed in changes their own PIN.
#[must_use]
pub fn own_pin_form(words: &Words) -> Form {
    let inputs = vec![
        Input::pin(words.own_pin_now()).required(),
        Input::pin(words.staff_new_pin()).required(),
        Input::pin(words.own_pin_again()).required(),
    ];
    Form::new(words.own_pin_title(), Vec::new(), inputs, |values, out| {
        let [now, new, again] = values else { return };
        if new != again {
            return out.say(out.words.own_pin_differs());
        }
        match (Pin::new(now), Pin::new(new)) {
            (Ok(now), Ok(pin)) => out.perform_with_pin(now, ChangePin { pin }, |words, _| {
                (words.own_pin_changed(), None)
            }),
            (Err(refused), _) | (_, Err(refused)) => out.refuse(&refused),
        }
    })
    .secret()
}

/// Their name, home desk and language.
pub(super) fn edit(words: &Words, row: &Row) -> Form {
    let staff = row.code.clone();
    let inputs = vec![
        Input::offered(words.column_name(), &row.name).required(),
        Input::choice(words.column_desk(), first(desks(words), &row.desk)),
        Input::choice(words.staff_language(), first(languages(), &row.language)),
    ];
    let title = words.staff_edit_title(row.name.as_str());
    Form::new(title, Vec::new(), inputs, move |values, out| {
        let [name, desk, language] = values else {
            return;
        };
        let change = EditStaff {
            staff: staff.clone(),
            name: Some(name.clone()),
            desk: Desk::parse(desk),
            language: Some(language.clone()),
            pin: None,
            active: None,
        };
        out.perform(change, |words, receipt| {
            (words.staff_edited(receipt.subject.as_str()), None)
        });
    })
}

/// What is so now stands first among the choices.
fn first(mut choices: Vec<(String, String)>, now: &str) -> Vec<(String, String)> {
    choices.sort_by_key(|(value, _)| value != now);
    choices
}

/// Somebody who has left comes back: the undo of leaving.
pub(super) fn come_back(row: &Row, out: &mut Outbox<'_>) {
    let change = EditStaff::of_activity(row.code.clone(), true);
    out.perform(change, |words, receipt| {
        (words.staff_returned(receipt.subject.as_str()), None)
    });
}
