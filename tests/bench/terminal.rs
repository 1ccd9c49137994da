//! What is timed at a terminal: starts, keys, and costs.

use crate::pty::Terminal;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

/// Painting is over when nothing came for so long.
const QUIET: Duration = Duration::from_millis(12);

impl Terminal {
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
        self.keys(key);
        let (at, bytes) = self.painted.recv_timeout(Duration::from_millis(200)).ok()?;
        self.screen.process(&bytes);
        std::thread::sleep(QUIET);
        Some(at - started)
    }

    /// Presses a key; gives the time to the last byte of its answer, if it had one. Nobody else may write meanwhile.
    pub(crate) fn press(&mut self, key: &str) -> Option<Duration> {
        let started = Instant::now();
        self.keys(key);
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
