//! `cargo bench`: how fast, beside the limit, measured in the same run on the same machine.
//!
//! Offices of 10,000 and 1,000,000 orders (and as many customers) are made first; `SWINGDOOR_BENCH_ORDERS=10000` measures
//! at other sizes, `SWINGDOOR_BENCH_FOLDER` keeps the offices for the next run. A name as an argument runs that part only: `cargo bench -- writes`.
//! `cargo bench -- curve` prints the medians of offices of 10,000 to 10,000,000 orders beside each other; the largest takes 20 GB and half an hour to make.
//! `SWINGDOOR_LONG=1 cargo bench -- day` is a mixed day on eight terminals for ten minutes.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be made must stop"
)]
#![expect(clippy::print_stdout, reason = "figures are what it is for")]

mod bare;
mod board;
mod busy;
mod curve;
mod day;
mod figures;
mod processes;
#[path = "../terminal.rs"]
mod pty;
mod reads;
mod screens;
mod terminal;
mod writes;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use swingdoor::desk::staff::SignOff;
use swingdoor::model::{Desk, SystemClock};
use swingdoor::office::{Office, Pin, SignOut};

/// One sample office of a size, in a folder that goes away.
pub(crate) struct House {
    pub(crate) path: PathBuf,
    pub(crate) orders: u64,
}

/// Makes a sample office; gives how many seconds it took.
fn demo(path: &Path, orders: u64, customers: u64) -> f64 {
    let started = std::time::Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_swingdoor"))
        .arg("--file")
        .arg(path)
        .args(["demo", "--make-only", "--orders", &orders.to_string()])
        .args(["--customers", &customers.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    std::fs::File::open(path).unwrap().sync_all().unwrap();
    started.elapsed().as_secs_f64()
}

fn make(folder: &Path, orders: u64) -> House {
    let path = folder.join(format!("office-{orders}.swing"));
    if !path.exists() {
        let seconds = demo(&path, orders, orders);
        println!("an office of {orders} orders and as many customers, made in {seconds:.1} s");
    }
    one_does_it_all(&path);
    House { path, orders }
}

/// In the sample office nobody owns everything; whoever is measured does.
pub(crate) fn one_does_it_all(path: &Path) {
    let mut office = Office::open(path, Arc::new(SystemClock)).unwrap();
    let pin = Pin::new("4826").unwrap();
    let manager = office.sign_in("bench", "MD", &pin, false).unwrap();
    for duty in Desk::ALL.iter().flat_map(|desk| desk.duties()) {
        let owns = SignOff {
            staff: "MD".to_owned(),
            duty,
            level: "own".to_owned(),
            until: None,
            discount_max: None,
            shown: swingdoor::office::Shown::default(),
        };
        office.perform(&manager, &owns).unwrap();
    }
    office.sign_out(&manager, SignOut::Left).unwrap();
}

/// How fast the sample office grows by orders.
fn growth(folder: &Path) {
    const ORDERS: u64 = 200_000;
    let path = folder.join("growth.swing");
    let seconds = demo(&path, ORDERS, 0);
    std::fs::remove_file(path).unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a number of orders")]
    let rate = ORDERS as f64 / seconds;
    figures::at_least("demo: orders made a second", rate, 20_000.0, "/s");
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|name| name == part);
    let curve = wanted.iter().any(|name| name == "curve");
    let usual = if curve {
        "10000,100000,1000000,10000000"
    } else {
        "10000,1000000"
    };
    let sizes = std::env::var("SWINGDOOR_BENCH_ORDERS").unwrap_or_else(|_| usual.to_owned());
    let folder = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("SWINGDOOR_BENCH_FOLDER").map(PathBuf::from);
    let offices = kept.as_deref().unwrap_or_else(|| folder.path());
    let mut points = Vec::new();
    if wants("demo") {
        growth(folder.path());
    }
    if wants("board") {
        board::run(folder.path(), &make(folder.path(), 0));
    }
    if wants("busy") {
        busy::run(offices);
    }
    for size in sizes.split(',') {
        let house = make(offices, size.trim().parse().unwrap());
        println!("\n== {} orders ==", house.orders);
        if curve {
            points.push(curve::measure(&house));
        }
        if wants("reads") {
            reads::run(&house);
        }
        if wants("screens") {
            screens::run(&house, &make(folder.path(), 0));
        }
        if wants("writes") {
            writes::run(&house, folder.path());
        }
        if wants("processes") {
            processes::run(&house);
        }
        if wants("day") {
            day::run(&house);
        }
        if kept.is_none() {
            std::fs::remove_file(&house.path).unwrap();
        }
    }
    curve::print(&points);
    let missed = figures::missed();
    if missed > 0 {
        println!("\n{missed} limits missed");
        drop(folder);
        std::process::exit(1);
    }
}
