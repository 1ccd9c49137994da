//! The dialogs of the roster, and what its keys do at once.

use super::draw::typed;
use super::screen::Roster;
use super::view::View;
use super::{
    AskAbsence, ClearDay, CloseDay, CopyWeek, DecideAbsence, EndAbsence, OpenDay, SetDay, SetWeek,
    WithdrawAbsence,
};
use crate::model::{AbsenceKind, Desk, Duty};
use crate::pane::{Bound, Form, Input, Outbox};
use crate::words::{Words, named};
use chrono::Days;

/// The desks, the one that is usual first.
fn desks(words: &Words, first: Desk) -> Vec<(String, String)> {
    [first, first.other()]
        .iter()
        .map(|desk| (desk.as_str().to_owned(), words.word("desk", desk.as_str())))
        .collect()
}

/// The reasons, the most frequent first.
const KINDS: [AbsenceKind; 6] = [
    AbsenceKind::Lunch,
    AbsenceKind::Errand,
    AbsenceKind::Sick,
    AbsenceKind::Holiday,
    AbsenceKind::Training,
    AbsenceKind::Other,
];

fn filled(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

pub(super) fn set_day(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let (Some(person), Some(date)) = (view.chosen(screen), view.date) else {
        return;
    };
    let words = out.words;
    let (code, day) = (person.code.clone(), date.to_string());
    let note = view
        .otherwise(screen)
        .map(|otherwise| otherwise.note.clone());
    let hours = view.otherwise(screen).map_or_else(
        || typed(view.working(screen), words.zone()),
        |otherwise| otherwise.hours.to_string(),
    );
    let hours = if hours.is_empty() {
        "off".to_owned()
    } else {
        hours
    };
    let inputs = vec![
        Input::offered(words.roster_hours(), &hours),
        Input::choice(words.column_desk(), desks(words, view.desk(screen))),
        Input::text(words.roster_note(), &note.unwrap_or_default()),
    ];
    let title = words.roster_day_title(
        named::Date(words.day(date)),
        named::Name(person.name.as_str()),
    );
    let intro = vec![words.roster_hours_intro()];
    let form = Form::new(title, intro, inputs, move |values, out| {
        let [hours, desk, note] = values else { return };
        let verb = SetDay {
            staff: code.clone(),
            date: day.clone(),
            hours: hours.clone(),
            desk: Desk::parse(desk),
            note: note.clone(),
        };
        out.perform(verb, |words, receipt| {
            let hours = shown(receipt.text("hours"), words);
            (
                words.roster_day_set(
                    named::Date(date_in(words, receipt.text("date"))),
                    named::Hours(hours),
                    named::Name(receipt.text("name")),
                ),
                None,
            )
        });
    });
    out.open(Bound::pane(form));
}

/// Hours as a receipt has them, or that there are none.
fn shown(hours: &str, words: &Words) -> String {
    if hours.is_empty() {
        words.roster_off()
    } else {
        hours.to_owned()
    }
}

/// A date as a receipt has it, as people read it.
fn date_in(words: &Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |date| words.day(date))
}

pub(super) fn set_week(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let (Some(person), Some(today)) = (view.chosen(screen), view.today) else {
        return;
    };
    let words = out.words;
    let code = person.code.clone();
    let days = [
        "mo-fr", "mo", "tu", "we", "th", "fr", "sa", "su", "sa,su", "mo-su",
    ];
    let days = days
        .iter()
        .map(|days| {
            (
                (*days).to_owned(),
                words.word("weekdays", &days.replace(',', "-and-")),
            )
        })
        .collect();
    let from = view.date.filter(|date| *date > today).unwrap_or(today);
    let inputs = vec![
        Input::choice(words.roster_weekdays(), days),
        Input::offered(
            words.roster_hours(),
            &typed(view.working(screen), words.zone()),
        ),
        Input::choice(words.column_desk(), desks(words, view.desk(screen))),
        Input::offered(words.roster_from(), &from.to_string()),
    ];
    let title = words.roster_week_title(person.name.as_str());
    let intro = vec![words.roster_hours_intro()];
    let form = Form::new(title, intro, inputs, move |values, out| {
        let [weekdays, hours, desk, from] = values else {
            return;
        };
        let verb = SetWeek {
            staff: code.clone(),
            weekdays: weekdays.clone(),
            hours: hours.clone(),
            desk: Desk::parse(desk),
            from: filled(from),
        };
        out.perform(verb, |words, receipt| {
            let hours = shown(receipt.text("hours"), words);
            (
                words.roster_week_set(
                    named::Date(date_in(words, receipt.text("from"))),
                    named::Hours(hours),
                    named::Name(receipt.text("name")),
                ),
                None,
            )
        });
    });
    out.open(Bound::pane(form));
}

