//! The dialogs of one cover: begin it, end it, extend it, give it to somebody else.

use super::clash::Wanted;
use super::whom::{Candidate, candidates, people, warning};
use super::{Begin, Cover, End, Extend, HandOn, Swap, said};
use crate::cover::arrangement::BeginToday;
use crate::model::StaffId;
use crate::office::{Pin, Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Then};
use crate::words::{Words, named};

/// The PIN with which a planned cover begins, or today's of an arrangement.
pub(super) fn begin_form(words: &Words, number: &str, arranged: bool) -> Form {
    let number = number.to_owned();
    Form::new(
        words.covers_begin_title(number.as_str()),
        vec![words.covers_begin_intro()],
        vec![Input::pin(words.cover_pin()).required()],
        move |values, out| {
            let begun: Then = |words, receipt| (said::begun(words, receipt), None);
            match (
                Pin::new(values.first().map_or("", String::as_str)),
                arranged,
            ) {
                (Ok(pin), true) => {
                    let arrangement = number.clone();
                    out.perform_with_pin(pin, BeginToday { arrangement }, begun);
                }
                (Ok(pin), false) => {
                    let cover = number.clone();
                    out.perform_with_pin(pin, Begin { cover }, begun);
                }
                (Err(_), _) => out.say(out.words.cover_pin_needed()),
            }
        },
    )
    .saves_as(Words::cover_key_begin_now)
}

/// Asks for a last word before a cover is ended.
#[must_use]
pub fn end_form(words: &Words, number: &str, title: String) -> Form {
    let number = number.to_owned();
    Form::new(
        title,
        vec![words.cover_end_intro()],
        vec![Input::note(words.cover_note(), "")],
        move |values, out| {
            let note = values.first().cloned().unwrap_or_default();
            out.perform(
                End {
                    cover: number.clone(),
                    note,
                },
                |words, receipt| (said::ended(words, receipt), None),
            );
        },
    )
    .saves_as(Words::cover_key_hand_back)
}

pub(super) fn extend_form(words: &Words, number: &str) -> Form {
    let number = number.to_owned();
    Form::new(
        words.cover_extend_title(number.as_str()),
        Vec::new(),
        vec![Input::text(words.cover_until(), "").required()],
        move |values, out| {
            let until = values.first().cloned().unwrap_or_default();
            out.perform(
                Extend {
                    cover: number.clone(),
                    until,
                },
                |words, receipt| (said::extended(words, receipt), None),
            );
        },
    )
}

/// Who could take a cover over.
#[derive(Debug)]
pub(super) struct Giving {
    cover: String,
    shown: Vec<Candidate>,
}

/// Who is to take over: a cover that runs is handed on, a planned one changes hands.
pub(super) fn give_form(words: &Words, cover: &Cover, running: bool) -> LiveForm<Giving> {
    let number = cover.number.clone();
    let inputs = vec![
        Input::choice(words.covers_give_to(), Vec::new()),
        Input::note(words.cover_note(), ""),
    ];
    let inputs = inputs
        .into_iter()
        .take(if running { 2 } else { 1 })
        .collect();
    let given = number.clone();
    let intro = vec![words.covers_give_intro()];
    let form = Form::new(
        words.covers_give_title(number.as_str()),
        intro,
        inputs,
        move |values, out| {
            let cover = given.clone();
            let to = values.first().cloned().unwrap_or_default();
            let note = values.get(1).cloned().unwrap_or_default();
            let asked: Then = |words, receipt| {
                let to = match receipt.text("to") {
                    "" => receipt.text("with"),
                    to => to,
                };
                let number = named::Number(receipt.subject.as_str());
                (words.covers_given(named::Name(to), number), None)
            };
            if to.is_empty() {
                out.say(out.words.covers_give_nobody());
            } else if running {
                out.perform(HandOn { cover, to, note }, asked);
            } else {
                out.perform(Swap { cover, with: to }, asked);
            }
        },
    );
    let giving = Giving {
        cover: number,
        shown: Vec::new(),
    };
    LiveForm::of(form, giving)
}

impl Live for Giving {
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
        if self.shown != *found || form.value(0).is_empty() {
            form.change_choices(0, choices);
            self.shown.clone_from(found);
        }
        form.warn(warning(look.words, found, form.value(0)));
    }
}
