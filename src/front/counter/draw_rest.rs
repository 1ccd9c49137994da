//! How the resting counter looks: at the left what is ready and what comes next, at the right the day and who is here.

use super::rest::{COUNTED_MAX, Next, Today};
use super::screen::{Counter, View};
use super::search::Match;
use crate::model::{Instant, Money, Whereabouts};
use crate::pane::{Canvas, Look};
use crate::ui::{Column, text};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How wide a list must be to show the number of each order.
const NUMBER_COLUMNS_MIN: u16 = 70;

/// And to show what is to pay.
const PAY_COLUMNS_MIN: u16 = 46;

impl Counter {
    /// What stands ready, with what comes next below it.
    pub(super) fn draw_ready(
        &mut self,
        view: &View,
        today: &Today,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let words = look.words;
        let columns = [
            Column::new(words.column_due(), 6),
            Column::new(words.counter_ready_title(), 0),
            Column::new(words.column_order(), 7).from(NUMBER_COLUMNS_MIN),
            Column::new(words.column_shelf(), 5),
            Column::new(words.column_to_pay(), 10)
                .right()
                .from(PAY_COLUMNS_MIN),
        ];
        let rows: Vec<_> = view
            .matches
            .iter()
            .map(|found| (found.key, ready_cells(found, today, look), look.theme.plain))
            .collect();
        // Half of it stays free for what comes next, where there is so much.
        let next = u16::try_from(today.next.len()).unwrap_or(u16::MAX);
        let below = (next + u16::from(next > 0)).min(area.height / 2);
        let high = u16::try_from(rows.len() + 1).unwrap_or(u16::MAX);
        let list = Rect {
            height: high.min(area.height - below),
            ..area
        };
        let drawn = self.list.draw(
            canvas.buffer,
            list,
            &columns,
            &rows,
            look.theme,
            look.focused,
        );
        canvas.rows(drawn);
        draw_next(
            &today.next,
            Rect {
                y: list.bottom(),
                height: area.height - list.height,
                ..area
            },
            canvas,
            look,
        );
    }
}

/// When it is promised, whose it is, its number, its shelf, and what is to pay or what stops it.
fn ready_cells(found: &Match, today: &Today, look: &Look<'_>) -> Vec<String> {
    let words = look.words;
    let known = today.ready.iter().find(|ready| -ready.order == found.key);
    let due = known.and_then(|ready| ready.promised);
    let place = known.map_or_else(String::new, |ready| ready.place.clone());
    let to_pay = known.map_or(Money::ZERO, |ready| ready.due);
    let number = found.order.as_deref().unwrap_or_default();
    vec![
        due_said(due, look),
        found.name.clone(),
        number.rsplit('-').next().unwrap_or(number).to_owned(),
        place,
        match &found.stopped {
            Some(state) => words.word("commercial", state),
            None if to_pay > Money::ZERO => words.amount(to_pay),
            None => String::new(),
        },
    ]
}

/// For when something is promised, so short that it is never cut: the time today, the weekday on another day.
fn due_said(promised: Option<Instant>, look: &Look<'_>) -> String {
    let day = |at: Instant| at.local(look.words.zone()).date_naive();
    match promised {
        None => "·".to_owned(),
        Some(at) if day(at) == day(look.now) => look.words.time(at),
        Some(at) => look.words.weekday(day(at)).to_owned(),
    }
}

/// What is to be picked next, the most pressing first.
pub(super) fn draw_next(next: &[Next], area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    if next.is_empty() || area.height < 2 {
        return;
    }
    let words = look.words;
    text::put(
        canvas.buffer,
        area,
        2,
        0,
        &words.counter_next(),
        look.theme.heading,
    );
    let wide = usize::from(area.width);
    for (y, one) in (1..area.height).zip(next) {
        let late = one.promised.is_some_and(|at| at < look.now);
        let due = due_said(one.promised, look);
        let due = if late { format!("! {due}") } else { due };
        let state = words.word("fulfilment", &one.fulfilment);
        let name = wide.saturating_sub(10 + 2 + text::width(&state) + 2);
        let line = format!(
            "{} {} {state}",
            text::left(&due, 8),
            text::left(&one.customer, name)
        );
        let style = if late {
            look.theme.bad
        } else {
            look.theme.plain
        };
        text::put(canvas.buffer, area, 2, y, &line, style);
    }
}

/// The day in figures, and who is here.
pub(super) fn draw_today(today: &Today, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (words, theme) = (look.words, look.theme);
    let [late, ready, to_pick, no_stock, asked] = today.counts;
    let mut lines: Vec<(String, Style)> = vec![(words.counter_today(), theme.heading)];
    let counted = [
        ("!", late, words.counter_today_late(), theme.bad),
        ("●", ready, words.word("fulfilment", "ready"), theme.good),
        (
            "○",
            to_pick,
            words.word("fulfilment", "to-pick"),
            theme.plain,
        ),
        (
            "▲",
            no_stock,
            words.word("fulfilment", "waiting"),
            theme.warn,
        ),
        ("?", asked, words.counter_today_asked(), theme.warn),
    ];
    for (mark, count, what, style) in counted {
        let shown = if count > COUNTED_MAX {
            format!("{COUNTED_MAX}+")
        } else {
            count.to_string()
        };
        let style = if count == 0 { theme.dim } else { style };
        lines.push((format!("{mark} {shown:>4}  {what}"), style));
    }
    lines.push((String::new(), theme.plain));
    lines.push((words.counter_who_is_here(), theme.heading));
    for person in &today.people {
        let here = matches!(person.whereabouts, Whereabouts::Here(_));
        let (mark, style) = if here {
            ("●", theme.plain)
        } else {
            ("○", theme.dim)
        };
        let place = words.whereabouts(&person.whereabouts, look.now);
        let wide = usize::from(area.width).saturating_sub(text::width(&place) + 6);
        lines.push((
            format!(
                "{mark} {} {place}",
                text::left(&text::name(&person.name, wide), wide)
            ),
            style,
        ));
    }
    for (y, (line, style)) in (0..area.height).zip(&lines) {
        text::put(canvas.buffer, area, 1, y, line, *style);
    }
}
