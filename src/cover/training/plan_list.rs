//! The plan as it is shown: what the single points of failure ask for, and what is planned.

use super::screen::{Training, View};
use crate::model::training_set::Step;
use crate::model::{Duty, Instant};
use crate::pane::{Canvas, Look};
use crate::ui::{Column, text};
use crate::words::named;
use ratatui::layout::Rect;

/// What the single points of failure ask for, above the plan. Gives what is left below.
fn suggestions(view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> Rect {
    if view.wanted.is_empty() {
        return area;
    }
    let (words, theme) = (look.words, look.theme);
    text::put(
        canvas.buffer,
        area,
        1,
        0,
        &words.training_wanted(),
        theme.warn,
    );
    let room = usize::from(area.height / 3);
    let mut y = 1;
    for advice in view.wanted.iter().take(room) {
        let person = view
            .matrix
            .people
            .iter()
            .find(|one| one.staff == advice.staff);
        let duty = named::Duty(words.duty(advice.duty));
        let hours = named::Hours(words.hours(advice.minutes));
        let name = named::Name(person.map_or("", |person| person.name.as_str()));
        let line = match advice.step {
            Step::Learn => words.training_wanted_line(duty, hours, name),
            Step::Renew(_) => words.training_renew_line(duty, hours, name),
        };
        text::put(canvas.buffer, area, 3, y, &line, theme.plain);
        y += 1;
    }
    if view.wanted.len() > room {
        let more = words.training_wanted_more(view.wanted.len() - room);
        text::put(canvas.buffer, area, 3, y, &more, theme.dim);
        y += 1;
    }
    Rect {
        y: area.y + y + 1,
        height: area.height.saturating_sub(y + 1),
        ..area
    }
}

/// The suggestions, and the list.
pub(super) fn draw(
    screen: &mut Training,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    let area = suggestions(view, area, canvas, look);
    if view.matrix.plans.is_empty() {
        let said = match (look.who.may(Duty::Management), view.wanted.is_empty()) {
            (true, true) => words.training_plan_empty(),
            (true, false) => words.training_plan_empty_wanted(),
            (false, _) => words.training_plan_empty_look(),
        };
        text::paragraph(canvas.buffer, area, 2, 1, &said, theme.dim);
        return;
    }
    let columns = [
        Column::new(words.training_column_plan(), 13),
        Column::new(words.column_name(), 0),
        Column::new(words.staff_duty(), 20),
        Column::new(words.training_due(), 12),
        Column::new(words.training_column_trainer(), 18).from(100),
        Column::new(words.column_state(), 10),
    ];
    let rows: Vec<_> = view
        .matrix
        .plans
        .iter()
        .map(|plan| {
            let late = plan.ended_how.is_none() && plan.due <= look.now;
            let (state, style) = match plan.ended_how.as_deref() {
                Some(how) => (words.word("plan-ended", how), theme.dim),
                None if late => (words.plan_late(), theme.warn),
                None => (words.plan_open(), theme.plain),
            };
            let cells = vec![
                plan.number.clone(),
                plan.name.clone(),
                format!("{}: {}", words.duty(plan.duty), words.level(plan.level)),
                words.date(Instant(plan.due.0 - 1)),
                plan.trainer.clone(),
                state,
            ];
            (plan.id, cells, style)
        })
        .collect();
    let drawn = screen
        .list
        .draw(canvas.buffer, area, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}
