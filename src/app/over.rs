//! What lies over everything else: the help, the palette, the question before typed text is thrown away.

use super::draw::{frame, keys_everywhere, keys_of_work};
use super::help;
use super::palette::Palette;
use super::shell::{Over, Shell};
use crate::pane::{Canvas, Chord, Look};
use crate::ui::text;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

pub(super) fn draw(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    match shell.over {
        Over::Nothing => {}
        Over::Help => {
            let mut all = keys_of_work(shell);
            let mut everywhere = keys_everywhere(look.words);
            everywhere.retain(|(chord, _)| chord.code != KeyCode::F(5) || !shell.is_narrow());
            all.retain(|(chord, _)| !everywhere.iter().any(|(known, _)| known == chord));
            all.retain(|(chord, _)| chord.code != KeyCode::F(1));
            all.extend(everywhere);
            let place = centred(area, 60, all.len() + 2);
            let inside = frame(place, &look.words.help_title(), canvas, look);
            help::draw(&all, inside, canvas, look);
            canvas.cursor = None;
        }
        Over::Scanner => {
            let place = centred(area, 74, 15);
            let inside = frame(place, &look.words.scanner_title(), canvas, look);
            let pause = shell.burst.setup().pause_ms;
            shell.tries.draw(pause, inside, canvas, look);
        }
        Over::Palette => palette(&shell.palette, area, canvas, look),
        Over::Copying => {
            let said = shell
                .copying
                .as_ref()
                .map(|copying| copying.said(look.words));
            let place = centred(area, 66, 4);
            let inside = frame(place, &look.words.practice_copying_title(), canvas, look);
            text::put(
                canvas.buffer,
                inside,
                0,
                0,
                &said.unwrap_or_default(),
                look.theme.plain,
            );
            canvas.cursor = None;
        }
        Over::Leave => {
            let place = centred(area, 56, 4);
            let inside = frame(place, &look.words.practice_leave_title(), canvas, look);
            text::put(
                canvas.buffer,
                inside,
                0,
                0,
                &look.words.practice_leave_question(),
                look.theme.warn,
            );
            canvas.cursor = None;
        }
        Over::Discard => {
            let place = centred(area, 56, 4);
            let inside = frame(place, &look.words.discard_title(), canvas, look);
            text::put(
                canvas.buffer,
                inside,
                0,
                0,
                &look.words.discard_question(),
                look.theme.warn,
            );
            canvas.cursor = None;
        }
    }
}

/// The keys of what lies over everything; none where nothing does.
pub(super) fn keys(shell: &Shell) -> Option<Vec<(Chord, String)>> {
    let words = &shell.words;
    let esc = |label| (Chord::key(KeyCode::Esc), label);
    match shell.over {
        Over::Nothing => None,
        Over::Discard | Over::Leave => {
            // In both languages a letter that does nothing else anywhere.
            Some(vec![
                (Chord::char('y'), words.setting_value_yes()),
                (Chord::char('n'), words.setting_value_no()),
            ])
        }
        Over::Palette => Some(vec![
            (Chord::key(KeyCode::Enter), words.key_choose()),
            esc(words.key_back()),
        ]),
        Over::Copying => Some(vec![esc(words.report_key_stop())]),
        Over::Help | Over::Scanner => Some(vec![esc(words.key_back())]),
    }
}

fn centred(area: Rect, wide: u16, high: usize) -> Rect {
    let wide = wide.min(area.width);
    let high = u16::try_from(high).unwrap_or(u16::MAX).min(area.height);
    Rect::new(
        area.x + (area.width - wide) / 2,
        area.y + (area.height - high) / 2,
        wide,
        high,
    )
}

fn palette(palette: &Palette, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let place = centred(area, 60, 16);
    let inside = frame(place, &look.words.palette_title(), canvas, look);
    let line = Rect {
        height: 1,
        ..inside
    };
    let cursor = palette
        .field()
        .draw(canvas.buffer, line, look.theme.chosen, false);
    let room = usize::from(inside.height.saturating_sub(2));
    let first = (palette.at() + 1).saturating_sub(room);
    let wide = usize::from(inside.width);
    for (nth, entry) in palette.found().iter().enumerate().skip(first).take(room) {
        let y = 2 + u16::try_from(nth - first).unwrap_or(0);
        let style = if nth == palette.at() {
            look.theme.chosen
        } else {
            look.theme.plain
        };
        let label = text::left(&entry.label, wide.saturating_sub(10));
        let shown = format!("{label}{}", text::right(&entry.key, 10));
        text::put(
            canvas.buffer,
            inside,
            0,
            y,
            &text::left(&shown, wide),
            style,
        );
    }
    canvas.cursor = Some(cursor);
}
