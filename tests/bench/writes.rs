//! Verbs against the bare limit: the same business rows, written to a copy of the same file by plain SQLite, in turns.

use super::House;
use super::bare::Bare;
use super::figures::{Times, at_least};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use swingdoor::back::picking::{Pick, Ready};
use swingdoor::back::stock::Receive;
use swingdoor::front::counter::{HandOver, TakePayment};
use swingdoor::front::customers::Add;
use swingdoor::front::orders::{Place, PlaceLine};
use swingdoor::model::{Means, Money, Quantity, SystemClock};
use swingdoor::office::{Office, Pin, Session};

const ITEMS: [&str; 3] = ["PAP-A4", "SAN-5", "LEP-48"];

/// Full order cycles a second of a general-purpose office suite (Tryton 8.0 through its programming interface, on SQLite).
const GENERAL_SUITE_CYCLES: f64 = 0.6;

/// How many orders are written in one turn, and how many turns each has.
const TURN: usize = 50;
const TURNS: usize = 24;

/// Orders of three lines, one after the other, on the office itself.
pub(crate) fn places(house: &House) -> Times {
    let mut ours = Ours::open(&house.path);
    let mut times = Times::default();
    for _ in 0..TURN * 6 {
        time(&mut times, || drop(ours.place("C-00001")));
    }
    times
}

pub(crate) fn run(house: &House, folder: &Path) {
    let (ours_path, bare_path) = (folder.join("ours.swing"), folder.join("bare.swing"));
    std::fs::copy(&house.path, &ours_path).unwrap();
    std::fs::copy(&house.path, &bare_path).unwrap();
    for path in [&ours_path, &bare_path] {
        // What is still to be written from the copying would disturb both.
        std::fs::File::open(path).unwrap().sync_all().unwrap();
    }
    let mut ours = Ours::open(&ours_path);
    let mut bare = Bare::open(&bare_path);
    let (mut our_places, mut bare_places, mut our_lives, mut bare_lives) = (
        Times::default(),
        Times::default(),
        Times::default(),
        Times::default(),
    );
    for _ in 0..TURNS {
        for _ in 0..TURN {
            time(&mut our_places, || drop(ours.place("C-00001")));
        }
        for _ in 0..TURN {
            time(&mut bare_places, || {
                bare.place(1);
            });
        }
        for _ in 0..TURN / 5 {
            time(&mut our_lives, || ours.live());
        }
        for _ in 0..TURN / 5 {
            time(&mut bare_lives, || bare.live());
        }
    }
    println!(
        "order.place: median {:.3} ms, bare {:.3} ms; a whole life: {:.3} ms, bare {:.3} ms",
        our_places.median(),
        bare_places.median(),
        our_lives.median(),
        bare_lives.median()
    );
    at_least(
        "order.place with three lines, of the bare rows",
        bare_places.sum() / our_places.sum(),
        0.6,
        "x",
    );
    at_least(
        "the whole life of an order, of the bare rows",
        bare_lives.sum() / our_lives.sum(),
        0.5,
        "x",
    );
    at_least(
        "whole lives of orders a second, 500 times a general suite's",
        our_lives.count() as f64 * 1e3 / our_lives.sum(),
        GENERAL_SUITE_CYCLES * 500.0,
        "/s",
    );
    drop((ours, bare));
    for path in [ours_path, bare_path] {
        std::fs::remove_file(path).unwrap();
    }
}

fn time(times: &mut Times, work: impl FnOnce()) {
    let started = Instant::now();
    work();
    times.add(started.elapsed());
}

struct Ours {
    office: Office,
    session: Session,
    lives: usize,
}

impl Ours {
    fn open(path: &Path) -> Self {
        let mut office = Office::open(path, Arc::new(SystemClock)).unwrap();
        let session = office
            .sign_in("bench", "MD", &Pin::new("4826").unwrap(), false)
            .unwrap();
        for item in ITEMS {
            let goods = Receive {
                item: item.to_owned(),
                bin: "Z9".to_owned(),
                quantity: Quantity::units(1_000_000),
            };
            office.perform(&session, &goods).unwrap();
        }
        Self {
            office,
            session,
            lives: 0,
        }
    }

    fn place(&mut self, customer: &str) -> (String, String) {
        let order = Place {
            discount: None,
            customer: customer.to_owned(),
            lines: ITEMS
                .iter()
                .map(|item| PlaceLine {
                    item: (*item).to_owned(),
                    quantity: Quantity::units(2),
                    discount: None,
                })
                .collect(),
            needed_by: None,
            delivery: None,
            papers: Vec::new(),
            note: String::new(),
            deposit: None,
        };
        let receipt = self.office.perform(&self.session, &order).unwrap();
        (
            receipt.text("order").to_owned(),
            receipt.text("total").to_owned(),
        )
    }

    fn live(&mut self) {
        self.lives += 1;
        let customer = Add {
            name: format!("Bench Customer {}", self.lives),
            ..Add::default()
        };
        let added = self.office.perform(&self.session, &customer).unwrap();
        let (order, total) = self.place(added.text("customer"));
        let pick = Pick {
            order: order.clone(),
            lines: Vec::new(),
            place: None,
        };
        let picked = self.office.perform(&self.session, &pick).unwrap();
        let parcel = picked.text("parcel").to_owned();
        let ready = Ready {
            parcel: parcel.clone(),
            place: "P1".to_owned(),
        };
        self.office.perform(&self.session, &ready).unwrap();
        let pay = TakePayment {
            order,
            amount: Money::parse(&total).unwrap(),
            means: Means::Card,
            tendered: None,
            together: false,
        };
        self.office.perform(&self.session, &pay).unwrap();
        let goods = HandOver {
            parcel,
            collected_by: "Somebody".to_owned(),
            on_account: false,
            left: Vec::new(),
            without: Vec::new(),
        };
        self.office.perform(&self.session, &goods).unwrap();
    }
}
