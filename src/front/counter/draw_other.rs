//! The customer's other open order, under the card of the one in hand.

use super::badge::{badge, due, moment};
use super::beside::Other;
use super::draw_card::{stopped, whereabouts};
use super::draw_goods;
use crate::model::Quantity;
use crate::pane::Look;
use crate::ui::panel::Row;
use crate::words::named;

/// How many lines of it are shown.
const LINES_MAX: usize = 6;

/// How wide the bar of what is picked is.
const BAR_COLUMNS: i64 = 20;

/// Its state, how far it is picked, its lines, its total.
pub(super) fn rows(other: &Other, look: &Look<'_>) -> Vec<Row> {
    let (words, theme) = (look.words, look.theme);
    let order = &other.order;
    let stopped = stopped(order.states.commercial, other.undecided);
    let fulfilment = whereabouts(order.states.fulfilment.as_str(), other.picker.is_some());
    let badge = badge(fulfilment, stopped, look);
    let (said, style) = due(order.promised_at, fulfilment == "ready", look);
    let mut state = Row::text(0, badge.said(), badge.style).right(0, said, style);
    if let Some((who, since)) = &other.picker {
        let picks = format!("{who} {}", words.card_since(moment(*since, look)));
        state = state.and(14, picks, theme.dim);
    }
    let mut rows = vec![state];
    let sum = |of: fn(&crate::model::LineState) -> Quantity| {
        other
            .lines
            .iter()
            .map(|line| of(&line.state).0)
            .sum::<i64>()
    };
    let wanted = sum(|state| Quantity(state.ordered.0 - state.cancelled.0));
    let picked = sum(|state| Quantity(state.picked.0 + state.handed_over.0));
    if picked > 0 && picked < wanted {
        let full = (BAR_COLUMNS * picked / wanted).clamp(1, BAR_COLUMNS - 1);
        let full_at = u16::try_from(full).unwrap_or(0);
        let bar = |mark: &str, count: i64| mark.repeat(usize::try_from(count).unwrap_or(0));
        let said = words.card_pieces(
            named::All(words.quantity(Quantity(wanted))),
            named::Picked(words.quantity(Quantity(picked))),
        );
        rows.push(
            Row::text(0, bar("■", full), theme.accent)
                .and(full_at, bar("·", BAR_COLUMNS - full), theme.dim)
                .right(0, said, theme.plain),
        );
    }
    let lines = other.lines.iter().take(LINES_MAX);
    rows.extend(lines.map(|line| draw_goods::goods(line, look)));
    let more = other.lines.len().saturating_sub(LINES_MAX);
    if more > 0 {
        let more = i64::try_from(more).unwrap_or(i64::MAX);
        rows.push(Row::text(
            draw_goods::NAME_AT,
            words.counter_more_lines(more),
            theme.dim,
        ));
    }
    rows.push(
        Row::blank()
            .right(0, words.amount(order.total), theme.plain)
            .right(12, words.card_total(), theme.dim),
    );
    let key = -order.id.0;
    rows.into_iter().map(|row| row.key(key)).collect()
}
