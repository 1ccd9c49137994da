//! Beside the order form, where there is room: the customer, what they buy most, and what stands at the line; below it their last orders.

use super::buyer::{Buyer, LastOrder};
use super::place_keys;
use super::place_screen::PlaceScreen;
use super::suggest::{Offer, Suggestions};
use crate::model::{Instant, Money, Quantity};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::text;
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The form with everything beside it; wider it says nothing more.
pub(super) const COLUMNS_MAX: u16 = 140;

/// From so many columns inside the frame the customer stands beside the form.
const SIDE_FROM: u16 = 112;

/// Columns of what stands there.
const SIDE_COLUMNS: u16 = 36;

/// Columns of the labels there.
const LABEL_COLUMNS: usize = 9;

/// Columns of a day: "sobota 28. 11.".
const DAY_COLUMNS: usize = 14;

/// So many rows have to be left for their last orders.
const LAST_ROWS_MIN: u16 = 3;

/// The form's own place, and the one beside it where there is room.
pub(super) fn split(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < SIDE_FROM {
        return (area, None);
    }
    let rule = area.width - SIDE_COLUMNS - 2;
    let form = Rect {
        width: rule - 1,
        ..area
    };
    let side = Rect {
        x: area.x + rule + 2,
        width: SIDE_COLUMNS,
        ..area
    };
    (form, Some(side))
}

/// A share of a whole in per cent, in whole ones; beyond a thousand it is that.
fn per_cent(share: Money, whole: Money) -> i64 {
    let share = i128::from(share.0.max(0)) * 100;
    let whole = i128::from(whole.0.max(1));
    i64::try_from(((share * 2 + whole) / (whole * 2)).min(1_000)).unwrap_or(1_000)
}

/// So many of so many parts, as a bar.
fn meter(parts: i64, of: i64, columns: usize) -> String {
    let of = of.max(1).unsigned_abs();
    let parts = parts.max(0).unsigned_abs().min(of);
    let full = (parts * columns as u64).div_ceil(of);
    let full = usize::try_from(full).unwrap_or(columns);
    format!("{}{}", "■".repeat(full), "·".repeat(columns - full))
}

/// Draws one thing under the other.
struct Pen<'a, 'b> {
    area: Rect,
    y: u16,
    canvas: &'a mut Canvas<'b>,
    look: &'a Look<'a>,
}

impl Pen<'_, '_> {
    fn line(&mut self, said: &str, style: Style) {
        let said = text::clip(said, usize::from(self.area.width));
        text::put(self.canvas.buffer, self.area, 0, self.y, &said, style);
        self.y += 1;
    }

    /// A label and what stands behind it; nothing where that is nothing.
    fn fact(&mut self, label: &str, said: &str, style: Style) {
        if said.is_empty() {
            return;
        }
        let label = text::right(label, LABEL_COLUMNS);
        let dim = self.look.theme.dim;
        text::put(self.canvas.buffer, self.area, 0, self.y, &label, dim);
        let x = u16::try_from(LABEL_COLUMNS + 1).unwrap_or(0);
        let room = usize::from(self.area.width.saturating_sub(x));
        let said = text::clip(said, room);
        text::put(self.canvas.buffer, self.area, x, self.y, &said, style);
        self.y += 1;
    }

    fn rule(&mut self, name: &str) {
        let theme = self.look.theme;
        self.canvas
            .rule_in_frame(self.area, self.y, name, "", theme);
        self.y += 1;
    }
}

