//! The table of lines in the form for an order.

use super::draw_beside;
use super::painter::Painter;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::{Line, Spot};
use crate::model::money::price_as;
use crate::model::{Money, Quantity};
use crate::pane::Canvas;
use crate::ui::{Field, text};
use crate::words::named;
use std::ops::Range;

/// Columns of the table of lines, from the left: item, quantity, discount; from the right: with VAT, net, each, free.
const ITEM_COLUMNS: u16 = 10;
const QUANTITY_COLUMNS: u16 = 8;
pub(super) const DISCOUNT_COLUMNS: u16 = 5;

/// The columns of numbers: free, each, net, with VAT; the middle ones only where there is room. No number is cut.
const NUMBERS: [(u16, bool); 4] = [(10, false), (11, true), (12, true), (13, false)];

/// The row of the headings, where there is nothing to say about the customer.
pub(super) const HEAD_ROW: u16 = 2;

/// In a terminal of so many columns a line says what one costs, and what it costs without VAT.
const WIDE: u16 = 96;

/// What was drawn: the cursor, where suggestions hang, and the first row below.
type Drawn = (Option<ratatui::layout::Position>, Option<(u16, u16)>, u16);

/// Where the columns begin in a terminal of this width.
struct Places {
    name_wide: usize,
    quantity: u16,
    discount: u16,
    numbers: u16,
    is_wide: bool,
}

impl Places {
    fn of(wide: u16) -> Self {
        let is_wide = wide >= WIDE;
        let shown = NUMBERS.iter().filter(|(_, if_wide)| is_wide || !if_wide);
        let right: u16 = shown.map(|(columns, _)| columns + 1).sum();
        let fixed = ITEM_COLUMNS + 1 + QUANTITY_COLUMNS + 1 + DISCOUNT_COLUMNS + 1 + right;
        let name_wide = usize::from(wide.saturating_sub(fixed + 1));
        let quantity = ITEM_COLUMNS + 1 + u16::try_from(name_wide).unwrap_or(0) + 1;
        Self {
            name_wide,
            quantity,
            discount: quantity + QUANTITY_COLUMNS + 1,
            numbers: wide.saturating_sub(right),
            is_wide,
        }
    }

    /// What stands in the columns of numbers, from the left, with the place and the width of each.
    fn numbers<T>(&self, cells: [T; 4]) -> Vec<(u16, usize, T)> {
        let mut x = self.numbers;
        let mut placed = Vec::new();
        for ((columns, if_wide), cell) in NUMBERS.into_iter().zip(cells) {
            if self.is_wide || !if_wide {
                placed.push((x, usize::from(columns), cell));
                x += columns + 1;
            }
        }
        placed
    }
}

/// The lines that stand in so many rows with all that is said under them. The one with the keys is among them, with as many before it
/// as fit.
pub(super) fn shown(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    room: u16,
) -> Range<usize> {
    let active = match form.at {
        Spot::Item(line) | Spot::Quantity(line) | Spot::Discount(line) => line,
        Spot::Customer => 0,
        Spot::NeededBy
        | Spot::Delivery
        | Spot::Paper(_)
        | Spot::Deposit
        | Spot::WholeDiscount
        | Spot::Note
        | Spot::Reason => form.lines.len().saturating_sub(1),
    };
    let shortages = shortages(form, view);
    let high = |nth: usize| {
        let said = draw_beside::under_line(form, nth, view, paint).len();
        let short = missing(shortages.get(nth).copied().flatten());
        1 + u16::from(short.is_some()) + u16::try_from(said).unwrap_or(0)
    };
    let (mut first, mut rows) = (active, high(active));
    while first > 0 && rows + high(first - 1) <= room {
        first -= 1;
        rows += high(first);
    }
    let mut end = active + usize::from(rows <= room);
    while end > active && end < form.lines.len() && rows + high(end) <= room {
        rows += high(end);
        end += 1;
    }
    first..end
}

/// What is free of the item on each line, and what is missing.
fn shortages(form: &PlaceScreen, view: &Suggestions) -> Vec<Option<(Quantity, Quantity)>> {
    let lines = 0..form.lines.len();
    lines.map(|nth| form.shortage(nth, view)).collect()
}

/// What is free and missing, where something is missing.
fn missing(shortage: Option<(Quantity, Quantity)>) -> Option<(Quantity, Quantity)> {
    shortage.filter(|(_, missing)| *missing > Quantity::ZERO)
}

/// The table of lines, in so many rows.
pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    room: u16,
    canvas: &mut Canvas<'_>,
) -> Drawn {
    let places = Places::of(paint.area.width);
    headings(&places, paint, canvas);
    let (first, shortages) = (shown(form, view, paint, room).start, shortages(form, view));
    let is_short = |nth: usize| missing(shortages.get(nth).copied().flatten());
    let (mut cursor, mut popup) = (None, None);
    let top = paint.lines_at + 1;
    let (mut y, end) = (top, top + room);
    for (index, line) in form.lines.iter().enumerate().skip(first) {
        if y >= end {
            break;
        }
        cursor = cursor.or(fields(form, index, line, (&places, y), paint, canvas));
        numbers(line, shortages[index], view, (&places, y), paint, canvas);
        y += 1;
        for (said, style) in draw_beside::under_line(form, index, view, paint) {
            if y < end {
                text::put(canvas.buffer, paint.area, 2, y, &said, style);
                y += 1;
            }
        }
        if form.at == Spot::Item(index) {
            popup = Some((0, y));
        }
        if let Some((free, missing)) = is_short(index).filter(|_| y < end) {
            short(line, (free, missing), view, y, paint, canvas);
            y += 1;
        }
    }
    (cursor, popup, y)
}

