//! The job card on the screen: beside the work, or over it where there is no room for both.

use super::draw::frame;
use super::shell::Shell;
use crate::cover::cards::{Card, Row, RowKind, rows};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::text;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What the work keeps beside a card, in columns.
const WORK_COLUMNS_MIN: u16 = 80;

/// A card is so wide.
const CARD_COLUMNS_MIN: u16 = 36;
const CARD_COLUMNS_MAX: u16 = 56;

/// The room of the work and that of the card; none where the card is closed.
pub(super) fn places(shell: &mut Shell, body: Rect) -> (Rect, Option<Rect>) {
    shell.cards.beside = body.width >= WORK_COLUMNS_MIN + CARD_COLUMNS_MIN;
    if shell.cards.panel.is_none() {
        return (body, None);
    }
    if !shell.cards.beside {
        // Whoever made the window smaller must not type into what lies under the card.
        if let Some(panel) = &mut shell.cards.panel {
            panel.inside = true;
        }
        return (body, Some(body));
    }
    let wide = (body.width - WORK_COLUMNS_MIN).min(CARD_COLUMNS_MAX);
    let work = Rect {
        width: body.width - wide,
        ..body
    };
    let card = Rect {
        x: work.right(),
        width: wide,
        ..body
    };
    (work, Some(card))
}

pub(super) fn draw(shell: &mut Shell, place: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let inside = shell.cards.has_keys();
    let title = if inside {
        look.words.card_panel()
    } else {
        format!(
            "{}   F1 {}",
            look.words.card_panel(),
            look.words.card_key_into()
        )
    };
    let area = frame(place, &title, canvas, look);
    let (places, at, step) = shell.fitting();
    if inside {
        canvas.cursor = None;
    }
    let Some(card) = places.get(at).and_then(|place| shell.card_to_show(*place)) else {
        let said = look.words.card_none();
        text::paragraph(canvas.buffer, area, 0, 0, &said, look.theme.dim);
        return;
    };
    let top = titles(shell, &places, at, area, canvas, look);
    let page = Rect {
        y: area.y + top,
        height: area.height.saturating_sub(top),
        ..area
    };
    let columns = usize::from(page.width.saturating_sub(2));
    let rows = rows(&card, look.words, columns);
    let wrong = wrong_now(&card, shell.cards.refused);
    let high = usize::from(page.height);
    let last = rows.len().saturating_sub(high);
    let first = match shell.cards.panel.as_ref().and_then(|panel| panel.scroll) {
        Some(row) => row.min(last),
        None => in_sight(
            &rows,
            wrong.map_or(RowKind::Step(step), RowKind::Wrong),
            high,
        )
        .min(last),
    };
    for (y, row) in rows.iter().skip(first).take(high).enumerate() {
        let y = u16::try_from(y).unwrap_or(u16::MAX);
        let (mark, style) = look_of(row, &card, step, wrong, shell, look);
        let goes_on = (first + usize::from(y))
            .checked_sub(1)
            .and_then(|before| rows.get(before))
            .is_some_and(|before| before.kind == row.kind);
        let mark = if goes_on { "" } else { mark };
        text::put(canvas.buffer, page, 0, y, mark, style);
        with_keys(canvas, page, y, &row.text, style, look);
    }
    if first < last && page.height > 0 {
        text::put(
            canvas.buffer,
            page,
            page.width.saturating_sub(1),
            page.height - 1,
            "↓",
            look.theme.accent,
        );
    }
    if let Some(panel) = &mut shell.cards.panel {
        panel.drawn = (first, last);
    }
}

/// Writes a row; the keys in it, between brackets, stand out.
fn with_keys(
    canvas: &mut Canvas<'_>,
    page: Rect,
    y: u16,
    row: &str,
    style: Style,
    look: &Look<'_>,
) {
    let mut x = 2;
    let mut put = |part: &str, style| {
        text::put(canvas.buffer, page, x, y, part, style);
        x += u16::try_from(text::width(part)).unwrap_or(0);
    };
    let mut rest = row;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((key, after)) = after.split_once(']') else {
            break;
        };
        put(before, style);
        put(&format!("[{key}]"), style.patch(look.theme.accent));
        rest = after;
    }
    put(rest, style);
}

/// The titles of the cards that fit; a click chooses one. Gives how many rows they take.
fn titles(
    shell: &Shell,
    places: &[usize],
    at: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let mut y = 0;
    for (nth, place) in places.iter().enumerate() {
        let Some(card) = shell.cards.shelf.cards.get(*place) else {
            continue;
        };
        let (mark, style) = if nth == at {
            ("> ", look.theme.accent)
        } else {
            ("  ", look.theme.dim)
        };
        let row = Rect {
            y: area.y + y,
            height: 1,
            ..area
        };
        text::put(
            canvas.buffer,
            area,
            0,
            y,
            &format!("{mark}{}", card.title),
            style,
        );
        canvas.hits.push((row.intersection(area), Hit::Card(nth)));
        y += 1;
    }
    let line = "─".repeat(usize::from(area.width));
    text::put(canvas.buffer, area, 0, y, &line, look.theme.dim);
    y + 1
}

/// The thing that has just gone wrong, where the card knows it.
fn wrong_now(card: &Card, refused: Option<&str>) -> Option<usize> {
    let id = refused?;
    card.wrong
        .iter()
        .position(|wrong| wrong.refusal.as_deref() == Some(id))
}

/// The first row so that what is wanted is seen, with a little of what stands before it.
fn in_sight(rows: &[Row], wanted: RowKind, high: usize) -> usize {
    let start = rows.iter().position(|row| row.kind == wanted);
    let end = rows.iter().rposition(|row| row.kind == wanted);
    match (start, end) {
        (Some(start), Some(end)) if end + 3 >= high => start.saturating_sub(2),
        _ => 0,
    }
}

fn look_of(
    row: &Row,
    card: &Card,
    step: usize,
    wrong: Option<usize>,
    shell: &Shell,
    look: &Look<'_>,
) -> (&'static str, Style) {
    let theme = look.theme;
    match row.kind {
        RowKind::Heading => ("", theme.accent),
        RowKind::Text => ("", theme.plain),
        RowKind::Trouble => ("! ", theme.bad),
        RowKind::Wrong(nth) if Some(nth) == wrong => ("! ", theme.warn),
        RowKind::Wrong(_) => ("", theme.plain),
        RowKind::Step(nth) if nth == step => ("> ", theme.chosen),
        RowKind::Step(nth) if nth < step => {
            let verb = card.steps.get(nth).and_then(|step| step.does.as_deref());
            let mark = if shell.was_done(verb) { "✓ " } else { "" };
            (mark, theme.dim)
        }
        RowKind::Step(_) => ("", theme.plain),
    }
}
