//! What the bytes of a terminal mean. The grammar is that of ECMA-48 (control sequences), xterm's "ctlseqs" (function keys, mouse in
//! SGR form, bracketed paste) and CSI u.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

pub(super) const ESC: u8 = 0x1b;

/// What stands at the beginning of the bytes.
pub(super) enum Next {
    /// A whole one, so many bytes long; none: nothing that means anything here.
    Whole(usize, Option<Event>),
    /// A paste begins behind so many bytes.
    Paste(usize),
    /// The beginning of something.
    Part,
}

/// A key alone.
pub(super) const fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// The first key, click or paste of what has come.
pub(super) fn next(bytes: &[u8]) -> Next {
    match bytes {
        [ESC] => Next::Part,
        [ESC, ESC, ..] => Next::Whole(1, Some(key(KeyCode::Esc))),
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O'] => Next::Part,
        [ESC, b'O', last, ..] => Next::Whole(3, named(*last, KeyModifiers::NONE).map(Event::Key)),
        // Strings of the terminal itself: up to BEL or ESC \.
        [ESC, b']' | b'P' | b'_' | b'^' | b'X', rest @ ..] => string(rest),
        [ESC, rest @ ..] => match character(rest) {
            Next::Whole(length, Some(Event::Key(mut key))) => {
                key.modifiers |= KeyModifiers::ALT;
                Next::Whole(length + 1, Some(Event::Key(key)))
            }
            Next::Whole(length, _) => Next::Whole(length + 1, None),
            other => other,
        },
        _ => character(bytes),
    }
}

/// One character, or a control key.
fn character(bytes: &[u8]) -> Next {
    let Some(&first) = bytes.first() else {
        return Next::Part;
    };
    let control = |c: u8| {
        let code = KeyCode::Char(char::from(c));
        Some(Event::Key(KeyEvent::new(code, KeyModifiers::CONTROL)))
    };
    let event = match first {
        b'\r' | b'\n' => Some(key(KeyCode::Enter)),
        b'\t' => Some(key(KeyCode::Tab)),
        0x08 | 0x7f => Some(key(KeyCode::Backspace)),
        0 => control(b' '),
        0x01..=0x1a => control(first - 1 + b'a'),
        ESC => return Next::Part,
        0x1c..=0x1f => control(first - 0x1c + b'4'),
        0x20..=0x7e => return Next::Whole(1, Some(typed(char::from(first)))),
        _ => return wide_character(bytes),
    };
    Next::Whole(1, event)
}

fn typed(c: char) -> Event {
    let modifiers = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
}

/// A character of more than one byte in UTF-8; bytes that are none are let go.
fn wide_character(bytes: &[u8]) -> Next {
    let length = match bytes[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Next::Whole(1, None),
    };
    let there = &bytes[..length.min(bytes.len())];
    match std::str::from_utf8(there) {
        Ok(text) => Next::Whole(length, text.chars().next().map(typed)),
        Err(error) if error.error_len().is_none() && there.len() < length => Next::Part,
        Err(_) => Next::Whole(1, None),
    }
}

fn string(rest: &[u8]) -> Next {
    for (at, byte) in rest.iter().enumerate() {
        match byte {
            0x07 => return Next::Whole(at + 3, None),
            &ESC if rest.get(at + 1) == Some(&b'\\') => return Next::Whole(at + 4, None),
            // Another sequence begins: this one is not finished any more.
            &ESC if at + 1 < rest.len() => return Next::Whole(at + 2, None),
            _ => {}
        }
    }
    Next::Part
}

