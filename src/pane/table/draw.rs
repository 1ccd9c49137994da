//! What stands around the rows of a list: its filters above, and the card of the chosen row beside them or its details below.

use super::{Kind, Table};
use crate::pane::{Canvas, Look};
use crate::ui::{Panel, tabs, text};
use crate::words::Words;
use ratatui::layout::Rect;

/// From this width on a card stands beside its list, and is so wide.
const BESIDE_MIN: u16 = 116;
const BESIDE_COLUMNS: u16 = 46;

impl<K: Kind> Table<K> {
    /// "   page 3", from the second page on.
    fn page_note(&self, words: &Words) -> String {
        if self.pages.is_empty() {
            return String::new();
        }
        let page = i64::try_from(self.pages.len() + 1).unwrap_or(0);
        format!("   {}", words.list_page(page))
    }

    /// The card of the chosen row at the right, where there is room and it has one. Gives what is left for the list, and whether there is one.
    pub(super) fn draw_beside(
        &mut self,
        rows: &[K::Row],
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) -> (Rect, bool) {
        let chosen = self.chosen(rows).filter(|_| area.width >= BESIDE_MIN);
        let wide = BESIDE_COLUMNS + area.width.saturating_sub(BESIDE_MIN) / 3;
        let place = Rect {
            x: area.right().saturating_sub(wide),
            width: wide.min(area.width),
            ..area
        };
        let columns = Panel::columns(place);
        let card = chosen.map(|row| (K::is_filled(row), K::beside(row, columns, look)));
        self.is_beside = match &card {
            Some((true, card)) => card.is_some(),
            Some((false, _)) => self.is_beside,
            None => false,
        };
        if !self.is_beside {
            return (area, false);
        }
        let (title, rows) = card.and_then(|(_, card)| card).unwrap_or_default();
        let panel = Panel::of(title);
        panel.draw(&rows, 0, place, canvas.buffer, look.theme);
        let list = Rect {
            width: area.width - place.width,
            ..area
        };
        (list, true)
    }

    /// The filters in a line, where there are any; gives how many rows they take.
    pub(super) fn draw_filters(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> u16 {
        if let Some(find) = &self.find {
            let place = Rect::new(area.x + 3, area.y, area.width.saturating_sub(4), 1);
            text::put(canvas.buffer, area, 1, 0, "/", look.theme.accent);
            let style = if self.finding {
                look.theme.chosen
            } else {
                look.theme.plain
            };
            let place = place.intersection(area);
            if !place.is_empty() {
                let cursor = find.draw(canvas.buffer, place, style, false);
                if self.finding {
                    canvas.cursor = Some(cursor);
                }
            }
            return 1;
        }
        let filters = self.kind.filters(look.words);
        if filters.is_empty() {
            return 0;
        }
        let line = tabs::line(&filters, self.filter) + &self.page_note(look.words);
        text::put(canvas.buffer, area, 1, 0, &line, look.theme.dim);
        canvas.filters(area, &filters, self.filter, 1);
        1
    }
}

/// A rule under the list, and below it as many lines of the details as there is room for.
pub(super) fn details(
    details: &[String],
    rows: u16,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let rule = "─".repeat(usize::from(area.width));
    text::put(canvas.buffer, area, 0, 0, &rule, look.theme.dim);
    for (line, y) in details.iter().zip(1..=rows) {
        text::put(canvas.buffer, area, 2, y, line, look.theme.plain);
    }
}
