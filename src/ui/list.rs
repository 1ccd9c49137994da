//! A list of which one row is chosen, by its key and never by its place, so that nothing slips under the hand when it changes.

use super::{Theme, text};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide; 0: takes what is left.
    pub width: u16,
    /// Numbers stand at the right.
    pub right: bool,
    /// Shown from this width of the whole list on.
    pub from: u16,
}

impl Column {
    /// A column at the left that is always shown.
    #[must_use]
    pub const fn new(title: String, width: u16) -> Self {
        Self {
            title,
            width,
            right: false,
            from: 0,
        }
    }

    /// With its text at the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Only where the list is at least this wide.
    #[must_use]
    pub const fn from(mut self, width: u16) -> Self {
        self.from = width;
        self
    }
}

/// Which row is chosen, and how far it is scrolled.
#[derive(Debug, Clone, Default)]
pub struct List {
    chosen: Option<i64>,
    top: usize,
    page: usize,
}

impl List {
    /// The key of the chosen row.
    #[must_use]
    pub const fn chosen(&self) -> Option<i64> {
        self.chosen
    }

    /// Chooses a row by its key.
    pub fn choose(&mut self, key: i64) {
        self.chosen = Some(key);
    }

    /// So many rows are on the screen, and a page is as many. For a list that is drawn elsewhere.
    pub fn see(&mut self, rows: usize) {
        self.page = rows;
    }

    /// The rows have changed: the choice stays with its key, or is none.
    pub fn keep(&mut self, now: &[i64]) {
        self.chosen = self.chosen.filter(|key| now.contains(key));
    }

    /// The rows have changed: the choice stays with its key; where that is gone the row in its place is chosen.
    pub fn settle(&mut self, before: &[i64], now: &[i64]) {
        if self.chosen.is_some_and(|key| now.contains(&key)) {
            return;
        }
        let place = self
            .chosen
            .and_then(|key| before.iter().position(|known| *known == key))
            .unwrap_or(0);
        self.chosen = now.get(place.min(now.len().saturating_sub(1))).copied();
    }

    /// Moves the choice; whether the key was one of a list's.
    pub fn key(&mut self, key: KeyEvent, keys: &[i64]) -> bool {
        let Some(last) = keys.len().checked_sub(1) else {
            return false;
        };
        let chosen = self
            .chosen
            .and_then(|chosen| keys.iter().position(|known| *known == chosen));
        let Some(at) = chosen else {
            // The first of these keys chooses the row from which the next ones go on.
            let first = match key.code {
                KeyCode::Up
                | KeyCode::Down
                | KeyCode::PageUp
                | KeyCode::PageDown
                | KeyCode::Home => 0,
                KeyCode::End => last,
                _ => return false,
            };
            self.chosen = keys.get(first).copied();
            return true;
        };
        let page = self.page.max(1);
        let to = match key.code {
            KeyCode::Up => at.saturating_sub(1),
            KeyCode::Down => (at + 1).min(last),
            KeyCode::PageUp => at.saturating_sub(page),
            KeyCode::PageDown => (at + page).min(last),
            KeyCode::Home => 0,
            KeyCode::End => last,
            _ => return false,
        };
        self.chosen = keys.get(to).copied();
        true
    }

