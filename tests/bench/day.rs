//! A mixed day on eight terminals, twenty orders a second in all: taken, picked, put ready, paid, handed over. How long does anybody
//! wait for what they saved? Ten minutes of it with `SWINGDOOR_LONG=1`.

use super::House;
use super::figures::{Times, at_least, at_most};
use std::sync::Arc;
use std::time::{Duration, Instant};
use swingdoor::model::SystemClock;
use swingdoor::office::Office;

const TERMINALS: u64 = 8;

/// How long one terminal has for one order, so that all of them make twenty a second.
const BEAT: Duration = Duration::from_millis(400);

pub(crate) fn run(house: &House) {
    let lasts = match std::env::var_os("SWINGDOOR_LONG") {
        Some(_) => Duration::from_secs(600),
        None => Duration::from_secs(15),
    };
    let started = Instant::now();
    let all: Vec<Times> = std::thread::scope(|scope| {
        let terminals: Vec<_> = (0..TERMINALS)
            .map(|nth| {
                std::thread::sleep(BEAT / u32::try_from(TERMINALS).unwrap());
                scope.spawn(move || work(house, nth, lasts))
            })
            .collect();
        terminals
            .into_iter()
            .map(|terminal| terminal.join().unwrap())
            .collect()
    });
    let seconds = started.elapsed().as_secs_f64();
    // Five verbs for each order.
    let orders: usize = all.iter().map(Times::count).sum::<usize>() / 5;
    at_least(
        "a mixed day: orders a second, of eight terminals",
        orders as f64 / seconds,
        18.0,
        "/s",
    );
    let worst = all.iter().map(Times::worst).fold(0.0, f64::max);
    at_most(
        "a mixed day: the worst wait for anything saved",
        worst,
        50.0,
        "ms",
    );
    let mut office = Office::open(&house.path, Arc::new(SystemClock)).unwrap();
    let faults = swingdoor::cli::check(&mut office).unwrap();
    at_most(
        "a mixed day: faults that `check` finds after it",
        faults.len() as f64,
        0.0,
        "",
    );
}

/// One terminal: a process of its own, as every terminal is.
fn work(house: &House, nth: u64, lasts: Duration) -> Times {
    let mut desk = super::processes::Desk::open(house);
    let mut times = Times::default();
    let started = Instant::now();
    let mut next = started;
    while started.elapsed() < lasts {
        let customer = format!("C-{:05}", 1 + (nth * 7 + times.count() as u64) % 16);
        let mut saved = |request: String| {
            let (answer, time) = desk.ask(&request);
            times.add(time);
            answer
        };
        let placed = saved(format!(
            r#"{{"verb":"order.place","customer":"{customer}","lines":[{{"item":"PAP-A4","quantity":"1"}},{{"item":"SAN-5","quantity":"1"}}]}}"#
        ));
        let order = placed["subject"].as_str().unwrap().to_owned();
        let total = placed["result"]["total"].as_str().unwrap().to_owned();
        let picked = saved(format!(r#"{{"verb":"order.pick","order":"{order}"}}"#));
        let parcel = picked["result"]["parcel"].as_str().unwrap().to_owned();
        saved(format!(
            r#"{{"verb":"parcel.ready","parcel":"{parcel}","place":"P1"}}"#
        ));
        saved(format!(
            r#"{{"verb":"payment.take","order":"{order}","amount":"{total}","means":"card"}}"#
        ));
        saved(format!(
            r#"{{"verb":"parcel.hand_over","parcel":"{parcel}","collected_by":"Somebody"}}"#
        ));
        next += BEAT;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    times
}