fn headings(places: &Places, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    let (words, dim) = (paint.look.words, paint.look.theme.dim);
    let mut heading =
        |x: u16, said: &str| text::put(canvas.buffer, paint.area, x, paint.lines_at, said, dim);
    let left = |label: &str, columns: u16| text::left(label, usize::from(columns));
    heading(0, &left(&words.column_item(), ITEM_COLUMNS));
    heading(
        places.quantity,
        &left(&words.column_quantity(), QUANTITY_COLUMNS),
    );
    heading(places.discount, &left("%", DISCOUNT_COLUMNS));
    let titles = [
        words.column_free(),
        words.column_each(),
        words.column_net(),
        words.column_with_vat(),
    ];
    for (x, columns, title) in places.numbers(titles) {
        heading(x, &text::right(&title, columns));
    }
}

/// What is typed of a line; the item of a line that was taken stands there as it is.
fn fields(
    form: &PlaceScreen,
    index: usize,
    line: &Line,
    (places, y): (&Places, u16),
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<ratatui::layout::Position> {
    let mut field = |x: u16, columns: u16, field: &Field, spot: Spot| {
        let place = (x, y, columns);
        paint.click(canvas, form, spot, place);
        paint.field(
            canvas,
            place,
            field,
            form.at == spot,
            form.wrong == Some(spot),
        )
    };
    let item = if line.kept.is_some() {
        None
    } else {
        field(0, ITEM_COLUMNS, &line.item, Spot::Item(index))
    };
    let quantity = field(
        places.quantity,
        QUANTITY_COLUMNS,
        &line.quantity,
        Spot::Quantity(index),
    );
    let discount = field(
        places.discount,
        DISCOUNT_COLUMNS,
        &line.discount,
        Spot::Discount(index),
    );
    if line.kept.is_some() {
        let code = text::left(line.item.value(), usize::from(ITEM_COLUMNS));
        let plain = paint.look.theme.plain;
        text::put(canvas.buffer, paint.area, 0, y, &code, plain);
    }
    item.or(quantity).or(discount)
}

/// What is known of the item on a line: its name, how much is free, what it costs.
fn numbers(
    line: &Line,
    shortage: Option<(Quantity, Quantity)>,
    view: &Suggestions,
    (places, y): (&Places, u16),
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) {
    let Some(item) = line.priced(view) else {
        return;
    };
    let (words, theme) = (paint.look.words, paint.look.theme);
    let sold = line.kept.is_some()
        || view
            .offer(line.item.value())
            .is_some_and(|offer| offer.active);
    let style = if sold { theme.plain } else { theme.bad };
    let name = text::left(item.name, places.name_wide);
    text::put(canvas.buffer, paint.area, ITEM_COLUMNS + 1, y, &name, style);
    let as_kind = |amount: Money, with_vat: bool| {
        let amount = price_as(amount, item.vat, view.with_vat, with_vat);
        amount.map_or_else(String::new, |amount| words.amount(amount))
    };
    let cost = line.cost(view);
    let of_cost = |with_vat| cost.map_or_else(String::new, |cost| as_kind(cost, with_vat));
    let free = match shortage {
        _ if !sold => words.orders_withdrawn(),
        Some((free, _)) => format!("{} {}", words.quantity(free), item.unit),
        None => String::new(),
    };
    let is_short = shortage.is_some_and(|(_, missing)| missing > Quantity::ZERO);
    let cells = [
        (free, if is_short { theme.warn } else { style }),
        (as_kind(item.price, true), theme.plain),
        (of_cost(false), theme.plain),
        (of_cost(true), theme.plain),
    ];
    for (x, columns, (cell, style)) in places.numbers(cells) {
        let cell = text::right(&cell, columns);
        text::put(canvas.buffer, paint.area, x, y, &cell, style);
    }
}

/// What is missing, under its line.
fn short(
    line: &Line,
    (free, missing): (Quantity, Quantity),
    view: &Suggestions,
    y: u16,
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) {
    let words = paint.look.words;
    let unit = line.priced(view).map_or("", |item| item.unit);
    let said = |quantity: Quantity| format!("{} {unit}", words.quantity(quantity));
    let said = if free > Quantity::ZERO {
        words.orders_short(named::Free(said(free)), named::Missing(said(missing)))
    } else {
        words.orders_short_none(said(missing))
    };
    let style = paint.look.theme.warn;
    let said = format!("▲ {said}");
    text::put(canvas.buffer, paint.area, ITEM_COLUMNS + 1, y, &said, style);
}
