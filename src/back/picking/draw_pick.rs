//! How the pick form looks: what was scanned, how far it is, the rows, the shelf, and what stands on the shelves.

use super::draw_shelves::{shelf, shelves};
use super::pick_rows::{Count, PickRow};
use super::pick_screen::PickScreen;
use super::pick_view::View;
use crate::model::Quantity;
use crate::pane::{Canvas, Look};
use crate::ui::text::{left, put, right, width, wrap};
use crate::words::named;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The columns of a row: where it begins, and how wide it is; the name takes the rest.
const CODE: (u16, usize) = (8, 10);
const NAME: u16 = 19;
/// At the right: how much of how much, and its unit.
const AMOUNT: u16 = 21;

pub(super) fn draw(
    screen: &PickScreen,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let columns = usize::from(area.width);
    let below = below(screen, view, columns, look);
    let told: u16 = u16::try_from(below.len()).unwrap_or(0);
    let mut y = head(screen, view, area, canvas, look);
    // The line of the trouble, and the shelf.
    let shelf_rows = if screen.shelf.is_some() { 2 } else { 0 };
    let room = area.height.saturating_sub(y + told + shelf_rows).max(1);
    let places = usize::from(room);
    let first = if screen.is_at_shelf() {
        screen.rows.rows.len().saturating_sub(places)
    } else {
        (screen.at + 2).saturating_sub(places)
    };
    let end = y + room;
    for (nth, row) in screen.rows.rows.iter().enumerate().skip(first) {
        if y >= end {
            break;
        }
        let chosen = nth == screen.at;
        let place = Rect::new(area.x, area.y + y, area.width, 1);
        canvas.rows(vec![(
            i64::try_from(nth).unwrap_or(0),
            place.intersection(area),
        )]);
        let whole = screen.rows.of_whole_line(row.line);
        let how = (chosen, screen.rows.any(), whole);
        draw_row(row, (area, y), how, canvas, look);
        y += 1;
        let back = screen.to_put_back(row, view, look.words);
        let under = match back {
            Some(back) => Some((back, look.theme.warn)),
            None => chosen.then(|| (about(row, view, look), look.theme.dim)),
        };
        if let Some((said, style)) = under.filter(|_| y < end) {
            let room = columns.saturating_sub(usize::from(NAME));
            put(canvas.buffer, area, NAME, y, &left(&said, room), style);
            y += 1;
        }
    }
    y = shelf(screen, view, (area, y), canvas, look);
    let top = area.height.saturating_sub(told);
    if y < top {
        shelves(view, (area, y, top), canvas, look);
    }
    for ((line, style), y) in below.iter().zip(top..area.height) {
        put(canvas.buffer, area, 0, y, line, *style);
    }
}

/// What is said at the end of the form: what is wrong, what changed and by whom, who else is at it.
fn below(
    screen: &PickScreen,
    view: &View,
    columns: usize,
    look: &Look<'_>,
) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let mut said = Vec::new();
    let head = view.head.as_ref();
    if screen.is_over() {
        said.push((screen.over_because(view, words, look.now), theme.warn));
    } else {
        let changed = screen.changed(words, look.now);
        said.extend(Some((changed, theme.warn)).filter(|(changed, _)| !changed.is_empty()));
    }
    let picker = head.and_then(|head| head.picker.as_ref());
    if let Some(other) = picker.filter(|other| other.code != look.who.code) {
        let since = words.when(other.since, look.now);
        let told = words.picking_by_since(named::When(since), named::Who(other.name.as_str()));
        said.push((told, theme.warn));
    }
    let covered = super::pick_changes::covered(look.who).map(|refused| words.refused(&refused));
    if let Some(covered) = covered.filter(|covered| *covered != screen.trouble) {
        said.push((covered, theme.bad));
    }
    if !screen.trouble.is_empty() {
        said.push((screen.trouble.clone(), theme.bad));
    }
    let lines = said.iter().flat_map(|(text, style)| {
        wrap(text, columns.max(1))
            .into_iter()
            .map(|line| (line, *style))
    });
    lines.collect()
}

