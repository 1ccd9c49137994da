//! The chosen cell in words: who does the duty, or why nobody does, and who could best.

use super::grid::Chosen;
use super::view::View;
use crate::model::coverage::State;
use crate::model::gap::{Candidate, Why, candidates, causes};
use crate::model::roster::Span;
use crate::model::staffing::{Half, Part};
use crate::model::{Desk, Duty, Instant, StaffId};
use crate::pane::Look;
use crate::words::{Words, named};
use ratatui::style::Style;

/// How many people are shown for a gap.
const BEST: usize = 3;

/// The lines about a cell, each with its look.
pub(super) fn lines(view: &View, chosen: Chosen, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let Some(half) = view.staffing.halves.get(chosen.half).copied() else {
        return Vec::new();
    };
    let duty = chosen.duty;
    if !view.board.kept.has(duty) {
        let said = words.coverage_not_kept(words.duty(duty));
        return vec![(said, theme.dim)];
    }
    let cell = view.board.cell(duty, chosen.half);
    let state = match cell.state() {
        State::Owner => words.coverage_owners(cell.owners),
        State::Cover => words.coverage_covered(),
        State::Possible => words.coverage_possible(cell.possible),
        State::Nobody => words.coverage_nobody(),
    };
    let head = format!(
        "{}  {}  {}",
        words.duty(duty),
        span(words, half.span),
        state
    );
    let mut lines = vec![(head, super::grid::style(cell.state(), theme))];
    match cell.state() {
        State::Owner | State::Cover => lines.extend(doing(view, chosen, half, look)),
        State::Possible | State::Nobody => {
            lines.extend(why(view, chosen, half, look));
            lines.extend(best(view, chosen, half, look));
        }
    }
    lines
}

/// "Tue 24 Nov 12:00-12:30".
pub(super) fn span(words: &Words, span: Span) -> String {
    format!(
        "{} {}-{}",
        day(words, span.from),
        words.time(span.from),
        words.time(span.until)
    )
}

/// A day with its weekday, never "tomorrow".
pub(super) fn day(words: &Words, at: Instant) -> String {
    words.when(at, at.plus_minutes(3 * 24 * 60))
}

fn name(view: &View, staff: StaffId) -> String {
    let person = view.staffing.person(staff);
    person.map_or_else(String::new, |person| person.name.clone())
}

/// Who does it.
fn doing(view: &View, chosen: Chosen, half: Half, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let covers = view.staffing.covers_in(half);
    let with = |wanted: Part| {
        let people = view
            .staffing
            .people
            .iter()
            .filter(|person| view.staffing.part(person, chosen.duty, half, &covers) == wanted);
        people
            .map(|person| person.name.as_str())
            .collect::<Vec<&str>>()
    };
    let mut lines = Vec::new();
    let owners = with(Part::Owns);
    if !owners.is_empty() {
        let not_seen = not_seen(view, &owners, half, look);
        lines.push((words.coverage_owned_by(owners.join(", ")), theme.plain));
        lines.extend(not_seen);
    }
    for cover in covers.iter().filter(|of| of.duties.has(chosen.duty)) {
        let coverer = cover.coverer.map_or_else(String::new, |id| name(view, id));
        let owner = cover
            .owner
            .map_or_else(|| "-".to_owned(), |id| name(view, id));
        let said = words.coverage_by_cover(
            named::Coverer(coverer),
            named::Number(cover.number.as_str()),
            named::Owner(owner),
            named::Until(words.time(cover.span.until)),
        );
        lines.push((said, theme.plain));
    }
    let could = with(Part::Could);
    if !could.is_empty() {
        lines.push((words.coverage_could_too(could.join(", ")), theme.dim));
    }
    lines
}

/// The roster says who is on duty; in the half-hour that runs, who of them is at no screen.
fn not_seen(view: &View, owners: &[&str], half: Half, look: &Look<'_>) -> Option<(String, Style)> {
    let elsewhere = view.elsewhere.iter();
    let names: Vec<String> = elsewhere
        .filter(|one| half.span.has(look.now) && owners.contains(&one.name.as_str()))
        .map(|one| {
            format!(
                "{} ({})",
                one.name,
                look.words.whereabouts(&one.whereabouts, look.now)
            )
        })
        .collect();
    (!names.is_empty()).then(|| {
        let said = look.words.coverage_not_seen(names.join(", "));
        (said, look.theme.warn)
    })
}

