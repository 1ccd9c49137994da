//! How the resting counter looks: at the left what is ready, what comes next and what was handed over, at the right the day.

use super::badge::{badge, due, moment, short};
use super::day::Day;
use super::draw_counter::hits;
use super::draw_day;
use super::draw_found::shown;
use super::rest::Waiting;
use super::screen::{Counter, View};
use crate::model::Money;
use crate::pane::{Canvas, Look};
use crate::ui::panel::Row;
use crate::ui::{Panel, text};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// From this width on the lists have headings and every column.
const HEADS_COLUMNS_MIN: u16 = 66;

/// How many rows the bars of what was handed over have, with the hours under them, and in a list with headings.
const BARS_ROWS: usize = 2;
const BARS_ROWS_WIDE: usize = 4;

/// The fewest rows of a column that has them.
const BARS_FROM: usize = 14;

impl Counter {
    pub(super) fn draw_rest(
        &mut self,
        view: &View,
        body: Rect,
        is_beside: bool,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let day = view.day.as_ref();
        let left = if is_beside {
            Rect {
                width: body.width * 3 / 5,
                ..body
            }
        } else {
            body
        };
        self.list.see(usize::from(body.height / 3));
        if left.width >= HEADS_COLUMNS_MIN {
            self.draw_wide(view, left, canvas, look);
        } else {
            self.draw_narrow(view, left, canvas, look);
        }
        if let Some(day) = day.filter(|_| is_beside) {
            let right = Rect {
                x: left.right(),
                width: body.width - left.width,
                ..body
            };
            draw_day::draw(day, &view.lists, right, canvas, look);
        }
    }

    /// One panel with everything.
    fn draw_narrow(&self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        let (ready, next) = (&view.lists.ready, &view.lists.next);
        let (columns, chosen) = (Panel::columns(area), self.list.chosen());
        let room = usize::from(area.height.saturating_sub(2));
        let bars = view.day.as_ref().filter(|_| room >= BARS_FROM);
        let bars = bars.map_or_else(Vec::new, |day| handed(day, columns, BARS_ROWS, look));
        let spare = room.saturating_sub(bars.len() + usize::from(!next.is_empty()));
        let mut rows = if ready.is_empty() {
            none_ready(columns, look)
        } else {
            Vec::new()
        };
        let high = ready.len().max(rows.len());
        let below = next.len().min(spare.saturating_sub(high).max(spare / 2));
        let state_of = |one: &Waiting| {
            let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
            badge.said()
        };
        let pay = widest(ready, |one| to_pay_said(one, look).0);
        let row = |one: &Waiting, look: &Look<'_>| ready_row(one, pay + 1, look);
        rows.extend(shown(ready, chosen, spare - below, look, row));
        rows.truncate(spare - below);
        if below > 0 {
            rows.push(Row::rule(
                counted(&words.counter_next(), next),
                words.counter_state(),
            ));
            let state = widest(next, state_of);
            let row = |one: &Waiting, look: &Look<'_>| next_row(one, state, look);
            rows.extend(shown(next, chosen, below, look, row));
        }
        rows.resize(room.saturating_sub(bars.len()), Row::blank());
        rows.extend(bars);
        let panel = Panel {
            remark: words.counter_to_pay(),
            below: words.counter_chooses(),
            ..Panel::of(counted(&words.counter_ready_title(), ready))
        };
        let drawn = panel.draw(&rows, 0, area, canvas.buffer, look.theme);
        hits(drawn, canvas);
    }

    /// What is ready in a panel of its own, everything else below it, with headings.
    fn draw_wide(&self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        let (ready, next) = (&view.lists.ready, &view.lists.next);
        let (columns, chosen) = (Panel::columns(area), self.list.chosen());
        let high = usize::from(area.height);
        let rows = if ready.is_empty() {
            none_ready(columns, look)
        } else {
            let room = ready.len().min((high / 3).saturating_sub(3).max(1));
            ready_table(ready, chosen, room, look)
        };
        let upper = Rect {
            height: u16::try_from(rows.len() + 2)
                .unwrap_or(u16::MAX)
                .min(area.height),
            ..area
        };
        let panel = Panel {
            below: words.counter_chooses(),
            ..Panel::of(counted(&words.counter_ready_title(), ready))
        };
        let drawn = panel.draw(&rows, 0, upper, canvas.buffer, look.theme);
        hits(drawn, canvas);
        let lower = Rect {
            y: upper.bottom(),
            height: area.height - upper.height,
            ..area
        };
        let room = usize::from(lower.height.saturating_sub(2));
        let day = view.day.as_ref().filter(|_| room >= BARS_FROM);
        let bars = day.map_or_else(Vec::new, |day| handed(day, columns, BARS_ROWS_WIDE, look));
        let mut feed = day.map_or_else(Vec::new, |day| feed(day, look));
        let list = room.saturating_sub(bars.len() + 1);
        let below = next.len().min(list.saturating_sub(feed.len().min(5)));
        let mut rows = next_table(next, chosen, below, look);
        rows.extend(bars);
        feed.truncate(room.saturating_sub(rows.len()));
        // A rule alone says nothing.
        if feed.len() > 1 {
            rows.extend(feed);
        }
        let panel = Panel {
            remark: words.counter_not_ready(),
            ..Panel::of(counted(&words.counter_next(), next))
        };
        let drawn = panel.draw(&rows, 0, lower, canvas.buffer, look.theme);
        hits(drawn, canvas);
    }
}

