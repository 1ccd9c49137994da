//! The suggestions of the order form, over whatever is below the field: what is free, where it lies, what it costs with VAT.

use super::place_keys::Clicked;
use super::place_screen::PlaceScreen;
use super::suggest::{Offer, Suggestions};
use super::typed::Spot;
use crate::model::Quantity;
use crate::model::text::fold;
use crate::pane::{Canvas, Hit, Look};
use crate::ui::text;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};

/// How wide they are where there is room.
const COLUMNS: u16 = 76;

/// Columns of a code, and of the numbers of an item: its bin, what is free, its price with VAT.
const CODE_COLUMNS: usize = 9;
const FREE_COLUMNS: usize = 14;
const PRICE_COLUMNS: usize = 10;

pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    area: Rect,
    (x, y): (u16, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let found = form.hints(view);
    let wide = COLUMNS.min(area.width.saturating_sub(x));
    if form.finds_nothing(view) {
        let place = Rect::new(area.x + x, area.y + y, wide, 1).intersection(area);
        nothing(form, place, canvas, look);
    }
    if found.is_empty() {
        return;
    }
    let count = u16::try_from(found.len()).unwrap_or(0);
    let high = (count + 1).min(area.height.saturating_sub(y));
    let place = Rect::new(area.x + x, area.y + y, wide, high);
    // To the edge of the form, so that nothing under it looks like a part of it.
    let around = Rect {
        width: area.width.saturating_sub(x),
        ..place
    };
    let around = around.intersection(area);
    Clear.render(around, canvas.buffer);
    canvas.hits.push((around, Hit::Nothing));
    for (y, nth) in (place.y..place.bottom()).zip(0..found.len()) {
        let row = Rect {
            y,
            height: 1,
            ..place
        };
        suggestion(form, view, (nth, found[nth]), row, canvas, look);
        let clicked = Clicked::Suggestion(nth);
        canvas.hits.push((row, Hit::Row(clicked.row())));
    }
    if high > count {
        let said = said(form, view, look, i64::from(count));
        let said = text::clip(&format!(" {said}"), usize::from(wide));
        text::put(canvas.buffer, place, 0, count, &said, look.theme.dim);
    }
}

/// Says that there is no such customer or item.
fn nothing(form: &PlaceScreen, place: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let said = match form.at {
        Spot::Customer => look.words.orders_nobody(),
        _ => look.words.orders_no_item(),
    };
    let line = text::left(&format!(" {said}"), usize::from(place.width));
    text::put(canvas.buffer, place, 0, 0, &line, look.theme.warn);
}

/// One suggestion: its code and name, and at the right what is known of it.
fn suggestion(
    form: &PlaceScreen,
    view: &Suggestions,
    (nth, (code, name)): (usize, (&str, &str)),
    row: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let style = if nth == form.hint {
        look.theme.chosen
    } else {
        look.theme.plain
    };
    let blank = " ".repeat(row.width.into());
    text::put(canvas.buffer, row, 0, 0, &blank, style);
    let known = if form.at == Spot::Customer {
        note(view, nth, row, canvas, look)
    } else {
        let offer = view.items.get(nth);
        offer.map_or(0, |offer| numbers(offer, row, style, canvas, look))
    };
    let room = usize::from(row.width - known).saturating_sub(1);
    let line = format!(" {}  {name}", text::left(code, CODE_COLUMNS));
    let line = text::clip(&line, room);
    text::put(canvas.buffer, row, 0, 0, &line, style);
    let marked = look.theme.accent.add_modifier(Modifier::UNDERLINED);
    mark(&line, &view.typed, row, canvas, style.patch(marked));
}

/// What is known of a customer, at the right; the columns that it takes.
fn note(
    view: &Suggestions,
    nth: usize,
    row: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let Some(found) = view.customers.get(nth) else {
        return 0;
    };
    let wide = u16::try_from(text::width(&found.note)).unwrap_or(u16::MAX);
    let wide = (wide.saturating_add(1)).min(row.width);
    let dim = look.theme.dim;
    text::put(canvas.buffer, row, row.width - wide, 0, &found.note, dim);
    wide
}

/// Bin, what is free, and the price with VAT of an item, at the right; the columns that they take.
fn numbers(
    offer: &Offer,
    row: Rect,
    style: Style,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let words = look.words;
    let free = words.orders_free(format!("{} {}", words.quantity(offer.free), offer.unit));
    let is_free = offer.free > Quantity::ZERO;
    let tone = if is_free {
        look.theme.good
    } else {
        look.theme.bad
    };
    let bin = format!("{} ", offer.bin);
    let free = text::right(&free, FREE_COLUMNS);
    let price = format!(
        " {} ",
        text::right(&words.amount(offer.gross), PRICE_COLUMNS)
    );
    let parts = [(bin, style), (free, style.patch(tone)), (price, style)];
    let wide: usize = parts.iter().map(|(part, _)| text::width(part)).sum();
    let wide = u16::try_from(wide).unwrap_or(u16::MAX).min(row.width);
    let mut x = row.width - wide;
    for (part, style) in parts {
        text::put(canvas.buffer, row, x, 0, &part, style);
        x += u16::try_from(text::width(&part)).unwrap_or(0);
    }
    wide
}

/// Marks the letters that match what is typed.
fn mark(line: &str, typed: &str, row: Rect, canvas: &mut Canvas<'_>, style: Style) {
    let wanted = fold(typed);
    if wanted.is_empty() {
        return;
    }
    let mut letters = line.char_indices().filter(|(_, c)| !c.is_whitespace());
    let begins = letters.find_map(|(from, _)| {
        let rest = &line[from..];
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut ends = ends.take_while(|end| fold(&rest[..*end]).len() <= wanted.len());
        let end = ends.find(|end| fold(&rest[..*end]) == wanted)?;
        Some((from, &rest[..end]))
    });
    if let Some((from, part)) = begins {
        let x = u16::try_from(text::width(&line[..from])).unwrap_or(0);
        text::put(canvas.buffer, row, x, 0, part, style);
    }
}

/// How many there are and how they are taken; what the prices are, and why the first ones stand first.
fn said(form: &PlaceScreen, view: &Suggestions, look: &Look<'_>, count: i64) -> String {
    let words = look.words;
    let mut parts = vec![words.orders_hints(count)];
    if form.at != Spot::Customer {
        parts.push(words.orders_prices_with_vat());
        if view.usual > 0 {
            parts.push(words.orders_bought_first());
        }
    }
    parts.join(" · ")
}
