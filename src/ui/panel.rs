//! A panel: a frame with a title, a remark at its right, rows, and rules with a name between its parts.

use super::{Theme, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

/// One row of a panel: pieces that begin at a column, pieces that end before the right edge, or a rule.
#[derive(Debug, Clone, Default)]
pub struct Row {
    from_left: Vec<(u16, String, Style)>,
    from_right: Vec<(u16, String, Style)>,
    rule: Option<(String, String)>,
    key: Option<i64>,
    chosen: bool,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn blank() -> Self {
        Self::default()
    }

    /// A text at a column.
    #[must_use]
    pub fn text(x: u16, text: impl Into<String>, style: Style) -> Self {
        Self::default().and(x, text, style)
    }

    /// A rule across the panel, with the name of the part that begins there and a remark.
    #[must_use]
    pub fn rule(name: impl Into<String>, remark: impl Into<String>) -> Self {
        Self {
            rule: Some((name.into(), remark.into())),
            ..Self::default()
        }
    }

    /// With a text at a column behind those that it has.
    #[must_use]
    pub fn and(mut self, x: u16, text: impl Into<String>, style: Style) -> Self {
        self.from_left.push((x, text.into(), style));
        self
    }

    /// With a text that ends so many columns before the right edge. It is never cut.
    #[must_use]
    pub fn right(mut self, before: u16, text: impl Into<String>, style: Style) -> Self {
        self.from_right.push((before, text.into(), style));
        self
    }

    /// A click on it chooses this key.
    #[must_use]
    pub const fn key(mut self, key: i64) -> Self {
        self.key = Some(key);
        self
    }

    /// It is the chosen one.
    #[must_use]
    pub const fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }

    fn draw(&self, buffer: &mut Buffer, line: Rect) {
        let mut limit = line.width;
        for (before, said, style) in &self.from_right {
            let wide = u16::try_from(text::width(said)).unwrap_or(u16::MAX);
            let x = line.width.saturating_sub(before.saturating_add(wide));
            text::put(buffer, line, x, 0, said, *style);
            if wide > 0 {
                limit = limit.min(x.saturating_sub(1));
            }
        }
        for (nth, (x, said, style)) in self.from_left.iter().enumerate() {
            let next = self.from_left.get(nth + 1).map_or(limit, |next| next.0);
            let room = usize::from(next.min(limit).saturating_sub(*x));
            text::put(buffer, line, *x, 0, &text::clip(said, room), *style);
        }
    }
}

/// The frame around rows.
#[derive(Debug, Clone, Default)]
pub struct Panel {
    /// In its upper edge.
    pub title: String,
    /// At the right of the upper edge.
    pub remark: String,
    /// At the right of the lower edge.
    pub below: String,
    /// It has the keys.
    pub focused: bool,
}

