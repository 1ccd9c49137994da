//! The cells of the board: duties down, half-hours across, as wide as the terminal allows.

use super::view::{Mode, View};
use crate::model::coverage::{Cell, State};
use crate::model::staffing::board_duties;
use crate::model::{Duty, Instant};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::{Theme, text};
use chrono::Timelike;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// A column of cells: so many half-hours of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    /// Their places on the board; none: the office is closed on that day.
    pub(super) halves: Range<usize>,
    /// The place of the day.
    pub(super) day: usize,
    /// Where it stands, from the left edge of the cells.
    pub(super) x: u16,
    /// How wide it is.
    pub(super) width: u16,
}

/// As many columns as fit into so many terminal columns, `at` among them; a narrow week takes several half-hours together.
pub(super) fn columns(view: &View, mode: Mode, room: u16, at: usize) -> Vec<Column> {
    if mode == Mode::Week {
        return week_columns(view, room);
    }
    let count = view.board.len();
    let fits = |width: u16| count * usize::from(width) <= usize::from(room);
    let width = [5, 4, 3, 2]
        .into_iter()
        .find(|width| fits(*width))
        .unwrap_or(2);
    let shown = usize::from(room / width).min(count);
    let first = at
        .saturating_sub(shown / 2)
        .min(count.saturating_sub(shown));
    (first..first + shown)
        .zip(0_u16..)
        .map(|(half, nth)| Column {
            halves: half..half + 1,
            day: view.staffing.halves[half].day,
            x: nth * width,
            width,
        })
        .collect()
}

/// The half-hours of each day.
fn of_days(view: &View) -> Vec<Range<usize>> {
    let halves = &view.staffing.halves;
    (0..view.staffing.days.len())
        .map(|day| {
            halves.partition_point(|half| half.day < day)
                ..halves.partition_point(|half| half.day <= day)
        })
        .collect()
}

/// How wide a closed day is.
const CLOSED: u16 = 4;

fn week_columns(view: &View, room: u16) -> Vec<Column> {
    let days = of_days(view);
    let wide = |together: usize| {
        days.iter()
            .map(|day| day.len().div_ceil(together).max(usize::from(CLOSED)) + 1)
            .sum::<usize>()
    };
    let together = (1..48)
        .find(|together| wide(*together) <= usize::from(room) + 1)
        .unwrap_or(48);
    let mut columns = Vec::new();
    let mut x = 0;
    for (nth, day) in days.into_iter().enumerate() {
        let start = x;
        let mut from = day.start;
        if day.is_empty() {
            columns.push(Column {
                halves: day.clone(),
                day: nth,
                x,
                width: CLOSED,
            });
        }
        while from < day.end {
            let until = (from + together).min(day.end);
            columns.push(Column {
                halves: from..until,
                day: nth,
                x,
                width: 1,
            });
            x += 1;
            from = until;
        }
        x = x.max(start + CLOSED) + 1;
    }
    columns
}

/// The worst cell of a column, and where it is.
pub(super) fn worst(view: &View, duty: Duty, halves: Range<usize>) -> (usize, Cell) {
    let first = halves.start;
    halves
        .map(|half| (half, view.board.cell(duty, half)))
        .max_by_key(|(half, cell)| (cell.state(), std::cmp::Reverse(*half)))
        .unwrap_or((first, Cell::default()))
}

/// Whether a supposition has changed any of these half-hours.
fn has_changed(view: &View, duty: Duty, mut halves: Range<usize>) -> bool {
    view.real.as_ref().is_some_and(|real| {
        halves.any(|half| real.cell(duty, half).state() != view.board.cell(duty, half).state())
    })
}

/// The sign of a state; each is another shape, so that no colour is needed.
pub(super) const fn sign(state: State) -> &'static str {
    match state {
        State::Owner => "●",
        State::Cover => "◐",
        State::Possible => "○",
        State::Nobody => "!",
    }
}

/// How a state looks.
pub(super) const fn style(state: State, theme: &Theme) -> Style {
    match state {
        State::Owner => theme.good,
        State::Cover => theme.accent,
        State::Possible => theme.warn,
        State::Nobody => theme.bad,
    }
}

fn cell_text(cell: Cell, width: u16, changed: bool) -> String {
    let (state, count) = match cell.state() {
        State::Owner => (State::Owner, cell.owners),
        State::Cover => (State::Cover, cell.covers),
        State::Possible => (State::Possible, cell.possible),
        State::Nobody => (State::Nobody, 0),
    };
    let mut said = sign(state).to_owned();
    if width > 1 {
        said.push_str(&match (state, count) {
            (State::Nobody, _) => "!".to_owned(),
            (State::Owner | State::Cover, 1) => " ".to_owned(),
            (_, 10..) => "+".to_owned(),
            (_, count) => count.to_string(),
        });
    }
    if width > 2 {
        said.push(if changed { '*' } else { ' ' });
    }
    said
}

/// What is chosen on the board.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    /// The duty.
    pub(super) duty: Duty,
    /// The place of the half-hour.
    pub(super) half: usize,
}