pub(super) fn clear_day(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let (Some(person), Some(date)) = (view.chosen(screen), view.date) else {
        return;
    };
    let verb = ClearDay {
        staff: person.code.clone(),
        date: date.to_string(),
    };
    out.perform(verb, |words, receipt| {
        let date = date_in(words, receipt.text("date"));
        let name = receipt.text("name");
        (
            words.roster_day_cleared(named::Date(date), named::Name(name)),
            None,
        )
    });
}

pub(super) fn copy_week(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let Some(from) = view.date else { return };
    let words = out.words;
    let to = from.checked_add_days(Days::new(7)).unwrap_or(from);
    let mut who = vec![(String::new(), words.roster_everybody())];
    who.extend(
        view.chosen(screen)
            .map(|person| (person.code.clone(), person.name.clone())),
    );
    let inputs = vec![
        Input::offered(words.roster_copy_from(), &from.to_string()),
        Input::offered(words.roster_copy_to(), &to.to_string()),
        Input::choice(words.roster_who(), who),
    ];
    let intro = vec![words.roster_copy_intro()];
    let form = Form::new(words.roster_copy_title(), intro, inputs, |values, out| {
        let [from, to, staff] = values else { return };
        let verb = CopyWeek {
            from: from.clone(),
            to: to.clone(),
            staff: filled(staff),
        };
        out.perform(verb, |words, receipt| {
            let days = receipt
                .result
                .get("days")
                .and_then(serde_json::Value::as_i64);
            let week = date_in(words, receipt.subject.as_str());
            (
                words.roster_copied(named::Date(week), named::Days(days.unwrap_or_default())),
                None,
            )
        });
    });
    out.open(Bound::pane(form));
}

pub(super) fn ask(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let words = out.words;
    let kinds = KINDS.iter().map(|kind| {
        (
            kind.as_str().to_owned(),
            words.word("absence-kind", kind.as_str()),
        )
    });
    let from = view.date.filter(|date| Some(*date) > view.today);
    let from = from.map_or(String::new(), |date| date.to_string());
    let mut inputs = vec![
        Input::choice(words.roster_kind(), kinds.collect()),
        Input::text(words.roster_absence_from(), &from),
        Input::text(words.roster_absence_until(), ""),
        Input::text(words.roster_note(), ""),
    ];
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
        inputs.push(Input::choice(words.roster_who(), who));
    }
    let intro = vec![words.roster_ask_intro()];
    let form = Form::new(words.roster_ask_title(), intro, inputs, |values, out| {
        let [kind, from, until, note, who @ ..] = values else {
            return;
        };
        let Some(kind) = AbsenceKind::parse(kind) else {
            return;
        };
        let verb = AskAbsence {
            kind,
            from: filled(from),
            until: filled(until),
            note: note.clone(),
            staff: who.first().and_then(|code| filled(code)),
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
    });
    out.open(Bound::pane(form));
}

pub(super) fn approve(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let Some(absence) = view.absence(screen) else {
        return;
    };
    let verb = DecideAbsence {
        absence: absence.number.clone(),
        approve: true,
        words: String::new(),
    };
    out.perform(verb, |words, receipt| {
        (
            words.roster_approved(
                named::Absence(receipt.subject.as_str()),
                named::Name(receipt.text("name")),
            ),
            None,
        )
    });
}

pub(super) fn decline(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
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
    let inputs = vec![Input::text(words.roster_reason(), "")];
    let form = Form::new(title, intro, inputs, move |values, out| {
        let verb = DecideAbsence {
            absence: number.clone(),
            approve: false,
            words: values.first().cloned().unwrap_or_default(),
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
    });
    out.open(Bound::pane(form));
}

pub(super) fn withdraw(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    if let Some(absence) = view.absence(screen) {
        let absence = absence.number.clone();
        out.perform(WithdrawAbsence { absence }, |words, receipt| {
            (words.roster_withdrawn(receipt.subject.as_str()), None)
        });
    }
}

pub(super) fn end(absence: String, out: &mut Outbox<'_>) {
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

pub(super) fn close_day(view: &View, out: &mut Outbox<'_>) {
    let Some(date) = view.date else { return };
    let words = out.words;
    let title = words.roster_close_title(words.day(date));
    let intro = vec![words.roster_close_intro()];
    let inputs = vec![Input::text(words.roster_day_name(), "")];
    let form = Form::new(title, intro, inputs, move |values, out| {
        let verb = CloseDay {
            date: date.to_string(),
            name: values.first().cloned().unwrap_or_default(),
        };
        out.perform(verb, |words, receipt| {
            let date = date_in(words, receipt.subject.as_str());
            (words.roster_day_closed(date), None)
        });
    });
    out.open(Bound::pane(form));
}

pub(super) fn open_day(view: &View, out: &mut Outbox<'_>) {
    let Some(date) = view.date else { return };
    let verb = OpenDay {
        date: date.to_string(),
        name: String::new(),
    };
    out.perform(verb, |words, receipt| {
        let date = date_in(words, receipt.subject.as_str());
        (words.roster_day_opened(date), None)
    });
}
