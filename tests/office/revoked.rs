//! Somebody acts while their right is taken away by somebody else, each with a connection of their own to the file: whatever is
//! written was written before the right was gone.

use crate::stage::{Stage, pin};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::mpsc::channel;
use swingdoor::cli::VerbRow;
use swingdoor::model::{Duty, ReadRight};
use swingdoor::office::{Office, Receipt, Refused, Session, Viewer};

/// Races for each of the four ways: 200 in all, or 1,000.
fn rounds() -> usize {
    if std::env::var_os("SWINGDOOR_LONG").is_some() {
        250
    } else {
        50
    }
}

fn run(office: &mut Office, who: &Session, verb: &str, fields: Value) -> Result<Receipt, Refused> {
    let verb = VerbRow::find(verb).unwrap();
    (verb.prepare)(&fields)?;
    office.transaction(|writing| (verb.perform)(writing, who, fields, None))
}

/// Jana does `acts` over and over; in between, after none to four of them, `take` takes her right away, and `give` gives it back.
fn race(
    mut stage: Stage,
    (acts, fields): (&'static str, Value),
    is_over: &str,
    take: impl Fn(&mut Stage) -> Receipt,
    give: impl Fn(&mut Stage),
) {
    for round in 0..rounds() {
        let (jana, fields) = (stage.jana.clone(), fields.clone());
        let (path, clock) = (stage.path(), Arc::new(stage.clock.clone()));
        let (acted, acts_done) = channel();
        let acting = std::thread::spawn(move || {
            let mut office = Office::open(&path, clock).unwrap();
            loop {
                match run(&mut office, &jana, acts, fields.clone()) {
                    Ok(receipt) => acted.send(receipt.seq.0).unwrap(),
                    Err(refused) => {
                        let viewer = Viewer::of(&jana);
                        let read = office.read_as(&viewer, ReadRight::Anyone, |_| Ok(()));
                        return (refused, read);
                    }
                }
            }
        });
        for _ in 0..=round % 5 {
            acts_done.recv().unwrap();
        }
        let taken = take(&mut stage).seq.0;
        let (refused, read) = acting.join().unwrap();
        assert_eq!(refused.id, is_over);
        assert_eq!(read.is_err(), is_over == "not-signed-in");
        for seq in acts_done {
            assert!(seq < taken, "line {seq} was written after {taken}");
        }
        give(&mut stage);
    }
    stage.is_clean();
}

fn by_manager(stage: &mut Stage, verb: &str, fields: Value) -> Receipt {
    let manager = stage.manager.clone();
    stage.does(&manager, verb, fields)
}

/// What Jana does as a seller.
fn places() -> (&'static str, Value) {
    let line = json!({"item": "PAP", "quantity": "1"});
    (
        "order.place",
        json!({"customer": "C-00001", "lines": [line]}),
    )
}

#[test]
fn nothing_is_written_after_the_dismissal() {
    let leaves = |stage: &mut Stage| {
        by_manager(stage, "staff.edit", json!({"staff": "JN", "active": false}))
    };
    race(Stage::new(), places(), "not-signed-in", leaves, |stage| {
        by_manager(stage, "staff.edit", json!({"staff": "JN", "active": true}));
        let back = stage.office.sign_in("hall", "JN", &pin("1937"), true);
        stage.jana = back.unwrap();
    });
}

#[test]
fn nothing_is_written_under_a_pin_that_was_set_anew() {
    let reset =
        |stage: &mut Stage| by_manager(stage, "staff.edit", json!({"staff": "JN", "pin": "7705"}));
    race(Stage::new(), places(), "not-signed-in", reset, |stage| {
        let back = stage.office.sign_in("hall", "JN", &pin("7705"), true);
        stage.jana = back.unwrap();
    });
}

#[test]
fn nothing_is_written_after_a_duty_was_taken_away() {
    let signed = |level: &'static str| {
        move |stage: &mut Stage| {
            let signed = json!({"staff": "JN", "duty": "sales", "level": level});
            by_manager(stage, "competence.sign_off", signed)
        }
    };
    let give = signed("own");
    race(
        Stage::new(),
        places(),
        "not-allowed",
        signed("aware"),
        move |stage| drop(give(stage)),
    );
}

#[test]
fn nothing_is_written_after_the_end_of_a_cover() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.sign_off("JN", Duty::Fulfilment, "cover");
    stage.lunch("30m");
    let begins = ("picking.begin", json!({"order": order}));
    let newest = |stage: &mut Stage| {
        let row = stage.office.read(|reader| {
            use swingdoor::office::Reads;
            reader.row("select number from cover order by id desc limit 1", &[])
        });
        row.unwrap().unwrap().text(0).unwrap()
    };
    let end = move |stage: &mut Stage| {
        let cover = newest(stage);
        by_manager(stage, "cover.end", json!({"cover": cover}))
    };
    race(stage, begins, "not-allowed", end, |stage| {
        stage.lunch("30m");
    });
}
