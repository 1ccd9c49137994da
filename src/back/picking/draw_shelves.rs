//! The shelf on which a parcel is put, and what stands on the shelves, in the pick form.

use super::pick_screen::PickScreen;
use super::pick_view::View;
use crate::pane::{Canvas, Look};
use crate::ui::text::{left, put, width};
use ratatui::layout::Rect;

/// The shelf on which the parcel is put, and the order's note. Returns the next row.
pub(super) fn shelf(
    screen: &PickScreen,
    view: &View,
    (area, mut y): (Rect, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let (words, theme) = (look.words, look.theme);
    if let Some(field) = &screen.shelf {
        if area.height > 12 {
            y += 1;
        }
        let label = format!("{}  ", words.picking_shelf());
        let at_it = screen.is_at_shelf();
        let style = if at_it { theme.accent } else { theme.plain };
        put(canvas.buffer, area, 0, y, &label, style);
        let x = u16::try_from(width(&label)).unwrap_or(0);
        let spot = Rect::new(area.x + x, area.y + y, 8, 1).intersection(area);
        if !spot.is_empty() {
            let style = if at_it { theme.chosen } else { theme.plain };
            let cursor = field.draw(canvas.buffer, spot, style, false);
            if at_it {
                canvas.cursor = Some(cursor);
            }
        }
        let known = view
            .shelves
            .iter()
            .find(|shelf| shelf.code == field.value());
        let hint = match known {
            Some(shelf) if view.beside.as_ref() == Some(&shelf.code) => words.picking_beside(),
            Some(shelf) if shelf.count == 0 && field.is_offered() => words.picking_emptiest(),
            Some(shelf) => words.picking_parcels_there(shelf.count),
            None => String::new(),
        };
        put(canvas.buffer, area, x + 10, y, &hint, theme.dim);
        y += 1;
    }
    let note = view
        .head
        .as_ref()
        .map(|head| head.note.replace('\n', " / "));
    if let Some(note) = note.filter(|note| !note.is_empty() && y < area.height) {
        let line = left(&format!("» {note}"), usize::from(area.width));
        put(canvas.buffer, area, 0, y, &line, theme.plain);
        y += 1;
    }
    y
}

/// What stands on the pickup shelves, three beside each other.
pub(super) fn shelves(
    view: &View,
    (area, mut y, end): (Rect, u16, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    if view.shelves.is_empty() || end.saturating_sub(y) < 3 {
        return;
    }
    let rule = "─".repeat(usize::from(area.width));
    put(canvas.buffer, area, 0, y, &rule, theme.dim);
    let title = format!("─ {} ", words.picking_shelves());
    put(canvas.buffer, area, 0, y, &title, theme.heading);
    y += 1;
    let wide = usize::from(area.width / 3).max(1);
    for three in view.shelves.chunks(3) {
        for (shelf, x) in three.iter().zip([0, 1, 2]) {
            let who: Vec<&str> = shelf
                .parcels
                .iter()
                .map(|(_, who, _)| who.as_str())
                .collect();
            let what = match shelf.count {
                0 => words.picking_free(),
                1 => who.first().copied().unwrap_or_default().to_owned(),
                more => words.picking_parcels_there(more),
            };
            let line = left(
                &format!("{} {what}", left(&shelf.code, 4)),
                wide.saturating_sub(1),
            );
            let style = if shelf.count == 0 {
                theme.good
            } else {
                theme.plain
            };
            let x = u16::try_from(x * wide).unwrap_or(0);
            put(canvas.buffer, area, x, y, &line, style);
        }
        y += 1;
        if y >= end {
            return;
        }
    }
}
