//! Who is away, and who wants to be.

use super::super::absence::{Absence, State};
use super::super::screen::Roster;
use super::super::view::View;
use crate::model::Duty;
use crate::pane::{Canvas, Look};
use crate::ui::{Column, text};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The list.
pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    body: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    if view.absences.is_empty() {
        text::paragraph(
            canvas.buffer,
            body,
            2,
            0,
            &words.roster_no_absences(),
            theme.dim,
        );
        return;
    }
    let rows: Vec<_> = view
        .absences
        .iter()
        .map(|absence| {
            let (state, style) = state_of(absence, look);
            let cells = vec![
                absence.name.clone(),
                words.word("absence-kind", absence.kind.as_str()),
                words.span(absence.span.from, absence.span.until, look.now),
                state,
                absence.number.clone(),
            ];
            (absence.id, cells, style)
        })
        .collect();
    let columns = [
        Column::new(words.column_name(), 18),
        Column::new(words.roster_kind(), 10),
        Column::new(words.roster_when(), 0),
        Column::new(words.column_state(), 12),
        Column::new(words.roster_number(), 13).from(90),
    ];
    let drawn = screen
        .list
        .draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// What an absence is now: waits, comes, runs or is over.
fn state_of(absence: &Absence, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    match absence.state {
        State::Asked => (words.roster_waits(), theme.warn),
        State::Approved if absence.span.until <= look.now => (words.roster_over(), theme.dim),
        State::Approved if absence.is_running(look.now) => (words.roster_runs(), theme.good),
        State::Approved | State::Declined | State::Withdrawn => (
            words.word("absence-state", absence.state.as_str()),
            theme.plain,
        ),
    }
}

/// The number, and why, of the absence that is chosen.
pub(super) fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let Some(absence) = view.absence(screen) else {
        return Vec::new();
    };
    let (state, _) = state_of(absence, look);
    let mut lines = vec![format!("{}   {}   {state}", absence.number, absence.name)];
    // Why somebody is away is for themselves and for who decides.
    if absence.staff == look.who.staff || look.who.may(Duty::Management) {
        lines.extend([absence.note.clone(), absence.words.clone()]);
    }
    lines.retain(|line| !line.is_empty());
    lines
}
