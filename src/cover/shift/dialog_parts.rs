//! The parts of F4 below the people: duties and reasons to tick, the end with its minutes, the note, the PIN.

use super::dialog::{CoverDialog, Part};
use super::dialog_draw::LABELS;
use super::people::Found;
use super::side::{CLICK_DUTIES, CLICK_EACH, CLICK_REASONS, CLICK_UNTIL};
use crate::model::CoverReason;
use crate::model::time::parse_when;
use crate::pane::{Canvas, Hit, Look};
use crate::ui::text;
use crate::words::Words;
use ratatui::layout::Rect;
use ratatui::style::Style;

impl CoverDialog {
    pub(super) fn paint_duties(
        &self,
        found: &Found,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) -> u16 {
        self.label(
            Part::Duties,
            &look.words.cover_part_duties(),
            area,
            canvas,
            look,
        );
        let texts = self.duty_texts(found, look.words);
        let can: Vec<bool> = self.duties(found).iter().map(|(_, can)| *can).collect();
        let style = |nth: usize| match (
            self.part == Part::Duties && self.side().at == nth,
            can.get(nth),
        ) {
            (true, _) => look.theme.chosen,
            (false, Some(true)) => look.theme.plain,
            (false, _) => look.theme.dim,
        };
        spread(&texts, style, CLICK_DUTIES, area, canvas)
    }

    pub(super) fn paint_reasons(
        &self,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) -> u16 {
        self.label(Part::Why, &look.words.cover_part_why(), area, canvas, look);
        let texts = reason_texts(self, look.words);
        let style = |nth: usize| match (
            self.part,
            CoverReason::ALL.get(nth) == Some(&self.side().reason),
        ) {
            (Part::Why, true) => look.theme.chosen,
            _ => look.theme.plain,
        };
        spread(&texts, style, CLICK_REASONS, area, canvas)
    }

    pub(super) fn paint_until(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        self.label(Part::Until, &words.cover_part_until(), area, canvas, look);
        let field = Rect {
            x: area.x + LABELS,
            width: 10.min(area.width.saturating_sub(LABELS)),
            ..area
        };
        let focused = self.part == Part::Until;
        let style = if focused { theme.chosen } else { theme.plain };
        let until = &self.side().until;
        let cursor = until.draw(canvas.buffer, field, style, false);
        if focused {
            canvas.cursor = Some(cursor);
        }
        click(canvas, area, (LABELS, 0, 10), CLICK_UNTIL, 0);
        let (said, style) = match parse_when(until.value(), look.now, words.zone()) {
            Some(at) if at > look.now => {
                let left = words.duration(at.0 - look.now.0);
                let same = words.time(at) == until.value();
                let at = words.when(at, look.now);
                (if same { left } else { format!("{left}, {at}") }, theme.dim)
            }
            _ => (format!("× {}", words.cover_until_such_as()), theme.bad),
        };
        text::put(canvas.buffer, area, LABELS + 11, 0, &said, style);
    }

    pub(super) fn paint_note(
        &self,
        found: &Found,
        area: Rect,
        canvas: &mut Canvas<'_>,
        look: &Look<'_>,
    ) {
        let (words, theme) = (look.words, look.theme);
        if let Some(note) = &self.note {
            let focused = self.part == Part::Note;
            let style = if focused { theme.chosen } else { theme.plain };
            let cursor = note.draw_rows(canvas.buffer, area, style, focused);
            if focused {
                canvas.cursor = Some(cursor);
            }
            return;
        }
        let lines = self.notes(found, look);
        if lines.is_empty() {
            text::put(
                canvas.buffer,
                area,
                2,
                0,
                &words.cover_note_nothing(),
                theme.dim,
            );
        }
        let labels = lines
            .iter()
            .map(|line| text::width(&line.label))
            .max()
            .unwrap_or(0);
        for (y, line) in (0..area.height).zip(&lines) {
            let style = if line.mark == '!' {
                theme.bad
            } else {
                theme.plain
            };
            let room = usize::from(area.width).saturating_sub(labels + 5);
            // As many things as fit whole.
            let fits = (1..=line.things.len())
                .rev()
                .find(|many| text::width(&line.text(words, *many)) <= room);
            let said = line.text(words, fits.unwrap_or(1));
            let said = format!("{} {}  {said}", line.mark, text::left(&line.label, labels));
            text::put(canvas.buffer, area, 1, y, &said, style);
        }
    }

    pub(super) fn paint_pin(&self, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
        let (words, theme) = (look.words, look.theme);
        self.label(Part::Pin, &words.cover_part_pin(), area, canvas, look);
        let field = Rect {
            x: area.x + LABELS,
            width: 14.min(area.width.saturating_sub(LABELS)),
            ..area
        };
        let focused = self.part == Part::Pin;
        let style = if focused { theme.chosen } else { theme.plain };
        let cursor = self.pin.draw(canvas.buffer, field, style, true);
        if focused {
            canvas.cursor = Some(cursor);
        }
        let signed = words.cover_signed_as(look.who.name.as_str());
        let room = usize::from(area.width.saturating_sub(LABELS + 15));
        text::put(
            canvas.buffer,
            area,
            LABELS + 15,
            0,
            &text::right(&signed, room),
            theme.dim,
        );
    }
}

pub(super) fn reason_texts(dialog: &CoverDialog, words: &Words) -> Vec<String> {
    let said = |reason: &CoverReason| {
        let mark = if *reason == dialog.side().reason {
            '●'
        } else {
            '○'
        };
        format!("{mark} {}", words.word("reason", reason.as_str()))
    };
    CoverReason::ALL.iter().map(said).collect()
}

/// Where each text stands: column and row.
pub(super) fn wrapped(texts: &[String], room: u16) -> Vec<(u16, u16)> {
    let (mut x, mut y) = (0, 0);
    let mut places = Vec::new();
    for one in texts {
        let wide = u16::try_from(text::width(one)).unwrap_or(0);
        if x > 0 && x + wide > room {
            (x, y) = (0, y + 1);
        }
        places.push((x, y));
        x += wide + 2;
    }
    places
}

/// Draws texts beside and under each other, each of which can be clicked. Gives how many rows they take.
fn spread(
    texts: &[String],
    style: impl Fn(usize) -> Style,
    kind: i64,
    area: Rect,
    canvas: &mut Canvas<'_>,
) -> u16 {
    let places = wrapped(texts, area.width.saturating_sub(LABELS));
    for (nth, (one, (x, y))) in texts.iter().zip(&places).enumerate() {
        text::put(canvas.buffer, area, LABELS + x, *y, one, style(nth));
        let wide = u16::try_from(text::width(one)).unwrap_or(0);
        click(canvas, area, (LABELS + x, *y, wide), kind, nth);
    }
    places.last().map_or(1, |(_, y)| y + 1)
}

/// Makes a place clickable: column, row, width.
pub(super) fn click(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (x, y, width): (u16, u16, u16),
    kind: i64,
    nth: usize,
) {
    let spot = Rect {
        x: area.x + x,
        y: area.y + y,
        width,
        height: 1,
    };
    let number = kind * CLICK_EACH + i64::try_from(nth).unwrap_or(0);
    canvas
        .hits
        .push((spot.intersection(area), Hit::Row(number)));
}
