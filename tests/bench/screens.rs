//! The program in a terminal: starting, answering keys, idling, and showing what others write.

use super::House;
use super::figures::{Times, at_most};
use crate::pty::Terminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use swingdoor::front::orders::{Place, PlaceLine};
use swingdoor::model::{Quantity, SystemClock};
use swingdoor::office::{Office, Pin, Session};

/// On the counter's list as soon as it has been read.
const FIRST_LIST: &str = "Horák Stavby";

pub(crate) fn run(house: &House, empty: &House) {
    let start = starts(house);
    at_most("start to the first painted list, median", start, 30.0, "ms");
    at_most(
        "  .. more than with an empty file",
        start - starts(empty),
        5.0,
        "ms",
    );
    let mut terminal = Terminal::open(&house.path, &["demo"]);
    terminal.sees(FIRST_LIST);
    terminal.settle();
    let times = keys(&mut terminal);
    at_most(
        "a key to its painted answer, median",
        times.median(),
        1.5,
        "ms",
    );
    at_most(
        "a key to its painted answer, 99th percentile",
        times.p99(),
        5.0,
        "ms",
    );
    let stop = AtomicBool::new(false);
    let times = std::thread::scope(|scope| {
        scope.spawn(|| write_until(house, &stop));
        std::thread::sleep(Duration::from_millis(300));
        let times = keys(&mut terminal);
        stop.store(true, Ordering::Relaxed);
        times
    });
    at_most(
        "  .. while another process writes, 99th percentile",
        times.p99(),
        5.0,
        "ms",
    );
    terminal.settle();
    at_most(
        "a letter of a search to its painted result, 99th p.",
        typing(&mut terminal).p99(),
        8.0,
        "ms",
    );
    shows(&mut terminal, house);
    idle(&mut terminal);
}

/// A key to its painted answer in an office, and a letter of a search.
pub(crate) fn keys_in(house: &House) {
    let mut terminal = Terminal::open(&house.path, &["demo"]);
    terminal.sees(FIRST_LIST);
    terminal.settle();
    let painted = keys(&mut terminal).p99();
    at_most(
        "busy: a key to its painted answer, 99th p.",
        painted,
        5.0,
        "ms",
    );
    let typed = typing(&mut terminal).p99();
    at_most(
        "busy: a letter to its painted result, 99th p.",
        typed,
        8.0,
        "ms",
    );
}

fn starts(house: &House) -> f64 {
    starts_and_memory(house).0
}

/// The median of many starts to the first painted list, in milliseconds, and the most memory, in MiB.
pub(crate) fn starts_and_memory(house: &House) -> (f64, f64) {
    let mut times = Times::default();
    let mut memory = 0.0_f64;
    for _ in 0..15 {
        let mut terminal = Terminal::open(&house.path, &["demo"]);
        let at = terminal.sees(FIRST_LIST);
        times.add(terminal.since_start(at));
        terminal.settle();
        memory = memory.max(terminal.costs().1);
    }
    (times.median(), memory)
}

/// One start to the first painted list, in milliseconds.
pub(crate) fn start(house: &House) -> f64 {
    let mut terminal = Terminal::open(&house.path, &["demo"]);
    let at = terminal.sees(FIRST_LIST);
    let time = terminal.since_start(at);
    terminal.settle();
    time.as_secs_f64() * 1e3
}

/// Moves through the list of orders.
fn keys(terminal: &mut Terminal) -> Times {
    terminal.press("\x1bOQ");
    terminal.press("2");
    terminal.settle();
    let mut times = Times::default();
    for nth in 0..150 {
        let key = if nth % 20 < 10 { "\x1b[B" } else { "\x1b[A" };
        if let Some(time) = terminal.first(key) {
            times.add(time);
        }
    }
    times
}

fn typing(terminal: &mut Terminal) -> Times {
    terminal.press("1");
    // What comes as fast as a scanner's keys would be one code with the digit.
    terminal.settle();
    let mut times = Times::default();
    for text in ["novakova", "havlik", "penrose", "kovovyr", "fairbairn"] {
        for letter in text.chars() {
            times.add(terminal.press(&letter.to_string()).unwrap_or_default());
        }
        for _ in text.chars() {
            terminal.press("\x7f");
        }
    }
    times
}

fn writer(house: &House) -> (Office, Session) {
    let mut office = Office::open(&house.path, Arc::new(SystemClock)).unwrap();
    let session = office
        .sign_in("bench", "MD", &Pin::new("4826").unwrap(), false)
        .unwrap();
    (office, session)
}

fn order() -> Place {
    Place {
        discount: None,
        customer: "C-00002".to_owned(),
        lines: vec![PlaceLine {
            item: "PAP-A4".to_owned(),
            quantity: Quantity::units(1),
            discount: None,
        }],
        needed_by: None,
        delivery: None,
        papers: Vec::new(),
        note: String::new(),
        deposit: None,
    }
}

fn write_until(house: &House, stop: &AtomicBool) {
    let (mut office, session) = writer(house);
    while !stop.load(Ordering::Relaxed) {
        office.perform(&session, &order()).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// From the end of a commit to its order on the other terminal's list.
fn shows(terminal: &mut Terminal, house: &House) {
    terminal.press("\x1bOQ");
    terminal.press("2");
    terminal.settle();
    let (mut office, session) = writer(house);
    let mut times = Times::default();
    for nth in 0..60 {
        if nth % 10 == 0 {
            // The choice stays with its order; at the top the newest are seen.
            terminal.press("\x1b[H");
        }
        std::thread::sleep(Duration::from_millis(30 + nth * 7 % 40));
        let receipt = office.perform(&session, &order()).unwrap();
        let done = Instant::now();
        let seen = terminal.sees(&receipt.subject);
        let late = seen.checked_duration_since(done).unwrap_or_default();
        times.add_ms(late.as_secs_f64() * 1e3);
    }
    at_most(
        "a commit to its painting on another terminal, 99th p.",
        times.p99(),
        10.0,
        "ms",
    );
}

fn idle(terminal: &mut Terminal) {
    terminal.settle();
    let second = || {
        let since = std::time::UNIX_EPOCH.elapsed().unwrap();
        since.as_secs() % 60
    };
    while second() > 48 {
        // The clock in the header is to turn at another time.
        terminal.painted_within(Duration::from_millis(200));
    }
    let (before, _) = terminal.costs();
    let time = Duration::from_secs(10);
    let painted = terminal.painted_within(time);
    let (after, peak) = terminal.costs();
    at_most(
        "idle: processor time, of one core",
        (after - before) / time.as_secs_f64() / 10.0,
        0.2,
        "%",
    );
    at_most(
        "idle: bytes painted in ten seconds",
        painted as f64,
        0.0,
        "B",
    );
    at_most("memory, the most so far", peak, 30.0, "MiB");
}
