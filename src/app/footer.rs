//! The two lowest lines: what was said last, and the keys that can be pressed now.

use super::draw::keys;
use super::shell::Shell;
use crate::pane::{Canvas, Chord, Hit, Look};
use crate::ui::text;
use crossterm::event::KeyCode;
use ratatui::layout::Rect;

/// The last thing said, and below it the keys that can be pressed; each can be clicked.
pub(super) fn footer(shell: &mut Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    status(shell, area, canvas, look);
    let width_of = |(chord, label): &(Chord, String)| {
        text::width(&chord.to_string()) + 1 + text::width(label) + 2
    };
    let mut keys = keys(shell);
    // The last one, the help, names whatever does not fit.
    while keys.len() > 1 && keys.iter().map(width_of).sum::<usize>() > usize::from(area.width) + 1 {
        keys.remove(keys.len() - 2);
    }
    // Two keys of one act stand before one label, Enter first.
    for nth in 1..keys.len() {
        if keys[nth - 1].1 == keys[nth].1 {
            if keys[nth].0 == Chord::key(KeyCode::Enter) {
                keys.swap(nth - 1, nth);
            }
            keys[nth - 1].1.clear();
        }
    }
    let mut x = 1;
    for (chord, label) in keys {
        let name = chord.to_string();
        let named = u16::try_from(text::width(&name)).unwrap_or(u16::MAX);
        let said = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        let wide = if said == 0 { named } else { named + 1 + said };
        if x + wide > area.width {
            break;
        }
        text::put(canvas.buffer, area, x, 1, &name, look.theme.accent);
        text::put(
            canvas.buffer,
            area,
            x + named + 1,
            1,
            &label,
            look.theme.plain,
        );
        canvas.hits.push((
            Rect::new(area.x + x, area.y + 1, wide, 1),
            Hit::Key(chord.event()),
        ));
        x += wide + if said == 0 { 1 } else { 2 };
    }
}

/// The last thing said, on as many lines as it needs.
fn status(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let (said, bad) = &shell.status;
    let style = if *bad {
        look.theme.bad
    } else {
        look.theme.good
    };
    let wide = usize::from(area.width.saturating_sub(2));
    let lines = text::wrap(said, wide);
    for (nth, line) in lines.iter().rev().enumerate().filter(|_| !said.is_empty()) {
        let up = u16::try_from(nth).unwrap_or(0).min(area.y);
        let row = Rect {
            y: area.y - up,
            height: 1,
            ..area
        };
        text::put(
            canvas.buffer,
            row,
            0,
            0,
            &format!(" {}", text::left(line, wide)),
            style,
        );
    }
}
