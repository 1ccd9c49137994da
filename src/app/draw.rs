//! The whole screen: header, bands, the open section, dialogs over it, and the line of keys.

use super::bands::{asks, band, waits_beside};
use super::header::{header, tabs};
use super::shell::{BOTH_COLUMNS_MIN, Shell};
use super::{draw_card, over};
use crate::model::Desk;
use crate::pane::{Canvas, Chord, Hit, Look};
use crate::ui::text;
use crate::words::{Words, named};
use crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Widget};

/// The smallest terminal that is drawn in full.
const COLUMNS_MIN: u16 = 40;
const ROWS_MIN: u16 = 12;

/// Whether a window of this size shows too little to work with.
pub(super) const fn is_too_small(columns: u16, rows: u16) -> bool {
    columns < COLUMNS_MIN || rows < ROWS_MIN
}

/// What is said in such a window.
pub(super) fn too_small(words: &Words) -> String {
    words.too_small(
        named::Columns(i64::from(COLUMNS_MIN)),
        named::Rows(i64::from(ROWS_MIN)),
    )
}

pub(super) fn shell(shell: &mut Shell, canvas: &mut Canvas<'_>) {
    let area = marked(shell, canvas);
    shell.too_small = is_too_small(area.width, area.height);
    if shell.too_small {
        let said = too_small(&shell.words);
        text::paragraph(canvas.buffer, area, 0, 0, &said, shell.theme.warn);
        return;
    }
    let (words, theme, now) = (shell.words.clone(), shell.theme, shell.now());
    let Some(who) = shell.who.clone().filter(|_| !shell.locked) else {
        shell
            .sign_in
            .draw(area, canvas, &words, &theme, &shell.facts.name, now);
        return;
    };
    let look = Look {
        now,
        words: &words,
        theme: &theme,
        who: &who,
        focused: shell.dialogs.is_empty(),
    };
    header(shell, Rect { height: 1, ..area }, canvas, &look);
    tabs(
        shell,
        Rect {
            y: area.y + 1,
            height: 1,
            ..area
        },
        canvas,
        &look,
    );
    let mut top = 2;
    let bands = [
        super::clock_page::band(&look),
        band(&look),
        waits_beside(&look),
        asks(&look, shell.missed_seen),
    ];
    for band in bands.into_iter().flatten() {
        let place = Rect {
            y: area.y + top,
            height: 1,
            ..area
        };
        text::put(
            canvas.buffer,
            place,
            0,
            0,
            &text::left(&band, usize::from(area.width)),
            theme.band,
        );
        top += 1;
    }
    let body = Rect {
        y: area.y + top,
        height: area.height - top - 2,
        ..area
    };
    let body = guided(shell, body, canvas, &look);
    let (work, card) = draw_card::places(shell, body);
    sections(shell, work, canvas, &look);
    dialogs(shell, work, canvas, &look);
    if let Some(place) = card {
        draw_card::draw(shell, place, canvas, &look);
    }
    let below = canvas.hits.len();
    super::footer::footer(
        shell,
        Rect {
            y: area.bottom() - 2,
            height: 2,
            ..area
        },
        canvas,
        &look,
    );
    // The keys in the last line are those of what lies over everything.
    let keys = canvas.hits.split_off(below);
    over::draw(shell, body, canvas, &look);
    canvas.hits.extend(keys);
}

/// How wide a terminal must be for a practice's card beside the work, and how wide it stands there.
const GUIDE_BESIDE_COLUMNS_MIN: u16 = 116;
const GUIDE_COLUMNS: u16 = 38;

/// A practice is marked above and below everything, whatever is on the screen. Gives what is left between.
fn marked(shell: &Shell, canvas: &mut Canvas<'_>) -> Rect {
    let area = canvas.buffer.area;
    if !shell.is_practice() || area.height < 3 {
        return area;
    }
    let said = format!(" {}", shell.words.practice_band());
    for y in [0, area.height - 1] {
        let line = text::left(&said, usize::from(area.width));
        text::put(canvas.buffer, area, 0, y, &line, shell.theme.band);
    }
    Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    }
}

/// Draws the card that is practised, beside the work or above it. Gives what is left for the work.
fn guided(shell: &Shell, body: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) -> Rect {
    let Some(guide) = &shell.guide else {
        return body;
    };
    let reached = shell.reached_in_practice();
    // With a card of F1 beside the work there is no room for two.
    if body.width >= GUIDE_BESIDE_COLUMNS_MIN && shell.cards.panel.is_none() {
        let work = body.width - GUIDE_COLUMNS;
        let panel = Rect {
            x: body.x + work,
            width: GUIDE_COLUMNS,
            ..body
        };
        guide.draw_panel(reached, panel, canvas, look);
        return Rect {
            width: work,
            ..body
        };
    }
    let rows = 2.min(body.height / 4);
    guide.draw_lines(
        reached,
        Rect {
            height: rows,
            ..body
        },
        canvas,
        look,
    );
    Rect {
        y: body.y + rows,
        height: body.height - rows,
        ..body
    }
}

