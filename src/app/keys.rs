//! What comes from the terminal, as it comes: bytes are read on a thread of their own; whoever wants the events makes them of the
//! bytes, and knows how long to wait for the rest of something.

use super::decode::Decoder;
use crossterm::event::Event;
use signal_hook::consts::SIGWINCH;
use std::collections::VecDeque;
use std::io::{ErrorKind, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;

/// As much as is read at once.
const CHUNK_BYTES: usize = 16 * 1024;

/// Something for the decoder.
enum Came {
    /// These, at this time.
    Bytes(Vec<u8>, Instant),
    Resized,
    Ended,
}

/// The events of the terminal, one after the other; the next one is waited for. They end when the terminal is gone.
pub(super) struct Keys {
    comes: Receiver<Came>,
    decoder: Decoder,
    /// What one chunk of bytes has made and nobody has taken yet.
    ready: VecDeque<Event>,
    /// When the last bytes came.
    at: Instant,
}

impl Keys {
    /// Begins to read standard input, which must be a terminal in raw mode.
    ///
    /// # Errors
    /// Where changes of the terminal's size cannot be listened to.
    pub(super) fn listen() -> std::io::Result<Self> {
        let (came, comes) = channel();
        let mut resizes = signal_hook::iterator::Signals::new([SIGWINCH])?;
        let resized = came.clone();
        std::thread::spawn(move || {
            for _ in resizes.forever() {
                if resized.send(Came::Resized).is_err() {
                    return;
                }
            }
        });
        std::thread::spawn(move || read(&came));
        Ok(Self {
            comes,
            decoder: Decoder::default(),
            ready: VecDeque::new(),
            at: Instant::now(),
        })
    }

    /// The same events, each with the time at which its bytes came.
    pub(super) fn timed(mut self) -> impl Iterator<Item = (Event, Instant)> {
        std::iter::from_fn(move || self.next().map(|event| (event, self.at)))
    }
}

impl Iterator for Keys {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let came = match self.decoder.patience() {
                Some(patience) => self.comes.recv_timeout(patience),
                None => self
                    .comes
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
            };
            match came {
                Ok(Came::Bytes(bytes, at)) => {
                    self.at = at;
                    self.ready.extend(self.decoder.feed(&bytes));
                }
                Ok(Came::Resized) => {
                    // Keys behind it count for this size; whoever draws asks again.
                    let (columns, rows) = crossterm::terminal::size().unwrap_or_default();
                    return Some(Event::Resize(columns, rows));
                }
                Err(RecvTimeoutError::Timeout) => self.ready.extend(self.decoder.lapse()),
                Ok(Came::Ended) | Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
    }
}

fn read(to: &Sender<Came>) {
    let mut input = std::io::stdin().lock();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let came = match input.read(&mut chunk) {
            Ok(0) => Came::Ended,
            Ok(count) => Came::Bytes(chunk[..count].to_vec(), Instant::now()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => Came::Ended,
        };
        let is_over = matches!(came, Came::Ended);
        if to.send(came).is_err() || is_over {
            return;
        }
    }
}
