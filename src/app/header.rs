//! The first two lines: where one is, who one is, and where one can go.

use super::sections::{SECTIONS, Section};
use super::shell::Shell;
use crate::model::Desk;
use crate::pane::{Canvas, Chord, Hit, Look};
use crate::ui::text;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;

/// The first line.
pub(super) fn header(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let style = look.theme.header;
    text::put(
        canvas.buffer,
        area,
        0,
        0,
        &" ".repeat(usize::from(area.width)),
        style,
    );
    let right = format!("{}  {} ", look.who.name, look.words.time(look.now));
    let right_width = u16::try_from(text::width(&right)).unwrap_or(0);
    let mut x = 1;
    if shell.is_practice() {
        let mark = format!("[{}]", look.words.practice_mark());
        text::put(canvas.buffer, area, x, 0, &mark, style);
        x += u16::try_from(text::width(&mark)).unwrap_or(0) + 1;
    } else if area.width >= 100 {
        text::put(
            canvas.buffer,
            area,
            x,
            0,
            &text::left(&shell.facts.name, 28),
            style,
        );
        x += 29;
    }
    let room = area.width.saturating_sub(x + right_width);
    for (key, mark) in desk_marks(shell, look, room) {
        let wide = u16::try_from(text::width(&mark)).unwrap_or(0);
        if x + wide + right_width > area.width {
            break;
        }
        text::put(canvas.buffer, area, x, 0, &mark, style);
        canvas.hits.push((
            Rect::new(area.x + x, area.y, wide, 1),
            Hit::Key(KeyEvent::from(KeyCode::F(key))),
        ));
        x += wide + 1;
    }
    text::put(
        canvas.buffer,
        area,
        area.width.saturating_sub(right_width),
        0,
        &right,
        style,
    );
}

/// The desks and the office with their keys, as long as they fit: without "(look)" where they do not, at last with the name of the
/// open one alone.
fn desk_marks(shell: &Shell, look: &Look<'_>, room: u16) -> [(u8, String); 3] {
    let marks = |with_look: bool, with_names: bool| {
        [
            (Some(Desk::Front), 2, look.words.header_front()),
            (Some(Desk::Back), 3, look.words.header_back()),
            (None, 9, look.words.header_office()),
        ]
        .map(|(desk, key, name)| {
            let is_open = shell.desk == desk;
            let mut label = format!("F{key}");
            if with_names || is_open {
                label = format!("{label} {name}");
            }
            let looks_only = desk.is_some_and(|desk| !desk.duties().any(|duty| look.who.may(duty)));
            if with_look && looks_only {
                label.push_str(&look.words.header_look());
            }
            let mark = if is_open {
                format!("[{label}]")
            } else {
                format!(" {label} ")
            };
            (key, mark)
        })
    };
    let fits = |marks: &[(u8, String); 3]| {
        let wide: usize = marks.iter().map(|(_, mark)| text::width(mark) + 1).sum();
        wide <= usize::from(room)
    };
    [marks(true, true), marks(false, true)]
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| marks(false, false))
}

/// The sections of the desk that is open, with their digits.
pub(super) fn tabs(shell: &Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    let open = shell.section_of(shell.desk);
    let sections: Vec<(usize, String)> = SECTIONS
        .iter()
        .enumerate()
        .filter(|(_, section)| section.desk == shell.desk)
        .map(|(index, section)| (index, section_name(section, look)))
        .collect();
    // A digit, a space, brackets or the spaces in their place; where that is too much, one space before each. The open one is
    // never shortened.
    let all: usize = sections.iter().map(|(_, name)| text::width(name)).sum();
    let is_tight = 1 + 4 * sections.len() + all > usize::from(area.width);
    let beside = if is_tight { 3 } else { 4 };
    let opened = sections.iter().find(|(index, _)| *index == open);
    let taken = opened.map_or(0, |(_, name)| text::width(name));
    let edges = if is_tight { 2 } else { 1 };
    let room = usize::from(area.width).saturating_sub(edges + beside * sections.len() + taken);
    let others: Vec<usize> = sections
        .iter()
        .filter(|(index, _)| *index != open)
        .map(|(_, name)| text::width(name))
        .collect();
    let longest = cap(&others, room);
    let spare = room.saturating_sub(others.iter().map(|name| (*name).min(longest)).sum());
    let apart = u16::from(spare >= sections.len() && !is_tight);
    let mut x = u16::from(!is_tight);
    for (nth, (index, name)) in sections.iter().enumerate() {
        let name = if *index == open {
            name.clone()
        } else {
            text::clip(name, longest)
        };
        let label = format!("{} {name}", nth + 1);
        let is_open = *index == open;
        let shown = match (is_open, is_tight) {
            (true, false) => format!("[{label}]"),
            (true, true) => format!(" [{label}]"),
            (false, false) => format!(" {label} "),
            (false, true) => format!(" {label}"),
        };
        let style = if is_open {
            look.theme.title
        } else {
            look.theme.dim
        };
        let wide = u16::try_from(text::width(&shown)).unwrap_or(0);
        text::put(canvas.buffer, area, x, 0, &shown, style);
        let digit = char::from_digit(u32::try_from(nth + 1).unwrap_or(1), 10).unwrap_or('1');
        canvas.hits.push((
            Rect::new(area.x + x, area.y, wide, 1).intersection(area),
            Hit::Key(Chord::char(digit).event()),
        ));
        x += wide + apart;
    }
}

/// What a section is called, with what waits in it.
fn section_name(section: &Section, look: &Look<'_>) -> String {
    let title = (section.title)(look.words);
    let is_inbox = section.title as usize
        == crate::words::Words::section_inbox as fn(&crate::words::Words) -> String as usize;
    if is_inbox && look.who.unread > 0 {
        format!("{title} ({})", look.who.unread)
    } else {
        title
    }
}

/// The longest that a name may be, so that all of them fit into so many columns.
fn cap(names: &[usize], room: usize) -> usize {
    let all = |cap: usize| names.iter().map(|name| (*name).min(cap)).sum::<usize>();
    let longest = names.iter().copied().max().unwrap_or(0);
    (1..=longest)
        .rev()
        .find(|cap| all(*cap) <= room)
        .unwrap_or(1)
}
