//! How the section "Training" looks: the matrix with the chosen cell's path under it, or the plan.

use super::matrix::{Matrix, Person};
use super::screen::{Tab, Training, View, key_of};
use super::{path, plan_list};
use crate::model::{Duty, Level};
use crate::pane::{Canvas, Hit, Look};
use crate::records::training::days_left;
use crate::ui::{tabs, text};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How wide names are, in columns: where there is room, whole ones.
const NAME: u16 = 15;
const NAME_WIDE: u16 = 20;
/// How wide a cell is: a mark and a word, and where there is room a space after it.
const CELL: u16 = 8;
const CELL_WIDE: u16 = 12;
/// Lines for the chosen cell, where there is room.
const DETAILS: u16 = 9;

pub(super) fn section(
    screen: &mut Training,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let words = look.words;
    let open = view
        .matrix
        .plans
        .iter()
        .filter(|plan| plan.ended_how.is_none())
        .count();
    let names = [words.training_tab_matrix(), words.training_tab_plan(open)];
    let line = tabs::line(&names, usize::from(screen.tab == Tab::Plan));
    text::put(canvas.buffer, area, 1, 0, &line, look.theme.dim);
    canvas.filters(area, &names, usize::from(screen.tab == Tab::Plan), 1);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    match screen.tab {
        Tab::Matrix => matrix(screen, view, body, canvas, look),
        Tab::Plan => plan_list::draw(screen, view, body, canvas, look),
    }
}

/// How wide names and cells are in so many columns.
fn widths(columns: u16) -> (u16, u16) {
    let duties = u16::try_from(Duty::ALL.len()).unwrap_or(1);
    let wide = columns >= NAME_WIDE + 1 + duties * (CELL + 2);
    let name = if wide { NAME_WIDE } else { NAME };
    let each = columns.saturating_sub(name + 1) / duties;
    (name, each.clamp(CELL, CELL_WIDE))
}

/// The duties that fit; management comes last and can be seen with the people as well.
fn shown(area: Rect, chosen: Option<Duty>) -> Vec<Duty> {
    let (name, cell) = widths(area.width);
    let room = usize::from(area.width.saturating_sub(name) / cell).max(1);
    let all = Duty::ALL;
    let at = all
        .iter()
        .position(|duty| Some(*duty) == chosen)
        .unwrap_or(0);
    let first = (at + 1).saturating_sub(room);
    all.iter().copied().skip(first).take(room).collect()
}

fn matrix(
    screen: &mut Training,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let duties = shown(area, screen.chosen.map(|(_, duty)| duty));
    heading(&duties, area, canvas, look);
    // Heading, who can, the legend and an empty line.
    let details = DETAILS.min(area.height.saturating_sub(8));
    let rows = area.height.saturating_sub(details + 4);
    let people = &view.matrix.people;
    let at = people
        .iter()
        .position(|one| Some(one.staff) == screen.chosen.map(|(staff, _)| staff))
        .unwrap_or(0);
    screen.top = screen
        .top
        .min(at)
        .max((at + 1).saturating_sub(usize::from(rows)));
    let mut y = 1;
    for one in people.iter().skip(screen.top).take(usize::from(rows)) {
        person(screen, view, (one, &duties), (area, y), canvas, look);
        y += 1;
    }
    who_can(&view.matrix, &duties, (area, y), canvas, look);
    let legend = look.words.training_legend();
    text::put(canvas.buffer, area, 1, y + 1, &legend, look.theme.dim);
    if let Some((person, duty, cell)) = screen.cell(view) {
        let place = Rect {
            x: area.x + 1,
            y: area.y + y + 3,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(y + 3),
        };
        let mut y = 0;
        for (line, style) in path::path(view, person, duty, cell, look) {
            y = text::paragraph(canvas.buffer, place, 0, y, &line, style);
        }
    }
}

/// The duties over their columns.
fn heading(duties: &[Duty], area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (name_wide, cell_wide) = widths(area.width);
    let wide = usize::from(cell_wide) - 1;
    let mut heading = text::left("", usize::from(name_wide));
    for duty in duties {
        heading.push_str(&text::left(
            &format!(" {}", text::clip(&look.words.duty(*duty), wide)),
            usize::from(cell_wide),
        ));
    }
    text::put(canvas.buffer, area, 1, 0, &heading, look.theme.heading);
}

