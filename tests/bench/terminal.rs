//! A pseudo-terminal with the program in it: keys go in, and what is painted is timed.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const COLUMNS: u16 = 120;
const ROWS: u16 = 36;

/// Painting is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(12);

pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    painted: Receiver<(Instant, Vec<u8>)>,
    screen: vt100::Parser,
    started: Instant,
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    pub(crate) fn open(file: &Path) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLUMNS,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_swingdoor"));
        command.args(["--lang", "en", "--file"]);
        command.arg(file);
        command.arg("demo");
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
        Self {
            child,
            keys,
            painted,
            screen: vt100::Parser::new(
                NonZero::new(ROWS).unwrap(),
                NonZero::new(COLUMNS).unwrap(),
                0,
            ),
            started,
            _master: pair.master,
        }
    }

    /// Waits until a text is on the screen; gives when.
    pub(crate) fn sees(&mut self, text: &str) -> Instant {
        loop {
            let (at, bytes) = self
                .painted
                .recv_timeout(Duration::from_secs(20))
                .unwrap_or_else(|_| {
                    panic!(
                        "{text} is not on the screen:\n{}",
                        self.screen.screen().contents()
                    )
                });
            self.screen.process(&bytes);
            if self.screen.screen().contents().contains(text) {
                return at;
            }
        }
    }

    pub(crate) fn since_start(&self, at: Instant) -> Duration {
        at - self.started
    }

    /// Reads until nothing is painted any more.
    pub(crate) fn settle(&mut self) {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2)
            && let Ok((_, bytes)) = self.painted.recv_timeout(Duration::from_millis(150))
        {
            self.screen.process(&bytes);
        }
    }

    /// Presses a key; gives the time to the first bytes of its answer. Frames go out in one piece, and others may write
    /// meanwhile, whose frames follow.
    pub(crate) fn first(&mut self, key: &str) -> Option<Duration> {
        while let Ok((_, bytes)) = self.painted.try_recv() {
            self.screen.process(&bytes);
        }
        let started = Instant::now();
        self.keys.write_all(key.as_bytes()).unwrap();
        let (at, bytes) = self.painted.recv_timeout(Duration::from_millis(200)).ok()?;
        self.screen.process(&bytes);
        std::thread::sleep(QUIET);
        Some(at - started)
    }

    /// Presses a key; gives the time to the last byte of its answer, if it had one. Nobody else may write meanwhile.
    pub(crate) fn press(&mut self, key: &str) -> Option<Duration> {
        let started = Instant::now();
        self.keys.write_all(key.as_bytes()).unwrap();
        let mut last = None;
        let mut wait = Duration::from_millis(100);
        while started.elapsed() < Duration::from_secs(1) {
            match self.painted.recv_timeout(wait) {
                Ok((at, bytes)) => {
                    self.screen.process(&bytes);
                    last = Some(at - started);
                    wait = QUIET;
                }
                Err(RecvTimeoutError::Timeout) => return last,
                Err(RecvTimeoutError::Disconnected) => panic!("the program has ended"),
            }
        }
        last
    }

    /// What is painted within a time, in bytes.
    pub(crate) fn painted_within(&mut self, time: Duration) -> usize {
        let until = Instant::now() + time;
        let mut count = 0;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match self.painted.recv_timeout(left) {
                Ok((_, bytes)) => {
                    count += bytes.len();
                    self.screen.process(&bytes);
                }
                Err(_) => break,
            }
        }
        count
    }

    /// Processor time so far, in milliseconds, and the most memory so far, in MiB; from `/proc`.
    pub(crate) fn costs(&self) -> (f64, f64) {
        let pid = self.child.process_id().unwrap();
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        let after = stat.rsplit(')').next().unwrap();
        let ticks: f64 = after
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|ticks| ticks.parse::<f64>().unwrap())
            .sum();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        let kib: f64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
        (ticks * 10.0, kib / 1024.0)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.keys.write_all(b"\x11");
        std::thread::sleep(Duration::from_millis(50));
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