/// Why nobody who owns it does it.
fn why(view: &View, chosen: Chosen, half: Half, look: &Look<'_>) -> Vec<(String, Style)> {
    let words = look.words;
    let causes = causes(&view.staffing, chosen.duty, half);
    if causes.is_empty() {
        return vec![(words.coverage_unowned(), look.theme.plain)];
    }
    let said: Vec<String> = causes
        .iter()
        .map(|(staff, why)| {
            words.coverage_owner_is(
                named::Name(name(view, *staff)),
                named::Why(reason(why, half, words)),
            )
        })
        .collect();
    // Two have lines of their own; of more the rest shares the second.
    match said.as_slice() {
        [one, two, rest @ ..] if !rest.is_empty() => {
            let more = words.coverage_and_more(rest.len());
            vec![
                (one.clone(), look.theme.plain),
                (format!("{two}  {more}"), look.theme.plain),
            ]
        }
        few => few
            .iter()
            .map(|line| (line.clone(), look.theme.plain))
            .collect(),
    }
}

/// Why somebody is not there, in words.
pub(super) fn reason(why: &Why, half: Half, words: &Words) -> String {
    // The time alone where it is on the same day.
    let until = |at: Instant| {
        let zone = words.zone();
        if at.local(zone).date_naive() == half.span.from.local(zone).date_naive() {
            words.time(at)
        } else {
            format!("{} {}", day(words, at), words.time(at))
        }
    };
    match why {
        Why::Expired(at) => words.coverage_why_expired(words.date(*at)),
        Why::Away(at, kind) => words.coverage_why_away(
            named::Kind(words.word("coverage-away", kind)),
            named::Until(until(*at)),
        ),
        Why::Break(at) => words.coverage_why_break(until(*at)),
        Why::Later(at) => words.coverage_why_later(until(*at)),
        Why::Gone(at) => words.coverage_why_gone(until(*at)),
        Why::Off => words.coverage_why_off(),
        Why::Partly => words.coverage_why_partly(),
        Why::Lent(number) => words.coverage_why_lent(number.as_str()),
    }
}

/// Who could cover it, best first.
pub(super) fn ranked(view: &View, chosen: Chosen, half: Half, now: Instant) -> Vec<Candidate> {
    candidates(&view.staffing, chosen.duty, half, now, |duty| {
        view.work[duty as usize]
    })
}

fn best(view: &View, chosen: Chosen, half: Half, look: &Look<'_>) -> Vec<(String, Style)> {
    let words = look.words;
    let ranked = ranked(view, chosen, half, look.now);
    if ranked.is_empty() {
        return vec![(words.coverage_nobody_trained(), look.theme.dim)];
    }
    ranked
        .iter()
        .take(BEST)
        .zip(1..)
        .map(|(candidate, place)| {
            let said = reasons(candidate, chosen.duty, half, words).join(", ");
            let style = if candidate.not_here.is_some() {
                look.theme.dim
            } else {
                look.theme.plain
            };
            (
                format!("{place} {}: {said}", name(view, candidate.staff)),
                style,
            )
        })
        .collect()
}

/// What speaks for and against somebody, the weightiest first.
fn reasons(candidate: &Candidate, duty: Duty, half: Half, words: &Words) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(why) = &candidate.not_here {
        said.push(words.coverage_not_here(reason(why, half, words)));
    } else if candidate.signed_in {
        said.push(words.coverage_signed_in());
    }
    if candidate.asked {
        said.push(words.coverage_asked_already());
    }
    if !candidate.covering.is_empty() {
        said.push(words.coverage_covers_already(words.duties(candidate.covering)));
    }
    said.push(match candidate.until {
        Some(until) => words.coverage_trained_until(words.date(Instant(until.0 - 1))),
        None => words.coverage_trained(),
    });
    said.push(match candidate.practised {
        Some((times, last)) => {
            words.coverage_practised(named::Last(day(words, last)), named::Times(times))
        }
        None => words.coverage_never_practised(),
    });
    if candidate.load > 0 {
        said.push(words.coverage_load(candidate.load));
    }
    if candidate.cash && duty.desk() == Some(Desk::Front) {
        said.push(words.coverage_cash());
    }
    if !candidate.alone.is_empty() {
        said.push(words.coverage_alone(words.duties(candidate.alone)));
    }
    said
}
