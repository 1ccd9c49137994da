//! Bars and a line in so many cells, drawn with eighths of a block.

use crate::pane::Canvas;
use crate::ui::{Theme, text};
use ratatui::layout::Rect;

/// The part of a cell that is filled from below, in eighths.
const UP: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The part of a cell that is filled from the left, in eighths.
const RIGHT: [&str; 9] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

/// A bar of so many cells at the most, as far as a value is of the greatest.
pub(super) fn bar(value: u32, greatest: u32, cells: u16) -> String {
    let eighths = u64::from(value) * u64::from(cells) * 8 / u64::from(greatest.max(1));
    let whole = usize::try_from(eighths / 8).unwrap_or(0);
    let rest = usize::try_from(eighths % 8).unwrap_or(0);
    // What is there shows, however little it is.
    let rest = if value > 0 && eighths == 0 { 1 } else { rest };
    format!("{}{}", "█".repeat(whole), RIGHT[rest])
}

/// One place of the chart: its label, the height of its bar, the height of its point.
pub(super) struct Part {
    pub(super) label: String,
    pub(super) bar: u32,
    pub(super) point: u32,
}

/// Bars with points beside them that make a line, and labels below as they fit.
pub(super) fn draw(
    parts: &[Part],
    scale: &str,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let Some(high) = area.height.checked_sub(1).filter(|high| *high > 0) else {
        return;
    };
    let greatest = parts.iter().map(|part| part.bar.max(part.point)).max();
    let greatest = greatest.unwrap_or(0).max(1);
    let left = u16::try_from(text::width(scale)).unwrap_or(0) + 1;
    text::put(canvas.buffer, area, 0, 0, scale, theme.dim);
    let count = u16::try_from(parts.len()).unwrap_or(1).max(1);
    let wide = (area.width.saturating_sub(left) / count).clamp(1, 8);
    let filled = wide.saturating_sub(1).max(1);
    // The point has a column of its own beside the bar; where there is none it goes above.
    let bar_wide = (filled * 2 / 3).max(1);
    let beside = (wide > 1).then(|| bar_wide + filled.saturating_sub(bar_wide + 1) / 2);
    let eighths = |value: u32| {
        let of = u64::from(value) * u64::from(high) * 8 / u64::from(greatest);
        u16::try_from(of).unwrap_or(0).max(u16::from(value > 0))
    };
    let mut free = 0;
    for (part, nth) in parts.iter().zip(0_u16..) {
        let x = left + nth * wide;
        let bar = eighths(part.bar);
        for row in 0..high {
            let below = (high - 1 - row) * 8;
            let fill = usize::from(bar.saturating_sub(below).min(8));
            let block = UP[fill].repeat(usize::from(bar_wide));
            text::put(canvas.buffer, area, x, row, &block, theme.bad);
        }
        if part.point > 0 {
            let own = eighths(part.point).saturating_sub(1) / 8;
            let up = match beside {
                Some(_) => own,
                None => own.max(bar.div_ceil(8)),
            };
            text::put(
                canvas.buffer,
                area,
                x + beside.unwrap_or(0),
                high - 1 - up.min(high - 1),
                "•",
                theme.accent,
            );
        }
        if x >= free {
            text::put(canvas.buffer, area, x, high, &part.label, theme.dim);
            free = x + u16::try_from(text::width(&part.label)).unwrap_or(0) + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, bar, draw};
    use crate::pane::Canvas;
    use crate::ui::theme::DARK;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn a_bar_grows_by_eighths_and_never_beyond_its_cells() {
        assert_eq!(bar(0, 100, 10), "");
        assert_eq!(bar(1, 100_000, 10), "▏");
        assert_eq!(bar(50, 100, 10), "█████");
        assert_eq!(bar(100, 100, 10), "██████████");
        assert_eq!(bar(7, 0, 3).chars().count(), 21);
        for value in 0..=64 {
            assert!(bar(value, 64, 8).chars().count() <= 8);
        }
    }

    #[test]
    fn neither_the_bar_nor_the_point_of_a_day_hides_the_other() {
        // The second day was bare and covered for a moment each: both are in the lowest row.
        let parts = [(16, 1), (1, 1), (1, 16)].map(|(bar, point)| Part {
            label: String::new(),
            bar,
            point,
        });
        for width in [5, 8, 11, 20, 60] {
            let area = Rect::new(0, 0, width, 5);
            let mut buffer = Buffer::empty(area);
            let mut canvas = Canvas {
                buffer: &mut buffer,
                cursor: None,
                hits: Vec::new(),
            };
            draw(&parts, "h", area, &mut canvas, &DARK);
            let cells: String = buffer.content.iter().map(|cell| cell.symbol()).collect();
            assert_eq!(cells.matches('•').count(), 3, "{width}: {cells}");
            let bars = |block| cells.matches(block).count();
            assert!(bars('█') >= 3 && bars('▂') >= 2, "{width}: {cells}");
        }
    }
}
