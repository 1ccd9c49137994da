//! Whatever people do in whatever order: every rule of the business holds after it, and what is refused leaves no trace.

use crate::stage::{MORNING, Stage};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use serde_json::{Value, json};
use std::sync::Arc;
use swingdoor::cli::VerbRow;
use swingdoor::model::FixedClock;
use swingdoor::office::{Office, Reads, Session};

/// Three numbers that a step is made of; what they mean depends on what there is by then.
type Step = (u8, u8, u8, u8);

pub(super) struct Play {
    pub(super) office: Office,
    pub(super) clock: FixedClock,
    pub(super) people: Vec<Session>,
}

impl Play {
    fn one(&mut self, sql: &'static str, nth: u8) -> Option<String> {
        self.office
            .read(|reader| {
                let rows = reader.rows(sql, &[])?;
                let count = rows.len().max(1);
                Ok(rows
                    .get(usize::from(nth) % count)
                    .map(|row| row.text(0))
                    .transpose()?)
            })
            .unwrap()
    }

    fn order(&mut self, nth: u8) -> String {
        self.one("select number from orders order by id desc limit 6", nth)
            .unwrap_or_default()
    }

    fn parcel(&mut self, nth: u8) -> String {
        self.one("select number from parcel order by id desc limit 4", nth)
            .unwrap_or_default()
    }

    fn cover(&mut self, nth: u8) -> String {
        self.one("select number from cover order by id desc limit 4", nth)
            .unwrap_or_default()
    }