/// The customer, what they buy most, and what stands at the line.
pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    side: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    seam(side, canvas, look);
    let mut pen = Pen {
        area: side,
        y: 0,
        canvas,
        look,
    };
    match (&view.customer, &view.buyer) {
        (Some(name), Some(buyer)) => {
            customer(form, view, (name, buyer), &mut pen);
            usual(buyer, &mut pen);
        }
        (Some(name), None) => {
            pen.line(name, look.theme.title);
            if view.is_hidden {
                let said = look.words.card_hidden();
                for line in text::wrap(&said, usize::from(side.width)) {
                    pen.line(&line, look.theme.dim);
                }
            }
        }
        (None, _) => pen.line(&look.words.orders_side_nobody(), look.theme.dim),
    }
    if let Some(offer) = at_line(form, view) {
        item(offer, &mut pen);
    }
}

/// The rule between the form and what stands beside it.
fn seam(side: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let x = side.x - 2;
    let everywhere = canvas.buffer.area;
    let rows = side.y.saturating_sub(1)..=side.bottom();
    for y in rows {
        let part = match y {
            y if y < side.y => "┬",
            y if y == side.bottom() => "┴",
            _ => "│",
        };
        let cell = Rect::new(x, y, 1, 1).intersection(everywhere);
        text::put(canvas.buffer, cell, 0, 0, part, look.theme.accent);
    }
}

fn customer(
    form: &PlaceScreen,
    view: &Suggestions,
    (name, buyer): (&str, &Buyer),
    pen: &mut Pen<'_, '_>,
) {
    let (words, theme) = (pen.look.words, pen.look.theme);
    let code = format!(" {}", view.customer_code);
    let room = usize::from(pen.area.width).saturating_sub(text::width(&code));
    pen.line(&format!("{}{code}", text::left(name, room)), theme.title);
    pen.fact(&words.orders_side_person(), &buyer.person, theme.plain);
    pen.fact(&words.orders_side_phone(), &buyer.phone, theme.plain);
    let Some(limit) = buyer.limit else {
        pen.fact(
            &words.orders_side_owes(),
            &buyer.owes_told(words),
            theme.plain,
        );
        pen.fact(
            &words.orders_side_limit(),
            &words.orders_side_any(),
            theme.plain,
        );
        return;
    };
    let total = form.sums(view).map_or(Money::ZERO, |sums| sums.total);
    let after = Money(buyer.owes.0.saturating_add(total.0));
    let tone = match () {
        () if buyer.owes > limit => theme.bad,
        () if after > limit => theme.warn,
        () => theme.plain,
    };
    pen.fact(&words.orders_side_owes(), &buyer.owes_told(words), tone);
    if limit == Money::ZERO {
        let nothing = words.orders_side_no_account();
        return pen.fact(&words.orders_side_limit(), &nothing, theme.plain);
    }
    pen.fact(
        &words.orders_side_limit(),
        &words.amount(limit),
        theme.plain,
    );
    let (now, then) = (per_cent(buyer.owes, limit), per_cent(after, limit));
    let wide = usize::from(pen.area.width);
    let style = if tone == theme.plain {
        theme.good
    } else {
        tone
    };
    pen.line(&meter(now, 100, wide), style);
    let said = words.orders_side_share(named::After(then), named::Now(now));
    pen.line(&said, if tone == theme.plain { theme.dim } else { tone });
}

/// What they buy most; a key and a click take it.
fn usual(buyer: &Buyer, pen: &mut Pen<'_, '_>) {
    if buyer.most.is_empty() {
        return;
    }
    let (words, theme) = (pen.look.words, pen.look.theme);
    pen.rule(&words.orders_side_most());
    let often = buyer
        .most
        .iter()
        .map(|usual| usual.times)
        .max()
        .unwrap_or(1);
    for (key, usual) in place_keys::USUAL.iter().zip(&buyer.most) {
        let name = format!("{key} ");
        let bar = meter(usual.times, often, 6);
        let room =
            usize::from(pen.area.width).saturating_sub(text::width(&name) + text::width(&bar) + 1);
        let what = text::left(&format!("{} {}", usual.code, usual.name), room);
        let row = Rect {
            y: pen.area.y + pen.y,
            height: 1,
            ..pen.area
        }
        .intersection(pen.area);
        text::put(pen.canvas.buffer, row, 0, 0, &name, theme.accent);
        let mut x = u16::try_from(text::width(&name)).unwrap_or(0);
        text::put(pen.canvas.buffer, row, x, 0, &what, theme.plain);
        x += u16::try_from(room + 1).unwrap_or(0);
        text::put(pen.canvas.buffer, row, x, 0, &bar, theme.dim);
        pen.canvas.hits.push((row, Hit::Key(key.event())));
        pen.y += 1;
    }
}

