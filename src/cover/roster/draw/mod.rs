//! How the roster is drawn. Nothing is said by colour alone: the desks, breaks and reasons have marks of their own.

mod absences;
mod band;
mod day;
mod here;
mod week;

use super::screen::Roster;
use super::view::{Mode, View};
use crate::pane::{Canvas, Look};
use crate::ui::{tabs, text};
use crate::words::Words;
use ratatui::layout::Rect;

/// From this width on names stand beside the week, and where people are beside the day.
const WIDE: u16 = 110;

/// Rows below the list: the rule, what the marks mean, and two about the chosen person.
const BELOW: u16 = 4;

pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    modes(screen.mode, area, canvas, look);
    let below = BELOW.min(area.height / 3);
    let body = Rect {
        y: area.y + area.height.min(2),
        height: area.height.saturating_sub(2 + below),
        ..area
    };
    match screen.mode {
        Mode::Day => day::draw(screen, view, body, canvas, look),
        Mode::Week => week::draw(screen, view, body, canvas, look),
        Mode::Absences => absences::draw(screen, view, body, canvas, look),
        Mode::Here => here::draw(screen, view, body, canvas, look),
    }
    let foot = Rect {
        y: area.bottom().saturating_sub(below),
        height: below,
        ..area
    };
    let rule = "─".repeat(usize::from(area.width));
    text::put(canvas.buffer, foot, 0, 0, &rule, look.theme.dim);
    for (y, line) in (1..).zip(details(screen, view, look)) {
        text::put(canvas.buffer, foot, 2, y, &line, look.theme.plain);
    }
}

/// "[Day]  Week   Absences   Here   Tab".
fn modes(mode: Mode, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let words = look.words;
    let names = Mode::ALL.map(|mode| match mode {
        Mode::Day => words.roster_mode_day(),
        Mode::Week => words.roster_mode_week(),
        Mode::Absences => words.roster_mode_absences(),
        Mode::Here => words.roster_mode_here(),
    });
    let open = Mode::ALL.iter().position(|known| *known == mode);
    let line = tabs::line(&names, open.unwrap_or(0));
    text::put(canvas.buffer, area, 1, 0, &line, look.theme.dim);
    canvas.filters(area, &names, open.unwrap_or(0), 1);
}

/// What the marks mean, and more about what is chosen.
fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    match screen.mode {
        Mode::Day => day::details(screen, view, look),
        Mode::Week => week::details(screen, view, look),
        Mode::Absences => absences::details(screen, view, look),
        Mode::Here => here::details(screen, view, look),
    }
}

/// The letter of a reason in a band.
fn letter(kind: &str, words: &Words) -> char {
    let letter = words.word("absence-letter", kind);
    letter.chars().next().unwrap_or('?')
}
