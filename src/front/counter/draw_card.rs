//! Draws the card of an order: its state in the largest letters first, what stands in the way, goods and money, what happened.

use super::badge::{badge, moment};
use super::beside::Beside;
use super::card::{Card, Parcel};
use super::draw_goods;
use crate::model::{Commercial, Delivery, Duty, Fulfilment, Instant};
use crate::office::Standing;
use crate::pane::{Look, thread_lines, undecided_line};
use crate::ui::panel::Row;
use crate::ui::text;
use crate::words::named;
use ratatui::style::{Modifier, Style};

/// Within this time a promise is told in minutes.
const MINUTES_OFF_MAX: i64 = 90;

/// The card in so many columns.
pub(super) fn rows(
    card: &Card,
    beside: Option<&Beside>,
    columns: u16,
    look: &Look<'_>,
) -> Vec<Row> {
    let mut rows = vec![state(card, beside, look)];
    rows.extend(labelled(&facts(card, beside, look), columns));
    rows.extend(wrapped(&in_the_way(card, look), columns));
    rows.push(Row::blank());
    rows.extend(draw_goods::rows(card, look));
    rows.push(Row::rule(look.words.card_happened(), ""));
    rows.extend(story(card, look));
    rows
}

/// What stops an order says more than where its goods are.
pub(super) fn stopped(commercial: Commercial, undecided: bool) -> Option<&'static str> {
    match commercial {
        Commercial::Taken if undecided => Some("undecided"),
        Commercial::Taken | Commercial::Closed => None,
        other => Some(other.as_str()),
    }
}

