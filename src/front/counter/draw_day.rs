//! The day beside the resting counter: what is late and what waits, whom to call back, who is here, the inbox, the drawer.

use super::badge::{badge, moment};
use super::day::{COUNTED_MAX, CallBack, Day};
use super::draw_counter::{hits, section_key};
use super::rest::Lists;
use crate::model::{Instant, Presence, Whereabouts};
use crate::pane::{Canvas, Look};
use crate::ui::panel::Row;
use crate::ui::{Panel, text};
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The digits of the sections to which the rows lead.
const ORDERS: u8 = 2;
const INBOX: u8 = 4;
const DRAWER: u8 = 5;

/// The keys of call-backs: above those of everything that is found.
const CALLS_FROM: i64 = 1 << 61;

/// From this width on there is room for the inbox.
const INBOX_COLUMNS_MIN: u16 = 44;

/// The call-back of a row that was clicked.
pub(super) fn call_of(day: &Day, key: i64) -> Option<&CallBack> {
    day.calls.iter().find(|call| CALLS_FROM + call.id == key)
}

pub(super) fn draw(day: &Day, lists: &Lists, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let words = look.words;
    let columns = Panel::columns(area);
    let room = usize::from(area.height.saturating_sub(2));
    let mut rows = counts(day, lists, look);
    let drawer = drawer(day, look);
    let mut left = room.saturating_sub(rows.len() + drawer.len());
    let mut parts = vec![calls(day, columns, look), people(day, columns, look)];
    if area.width >= INBOX_COLUMNS_MIN {
        parts.push(inbox(day, look));
    }
    for mut part in parts {
        part.truncate(left);
        // A rule alone says nothing.
        if part.len() > 1 {
            left -= part.len();
            rows.extend(part);
        }
    }
    rows.resize(room.saturating_sub(drawer.len()), Row::blank());
    rows.extend(drawer);
    let today = look.now.local(words.zone()).date_naive();
    let panel = Panel {
        remark: words.short_day(today),
        ..Panel::of(words.counter_today())
    };
    let drawn = panel.draw(&rows, 0, area, canvas.buffer, look.theme);
    hits(drawn, canvas);
}

/// The five counts, each with the first that it counts.
fn counts(day: &Day, lists: &Lists, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let late = lists
        .next
        .iter()
        .find(|one| one.promised.is_some_and(|at| at < look.now));
    let late = late.map(|one| {
        let first = one.customer.split(' ').next().unwrap_or_default();
        let at = one.promised.map(|at| moment(at, look)).unwrap_or_default();
        format!("{at} {first}")
    });
    let next = lists.ready.iter().filter_map(|one| one.promised);
    let next = next.filter(|at| *at >= look.now).min();
    let notes = [
        late,
        next.map(|at| words.counter_next_at(moment(at, look))),
        (day.in_hand > 0).then(|| words.counter_in_hand(day.in_hand)),
        day.lacking.clone(),
        day.oldest
            .map(|at| words.counter_oldest(words.duration(look.now.0 - at.0))),
    ];
    let badge = |state: &str| badge(state, None, look);
    let (ready, to_pick, waiting) = (badge("ready"), badge("to-pick"), badge("waiting"));
    let kinds = [
        ("!", words.counter_today_late(), theme.bad, ORDERS),
        (ready.symbol, ready.word, ready.style, ORDERS),
        (to_pick.symbol, to_pick.word, to_pick.style, ORDERS),
        (waiting.symbol, waiting.word, waiting.style, ORDERS),
        ("?", words.counter_today_asked(), theme.warn, INBOX),
    ];
    let all = kinds.into_iter().zip(day.counts).zip(notes);
    all.map(|(((mark, what, style, section), count), note)| {
        let shown = if count > COUNTED_MAX {
            format!("{COUNTED_MAX}+")
        } else {
            count.to_string()
        };
        let (style, strong) = if count == 0 {
            (theme.dim, theme.dim)
        } else {
            (style, theme.plain.add_modifier(Modifier::BOLD))
        };
        let note = note.filter(|_| count > 0).unwrap_or_default();
        Row::text(0, mark, style)
            .and(1, text::right(&shown, 4), strong)
            .and(6, what, if count == 0 { theme.dim } else { theme.plain })
            .right(0, note, theme.dim)
            .key(section_key(section))
    })
    .collect()
}

