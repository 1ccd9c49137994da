//! The table of lines in the form for an order.

use super::draw_place::Painter;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::Spot;
use crate::pane::Canvas;
use crate::ui::text;

/// Columns of the table of lines, from the left: item, quantity, discount; from the right: net, price, free.
const ITEM_COLUMNS: u16 = 12;
const QUANTITY_COLUMNS: u16 = 8;
pub(super) const DISCOUNT_COLUMNS: u16 = 6;
const NUMBER_COLUMNS: u16 = 11;

type Drawn = (Option<ratatui::layout::Position>, Option<(u16, u16)>);

/// The table of lines; gives the cursor and where suggestions hang.
pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    room: u16,
    canvas: &mut Canvas<'_>,
) -> Drawn {
    let (area, look) = (paint.area, paint.look);
    let words = look.words;
    let wide = area.width;
    let numbers = if wide >= 84 { 3 } else { 2 };
    let right = numbers * (NUMBER_COLUMNS + 1);
    let fixed = ITEM_COLUMNS + 1 + QUANTITY_COLUMNS + 1 + DISCOUNT_COLUMNS + 1 + right;
    let name_wide = usize::from(wide.saturating_sub(fixed + 1));
    let quantity_x = ITEM_COLUMNS + 1 + u16::try_from(name_wide).unwrap_or(0) + 1;
    let discount_x = quantity_x + QUANTITY_COLUMNS + 1;
    let right_x = wide.saturating_sub(right);
    let mut heading = |x: u16, columns: u16, label: &str, right: bool| {
        let shown = if right {
            text::right(label, usize::from(columns))
        } else {
            text::left(label, usize::from(columns))
        };
        text::put(canvas.buffer, area, x, 2, &shown, look.theme.dim);
    };
    heading(0, ITEM_COLUMNS, &words.column_item(), false);
    heading(
        quantity_x,
        QUANTITY_COLUMNS,
        &words.column_quantity(),
        false,
    );
    heading(discount_x, DISCOUNT_COLUMNS, "%", false);
    let mut titles = vec![
        words.column_free(),
        words.column_price(),
        if view.with_vat {
            words.column_with_vat()
        } else {
            words.column_net()
        },
    ];
    if numbers == 2 {
        titles.remove(1);
    }
    for (nth, title) in titles.iter().enumerate() {
        heading(
            right_x + u16::try_from(nth).unwrap_or(0) * (NUMBER_COLUMNS + 1),
            NUMBER_COLUMNS,
            title,
            true,
        );
    }
    let active = match form.at {
        Spot::Item(line) | Spot::Quantity(line) | Spot::Discount(line) => line,
        Spot::Customer => 0,
        _ => form.lines.len().saturating_sub(1),
    };
    let first = (active + 1).saturating_sub(usize::from(room));
    let (mut cursor, mut popup) = (None, None);
    for (index, line) in form
        .lines
        .iter()
        .enumerate()
        .skip(first)
        .take(usize::from(room))
    {
        let y = 3 + u16::try_from(index - first).unwrap_or(0);
        cursor = cursor
            .or(paint.field(
                canvas,
                (0, y, ITEM_COLUMNS),
                &line.item,
                form.at == Spot::Item(index),
            ))
            .or(paint.field(
                canvas,
                (quantity_x, y, QUANTITY_COLUMNS),
                &line.quantity,
                form.at == Spot::Quantity(index),
            ))
            .or(paint.field(
                canvas,
                (discount_x, y, DISCOUNT_COLUMNS),
                &line.discount,
                form.at == Spot::Discount(index),
            ));
        if form.at == Spot::Item(index) {
            popup = Some((0, y + 1));
        }
        let Some(offer) = view.offer(line.item.value()) else {
            continue;
        };
        text::put(
            canvas.buffer,
            area,
            ITEM_COLUMNS + 1,
            y,
            &text::left(&offer.name, name_wide),
            if offer.active {
                look.theme.plain
            } else {
                look.theme.bad
            },
        );
        let enough = line.amount().is_some_and(|amount| amount <= offer.free);
        let free = format!("{} {}", words.quantity(offer.free), offer.unit);
        let mut cells = vec![
            (
                free,
                if enough {
                    look.theme.plain
                } else {
                    look.theme.warn
                },
            ),
            (words.amount(offer.price), look.theme.plain),
            (
                line.cost(offer)
                    .map(|cost| words.amount(cost))
                    .unwrap_or_default(),
                look.theme.plain,
            ),
        ];
        if numbers == 2 {
            cells.remove(1);
        }
        for (nth, (cell, style)) in cells.iter().enumerate() {
            let x = right_x + u16::try_from(nth).unwrap_or(0) * (NUMBER_COLUMNS + 1);
            text::put(
                canvas.buffer,
                area,
                x,
                y,
                &text::right(cell, usize::from(NUMBER_COLUMNS)),
                *style,
            );
        }
    }
    (cursor, popup)
}
