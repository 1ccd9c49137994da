//! How the form for an order looks.

use super::draw_lines;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::Spot;
use crate::model::PaperKind;
use crate::pane::{Canvas, Look};
use crate::ui::{Field, text};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

/// Rows under the table: needed by, papers, deposit, note, a space and the total.
const TAIL_ROWS: u16 = 7;

const DEPOSIT_COLUMNS: u16 = 12;

pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let words = look.words;
    let labels = [
        words.orders_customer(),
        words.orders_needed_by(),
        words.orders_paper(),
        words.orders_deposit(),
        words.orders_note(),
    ];
    let label = labels
        .iter()
        .map(|label| text::width(label))
        .max()
        .unwrap_or(0)
        .min(16)
        + 2;
    let paint = Painter {
        area,
        label: u16::try_from(label).unwrap_or(12),
        look,
    };
    let mut popup = None;
    let cursor = paint.row(
        canvas,
        0,
        &labels[0],
        &form.customer,
        24,
        form.at == Spot::Customer,
    );
    if let Some(name) = &view.customer {
        let x = paint.label + 26;
        text::put(
            canvas.buffer,
            area,
            x,
            0,
            &text::clip(name, usize::from(area.width.saturating_sub(x))),
            look.theme.good,
        );
    }
    if form.at == Spot::Customer {
        popup = Some((paint.label, 1));
    }
    let mut at = cursor;
    let room = area.height.saturating_sub(3 + TAIL_ROWS).max(1);
    let (line_cursor, line_popup) = draw_lines::draw(form, view, &paint, room, canvas);
    at = at.or(line_cursor);
    popup = popup.or(line_popup);
    let shown = u16::try_from(form.lines.len()).unwrap_or(room).min(room);
    let y = 4 + shown;
    let tail = tail(form, view, &paint, y, &labels, canvas);
    at = at.or(tail);
    if !form.trouble.is_empty() {
        let lines = text::wrap(&form.trouble, usize::from(area.width));
        for (nth, line) in lines.iter().enumerate() {
            let row = u16::try_from(nth).unwrap_or(0)
                + area
                    .height
                    .saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
            text::put(
                canvas.buffer,
                area,
                0,
                row,
                &text::left(line, usize::from(area.width)),
                look.theme.bad,
            );
        }
    }
    if let Some((x, y)) = popup {
        hints(form, view, area, (x, y), canvas, look);
    }
    canvas.cursor = at.or(canvas.cursor);
}

/// Draws labels with their fields.
pub(super) struct Painter<'a> {
    pub(super) area: Rect,
    pub(super) label: u16,
    pub(super) look: &'a Look<'a>,
}

impl Painter<'_> {
    fn style(&self, chosen: bool) -> Style {
        if chosen {
            self.look.theme.chosen
        } else {
            self.look.theme.plain
        }
    }

    /// A field at a place; gives the cursor where it has the keys.
    pub(super) fn field(
        &self,
        canvas: &mut Canvas<'_>,
        place: (u16, u16, u16),
        field: &Field,
        chosen: bool,
    ) -> Option<ratatui::layout::Position> {
        let (x, y, wide) = place;
        let place = Rect::new(self.area.x + x, self.area.y + y, wide, 1).intersection(self.area);
        if place.is_empty() {
            return None;
        }
        let cursor = field.draw(canvas.buffer, place, self.style(chosen), false);
        if field.value().is_empty() && !chosen {
            text::put(
                canvas.buffer,
                place,
                0,
                0,
                &"·".repeat(usize::from(place.width)),
                self.look.theme.dim,
            );
        }
        chosen.then_some(cursor)
    }

    fn label_style(&self, chosen: bool) -> Style {
        if chosen {
            self.look.theme.accent
        } else {
            self.look.theme.plain
        }
    }

    fn name(&self, canvas: &mut Canvas<'_>, y: u16, label: &str, chosen: bool) {
        let style = self.label_style(chosen);
        text::put(
            canvas.buffer,
            self.area,
            0,
            y,
            &text::left(label, usize::from(self.label)),
            style,
        );
    }

    /// The discount on the whole order, beside the deposit.
    fn whole_discount(
        &self,
        canvas: &mut Canvas<'_>,
        y: u16,
        form: &PlaceScreen,
    ) -> Option<ratatui::layout::Position> {
        let chosen = form.at == Spot::WholeDiscount;
        let label = self.look.words.orders_discount();
        let x = self.label + DEPOSIT_COLUMNS + 2;
        let style = self.label_style(chosen);
        text::put(canvas.buffer, self.area, x, y, &label, style);
        let x = x + u16::try_from(text::width(&label)).unwrap_or(0) + 1;
        self.field(
            canvas,
            (x, y, draw_lines::DISCOUNT_COLUMNS),
            &form.whole_discount,
            chosen,
        )
    }

    fn row(
        &self,
        canvas: &mut Canvas<'_>,
        y: u16,
        label: &str,
        field: &Field,
        wide: u16,
        chosen: bool,
    ) -> Option<ratatui::layout::Position> {
        self.name(canvas, y, label, chosen);
        self.field(canvas, (self.label, y, wide), field, chosen)
    }
}

