//! How a form looks: its lines, its fields, and what is said below them.

use super::{Canvas, Form, Input, Look};
use crate::office::Refused;
use crate::ui::text;
use ratatui::layout::Rect;

/// So many columns stay for the field when something is said beside it.
const BESIDE_FROM: u16 = 14;

/// So many columns has the longest label: "counted by" and a name of two words.
const LABEL_COLUMNS_MAX: usize = 30;

/// A longer line before the fields goes on in the next: so many columns fit into the smallest full screen.
const INTRO_COLUMNS_MAX: usize = 72;

/// Draws what follows from a field at the right of it; returns the place that is left for the field.
fn beside(input: &Input, place: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> Rect {
    let wide = u16::try_from(text::width(&input.beside.0)).unwrap_or(u16::MAX);
    let has_room = place.width >= wide.saturating_add(BESIDE_FROM + 1);
    if input.beside.0.is_empty() || !has_room {
        return place;
    }
    let x = place.width - wide;
    let (said, is_wrong) = &input.beside;
    let style = if *is_wrong {
        look.theme.bad
    } else {
        look.theme.dim
    };
    text::put(canvas.buffer, place, x, 0, said, style);
    Rect {
        width: x - 1,
        ..place
    }
}

impl Form {
    /// The first field in which something was typed that could not be saved, and what is wrong with it.
    fn judged(&self) -> Option<(usize, Refused)> {
        let mut inputs = self.inputs.iter().enumerate();
        inputs.find_map(|(nth, input)| Some((nth, input.wrong()?)))
    }

    pub(super) fn draw_in(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let theme = look.theme;
        let judged = self.judged();
        let wrong = self.wrong.or(judged.as_ref().map(|(nth, _)| *nth));
        let mut y = 0;
        for line in &self.intro {
            y = text::paragraph(canvas.buffer, area, 0, y, line, theme.plain);
        }
        y += u16::from(!self.intro.is_empty());
        let label_width = self
            .inputs
            .iter()
            .map(|input| text::width(&input.label))
            .max()
            .unwrap_or(0)
            .min(LABEL_COLUMNS_MAX)
            + 2;
        let room = area.height.saturating_sub(y + 2).max(1);
        // As many fields before the one that has the keys as fit with it.
        let mut skip = self.at;
        let mut rows = self.inputs.get(skip).map_or(1, |input| input.rows);
        while skip > 0 && rows + self.inputs[skip - 1].rows <= room {
            skip -= 1;
            rows += self.inputs[skip].rows;
        }
        for (index, input) in self.inputs.iter().enumerate().skip(skip) {
            if y + input.rows + 1 >= area.height && index != self.at {
                break;
            }
            let chosen = index == self.at;
            text::put(
                canvas.buffer,
                area,
                0,
                y,
                &text::clip(&input.label, label_width - 2),
                match (wrong == Some(index), chosen) {
                    (true, _) => theme.bad,
                    (false, true) => theme.accent,
                    (false, false) => theme.plain,
                },
            );
            let x = u16::try_from(label_width).unwrap_or(0);
            let place = Rect::new(
                area.x + x.min(area.width),
                area.y + y,
                area.width.saturating_sub(x),
                input.rows,
            )
            .intersection(area);
            let place = beside(input, place, canvas, look);
            if place.width > 0 && place.height > 0 {
                let steps = index.cast_signed() - self.at.cast_signed();
                canvas.field(place, steps, !input.choices.is_empty());
                if input.choices.is_empty() {
                    let style = if chosen { theme.chosen } else { theme.plain };
                    let cursor = if input.rows > 1 {
                        input
                            .field
                            .draw_rows(canvas.buffer, place, style, index == self.at)
                    } else {
                        input.field.draw(canvas.buffer, place, style, input.hidden)
                    };
                    if chosen {
                        canvas.cursor = Some(cursor);
                    } else if input.field.value().is_empty() {
                        let dots = "·".repeat(usize::from(place.width.min(24)));
                        text::put(canvas.buffer, place, 0, 0, &dots, theme.dim);
                    }
                } else {
                    let shown = format!("< {} >", input.shown());
                    text::put(
                        canvas.buffer,
                        place,
                        0,
                        0,
                        &shown,
                        if chosen { theme.chosen } else { theme.plain },
                    );
                }
            }
            y += input.rows;
        }
        let judged = judged.map(|(_, refused)| look.words.refused(&refused));
        let (said, style) = match &judged {
            _ if !self.trouble.is_empty() => (&self.trouble, theme.bad),
            Some(judged) => (judged, theme.bad),
            None => (&self.warning, theme.warn),
        };
        let mut said: Vec<_> = text::wrap(said, usize::from(area.width))
            .into_iter()
            .map(|line| (line, style))
            .collect();
        let meanwhile = text::wrap(&self.meanwhile(), usize::from(area.width));
        said.retain(|(line, _)| !line.is_empty());
        said.extend(
            meanwhile
                .into_iter()
                .filter(|line| !line.is_empty())
                .map(|line| (line, theme.warn)),
        );
        // Below the fields, or at the end of the area where they take all of it.
        let high = u16::try_from(said.len()).unwrap_or(0);
        let first = (y + 1).min(area.height.saturating_sub(high));
        for (row, (line, style)) in (first..).zip(&said) {
            text::put(canvas.buffer, area, 0, row, line, *style);
        }
    }

    /// The columns and rows that it wants.
    pub(super) fn wants(&self) -> (u16, u16) {
        let fields: usize = self
            .inputs
            .iter()
            .map(|input| usize::from(input.rows))
            .sum();
        let intro: Vec<String> = self
            .intro
            .iter()
            .flat_map(|line| text::wrap(line, INTRO_COLUMNS_MAX))
            .collect();
        let meanwhile = self.meanwhile();
        let meanwhile = text::wrap(&meanwhile, INTRO_COLUMNS_MAX).into_iter();
        let meanwhile = meanwhile.filter(|line| !line.is_empty()).count();
        let rows = intro.len() + usize::from(!intro.is_empty()) + fields + 6 + meanwhile;
        let labels = self.inputs.iter().map(|input| text::width(&input.label));
        let label = labels.max().unwrap_or(0).min(LABEL_COLUMNS_MAX) + 2;
        let choices = self.inputs.iter().flat_map(|input| &input.choices);
        // "< " and " >" around what is chosen.
        let choices = choices.map(|(_, shown)| label + text::width(shown) + 4);
        let widths = intro.iter().map(|line| text::width(line)).chain(choices);
        let wide = widths.max().unwrap_or(0) + 4;
        (
            u16::try_from(wide).unwrap_or(64).max(64),
            u16::try_from(rows).unwrap_or(20),
        )
    }
}
