//! What lies over everything else: the help, the palette, the question before typed text is thrown away.

use super::clock_page;
use super::draw::{dialog, frame, keys_everywhere, keys_of_work};
use super::help;
use super::palette_draw;
use super::shell::{Over, Shell};
use crate::model::Duties;
use crate::pane::{Canvas, Chord, Hit, Look};
use crate::ui::text;
use crate::words::named;
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
            let inside = dialog(place, &look.words.help_title(), canvas, look);
            help::draw(&all, inside, canvas, look);
            canvas.cursor = None;
        }
        Over::Scanner => {
            let place = centred(area, 74, 15);
            let inside = dialog(place, &look.words.scanner_title(), canvas, look);
            let pause = shell.burst.setup().pause_ms;
            shell.tries.draw(pause, inside, canvas, look);
        }
        Over::Clock => clock_page::draw(area, canvas, look),
        Over::Palette => palette_draw::draw(&shell.palette, area, canvas, look),
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
            let inside = dialog(place, &look.words.practice_leave_title(), canvas, look);
            let said = look.words.practice_leave_question();
            question(&said, inside, canvas, look);
        }
        Over::SignOut | Over::Quit => {
            let place = centred(area, 76, 4);
            let inside = dialog(place, &look.words.cover_sign_out_title(), canvas, look);
            question(&sign_out_question(look), inside, canvas, look);
        }
        Over::Discard => {
            let place = centred(area, 56, 4);
            let inside = dialog(place, &look.words.discard_title(), canvas, look);
            question(&look.words.discard_question(), inside, canvas, look);
        }
    }
}

/// What a sign-out ends, and who is told.
fn sign_out_question(look: &Look<'_>) -> String {
    let (duties, owner) = match &look.who.covering {
        Some((_, duties, owner, _)) => (duties.as_str(), owner.as_str()),
        None => ("", ""),
    };
    let duties = look.words.duties(Duties::parse(duties).unwrap_or_default());
    if owner.is_empty() {
        look.words.cover_sign_out_question_nobody(duties)
    } else {
        let owner = named::Owner(owner);
        look.words
            .cover_sign_out_question(named::Duties(duties), owner)
    }
}

/// Draws a question that ends in its two answers, "y yes   n no" or "a ano   n ne", each of which can be clicked.
fn question(said: &str, inside: Rect, canvas: &mut Canvas<'_>, look: &Look<'_>) {
    text::put(canvas.buffer, inside, 0, 0, said, look.theme.warn);
    canvas.cursor = None;
    let from = |letter: char| said.rfind(&format!("  {letter} ")).map(|at| at + 2);
    let column = |at: usize| u16::try_from(text::width(&said[..at])).unwrap_or(u16::MAX);
    let letter = look.words.yes_letter();
    if let (Some(yes), Some(no)) = (from(letter), from('n')) {
        let (yes, no) = (column(yes), column(no));
        let end = column(said.len());
        for (letter, x, until) in [(letter, yes, no), ('n', no, end)] {
            let place = Rect {
                x: inside.x + x,
                width: until.saturating_sub(x),
                height: 1,
                ..inside
            };
            let key = Chord::char(letter).event();
            canvas
                .hits
                .push((place.intersection(inside), Hit::Key(key)));
        }
    }
}

/// The keys of what lies over everything; none where nothing does.
pub(super) fn keys(shell: &Shell) -> Option<Vec<(Chord, String)>> {
    let words = &shell.words;
    let esc = |label| (Chord::key(KeyCode::Esc), label);
    match shell.over {
        Over::Nothing => None,
        Over::Discard | Over::Leave | Over::SignOut | Over::Quit => Some(vec![
            (Chord::char(words.yes_letter()), words.setting_value_yes()),
            (Chord::char('n'), words.setting_value_no()),
        ]),
        Over::Palette => Some(vec![
            (Chord::key(KeyCode::Enter), words.key_choose()),
            esc(words.key_back()),
        ]),
        Over::Clock => Some(clock_page::keys(shell)),
        Over::Copying => Some(vec![esc(words.report_key_stop())]),
        Over::Help | Over::Scanner => Some(vec![esc(words.key_back())]),
    }
}

pub(super) fn centred(area: Rect, wide: u16, high: usize) -> Rect {
    let wide = wide.min(area.width);
    let high = u16::try_from(high).unwrap_or(u16::MAX).min(area.height);
    Rect::new(
        area.x + (area.width - wide) / 2,
        area.y + (area.height - high) / 2,
        wide,
        high,
    )
}
