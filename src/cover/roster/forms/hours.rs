//! What somebody works: a day otherwise, the usual week, a week as another.

use super::super::screen::Roster;
use super::super::view::View;
use super::super::{ClearDay, CopyWeek, SetDay, SetWeek};
use super::date_in;
use super::live_hours::{HourFields, OneDay, OneWeek};
use crate::model::roster::{Hours, Span};
use crate::model::{Desk, Instant};
use crate::pane::{Bound, Follow, Form, Input, Inputs, LiveForm, Outbox};
use crate::words::{Words, named};
use chrono::Days;

/// The desks, the one that is usual first.
fn desks(words: &Words, first: Desk) -> Vec<(String, String)> {
    [first, first.other()]
        .iter()
        .map(|desk| (desk.as_str().to_owned(), words.word("desk", desk.as_str())))
        .collect()
}

pub(in crate::cover::roster) fn set_day(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let (Some(person), Some(date)) = (view.chosen(screen), view.date) else {
        return;
    };
    let words = out.words;
    let (code, day) = (person.code.clone(), date.to_string());
    let note = view
        .otherwise(screen)
        .map(|otherwise| otherwise.note.clone());
    let hours = view.otherwise(screen).map_or_else(
        || usual(screen, view, words),
        |otherwise| written(&otherwise.hours, words),
    );
    let mut inputs = Inputs::new();
    let hours = Input::offered(words.roster_hours(), &hours);
    let hours = inputs.text(hours.writes("hours"));
    let desk = Input::choice(words.column_desk(), desks(words, view.desk(screen)));
    let desk = inputs.one_of(desk.writes("desk"), Desk::parse);
    let note = Input::text(words.roster_note(), &note.unwrap_or_default());
    let note = inputs.text(note.writes("note"));
    let fields = HourFields {
        hours,
        desk,
        note: Some(note.clone()),
    };
    let live = OneDay {
        of: (code.clone(), date),
        fields: fields.clone(),
        follow: Follow::default(),
    };
    let title = words.roster_day_title(
        named::Date(words.day(date)),
        named::Name(person.name.as_str()),
    );
    let intro = vec![words.roster_hours_intro()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let (hours, desk, mut seen) = fields.typed(typed)?;
        let verb = SetDay {
            staff: code.clone(),
            date: day.clone(),
            hours,
            desk: Some(desk),
            note: typed.written(&note, &mut seen)?,
            shown: seen,
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
        Ok(())
    });
    out.open(Bound::pane(LiveForm::of(form, live)));
}

/// Hours as a receipt has them, or that there are none.
fn shown(hours: &str, words: &Words) -> String {
    if hours.is_empty() {
        words.roster_off()
    } else {
        hours.to_owned()
    }
}

pub(in crate::cover::roster) fn set_week(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
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
    let mut inputs = Inputs::new();
    let weekdays = inputs.text(Input::choice(words.roster_weekdays(), days));
    let hours = Input::offered(words.roster_hours(), &usual(screen, view, words));
    let hours = inputs.text(hours.writes("hours"));
    let desk = Input::choice(words.column_desk(), desks(words, view.desk(screen)));
    let desk = inputs.one_of(desk.writes("desk"), Desk::parse);
    let from = Input::offered(words.roster_from(), &from.to_string());
    let from = inputs.text(from).optional();
    let fields = HourFields {
        hours,
        desk,
        note: None,
    };
    let live = OneWeek {
        code: code.clone(),
        weekdays: weekdays.clone(),
        from: from.clone(),
        fields: fields.clone(),
        follow: Follow::default(),
        shows: (String::new(), String::new()),
    };
    let title = words.roster_week_title(person.name.as_str());
    let intro = vec![words.roster_hours_intro()];
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let (hours, desk, seen) = fields.typed(typed)?;
        let verb = SetWeek {
            staff: code.clone(),
            weekdays: typed.get(&weekdays)?,
            hours,
            desk: Some(desk),
            from: typed.get(&from)?,
            shown: seen,
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
        Ok(())
    });
    out.open(Bound::pane(LiveForm::of(form, live)));
}

pub(in crate::cover::roster) fn clear_day(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
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

pub(in crate::cover::roster) fn copy_week(screen: &Roster, view: &View, out: &mut Outbox<'_>) {
    let Some(from) = view.date else { return };
    let words = out.words;
    let to = from.checked_add_days(Days::new(7)).unwrap_or(from);
    let mut who = vec![(String::new(), words.roster_everybody())];
    who.extend(
        view.chosen(screen)
            .map(|person| (person.code.clone(), person.name.clone())),
    );
    let mut inputs = Inputs::new();
    let from = inputs.text(Input::offered(words.roster_copy_from(), &from.to_string()));
    let to = inputs.text(Input::offered(words.roster_copy_to(), &to.to_string()));
    let staff = inputs
        .text(Input::choice(words.roster_who(), who))
        .optional();
    let intro = vec![words.roster_copy_intro()];
    let title = words.roster_copy_title();
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let verb = CopyWeek {
            from: typed.get(&from)?,
            to: typed.get(&to)?,
            staff: typed.get(&staff)?,
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
        Ok(())
    });
    out.open(Bound::pane(form));
}

/// What the chosen person works on the day that is shown, as one types it; where the office is closed, what they would work.
fn usual(screen: &Roster, view: &View, words: &Words) -> String {
    let works = view.working(screen);
    let mut spans = works.map_or(&[] as &[Span], |working| &working.spans);
    if let (true, Some(day), Some(person)) =
        (spans.is_empty(), view.days.first(), view.chosen(screen))
    {
        let usual = day.usual.get(&person.staff);
        spans = usual.map_or(spans, Vec::as_slice);
    }
    let time = |at: Instant| at.local(words.zone()).format("%H:%M").to_string();
    let spans: Vec<String> = spans
        .iter()
        .map(|span| format!("{}-{}", time(span.from), time(span.until)))
        .collect();
    written(&Hours::parse(&spans.join(",")).unwrap_or_default(), words)
}

/// Hours as one types them.
pub(super) fn written(hours: &Hours, words: &Words) -> String {
    if hours.is_off() {
        words.roster_typed_off()
    } else {
        hours.to_string()
    }
}