/// Whose order it is, what was scanned last, and how far the whole is. Returns the rows that it took.
fn head(
    screen: &PickScreen,
    view: &View,
    area: Rect,
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) -> u16 {
    let (words, theme) = (look.words, look.theme);
    if area.height < 6 {
        return 0;
    }
    let columns = usize::from(area.width);
    let promised = |head: &super::pick_view::Head| {
        let at = head.promised.map(|at| words.when(at, look.now));
        at.map_or_else(String::new, |at| {
            format!("{} {at}", words.column_promised())
        })
    };
    let whose = view.head.as_ref().map_or_else(String::new, |head| {
        [head.customer.clone(), promised(head)]
            .join("  ")
            .trim_end()
            .to_owned()
    });
    put(
        canvas.buffer,
        area,
        0,
        0,
        &left(&whose, columns),
        theme.heading,
    );
    let scan = screen.last_scan.as_ref().map_or_else(
        || words.picking_scan_hint(),
        |(code, at)| format!("√ {code}   {}", words.time(*at)),
    );
    let label = words.picking_scan();
    put(
        canvas.buffer,
        area,
        0,
        1,
        &left(&format!("{label}  {scan}"), columns),
        theme.dim,
    );
    let (done, all) = screen.rows.sums();
    let amount = words.picking_pieces(
        named::All(words.quantity(all)),
        named::Done(words.quantity(done)),
    );
    let wide = columns.saturating_sub(width(&amount) + 2).min(58);
    put(canvas.buffer, area, 0, 2, &bar(done, all, wide), theme.good);
    let x = u16::try_from(wide + 2).unwrap_or(0);
    put(canvas.buffer, area, x, 2, &amount, theme.plain);
    if area.height < 12 {
        return 3;
    }
    let heading = format!(
        "{}{}{}",
        left(&words.stock_bin(), 8),
        left(&words.column_code(), 11),
        words.column_item()
    );
    put(
        canvas.buffer,
        area,
        0,
        4,
        &left(&heading, columns),
        theme.heading,
    );
    5
}

/// `■■■···` for so much of so much.
fn bar(done: Quantity, all: Quantity, wide: usize) -> String {
    let full = i128::from(done.0.max(0)) * i128::try_from(wide).unwrap_or(0);
    let full = full.checked_div(i128::from(all.0)).unwrap_or(0);
    let full = usize::try_from(full).unwrap_or(0).min(wide);
    format!("{}{}", "■".repeat(full), "·".repeat(wide - full))
}

fn draw_row(
    row: &PickRow,
    (area, y): (Rect, u16),
    (chosen, any, (counted, wanted)): (bool, bool, (Quantity, Quantity)),
    canvas: &mut Canvas<'_>,
    look: &Look<'_>,
) {
    let theme = look.theme;
    // What one bin lacks another may have: a line is short, or too much, as a whole.
    let is_over = counted > wanted && row.counted() > row.wanted;
    let full =
        row.count != Count::Open && !is_over && (row.counted() >= row.wanted || counted >= wanted);
    let style = if is_over {
        theme.bad
    } else if chosen {
        theme.accent
    } else if row.gone {
        theme.dim
    } else if full {
        theme.good
    } else if row.count == Count::Sure {
        theme.warn
    } else {
        theme.plain
    };
    put(canvas.buffer, area, 0, y, &left(row.bin_code(), 7), style);
    put(
        canvas.buffer,
        area,
        CODE.0,
        y,
        &left(&row.code, CODE.1),
        style,
    );
    let wide = area.width.saturating_sub(NAME + AMOUNT + 13);
    put(
        canvas.buffer,
        area,
        NAME,
        y,
        &left(&row.name, usize::from(wide)),
        style,
    );
    let x = area.width.saturating_sub(AMOUNT + 12);
    if x > NAME + wide / 2 {
        put(
            canvas.buffer,
            area,
            x,
            y,
            &bar(row.counted(), row.wanted, 10),
            style,
        );
    }
    // How much was found: the field, of how much.
    let x = area.width.saturating_sub(AMOUNT);
    let spot = Rect::new(area.x + x, area.y + y, 6, 1).intersection(area);
    let shown = if any && row.count == Count::Open && !chosen {
        right("0", 6)
    } else {
        right(row.field.value(), 6)
    };
    if chosen && !spot.is_empty() {
        let cursor = row.field.draw(canvas.buffer, spot, theme.chosen, false);
        canvas.cursor = Some(cursor);
    } else {
        put(canvas.buffer, spot, 0, 0, &shown, style);
    }
    let sign = if row.gone {
        "×"
    } else if full {
        "√"
    } else if is_over || row.count == Count::Sure {
        "!"
    } else {
        " "
    };
    let of = format!(
        " {} {} {sign}",
        look.words
            .picking_of(right(&look.words.quantity(row.wanted), 4)),
        left(&row.unit, 3)
    );
    put(canvas.buffer, area, x + 6, y, &of, style);
}

/// What lies in the bin of a row, how much of it is for this order, and the other bins.
fn about(row: &PickRow, view: &View, look: &Look<'_>) -> String {
    let words = look.words;
    if row.gone {
        return String::new();
    }
    let line = view.lines.iter().find(|line| line.line == row.line);
    let bins = line.map(|line| line.bins.as_slice()).unwrap_or_default();
    let here = bins.iter().find(|bin| bin.code == row.bin_code());
    let mut parts = Vec::new();
    if let Some(bin) = here {
        parts.push(words.picking_there(
            named::Bin(bin.code.as_str()),
            named::Quantity(words.quantity(bin.there)),
        ));
    }
    let others = bins.iter().filter(|bin| bin.code != row.bin_code());
    let others: Vec<String> = others
        .take(3)
        .map(|bin| format!("{} {}", bin.code, words.quantity(bin.there)))
        .collect();
    if !others.is_empty() {
        parts.push(words.picking_elsewhere(others.join(", ")));
    }
    parts.join("; ")
}