/// Where its goods are; somebody who picks it at this moment says more than that it is to be picked.
pub(super) fn whereabouts(fulfilment: &'static str, is_picked: bool) -> &'static str {
    if is_picked && fulfilment == "to-pick" {
        "picking"
    } else {
        fulfilment
    }
}

/// The large badge with the shelf, and since when.
fn state(card: &Card, beside: Option<&Beside>, look: &Look<'_>) -> Row {
    let words = look.words;
    let states = &card.order.states;
    let picker = beside.and_then(|beside| beside.picker.as_ref());
    let stopped = stopped(states.commercial, !card.exceptions.is_empty());
    let fulfilment = whereabouts(states.fulfilment.as_str(), picker.is_some());
    let badge = badge(fulfilment, stopped, look);
    let ready = card.ready().filter(|_| stopped.is_none());
    let shelf = ready.map(|parcel| words.card_shelf(parcel.place.as_str()));
    let (said, style) = badge.large(&shelf.unwrap_or_default());
    let since = if let Some(parcel) = ready {
        parcel.ready_at.map(|at| words.card_since(moment(at, look)))
    } else if let Some((who, at)) = picker {
        Some(format!("{who} {}", words.card_since(moment(*at, look))))
    } else if fulfilment == "handed-over" {
        let handed = card.parcels.iter().filter_map(|parcel| parcel.handed_at);
        handed.max().map(|at| words.when(at, look.now))
    } else {
        None
    };
    let late = card
        .order
        .promised_at
        .filter(|at| *at < look.now && states.open && ready.is_none() && !is_gone(card));
    let style = if late.is_some() && stopped.is_none() {
        look.theme
            .bad
            .add_modifier(Modifier::REVERSED.union(Modifier::BOLD))
    } else {
        style
    };
    Row::text(0, said, style).right(0, since.unwrap_or_default(), look.theme.dim)
}

/// A label, and what belongs to it.
type Fact = (String, Vec<(String, Style)>);

fn facts(card: &Card, beside: Option<&Beside>, look: &Look<'_>) -> Vec<Fact> {
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    let runs = order.states.open && order.cancelled.is_none();
    let mut facts = Vec::new();
    if let Some(at) = order.promised_at.filter(|_| !is_gone(card)) {
        let mut said = vec![(words.when(at, look.now), theme.plain)];
        said.extend(how_far(at, runs && card.ready().is_none(), runs, look));
        facts.push((words.card_promised(), said));
    }
    match (order.delivery, beside) {
        (Delivery::Delivery, beside) => {
            let to = beside.map(|beside| {
                let of = &beside.customer.card;
                let city = format!("{} {}", of.postal_code, of.city);
                joined(&[&of.street, city.trim()])
            });
            let to = to.filter(|to| !to.is_empty());
            let to = to.unwrap_or_else(|| words.word("delivery", "delivery"));
            facts.push((words.card_delivery(), vec![(to, theme.plain)]));
        }
        (Delivery::Pickup, Some(beside)) if runs => {
            let names = beside.collectors.join(", ");
            let who = if names.is_empty() {
                words.card_with_slip()
            } else {
                words.card_or_slip(names)
            };
            facts.push((words.card_collects(), vec![(who, theme.plain)]));
        }
        (Delivery::Pickup, _) => {}
    }
    if !order.papers.is_empty() {
        let papers = order.papers.iter().map(|kind| {
            let name = words.word("paper", kind.as_str());
            if card.to_sign.contains(kind) {
                (format!("□ {name}"), theme.warn)
            } else {
                (format!("√ {name}"), theme.good)
            }
        });
        facts.push((words.card_papers(), papers.collect()));
    }
    facts
}

/// The customer has all of it: what was promised is kept, also where money is owed still.
fn is_gone(card: &Card) -> bool {
    matches!(
        card.order.states.fulfilment,
        Fulfilment::HandedOver | Fulfilment::Returned
    )
}

/// How far off what was promised is, where that is near; how late it is, where it is not ready yet.
fn how_far(at: Instant, waits: bool, runs: bool, look: &Look<'_>) -> Option<(String, Style)> {
    let words = look.words;
    let span = at.0 - look.now.0;
    if span < 0 {
        let late = words.card_late(words.duration(-span));
        return waits.then_some((late, look.theme.bad));
    }
    let near = runs && span <= MINUTES_OFF_MAX * 60_000;
    near.then(|| (words.counter_in(words.duration(span)), look.theme.warn))
}

/// The facts behind their labels, which end in one column.
pub(super) fn labelled(facts: &[Fact], columns: u16) -> Vec<Row> {
    let wide = facts.iter().map(|(label, _)| text::width(label)).max();
    let wide = wide.unwrap_or(0).max(8);
    let from = u16::try_from(wide + 1).unwrap_or(u16::MAX);
    let mut rows = Vec::new();
    for (label, parts) in facts {
        let mut row = Row::text(0, text::right(label, wide), Style::new());
        let mut x = from;
        for (nth, (part, style)) in parts.iter().enumerate() {
            let long = u16::try_from(text::width(part)).unwrap_or(u16::MAX);
            if nth > 0 && x.saturating_add(long) > columns {
                rows.push(std::mem::take(&mut row));
                x = from;
            }
            let room = usize::from(columns.saturating_sub(x));
            let mut lines = text::wrap(part, room).into_iter();
            row = row.and(x, lines.next().unwrap_or_default(), *style);
            for line in lines {
                rows.push(std::mem::take(&mut row));
                row = Row::text(from, line, *style);
            }
            x = x.saturating_add(long + 2);
        }
        rows.push(row);
    }
    rows
}

/// Why it is stopped, where its parcels are if that is not one shelf, what is undecided, who comes next, what was said.
fn in_the_way(card: &Card, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let order = &card.order;
    let mut lines: Vec<(String, Style)> = Vec::new();
    if let Some(reason) = order.cancelled.as_ref().or(order.hold.as_ref()) {
        lines.push((words.card_stopped(reason.as_str()), theme.bad));
    }
    let one_shelf = card.parcels.len() == 1 && card.packed().is_none();
    let parcels = card.parcels.iter().rev().filter(|_| !one_shelf).take(3);
    lines.extend(parcels.map(|parcel| (parcel_line(parcel, look), theme.plain)));
    for one in &card.exceptions {
        lines.push((undecided_line(one, look), theme.bad));
    }
    if card.needs_the_back() && !look.who.may(Duty::Fulfilment) {
        let who = card.back_people.join(", ");
        let said = if look.who.standing(Duty::Fulfilment) == Standing::CouldCover {
            words.card_back_or_you(who)
        } else {
            words.card_back(who)
        };
        lines.push((said, theme.warn));
    }
    if !order.note.is_empty() {
        let note = words.card_note(order.note.replace('\n', " / "));
        lines.push((note, theme.plain));
    }
    lines.extend(thread_lines(&card.threads, look));
    lines
}

fn parcel_line(parcel: &Parcel, look: &Look<'_>) -> String {
    let words = look.words;
    match (parcel.handed_at, parcel.ready_at) {
        (Some(at), _) => words.card_parcel_gone(
            named::Parcel(parcel.number.as_str()),
            named::When(words.when(at, look.now)),
        ),
        (None, Some(at)) => words.card_parcel_ready(
            named::Parcel(parcel.number.as_str()),
            named::Picker(parcel.picked_by.as_str()),
            named::Place(parcel.place.as_str()),
            named::When(words.when(at, look.now)),
        ),
        (None, None) => words.card_parcel_packed(
            named::Parcel(parcel.number.as_str()),
            named::Picker(parcel.picked_by.as_str()),
        ),
    }
}

/// Those that are not empty, with commas between.
pub(super) fn joined(parts: &[&str]) -> String {
    let known = parts.iter().copied().filter(|part| !part.is_empty());
    known.collect::<Vec<_>>().join(", ")
}

/// Lines in so many columns; what does not fit goes on below, a little to the right.
pub(super) fn wrapped(lines: &[(String, Style)], columns: u16) -> Vec<Row> {
    let wide = usize::from(columns.saturating_sub(2));
    let mut rows = Vec::new();
    for (line, style) in lines {
        for (nth, part) in text::wrap(line, wide).into_iter().enumerate() {
            rows.push(Row::text(if nth == 0 { 0 } else { 2 }, part, *style));
        }
    }
    rows
}

/// What happened, newest first.
fn story(card: &Card, look: &Look<'_>) -> Vec<Row> {
    let told = card.timeline.iter().rev().map(|(at, who, verb)| {
        let what = look.words.word("verb", &verb.replace('.', "-"));
        (*at, what, who.clone())
    });
    tell(told.collect(), look)
}

/// What happened: the moment, what it was, who did it at the right; the moments as wide as the widest.
pub(super) fn tell(happened: Vec<(Instant, String, String)>, look: &Look<'_>) -> Vec<Row> {
    let dim = look.theme.dim;
    let told: Vec<(String, String, String)> = happened
        .into_iter()
        .map(|(at, what, who)| (look.words.when(at, look.now), what, who))
        .collect();
    let wide = told.iter().map(|(when, ..)| text::width(when)).max();
    let from = u16::try_from(wide.unwrap_or(0) + 1).unwrap_or(u16::MAX);
    told.into_iter()
        .map(|(when, what, who)| {
            Row::text(0, when, dim)
                .and(from, what, look.theme.plain)
                .right(0, who, dim)
        })
        .collect()
}
