//! How the form for an order looks.

use super::draw_lines;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::Spot;
use crate::model::time::parse_when;
use crate::model::{Delivery, PaperKind};
use crate::pane::{Canvas, Look};
use crate::ui::{Field, text};
use crate::words::named;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

const CUSTOMER_COLUMNS: u16 = 24;
const WHEN_COLUMNS: u16 = 16;
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
        words.orders_reason(),
    ];
    let label = labels.iter().map(|label| text::width(label)).max();
    let label = label.unwrap_or(0).min(16) + 2;
    let paint = Painter {
        area,
        label: u16::try_from(label).unwrap_or(12),
        look,
    };
    let at = head(form, view, &paint, &labels, canvas);
    let tail_rows = 5 + paper_rows(&paint) + u16::from(form.changes.is_some());
    let room = area
        .height
        .saturating_sub(draw_lines::HEAD_ROW + 1 + tail_rows)
        .max(1);
    let (lines, popup, y) = draw_lines::draw(form, view, &paint, room, canvas);
    let tail = tail(form, &paint, y + 1, &labels, canvas);
    sums(form, view, &paint, canvas);
    trouble(form, &paint, canvas);
    let popup = popup.or((form.at == Spot::Customer).then_some((paint.label, 1)));
    if let Some((x, y)) = popup {
        hints(form, view, area, (x, y), canvas, look);
    }
    canvas.cursor = at.or(lines).or(tail).or(canvas.cursor);
}

/// Who, when and how.
fn head(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    labels: &[String; 6],
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    let (area, words, theme) = (paint.area, paint.look.words, paint.look.theme);
    let name = view.customer.as_deref().unwrap_or_default();
    let cursor = if form.changes.is_some() {
        paint.name(canvas, 0, &labels[0], false);
        let said = format!("{}  {name}", form.customer.value());
        text::put(canvas.buffer, area, paint.label, 0, &said, theme.plain);
        None
    } else {
        let x = paint.label + CUSTOMER_COLUMNS + 2;
        let said = text::clip(name, usize::from(area.width.saturating_sub(x)));
        text::put(canvas.buffer, area, x, 0, &said, theme.good);
        paint.row(
            canvas,
            (0, CUSTOMER_COLUMNS),
            &labels[0],
            &form.customer,
            (form, Spot::Customer),
        )
    };
    let when = paint.row(
        canvas,
        (1, WHEN_COLUMNS),
        &labels[1],
        &form.needed_by,
        (form, Spot::NeededBy),
    );
    let ways = [Delivery::Pickup, Delivery::Delivery].map(|way| {
        let mark = if form.delivery == way { "●" } else { "○" };
        format!("{mark} {}", words.word("delivery", way.as_str()))
    });
    let ways = ways.join("  ");
    let wide = u16::try_from(text::width(&ways)).unwrap_or(0);
    let right = area.width.saturating_sub(wide);
    let style = paint.style(form.at == Spot::Delivery);
    text::put(canvas.buffer, area, right, 1, &ways, style);
    let x = paint.label + WHEN_COLUMNS + 1;
    let typed = form.needed_by.value().trim();
    if let Some(at) = parse_when(typed, paint.look.now, words.zone()) {
        let day = words.short_day(at.local(words.zone()).date_naive());
        let said = format!("{day} {}", words.time(at));
        let room = usize::from(right.saturating_sub(x + 1));
        text::put(
            canvas.buffer,
            area,
            x,
            1,
            &text::clip(&said, room),
            theme.dim,
        );
    }
    cursor.or(when)
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
        wrong: bool,
    ) -> Option<Position> {
        let (x, y, wide) = place;
        let place = Rect::new(self.area.x + x, self.area.y + y, wide, 1).intersection(self.area);
        if place.is_empty() {
            return None;
        }
        let style = if wrong && !chosen {
            self.look.theme.bad
        } else {
            self.style(chosen)
        };
        let cursor = field.draw(canvas.buffer, place, style, false);
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
    ) -> Option<Position> {
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
            form.wrong == Some(Spot::WholeDiscount),
        )
    }

    /// A label with its field in this row, this wide.
    fn row(
        &self,
        canvas: &mut Canvas<'_>,
        (y, wide): (u16, u16),
        label: &str,
        field: &Field,
        (form, spot): (&PlaceScreen, Spot),
    ) -> Option<Position> {
        let chosen = form.at == spot;
        let wrong = form.wrong == Some(spot);
        self.name(canvas, y, label, chosen);
        self.field(canvas, (self.label, y, wide), field, chosen, wrong)
    }
}

