//! What the search finds: customers with their open orders beneath, orders, things; below it what is ready and what comes next.

use super::badge::{badge, due, short};
use super::draw_counter::hits;
use super::draw_thing;
use super::rest::{Lists, Waiting};
use super::screen::{Counter, View};
use super::search::Match;
use crate::pane::{Canvas, Look};
use crate::ui::panel::{Row, window};
use crate::ui::{Panel, text};
use crate::words::Words;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// How high a list must be so that another can stand below it.
const BELOW_ROWS_MIN: u16 = 5;

impl Counter {
    /// The column at the left while somebody is looked for, or a card is looked at.
    pub(super) fn draw_found(
        &mut self,
        view: &View,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let lists = &view.lists;
        if self.looks_for_nobody() {
            let panel = waiting(lists, self.list.chosen(), area, look);
            if let Some((panel, rows)) = panel {
                let drawn = panel.draw(&rows, 0, area, canvas.buffer, look.theme);
                hits(drawn, canvas);
            }
            return;
        }
        let rows = self.found_rows(view, Panel::columns(area), look);
        let wanted = u16::try_from(rows.len() + 2)
            .unwrap_or(u16::MAX)
            .max(BELOW_ROWS_MIN);
        let both = lists.ready.len() + lists.next.len();
        let below = u16::try_from(both + 3).unwrap_or(u16::MAX);
        // What is found has two thirds where it needs them; after `/` all of it.
        let kept = below.min(area.height / 3);
        let mut high = wanted.min(area.height - kept);
        if self.searches_everything() || both == 0 || area.height - high < BELOW_ROWS_MIN {
            high = area.height;
        }
        let found = Rect {
            height: high,
            ..area
        };
        let at = rows
            .iter()
            .position(|(key, _)| key.is_some() && *key == self.list.chosen());
        let room = usize::from(high.saturating_sub(2));
        self.list.see(room);
        let from = window(at, rows.len(), room);
        let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
        let panel = Panel {
            focused: self.open.is_none(),
            ..Panel::of(self.found_title(view, look.words))
        };
        let drawn = panel.draw(&rows, from, found, canvas.buffer, look.theme);
        hits(drawn, canvas);
        let rest = Rect {
            y: found.bottom(),
            height: area.height - high,
            ..area
        };
        if let Some((panel, rows)) = waiting(lists, None, rest, look) {
            let drawn = panel.draw(&rows, 0, rest, canvas.buffer, look.theme);
            hits(drawn, canvas);
        }
    }

    fn found_title(&self, view: &View, words: &Words) -> String {
        if self.customer.is_some() {
            return words.counter_their_orders();
        }
        let found = view.matches.iter().filter(|found| !found.beneath).count();
        format!("{} {}", words.counter_matches(), found + self.acts.len())
    }

    /// What is found, row by row, each with the key that it chooses.
    fn found_rows(&self, view: &View, columns: u16, look: &Look<'_>) -> Vec<(Option<i64>, Row)> {
        let (words, theme) = (look.words, look.theme);
        let strong = theme.plain.add_modifier(Modifier::BOLD);
        let mut rows: Vec<(Option<i64>, Row)> = Vec::new();
        let mut whose = None;
        let mut listed = 0;
        for (nth, found) in view.matches.iter().enumerate() {
            let chosen = self.list.chosen() == Some(found.key);
            let row = if let Some(thing) = &found.thing {
                whose = None;
                Row::text(0, found.name.as_str(), theme.plain).right(
                    0,
                    draw_thing::note(thing, look),
                    theme.dim,
                )
            } else if found.order.is_some() {
                // Whose it is stands above it once.
                if !found.beneath && whose != Some(&found.customer) {
                    let name = Row::text(0, found.name.as_str(), strong).key(found.key);
                    rows.push((None, name));
                }
                whose = Some(&found.customer);
                listed += i64::from(found.beneath);
                order_row(found, columns, look)
            } else {
                whose = Some(&found.customer);
                listed = 0;
                Row::text(0, found.name.as_str(), strong).right(0, found.note.as_str(), theme.dim)
            };
            rows.push((Some(found.key), row.key(found.key).chosen(chosen)));
            let ends = view.matches.get(nth + 1).is_none_or(|next| !next.beneath);
            let theirs = view.matches[..=nth]
                .iter()
                .rev()
                .find(|one| one.is_customer());
            if let Some(customer) = theirs.filter(|_| ends && self.customer.is_none()) {
                let open = customer.ready_and_open.1;
                if customer.key == found.key && open == 0 {
                    let none = words.counter_no_open_order();
                    rows.push((None, Row::text(2, none, theme.dim)));
                } else if (found.beneath || customer.key == found.key) && open > listed {
                    let more = words.counter_more_orders(open - listed);
                    rows.push((None, Row::text(2, more, theme.dim)));
                }
            }
        }
        if rows.is_empty() {
            // What can be done stands at the top then, and needs no rule.
            rows.extend(self.act_rows(look).into_iter().skip(1));
        } else {
            rows.extend(self.act_rows(look));
        }
        if rows.is_empty() {
            rows.extend(self.nobody(view, columns, look));
        }
        rows
    }

