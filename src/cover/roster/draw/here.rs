//! Who is here now.

use super::super::screen::Roster;
use super::super::view::View;
use crate::model::Whereabouts;
use crate::pane::{Canvas, Look};
use crate::ui::Column;
use crate::words::named;
use ratatui::layout::Rect;

/// From this width on the terminal has a column; below it, it stands with the chosen person.
const WIDE_ENOUGH: u16 = 100;

/// The list.
pub(super) fn draw(
    screen: &mut Roster,
    view: &View,
    body: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    let rows: Vec<_> = view
        .people
        .iter()
        .map(|person| {
            let style = match person.whereabouts {
                Whereabouts::Here(_) => theme.good,
                Whereabouts::Missing(_) => theme.warn,
                Whereabouts::Away(..) | Whereabouts::Later(_) => theme.plain,
                Whereabouts::Gone(_) | Whereabouts::NotToday => theme.dim,
            };
            let terminal = match &person.whereabouts {
                Whereabouts::Here(terminal) => terminal.clone(),
                _ => String::new(),
            };
            let cells = vec![
                person.name.clone(),
                words.whereabouts(&person.whereabouts, look.now),
                words.word("desk", person.desk.as_str()),
                terminal,
            ];
            (person.staff.0, cells, style)
        })
        .collect();
    let columns = [
        Column::new(words.column_name(), 20),
        Column::new(words.roster_now(), 0),
        Column::new(words.column_desk(), 12),
        Column::new(words.column_terminal(), 14).from(WIDE_ENOUGH),
    ];
    let drawn = screen
        .list
        .draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// How many are here, and where the chosen person is.
pub(super) fn details(screen: &Roster, view: &View, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    let count = view
        .people
        .iter()
        .filter(|person| matches!(person.whereabouts, Whereabouts::Here(_)));
    let mut lines =
        vec![words.roster_here_count(named::All(view.people.len()), named::Here(count.count()))];
    if let Some(person) = view.chosen(screen) {
        let mut parts = vec![
            person.name.clone(),
            words.whereabouts(&person.whereabouts, look.now),
        ];
        if let Whereabouts::Here(terminal) = &person.whereabouts {
            parts.push(terminal.clone());
        }
        lines.push(parts.join("   "));
    }
    lines
}
