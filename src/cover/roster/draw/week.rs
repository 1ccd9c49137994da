//! A week: hours for each person and day.

use super::super::screen::Roster;
use super::super::view::View;
use super::{WIDE, letter};
use crate::model::Instant;
use crate::model::roster::{Span, Working};
use crate::pane::{Canvas, Look};
use crate::ui::{Column, text};
use crate::words::{Words, named};
use ratatui::layout::Rect;

/// "8–16:30", or what they are away for.
fn hours_of(working: &Working, words: &Words, columns: usize) -> String {
    let (Some(first), Some(last)) = (working.spans.first(), working.spans.last()) else {
        return "–".to_owned();
    };
    let whole = Span {
        from: first.from,
        until: last.until,
    };
    if let Some(away) = working.away.iter().find(|away| away.span.holds(whole)) {
        return text::clip(&words.word("absence-kind", &away.kind), columns);
    }
    let short = |at: Instant| {
        let time = words.time(at);
        let time = time.strip_suffix(":00").unwrap_or(&time);
        time.strip_prefix('0').unwrap_or(time).to_owned()
    };
    let mut shown = format!("{}–{}", short(whole.from), short(whole.until));
    if text::width(&shown) > columns {
        shown = shown.replace(':', "");
    }
    match working.away.first() {
        Some(away) if text::width(&shown) + 2 <= columns => {
            format!("{shown} {}", letter(&away.kind, words))
        }
        _ => shown,
    }
}

/// The hours.
pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    body: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    let (Some(first), Some(last)) = (view.days.first(), view.days.last()) else {
        return;
    };
    let mut line = format!("{} – {}", words.short_day(first.date), words.day(last.date));
    for day in view
        .days
        .iter()
        .filter(|day| day.holiday.is_some() || !day.name.is_empty())
    {
        let holiday = day.holiday.map(|holiday| words.word("holiday", holiday));
        let name = holiday.unwrap_or_else(|| day.name.clone());
        line.push_str(&format!("   {}: {name}", words.short_day(day.date)));
    }
    text::put(canvas.buffer, body, 1, 0, &line, theme.accent);
    let wide = body.width >= WIDE;
    let name = if wide { 18 } else { 6 };
    let each = usize::from(body.width.saturating_sub(name + 4) / 7).max(2);
    let heading: String = view
        .days
        .iter()
        .map(|day| {
            let name = format!("{} {}", words.weekday(day.date), day.date.format("%-d"));
            let name = if Some(day.date) == view.today {
                format!("[{name}]")
            } else {
                name
            };
            text::left(&name, each)
        })
        .collect();
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let hours: String = view
                .days
                .iter()
                .map(|day| {
                    let is_otherwise = view.otherwise.contains_key(&(day.date, person.staff));
                    let mark = if is_otherwise { "*" } else { "" };
                    let room = each.saturating_sub(1);
                    let hours = day
                        .of(person.staff)
                        .map(|working| hours_of(working, words, room));
                    text::left(&format!("{}{mark}", hours.unwrap_or_default()), each)
                })
                .collect();
            let who = if wide { &person.name } else { &person.code };
            (person.staff.0, vec![who.clone(), hours], theme.plain)
        })
        .collect();
    let columns = [
        Column::new(
            if wide {
                words.column_name()
            } else {
                words.column_code()
            },
            name,
        ),
        Column::new(heading, 0),
    ];
    let list = Rect {
        y: body.y + body.height.min(1),
        height: body.height.saturating_sub(1),
        ..body
    };
    let drawn = screen
        .list
        .draw(canvas.buffer, list, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// How long the chosen person works in the week, and what is otherwise than usual.
pub(super) fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    let Some(person) = view.chosen(screen) else {
        return Vec::new();
    };
    let days = view.days.iter().filter_map(|day| day.of(person.staff));
    let minutes: i64 = days
        .flat_map(|day| &day.spans)
        .map(|span| span.minutes())
        .sum();
    let whole = words.roster_week_of(
        named::Hours(words.duration(minutes * 60_000)),
        named::Name(person.name.as_str()),
    );
    let otherwise: Vec<String> = view
        .days
        .iter()
        .filter_map(|day| {
            let otherwise = view.otherwise.get(&(day.date, person.staff))?;
            let day = words.short_day(day.date);
            Some(if otherwise.note.is_empty() {
                day
            } else {
                format!("{day} ({})", otherwise.note)
            })
        })
        .collect();
    let mut lines = vec![whole];
    if !otherwise.is_empty() {
        lines.push(format!(
            "* {}",
            words.roster_otherwise_because(otherwise.join(", "))
        ));
    }
    lines
}
