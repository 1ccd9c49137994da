//! How the counter looks: the search box, what it finds, and the card beside it where there is room.

use super::draw_card::{self, CardRow};
use super::draw_customer;
use super::screen::{Counter, Subject, View};
use super::search::Match;
use super::{draw_rest, draw_thing};
use crate::pane::{Canvas, Look};
use crate::ui::{Column, text};
use crate::words::{Words, named};
use ratatui::layout::Rect;

impl Counter {
    pub(super) fn draw_all(
        &mut self,
        view: &View,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let words = look.words;
        text::put(
            canvas.buffer,
            area,
            1,
            0,
            &words.counter_who(),
            if self.open.is_none() {
                look.theme.accent
            } else {
                look.theme.dim
            },
        );
        let label = u16::try_from(text::width(&words.counter_who()) + 3).unwrap_or(0);
        let hint = u16::try_from(text::width(&words.counter_hint())).unwrap_or(0);
        let spot = Rect::new(
            area.x + label,
            area.y,
            area.width
                .saturating_sub(label + hint + 2)
                .clamp(24.min(area.width.saturating_sub(label + 1)), 46),
            1,
        );
        let cursor = self.search.draw(
            canvas.buffer,
            spot,
            if self.open.is_none() {
                look.theme.chosen
            } else {
                look.theme.plain
            },
            false,
        );
        if self.open.is_none() && look.focused {
            canvas.cursor = Some(cursor);
        }
        let hint_x = label + spot.width + 1;
        text::put(
            canvas.buffer,
            area,
            hint_x,
            0,
            &words.counter_hint(),
            look.theme.dim,
        );
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let wide = body.width >= 76;
        let rests = self.rests() && view.today.is_some() && self.shown(view).is_none();
        let list_width = if wide && rests {
            body.width * 3 / 5
        } else if wide {
            (body.width * 2 / 5).max(36)
        } else {
            body.width
        };
        if wide || self.open.is_none() {
            self.draw_matches(
                view,
                Rect {
                    width: list_width,
                    ..body
                },
                canvas,
                look,
            );
        }
        if wide {
            for y in 0..body.height {
                text::put(canvas.buffer, body, list_width, y, "│", look.theme.dim);
            }
        }
        if wide || self.open.is_some() {
            let place = if wide {
                Rect {
                    x: body.x + list_width + 1,
                    width: body.width - list_width - 1,
                    ..body
                }
            } else {
                body
            };
            match view.today.as_ref().filter(|_| self.shown(view).is_none()) {
                Some(today) if rests => draw_rest::draw_today(today, place, canvas, look),
                _ => {
                    let rows = self.card_rows(view, place.width, look);
                    self.draw_card(&rows, place, canvas, look);
                }
            }
        }
    }

    /// The card that belongs there, row by row; none where it has not been read yet.
    fn card_rows(&self, view: &View, columns: u16, look: &Look<'_>) -> Vec<CardRow> {
        if let Some(thing) = self.chosen(view).and_then(|found| found.thing.as_ref())
            && self.open.is_none()
        {
            return draw_thing::rows(thing, columns, look);
        }
        let card = match self.shown(view) {
            Some(Subject::Order(number)) => {
                let card = view.card.as_ref();
                let card = card.filter(|card| card.order.number == number);
                card.map(|card| draw_card::rows(card, columns, look))
            }
            Some(Subject::Customer(code)) => {
                let card = view.person.as_ref().filter(|card| card.card.code == code);
                card.map(|card| draw_customer::rows(card, columns, look))
            }
            None => None,
        };
        card.unwrap_or_default()
    }

    /// Draws as much of a card as there is room for, from where it was scrolled to; the last row says that there is more.
    fn draw_card(
        &mut self,
        rows: &[CardRow],
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let room = usize::from(area.height);
        self.card_room = room;
        self.scrolled = self.scrolled.min(rows.len().saturating_sub(room));
        if self.open.is_none() {
            self.scrolled = 0;
        }
        let shown = rows.iter().skip(self.scrolled).take(room);
        for (y, (x, line, style)) in (0..).zip(shown) {
            text::put(canvas.buffer, area, *x, y, line, *style);
        }
        let above = self.scrolled > 0;
        if self.open.is_some() && (above || rows.len() > room) {
            let below = rows.len() > self.scrolled + room;
            let more = match (above, below) {
                (true, true) => " PgUp PgDn ",
                (true, false) => " PgUp ",
                (false, _) => " PgDn ",
            };
            let x = area.width.saturating_sub(12);
            let last = area.height.saturating_sub(1);
            text::put(canvas.buffer, area, x, last, more, look.theme.chosen);
        }
    }

    /// Whose card belongs there: what is open, or the row that is chosen.
    fn shown(&self, view: &View) -> Option<Subject> {
        self.open.clone().or_else(|| match self.chosen(view) {
            Some(found) => Subject::of(found),
            None => self.looked_at.clone(),
        })
    }

    fn draw_matches(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        if view.matches.is_empty() {
            let hint = if self.search.value().is_empty() {
                words.counter_empty()
            } else if self.may_add(view, look.who) {
                words.counter_no_match_add()
            } else {
                words.counter_no_match()
            };
            let y = text::paragraph(canvas.buffer, area, 2, 1, &hint, look.theme.dim);
            let today = view.today.as_ref().filter(|_| self.rests());
            if let Some(today) = today.filter(|_| y + 1 < area.height) {
                let rest = Rect {
                    y: area.y + y + 1,
                    height: area.height - y - 1,
                    ..area
                };
                draw_rest::draw_next(&today.next, rest, canvas, look);
            }
            return;
        }
        if let Some(today) = view.today.as_ref().filter(|_| self.rests()) {
            return self.draw_ready(view, today, area, canvas, look);
        }
        // Whose orders these are is said once.
        let theirs = self.customer.is_some();
        let rows: Vec<_> = view
            .matches
            .iter()
            .map(|found| {
                let state = match &found.order {
                    Some(_) if theirs => state_of(found, words),
                    Some(number) => format!("{} {}", short(number), state_of(found, words)),
                    None if found.thing.is_some() => found
                        .thing
                        .as_ref()
                        .map(|thing| draw_thing::note(thing, look))
                        .unwrap_or_default(),
                    None if found.ready_and_open.1 > 0 => words.counter_counts(
                        named::Open(found.ready_and_open.1),
                        named::Ready(found.ready_and_open.0),
                    ),
                    None => found.note.clone(),
                };
                let name = match &found.order {
                    Some(number) if theirs => format!("  {number}"),
                    _ => found.name.clone(),
                };
                (found.key, vec![name, state], look.theme.plain)
            })
            .collect();
        let title = if theirs {
            words.counter_their_orders()
        } else if self.search.value().is_empty() {
            words.counter_ready_title()
        } else {
            words.counter_matches()
        };
        let columns = [
            Column::new(title, 0),
            Column::new(
                String::new(),
                match area.width {
                    51.. => 24,
                    44.. => 20,
                    _ => 17,
                },
            ),
        ];
        let drawn = self.list.draw(
            canvas.buffer,
            area,
            &columns,
            &rows,
            look.theme,
            look.focused,
        );
        canvas.rows(drawn);
    }
}

/// "SO-2026-0142" as people say it at the counter: "0142".
fn short(number: &str) -> &str {
    number.rsplit('-').next().unwrap_or(number)
}

/// Where the goods of an order are, or what stops it.
fn state_of(found: &Match, words: &Words) -> String {
    match &found.stopped {
        Some(state) => words.word("commercial", state),
        None => words.word("fulfilment", &found.note),
    }
}
