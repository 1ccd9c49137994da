//! How the form is drawn in which goods are counted or taken in.

use super::count_screen::{CountScreen, Names};
use crate::pane::{Canvas, Look};
use crate::ui::{Fields, text};
use ratatui::layout::Rect;

impl CountScreen {
    /// Its fields, the lines so far, and what is wrong.
    pub(super) fn draw_in(
        &self,
        view: &Names,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let (words, theme) = (look.words, look.theme);
        let labels = [
            words.stock_bin(),
            words.column_item(),
            words.stock_quantity(),
        ];
        let fields = Fields::behind(&labels, 20);
        let line = self.line.and_then(|line| self.lines.lines.get(line));
        let quantity = line.map_or(&self.quantity, |line| &line.quantity);
        let typed = [&self.bin, &self.code, quantity];
        for ((nth, label), y) in labels.iter().enumerate().zip(0..) {
            let (field, chosen) = ((typed[nth], false), nth == self.at);
            let cursor = fields.draw(canvas.buffer, (area, y), label, field, chosen, theme);
            canvas.cursor = cursor.or(canvas.cursor);
        }
        let name_of = |code: &str| {
            view.iter()
                .find(|(known, _)| known == code)
                .map(|(_, found)| found.clone())
        };
        let shown = line.map_or_else(|| self.code.value().trim(), |line| line.code.as_str());
        if let Some(Some((name, _))) = name_of(shown) {
            let x = fields.left + fields.wide + 2;
            text::put(canvas.buffer, area, x, 1, &name, theme.dim);
        }
        let room = usize::from(area.height.saturating_sub(6)).max(1);
        let at = self.line.map_or(self.lines.lines.len(), |line| line + 1);
        let first = at.saturating_sub(room);
        let rows = self.lines.lines.iter().enumerate().skip(first);
        for ((nth, line), y) in rows.zip(4..area.height.saturating_sub(2)) {
            let (name, unit, style) = match name_of(&line.code) {
                Some(Some((name, unit))) => (name, unit, theme.plain),
                Some(None) => (words.count_unknown(), String::new(), theme.bad),
                None => (String::new(), String::new(), theme.plain),
            };
            let bin = line
                .bin
                .as_deref()
                .unwrap_or_else(|| self.bin.value().trim());
            let shown = format!(
                "{:>7} {}  {}  {}  {name}",
                line.typed(),
                text::left(&unit, 3),
                text::left(bin, 6),
                text::left(&line.code, 14)
            );
            let chosen = self.line == Some(nth);
            let style = if chosen { theme.accent } else { style };
            text::put(canvas.buffer, area, 0, y, &shown, style);
        }
        let hint = if self.trouble.is_empty() {
            (words.count_hint(), theme.dim)
        } else {
            (self.trouble.clone(), theme.bad)
        };
        let lines = text::wrap(&hint.0, usize::from(area.width));
        let top = area
            .height
            .saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
        for (line, y) in lines.iter().zip(top..) {
            text::put(canvas.buffer, area, 0, y, line, hint.1);
        }
    }
}