    fn request(&mut self, (verb, _, a, b): Step) -> (&'static str, Value) {
        let item = |nth: u8| ["PAP", "INK", "ROPE"][usize::from(nth) % 3];
        let quantity = |nth: u8| {
            if nth.is_multiple_of(7) {
                "0.5".to_owned()
            } else {
                (nth % 6 + 1).to_string()
            }
        };
        let until = ["10m", "30m", "13h", "5h"][usize::from(b) % 4];
        let duty = ["fulfilment", "stock", "reception", "sales"][usize::from(a) % 4];
        match verb % 40 {
            0..=3 => {
                let mut lines = vec![json!({"item": item(a), "quantity": quantity(b)})];
                if a % 2 == 0 {
                    lines.push(json!({"item": item(b), "quantity": quantity(a), "discount": (a % 40).to_string()}));
                }
                let papers = if b % 5 == 0 {
                    vec!["delivery-note"]
                } else {
                    vec![]
                };
                let mut order = json!({"customer": "C-00001", "lines": lines, "papers": papers});
                if b % 4 == 0 {
                    order["needed_by"] = json!("2026-11-24");
                }
                if a % 9 == 0 {
                    order["deposit"] = json!("1.00");
                }
                if b % 7 == 0 {
                    order["discount"] = json!(format!("{}.5", a % 100));
                }
                ("order.place", order)
            }
            4 => (
                "order.hold",
                json!({"order": self.order(a), "reason": "why not"}),
            ),
            5 => ("order.resume", json!({"order": self.order(a)})),
            6 => {
                let lines = if b % 2 == 0 { vec![] } else { vec![b % 3] };
                (
                    "order.cancel",
                    json!({"order": self.order(a), "reason": "no more", "lines": lines}),
                )
            }
            7 | 8 => {
                let order = self.order(a);
                let due = format!("{}.{:02}", u16::from(b) * 3, a % 100);
                (
                    "payment.take",
                    json!({"order": order, "amount": due, "means": (["cash", "card"][usize::from(b) % 2])}),
                )
            }
            9 => (
                "paper.sign",
                json!({"order": self.order(a), "paper": "delivery-note", "signed_by": "Somebody"}),
            ),
            10 | 11 => (
                "parcel.hand_over",
                json!({"parcel": self.parcel(a), "collected_by": "Somebody", "on_account": b % 3 != 0}),
            ),
            12 | 13 => ("order.pick", json!({"order": self.order(a)})),
            14 => (
                "order.pick",
                json!({"order": self.order(a), "lines": [{"item": item(b), "bin": (["A1", "B2"][usize::from(a) % 2]), "quantity": quantity(a)}]}),
            ),
            15 => (
                "parcel.ready",
                json!({"parcel": self.parcel(a), "place": "P1"}),
            ),
            16 => ("parcel.unpack", json!({"parcel": self.parcel(a)})),
            17 => (
                "stock.receive",
                json!({"item": item(a), "bin": (["A1", "B2"][usize::from(b) % 2]), "quantity": quantity(b)}),
            ),
            18 => (
                "stock.adjust",
                json!({"item": item(a), "bin": (["A1", "B2"][usize::from(b) % 2]), "quantity": (b % 15).to_string(), "reason": "counted"}),
            ),
            19 => match b % 3 {
                0 => (
                    "cover.ask",
                    json!({"duties": [duty], "reason": "lunch", "until": until}),
                ),
                1 => (
                    "cover.declare",
                    json!({"duties": [duty], "reason": "lunch", "until": until}),
                ),
                _ => (
                    "cover.declare",
                    json!({"duties": [duty], "reason": "customer-waiting", "until": until, "order": self.order(a)}),
                ),
            },
            20 => ("cover.accept", json!({"cover": self.cover(a)})),
            21 => match b % 2 {
                0 => (
                    "cover.extend",
                    json!({"cover": self.cover(a), "until": until}),
                ),
                _ => ("cover.end", json!({"cover": self.cover(a), "note": "done"})),
            },
            22 => ("handback.accept", json!({"cover": self.cover(a)})),
            31 => (
                "stock.count",
                json!({"bin": (["A1", "B2"][usize::from(a) % 2]), "lines": [{"item": item(b), "counted": quantity(a)}]}),
            ),
            32 => (
                "stock.approve_count",
                json!({"count": format!("CN-2026-{:04}", 1 + a % 3)}),
            ),
            33 => (
                "stock.write_off",
                json!({"item": item(a), "bin": "B2", "quantity": quantity(b), "reason": "wet"}),
            ),
            34 => (
                "stock.move",
                json!({"item": item(a), "from": "B2", "to": "A1", "quantity": quantity(b)}),
            ),
            24 | 25 => {
                let add = match b % 3 {
                    0 => json!([{"item": item(a), "quantity": quantity(b)}]),
                    _ => json!([]),
                };
                (
                    "order.change",
                    json!({"order": self.order(a), "lines": [{"line": 1 + b % 2, "quantity": (b % 7).to_string()}], "add": add}),
                )
            }
            26 => (
                "exception.decide",
                json!({"exception": format!("EX-2026-{:04}", 1 + a % 4), "decision": (["put-back", "keep", "send"][usize::from(b) % 3])}),
            ),
            27 | 28 => (
                "return.take",
                json!({"order": self.order(a), "reason": "broken", "lines": [{"line": 1 + a % 2, "quantity": (1 + b % 3).to_string(),
                    "outcome": (["restock", "replace", "refund", "reject"][usize::from(b) % 4]), "bin": "A1"}]}),
            ),
            29 => (
                "payment.refund",
                json!({"order": self.order(a), "amount": format!("{}.{:02}", b % 8, a % 100), "means": (["cash", "card"][usize::from(b) % 2]), "reason": "back", "otherwise": (["", "no card"][usize::from(a) % 2])}),
            ),
            30 => match b % 8 {
                0 => ("drawer.open", json!({"float": format!("{b}.00")})),
                1 => (
                    "drawer.close",
                    json!({"counted": format!("{b}.00"), "reason": "counted"}),
                ),
                2 => (
                    "drawer.move",
                    json!({"amount": format!("-{}.00", 1 + b % 9), "reason": "to the safe"}),
                ),
                3 => ("drawer.count", json!({"counted": format!("{b}.00")})),
                4 => (
                    "drawer.give",
                    json!({"to": (["JN", "PM", "MD"][usize::from(a) % 3]), "counted": format!("{b}.00")}),
                ),
                5 => (
                    "drawer.take_over",
                    json!({"of": (["JN", "PM", "MD"][usize::from(a) % 3]), "counted": format!("{b}.00"), "reason": (["", "lunch"][usize::from(a) % 2])}),
                ),
                6 => (
                    "drawer.close",
                    json!({"reason": "counted", "float": format!("{}.00", a % 5)}),
                ),
                _ => (
                    "drawer.take_alone",
                    json!({"of": (["JN", "PM", "MD"][usize::from(a) % 3]), "counted": format!("{b}.00"), "reason": "ill"}),
                ),
            },
            36..=39 => self.talk(verb, a, b),
            _ => (
                "item.edit",
                json!({"item": item(a), "price": format!("{}.50", b), "active": b % 8 != 0}),
            ),
        }
    }

    /// What people ask and promise each other, and dispute.
    fn talk(&mut self, verb: u8, a: u8, b: u8) -> (&'static str, Value) {
        let to = ["fulfilment", "front", "JN", "sales", "PM", "back"][usize::from(b) % 6];
        let number = self
            .one("select number from thread order by id desc limit 4", a)
            .unwrap_or_default();
        match (verb % 40, b % 3) {
            (36, 0) => (
                "callback.promise",
                json!({"name": "Eva", "phone": "601", "due": "30m", "words": "The price."}),
            ),
            (36, _) => (
                "question.ask",
                json!({"words": "Is it blue?", "order": self.order(a), "to": to, "urgent": b > 127}),
            ),
            (37, _) => (
                "question.answer",
                json!({"question": number, "words": "It is."}),
            ),
            (38, 0) => (
                "callback.done",
                json!({"callback": number, "words": "Told her."}),
            ),
            (38, 1) => ("question.reopen", json!({"question": number})),
            (38, _) => ("question.settle", json!({"question": number})),
            _ => {
                let line = self.one("select cast(seq as text) from journal where cover is not null order by seq desc limit 4", a);
                let line: i64 = line.and_then(|line| line.parse().ok()).unwrap_or(1);
                (
                    "handback.dispute",
                    json!({"cover": self.cover(b), "line": line, "words": "Not so."}),
                )
            }
        }
    }

