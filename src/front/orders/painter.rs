//! Draws the fields of the order form: each with its label, its cursor, and a click that leads to it.

use super::place_screen::PlaceScreen;
use super::suggest::Suggestions;
use super::typed::Spot;
use super::{draw_beside, draw_lines, draw_place};
use crate::pane::{Canvas, Hit, Look};
use crate::ui::{Field, text};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Draws labels with their fields.
pub(super) struct Painter<'a> {
    pub(super) area: Rect,
    pub(super) label: u16,
    /// The row of the headings of the lines.
    pub(super) lines_at: u16,
    pub(super) look: &'a Look<'a>,
}

impl Painter<'_> {
    pub(super) fn style(&self, chosen: bool) -> Style {
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
            self.look.theme.dim
        }
    }

    pub(super) fn name(&self, canvas: &mut Canvas<'_>, y: u16, label: &str, chosen: bool) {
        let style = self.label_style(chosen);
        let wide = usize::from(self.label.saturating_sub(2));
        let label = text::right(label, wide);
        text::put(canvas.buffer, self.area, 0, y, &label, style);
    }

    /// A click here leads to this field.
    pub(super) fn click(
        &self,
        canvas: &mut Canvas<'_>,
        form: &PlaceScreen,
        spot: Spot,
        (x, y, wide): (u16, u16, u16),
    ) {
        let place = Rect::new(self.area.x + x, self.area.y + y, wide, 1);
        if let Some(clicked) = form.clicked_on(spot) {
            let place = place.intersection(self.area);
            canvas.hits.push((place, Hit::Row(clicked.row())));
        }
    }

    /// The discount on the whole order, beside the deposit.
    pub(super) fn whole_discount(
        &self,
        canvas: &mut Canvas<'_>,
        y: u16,
        form: &PlaceScreen,
        view: &Suggestions,
    ) -> Option<Position> {
        let chosen = form.at == Spot::WholeDiscount;
        let label = self.look.words.orders_discount();
        let x = self.label + draw_place::DEPOSIT_COLUMNS + 2;
        let style = self.label_style(chosen);
        text::put(canvas.buffer, self.area, x, y, &label, style);
        let x = x + u16::try_from(text::width(&label)).unwrap_or(0) + 1;
        let place = (x, y, draw_lines::DISCOUNT_COLUMNS);
        let beside = (x + draw_lines::DISCOUNT_COLUMNS + 2, y);
        draw_beside::most_of_whole(form, view, beside, self, canvas);
        self.click(canvas, form, Spot::WholeDiscount, place);
        self.field(
            canvas,
            place,
            &form.whole_discount,
            chosen,
            form.wrong == Some(Spot::WholeDiscount),
        )
    }

    /// A label with its field in this row, this wide.
    pub(super) fn row(
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
        self.click(canvas, form, spot, (self.label, y, wide));
        self.field(canvas, (self.label, y, wide), field, chosen, wrong)
    }
}
