//! A field of one row with its label before it, as every dialog has them: where the keys are is coloured, where nothing stands are dots.

use super::{Field, Theme, text};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Where the fields of a dialog stand: how far from the left, and how wide, in columns.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Columns before the fields: the widest label and a space.
    pub left: u16,
    /// Columns of each field.
    pub wide: u16,
}

impl Fields {
    /// Behind the widest of these labels.
    #[must_use]
    pub fn behind(labels: &[String], wide: u16) -> Self {
        let widest = labels.iter().map(|label| text::width(label)).max();
        Self {
            left: u16::try_from(widest.unwrap_or(0) + 2).unwrap_or(u16::MAX),
            wide,
        }
    }

    /// Draws a label and its field in a row of the area; gives the cursor of the chosen one, unless there is no room for it.
    #[must_use]
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        (area, y): (Rect, u16),
        label: &str,
        (field, hidden): (&Field, bool),
        chosen: bool,
        theme: &Theme,
    ) -> Option<Position> {
        let style = if chosen { theme.accent } else { theme.plain };
        text::put(buffer, area, 0, y, label, style);
        let room = self.wide.min(area.width.saturating_sub(self.left));
        let place = Rect::new(
            area.x.saturating_add(self.left),
            area.y.saturating_add(y),
            room,
            1,
        );
        let place = place.intersection(area);
        if place.width == 0 || place.height == 0 {
            return None;
        }
        let style = if chosen { theme.chosen } else { theme.plain };
        let cursor = field.draw(buffer, place, style, hidden);
        if !chosen && field.value().is_empty() {
            let dots = "·".repeat(usize::from(place.width));
            text::put(buffer, place, 0, 0, &dots, theme.dim);
        }
        chosen.then_some(cursor)
    }
}
