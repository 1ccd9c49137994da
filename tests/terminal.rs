//! A pseudo-terminal with the built program in it: keys go in, and what is painted can be read.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const COLUMNS: u16 = 120;
const ROWS: u16 = 36;

pub(crate) struct Terminal {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) keys: Box<dyn Write + Send>,
    /// What was painted, and when.
    pub(crate) painted: Receiver<(Instant, Vec<u8>)>,
    pub(crate) screen: vt100::Parser,
    pub(crate) started: Instant,
    pub(crate) master: Option<Box<dyn MasterPty + Send>>,
}

impl Terminal {
    /// Runs the program on a file with these arguments.
    pub(crate) fn open(file: &Path, arguments: &[&str]) -> Self {
        let program = CommandBuilder::new(env!("CARGO_BIN_EXE_swingdoor"));
        Self::of(program, file, arguments)
    }

    /// Runs a command that ends in the program, on a file with these arguments.
    pub(crate) fn of(mut command: CommandBuilder, file: &Path, arguments: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        command.args(["--lang", "en", "--file"]);
        command.arg(file);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        let (to, painted) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 65_536];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if to.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let size = (NonZero::new(ROWS).unwrap(), NonZero::new(COLUMNS).unwrap());
        Self {
            child,
            keys,
            painted,
            screen: vt100::Parser::new(size.0, size.1, 0),
            started,
            master: Some(pair.master),
        }
    }

    /// Sends keys as a terminal does.
    pub(crate) fn keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Waits until a text is on the screen; gives when it was painted.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> Instant {
        let mut at = self.started;
        loop {
            if self.screen.screen().contents().contains(text) {
                return at;
            }
            let Ok((when, bytes)) = self.painted.recv_timeout(Duration::from_secs(20)) else {
                panic!(
                    "{text:?} is not on the screen:\n{}",
                    self.screen.screen().contents()
                );
            };
            self.screen.process(&bytes);
            at = when;
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.master.take());
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
