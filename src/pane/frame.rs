//! What a dialog draws on its own frame: the keys in the lower edge, a rule with a name across it.

use super::{Canvas, Chord, Hit};
use crate::ui::{Theme, text};
use ratatui::layout::Rect;

impl Canvas<'_> {
    /// The keys in the lower edge of the frame around `inside`, with what each does; as many as fit. Each can be clicked.
    pub fn keys_in_frame(&mut self, inside: Rect, keys: &[(Chord, String)], theme: &Theme) {
        let edge = Rect {
            y: inside.bottom(),
            height: 1,
            ..inside
        }
        .intersection(self.buffer.area);
        let mut x = 0;
        for (nth, (chord, label)) in keys.iter().enumerate() {
            let name = chord.to_string();
            let room =
                usize::from(edge.width.saturating_sub(x)).saturating_sub(text::width(&name) + 3);
            let label = if nth == 0 {
                text::clip(label, room)
            } else {
                label.clone()
            };
            let wide = text::width(&name) + text::width(&label) + 3;
            let wide = u16::try_from(wide).unwrap_or(u16::MAX);
            if x.saturating_add(wide) > edge.width || edge.height == 0 {
                return;
            }
            text::put(self.buffer, edge, x, 0, &format!(" {name} "), theme.accent);
            let after = x + 2 + u16::try_from(text::width(&name)).unwrap_or(0);
            let style = if nth == 0 { theme.title } else { theme.plain };
            text::put(self.buffer, edge, after, 0, &format!("{label} "), style);
            let spot = Rect {
                x: edge.x + x,
                width: wide,
                ..edge
            };
            self.hits.push((spot, Hit::Key(chord.event())));
            x += wide + 1;
        }
    }

    /// A rule across the frame around `inside`, with what begins there and a remark at its right.
    pub fn rule_in_frame(&mut self, inside: Rect, y: u16, name: &str, remark: &str, theme: &Theme) {
        let across = Rect {
            x: inside.x.saturating_sub(2),
            y: inside.y + y,
            width: inside.width + 4,
            height: 1,
        }
        .intersection(self.buffer.area);
        if across.width < 6 || y >= inside.height {
            return;
        }
        let line = format!("├{}┤", "─".repeat(usize::from(across.width) - 2));
        text::put(self.buffer, across, 0, 0, &line, theme.accent);
        let room = usize::from(across.width) - 6;
        let name = text::clip(name, room);
        text::put(self.buffer, across, 2, 0, &format!(" {name} "), theme.title);
        let wide = text::width(remark) + 4;
        if !remark.is_empty() && text::width(&name) + wide + 6 < usize::from(across.width) {
            let x = across.width - u16::try_from(wide).unwrap_or(0);
            text::put(self.buffer, across, x, 0, &format!(" {remark} "), theme.dim);
        }
    }
}