    fn last_line(&mut self) -> i64 {
        let last = self
            .office
            .read(|reader| reader.row("select coalesce(max(seq), 0) from journal", &[]));
        last.unwrap().unwrap().int(0).unwrap()
    }

    pub(super) fn step(&mut self, step: Step) -> &'static str {
        let person = self.people[usize::from(step.1) % self.people.len()].clone();
        let (name, fields) = self.request(step);
        let verb = VerbRow::find(name).unwrap();
        let before = self.last_line();
        let outcome = self
            .office
            .transaction(|writing| (verb.perform)(writing, &person, fields, None));
        let lines = self.last_line() - before;
        self.clock.advance_seconds(i64::from(step.3 % 16) * 60);
        match outcome {
            Ok(receipt) => {
                assert!(
                    lines == 1 && receipt.seq.0 == before + 1,
                    "{name} writes one line"
                );
                "done"
            }
            Err(refused) => {
                assert_eq!(
                    lines, 0,
                    "{name} was refused ({}) and left a line",
                    refused.id
                );
                assert!(
                    !matches!(
                        refused.class,
                        swingdoor::office::Class::Store | swingdoor::office::Class::Usage
                    ),
                    "{name}: {refused:?}"
                );
                "refused"
            }
        }
    }
}

/// A stage whose people can do more, to be copied for every run.
pub(super) fn ready() -> Stage {
    let mut stage = Stage::new();
    for code in ["INK", "ROPE"] {
        let (manager, office) = (stage.manager.clone(), &mut stage.office);
        for (name, fields) in [
            (
                "item.add",
                json!({"code": code, "name": code, "unit": "m", "price": "19.90", "vat": "12"}),
            ),
            (
                "stock.receive",
                json!({"item": code, "bin": "B2", "quantity": "8"}),
            ),
        ] {
            let verb = VerbRow::find(name).unwrap();
            office
                .transaction(|writing| (verb.perform)(writing, &manager, fields, None))
                .unwrap();
        }
    }
    for duty in [
        swingdoor::model::Duty::Stock,
        swingdoor::model::Duty::Fulfilment,
    ] {
        stage.sign_off("JN", duty, "cover");
    }
    for duty in [
        swingdoor::model::Duty::Reception,
        swingdoor::model::Duty::Sales,
    ] {
        stage.sign_off("PM", duty, "cover");
    }
    stage
}

#[test]
fn any_sequence_of_verbs_keeps_every_rule() {
    let stage = ready();
    let template = stage.folder().join("template.swing");
    // A copy through the engine, so that what is in the WAL is in it.
    stage.copy_to(&template);
    let config = Config {
        cases: std::env::var("PROPTEST_CASES")
            .ok()
            .and_then(|cases| cases.parse().ok())
            .unwrap_or(40),
        failure_persistence: None,
        ..Config::default()
    };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let steps = prop::collection::vec(any::<Step>(), 1..90);
    let mut done = 0_u32;
    let mut refused = 0_u32;
    let counts = std::cell::RefCell::new((&mut done, &mut refused));
    runner
        .run(&steps, |steps| {
            let run = stage.folder().join("run.swing");
            for ending in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{ending}", run.display()));
            }
            std::fs::copy(&template, &run).unwrap();
            let clock = FixedClock::at(MORNING);
            let mut play = Play {
                office: Office::open(&run, Arc::new(clock.clone())).unwrap(),
                clock,
                people: vec![
                    stage.manager.clone(),
                    stage.jana.clone(),
                    stage.petr.clone(),
                ],
            };
            for step in steps {
                match play.step(step) {
                    "done" => *counts.borrow_mut().0 += 1,
                    _ => *counts.borrow_mut().1 += 1,
                }
            }
            let faults = swingdoor::cli::check(&mut play.office).unwrap();
            prop_assert!(faults.is_empty(), "{faults:#?}");
            // The journal tells the whole story: played again it gives the same office.
            if counts.borrow().0.is_multiple_of(8) {
                let faults =
                    swingdoor::cli::play_again(&mut play.office, &run, &mut |_, _| {}).unwrap();
                prop_assert!(faults.is_empty(), "{faults:#?}");
            }
            Ok(())
        })
        .unwrap();
    assert!(
        done > refused / 4,
        "most steps are refused: {done} of {}",
        done + refused
    );
}
