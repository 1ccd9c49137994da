//! Bytes from a terminal become keys, clicks and pastes. What is not finished in time is let go: half a sequence, as a bad line or a
//! stray paste leaves it, never swallows the keys that follow.

use super::sequences::{ESC, Next, key, next};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::time::Duration;

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
