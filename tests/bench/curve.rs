//! The same figures at every size, beside each other: does anything get slower with the years on file?

use super::figures::{Times, at_most};
use super::{House, reads, screens, writes};
use std::fmt::Write as _;
use std::process::Command;

/// By how much a median may be above that of the smallest office.
const FACTOR: f64 = 1.3;

/// Below so many milliseconds a difference is that of a page of the file more or less, and nobody's.
const NOTHING_MS: f64 = 0.05;

/// The medians of one size, in milliseconds, and the memory in MiB.
pub(crate) struct Point {
    orders: u64,
    medians: Vec<(String, f64)>,
    start: f64,
    cold: f64,
    memory: f64,
}

pub(crate) fn measure(house: &House) -> Point {
    // Once for the machine's file cache: what a day at this office finds in it.
    drop(reads::times(house));
    let mut medians: Vec<(String, f64)> = reads::times(house)
        .into_iter()
        .map(|(name, times)| (name.to_owned(), times.median()))
        .collect();
    medians.push(("order.place".to_owned(), writes::places(house).median()));
    let (start, memory) = screens::starts_and_memory(house);
    let mut cold = Times::default();
    for _ in 0..5 {
        forget(house);
        cold.add_ms(screens::start(house));
    }
    Point {
        orders: house.orders,
        medians,
        start,
        cold: cold.median(),
        memory,
    }
}

/// Takes the office's file out of the machine's file cache.
fn forget(house: &House) {
    for ending in ["", "-wal"] {
        let path = format!("{}{ending}", house.path.display());
        if std::path::Path::new(&path).exists() {
            let done = Command::new("dd")
                .args([
                    &format!("of={path}"),
                    "oflag=nocache",
                    "conv=notrunc,fdatasync",
                    "count=0",
                    "status=none",
                ])
                .status();
            assert!(done.unwrap().success());
        }
    }
}

pub(crate) fn print(points: &[Point]) {
    let Some(first) = points.first() else { return };
    let mut head = format!("{:<34}", "medians in ms, by orders on file");
    for point in points {
        let _ = write!(head, "{:>12}", point.orders);
    }
    println!("\n{head}");
    let row = |name: &str, figure: &dyn Fn(&Point) -> f64| {
        let mut line = format!("{name:<34}");
        for point in points {
            let _ = write!(line, "{:>12.3}", figure(point));
        }
        println!("{line}");
    };
    for (nth, (name, _)) in first.medians.iter().enumerate() {
        row(name, &|point| point.medians[nth].1);
    }
    row("start to the first list, warm", &|point| point.start);
    row("start to the first list, cold", &|point| point.cold);
    row("memory, MiB", &|point| point.memory);
    println!();
    for (nth, (name, base)) in first.medians.iter().enumerate() {
        let worst = points
            .iter()
            .map(|point| point.medians[nth].1)
            .fold(0.0, f64::max);
        let factor = if worst - base < NOTHING_MS {
            1.0
        } else {
            worst / base
        };
        at_most(
            &format!("{name}: the largest to the smallest office"),
            factor,
            FACTOR,
            "x",
        );
    }
    let most = |figure: &dyn Fn(&Point) -> f64| points.iter().map(figure).fold(0.0, f64::max);
    at_most(
        "start to the first list, warm",
        most(&|point| point.start),
        30.0,
        "ms",
    );
    at_most(
        "start to the first list, cold",
        most(&|point| point.cold),
        60.0,
        "ms",
    );
    at_most("memory", most(&|point| point.memory), 30.0, "MiB");
}
