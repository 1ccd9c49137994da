//! Eight processes with thought between their orders: is everybody served, and how long does the last one wait?

use super::House;
use super::figures::{Times, at_least, at_most};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

const PROCESSES: usize = 8;
const THOUGHT: Duration = Duration::from_millis(20);
const LASTS: Duration = Duration::from_secs(8);

pub(crate) fn run(house: &House) {
    let outcomes: Vec<(usize, Times)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..PROCESSES)
            .map(|_| scope.spawn(|| work(house)))
            .collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    let counts: Vec<usize> = outcomes.iter().map(|(count, _)| *count).collect();
    let (slowest, fastest) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    let worst = outcomes
        .iter()
        .map(|(_, times)| times.worst())
        .fold(0.0, f64::max);
    at_least(
        "eight processes: orders of the slowest to the fastest",
        *slowest as f64 / *fastest as f64,
        0.7,
        "x",
    );
    at_most(
        "eight processes: the worst wait for an order",
        worst,
        50.0,
        "ms",
    );
}

/// A process that answers requests, as `swingdoor do`.
pub(crate) struct Desk {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Desk {
    /// Is ready when the PIN has been looked at.
    pub(crate) fn open(house: &House) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_swingdoor"))
            .arg("--file")
            .arg(&house.path)
            .args(["do", "--as", "MD"])
            .env("SWINGDOOR_PIN", "4826")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut desk = Self {
            child,
            input,
            output,
        };
        // The first answer waits for the PIN.
        desk.ask("{\"verb\":\"stock.receive\",\"item\":\"PAP-A4\",\"bin\":\"A1\",\"quantity\":\"20000\"}");
        desk.ask(
            "{\"verb\":\"stock.receive\",\"item\":\"SAN-5\",\"bin\":\"A1\",\"quantity\":\"20000\"}",
        );
        desk
    }

    /// The answer, which must be a good one, and how long it took.
    pub(crate) fn ask(&mut self, request: &str) -> (Value, Duration) {
        let started = Instant::now();
        let input = self.input.as_mut().unwrap();
        input.write_all(format!("{request}\n").as_bytes()).unwrap();
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        let time = started.elapsed();
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["ok"], true, "{request}: {line}");
        (answer, time)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

fn work(house: &House) -> (usize, Times) {
    let mut desk = Desk::open(house);
    let order = "{\"verb\":\"order.place\",\"customer\":\"C-00001\",\"lines\":[{\"item\":\"PAP-A4\",\"quantity\":\"1\"}]}";
    let mut times = Times::default();
    std::thread::sleep(Duration::from_secs(1));
    let started = Instant::now();
    while started.elapsed() < LASTS {
        times.add(desk.ask(order).1);
        std::thread::sleep(THOUGHT);
    }
    (times.count(), times)
}