impl Panel {
    /// With this title.
    #[must_use]
    pub fn of(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// How many columns a row of a panel of this width has.
    #[must_use]
    pub const fn columns(area: Rect) -> u16 {
        area.width.saturating_sub(4)
    }

    /// Draws frame and rows, from this row on. Gives the rows that can be clicked: (key, area).
    pub fn draw(
        &self,
        rows: &[Row],
        from: usize,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
    ) -> Vec<(i64, Rect)> {
        let mut clicked = Vec::new();
        let area = area.intersection(buffer.area);
        if area.width < 6 || area.height < 2 {
            return clicked;
        }
        let frame = if self.focused {
            theme.accent
        } else {
            theme.dim
        };
        let title = if self.focused {
            theme.title
        } else {
            named(theme)
        };
        self.edges(area, buffer, frame);
        head(area, &self.title, &self.remark, title, buffer, theme);
        let below = text::width(&self.below);
        if below > 0 && below + 6 < usize::from(area.width) {
            let x = area.width - u16::try_from(below + 4).unwrap_or(0);
            let said = format!(" {} ", self.below);
            text::put(buffer, area, x, area.height - 1, &said, theme.dim);
        }
        let shown = rows.iter().skip(from).take(usize::from(area.height - 2));
        for (y, row) in (area.y + 1..).zip(shown) {
            let whole = Rect {
                y,
                height: 1,
                ..area
            };
            if let Some((name, remark)) = &row.rule {
                let line = format!("├{}┤", "─".repeat(usize::from(area.width) - 2));
                text::put(buffer, whole, 0, 0, &line, frame);
                head(whole, name, remark, named(theme), buffer, theme);
                continue;
            }
            row.draw(
                buffer,
                Rect {
                    x: area.x + 2,
                    width: area.width - 4,
                    ..whole
                },
            );
            let within = Rect {
                x: area.x + 1,
                width: area.width - 2,
                ..whole
            };
            if row.chosen {
                buffer.set_style(within, theme.chosen);
                text::put(buffer, whole, 0, 0, "►", theme.accent);
            }
            if let Some(key) = row.key {
                clicked.push((key, within));
            }
        }
        clicked
    }

    fn edges(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        let across = "─".repeat(usize::from(area.width) - 2);
        text::put(buffer, area, 0, 0, &format!("╭{across}╮"), style);
        for y in 1..area.height - 1 {
            text::put(buffer, area, 0, y, "│", style);
            text::put(buffer, area, area.width - 1, y, "│", style);
        }
        let last = area.height - 1;
        text::put(buffer, area, 0, last, &format!("╰{across}╯"), style);
    }
}

/// How the name of a panel without the keys looks.
fn named(theme: &Theme) -> Style {
    // The frame under it has a colour of its own.
    let ground = Style::new().fg(Color::Reset);
    ground.patch(theme.plain).add_modifier(Modifier::BOLD)
}

/// Name and remark in an edge; the remark goes where both have no room.
fn head(edge: Rect, name: &str, remark: &str, style: Style, buffer: &mut Buffer, theme: &Theme) {
    let wide = usize::from(edge.width);
    let room = wide.saturating_sub(6);
    let name = text::clip(name, room);
    if !name.is_empty() {
        text::put(buffer, edge, 2, 0, &format!(" {name} "), style);
    }
    let beside = text::width(remark);
    if beside > 0 && text::width(&name) + beside + 8 <= wide {
        let x = edge.width - u16::try_from(beside + 4).unwrap_or(0);
        text::put(buffer, edge, x, 0, &format!(" {remark} "), theme.dim);
    }
}

/// From which row on a list is shown so that the chosen one is in sight.
#[must_use]
pub fn window(chosen: Option<usize>, rows: usize, room: usize) -> usize {
    let last = rows.saturating_sub(room);
    chosen.map_or(0, |at| (at + 1).saturating_sub(room).min(last))
}

#[cfg(test)]
mod tests {
    use super::{Panel, Row, window};
    use crate::ui::theme::DARK;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn line(buffer: &Buffer, y: u16) -> String {
        (0..buffer.area.width)
            .map(|x| buffer[(x, y)].symbol())
            .collect()
    }

    #[test]
    fn what_stands_at_the_right_is_whole_and_what_stands_before_it_is_cut() {
        let area = Rect::new(0, 0, 24, 4);
        let mut buffer = Buffer::empty(area);
        let plain = DARK.plain;
        let rows = [
            Row::text(0, "10:30", plain)
                .and(6, "Advokátní kancelář", plain)
                .right(0, "1,403.60", plain)
                .key(7),
            Row::rule("Next", "state"),
        ];
        let panel = Panel {
            remark: "to pay".to_owned(),
            ..Panel::of("Ready")
        };
        let hits = panel.draw(&rows, 0, area, &mut buffer, &DARK);
        assert_eq!(line(&buffer, 0), "╭─ Ready ───── to pay ─╮");
        assert_eq!(line(&buffer, 1), "│ 10:30 Advo… 1,403.60 │");
        assert_eq!(line(&buffer, 3), "╰──────────────────────╯");
        assert_eq!(hits, [(7, Rect::new(1, 1, 22, 1))]);
    }

    #[test]
    fn the_chosen_row_is_in_sight() {
        assert_eq!(window(None, 20, 5), 0);
        assert_eq!(window(Some(4), 20, 5), 0);
        assert_eq!(window(Some(5), 20, 5), 1);
        assert_eq!(window(Some(19), 20, 5), 15);
        assert_eq!(window(Some(1), 2, 5), 0);
    }
}