    /// Acts that fit, each with its key or with why it cannot be done now.
    fn act_rows(&self, look: &Look<'_>) -> Vec<(Option<i64>, Row)> {
        let (words, theme) = (look.words, look.theme);
        if self.acts.is_empty() {
            return Vec::new();
        }
        let mut rows = vec![(None, Row::rule(words.counter_acts(), ""))];
        for (nth, act) in self.acts.iter().enumerate() {
            let key = Self::act_key(nth);
            let chosen = self.list.chosen() == Some(key);
            let style = if act.why_not.is_some() {
                theme.dim
            } else {
                theme.plain
            };
            let row = Row::text(0, act.label.as_str(), style)
                .right(0, act.key.as_str(), theme.accent)
                .key(key)
                .chosen(chosen);
            rows.push((Some(key), row));
            if let Some(why) = &act.why_not {
                rows.push((None, Row::text(2, why.as_str(), theme.warn).key(key)));
            }
        }
        rows
    }

    /// That nobody was found, and what the next key does about it.
    fn nobody(
        &self,
        view: &View,
        columns: u16,
        look: &Look<'_>,
    ) -> impl Iterator<Item = (Option<i64>, Row)> {
        let words = look.words;
        let said = if self.search.value().is_empty() {
            words.counter_empty()
        } else if self.may_add(view, look.who) {
            words.counter_no_match_add()
        } else {
            words.counter_no_match()
        };
        let style = look.theme.dim;
        text::wrap(&said, usize::from(columns))
            .into_iter()
            .map(move |line| (None, Row::text(0, line, style)))
    }
}

/// An order beneath its customer: its number, its state, its shelf, for when it is promised.
fn order_row(found: &Match, columns: u16, look: &Look<'_>) -> Row {
    const STATE_AT: u16 = 8;
    let theme = look.theme;
    let number = found.order.as_deref().unwrap_or_default();
    let badge = badge(&found.note, found.stopped.as_deref(), look);
    let state = badge.said();
    let mut row =
        Row::text(1, short(number), theme.plain).and(STATE_AT, state.as_str(), badge.style);
    let runs = !matches!(
        found.stopped.as_deref().unwrap_or(&found.note),
        "handed-over" | "returned" | "cancelled" | "lapsed"
    );
    let (said, style) = due(found.promised.filter(|_| runs), found.is_ready(), look);
    let after = STATE_AT + u16::try_from(text::width(&state)).unwrap_or(0) + 1;
    let room = usize::from(columns.saturating_sub(after));
    if text::width(&found.place) + text::width(&said) < room {
        row = row.and(after, found.place.as_str(), theme.good);
    }
    if found.promised.is_some() && runs {
        row = row.right(0, said, style);
    }
    row
}

/// What is ready and what comes next, in one panel; none where there is neither, or no room.
pub(super) fn waiting(
    lists: &Lists,
    chosen: Option<i64>,
    area: Rect,
    look: &Look<'_>,
) -> Option<(Panel, Vec<Row>)> {
    let words = look.words;
    let room = usize::from(area.height.saturating_sub(2));
    if room == 0 || lists.ready.is_empty() && lists.next.is_empty() {
        return None;
    }
    let title = |name: String, of: &[Waiting]| format!("{name} {}", of.len());
    let ready = title(words.counter_ready_title(), &lists.ready);
    let next = title(words.counter_next(), &lists.next);
    if lists.ready.is_empty() {
        let rows = shown(&lists.next, chosen, room, look, compact_next);
        return Some((Panel::of(next), rows));
    }
    // Half of it stays free for what comes next, where there is so much.
    let rule = usize::from(!lists.next.is_empty());
    let spare = room.saturating_sub(rule);
    let below = lists
        .next
        .len()
        .min(spare.saturating_sub(lists.ready.len()).max(spare / 2));
    let mut rows = shown(&lists.ready, chosen, spare - below, look, compact_ready);
    if below > 0 {
        rows.push(Row::rule(next, ""));
        rows.extend(shown(&lists.next, chosen, below, look, compact_next));
    }
    Some((Panel::of(ready), rows))
}

/// So many of these orders, around the chosen one.
pub(super) fn shown(
    orders: &[Waiting],
    chosen: Option<i64>,
    room: usize,
    look: &Look<'_>,
    row: impl Fn(&Waiting, &Look<'_>) -> Row,
) -> Vec<Row> {
    let at = orders.iter().position(|one| Some(one.key()) == chosen);
    let from = window(at, orders.len(), room);
    let rows = orders.iter().skip(from).take(room);
    rows.map(|one| {
        row(one, look)
            .key(one.key())
            .chosen(Some(one.key()) == chosen)
    })
    .collect()
}

fn compact_ready(one: &Waiting, look: &Look<'_>) -> Row {
    let theme = look.theme;
    let (said, style) = due(one.promised, true, look);
    let row = Row::text(0, said, style).and(6, one.customer.as_str(), theme.plain);
    match &one.stopped {
        Some(_) => {
            let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
            row.right(0, badge.symbol, badge.style)
        }
        None => row.right(0, one.place.as_str(), theme.good),
    }
}

fn compact_next(one: &Waiting, look: &Look<'_>) -> Row {
    let (said, style) = due(one.promised, false, look);
    let badge = badge(&one.fulfilment, one.stopped.as_deref(), look);
    Row::text(0, said, style)
        .and(8, one.customer.as_str(), look.theme.plain)
        .right(0, badge.symbol, badge.style)
}
