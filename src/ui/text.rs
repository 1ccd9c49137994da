//! Text in columns: clipped and padded by what a terminal shows, never by bytes.

use crate::model::text::safe;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text within so many columns; where something is cut, its last column is '…'.
#[must_use]
pub fn clip(text: &str, columns: usize) -> String {
    let text = safe(text);
    if width(&text) <= columns {
        return text.into_owned();
    }
    let mut clipped = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > columns {
            break;
        }
        clipped.push_str(grapheme);
        used += wide;
    }
    if columns > 0 {
        clipped.push('…');
    }
    clipped
}

/// A name within so many columns: whole, else its first word with the initials of the others, else cut.
#[must_use]
pub fn name(name: &str, columns: usize) -> String {
    if width(name) <= columns {
        return name.to_owned();
    }
    let mut words = name.split(' ');
    let mut short = words.next().unwrap_or_default().to_owned();
    for initial in words.filter_map(|word| word.graphemes(true).next()) {
        short.push(' ');
        short.push_str(initial);
        short.push('.');
    }
    clip(&short, columns)
}

/// The text in exactly so many columns, at the left.
#[must_use]
pub fn left(text: &str, columns: usize) -> String {
    let clipped = clip(text, columns);
    let gap = columns.saturating_sub(width(&clipped));
    format!("{clipped}{}", " ".repeat(gap))
}

/// The text in exactly so many columns, at the right.
#[must_use]
pub fn right(text: &str, columns: usize) -> String {
    let clipped = clip(text, columns);
    let gap = columns.saturating_sub(width(&clipped));
    format!("{}{clipped}", " ".repeat(gap))
}

/// Breaks a text into lines of at most so many columns, at spaces where it can.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

/// Writes a text at a place, clipped to the area's right edge. Outside of the area nothing is written.
pub fn put(buffer: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) {
    if y < area.height && x < area.width {
        let room = usize::from(area.width - x);
        buffer.set_stringn(area.x + x, area.y + y, clip(text, room), room, style);
    }
}

/// Writes a text over as many rows as it takes, with as much room free at the right as at the left; gives the row behind it.
pub fn paragraph(
    buffer: &mut Buffer,
    area: Rect,
    x: u16,
    mut y: u16,
    text: &str,
    style: Style,
) -> u16 {
    let columns = area.width.saturating_sub(2 * x);
    for line in wrap(text, usize::from(columns)) {
        put(buffer, area, x, y, &line, style);
        y = y.saturating_add(1);
    }
    y
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_name_is_shortened_before_it_is_cut() {
        assert_eq!(name("Marie Dvořáková", 20), "Marie Dvořáková");
        assert_eq!(name("Marie Dvořáková", 10), "Marie D.");
        assert_eq!(name("Marie Dvořáková", 5), "Mari…");
    }
}
