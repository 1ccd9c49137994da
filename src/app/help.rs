//! The keys of this screen, all of them, from the rows that handle them.

use crate::pane::{Canvas, Chord, Look};
use crate::ui::text;
use ratatui::layout::Rect;

pub(super) fn draw(keys: &[(Chord, String)], area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    for (index, (chord, label)) in keys.iter().enumerate() {
        let y = u16::try_from(index).unwrap_or(u16::MAX);
        text::put(
            canvas.buffer,
            area,
            0,
            y,
            &chord.to_string(),
            look.theme.accent,
        );
        text::put(canvas.buffer, area, 12, y, label, look.theme.plain);
    }
}
