//! The table of lines in the form for an order.

use super::draw_place::Painter;
use super::place_screen::PlaceScreen;
use super::suggest::{Offer, Suggestions};
use super::typed::{Line, Spot};
use crate::pane::Canvas;
use crate::ui::{Field, text};

/// Columns of the table of lines, from the left: item, quantity, discount; from the right: net, price, free.
const ITEM_COLUMNS: u16 = 12;
const QUANTITY_COLUMNS: u16 = 8;
pub(super) const DISCOUNT_COLUMNS: u16 = 6;
const NUMBER_COLUMNS: u16 = 11;

type Drawn = (Option<ratatui::layout::Position>, Option<(u16, u16)>);

/// Where the columns begin in a terminal of this width.
struct Places {
    name_wide: usize,
    quantity: u16,
    discount: u16,
    numbers: u16,
    /// The price has a column of its own.
    with_price: bool,
}

impl Places {
    fn of(wide: u16) -> Self {
        let with_price = wide >= 84;
        let numbers = if with_price { 3 } else { 2 };
        let right = numbers * (NUMBER_COLUMNS + 1);
        let fixed = ITEM_COLUMNS + 1 + QUANTITY_COLUMNS + 1 + DISCOUNT_COLUMNS + 1 + right;
        let name_wide = usize::from(wide.saturating_sub(fixed + 1));
        let quantity = ITEM_COLUMNS + 1 + u16::try_from(name_wide).unwrap_or(0) + 1;
        Self {
            name_wide,
            quantity,
            discount: quantity + QUANTITY_COLUMNS + 1,
            numbers: wide.saturating_sub(right),
            with_price,
        }
    }

    /// What stands in the columns of numbers, from the left; the price only where it has one.
    fn numbers<T>(&self, [free, price, net]: [T; 3]) -> impl Iterator<Item = (u16, T)> {
        let cells = [
            Some(free),
            Some(price).filter(|_| self.with_price),
            Some(net),
        ];
        let places = (0..).map(|nth| self.numbers + nth * (NUMBER_COLUMNS + 1));
        places.zip(cells.into_iter().flatten())
    }
}

/// The table of lines; gives the cursor and where suggestions hang.
pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    room: u16,
    canvas: &mut Canvas<'_>,
) -> Drawn {
    let places = Places::of(paint.area.width);
    headings(view, &places, paint, canvas);
    let active = match form.at {
        Spot::Item(line) | Spot::Quantity(line) | Spot::Discount(line) => line,
        Spot::Customer => 0,
        _ => form.lines.len().saturating_sub(1),
    };
    let first = (active + 1).saturating_sub(usize::from(room));
    let (mut cursor, mut popup) = (None, None);
    let lines = form.lines.iter().enumerate();
    for ((index, line), y) in lines.skip(first).take(usize::from(room)).zip(3..) {
        let mut field = |x: u16, columns: u16, field: &Field, spot: Spot| {
            paint.field(canvas, (x, y, columns), field, form.at == spot)
        };
        let item = field(0, ITEM_COLUMNS, &line.item, Spot::Item(index));
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
        cursor = cursor.or(item).or(quantity).or(discount);
        if form.at == Spot::Item(index) {
            popup = Some((0, y + 1));
        }
        if let Some(offer) = view.offer(line.item.value()) {
            offered(line, offer, &places, y, paint, canvas);
        }
    }
    (cursor, popup)
}

fn headings(view: &Suggestions, places: &Places, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    let (words, dim) = (paint.look.words, paint.look.theme.dim);
    let mut heading = |x: u16, said: &str| text::put(canvas.buffer, paint.area, x, 2, said, dim);
    let left = |label: &str, columns: u16| text::left(label, usize::from(columns));
    heading(0, &left(&words.column_item(), ITEM_COLUMNS));
    heading(
        places.quantity,
        &left(&words.column_quantity(), QUANTITY_COLUMNS),
    );
    heading(places.discount, &left("%", DISCOUNT_COLUMNS));
    let net = if view.with_vat {
        words.column_with_vat()
    } else {
        words.column_net()
    };
    for (x, title) in places.numbers([words.column_free(), words.column_price(), net]) {
        heading(x, &text::right(&title, usize::from(NUMBER_COLUMNS)));
    }
}

/// What is known of the item on a line: its name, how much is free, what it costs.
fn offered(
    line: &Line,
    offer: &Offer,
    places: &Places,
    y: u16,
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) {
    let (words, theme) = (paint.look.words, paint.look.theme);
    let name = text::left(&offer.name, places.name_wide);
    let style = if offer.active { theme.plain } else { theme.bad };
    text::put(canvas.buffer, paint.area, ITEM_COLUMNS + 1, y, &name, style);
    let enough = line.amount().is_some_and(|amount| amount <= offer.free);
    let free = format!("{} {}", words.quantity(offer.free), offer.unit);
    let cost = line.cost(offer).map(|cost| words.amount(cost));
    let cells = [
        (free, if enough { theme.plain } else { theme.warn }),
        (words.amount(offer.price), theme.plain),
        (cost.unwrap_or_default(), theme.plain),
    ];
    for (x, (cell, style)) in places.numbers(cells) {
        let cell = text::right(&cell, usize::from(NUMBER_COLUMNS));
        text::put(canvas.buffer, paint.area, x, y, &cell, style);
    }
}