/// What stands behind ESC [.
fn control_sequence(rest: &[u8]) -> Next {
    // The mouse in its old form: three bytes behind an M.
    if rest.first() == Some(&b'M') {
        return if rest.len() < 4 {
            Next::Part
        } else {
            Next::Whole(6, None)
        };
    }
    // The Linux console's F1 to F5.
    if rest.first() == Some(&b'[') {
        return match rest.get(1) {
            None => Next::Part,
            Some(&last @ b'A'..=b'E') => Next::Whole(4, Some(key(KeyCode::F(last - b'A' + 1)))),
            Some(_) => Next::Whole(3, None),
        };
    }
    let end = rest
        .iter()
        .position(|byte| !matches!(byte, 0x20..=0x3f))
        .filter(|_| !rest.is_empty());
    let Some(end) = end else { return Next::Part };
    let last = rest[end];
    if !matches!(last, 0x40..=0x7e) {
        // Something else begins in the middle of it.
        return Next::Whole(2 + end, None);
    }
    let parameters = String::from_utf8_lossy(&rest[..end]);
    if last == b'~' && parameters == "200" {
        return Next::Paste(2 + end + 1);
    }
    Next::Whole(2 + end + 1, meaning(&parameters, last))
}

fn meaning(parameters: &str, last: u8) -> Option<Event> {
    if let Some(mouse) = parameters.strip_prefix('<') {
        return clicked(mouse, last).map(Event::Mouse);
    }
    let mut numbers = parameters.split(';').map(|number| {
        let number = number.split(':').next().unwrap_or_default();
        number.parse::<u32>().ok()
    });
    let first = numbers.next().flatten().unwrap_or(1);
    let modifiers = modifiers(numbers.next().flatten().unwrap_or(1));
    match last {
        b'I' => Some(Event::FocusGained),
        b'O' => Some(Event::FocusLost),
        b'~' => numbered(first).map(|code| Event::Key(KeyEvent::new(code, modifiers))),
        b'u' => {
            let code = match first {
                9 => KeyCode::Tab,
                13 => KeyCode::Enter,
                27 => KeyCode::Esc,
                127 => KeyCode::Backspace,
                other => KeyCode::Char(char::from_u32(other).filter(|c| !c.is_control())?),
            };
            Some(Event::Key(KeyEvent::new(code, modifiers)))
        }
        b'Z' => Some(Event::Key(KeyEvent::new(
            KeyCode::BackTab,
            KeyModifiers::SHIFT,
        ))),
        // With another first number it is the answer where the cursor stands, which nobody asked for.
        b'P'..=b'S' if first != 1 => None,
        _ => named(last, modifiers).map(Event::Key),
    }
}

/// Keys that a letter stands for, behind ESC O or at the end of a control sequence.
fn named(last: u8, modifiers: KeyModifiers) -> Option<KeyEvent> {
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        // The number block where it sends sequences.
        b'M' => KeyCode::Enter,
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

/// Keys that a number in front of ~ stands for.
const fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23 | 24 => KeyCode::F((number - 12) as u8),
        _ => return None,
    })
}

/// Shift, Alt and Control as xterm counts them: one more than the sum of 1, 2 and 4.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

/// The mouse in SGR form: button, column and row from 1; M is down, m is up.
fn clicked(parameters: &str, last: u8) -> Option<MouseEvent> {
    let mut numbers = parameters
        .split(';')
        .map(|number| number.parse::<u16>().ok());
    let button = numbers.next()??;
    let (column, row) = (numbers.next()??, numbers.next()??);
    let which = match button & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (button & 64 != 0, button & 3, button & 32 != 0, last) {
        (true, 0, ..) => MouseEventKind::ScrollUp,
        (true, 1, ..) => MouseEventKind::ScrollDown,
        (true, ..) => return None,
        (_, 3, true, _) => MouseEventKind::Moved,
        (_, _, true, _) => MouseEventKind::Drag(which),
        (.., b'M') => MouseEventKind::Down(which),
        (.., b'm') => MouseEventKind::Up(which),
        _ => return None,
    };
    Some(MouseEvent {
        kind,
        column: column.saturating_sub(1),
        row: row.saturating_sub(1),
        modifiers: KeyModifiers::NONE,
    })
}
