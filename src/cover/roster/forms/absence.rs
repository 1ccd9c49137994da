//! Absences: asked for, decided, withdrawn, ended.

use super::super::screen::Roster;
use super::super::view::View;
use super::super::{AskAbsence, DecideAbsence, EndAbsence, WithdrawAbsence};
use crate::model::{AbsenceKind, Duty};
use crate::pane::{Bound, Form, Input, Inputs, Outbox};
use crate::words::named;

/// The reasons, the most frequent first.
const KINDS: [AbsenceKind; 6] = [
    AbsenceKind::Lunch,
    AbsenceKind::Errand,
    AbsenceKind::Sick,
    AbsenceKind::Holiday,
    AbsenceKind::Training,
    AbsenceKind::Other,
];

pub(in crate::cover::roster) fn ask(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let words = out.words;
    let kinds = KINDS.iter().map(|kind| {
        (
            kind.as_str().to_owned(),
            words.word("absence-kind", kind.as_str()),
        )
    });
    let from = view.date.filter(|date| Some(*date) > view.today);
    let from = from.map_or(String::new(), |date| date.to_string());
    let mut inputs = Inputs::new();
    let kind = Input::choice(words.roster_kind(), kinds.collect());
    let kind = inputs.one_of(kind, AbsenceKind::parse);
    let from = inputs
        .text(Input::text(words.roster_absence_from(), &from))
        .optional();
    let until = inputs
        .text(Input::text(words.roster_absence_until(), ""))
        .optional();
    let note = inputs.text(Input::text(words.roster_note(), ""));
    let mut whose = None;
    if out.who.may(Duty::Management) {
        let mut who = vec![(String::new(), words.roster_myself())];
        let others = view
            .people
            .iter()
            .filter(|person| person.staff != out.who.staff);
        who.extend(others.map(|person| (person.code.clone(), person.name.clone())));
        let chosen = view.chosen(screen).map(|person| person.code.clone());
        // Whoever is chosen in the list comes first.
        who.sort_by_key(|(code, _)| chosen.as_ref() != Some(code));
        whose = Some(
            inputs
                .text(Input::choice(words.roster_who(), who))
                .optional(),
        );
    }
    let intro = vec![words.roster_ask_intro()];
    let title = words.roster_ask_title();
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let staff = whose.as_ref().map(|who| typed.get(who)).transpose()?;
        let verb = AskAbsence {
            kind: typed.get(&kind)?,
            from: typed.get(&from)?,
            until: typed.get(&until)?,
            note: typed.get(&note)?,
            staff: staff.flatten(),
        };
        out.perform(verb, |words, receipt| {
            let number = receipt.subject.as_str();
            let said = if receipt.text("state") == "asked" {
                words.roster_asked(number)
            } else {
                words.roster_entered(number)
            };
            (said, None)
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

pub(in crate::cover::roster) fn decline(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let Some(absence) = view.absence(screen) else {
        return;
    };
    let words = out.words;
    let number = absence.number.clone();
    let title = words.roster_decline_title(
        named::Absence(number.as_str()),
        named::Name(absence.name.as_str()),
    );
    let intro = vec![words.roster_decline_intro()];
    let mut inputs = Inputs::new();
    let reason = inputs.text(Input::text(words.roster_reason(), ""));
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let verb = DecideAbsence {
            absence: number.clone(),
            approve: false,
            words: typed.get(&reason)?,
        };
        out.perform(verb, |words, receipt| {
            (
                words.roster_declined(
                    named::Absence(receipt.subject.as_str()),
                    named::Name(receipt.text("name")),
                ),
                None,
            )
        });
        Ok(())
    });
    out.open(Bound::pane(form));
}

pub(in crate::cover::roster) fn withdraw(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    if let Some(absence) = view.absence(screen) {
        let absence = absence.number.clone();
        out.perform(WithdrawAbsence { absence }, |words, receipt| {
            (words.roster_withdrawn(receipt.subject.as_str()), None)
        });
    }
}

pub(in crate::cover::roster) fn end(absence: String, out: &mut Outbox<'_>) {
    out.perform(EndAbsence { absence }, |words, receipt| {
        (
            words.roster_ended(
                named::Absence(receipt.subject.as_str()),
                named::Name(receipt.text("name")),
            ),
            None,
        )
    });
}
