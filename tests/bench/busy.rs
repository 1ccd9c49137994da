//! An office with 20,000 open orders and 5,000 items: every page, search, scan and list.

use super::figures::{Times, at_most};
use super::reads::leaf;
use super::{House, one_does_it_all, screens};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;
use swingdoor::back::picking::Queue;
use swingdoor::back::stock::{Bins, Range};
use swingdoor::front::customers::AllCustomers;
use swingdoor::front::orders::AllOrders;
use swingdoor::model::SystemClock;
use swingdoor::office::Office;
use swingdoor::pane::Kind;
use swingdoor::records::scan::resolve;

const OPEN: u64 = 20_000;
const ITEMS: u64 = 5_000;

pub(crate) fn run(folder: &Path) {
    let path = folder.join("busy.swing");
    if !path.exists() {
        let made = Command::new(env!("CARGO_BIN_EXE_swingdoor"))
            .arg("--file")
            .arg(&path)
            .args(["demo", "--make-only", "--customers", "20000"])
            .args(["--open", &OPEN.to_string(), "--items", &ITEMS.to_string()])
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
    }
    one_does_it_all(&path);
    println!("\n== {OPEN} open orders, {ITEMS} items ==");
    let mut office = Office::open_to_read(&path, Arc::new(SystemClock)).unwrap();
    pages(&mut office, "orders", &AllOrders, 6);
    pages(&mut office, "customers", &AllCustomers, 2);
    pages(&mut office, "picking", &Queue, 2);
    pages(&mut office, "stock", &Range::default(), 3);
    let mut toner = Range::default();
    toner.look_for("toner");
    pages(&mut office, "stock, looked for by name", &toner, 1);
    pages(&mut office, "bins", &Bins, 1);
    let mut times = Times::default();
    for nth in 1..=200 {
        for code in [
            format!("G-{:05}", nth * 20),
            format!("R{nth:03}"),
            format!("NOTHING-{nth}"),
        ] {
            let started = Instant::now();
            office
                .read(|reader| resolve(reader, std::slice::from_ref(&code)))
                .unwrap();
            times.add(started.elapsed());
        }
    }
    at_most("busy: a scan, 99th percentile", times.p99(), 2.0, "ms");
    for kind in ["stock", "items", "moves", "drawers", "missing"] {
        let mut times = Times::default();
        for _ in 0..5 {
            let started = Instant::now();
            let listed = Command::new(env!("CARGO_BIN_EXE_swingdoor"))
                .arg("--file")
                .arg(&path)
                .args(["list", kind, "--limit", "5100"])
                .stdout(Stdio::null())
                .status()
                .unwrap();
            assert!(listed.success());
            times.add(started.elapsed());
        }
        let what = format!("busy: list {kind}, median");
        at_most(&what, times.median(), 50.0, "ms");
    }
    let house = House { path, orders: OPEN };
    screens::keys_in(&house);
}

fn pages<K: Kind>(office: &mut Office, name: &str, kind: &K, filters: usize) {
    let mut times = Times::default();
    for filter in 0..filters {
        leaf(office, kind, filter, &mut times);
    }
    let what = format!(
        "busy: a page of {name}, 99th percentile of {}",
        times.count()
    );
    at_most(&what, times.p99(), 2.0, "ms");
}
