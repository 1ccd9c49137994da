//! What is said beside a field of the order form: what is wrong with it, and how much somebody may give off.

use super::painter::Painter;
use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::{Spot, discount};
use crate::model::Discount;
use crate::pane::Canvas;
use crate::ui::text;
use ratatui::style::Style;

impl PlaceScreen {
    /// What is wrong in one of these fields.
    fn trouble_in(&self, is_one: impl Fn(Spot) -> bool) -> Option<&str> {
        let here = self.wrong.is_some_and(is_one) && !self.trouble.is_empty();
        here.then_some(self.trouble.as_str())
    }

    /// Whether what is wrong stands beside its field; else it stands at the lower edge.
    pub(super) const fn is_told_beside(&self) -> bool {
        self.wrong.is_some()
    }

    /// What the most is that may be given off where it is typed, and whether what is typed is more.
    fn most_off(&self, typed: Option<Discount>, view: &Suggestions) -> Option<(Discount, bool)> {
        let most = view.discount_max?;
        Some((most, typed.is_some_and(|typed| typed > most)))
    }

    /// On a line, together with what is given on the whole order.
    fn most_off_line(&self, nth: usize, view: &Suggestions) -> Option<(Discount, bool)> {
        let line = self
            .lines
            .get(nth)
            .filter(|_| self.at == Spot::Discount(nth))?;
        let whole = discount(&self.whole_discount).unwrap_or_default();
        let typed = discount(&line.discount).ok();
        self.most_off(typed.map(|typed| typed.and_then(whole)), view)
    }
}

/// The fields behind the lines, row by row: what is wrong in them stands under each row.
pub(super) const TAIL: [fn(Spot) -> bool; 5] = [
    |spot| matches!(spot, Spot::NeededBy | Spot::Delivery),
    |spot| matches!(spot, Spot::Paper(_)),
    |spot| matches!(spot, Spot::Deposit | Spot::WholeDiscount),
    |spot| matches!(spot, Spot::Note),
    |spot| matches!(spot, Spot::Reason),
];

/// Lines of text with their style, to stand under a field.
pub(super) type Under = Vec<(String, Style)>;

/// What stands under a line: what is wrong in it, else how much may be given off while that is typed.
pub(super) fn under_line(
    form: &PlaceScreen,
    nth: usize,
    view: &Suggestions,
    paint: &Painter<'_>,
) -> Under {
    let is_of = |spot| [Spot::Item(nth), Spot::Quantity(nth), Spot::Discount(nth)].contains(&spot);
    let wrong = wrong(form, is_of, paint);
    if !wrong.is_empty() {
        return wrong;
    }
    let most = form.most_off_line(nth, view);
    most.map(|most| vec![told(most, paint)]).unwrap_or_default()
}

/// What is wrong in one of these fields, and what somebody else wrote into it meanwhile, in as many rows as it takes.
fn wrong(form: &PlaceScreen, is_one: impl Fn(Spot) -> bool, paint: &Painter<'_>) -> Under {
    let (theme, words) = (paint.look.theme, paint.look.words);
    let wide = usize::from(paint.area.width.saturating_sub(2));
    let trouble = form.trouble_in(&is_one).map(str::to_owned);
    let meanwhile = form.meanwhile_in(&is_one, words);
    let said = [(trouble, theme.bad), (meanwhile, theme.warn)].into_iter();
    let said = said.filter_map(|(said, style)| Some((said?, style)));
    let rows = said.flat_map(|(said, style)| {
        let lines = text::wrap(&format!("▲ {said}"), wide).into_iter();
        lines.map(move |line| (line, style))
    });
    rows.collect()
}

/// How many rows what is wrong with the customer takes, under their name.
pub(super) fn rows_of_head(form: &PlaceScreen, paint: &Painter<'_>) -> u16 {
    let said = wrong(form, |spot| spot == Spot::Customer, paint);
    u16::try_from(said.len()).unwrap_or(0)
}

/// Draws what is wrong in one of these fields from this row on; gives how many rows that takes.
pub(super) fn draw_wrong(
    form: &PlaceScreen,
    is_one: impl Fn(Spot) -> bool,
    y: u16,
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let said = wrong(form, is_one, paint);
    for ((line, style), row) in said.iter().zip(y..) {
        text::put(canvas.buffer, paint.area, 2, row, line, *style);
    }
    u16::try_from(said.len()).unwrap_or(0)
}

/// How many rows what is wrong in the fields behind the lines takes.
pub(super) fn rows_of_tail(form: &PlaceScreen, paint: &Painter<'_>) -> u16 {
    let rows = TAIL.iter().map(|fields| wrong(form, fields, paint).len());
    u16::try_from(rows.sum::<usize>()).unwrap_or(0)
}

/// How much may be given off, in the warning colour where more is typed.
fn told((most, is_over): (Discount, bool), paint: &Painter<'_>) -> (String, Style) {
    let (words, theme) = (paint.look.words, paint.look.theme);
    let share = words.discount(most);
    if is_over {
        (words.orders_discount_over(share), theme.bad)
    } else {
        (words.orders_discount_most(share), theme.dim)
    }
}

/// How much may be given off the whole order, at the right of where it is typed.
pub(super) fn most_of_whole(
    form: &PlaceScreen,
    view: &Suggestions,
    (x, y): (u16, u16),
    paint: &Painter<'_>,
    canvas: &mut Canvas<'_>,
) {
    if form.at != Spot::WholeDiscount {
        return;
    }
    let whole = discount(&form.whole_discount).ok();
    let lines = form.lines.iter();
    let most = lines.filter_map(|line| discount(&line.discount).ok()).max();
    let typed = whole.map(|whole| most.unwrap_or_default().and_then(whole));
    if let Some(most) = form.most_off(typed, view) {
        let (said, style) = told(most, paint);
        let room = usize::from(paint.area.width.saturating_sub(x));
        text::put(
            canvas.buffer,
            paint.area,
            x,
            y,
            &text::clip(&said, room),
            style,
        );
    }
}
