//! Eight processes with thought between their orders: is everybody served, and how long does the last one wait?

use super::House;
use super::figures::{Times, at_least, at_most};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
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

fn work(house: &House) -> (usize, Times) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_swingdoor"))
        .arg("--file")
        .arg(&house.path)
        .args(["do", "--as", "MD"])
        .env("SWINGDOOR_PIN", "1234")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let order = "{\"verb\":\"order.place\",\"customer\":\"C-00001\",\"lines\":[{\"item\":\"PAP-A4\",\"quantity\":\"1\"}]}\n";
    let mut times = Times::default();
    let mut ask = |times: Option<&mut Times>| {
        let started = Instant::now();
        input.write_all(order.as_bytes()).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains("\"ok\":true"), "{line}");
        if let Some(times) = times {
            times.add(started.elapsed());
        }
    };
    // The first answer waits for the PIN.
    ask(None);
    std::thread::sleep(Duration::from_secs(1));
    let started = Instant::now();
    while started.elapsed() < LASTS {
        ask(Some(&mut times));
        std::thread::sleep(THOUGHT);
    }
    drop(input);
    child.wait().unwrap();
    (times.count(), times)
}
