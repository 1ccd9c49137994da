//! The dialogs of the board: taking somebody away to see what then, and planning a cover for a gap.

use super::grid::Chosen;
use super::view::View;
use crate::cover::shift::Plan;
use crate::model::coverage::gaps;
use crate::model::gap::{Candidate, Why, causes};
use crate::model::roster::Span;
use crate::model::staffing::{Half, Supposed};
use crate::model::time::parse_when;
use crate::model::{CoverReason, Duties, Duty, Instant, StaffId};
use crate::office::Refused;
use crate::pane::{Form, Input, Inputs, Outbox, Slot, Typed, Wrong};
use crate::words::{Words, named};
use chrono::Timelike;
use std::sync::{Arc, Mutex, PoisonError};

/// Somebody who is taken away, with the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Supposition {
    pub(super) supposed: Supposed,
    pub(super) name: String,
}

/// What is supposed: the board and its dialog both have it.
#[derive(Debug, Clone, Default)]
pub(super) struct Suppositions(Arc<Mutex<Vec<Supposition>>>);

impl Suppositions {
    pub(super) fn all(&self) -> Vec<Supposition> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn add(&self, one: Supposition) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.contains(&one) {
            all.push(one);
        }
    }

    pub(super) fn clear(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// A moment as the forms take it back: "2026-11-24 12:00".
fn typed(at: Instant, zone: chrono_tz::Tz) -> String {
    let local = at.local(zone);
    format!(
        "{} {:02}:{:02}",
        local.date_naive(),
        local.hour(),
        local.minute()
    )
}

/// The form that takes somebody away: on the chosen day, from the chosen half-hour on, for the week, or as typed.
pub(super) fn what_if_form(
    words: &Words,
    view: &View,
    half: Half,
    kept: Suppositions,
) -> Option<Form> {
    let zone = words.zone();
    let date = view.staffing.days.get(half.day)?.date;
    let midnight = |date| crate::records::roster::midnight(date, zone);
    // A day that goes on after midnight ends when its last half-hour does.
    let halves = view.staffing.halves.iter();
    let last = halves.filter(|other| other.day == half.day);
    let last = last.map(|other| other.span.until).max();
    let day = Span {
        from: midnight(date),
        until: midnight(date.succ_opt()?).max(last.unwrap_or_default()),
    };
    let monday = crate::model::monday_of(date);
    let week = Span {
        from: midnight(monday),
        until: midnight(monday.checked_add_days(chrono::Days::new(7))?),
    };
    let next = Span {
        from: week.until,
        until: midnight(monday.checked_add_days(chrono::Days::new(14))?),
    };
    let said = super::details::day(words, day.from);
    let whens = vec![
        ("day".to_owned(), words.coverage_if_day(said.as_str())),
        (
            "from".to_owned(),
            words.coverage_if_from(
                named::Day(said.as_str()),
                named::Time(words.time(half.span.from)),
            ),
        ),
        ("week".to_owned(), words.coverage_if_week()),
        ("next".to_owned(), words.coverage_if_next()),
        ("typed".to_owned(), words.coverage_if_typed()),
    ];
    let people: Vec<(i64, String)> = view
        .staffing
        .people
        .iter()
        .map(|person| (person.staff.0, person.name.clone()))
        .collect();
    let choices = people
        .iter()
        .map(|(id, name)| (id.to_string(), name.clone()))
        .collect();
    let mut inputs = Inputs::new();
    let who = Input::choice(words.coverage_if_who(), choices);
    let who = inputs.one_of(who, move |chosen| {
        let mut all = people.iter();
        all.find(|(id, _)| id.to_string() == chosen).cloned()
    });
    let from_here = Span {
        from: half.span.from,
        ..day
    };
    let when = Input::choice(words.coverage_if_when(), whens);
    let when = inputs.one_of(when, move |when| match when {
        "day" => Some(Some(day)),
        "from" => Some(Some(from_here)),
        "week" => Some(Some(week)),
        "next" => Some(Some(next)),
        "typed" => Some(None),
        _ => None,
    });
    let from = Input::offered(words.coverage_from(), &typed(half.span.from, zone));
    let from = inputs.text(from);
    let until = Input::offered(words.coverage_until(), &typed(day.until, zone));
    let until = inputs.text(until);
    let intro = vec![words.coverage_if_intro()];
    let title = words.coverage_if_title();
    let form = Form::typed(title, intro, inputs, move |typed, out| {
        let (id, name) = typed.get(&who)?;
        let span = match typed.get(&when)? {
            Some(span) => span,
            None => typed_span(typed, (&from, &until), out)?,
        };
        let supposed = Supposed {
            staff: StaffId(id),
            span,
        };
        kept.add(Supposition { supposed, name });
        out.close();
        Ok(())
    });
    Some(form.saves_as(Words::key_show))
}

fn typed_span(
    typed: &Typed<'_>,
    (begins, ends): (&Slot<String>, &Slot<String>),
    out: &Outbox<'_>,
) -> Result<Span, Wrong> {
    let zone = out.words.zone();
    let read = |slot: &Slot<String>, base: Instant| {
        let text = typed.get(slot)?;
        let at = parse_when(&text, base, zone);
        at.ok_or_else(|| slot.wrong(Refused::rule("bad-date").with("value", text)))
    };
    let from = read(begins, out.now)?;
    let until = read(ends, from)?;
    if until <= from {
        let refused = Refused::rule("cover-end-before")
            .with("from", from)
            .with("until", until);
        return Err(ends.wrong(refused));
    }
    Ok(Span { from, until })
}

/// The gap in which the chosen half-hour lies, from now on where it has begun; none: it is no gap, or is over.
pub(super) fn gap_of(view: &View, chosen: Chosen, now: Instant) -> Option<Span> {
    let half = view.staffing.halves.get(chosen.half)?;
    let gap = gaps(&view.staffing, &view.board)
        .into_iter()
        .find(|gap| gap.duty == chosen.duty && gap.span.holds(half.span))?;
    let span = Span {
        from: gap.span.from.max(now),
        until: gap.span.until,
    };
    (span.from < span.until).then_some(span)
}

/// The form that plans a cover of a gap: whom, what, from when until when.
pub(super) fn plan_form(
    words: &Words,
    view: &View,
    chosen: Chosen,
    span: Span,
    ranked: &[Candidate],
    now: Instant,
) -> Option<Form> {
    let half = *view.staffing.halves.get(chosen.half)?;
    let causes = causes(&view.staffing, chosen.duty, half);
    let missing = causes
        .iter()
        .find(|(_, why)| !matches!(why, Why::Expired(_)));
    let owner = missing.and_then(|(staff, _)| view.staffing.person(*staff));
    let mut people: Vec<(String, String)> = ranked
        .iter()
        .filter_map(|candidate| {
            let person = view.staffing.person(candidate.staff)?;
            let said = match &candidate.not_here {
                None => person.name.clone(),
                Some(why) => format!(
                    "{} ({})",
                    person.name,
                    super::details::reason(why, half, words)
                ),
            };
            Some((person.code.clone(), said))
        })
        .collect();
    people.push((String::new(), words.coverage_anyone()));
    let duties = duties_of(view, chosen, owner.map(|person| person.staff), ranked);
    let duties = duties
        .into_iter()
        .map(|duties| (duties.to_string(), words.duties(duties)))
        .collect();
    let zone = words.zone();
    let begins = if span.from <= now {
        "1m".to_owned()
    } else {
        typed(span.from, zone)
    };
    let ends = span.until.min(Instant(
        span.from.0 + crate::model::cover::COVER_HOURS_MAX * 3_600_000,
    ));
    let mut inputs = Inputs::new();
    let whom = inputs
        .text(Input::choice(words.coverage_whom(), people))
        .optional();
    let what = inputs.one_of(Input::choice(words.cover_what(), duties), Duties::parse);
    let likely = reasons(words, missing.map(|(_, why)| why));
    let reason = Input::choice(words.cover_reason(), likely);
    let reason = inputs.one_of(reason, CoverReason::parse);
    let from = inputs.text(Input::offered(words.coverage_from(), &begins));
    let until = Input::offered(words.coverage_until(), &typed(ends, zone));
    let until = inputs.text(until);
    let note = inputs.text(Input::note(words.cover_note(), ""));
    let code = owner.map(|person| person.code.clone());
    let intro = match owner {
        Some(person) => words.coverage_plan_for(
            named::Duty(words.duty(chosen.duty)),
            named::Owner(person.name.as_str()),
        ),
        None => words.coverage_plan_for_nobody(words.duty(chosen.duty)),
    };
    let title = words.coverage_plan_title(super::details::span(words, span));
    Some(Form::typed(
        title,
        vec![intro],
        inputs,
        move |typed, out| {
            let plan = Plan {
                duties: typed.get(&what)?.iter().collect(),
                reason: typed.get(&reason)?,
                from: typed.get(&from)?,
                until: typed.get(&until)?,
                of: typed.get(&whom)?,
                owner: code.clone(),
                note: typed.get(&note)?,
            };
            out.perform(plan, |words, receipt| {
                (words.coverage_planned(receipt.subject.as_str()), None)
            });
            Ok(())
        },
    ))
}

/// The chosen duty, and all that the same owner leaves open then and the best candidate is trained in.
fn duties_of(
    view: &View,
    chosen: Chosen,
    owner: Option<StaffId>,
    ranked: &[Candidate],
) -> Vec<Duties> {
    let one = Duties::NONE.with(chosen.duty);
    let Some(half) = view.staffing.halves.get(chosen.half).copied() else {
        return vec![one];
    };
    let best = ranked.first().map(|candidate| candidate.staff);
    let is_open = |duty: &Duty| {
        view.board.is_gap(*duty, chosen.half)
            && causes(&view.staffing, *duty, half)
                .iter()
                .any(|(staff, _)| Some(*staff) == owner)
            && crate::model::gap::candidates(&view.staffing, *duty, half, half.span.from, |_| 0)
                .iter()
                .any(|candidate| Some(candidate.staff) == best)
    };
    let all: Duties = crate::model::staffing::board_duties()
        .filter(|duty| *duty == chosen.duty || is_open(duty))
        .collect();
    if all == one {
        vec![one]
    } else {
        vec![one, all]
    }
}

/// Why a cover is needed, the likeliest first.
fn reasons(words: &Words, why: Option<&Why>) -> Vec<(String, String)> {
    let likely = match why {
        Some(Why::Break(_)) => CoverReason::Lunch,
        Some(Why::Away(_, kind)) => CoverReason::parse(kind).unwrap_or(CoverReason::Other),
        _ => CoverReason::Other,
    };
    let mut reasons = crate::cover::shift::reasons(words);
    reasons.sort_by_key(|(reason, _)| reason != likely.as_str());
    reasons
}