/// How far off a moment is: "in 25 min", or how long it is over.
pub(super) fn away(at: Instant, look: &Look<'_>) -> String {
    let words = look.words;
    let span = at.0 - look.now.0;
    if span < 0 {
        words.counter_over(words.duration(-span))
    } else {
        words.counter_in(words.duration(span))
    }
}

fn calls(day: &Day, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let theme = look.theme;
    let Some(first) = day.calls.first() else {
        return Vec::new();
    };
    let title = format!("{} {}", look.words.counter_call_back(), day.calls.len());
    let mut rows = vec![Row::rule(title, away(first.due, look))];
    for call in day.calls.iter().take(3) {
        let style = if call.due <= look.now {
            theme.bad
        } else {
            theme.warn
        };
        let key = CALLS_FROM + call.id;
        let at = moment(call.due, look);
        rows.push(
            Row::text(0, at, style)
                .and(6, call.whom.as_str(), theme.plain)
                .key(key),
        );
        let room = usize::from(columns.saturating_sub(6));
        let words = text::clip(&call.words.replace('\n', " / "), room);
        rows.push(Row::text(6, words, theme.dim).key(key));
    }
    rows
}

/// Those who are here first.
fn people(day: &Day, columns: u16, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let is_here = |one: &Presence| matches!(one.whereabouts, Whereabouts::Here(_));
    let here = day.people.iter().filter(|one| is_here(one)).count();
    let present = words.counter_present(
        named::All(i64::try_from(day.people.len()).unwrap_or(0)),
        named::Here(i64::try_from(here).unwrap_or(0)),
    );
    let title = format!("{} {present}", words.counter_who_is_here());
    let mut rows = vec![Row::rule(title, "")];
    let mut people: Vec<&Presence> = day.people.iter().collect();
    people.sort_by_key(|one| !is_here(one));
    for one in people {
        let covers = day.covers.iter().find(|(who, _)| *who == one.staff);
        let covers = covers.map(|(_, whose)| whose.split(' ').next().unwrap_or_default());
        let (mark, style) = if is_here(one) {
            ("●", theme.good)
        } else {
            ("○", theme.dim)
        };
        let (said, look_of_it) = match covers {
            Some(whose) => (words.counter_covers(whose), theme.warn),
            None if is_here(one) => (words.word("desk", one.desk.as_str()), theme.dim),
            None => (gone(&one.whereabouts, look), theme.dim),
        };
        let room = usize::from(columns).saturating_sub(text::width(&said) + 3);
        let name = text::name(&one.name, room);
        rows.push(
            Row::text(0, mark, style)
                .and(2, name, if is_here(one) { theme.plain } else { theme.dim })
                .right(0, said, look_of_it),
        );
    }
    rows
}

/// Where somebody is who is not here, in as few words as can be.
fn gone(whereabouts: &Whereabouts, look: &Look<'_>) -> String {
    let words = look.words;
    match whereabouts {
        Whereabouts::Gone(at) => words.counter_gone(words.time(*at)),
        Whereabouts::Away(kind, until) if kind == "lunch" => {
            words.counter_lunch(words.till(*until, look.now))
        }
        other => words.whereabouts(other, look.now),
    }
}

fn inbox(day: &Day, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    if day.inbox.is_empty() {
        return Vec::new();
    }
    let title = format!("{} {}", words.section_inbox(), day.inbox.len());
    let mut rows = vec![Row::rule(title, "")];
    for (who, said) in &day.inbox {
        let who = who.split(' ').next().unwrap_or_default();
        rows.push(
            Row::text(0, "?", theme.warn)
                .and(2, text::left(who, 8), theme.accent)
                .and(11, said.replace('\n', " / "), theme.plain)
                .key(section_key(INBOX)),
        );
    }
    rows
}

/// That the drawer is open, since when, and what it began with. What should be in it now is counted blind.
fn drawer(day: &Day, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let (since, row) = match day.drawer {
        Some((at, float)) => (
            words.card_since(moment(at, look)),
            Row::text(0, words.counter_drawer_float(), theme.plain).right(
                0,
                words.money(float),
                theme.plain,
            ),
        ),
        None if day.other_drawers.is_empty() => (
            String::new(),
            Row::text(0, words.counter_drawer_none(), theme.dim),
        ),
        None => {
            let whose = words.counter_drawer_of(day.other_drawers.join(", "));
            (String::new(), Row::text(0, whose, theme.dim))
        }
    };
    vec![
        Row::rule(words.section_drawer(), since),
        row.key(section_key(DRAWER)),
    ]
}
