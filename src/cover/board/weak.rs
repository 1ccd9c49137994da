//! Single points of failure with the trainings that end them, and how deep each duty is manned.

use super::view::View;
use crate::model::depth::Depth;
use crate::model::staffing::board_duties;
use crate::model::training_set::Step;
use crate::model::{Duty, StaffId};
use crate::pane::{Canvas, Look};
use crate::ui::{Column, List, text};
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A row of the list: its key, its cells, its look.
type Row = (i64, Vec<String>, Style);

/// The rows: duty by duty who alone holds it, and who should learn it.
pub(super) fn rows(view: &View, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let name = |staff: StaffId| {
        let person = view.staffing.person(staff);
        person.map_or_else(String::new, |person| person.name.clone())
    };
    let mut rows = Vec::new();
    for duty in board_duties() {
        let points = view.weak.points.iter().filter(|point| point.duty == duty);
        for point in points {
            let (what, style) = match point.staff {
                Some(staff) => (words.coverage_only(name(staff)), theme.warn),
                None => (words.coverage_no_one(), theme.bad),
            };
            let note = if point.fixed > 0 {
                words.coverage_fixed(words.hours(point.fixed))
            } else {
                String::new()
            };
            let first = format!(
                "{} {}",
                super::details::day(words, point.first),
                words.time(point.first)
            );
            let cells = vec![
                words.duty(duty),
                what,
                words.hours(point.minutes),
                first,
                note,
            ];
            rows.push((key(duty, point.staff, 0), cells, style));
        }
        for training in view.weak.trainings.iter().filter(|one| one.duty == duty) {
            let cells = vec![
                String::new(),
                match training.step {
                    Step::Learn => words.coverage_train(name(training.staff)),
                    Step::Renew(_) => words.coverage_renew(name(training.staff)),
                },
                words.hours(training.minutes),
                String::new(),
                String::new(),
            ];
            rows.push((key(duty, Some(training.staff), 1), cells, theme.good));
        }
    }
    rows
}

/// The keys of the rows, in their order.
pub(super) fn keys(view: &View) -> Vec<i64> {
    let mut keys = Vec::new();
    for duty in board_duties() {
        let points = view.weak.points.iter().filter(|of| of.duty == duty);
        keys.extend(points.map(|of| key(duty, of.staff, 0)));
        let trainings = view.weak.trainings.iter().filter(|of| of.duty == duty);
        keys.extend(trainings.map(|of| key(duty, Some(of.staff), 1)));
    }
    keys
}

fn key(duty: Duty, staff: Option<StaffId>, kind: i64) -> i64 {
    (staff.map_or(0, |id| id.0) * 16 + duty as i64) * 2 + kind
}

/// Draws the list with what it comes to above it.
pub(super) fn draw(
    view: &View,
    list: &mut List,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let (words, theme) = (look.words, look.theme);
    let rows = rows(view, look);
    let count = view.weak.trainings.len();
    let (said, style) = if rows.is_empty() {
        (words.coverage_no_weak(), theme.good)
    } else if count == 0 {
        (words.coverage_no_training(), theme.warn)
    } else if view.weak.at_most.is_empty() {
        (words.coverage_fewest(count), theme.title)
    } else {
        (words.coverage_at_most(count), theme.title)
    };
    let mut y = text::paragraph(canvas.buffer, area, 1, 0, &said, style);
    for (staff, count) in view.weak.all_rounders() {
        let person = view.staffing.person(staff);
        let name = person.map_or("", |person| person.name.as_str());
        let said = words.coverage_all_rounder(named::Count(count), named::Name(name));
        y = text::paragraph(canvas.buffer, area, 1, y, &said, theme.warn);
    }
    if rows.is_empty() {
        return;
    }
    let columns = [
        Column::new(words.coverage_column_duty(), 11),
        Column::new(words.coverage_column_who(), 0),
        Column::new(words.coverage_column_hours(), 9).right(),
        Column::new(words.coverage_column_first(), 17).from(70),
        Column::new(words.coverage_column_note(), 30).from(110),
    ];
    let body = Rect {
        y: area.y + y + 1,
        height: area.height.saturating_sub(y + 1),
        ..area
    };
    let drawn = list.draw(canvas.buffer, body, &columns, &rows, theme, look.focused);
    canvas.rows(drawn);
}