/// A person with what they know of each duty; a click chooses a cell.
fn person(
    screen: &Training,
    view: &View,
    (person, duties): (&Person, &[Duty]),
    (area, y): (Rect, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let theme = look.theme;
    let (name_wide, cell_wide) = widths(area.width);
    let is_row = screen
        .chosen
        .is_some_and(|(staff, _)| staff == person.staff);
    let style = if is_row { theme.accent } else { theme.plain };
    let name = short_name(person, usize::from(name_wide) - 1);
    text::put(canvas.buffer, area, 1, y, &name, style);
    for (nth, duty) in (0..).zip(duties) {
        let (shown, style) = cell(&view.matrix, (person, *duty), usize::from(cell_wide), look);
        let style = if screen.chosen == Some((person.staff, *duty)) {
            theme.chosen
        } else {
            style
        };
        let x = 1 + name_wide + nth * cell_wide;
        let shown = text::left(&shown, usize::from(cell_wide));
        text::put(canvas.buffer, area, x, y, &shown, style);
        let place = Rect::new(area.x + x, area.y + y, cell_wide, 1).intersection(area);
        canvas
            .hits
            .push((place, Hit::Row(key_of(person.staff, *duty))));
    }
}

/// How many can do each duty. A click shows how deep each is, as the key does.
fn who_can(
    matrix: &Matrix,
    duties: &[Duty],
    (area, y): (Rect, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (name_wide, cell_wide) = widths(area.width);
    let label = text::left(&look.words.training_who_can(), usize::from(name_wide) - 1);
    text::put(canvas.buffer, area, 1, y, &label, look.theme.dim);
    for (nth, duty) in (0..).zip(duties) {
        let (shown, style) = heat(matrix, *duty, look);
        let x = 1 + name_wide + nth * cell_wide;
        text::put(canvas.buffer, area, x, y, &shown, style);
    }
    let row = Rect::new(area.x, area.y + y, area.width, 1).intersection(area);
    canvas
        .hits
        .push((row, Hit::Key(KeyEvent::from(KeyCode::Char('b')))));
}

/// A name in so many columns: whole where it fits, else the first names as letters ("E. Procházková"); where that is too long as
/// well it is cut behind the code, by which everybody is known here ("EP E. Procház…").
fn short_name(person: &Person, columns: usize) -> String {
    if text::width(&person.name) <= columns {
        return person.name.clone();
    }
    let mut words: Vec<&str> = person.name.split_whitespace().collect();
    let surname = words.pop().unwrap_or_default();
    let mut short = String::new();
    for letter in words.iter().filter_map(|word| word.chars().next()) {
        short.push(letter);
        short.push_str(". ");
    }
    short.push_str(surname);
    if text::width(&short) <= columns {
        return short;
    }
    text::clip(&format!("{} {short}", person.code), columns)
}

/// A mark and a word: what holds, what runs out, what has run out, what is planned.
fn cell(
    matrix: &Matrix,
    (person, duty): (&Person, Duty),
    wide: usize,
    look: &Look<'_>,
) -> (String, Style) {
    let theme = look.theme;
    let planned = matrix.plan_of(person.staff, duty).is_some();
    let Some(cell) = matrix.cells.get(&(person.staff, duty)) else {
        let shown = if planned { "+·" } else { " ·" };
        return (shown.to_owned(), theme.dim);
    };
    let (mark, style) = match (cell.level_at(look.now), cell.until) {
        (None, _) => ('×', theme.bad),
        (_, Some(until)) if days_left(until, look.now).is_some() => ('!', theme.warn),
        _ if planned => ('+', theme.plain),
        (Some(Level::Aware), _) => (' ', theme.dim),
        _ => (' ', theme.plain),
    };
    (
        format!(
            "{mark}{}",
            text::clip(&look.words.level(cell.level), wide - 1)
        ),
        style,
    )
}

/// How many could do a duty, as a shade and as numbers: owners and who could cover.
fn heat(matrix: &Matrix, duty: Duty, look: &Look<'_>) -> (String, Style) {
    let (own, cover) = matrix.able(duty, look.now);
    let theme = look.theme;
    let (shade, style) = match own + cover {
        0 => ("!", theme.bad),
        1 => ("░", theme.bad),
        2 => ("▒", theme.warn),
        3 => ("▓", theme.good),
        _ => ("█", theme.good),
    };
    (format!("{shade}{own}+{cover}"), style)
}
