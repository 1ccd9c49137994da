//! What the clerks read for the screens, without the screens.

use super::House;
use super::figures::{Times, at_most};
use std::sync::Arc;
use std::time::Instant;
use swingdoor::back::picking::Queue;
use swingdoor::back::stock::Range;
use swingdoor::front::counter::{Counter, search};
use swingdoor::front::customers::AllCustomers;
use swingdoor::front::orders::AllOrders;
use swingdoor::model::SystemClock;
use swingdoor::office::Office;
use swingdoor::pane::{Kind, PAGE_ROWS, Page, Screen};

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

/// The times of a search while one types, and of the pages of each list.
pub(crate) fn times(house: &House) -> Vec<(&'static str, Times)> {
    let mut office = Office::open_to_read(&house.path, Arc::new(SystemClock)).unwrap();
    let mut searches = Times::default();
    for _ in 0..5 {
        for text in TYPED {
            for end in text.char_indices().map(|(at, c)| at + c.len_utf8()) {
                let started = Instant::now();
                office.read(|reader| search(reader, &text[..end])).unwrap();
                searches.add(started.elapsed());
            }
        }
    }
    let mut all = vec![("search: SQL of a letter typed", searches)];
    for (name, filters) in [
        ("a page of orders", 6),
        ("a page of customers", 2),
        ("a page of picking", 2),
        ("a page of stock", 1),
    ] {
        let mut times = Times::default();
        for filter in 0..filters {
            match name {
                "a page of orders" => leaf(&mut office, &AllOrders, filter, &mut times),
                "a page of customers" => leaf(&mut office, &AllCustomers, filter, &mut times),
                "a page of picking" => leaf(&mut office, &Queue, filter, &mut times),
                _ => leaf(&mut office, &Range::default(), filter, &mut times),
            }
        }
        all.push((name, times));
    }
    all
}

/// The counter at rest, and a name at the counter with the card that stands beside it.
fn counter(house: &House) {
    let mut office = Office::open_to_read(&house.path, Arc::new(SystemClock)).unwrap();
    for (what, counter) in [
        ("the counter at rest, all of it", Counter::default()),
        (
            "a name at the counter, with its card",
            Counter::searching("nova"),
        ),
    ] {
        let mut times = Times::default();
        for _ in 0..50 {
            let started = Instant::now();
            let ask = counter.ask();
            office.read(|reader| Counter::read(&ask, reader)).unwrap();
            times.add(started.elapsed());
        }
        at_most(what, times.median(), 4.0, "ms");
    }
}

pub(crate) fn run(house: &House) {
    counter(house);
    for (name, times) in times(house) {
        let what = format!("{name}, 99th percentile of {}", times.count());
        at_most(&what, times.p99(), 2.0, "ms");
    }
}

/// Leafs through the first pages of a list.
pub(crate) fn leaf<K: Kind>(office: &mut Office, kind: &K, filter: usize, times: &mut Times) {
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
