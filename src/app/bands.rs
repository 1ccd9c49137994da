//! The lines that cannot be missed: what one covers now, what waits for one, and what was asked urgently.

use crate::model::Duties;
use crate::pane::{Look, WaitingCover};
use crate::words::named;

/// The line that cannot be missed while one stands in for somebody, or while a cover waits for one.
pub(super) fn band(look: &Look<'_>) -> Option<String> {
    if let Some((_, duties, owner, ends)) = &look.who.covering {
        let duties = look.words.duties(Duties::parse(duties).unwrap_or_default());
        let left = look.words.duration(ends.0 - look.now.0);
        let (duties, left) = (named::Duties(duties), named::Left(left));
        let until = named::Until(look.words.time(*ends));
        let said = if owner.is_empty() {
            look.words.band_covering_nobody(duties, left, until)
        } else {
            let owner = named::Owner(owner.as_str());
            look.words.band_covering(duties, left, owner, until)
        };
        return Some(format!(" {said}"));
    }
    let waiting = look.who.waiting.as_ref()?;
    waits(waiting, look).map(|text| format!(" {text}"))
}

/// The same of what waits, as long as the line above it is about what one covers now.
pub(super) fn waits_beside(look: &Look<'_>) -> Option<String> {
    let waiting = look
        .who
        .waiting
        .as_ref()
        .filter(|_| look.who.covering.is_some())?;
    // What is due comes first under F4, everything else after the handing back.
    let due = matches!(waiting.word, "cover-begins-soon" | "cover-begins-late");
    let text = waits(waiting, look)?;
    Some(if due {
        format!(" {text}")
    } else {
        format!(" {}", look.words.band_waits_beside(text))
    })
}

fn waits(waiting: &WaitingCover, look: &Look<'_>) -> Option<String> {
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("number", waiting.number.as_str());
    args.set("duties", look.words.duties(waiting.duties));
    args.set("name", waiting.name.as_str());
    args.set("at", look.words.when(waiting.at, look.now));
    args.set("until", look.words.when(waiting.until, look.now));
    look.words.by_id(waiting.word, &args)
}

/// The line that says gently that something urgent was asked, that one was away, or what one wanted to do first; F8 opens it.
pub(super) fn asks(look: &Look<'_>, missed_seen: bool) -> Option<String> {
    if let Some((number, who, words, _)) = look.who.thread.as_ref().filter(|(.., urgent)| *urgent) {
        let said = look.words.band_urgent(
            named::Number(number.as_str()),
            named::Who(who.as_str()),
            named::Words(words.as_str()),
        );
        return Some(format!(" {said}"));
    }
    if let Some(since) = look.who.away_since.filter(|_| !missed_seen) {
        let said = look.words.band_missed(look.words.when(since, look.now));
        return Some(format!(" {said}"));
    }
    if let Some((number, thing)) = look.who.first.as_ref() {
        let said = look
            .words
            .band_first(named::Number(number.as_str()), named::Thing(thing.as_str()));
        return Some(format!(" {said}"));
    }
    let (name, duty, days) = look.who.runs_out.as_ref()?;
    let said = look
        .words
        .inbox_runs_out(named::Days(*days), named::Duty(look.words.duty(*duty)));
    Some(format!(" ! {name}: {said}"))
}
