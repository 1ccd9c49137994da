//! One day: a band for each person, and the line where it is now.

use super::super::screen::Roster;
use super::super::view::View;
use super::WIDE;
use super::band::{Scale, band, legend};
use crate::model::roster::Span;
use crate::pane::{Canvas, Look};
use crate::records::roster::Day;
use crate::ui::{Column, text};
use chrono::NaiveDate;
use ratatui::layout::Rect;

/// The day's name, its hours, and why it is closed.
fn headline(day: &Day, today: Option<NaiveDate>, look: &Look<'_>) -> String {
    let words = look.words;
    let mut parts = vec![words.day(day.date)];
    if Some(day.date) == today {
        parts[0] = format!("{} ({})", parts[0], words.roster_today());
    }
    let time = |span: &Span| format!("{}–{}", words.time(span.from), words.time(span.until));
    if day.open.is_empty() {
        parts.push(words.roster_closed());
    } else {
        let open: Vec<String> = day.open.iter().map(time).collect();
        parts.push(words.roster_open(open.join(", ")));
    }
    parts.extend(day.holiday.map(|holiday| words.word("holiday", holiday)));
    if !day.name.is_empty() {
        parts.push(day.name.clone());
    }
    parts.join("   ")
}

/// The bands.
pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    body: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    let Some(day) = view.days.first() else { return };
    let line = headline(day, view.today, look);
    text::put(canvas.buffer, body, 1, 0, &line, theme.accent);
    let wide = body.width >= WIDE;
    let (name, place) = (18, if wide { 36 } else { 0 });
    let zone = words.zone();
    let room =
        i64::from(body.width) - i64::from(name) - 4 - if wide { i64::from(place) + 2 } else { 0 };
    let midnight = crate::records::roster::midnight(day.date, zone);
    let scale = Scale::of(day, midnight, room);
    let now = scale.column(look.now, day.date, zone);
    if let Some(column) = now {
        let x = name + 4 + u16::try_from(column).unwrap_or(0);
        let marker = format!("▼{}", words.time(look.now));
        text::put(canvas.buffer, body, x, 1, &marker, theme.warn);
    }
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let working = day.of(person.staff);
            let band = working.map_or(String::new(), |working| {
                band(working, scale, day.date, words)
            });
            let is_otherwise = view.otherwise.contains_key(&(day.date, person.staff));
            let mark = if is_otherwise { "* " } else { "" };
            let mut cells = vec![format!("{mark}{}", person.name), band];
            if wide {
                cells.push(words.whereabouts(&person.whereabouts, look.now));
            }
            (person.staff.0, cells, theme.plain)
        })
        .collect();
    let mut columns = vec![
        Column::new(words.column_name(), name),
        Column::new(scale.heading(), 0),
    ];
    if wide {
        columns.push(Column::new(words.roster_now(), place));
    }
    let list = Rect {
        y: body.y + body.height.min(2),
        height: body.height.saturating_sub(2),
        ..body
    };
    let drawn = screen
        .list
        .draw(canvas.buffer, list, &columns, &rows, theme, look.focused);
    if let Some(column) = now {
        let x = list.x + name + 4 + u16::try_from(column).unwrap_or(0);
        for (_, row) in &drawn {
            let Some(cell) = canvas.buffer.cell_mut((x, row.y)) else {
                continue;
            };
            // Who works now is seen through the line; where nobody would be, it is drawn.
            if cell.symbol() == " " {
                cell.set_symbol("│");
            }
            cell.set_style(theme.warn);
        }
    }
    canvas.rows(drawn);
}

/// What the signs mean, and the chosen person's day.
pub(super) fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let mut lines = vec![legend(&view.days, look.words)];
    lines.extend(person_line(screen, view, look));
    lines
}

/// The hours of the chosen person on the day, where they are, and what was said about the day.
fn person_line(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    let (Some(person), Some(working)) = (view.chosen(screen), view.working(screen)) else {
        return Vec::new();
    };
    let hours: Vec<String> = working
        .spans
        .iter()
        .map(|span| format!("{}–{}", words.time(span.from), words.time(span.until)))
        .collect();
    let mut parts = vec![person.name.clone()];
    if hours.is_empty() {
        parts.push(words.roster_off());
    } else {
        parts.push(hours.join(", "));
        parts.push(words.word("desk", working.desk.as_str()));
    }
    if view.date == view.today {
        parts.push(words.whereabouts(&person.whereabouts, look.now));
    }
    let mut lines = vec![parts.join("   ")];
    let away = working.away.iter().map(|away| {
        let span = words.span(away.span.from, away.span.until, look.now);
        format!("{} {span}", words.word("absence-kind", &away.kind))
    });
    let mut more: Vec<String> = away.collect();
    if let Some(otherwise) = view.otherwise(screen) {
        let note = if otherwise.note.is_empty() {
            words.roster_otherwise()
        } else {
            words.roster_otherwise_because(otherwise.note.as_str())
        };
        more.push(format!("* {note}"));
    }
    lines.push(more.join("   "));
    lines
}
