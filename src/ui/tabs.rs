//! The views or filters of a section, of which one is open: in brackets, so that no colour is needed to see which.

use super::{Theme, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn marked(names: &[String], open: usize) -> impl Iterator<Item = (bool, String)> {
    names.iter().enumerate().map(move |(nth, name)| {
        let said = if nth == open {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        };
        (nth == open, said)
    })
}

/// "[Day]  Week   Absences    Tab", where Tab goes through them.
#[must_use]
pub fn line(names: &[String], open: usize) -> String {
    let shown: Vec<String> = marked(names, open).map(|(_, said)| said).collect();
    format!("{}   Tab", shown.join(" "))
}

/// Where each name stands in [`line`] (with a gap of 1) or [`headline`] (0): how many columns from its beginning, and how wide.
#[must_use]
pub fn places(names: &[String], open: usize, gap: u16) -> Vec<(u16, u16)> {
    let mut at = 0;
    let all = marked(names, open).map(|(_, said)| {
        let wide = u16::try_from(text::width(&said)).unwrap_or(0);
        let from = at;
        at += wide + gap;
        (from, wide)
    });
    all.collect()
}

/// The first row of an area: the names in colours, and at the right what they are of, where there is room for it.
pub fn headline(
    buffer: &mut Buffer,
    area: Rect,
    names: &[String],
    open: usize,
    of: &str,
    theme: &Theme,
) {
    let mut x = 1;
    for (is_open, said) in marked(names, open) {
        let style = if is_open { theme.accent } else { theme.dim };
        text::put(buffer, area, x, 0, &said, style);
        x += u16::try_from(text::width(&said)).unwrap_or(0);
    }
    let wide = u16::try_from(text::width(of)).unwrap_or(0) + 1;
    if x + 1 < area.width.saturating_sub(wide) {
        text::put(buffer, area, area.width - wide, 0, of, theme.title);
    }
}
