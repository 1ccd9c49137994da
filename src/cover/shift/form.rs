//! The form that asks for a cover or declares one, with a hand-over note drafted from what the file knows.

use super::{Ask, Declare, Draft, draft};
use crate::model::{CoverReason, Duties, Duty};
use crate::office::{Reader, Refused};
use crate::pane::{Form, Input, Live, LiveForm, Look, Outbox, Place};
use crate::words::Words;

/// The fields of the form, by their places.
const WHAT: usize = 0;
const NOTE: usize = 4;

/// The note as it was drafted; while it still stands in the field, a new draft replaces it.
#[derive(Debug, Default)]
pub struct Drafting {
    drafted: String,
}

/// The form that asks for a cover of one's own duties, or declares that one covers what one is trained in: of a person who owns some duties and may cover others; at least one of both.
#[must_use]
pub fn cover_form(words: &Words, mine: Duties, trained: Duties) -> LiveForm<Drafting> {
    let mut choices = Vec::new();
    for duties in singles_and_all(trained) {
        choices.push((
            format!("declare {duties}"),
            words.cover_i_cover(words.duties(duties)),
        ));
    }
    for duties in singles_and_all(mine) {
        choices.push((
            format!("ask {duties}"),
            words.cover_cover_me(words.duties(duties)),
        ));
    }
    choices.push(("practise".to_owned(), words.practice_choice()));
    let reasons = CoverReason::ALL
        .iter()
        .map(|reason| {
            (
                reason.as_str().to_owned(),
                words.word("reason", reason.as_str()),
            )
        })
        .collect();
    let inputs = vec![
        Input::choice(words.cover_what(), choices),
        Input::choice(words.cover_reason(), reasons),
        Input::offered(words.cover_until(), "30m"),
        Input::text(words.cover_person(), ""),
        Input::note(words.cover_note(), ""),
    ];
    let form = Form::new(
        words.cover_title(),
        vec![words.cover_intro()],
        inputs,
        submit,
    );
    LiveForm::of(form, Drafting::default())
}

/// All of them at once first, then each alone.
fn singles_and_all(duties: Duties) -> Vec<Duties> {
    let each: Vec<Duties> = duties.iter().map(|duty| Duties::NONE.with(duty)).collect();
    if each.len() > 1 {
        std::iter::once(duties).chain(each).collect()
    } else {
        each
    }
}

fn submit(values: &[String], out: &mut Outbox<'_>) {
    let [what, reason, until, person, note] = values else {
        return;
    };
    if what == "practise" {
        out.close();
        return out.go(Place::ChoosePractice(out.who.desk.other()));
    }
    let Some((kind, duties)) = what.split_once(' ') else {
        return;
    };
    let duties: Vec<Duty> = Duties::parse(duties).unwrap_or_default().iter().collect();
    let reason = CoverReason::parse(reason).unwrap_or(CoverReason::Other);
    let person = Some(person.clone()).filter(|code| !code.is_empty());
    let (until, note) = (until.clone(), note.clone());
    if kind == "ask" {
        let ask = Ask {
            duties,
            reason,
            until,
            of: person,
            note,
        };
        out.perform(ask, |words, receipt| {
            (words.cover_asked(receipt.subject.as_str()), None)
        });
    } else {
        let declare = Declare {
            duties,
            reason,
            until,
            owner: person,
            order: None,
            note,
        };
        out.perform(declare, |words, receipt| {
            (words.cover_declared(receipt.subject.as_str()), None)
        });
    }
}

/// Sentences of the facts; empty where there is nothing to say.
fn note_of(draft: &Draft, look: &Look<'_>) -> String {
    let words = look.words;
    let mut sentences = Vec::new();
    if !draft.picking.is_empty() {
        sentences.push(words.cover_draft_picking(draft.picking.join(", ")));
    }
    if !draft.promised.is_empty() {
        let promised: Vec<String> = draft
            .promised
            .iter()
            .map(|(order, at)| format!("{order} ({})", words.when(*at, look.now)))
            .collect();
        sentences.push(words.cover_draft_promised(promised.join(", ")));
    }
    if draft.to_pick > 0 {
        sentences.push(words.cover_draft_to_pick(draft.to_pick));
    }
    if !draft.ready.is_empty() {
        sentences.push(words.cover_draft_ready(draft.ready.join(", ")));
    }
    sentences.join(" ")
}

impl Live for Drafting {
    type Ask = Duties;
    type View = Draft;

    fn ask(&self, form: &Form) -> Duties {
        let what = form.value(WHAT);
        let duties = what.split_once(' ').map_or("", |(_, duties)| duties);
        Duties::parse(duties).unwrap_or_default()
    }

    fn read(duties: &Duties, reader: &mut Reader<'_>) -> Result<Draft, Refused> {
        draft(reader, *duties)
    }

    fn show(&mut self, found: &Draft, form: &mut Form, look: &Look<'_>) {
        let drafted = note_of(found, look);
        if drafted != self.drafted && form.value(NOTE) == self.drafted {
            form.set(NOTE, &drafted);
            self.drafted = drafted;
        }
    }
}