/// A click on a cell, as a number: duty and half-hour.
pub(super) fn key_of(duty: Duty, half: usize) -> i64 {
    i64::try_from(half).unwrap_or(0) * 16 + duty as i64
}

/// What such a number stands for.
pub(super) fn chosen_of(key: i64) -> Option<Chosen> {
    let duty = usize::try_from(key % 16).ok()?;
    Some(Chosen {
        duty: *Duty::ALL.get(duty)?,
        half: usize::try_from(key / 16).ok()?,
    })
}

/// How wide the names of the duties are.
pub(super) fn label_width(look: &Look<'_>) -> u16 {
    let widest = board_duties().map(|duty| text::width(&look.words.duty(duty)));
    u16::try_from(widest.max().unwrap_or(0)).unwrap_or(0) + 4
}

/// Draws headings and cells; gives how many rows it took.
pub(super) fn draw(
    view: &View,
    columns: &[Column],
    chosen: Chosen,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let theme = look.theme;
    let left = label_width(look);
    headings(view, columns, left, area, canvas, look);
    for (duty, y) in board_duties().zip(1_u16..) {
        let is_kept = view.board.kept.has(duty);
        let mark = if duty == chosen.duty { ">" } else { " " };
        let name = match (duty == chosen.duty, is_kept) {
            (true, _) => theme.title,
            (false, true) => theme.plain,
            (false, false) => theme.dim,
        };
        let label = format!("{mark} {}", look.words.duty(duty));
        text::put(canvas.buffer, area, 0, y, &label, name);
        for column in columns.iter().filter(|of| !of.halves.is_empty()) {
            let (_, cell) = worst(view, duty, column.halves.clone());
            let is_chosen = duty == chosen.duty && column.halves.contains(&chosen.half);
            let changed = has_changed(view, duty, column.halves.clone());
            let (said, mut style) = if is_kept {
                let said = cell_text(cell, column.width, changed);
                (said, style(cell.state(), theme))
            } else {
                ("·".to_owned(), theme.dim)
            };
            if changed {
                style = style.add_modifier(ratatui::style::Modifier::UNDERLINED);
            }
            if is_chosen && look.focused {
                style = theme.chosen;
            }
            let said = text::left(&said, usize::from(column.width));
            text::put(canvas.buffer, area, left + column.x, y, &said, style);
            let place = Rect::new(area.x + left + column.x, area.y + y, column.width, 1);
            let key = key_of(duty, column.halves.start);
            canvas.hits.push((place.intersection(area), Hit::Row(key)));
        }
    }
    1 + u16::try_from(board_duties().count()).unwrap_or(0)
}

/// The hours above a day, the days above a week; the present half-hour is marked.
fn headings(
    view: &View,
    columns: &[Column],
    left: u16,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (halves, theme) = (&view.staffing.halves, look.theme);
    let mut free = 0;
    let mut day = None;
    for column in columns {
        if column.halves.is_empty() {
            let date = view.staffing.days[column.day].date;
            let at = crate::records::roster::midnight(date, look.words.zone());
            let said = day_name(at, look);
            let said = said.split(' ').next().unwrap_or_default();
            text::put(canvas.buffer, area, left + column.x, 0, said, theme.dim);
            continue;
        }
        let half = halves[column.halves.start];
        let is_week = column.width == 1;
        let local = half.span.from.local(look.words.zone());
        let said = if is_week {
            (day.replace(half.day) != Some(half.day)).then(|| day_name(half.span.from, look))
        } else {
            let wide = column.width > 2;
            (local.minute() == 0).then(|| {
                let hour = local.hour();
                if wide {
                    format!("{hour}:00")
                } else {
                    hour.to_string()
                }
            })
        };
        let is_now = column
            .halves
            .clone()
            .any(|half| halves[half].span.has(look.now));
        // An hour makes room for the mark of now; the name of a day has it behind itself.
        if let Some(said) = said.filter(|_| column.x >= free && (is_week || !is_now)) {
            text::put(canvas.buffer, area, left + column.x, 0, &said, theme.dim);
            free = column.x + u16::try_from(text::width(&said)).unwrap_or(0) + 1;
        }
        if is_now && is_week {
            let x = column.x.max(free.saturating_sub(1));
            text::put(canvas.buffer, area, left + x, 0, "▼", theme.title);
            free = free.max(x + 1);
        } else if is_now {
            let mark = if column.width > 2 { "▼ " } else { "▼" };
            text::put(canvas.buffer, area, left + column.x, 0, mark, theme.title);
            free = free.max(column.x + column.width);
        }
    }
}

/// "Mon 23", as narrow as a day can be.
pub(super) fn day_name(at: Instant, look: &Look<'_>) -> String {
    // Far from today, so that neither "tomorrow" nor a time is said.
    let far = at.plus_minutes(3 * 24 * 60);
    let said = look.words.when(at, far);
    said.split(' ').take(2).collect::<Vec<_>>().join(" ")
}
