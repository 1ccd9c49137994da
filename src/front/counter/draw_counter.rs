//! How the counter looks: the search box, what it finds, and the card beside it where there is room.

use super::screen::{Counter, Subject, View};
use super::{draw_card, draw_customer, draw_other, draw_side, draw_thing};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::panel::Row;
use crate::ui::{Panel, text};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// From this width on a card stands beside the list, and from this one whose it is stands beside the card.
const CARD_BESIDE_MIN: u16 = 76;
pub(super) const CUSTOMER_BESIDE_MIN: u16 = 116;

/// How wide the list and the customer are where all three stand.
const LIST_COLUMNS: u16 = 34;
const SIDE_COLUMNS: u16 = 36;

/// How high the body must be for the customer's other order under the card.
const OTHER_ROWS_MIN: u16 = 24;

/// The keys of rows that do what a digit does: go to a section.
const DIGITS_FROM: i64 = i64::MIN;

/// The key of a row that goes to the section with this digit.
pub(super) fn section_key(digit: u8) -> i64 {
    DIGITS_FROM + i64::from(digit)
}

/// Notes the rows that can be clicked: those of the lists choose, those of the day lead to their section.
pub(super) fn hits(rows: Vec<(i64, Rect)>, canvas: &mut Canvas<'_>) {
    for (key, area) in rows {
        let digit = u32::try_from(key.wrapping_sub(DIGITS_FROM)).ok();
        let digit = digit.and_then(|digit| char::from_digit(digit, 10));
        let hit = digit.map_or(Hit::Row(key), |digit| Hit::Key(KeyCode::Char(digit).into()));
        canvas.hits.push((area, hit));
    }
}

/// What the middle panel shows.
struct Middle {
    title: String,
    rows: Vec<Row>,
}

impl Counter {
    pub(super) fn draw_all(
        &mut self,
        view: &View,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        self.draw_search(area, canvas, look);
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let is_beside = body.width >= CARD_BESIDE_MIN;
        if self.rests() && self.shown(view).is_none() {
            return self.draw_rest(view, body, is_beside, canvas, look);
        }
        if !is_beside {
            return if self.open.is_some() {
                self.draw_middle(view, body, canvas, look);
            } else {
                self.draw_found(view, body, canvas, look);
            };
        }
        let has_side = body.width >= CUSTOMER_BESIDE_MIN;
        let spare = body.width.saturating_sub(120) / 3;
        let (list, side) = if has_side {
            (LIST_COLUMNS + spare, SIDE_COLUMNS + spare)
        } else {
            ((body.width * 2 / 5).min(LIST_COLUMNS + 6), 0)
        };
        let left = Rect {
            width: list,
            ..body
        };
        let middle = Rect {
            x: body.x + list,
            width: body.width - list - side,
            ..body
        };
        self.draw_found(view, left, canvas, look);
        let middle = self.draw_other(view, middle, canvas, look);
        self.draw_middle(view, middle, canvas, look);
        if has_side {
            let place = Rect {
                x: body.right() - side,
                width: side,
                ..body
            };
            let columns = Panel::columns(place);
            if let Some((title, rows)) = draw_side::rows(view, self.shown(view), columns, look) {
                let drawn = title.draw(&rows, 0, place, canvas.buffer, look.theme);
                hits(drawn, canvas);
            }
        }
    }

    fn draw_search(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let words = look.words;
        let (asked, field) = if self.open.is_none() {
            (look.theme.accent, look.theme.chosen)
        } else {
            (look.theme.dim, look.theme.plain)
        };
        text::put(canvas.buffer, area, 1, 0, &words.counter_who(), asked);
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
        let cursor = self.search.draw(canvas.buffer, spot, field, false);
        if self.open.is_none() && look.focused {
            canvas.cursor = Some(cursor);
        }
        let hint_x = (label + spot.width + 1).max(area.width.saturating_sub(hint + 2));
        let hint = words.counter_hint();
        text::put(canvas.buffer, area, hint_x, 0, &hint, look.theme.dim);
    }