/// A depth as a number with a block that grows with it.
fn deep(depth: Depth, look: &Look<'_>) -> (String, Style) {
    let theme = look.theme;
    match (depth.minutes, depth.least) {
        (0, _) => ("  ".to_owned(), theme.dim),
        (_, 0) => ("0!".to_owned(), theme.bad),
        (_, 1) => ("1░".to_owned(), theme.warn),
        (_, 2) => ("2▒".to_owned(), theme.plain),
        (_, 3..=9) => (format!("{}█", depth.least), theme.good),
        (_, 10..) => ("9+".to_owned(), theme.good),
    }
}

/// How wide a week is in the heat map.
const WEEK_WIDTH: u16 = 7;

/// Draws the heat map: weeks at the left, the usual day at the right.
pub(super) fn draw_depth(view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let intro = words.coverage_depth_intro();
    let mut y = text::paragraph(canvas.buffer, area, 1, 0, &intro, theme.dim) + 1;
    let left = super::grid::label_width(look) - 1;
    let weeks = &view.depth.weeks;
    let hours_at = left + u16::try_from(weeks.len()).unwrap_or(0) * WEEK_WIDTH + 1;
    for ((monday, _), nth) in weeks.iter().zip(0_u16..) {
        let at = crate::records::roster::midnight(*monday, words.zone());
        let said = super::details::day(words, at);
        let said = said.split_once(' ').map_or(said.as_str(), |(_, day)| day);
        text::put(
            canvas.buffer,
            area,
            left + nth * WEEK_WIDTH,
            y,
            said,
            theme.dim,
        );
    }
    for ((minute, _), nth) in view.depth.hours.iter().zip(0_u16..) {
        if minute % 60 == 0 {
            let said = format!("{:02}", minute / 60);
            text::put(canvas.buffer, area, hours_at + nth * 2, y, &said, theme.dim);
        }
    }
    for duty in board_duties() {
        y += 1;
        let is_kept = view.depth.kept.has(duty);
        let style = if is_kept { theme.plain } else { theme.dim };
        text::put(canvas.buffer, area, 1, y, &words.duty(duty), style);
        if !is_kept {
            text::put(canvas.buffer, area, left, y, "·", theme.dim);
            continue;
        }
        for ((_, depths), nth) in weeks.iter().zip(0_u16..) {
            let depth = depths[duty as usize];
            let (said, style) = deep(depth, look);
            text::put(
                canvas.buffer,
                area,
                left + nth * WEEK_WIDTH,
                y,
                &said,
                style,
            );
            if depth.thin > 0 {
                let thin = words.hours(depth.thin).replace(' ', "");
                text::put(
                    canvas.buffer,
                    area,
                    left + nth * WEEK_WIDTH + 2,
                    y,
                    &thin,
                    theme.dim,
                );
            }
        }
        for ((_, depths), nth) in view.depth.hours.iter().zip(0_u16..) {
            let (said, style) = deep(depths[duty as usize], look);
            text::put(canvas.buffer, area, hours_at + nth * 2, y, &said, style);
        }
    }
    let thin: i64 = weeks
        .iter()
        .flat_map(|(_, depths)| depths.iter())
        .map(|depth| depth.thin)
        .sum();
    let all: i64 = weeks
        .iter()
        .flat_map(|(_, depths)| board_duties().map(|duty| depths[duty as usize]))
        .map(|depth| depth.minutes)
        .sum();
    let sum = words.coverage_thin(named::All(words.hours(all)), named::Thin(words.hours(thin)));
    text::paragraph(canvas.buffer, area, 1, y + 2, &sum, theme.accent);
}