    /// Draws heading and rows. Gives the rows that are on the screen: (key, area).
    pub fn draw(
        &mut self,
        buffer: &mut Buffer,
        area: Rect,
        columns: &[Column],
        rows: &[(i64, Vec<String>, Style)],
        theme: &Theme,
        focused: bool,
    ) -> Vec<(i64, Rect)> {
        let mut drawn = Vec::new();
        if area.height == 0 {
            return drawn;
        }
        let widths = widths(columns, area.width, rows);
        let headings: Vec<String> = columns.iter().map(|column| column.title.clone()).collect();
        text::put(
            buffer,
            area,
            0,
            0,
            &text::left(
                &heading(&headings, columns, &widths),
                usize::from(area.width),
            ),
            theme.heading,
        );
        let room = usize::from(area.height - 1);
        self.page = room;
        let at = self
            .chosen
            .and_then(|chosen| rows.iter().position(|row| row.0 == chosen))
            .unwrap_or(0);
        self.top = self
            .top
            .min(at)
            .max((at + 1).saturating_sub(room))
            .min(rows.len().saturating_sub(1));
        for (offset, (key, texts, style)) in rows.iter().skip(self.top).take(room).enumerate() {
            let y = u16::try_from(offset + 1).unwrap_or(u16::MAX);
            let is_chosen = self.chosen == Some(*key);
            let style = if is_chosen && focused {
                theme.chosen
            } else {
                *style
            };
            let mark = if is_chosen { "> " } else { "  " };
            let line = format!(
                "{mark}{}",
                cells(texts, columns, &widths).get(2..).unwrap_or_default()
            );
            text::put(buffer, area, 0, y, &line, style);
            drawn.push((*key, Rect::new(area.x, area.y + y, area.width, 1)));
        }
        drawn
    }
}

/// How wide each column is, zero where it is not shown. What the columns without a width of their own do not need makes room for what
/// would be cut in the others, whichever of the rows are on the screen.
fn widths(columns: &[Column], total: u16, rows: &[(i64, Vec<String>, Style)]) -> Vec<usize> {
    let shown = |column: &&Column| column.from <= total;
    let fixed: usize = columns
        .iter()
        .filter(shown)
        .map(|column| usize::from(column.width) + 2)
        .sum::<usize>();
    let flexible = columns
        .iter()
        .filter(shown)
        .filter(|column| column.width == 0)
        .count();
    let spare = usize::from(total).saturating_sub(fixed) / flexible.max(1);
    let mut widths: Vec<usize> = columns
        .iter()
        .map(|column| match (column.from <= total, column.width) {
            (false, _) => 0,
            (true, 0) => spare,
            (true, width) => usize::from(width),
        })
        .collect();
    let needs = |nth: usize| {
        let cells = rows.iter().filter_map(|(_, cells, _)| cells.get(nth));
        let cells = cells.map(|cell| text::width(cell)).max().unwrap_or(0);
        cells.max(text::width(&columns[nth].title))
    };
    let needs: Vec<usize> = (0..columns.len()).map(needs).collect();
    for nth in 0..columns.len() {
        let lacks = needs[nth].saturating_sub(widths[nth]);
        if columns[nth].width == 0 || widths[nth] == 0 || lacks == 0 {
            continue;
        }
        let roomy = (0..columns.len()).filter(|at| columns[*at].width == 0 && widths[*at] > 0);
        let roomy = roomy.max_by_key(|at| widths[*at].saturating_sub(needs[*at]));
        let Some(from) = roomy else { break };
        let given = lacks.min(widths[from].saturating_sub(needs[from]));
        widths[from] -= given;
        widths[nth] += given;
    }
    widths
}

/// The titles above their columns; one with no other after it may take the whole line.
fn heading(titles: &[String], columns: &[Column], widths: &[usize]) -> String {
    match titles.split_first() {
        Some((first, rest)) if rest.iter().all(String::is_empty) => format!("  {first}"),
        _ => cells(titles, columns, widths),
    }
}

/// Two columns for the mark, then every cell and two columns of space between them.
fn cells(texts: &[String], columns: &[Column], widths: &[usize]) -> String {
    let mut line = String::from("  ");
    for ((cell, column), width) in texts
        .iter()
        .zip(columns)
        .zip(widths)
        .filter(|(_, width)| **width > 0)
    {
        line.push_str(&if column.right {
            text::right(cell, *width)
        } else {
            text::left(cell, *width)
        });
        line.push_str("  ");
    }
    line.truncate(line.len() - 2);
    line
}
