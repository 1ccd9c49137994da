//! The dialogs of one cover: begin it, end it, extend it, give it to somebody else.

use super::clash::Wanted;
use super::whom::{Candidate, candidates, people, warning};
use super::{Begin, Cover, End, Extend, HandOn, Swap, said};
use crate::cover::arrangement::BeginToday;
use crate::model::{ReadRight, StaffId};
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Inputs, Live, LiveForm, Look, Slot, Then};
use crate::words::{Words, named};

/// The PIN with which a planned cover begins, or today's of an arrangement.
pub(super) fn begin_form(words: &Words, number: &str, arranged: bool) -> Form {
    let number = number.to_owned();
    let mut inputs = Inputs::new();
    let pin = inputs.own_pin(Input::pin(words.cover_pin()));
    let title = words.covers_begin_title(number.as_str());
    let intro = vec![words.covers_begin_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let begun: Then = |words, receipt| (said::begun(words, receipt), None);
        let (pin, number) = (typed.get(&pin)?, number.clone());
        if arranged {
            let arrangement = number;
            out.perform_with_pin(pin, BeginToday { arrangement }, begun);
        } else {
            out.perform_with_pin(pin, Begin { cover: number }, begun);
        }
        Ok(())
    })
    .saves_as(Words::cover_key_begin_now)
}

/// Asks for a last word before a cover is ended.
#[must_use]
pub fn end_form(words: &Words, number: &str, title: String) -> Form {
    let number = number.to_owned();
    let mut inputs = Inputs::new();
    let note = inputs.text(Input::note(words.cover_note(), ""));
    let intro = vec![words.cover_end_intro()];
    Form::typed(title, intro, inputs, move |typed, out| {
        let end = End {
            cover: number.clone(),
            note: typed.get(&note)?,
        };
        out.perform(end, |words, receipt| (said::ended(words, receipt), None));
        Ok(())
    })
    .saves_as(Words::cover_key_hand_back)
}

pub(super) fn extend_form(words: &Words, number: &str) -> Form {
    let number = number.to_owned();
    let mut inputs = Inputs::new();
    let until = inputs.text(Input::text(words.cover_until(), "").required());
    let title = words.cover_extend_title(number.as_str());
    Form::typed(title, Vec::new(), inputs, move |typed, out| {
        let extend = Extend {
            cover: number.clone(),
            until: typed.get(&until)?,
        };
        let extended: Then = |words, receipt| (said::extended(words, receipt), None);
        out.perform(extend, extended);
        Ok(())
    })
}

/// Who could take a cover over.
#[derive(Debug)]
pub(super) struct Giving {
    cover: String,
    to: Slot<String>,
    shown: Vec<Candidate>,
}

/// Who is to take over: a cover that runs is handed on, a planned one changes hands.
pub(super) fn give_form(words: &Words, cover: &Cover, running: bool) -> LiveForm<Giving> {
    let number = cover.number.clone();
    let mut inputs = Inputs::new();
    let to = inputs.add(
        Input::choice(words.covers_give_to(), Vec::new()),
        |code| match code {
            "" => Err(Refused::rule("nobody-to-give-to")),
            code => Ok(code.to_owned()),
        },
    );
    let note = running.then(|| inputs.text(Input::note(words.cover_note(), "")));
    let giving = Giving {
        cover: number.clone(),
        to: to.clone(),
        shown: Vec::new(),
    };
    let title = words.covers_give_title(number.as_str());
    let intro = vec![words.covers_give_intro()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let (cover, to) = (number.clone(), typed.get(&to)?);
        let asked: Then = |words, receipt| {
            let to = match receipt.text("to") {
                "" => receipt.text("with"),
                to => to,
            };
            let number = named::Number(receipt.subject.as_str());
            (words.covers_given(named::Name(to), number), None)
        };
        match &note {
            Some(note) => {
                let note = typed.get(note)?;
                out.perform(HandOn { cover, to, note }, asked);
            }
            None => out.perform(Swap { cover, with: to }, asked),
        }
        Ok(())
    });
    LiveForm::of(form, giving)
}

impl Live for Giving {
    const RIGHT: ReadRight = ReadRight::Anyone;
    type Ask = String;
    type View = Vec<Candidate>;

    fn ask(&self, _form: &Form) -> String {
        self.cover.clone()
    }

    fn read(number: &String, reader: &mut Reader<'_>) -> Result<Vec<Candidate>, Refused> {
        let cover = Cover::find(reader, number)?;
        let but: Vec<StaffId> = cover.owner.into_iter().chain(cover.coverer).collect();
        if cover.starts_at.is_none() {
            let wanted = Wanted {
                duties: cover.duties,
                owner: cover.owner,
                span: cover.span(),
                but: Some(cover.id),
            };
            return candidates(reader, Some(&wanted), cover.duties, &but);
        }
        let mut found = candidates(reader, None, cover.duties, &but)?;
        for one in &mut found {
            let (id, ..) = crate::records::staff::find(reader, &one.code)?;
            one.trouble = super::may_cover(reader, id, cover.duties).err();
        }
        found.sort_by_key(|one| one.trouble.is_some());
        Ok(found)
    }

    fn show(&mut self, found: &Vec<Candidate>, form: &mut Form, look: &Look<'_>) {
        let mut choices = people(look.words, found);
        if choices.is_empty() {
            choices.push((String::new(), look.words.covers_nobody_can()));
        }
        if self.shown != *found || form.text(&self.to).is_empty() {
            form.offer(&self.to, choices);
            self.shown.clone_from(found);
        }
        form.warn(warning(look.words, found, form.text(&self.to)));
    }
}
