//! The dialogs of one arrangement: the answer to a proposed one, and its end.

use super::{Agree, Arrangement, EndArrangement};
use crate::cover::shift::arranged_on;
use crate::model::ReadRight;
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look};
use crate::records::staff;
use crate::words::{Words, named};

/// Looks up what is proposed.
#[derive(Debug)]
pub struct Answering {
    number: String,
}

/// What is proposed: by whom, who stands in for whom.
#[derive(Debug, Default)]
pub struct Proposed(Option<(Arrangement, String, String, String)>);

/// Yes or no to an arrangement that somebody proposed.
#[must_use]
pub fn answer_form(words: &Words, number: &str) -> LiveForm<Answering> {
    let answers = vec![
        ("yes".to_owned(), words.arrangement_yes()),
        ("no".to_owned(), words.cover_no()),
    ];
    let arrangement = number.to_owned();
    let mut inputs = Inputs::new();
    let agrees = inputs.yes_or_no(Input::choice(words.cover_answer(), answers));
    let form = Form::typed(
        words.arrangement_title(number),
        vec![String::new(), String::new()],
        inputs,
        move |typed, out| {
            let arrangement = arrangement.clone();
            if typed.get(&agrees)? {
                out.perform(Agree { arrangement }, |words, receipt| {
                    (words.arrangement_agreed(receipt.subject.as_str()), None)
                });
            } else {
                out.perform(EndArrangement { arrangement }, |words, receipt| {
                    (words.arrangement_is_ended(receipt.subject.as_str()), None)
                });
            }
            Ok(())
        },
    );
    let number = number.to_owned();
    LiveForm::of(form, Answering { number })
}

impl Live for Answering {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = String;
    type View = Proposed;

    fn ask(&self, _form: &Form) -> String {
        self.number.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Proposed, Refused> {
        let arrangement = Arrangement::find(reader, number)?;
        let by = staff::name(reader, arrangement.made_by)?;
        let coverer = staff::name(reader, arrangement.coverer)?;
        let owner = staff::name(reader, arrangement.owner)?;
        Ok(Proposed(Some((arrangement, by, coverer, owner))))
    }

    fn show(&mut self, found: &Proposed, form: &mut Form, look: &Look<'_>) {
        let Some((arrangement, by, coverer, owner)) = &found.0 else {
            return;
        };
        let words = look.words;
        form.introduce(vec![
            words.arrangement_proposed(
                named::Duties(words.duties(arrangement.duties)),
                named::Name(by.as_str()),
            ),
            format!(
                "{}  {coverer} > {owner}",
                arranged_on(arrangement, words, true)
            ),
        ]);
    }
}

/// Asks once more before an arrangement is ended.
#[must_use]
pub fn end_form(words: &Words, number: &str) -> Form {
    let arrangement = number.to_owned();
    Form::typed(
        words.arrangement_end_title(number),
        vec![words.arrangement_end_intro()],
        Inputs::new(),
        move |_, out| {
            let arrangement = arrangement.clone();
            out.perform(EndArrangement { arrangement }, |words, receipt| {
                (words.arrangement_is_ended(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    )
}
