//! The hand-over note in lines: one kind of thing each, the most pressing first.

use super::draft::{AskedNote, Draft, OrderNote};
use crate::model::Instant;
use crate::words::{Words, named};

/// One kind of thing that is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NoteLine {
    /// What stands before it, so that no colour is needed.
    pub(super) mark: char,
    /// What it is: "half picked".
    pub(super) label: String,
    /// Each thing with the customer's name.
    pub(super) things: Vec<String>,
    /// How many more there are.
    pub(super) more: i64,
}

impl NoteLine {
    /// As many things as fit the first so many, and how many more there are.
    pub(super) fn text(&self, words: &Words, things_max: usize) -> String {
        let shown: Vec<&str> = self
            .things
            .iter()
            .take(things_max)
            .map(String::as_str)
            .collect();
        let left = self.things.len().saturating_sub(things_max);
        let more = self.more + i64::try_from(left).unwrap_or(0);
        let mut text = shown.join("; ");
        if more > 0 {
            text.push_str("; ");
            text.push_str(&words.cover_note_more(more));
        }
        text
    }
}

/// The lines of what is handed over. `short`: an order by its last digits, as at the counter.
pub(super) fn lines(draft: &Draft, words: &Words, now: Instant, short: bool) -> Vec<NoteLine> {
    let name = |order: &OrderNote| format!("{} {}", digits(&order.number, short), order.customer);
    let promised = |order: &OrderNote| match order.at {
        Some(at) => {
            words.cover_note_promised(named::At(words.when(at, now)), named::Order(name(order)))
        }
        None => name(order),
    };
    let picked = |order: &OrderNote| {
        words.cover_note_lines(
            named::Lines(order.lines.1),
            named::Order(name(order)),
            named::Picked(order.lines.0),
        )
    };
    let asked = |one: &AskedNote| {
        let about = one.order.as_ref().unwrap_or(&one.number);
        format!(
            "{}: {} ({})",
            digits(about, short),
            one.words.replace('\n', " "),
            one.who
        )
    };
    let call = |(whom, due): &(String, Instant)| format!("{whom} ({})", words.when(*due, now));
    let mut lines = Vec::new();
    let mut add = |mark, label: String, things: Vec<String>| {
        if !things.is_empty() {
            lines.push(NoteLine {
                mark,
                label,
                things,
                more: 0,
            });
        }
    };
    add(
        '!',
        words.cover_note_late(),
        draft.late.iter().map(promised).collect(),
    );
    add(
        '►',
        words.cover_note_picking(),
        draft.picking.iter().map(picked).collect(),
    );
    if draft.to_pick > 0 {
        let next = draft.next.first().or_else(|| draft.late.first());
        let next = next.map_or_else(String::new, promised);
        let said = words.cover_note_next(named::Count(draft.to_pick), named::Order(next));
        add('○', words.cover_note_to_pick(), vec![said]);
    }
    add(
        '?',
        words.cover_note_asked(),
        draft.asked.iter().map(asked).collect(),
    );
    add(
        '»',
        words.cover_note_call_back(),
        draft.call_backs.iter().map(call).collect(),
    );
    add(
        '●',
        words.cover_note_ready(),
        draft.ready.iter().map(name).collect(),
    );
    add('■', words.cover_note_drawer(), draft.drawers.clone());
    lines
}

/// The same as the text of a note, with whole numbers.
pub(super) fn note(draft: &Draft, words: &Words, now: Instant) -> String {
    let said = lines(draft, words, now, false).into_iter().map(|line| {
        let mut letters = line.label.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string());
        let label = format!("{}{}", first.unwrap_or_default(), letters.as_str());
        let text = line.text(words, usize::MAX);
        let stop = if text.ends_with(['.', '?', '!']) {
            ""
        } else {
            "."
        };
        format!("{label}: {text}{stop}")
    });
    said.collect::<Vec<_>>().join(" ")
}

/// "0007" of "SO-2026-0007".
fn digits(number: &str, short: bool) -> &str {
    match number.rsplit_once('-') {
        Some((_, digits)) if short => digits,
        _ => number,
    }
}
