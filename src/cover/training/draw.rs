//! How the section "Training" looks: the matrix with the chosen cell's path under it, or the plan.

use super::matrix::{Cell, Matrix, Person, Planned};
use super::screen::{Tab, Training, View, key_of, next_level};
use crate::model::{Duty, Instant, Level};
use crate::pane::{Canvas, Hit, Look};
use crate::records::training::days_left;
use crate::ui::{Column, text};
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How wide names are, in columns.
const NAME: u16 = 15;
/// How wide a cell is: a mark and a word.
const CELL: u16 = 8;
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
    let plan = words.training_tab_plan(open);
    let tabs = match screen.tab {
        Tab::Matrix => format!("[{}]  {plan}    Tab", words.training_tab_matrix()),
        Tab::Plan => format!(" {}  [{plan}]   Tab", words.training_tab_matrix()),
    };
    text::put(canvas.buffer, area, 1, 0, &tabs, look.theme.dim);
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    match screen.tab {
        Tab::Matrix => matrix(screen, view, body, canvas, look),
        Tab::Plan => plans(screen, view, body, canvas, look),
    }
}

/// The duties that fit; management comes last and can be seen with the people as well.
fn shown(area: Rect, chosen: Option<Duty>) -> Vec<Duty> {
    let room = usize::from(area.width.saturating_sub(NAME) / CELL).max(1);
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
    let (words, theme) = (look.words, look.theme);
    let duties = shown(area, screen.chosen.map(|(_, duty)| duty));
    let wide = usize::from(CELL) - 1;
    let mut heading = text::left("", usize::from(NAME));
    for duty in &duties {
        heading.push_str(&text::left(
            &format!(" {}", text::clip(&words.duty(*duty), wide)),
            usize::from(CELL),
        ));
    }
    text::put(canvas.buffer, area, 1, 0, &heading, theme.heading);
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
    for person in people.iter().skip(screen.top).take(usize::from(rows)) {
        let is_row = screen
            .chosen
            .is_some_and(|(staff, _)| staff == person.staff);
        let style = if is_row { theme.accent } else { theme.plain };
        text::put(
            canvas.buffer,
            area,
            1,
            y,
            &text::left(&person.name, usize::from(NAME) - 1),
            style,
        );
        for (nth, duty) in (0..).zip(&duties) {
            let (shown, style) = cell(&view.matrix, person, *duty, look);
            let style = if screen.chosen == Some((person.staff, *duty)) {
                theme.chosen
            } else {
                style
            };
            let x = 1 + NAME + nth * CELL;
            text::put(
                canvas.buffer,
                area,
                x,
                y,
                &text::left(&shown, usize::from(CELL)),
                style,
            );
            let place = Rect::new(area.x + x, area.y + y, CELL, 1).intersection(area);
            canvas
                .hits
                .push((place, Hit::Row(key_of(person.staff, *duty))));
        }
        y += 1;
    }
    text::put(
        canvas.buffer,
        area,
        1,
        y,
        &text::left(&words.training_who_can(), usize::from(NAME) - 1),
        theme.dim,
    );
    for (nth, duty) in (0..).zip(&duties) {
        let (shown, style) = heat(&view.matrix, *duty, look);
        text::put(canvas.buffer, area, 1 + NAME + nth * CELL, y, &shown, style);
    }
    text::put(
        canvas.buffer,
        area,
        1,
        y + 1,
        &words.training_legend(),
        theme.dim,
    );
    if let Some((person, duty, cell)) = screen.cell(view) {
        let place = Rect {
            x: area.x + 1,
            y: area.y + y + 3,
            width: area.width.saturating_sub(2),
            height: area.height.saturating_sub(y + 3),
        };
        let wide = usize::from(place.width);
        let lines = path(view, person, duty, cell, look)
            .into_iter()
            .flat_map(|(line, style)| {
                text::wrap(&line, wide)
                    .into_iter()
                    .map(move |line| (line, style))
            });
        for (row, (line, style)) in (0..place.height).zip(lines) {
            text::put(canvas.buffer, place, 0, row, &line, style);
        }
    }
}

