//! What comes from the terminal, as it comes: bytes are read on a thread of their own, and made into events on another, which
//! knows how long to wait for the rest of something.

use super::decode::Decoder;
use crossterm::event::Event;
use signal_hook::consts::SIGWINCH;
use std::io::{ErrorKind, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};

/// As much as is read at once.
const CHUNK_BYTES: usize = 16 * 1024;

/// Something for the decoder.
enum Came {
    Bytes(Vec<u8>),
    Resized,
    Ended,
}

/// Begins to read standard input, which must be a terminal in raw mode. The events end when the terminal is gone.
///
/// # Errors
/// Where changes of the terminal's size cannot be listened to.
pub(super) fn listen() -> std::io::Result<Receiver<Event>> {
    let (came, comes) = channel();
    let (tell, events) = channel();
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
    std::thread::spawn(move || decode(&comes, &tell));
    Ok(events)
}

fn read(to: &Sender<Came>) {
    let mut input = std::io::stdin().lock();
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let came = match input.read(&mut chunk) {
            Ok(0) => Came::Ended,
            Ok(count) => Came::Bytes(chunk[..count].to_vec()),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => Came::Ended,
        };
        let is_over = matches!(came, Came::Ended);
        if to.send(came).is_err() || is_over {
            return;
        }
    }
}

fn decode(comes: &Receiver<Came>, tell: &Sender<Event>) {
    let mut decoder = Decoder::default();
    loop {
        let came = match decoder.patience() {
            Some(patience) => comes.recv_timeout(patience),
            None => comes.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let events = match came {
            Ok(Came::Bytes(bytes)) => decoder.feed(&bytes),
            // Whoever draws asks for the size itself.
            Ok(Came::Resized) => vec![Event::Resize(0, 0)],
            Err(RecvTimeoutError::Timeout) => decoder.lapse(),
            Ok(Came::Ended) | Err(RecvTimeoutError::Disconnected) => return,
        };
        for event in events {
            if tell.send(event).is_err() {
                return;
            }
        }
    }
}