/// The papers as they are ticked.
fn papers(form: Option<&PlaceScreen>, paint: &Painter<'_>) -> Vec<(u16, u16, String)> {
    let (mut x, mut row) = (paint.label, 0);
    let mut placed = Vec::new();
    for kind in PaperKind::ALL {
        let is_on = form.is_some_and(|form| form.papers.contains(kind));
        let mark = if is_on { "x" } else { " " };
        let paper = paint.look.words.word("paper", kind.as_str());
        let shown = format!("[{mark}] {paper}");
        let wide = u16::try_from(text::width(&shown)).unwrap_or(0);
        if x + wide > paint.area.width && x > paint.label {
            (x, row) = (paint.label, row + 1);
        }
        placed.push((x, row, shown));
        x += wide + 2;
    }
    placed
}

fn paper_rows(paint: &Painter<'_>) -> u16 {
    papers(None, paint).last().map_or(1, |(_, row, _)| row + 1)
}

/// What is asked once for the whole order.
fn tail(
    form: &PlaceScreen,
    paint: &Painter<'_>,
    y: u16,
    labels: &[String; 6],
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    let area = paint.area;
    paint.name(canvas, y, &labels[2], matches!(form.at, Spot::Paper(_)));
    for (nth, (x, row, shown)) in papers(Some(form), paint).into_iter().enumerate() {
        let style = paint.style(form.at == Spot::Paper(nth));
        text::put(canvas.buffer, area, x, y + row, &shown, style);
    }
    let y = y + paper_rows(paint);
    let deposit = paint.row(
        canvas,
        (y, DEPOSIT_COLUMNS),
        &labels[3],
        &form.deposit,
        (form, Spot::Deposit),
    );
    let discount = paint.whole_discount(canvas, y, form);
    let wide = area.width.saturating_sub(paint.label);
    let note = paint.row(
        canvas,
        (y + 1, wide),
        &labels[4],
        &form.note,
        (form, Spot::Note),
    );
    let reason = form.changes.as_ref().and_then(|_| {
        paint.row(
            canvas,
            (y + 2, wide),
            &labels[5],
            &form.reason,
            (form, Spot::Reason),
        )
    });
    deposit.or(discount).or(note).or(reason)
}

/// The sums in the last row: net and VAT, and what the customer pays.
fn sums(form: &PlaceScreen, view: &Suggestions, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    let Some(sums) = form.sums(view) else { return };
    let (area, words, theme) = (paint.area, paint.look.words, paint.look.theme);
    let y = area.height.saturating_sub(1);
    let parts = words.orders_sums(
        named::Net(words.amount(sums.net)),
        named::Vat(words.amount(sums.vat)),
    );
    text::put(canvas.buffer, area, 0, y, &parts, theme.dim);
    let total = format!("{} {}", words.orders_total(), words.money(sums.total));
    let wide = text::width(&total);
    let x = area.width.saturating_sub(u16::try_from(wide).unwrap_or(0));
    text::put(canvas.buffer, area, x, y, &total, theme.accent);
}

/// What is wrong, above the sums.
fn trouble(form: &PlaceScreen, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    if form.trouble.is_empty() {
        return;
    }
    let (area, bad) = (paint.area, paint.look.theme.bad);
    let wide = usize::from(area.width);
    let lines = text::wrap(&form.trouble, wide);
    let high = u16::try_from(lines.len()).unwrap_or(1);
    let first = area.height.saturating_sub(high + 1);
    for (row, line) in (first..).zip(&lines) {
        text::put(canvas.buffer, area, 0, row, &text::left(line, wide), bad);
    }
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
    let wide = 72.min(area.width.saturating_sub(x));
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
    let count = u16::try_from(found.len()).unwrap_or(0);
    let high = (count + 1).min(area.height.saturating_sub(y));
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
                    let free = format!("{} {}", words.quantity(offer.free), offer.unit);
                    let gross = words.amount(offer.gross);
                    let right = text::right;
                    format!("{} {} {}", offer.bin, right(&free, 10), right(&gross, 10))
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
    if high > count {
        let said = format!(" {}", words.orders_hints(i64::from(count)));
        text::put(canvas.buffer, place, 0, count, &said, look.theme.dim);
    }
}