/// What is asked once for the whole order.
fn tail(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    y: u16,
    labels: &[String; 5],
    canvas: &mut Canvas<'_>,
) -> Option<ratatui::layout::Position> {
    let (area, look) = (paint.area, paint.look);
    let words = look.words;
    let mut cursor = paint.row(
        canvas,
        y,
        &labels[1],
        &form.needed_by,
        18,
        form.at == Spot::NeededBy,
    );
    let way = format!("< {} >", words.word("delivery", form.delivery.as_str()));
    text::put(
        canvas.buffer,
        area,
        paint.label + 20,
        y,
        &way,
        paint.style(form.at == Spot::Delivery),
    );
    paint.name(canvas, y + 1, &labels[2], matches!(form.at, Spot::Paper(_)));
    let (mut x, mut row) = (paint.label, y + 1);
    for (nth, kind) in PaperKind::ALL.iter().enumerate() {
        let mark = if form.papers.contains(kind) { "x" } else { " " };
        let shown = format!("[{mark}] {}", words.word("paper", kind.as_str()));
        let wide = u16::try_from(text::width(&shown)).unwrap_or(0);
        if x + wide > area.width && x > paint.label {
            (x, row) = (paint.label, row + 1);
        }
        text::put(
            canvas.buffer,
            area,
            x,
            row,
            &shown,
            paint.style(form.at == Spot::Paper(nth)),
        );
        x += wide + 2;
    }
    cursor = cursor
        .or(paint.row(
            canvas,
            row + 1,
            &labels[3],
            &form.deposit,
            DEPOSIT_COLUMNS,
            form.at == Spot::Deposit,
        ))
        .or(paint.whole_discount(canvas, row + 1, form))
        .or(paint.row(
            canvas,
            row + 2,
            &labels[4],
            &form.note,
            area.width.saturating_sub(paint.label),
            form.at == Spot::Note,
        ));
    if let Some(total) = form.total(view) {
        let shown = format!("{} {}", words.orders_total(), words.money(total));
        text::put(
            canvas.buffer,
            area,
            0,
            row + 4,
            &text::right(&shown, usize::from(area.width)),
            look.theme.accent,
        );
    }
    cursor
}

/// The suggestions, over whatever is below the field.
fn hints(
    form: &PlaceScreen,
    view: &Suggestions,
    area: Rect,
    (x, y): (u16, u16),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let found = form.hints(view);
    let words = look.words;
    let wide = 60.min(area.width.saturating_sub(x));
    if form.finds_nothing(view) {
        let said = match form.at {
            Spot::Customer => words.orders_nobody(),
            _ => words.orders_no_item(),
        };
        let place = Rect::new(area.x + x, area.y + y, wide, 1).intersection(area);
        let line = text::left(&format!(" {said}"), usize::from(wide));
        text::put(canvas.buffer, place, 0, 0, &line, look.theme.warn);
    }
    if found.is_empty() {
        return;
    }
    let high = u16::try_from(found.len())
        .unwrap_or(0)
        .min(area.height.saturating_sub(y));
    let place = Rect::new(area.x + x, area.y + y, wide, high);
    // To the edge of the form, so that nothing under it looks like a part of it.
    let around = Rect {
        width: area.width.saturating_sub(x),
        ..place
    };
    Clear.render(around.intersection(area), canvas.buffer);
    for (nth, (code, name)) in found.iter().enumerate().take(usize::from(high)) {
        let right = if form.at == Spot::Customer {
            view.customers
                .get(nth)
                .map(|one| one.note.clone())
                .unwrap_or_default()
        } else {
            view.items
                .get(nth)
                .map(|offer| {
                    format!(
                        "{} {}  {}",
                        words.quantity(offer.free),
                        offer.unit,
                        words.amount(offer.price)
                    )
                })
                .unwrap_or_default()
        };
        let room = usize::from(wide).saturating_sub(text::width(&right) + 1);
        let line = format!(
            "{} {right}",
            text::left(&format!(" {}  {name}", text::left(code, 9)), room)
        );
        let style = if nth == form.hint {
            look.theme.header
        } else {
            look.theme.dim
        };
        text::put(
            canvas.buffer,
            place,
            0,
            u16::try_from(nth).unwrap_or(0),
            &text::left(&line, usize::from(wide)),
            style,
        );
    }
}
