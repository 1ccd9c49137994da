//! Bytes from a terminal become keys, clicks and pastes. The grammar is that of ECMA-48 (control sequences), xterm's "ctlseqs"
//! (function keys, mouse in SGR form, bracketed paste) and CSI u. What is not finished in time is let go: half a sequence, as a bad
//! line or a stray paste leaves it, never swallows the keys that follow.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use std::time::Duration;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// An Esc that nothing follows for so long is the key. Short, so that it is answered within a frame.
const ESC_WAIT: Duration = Duration::from_millis(10);

/// So long the rest of a sequence or of a character may take, over a slow link.
const REST_WAIT: Duration = Duration::from_millis(150);

/// A paste of which nothing more comes for so long is over.
const PASTE_WAIT: Duration = Duration::from_millis(1_000);

/// No sequence that anything here understands is longer.
const SEQUENCE_BYTES_MAX: usize = 64;

/// What is kept of one paste; more than any field takes.
const PASTE_BYTES_MAX: usize = 1 << 20;

/// Holds what has come and is not a whole key yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    held: Vec<u8>,
    /// What has been pasted so far, while a paste goes on.
    paste: Option<Vec<u8>>,
}

/// What stands at the beginning of the bytes.
enum Next {
    /// A whole one, so many bytes long; none: nothing that means anything here.
    Whole(usize, Option<Event>),
    /// A paste begins behind so many bytes.
    Paste(usize),
    /// The beginning of something.
    Part,
}

impl Decoder {
    /// More bytes have come: what they make.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.held.extend_from_slice(bytes);
        let mut events = Vec::new();
        loop {
            if self.paste.is_some() {
                match self.pasted() {
                    Some(event) => events.push(event),
                    None => return events,
                }
            }
            if self.held.is_empty() {
                return events;
            }
            match next(&self.held) {
                Next::Whole(length, event) => {
                    self.held.drain(..length);
                    events.extend(event);
                }
                Next::Paste(length) => {
                    self.held.drain(..length);
                    self.paste = Some(Vec::new());
                }
                Next::Part if self.held.len() > SEQUENCE_BYTES_MAX => self.held.clear(),
                Next::Part => return events,
            }
        }
    }

    /// How long to wait for the rest of what is held; none: nothing is.
    pub(super) fn patience(&self) -> Option<Duration> {
        if self.paste.is_some() {
            return Some(PASTE_WAIT);
        }
        match self.held.as_slice() {
            [] => None,
            [ESC] => Some(ESC_WAIT),
            _ => Some(REST_WAIT),
        }
    }

    /// The rest has not come in time.
    pub(super) fn lapse(&mut self) -> Vec<Event> {
        let held = std::mem::take(&mut self.held);
        if let Some(mut paste) = self.paste.take() {
            paste.extend(held);
            return vec![Event::Paste(String::from_utf8_lossy(&paste).into_owned())];
        }
        match held.as_slice() {
            [ESC] => vec![key(KeyCode::Esc)],
            // Alt with these: their sequences would be longer.
            [ESC, b @ (b'[' | b'O' | b'P' | b']')] => {
                vec![Event::Key(KeyEvent::new(
                    KeyCode::Char(char::from(*b)),
                    KeyModifiers::ALT,
                ))]
            }
            _ => Vec::new(),
        }
    }

    /// The paste, if its end is there; else takes in what has come of it.
    fn pasted(&mut self) -> Option<Event> {
        let paste = self.paste.as_mut()?;
        let end = self
            .held
            .windows(PASTE_END.len())
            .position(|bytes| bytes == PASTE_END);
        // Its end may have come in part.
        let safe = end.unwrap_or(self.held.len().saturating_sub(PASTE_END.len() - 1));
        let room = PASTE_BYTES_MAX.saturating_sub(paste.len());
        paste.extend(self.held.drain(..safe).take(room));
        end?;
        self.held.drain(..PASTE_END.len());
        let paste = self.paste.take()?;
        Some(Event::Paste(String::from_utf8_lossy(&paste).into_owned()))
    }
}

const fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn next(bytes: &[u8]) -> Next {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of some bytes, however they are cut up on the way.
    fn keys(bytes: &[u8]) -> String {
        let whole = shown(&Decoder::default().feed(bytes));
        let mut decoder = Decoder::default();
        let one_by_one: Vec<Event> = bytes
            .iter()
            .flat_map(|byte| decoder.feed(&[*byte]))
            .collect();
        assert_eq!(shown(&one_by_one), whole, "{bytes:?}");
        whole
    }

    fn shown(events: &[Event]) -> String {
        let shown = events.iter().map(|event| match event {
            Event::Key(key) => {
                let chord = crate::pane::Chord {
                    code: key.code,
                    modifiers: key.modifiers,
                };
                match key.code {
                    KeyCode::Char(c) if key.modifiers.is_empty() => c.to_string(),
                    _ => format!("{chord:?}"),
                }
            }
            Event::Paste(text) => format!("paste {text}"),
            Event::Mouse(mouse) => format!("{:?} {} {}", mouse.kind, mouse.column, mouse.row),
            other => format!("{other:?}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn is(bytes: &[u8], code: KeyCode, modifiers: KeyModifiers) {
        let expected = shown(&[Event::Key(KeyEvent::new(code, modifiers))]);
        assert_eq!(keys(bytes), expected, "{bytes:?}");
    }

    #[test]
    fn keys_are_what_terminals_send_for_them() {
        let none = KeyModifiers::NONE;
        for (bytes, code) in [
            (&b"\r"[..], KeyCode::Enter),
            (b"\x7f", KeyCode::Backspace),
            (b"\x1b[A", KeyCode::Up),
            (b"\x1bOB", KeyCode::Down),
            (b"\x1b[6~", KeyCode::PageDown),
            (b"\x1bOP", KeyCode::F(1)),
            (b"\x1b[[B", KeyCode::F(2)),
            (b"\x1b[15~", KeyCode::F(5)),
            (b"\x1b[20~", KeyCode::F(9)),
            (b"\x1b[24~", KeyCode::F(12)),
            (b"\x1b[3~", KeyCode::Delete),
            ("ř".as_bytes(), KeyCode::Char('ř')),
            ("漢".as_bytes(), KeyCode::Char('漢')),
        ] {
            is(bytes, code, none);
        }
        is(b"\x1b[1;5C", KeyCode::Right, KeyModifiers::CONTROL);
        is(b"\x1b[Z", KeyCode::BackTab, KeyModifiers::SHIFT);
        is(b"\x13", KeyCode::Char('s'), KeyModifiers::CONTROL);
        is(b"\x1bx", KeyCode::Char('x'), KeyModifiers::ALT);
        is(b"\x1b[115;5u", KeyCode::Char('s'), KeyModifiers::CONTROL);
        assert_eq!(keys(b"\x1b[<0;10;5M"), "Down(Left) 9 4");
        assert_eq!(keys(b"\x1b[<65;1;1M"), "ScrollDown 0 0");
        assert_eq!(keys(b"\x1b[200~a\x1b[A\nb\x1b[201~c"), "paste a\x1b[A\nb c");
    }

    #[test]
    fn what_has_no_meaning_takes_nothing_else_with_it() {
        for bytes in [
            &b"\x1b[99999~ab"[..],
            b"\x1b[<1;2;3;4;5xab",
            b"\x1b[<0;9\x1b[<hab",
            b"\x1b]0;title\x07ab",
            b"\x1bPq\x1b\\ab",
            b"\xff\xfea\xc3(b",
            b"\x1b[12;40Rab",
        ] {
            let said = keys(bytes);
            assert!(said.ends_with("a b") || said.ends_with("a ( b"), "{said}");
        }
    }

    #[test]
    fn half_a_sequence_is_let_go_in_time() {
        for bytes in [
            &b"\x1b[<0;5"[..],
            b"\x1b[",
            b"\x1b]0;x",
            b"\x1bPx",
            b"\xe6\xbc",
            b"\x1b[M a",
        ] {
            let mut decoder = Decoder::default();
            assert!(decoder.feed(bytes).is_empty(), "{bytes:?}");
            assert!(decoder.patience().is_some());
            decoder.lapse();
            assert!(decoder.patience().is_none());
            assert_eq!(shown(&decoder.feed(b"q")), "q");
        }
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b");
        assert_eq!(decoder.patience(), Some(ESC_WAIT));
        assert_eq!(decoder.lapse(), vec![key(KeyCode::Esc)]);
        decoder.feed(b"\x1b[200~never ended");
        assert_eq!(shown(&decoder.lapse()), "paste never ended");
        decoder.feed(b"\x1b]");
        assert!(decoder.feed(&[b'x'; 5_000]).is_empty());
        assert_eq!(shown(&decoder.feed(b"q")), "q");
        decoder.feed(b"\x1b[200~");
        let huge = vec![b'x'; 3 << 20];
        decoder.feed(&huge);
        let Some(Event::Paste(text)) = decoder.feed(b"\x1b[201~").pop() else {
            panic!("no paste");
        };
        assert_eq!(text.len(), PASTE_BYTES_MAX);
    }
}