    /// Whose card belongs there: what is open, or the row that is chosen.
    pub(super) fn shown(&self, view: &View) -> Option<Subject> {
        self.open.clone().or_else(|| match self.chosen(view) {
            Some(found) => Subject::of(found),
            None => self.looked_at.clone(),
        })
    }

    /// The card that belongs there; none where it has not been read yet.
    fn middle(&self, view: &View, columns: u16, look: &Look<'_>) -> Option<Middle> {
        if let Some(found) = self.chosen(view).filter(|_| self.open.is_none())
            && let Some(thing) = &found.thing
        {
            return Some(Middle {
                title: draw_thing::title(thing, look),
                rows: draw_thing::rows(thing, columns, look),
            });
        }
        if let Some((_, act)) = self.chosen_act().filter(|_| self.open.is_none()) {
            let said = act.why_not.as_ref().unwrap_or(&act.key);
            let line = (said.clone(), look.theme.warn);
            return Some(Middle {
                title: act.label.clone(),
                rows: draw_card::wrapped(&[line], columns),
            });
        }
        match self.shown(view)? {
            Subject::Order(number) => {
                let card = view
                    .card
                    .as_ref()
                    .filter(|card| card.order.number == number)?;
                Some(Middle {
                    title: format!("{number}  {}", card.customer),
                    rows: draw_card::rows(card, view.beside.as_ref(), columns, look),
                })
            }
            Subject::Customer(code) => {
                let card = view.person.as_ref().filter(|card| card.card.code == code)?;
                Some(Middle {
                    title: format!("{}  {code}", card.card.name),
                    rows: draw_customer::rows(card, columns, look),
                })
            }
        }
    }

    /// Draws as much of a card as there is room for, from where it was scrolled to; the lower edge says that there is more.
    fn draw_middle(&mut self, view: &View, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let mut panel = Panel {
            focused: self.open.is_some(),
            ..Panel::default()
        };
        let mut rows = Vec::new();
        if let Some(middle) = self.middle(view, Panel::columns(area), look) {
            panel.title = middle.title;
            rows = middle.rows;
        }
        let room = usize::from(area.height.saturating_sub(2));
        self.card_room = room;
        self.scrolled = self.scrolled.min(rows.len().saturating_sub(room));
        if self.open.is_none() {
            self.scrolled = 0;
        }
        let (above, below) = (self.scrolled > 0, rows.len() > self.scrolled + room);
        if self.open.is_some() {
            panel.below = match (above, below) {
                (true, true) => "PgUp PgDn".to_owned(),
                (true, false) => "PgUp".to_owned(),
                (false, true) => "PgDn".to_owned(),
                (false, false) => String::new(),
            };
        }
        let drawn = panel.draw(&rows, self.scrolled, area, canvas.buffer, look.theme);
        hits(drawn, canvas);
    }

    /// Draws the customer's other open order under the card, where there is room. Gives what is left for the card.
    fn draw_other(
        &self,
        view: &View,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) -> Rect {
        let Some(Subject::Order(number)) = self.shown(view) else {
            return area;
        };
        let is_this = view
            .card
            .as_ref()
            .is_some_and(|card| card.order.number == number);
        let other = view
            .beside
            .as_ref()
            .and_then(|beside| beside.other.as_ref());
        let Some(other) = other.filter(|_| is_this && area.height >= OTHER_ROWS_MIN) else {
            return area;
        };
        let rows = draw_other::rows(other, look);
        let high = u16::try_from(rows.len() + 2)
            .unwrap_or(u16::MAX)
            .min(area.height / 3);
        let place = Rect {
            y: area.bottom() - high,
            height: high,
            ..area
        };
        let panel = Panel {
            remark: look.words.card_other_order(),
            ..Panel::of(other.order.number.as_str())
        };
        let drawn = panel.draw(&rows, 0, place, canvas.buffer, look.theme);
        hits(drawn, canvas);
        Rect {
            height: area.height - high,
            ..area
        }
    }
}