fn sections(shell: &mut Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    if shell.both && area.width >= BOTH_COLUMNS_MIN {
        let half = area.width / 2;
        for (desk, place) in [
            (
                Desk::Front,
                Rect {
                    width: half - 1,
                    ..area
                },
            ),
            (
                Desk::Back,
                Rect {
                    x: area.x + half + 1,
                    width: area.width - half - 1,
                    ..area
                },
            ),
        ] {
            let focused = look.focused && shell.desk == Some(desk);
            let index = shell.section_of(Some(desk));
            if let Some(pane) = shell.panes.get_mut(index) {
                pane.draw(place, canvas, &Look { focused, ..*look });
            }
        }
        for y in 0..area.height {
            text::put(canvas.buffer, area, half, y, "│", look.theme.dim);
        }
        return;
    }
    let index = shell.section_of(shell.desk);
    if let Some(pane) = shell.panes.get_mut(index) {
        pane.draw(area, canvas, look);
    }
}

fn dialogs(shell: &mut Shell, area: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    for (_, pane) in &mut shell.dialogs {
        // Inside the frame and the space beside it.
        let columns = area.width.saturating_sub(4);
        let (wide, high) = pane
            .size(columns, look)
            .unwrap_or((area.width, area.height));
        let (wide, high) = (wide.min(area.width), high.min(area.height));
        let place = Rect::new(
            area.x + (area.width - wide) / 2,
            area.y + (area.height - high) / 2,
            wide,
            high,
        );
        let inside = dialog(place, &pane.title(look.words), canvas, look);
        canvas.cursor = None;
        pane.draw(
            inside,
            canvas,
            &Look {
                focused: true,
                ..*look
            },
        );
    }
}

/// The frame of a dialog. A click beside it is Esc, whatever lies there; one on it does what it shows.
pub(super) fn dialog(place: Rect, title: &str, canvas: &mut Canvas<'_>, look: &Look<'_>) -> Rect {
    let inside = frame(place, title, canvas, look);
    canvas.hits.clear();
    let everywhere = canvas.buffer.area;
    canvas
        .hits
        .push((everywhere, Hit::Key(KeyCode::Esc.into())));
    canvas.hits.push((place, Hit::Nothing));
    inside
}

/// Clears a box, draws its frame and title, and gives its inside.
pub(super) fn frame(place: Rect, title: &str, canvas: &mut Canvas<'_>, look: &Look<'_>) -> Rect {
    Clear.render(place, canvas.buffer);
    canvas.hits.retain(|(hit, _)| !place.intersects(*hit));
    let block = Block::bordered()
        .border_style(look.theme.accent)
        .title_style(look.theme.title)
        .title(format!(
            " {} ",
            text::clip(title, usize::from(place.width.saturating_sub(6)))
        ));
    let inside = block.inner(place);
    block.render(place, canvas.buffer);
    Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

/// The keys of the screen on top, with their labels.
pub(super) fn keys_of_top(shell: &Shell) -> Vec<(Chord, String)> {
    let Some(who) = &shell.who else {
        return Vec::new();
    };
    match shell.dialogs.last() {
        Some((_, pane)) => pane.keys(&shell.words, who),
        None => shell
            .panes
            .get(shell.section_of(shell.desk))
            .map(|pane| pane.keys(&shell.words, who))
            .unwrap_or_default(),
    }
}

/// The keys that can be pressed now: those of the job card while it has them, else those of the work.
pub(super) fn keys(shell: &Shell) -> Vec<(Chord, String)> {
    if let Some(keys) = super::over::keys(shell) {
        return keys;
    }
    if shell.cards.has_keys() {
        return shell.keys_of_card();
    }
    keys_of_work(shell)
}

/// The keys of the screen on top, then the most important of those that work everywhere.
pub(super) fn keys_of_work(shell: &Shell) -> Vec<(Chord, String)> {
    let mut keys = keys_of_top(shell);
    if !shell.dialogs.is_empty() {
        keys.push((Chord::key(KeyCode::Esc), shell.words.key_back()));
    }
    keys.push((Chord::key(KeyCode::F(4)), shell.words.key_cover()));
    keys.push((Chord::ctrl('k'), shell.words.key_palette()));
    keys.push((Chord::key(KeyCode::F(1)), shell.words.key_help()));
    keys
}

/// The keys that work everywhere.
pub(super) fn keys_everywhere(words: &Words) -> Vec<(Chord, String)> {
    vec![
        (Chord::key(KeyCode::F(2)), words.header_front()),
        (Chord::key(KeyCode::F(3)), words.header_back()),
        (Chord::key(KeyCode::F(4)), words.key_cover()),
        (Chord::key(KeyCode::F(5)), words.key_both()),
        (Chord::key(KeyCode::F(8)), words.key_urgent()),
        (Chord::key(KeyCode::F(9)), words.header_office()),
        (Chord::key(KeyCode::F(12)), words.key_lock()),
        (Chord::ctrl('k'), words.key_palette()),
        (Chord::ctrl('l'), words.key_language()),
        (Chord::ctrl('t'), words.key_theme()),
        (Chord::ctrl('o'), words.key_sign_out()),
        (Chord::ctrl('q'), words.key_quit()),
    ]
}
