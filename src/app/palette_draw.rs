//! How the palette looks: what is typed, and under headings what it finds; what cannot be done now is dim, with the reason.

use super::draw::dialog;
use super::over::centred;
use super::palette::{Entry, Palette};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::text;
use crate::words::named;
use ratatui::layout::Rect;

const COLUMNS: u16 = 64;

/// A row of the list: a heading, or an entry by its place.
enum Line<'a> {
    Heading(String),
    Entry(usize, &'a Entry),
}

pub(super) fn draw(palette: &Palette, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let place = centred(area, COLUMNS, usize::from(area.height).min(22));
    let found = palette.found();
    let title = look.words.palette_title_count(
        named::All(i64::try_from(palette.count()).unwrap_or(0)),
        named::Found(i64::try_from(found.len()).unwrap_or(0)),
    );
    let inside = dialog(place, &title, canvas, look);
    let line = Rect {
        height: 1,
        ..inside
    };
    let cursor = palette
        .field()
        .draw(canvas.buffer, line, look.theme.chosen, false);
    let lines = lines(&found, look);
    let room = usize::from(inside.height.saturating_sub(1));
    let at = lines
        .iter()
        .position(|line| matches!(line, Line::Entry(nth, _) if *nth == palette.at()));
    let first = (at.unwrap_or(0) + 1).saturating_sub(room);
    for (y, line) in (1..).zip(lines.iter().skip(first).take(room)) {
        let row = Rect {
            y: inside.y + y,
            height: 1,
            ..inside
        };
        match line {
            Line::Heading(said) => {
                text::put(canvas.buffer, row, 0, 0, said, look.theme.heading);
            }
            Line::Entry(nth, entry) => {
                draw_entry(entry, *nth == palette.at(), row, canvas, look);
                canvas.hits.push((row, Hit::Entry(*nth)));
            }
        }
    }
    canvas.cursor = Some(cursor);
}

/// The entries, a heading before each group.
fn lines<'a>(found: &'a [Entry], look: &Look<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut group = None;
    for (nth, entry) in found.iter().enumerate() {
        if group != Some(entry.group) {
            group = Some(entry.group);
            lines.push(Line::Heading(entry.group.heading(look.words)));
        }
        lines.push(Line::Entry(nth, entry));
    }
    lines
}

fn draw_entry(entry: &Entry, chosen: bool, row: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let wide = usize::from(row.width);
    let style = match (chosen, entry.why_not()) {
        (true, _) => look.theme.chosen,
        (false, Some(_)) => look.theme.dim,
        (false, None) => look.theme.plain,
    };
    let why = entry.why_not().unwrap_or_default();
    let key_wide = text::width(&entry.key).max(4);
    let why_wide = text::width(why).min(wide / 2);
    let label_wide = wide.saturating_sub(key_wide + why_wide + 5);
    let mark = if chosen { "> " } else { "  " };
    let label = text::left(&entry.label, label_wide);
    let why = text::right(&text::clip(why, why_wide), why_wide);
    let shown = format!("{mark}{label} {why}  {}", text::right(&entry.key, key_wide));
    text::put(canvas.buffer, row, 0, 0, &text::left(&shown, wide), style);
}
