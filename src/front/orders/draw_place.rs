//! How the form for an order looks.

use super::painter::Painter;
use super::place_follow::OnScreen;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::Spot;
use super::{draw_beside, draw_lines, draw_side, draw_suggestions, draw_unseen};
use crate::model::time::parse_when;
use crate::model::{Delivery, PaperKind};
use crate::pane::{Canvas, Look, Screen};
use crate::ui::text;
use crate::words::named;
use ratatui::layout::{Position, Rect};

const CUSTOMER_COLUMNS: u16 = 24;
/// A day with its year and a time, and the cursor behind it.
const WHEN_COLUMNS: u16 = 19;
pub(super) const DEPOSIT_COLUMNS: u16 = 12;

pub(super) fn draw(
    form: &PlaceScreen,
    view: &Suggestions,
    whole: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> OnScreen {
    let words = look.words;
    let (area, side) = draw_side::split(whole);
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
    let mut paint = Painter {
        area,
        label: u16::try_from(label).unwrap_or(12),
        lines_at: draw_lines::HEAD_ROW,
        look,
    };
    let head_rows = draw_beside::rows_of_head(form, &paint);
    paint.lines_at += head_rows.saturating_sub(1);
    let at = head(form, view, &paint, &labels, canvas);
    let tail_rows = 5
        + paper_rows(&paint)
        + u16::from(form.changes.is_some())
        + draw_beside::rows_of_tail(form, &paint);
    let room = area.height.saturating_sub(paint.lines_at + 1 + tail_rows);
    let (seen, unseen, room) = draw_unseen::fit(form, view, &paint, room);
    let (lines, popup, y) = draw_lines::draw(form, view, &paint, room, canvas);
    let (tail, y) = tail(form, view, (&paint, y + 1), &labels, canvas);
    if let Some(side) = side {
        draw_side::draw(form, view, side, canvas, look);
    }
    let above = Rect {
        height: area.height.saturating_sub(draw_unseen::rows(&unseen)),
        ..area
    };
    draw_side::last_orders(form, view, (above, y + 1), canvas, look);
    draw_unseen::draw(&unseen, &paint, canvas);
    sums(form, view, &paint, canvas);
    kept(form, &paint, canvas);
    trouble(form, &paint, canvas);
    let popup = popup.or((form.at == Spot::Customer).then_some((paint.label, 1 + head_rows)));
    if let Some((x, y)) = popup {
        draw_suggestions::draw(form, view, area, (x, y), canvas, look);
    }
    canvas.cursor = at.or(lines).or(tail).or(canvas.cursor);
    seen
}

/// Who.
fn head(
    form: &PlaceScreen,
    view: &Suggestions,
    paint: &Painter<'_>,
    labels: &[String; 6],
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    let (area, theme) = (paint.area, paint.look.theme);
    let name = view.customer.as_deref().unwrap_or_default();
    let owes = owes(view, paint, canvas);
    draw_beside::draw_wrong(form, |spot| spot == Spot::Customer, 1, paint, canvas);
    if form.changes.is_some() {
        paint.name(canvas, 0, &labels[0], false);
        let said = format!("{}  {name}", form.customer.value());
        text::put(canvas.buffer, area, paint.label, 0, &said, theme.plain);
        None
    } else {
        let x = paint.label + CUSTOMER_COLUMNS + 2;
        let said = text::clip(name, usize::from(area.width.saturating_sub(x + owes)));
        text::put(canvas.buffer, area, x, 0, &said, theme.good);
        paint.row(
            canvas,
            (0, CUSTOMER_COLUMNS),
            &labels[0],
            &form.customer,
            (form, Spot::Customer),
        )
    }
}

/// When and how, with what is understood of the day beside it.
fn when_and_how(
    form: &PlaceScreen,
    paint: &Painter<'_>,
    y: u16,
    label: &str,
    canvas: &mut Canvas<'_>,
) -> Option<Position> {
    let (area, words, theme) = (paint.area, paint.look.words, paint.look.theme);
    let when = paint.row(
        canvas,
        (y, WHEN_COLUMNS),
        label,
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
    text::put(canvas.buffer, area, right, y, &ways, style);
    paint.click(canvas, form, Spot::Delivery, (right, y, wide));
    let x = paint.label + WHEN_COLUMNS;
    let typed = form.needed_by.value().trim();
    if let Some(at) = parse_when(typed, paint.look.now, words.zone()) {
        let day = words.short_day(at.local(words.zone()).date_naive());
        let full = format!(" {day} {}", words.time(at));
        let room = usize::from(right.saturating_sub(x + 1));
        // Where there is no room for the weekday, the date alone.
        let said = if text::width(&full) <= room {
            full
        } else {
            format!("{} {}", words.day_and_month_of(at), words.time(at))
        };
        text::put(
            canvas.buffer,
            area,
            x,
            y,
            &text::clip(&said, room),
            theme.dim,
        );
    }
    when
}

/// What the customer owes, at the right of their name; the columns that it takes.
fn owes(view: &Suggestions, paint: &Painter<'_>, canvas: &mut Canvas<'_>) -> u16 {
    let Some(buyer) = view.buyer.as_ref().filter(|buyer| buyer.owes.0 > 0) else {
        return 0;
    };
    let (area, words, theme) = (paint.area, paint.look.words, paint.look.theme);
    let said = words.orders_owes(buyer.owes_told(words));
    let wide = u16::try_from(text::width(&said)).unwrap_or(u16::MAX);
    let is_over = buyer.limit.is_some_and(|limit| buyer.owes > limit);
    let style = if is_over { theme.bad } else { theme.warn };
    let x = area.width.saturating_sub(wide);
    text::put(canvas.buffer, area, x, 0, &said, style);
    wide.saturating_add(1)
}

/// The papers as they are ticked.
fn papers(form: Option<&PlaceScreen>, paint: &Painter<'_>) -> Vec<(u16, u16, String)> {
    let (mut x, mut row) = (paint.label, 0);
    let mut placed = Vec::new();
    for kind in PaperKind::ALL {
        let is_on = form.is_some_and(|form| form.papers.contains(kind));
        let mark = if is_on { "■" } else { "□" };
        let paper = paint.look.words.word("paper", kind.as_str());
        let shown = format!("{mark} {paper}");
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
    view: &Suggestions,
    (paint, y): (&Painter<'_>, u16),
    labels: &[String; 6],
    canvas: &mut Canvas<'_>,
) -> (Option<Position>, u16) {
    let area = paint.area;
    let wrong_in = |row: usize, y: u16, canvas: &mut Canvas<'_>| {
        draw_beside::draw_wrong(form, draw_beside::TAIL[row], y, paint, canvas)
    };
    let when = when_and_how(form, paint, y, &labels[1], canvas);
    let y = y + 1 + wrong_in(0, y + 1, canvas);
    paint.name(canvas, y, &labels[2], matches!(form.at, Spot::Paper(_)));
    for (nth, (x, row, shown)) in papers(Some(form), paint).into_iter().enumerate() {
        let style = paint.style(form.at == Spot::Paper(nth));
        text::put(canvas.buffer, area, x, y + row, &shown, style);
        let wide = u16::try_from(text::width(&shown)).unwrap_or(0);
        paint.click(canvas, form, Spot::Paper(nth), (x, y + row, wide));
    }
    let y = y + paper_rows(paint);
    let y = y + wrong_in(1, y, canvas);
    let deposit = paint.row(
        canvas,
        (y, DEPOSIT_COLUMNS),
        &labels[3],
        &form.deposit,
        (form, Spot::Deposit),
    );
    let discount = paint.whole_discount(canvas, y, form, view);
    let y = y + 1 + wrong_in(2, y + 1, canvas);
    let wide = area.width.saturating_sub(paint.label);
    let note = paint.row(
        canvas,
        (y, wide),
        &labels[4],
        &form.note,
        (form, Spot::Note),
    );
    let y = y + 1 + wrong_in(3, y + 1, canvas);
    let reason = form.changes.as_ref().and_then(|_| {
        paint.row(
            canvas,
            (y, wide),
            &labels[5],
            &form.reason,
            (form, Spot::Reason),
        )
    });
    let y = y + u16::from(form.changes.is_some());
    let y = y + wrong_in(4, y, canvas);
    (when.or(deposit).or(discount).or(note).or(reason), y)
}

/// The sums in the lower edge of the frame: net and VAT, and what the customer pays.
fn sums(form: &PlaceScreen, view: &Suggestions, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    let Some(sums) = form.sums(view) else { return };
    let (words, theme) = (paint.look.words, paint.look.theme);
    let edge = Rect {
        y: paint.area.bottom(),
        height: 1,
        ..paint.area
    }
    .intersection(canvas.buffer.area);
    let parts = words.orders_sums(
        named::Net(words.amount(sums.net)),
        named::Vat(words.amount(sums.vat)),
    );
    let parts = format!(" {parts} ");
    let total = format!(" {} {} ", words.orders_total(), words.money(sums.total));
    let columns = |said: &str| u16::try_from(text::width(said)).unwrap_or(u16::MAX);
    let x = edge.width.saturating_sub(columns(&total));
    text::put(canvas.buffer, edge, x, 0, &total, theme.title);
    if let Some(x) = x.checked_sub(columns(&parts) + 1) {
        text::put(canvas.buffer, edge, x, 0, &parts, theme.dim);
    }
}

/// That it is kept although it is not saved, in the upper edge of the frame.
fn kept(form: &PlaceScreen, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    if !form.is_dirty() || paint.area.y == 0 {
        return;
    }
    let edge = Rect {
        y: paint.area.y - 1,
        height: 1,
        ..paint.area
    };
    let said = format!(" {} ", paint.look.words.orders_draft_kept());
    let wide = u16::try_from(text::width(&said)).unwrap_or(u16::MAX);
    let title = if form.changes.is_some() { 32 } else { 20 };
    if edge.width > wide.saturating_add(title) {
        let dim = paint.look.theme.dim;
        text::put(canvas.buffer, edge, edge.width - wide, 0, &said, dim);
    }
}

/// What is wrong, above the edge with the sums.
fn trouble(form: &PlaceScreen, paint: &Painter<'_>, canvas: &mut Canvas<'_>) {
    if form.trouble.is_empty() || form.is_told_beside() {
        return;
    }
    let (area, bad) = (paint.area, paint.look.theme.bad);
    let wide = usize::from(area.width);
    let lines = text::wrap(&form.trouble, wide);
    let high = u16::try_from(lines.len()).unwrap_or(1);
    let first = area.height.saturating_sub(high);
    for (row, line) in (first..).zip(&lines) {
        text::put(canvas.buffer, area, 0, row, &text::left(line, wide), bad);
    }
}