/// A mark and a word: what holds, what runs out, what has run out, what is planned.
fn cell(matrix: &Matrix, person: &Person, duty: Duty, look: &Look<'_>) -> (String, Style) {
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
            text::clip(&look.words.level(cell.level), usize::from(CELL) - 1)
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

/// What there is to say about somebody in a duty: what holds, how lately it was used, and what is missing before the next level.
fn path(
    view: &View,
    person: &Person,
    duty: Duty,
    cell: Option<&Cell>,
    look: &Look<'_>,
) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let title = format!("{}: {}", person.name, words.duty(duty));
    let mut lines = vec![(title, theme.accent), signed(cell, look)];
    if let Some(loss) = &view.loss {
        let said = if loss.bare + loss.single == 0 {
            words.training_no_loss()
        } else {
            words.training_loss(named::Bare(loss.bare), named::Single(loss.single))
        };
        lines.push((said, if loss.bare > 0 { theme.bad } else { theme.warn }));
    }
    let last = view.matrix.practised.get(&(person.staff, duty));
    let verb = |name: &str| words.word("verb", &name.replace('.', "-"));
    lines.push(match last {
        Some(at) => {
            let done: Vec<String> = view
                .evidence
                .iter()
                .map(|one| format!("{} {}×", verb(&one.verb), one.times))
                .collect();
            let at = words.when(*at, look.now);
            (
                words.training_last(named::At(at), named::Done(done.join(", "))),
                theme.plain,
            )
        }
        None => (words.training_never(), theme.dim),
    });
    if let Some(next) = next_level(cell, duty, look.now) {
        lines.push(way(view, next, look));
    }
    if let Some(plan) = view.matrix.plan_of(person.staff, duty) {
        lines.push((planned(plan, look), theme.plain));
    }
    for step in &view.steps {
        let what = words.word("training-step", &step.step);
        let mut line = format!(
            "{}  {what}: {}",
            words.when(step.at, look.now),
            verb(&step.card)
        );
        if !step.result.is_empty() {
            line.push_str(&format!("  {}", step.result));
        }
        if !step.trainer.is_empty() {
            line.push_str(&format!("  {}", words.training_with(step.trainer.as_str())));
        }
        lines.push((line, theme.dim));
    }
    lines
}

/// What was signed off, by whom, and until when it holds.
fn signed(cell: Option<&Cell>, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    let Some(cell) = cell else {
        return (words.training_untrained(), theme.dim);
    };
    let mut line = words.training_signed(
        named::At(words.date(cell.signed_at)),
        named::Level(words.level(cell.level)),
        named::Who(cell.signer.as_str()),
    );
    if let Some(discount) = cell.discount_max {
        line.push_str(&format!(
            "; {}",
            words.training_discount(words.discount(discount))
        ));
    }
    let Some(until) = cell.until else {
        return (line, theme.plain);
    };
    let day = words.date(Instant(until.0 - 1));
    if until <= look.now {
        return (
            format!("{line}; {}", words.training_ran_out(day)),
            theme.bad,
        );
    }
    match days_left(until, look.now) {
        Some(days) => {
            let runs_out = words.training_runs_out(named::Day(day), named::Days(days));
            (format!("{line}; {runs_out}"), theme.warn)
        }
        None => (format!("{line}; {}", words.staff_until(day)), theme.plain),
    }
}

/// "to cover:  [ ] 3 of 11 cards read  [x] practised  [ ] under supervision  [ ] signed off".
fn way(view: &View, next: Level, look: &Look<'_>) -> (String, Style) {
    let words = look.words;
    let mark = |is_done| if is_done { "[x]" } else { "[ ]" };
    let mut parts = vec![words.training_next(words.level(next))];
    let (read, all) = view.cards;
    if all > 0 {
        let cards = words.training_cards_read(named::All(all), named::Read(read));
        parts.push(format!("{} {cards}", mark(read == all)));
    }
    for step in ["practised", "supervised"] {
        let is_done = view
            .steps
            .iter()
            .any(|one| one.step == step && one.is_whole());
        parts.push(format!(
            "{} {}",
            mark(is_done),
            words.word("training-step", step)
        ));
    }
    parts.push(format!("[ ] {}", words.training_step_signed()));
    (parts.join("  "), look.theme.good)
}

fn planned(plan: &Planned, look: &Look<'_>) -> String {
    let words = look.words;
    let mut line = words.training_plan_line(
        named::Day(words.date(Instant(plan.due.0 - 1))),
        named::Level(words.level(plan.level)),
        named::Plan(plan.number.as_str()),
    );
    if !plan.trainer.is_empty() {
        line.push_str(&format!(
            "  {}",
            words.training_teaches(plan.trainer.as_str())
        ));
    }
    line
}

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
    for (staff, duty, halves) in view.wanted.iter().take(room) {
        let person = view.matrix.people.iter().find(|one| one.staff == *staff);
        let line = words.training_wanted_line(
            named::Duty(words.duty(*duty)),
            named::Hours(i64::from(*halves) / 2),
            named::Name(person.map_or("", |person| person.name.as_str())),
        );
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

fn plans(screen: &mut Training, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let area = suggestions(view, area, canvas, look);
    if view.matrix.plans.is_empty() {
        let said = match (look.who.may(Duty::Management), view.wanted.is_empty()) {
            (true, true) => words.training_plan_empty(),
            (true, false) => words.training_plan_empty_wanted(),
            (false, _) => words.training_plan_empty_look(),
        };
        let lines = text::wrap(&said, usize::from(area.width.saturating_sub(4)));
        for (row, line) in (1..).zip(&lines) {
            text::put(canvas.buffer, area, 2, row, line, theme.dim);
        }
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