/// The item of the line that has the keys, or the suggestion that is marked.
fn at_line<'a>(form: &PlaceScreen, view: &'a Suggestions) -> Option<&'a Offer> {
    let line = form.lines.get(form.line()?)?;
    let marked = || {
        let hints = form.hints(view);
        let nth = form.hint.min(hints.len().checked_sub(1)?);
        view.items.get(nth)
    };
    view.offer(line.item.value()).or_else(marked)
}

fn item(offer: &Offer, pen: &mut Pen<'_, '_>) {
    let (words, theme) = (pen.look.words, pen.look.theme);
    pen.rule(&words.orders_side_at_line(offer.code.as_str()));
    pen.line(&offer.name, theme.plain);
    pen.fact(
        &words.column_with_vat(),
        &words.amount(offer.gross),
        theme.plain,
    );
    pen.fact(&words.column_net(), &words.amount(offer.net), theme.plain);
    let of = |quantity: Quantity| words.quantity(quantity);
    let free = words.orders_side_stock(
        named::Free(of(offer.free)),
        named::OnHand(format!("{} {}", of(offer.on_hand), offer.unit)),
    );
    let is_free = offer.free > Quantity::ZERO;
    let tone = if is_free { theme.good } else { theme.bad };
    pen.fact(&words.column_free(), &free, tone);
    pen.fact(&words.stock_bin(), &offer.bin, theme.plain);
}

/// Their last orders, below the form from this row on, where there is room.
pub(super) fn last_orders(
    form: &PlaceScreen,
    view: &Suggestions,
    (area, y): (Rect, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let Some(buyer) = view.buyer.as_ref().filter(|buyer| !buyer.last.is_empty()) else {
        return;
    };
    if form.changes.is_some() || area.height < y + LAST_ROWS_MIN {
        return;
    }
    let (words, theme) = (look.words, look.theme);
    let again = place_keys::AGAIN;
    let keys = words.orders_last_again(again.to_string());
    canvas.rule_in_frame(area, y, &words.orders_last(), &keys, theme);
    let rule = Rect::new(area.x, area.y + y, area.width, 1);
    canvas.hits.push((rule, Hit::Key(again.event())));
    for (row, (nth, order)) in (y + 1..area.height).zip(buyer.last.iter().enumerate()) {
        let is_taken = form.taken_again() == Some(nth);
        let style = if is_taken { theme.accent } else { theme.plain };
        let line = last_line(order, usize::from(area.width), look);
        text::put(canvas.buffer, area, 0, row, &line, style);
    }
}

fn last_line(order: &LastOrder, wide: usize, look: &Look<'_>) -> String {
    let words = look.words;
    let what: Vec<String> = order
        .lines
        .iter()
        .map(|line| format!("{} {}", words.quantity(line.quantity), line.name))
        .collect();
    let total = text::right(&words.amount(order.total), 12);
    let day = text::left(&day(order.placed_at, look), DAY_COLUMNS);
    let number = order.number.rsplit('-').next().unwrap_or(&order.number);
    let head = format!("{day} {}  ", text::right(number, 5));
    let room = wide.saturating_sub(text::width(&head) + text::width(&total) + 1);
    format!("{head}{} {total}", text::left(&what.join(", "), room))
}

fn day(at: Instant, look: &Look<'_>) -> String {
    let words = look.words;
    words.short_day(at.local(words.zone()).date_naive())
}
