//! The answer to a proposed arrangement.

use super::{Agree, EndArrangement};
use crate::pane::{Form, Input, WaitingCover};
use crate::words::{Words, named};

/// Yes or no to an arrangement that somebody proposed.
#[must_use]
pub fn answer_form(words: &Words, waiting: &WaitingCover) -> Form {
    let answers = vec![
        ("yes".to_owned(), words.arrangement_yes()),
        ("no".to_owned(), words.cover_no()),
    ];
    let arrangement = waiting.number.clone();
    Form::new(
        words.arrangement_title(waiting.number.as_str()),
        vec![words.arrangement_proposed(
            named::Duties(words.duties(waiting.duties)),
            named::Name(waiting.name.as_str()),
        )],
        vec![Input::choice(words.cover_answer(), answers)],
        move |values, out| {
            let arrangement = arrangement.clone();
            if values.first().is_some_and(|answer| answer == "yes") {
                out.perform(Agree { arrangement }, |words, receipt| {
                    (words.arrangement_agreed(receipt.subject.as_str()), None)
                });
            } else {
                out.perform(EndArrangement { arrangement }, |words, receipt| {
                    (words.arrangement_is_ended(receipt.subject.as_str()), None)
                });
            }
        },
    )
}
