//! What somebody else changed as well in a field that is not on the screen: said at the lower edge of the order form.

use super::draw_lines;
use super::painter::Painter;
use super::place_follow::OnScreen;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use crate::pane::Canvas;
use crate::ui::text;

/// How many rows these lines of text take.
pub(super) fn rows(said: &[String]) -> u16 {
    u16::try_from(said.len()).unwrap_or(u16::MAX)
}

/// What is on the screen, what is said of the rest, and the rows that this leaves to the lines of the order.
pub(super) fn fit(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    room: u16,
) -> (OnScreen, Vec<String>, u16) {
    let mut said = Vec::new();
    // What is said takes rows from the lines, so that more of them may have to be said; it never becomes less.
    loop {
        let left = room.saturating_sub(rows(&said)).max(1);
        let seen = OnScreen {
            lines: draw_lines::shown(form, view, paint, left),
            tail: room >= left + rows(&said),
        };
        let wide = usize::from(paint.area.width);
        let more = form.meanwhile_unseen(&seen, paint.look.words);
        let more = more.map_or_else(Vec::new, |more| text::wrap(&format!("▲ {more}"), wide));
        if more.len() <= said.len() {
            return (seen, said, left);
        }
        said = more;
    }
}

/// Draws it.
pub(super) fn draw(said: &[String], paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    let first = paint.area.height.saturating_sub(rows(said));
    for (line, row) in said.iter().zip(first..) {
        let line = text::left(line, usize::from(paint.area.width));
        text::put(
            canvas.buffer,
            paint.area,
            0,
            row,
            &line,
            paint.look.theme.warn,
        );
    }
}