fn counted(name: &str, of: &[Waiting]) -> String {
    format!("{name} {}", of.len())
}

fn none_ready(columns: u16, look: &Look<'_>) -> Vec<Row> {
    text::wrap(&look.words.counter_empty(), usize::from(columns))
        .into_iter()
        .map(|line| Row::text(0, line, look.theme.dim))
        .collect()
}

/// What is to pay of what stands ready, or what stops it.
fn to_pay(one: &Waiting, row: Row, look: &Look<'_>) -> Row {
    let (said, style) = to_pay_said(one, look);
    row.right(0, said, style)
}

fn to_pay_said(one: &Waiting, look: &Look<'_>) -> (String, Style) {
    match &one.stopped {
        Some(_) => {
            let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
            (badge.said(), badge.style)
        }
        None if one.due > Money::ZERO => (look.words.amount(one.due), look.theme.warn),
        None => (String::new(), look.theme.plain),
    }
}

/// The widest of these, so that names have what is left.
fn widest(orders: &[Waiting], of: impl Fn(&Waiting) -> String) -> u16 {
    let wide = orders.iter().map(|one| text::width(&of(one))).max();
    u16::try_from(wide.unwrap_or(0)).unwrap_or(u16::MAX)
}

/// With the shelf so many columns before the right edge.
fn ready_row(one: &Waiting, shelf_before: u16, look: &Look<'_>) -> Row {
    let (said, style) = due(one.promised, true, look);
    let row = Row::text(0, said, style).and(6, one.customer.as_str(), look.theme.plain);
    let shelf = (one.place.as_str(), look.theme.good);
    to_pay(one, row.right(shelf_before, shelf.0, shelf.1), look)
}

/// With the state in so many columns.
fn next_row(one: &Waiting, state: u16, look: &Look<'_>) -> Row {
    let (said, style) = due(one.promised, false, look);
    let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
    let state = text::left(&badge.said(), usize::from(state));
    Row::text(0, said, style)
        .and(8, one.customer.as_str(), look.theme.plain)
        .right(0, state, badge.style)
}

/// Where names begin behind what is ready, and behind what may be late.
const READY_NAME_AT: u16 = 6;
const NEXT_NAME_AT: u16 = 8;

/// How wide the states of a list with headings are.
const STATE_COLUMNS: u16 = 12;

/// How many columns before the right edge each of some columns ends, by how wide they are, the last one first.
fn ends<const N: usize>(wide: [u16; N]) -> [u16; N] {
    let mut before = 0;
    wide.map(|wide| {
        let end = before;
        before += wide + 1;
        end
    })
}

/// As wide as a heading, or as what stands under it.
fn wide(heading: &str, least: u16) -> u16 {
    u16::try_from(text::width(heading)).unwrap_or(0).max(least)
}

/// Heading and rows of what is ready: due, customer, order, shelf, since, to sign, to pay.
fn ready_table(orders: &[Waiting], chosen: Option<i64>, room: usize, look: &Look<'_>) -> Vec<Row> {
    let (words, theme, head) = (look.words, look.theme, look.theme.heading);
    let heads = [
        words.column_to_pay(),
        words.counter_to_sign(),
        words.counter_since(),
        words.column_shelf(),
        words.column_order(),
    ];
    let amount = widest(orders, |one| to_pay_said(one, look).0);
    let place = widest(orders, |one| one.place.clone());
    let least = [amount + 1, 4, 5, place, 4];
    let mut columns = [0; 5];
    for (column, (heading, least)) in columns.iter_mut().zip(heads.iter().zip(least)) {
        *column = wide(heading, least);
    }
    let before = ends(columns);
    let mut first =
        Row::text(0, words.column_due(), head).and(READY_NAME_AT, words.column_customer(), head);
    for (before, heading) in before.into_iter().zip(heads) {
        first = first.right(before, heading, head);
    }
    let mut rows = vec![first];
    let [pay, sign, since, shelf, order] = before;
    rows.extend(shown(orders, chosen, room, look, |one, look| {
        let (said, style) = due(one.promised, true, look);
        let (amount, amount_style) = to_pay_said(one, look);
        Row::text(0, said, style)
            .and(READY_NAME_AT, one.customer.as_str(), theme.plain)
            .right(pay, amount, amount_style)
            .right(sign, "□".repeat(one.to_sign), theme.warn)
            .right(
                since,
                one.since.map(|at| moment(at, look)).unwrap_or_default(),
                theme.dim,
            )
            .right(shelf, one.place.as_str(), theme.good)
            .right(order, short(&one.number), theme.plain)
    }));
    rows
}

