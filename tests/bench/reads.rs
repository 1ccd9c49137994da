//! What the clerks read for the screens, without the screens.

use super::House;
use super::figures::{Times, at_most};
use std::sync::Arc;
use std::time::Instant;
use swingdoor::back::picking::Queue;
use swingdoor::back::stock::Range;
use swingdoor::front::counter::search;
use swingdoor::front::customers::AllCustomers;
use swingdoor::front::orders::AllOrders;
use swingdoor::model::SystemClock;
use swingdoor::office::Office;
use swingdoor::pane::{Kind, PAGE_ROWS, Page};

/// What people type, letter by letter.
const TYPED: &[&str] = &[
    "nova",
    "havlik pavla",
    "ruth fair",
    "kovovyroba",
    "77",
    "6000",
    "2024/0",
    "penrose ch",
    "zz",
];

pub(crate) fn run(house: &House) {
    let mut office = Office::open_to_read(&house.path, Arc::new(SystemClock)).unwrap();
    let mut times = Times::default();
    let mut slowest = (std::time::Duration::ZERO, "");
    for _ in 0..5 {
        for text in TYPED {
            for end in text.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let started = Instant::now();
                office.read(|reader| search(reader, &text[..end])).unwrap();
                let time = started.elapsed();
                times.add(time);
                slowest = slowest.max((time, &text[..end]));
            }
        }
    }
    println!("the slowest search: {:?} in {:?}", slowest.1, slowest.0);
    at_most(
        "search: SQL of a letter typed, 99th percentile",
        times.p99(),
        2.0,
        "ms",
    );
    for (name, filters) in [
        ("orders", 6),
        ("customers", 2),
        ("picking", 2),
        ("stock", 1),
    ] {
        let mut times = Times::default();
        for filter in 0..filters {
            match name {
                "orders" => leaf(&mut office, &AllOrders, filter, &mut times),
                "customers" => leaf(&mut office, &AllCustomers, filter, &mut times),
                "picking" => leaf(&mut office, &Queue, filter, &mut times),
                _ => leaf(&mut office, &Range, filter, &mut times),
            }
        }
        at_most(
            &format!("a page of {name}, 99th percentile of {}", times.count()),
            times.p99(),
            2.0,
            "ms",
        );
    }
}

/// Leafs through the first pages of a list.
fn leaf<K: Kind>(office: &mut Office, kind: &K, filter: usize, times: &mut Times) {
    let mut after = None;
    for _ in 0..25 {
        let page = Page { filter, after };
        let started = Instant::now();
        let rows = office.read(|reader| kind.read(&page, reader)).unwrap();
        times.add(started.elapsed());
        after = rows.last().and_then(|row| K::anchor(row, filter));
        if rows.len() < PAGE_ROWS || after.is_none() {
            return;
        }
    }
}