/// Heading and rows of what comes next: due, customer, order, state, to pay.
fn next_table(orders: &[Waiting], chosen: Option<i64>, room: usize, look: &Look<'_>) -> Vec<Row> {
    if orders.is_empty() {
        return Vec::new();
    }
    let (words, theme, head) = (look.words, look.theme, look.theme.heading);
    let owed = |one: &Waiting| {
        if one.due > Money::ZERO {
            words.amount(one.due)
        } else {
            String::new()
        }
    };
    let amount = wide(&words.column_to_pay(), widest(orders, owed) + 1);
    let order = wide(&words.column_order(), 4);
    let [pay, state, order] = ends([amount, STATE_COLUMNS, order]);
    let states = usize::from(STATE_COLUMNS);
    let gap = STATE_COLUMNS - wide(&words.column_state(), 0).min(STATE_COLUMNS);
    let mut rows = vec![
        Row::text(0, words.column_due(), head)
            .and(NEXT_NAME_AT, words.column_customer(), head)
            .right(pay, words.column_to_pay(), head)
            .right(state + gap, words.column_state(), head)
            .right(order, words.column_order(), head),
    ];
    rows.extend(shown(orders, chosen, room, look, |one, look| {
        let (said, style) = due(one.promised, false, look);
        let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
        Row::text(0, said, style)
            .and(NEXT_NAME_AT, one.customer.as_str(), theme.plain)
            .right(pay, owed(one), theme.plain)
            .right(state, text::left(&badge.said(), states), badge.style)
            .right(order, short(&one.number), theme.plain)
    }));
    rows
}

/// The fewest hours that the bars show: those of an ordinary day.
const DAY_HOURS: (u32, u32) = (8, 16);

/// What was handed over today: how much, and under each hour one mark for each parcel.
fn handed(day: &Day, columns: u16, high: usize, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let count: i64 = day.handed.values().sum();
    if count == 0 {
        return Vec::new();
    }
    let sum = day.handed_sum.map(|sum| words.money(sum));
    let shown = if count > 999 {
        "999+".to_owned()
    } else {
        count.to_string()
    };
    let title = format!("{} {shown}", words.counter_handed());
    let first = day.handed.keys().next().map_or(DAY_HOURS.0, |hour| *hour);
    let last = day.handed.keys().last().map_or(DAY_HOURS.1, |hour| *hour);
    let hours: Vec<u32> = (first.min(DAY_HOURS.0)..=last.max(DAY_HOURS.1)).collect();
    let slot = (usize::from(columns) / hours.len()).clamp(3, 7);
    let across = slot - 1;
    let mut rows = vec![Row::rule(title, sum.unwrap_or_default())];
    for level in (0..high).rev() {
        let mut row = Row::blank();
        for (nth, hour) in hours.iter().enumerate() {
            let parcels = day.handed.get(hour).copied().unwrap_or_default();
            let parcels = usize::try_from(parcels).unwrap_or_default();
            let x = u16::try_from(nth * slot).unwrap_or(u16::MAX);
            // Where there is no room for a mark each, the number stands above the full bar.
            let fits = parcels <= across * high;
            if !fits && level + 1 == high {
                row = row.and(x, text::clip(&parcels.to_string(), across), theme.plain);
                continue;
            }
            let marks = parcels.saturating_sub(across * level).min(across);
            if marks > 0 {
                row = row.and(x, "▄".repeat(marks), theme.good);
            }
        }
        rows.push(row);
    }
    let now = chrono::Timelike::hour(&look.now.local(words.zone()));
    let mut labels = Row::blank();
    for (nth, hour) in hours.iter().enumerate() {
        let style = if *hour == now {
            theme.accent
        } else {
            theme.dim
        };
        let x = u16::try_from(nth * slot).unwrap_or(u16::MAX);
        labels = labels.and(x, format!("{hour:02}"), style);
    }
    rows.push(labels);
    rows
}

/// What happened just now: when, who, what, for whom.
fn feed(day: &Day, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let mut rows = vec![Row::rule(words.counter_just_now(), "")];
    for event in &day.feed {
        let who = event.who.split(' ').next().unwrap_or_default();
        let what = words.word("verb", &event.verb.replace('.', "-"));
        let said = format!("{what}: {}, {}", short(&event.number), event.customer);
        rows.push(
            Row::text(0, moment(event.at, look), theme.dim)
                .and(6, text::left(who, 8), theme.accent)
                .and(15, said, theme.plain)
                .key(-event.order),
        );
    }
    rows
}
