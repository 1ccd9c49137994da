//! Wrong PINs: how long they lock, and who is told of them.

use super::engine::Watching;
use crate::stage::{Stage, pin};
use serde_json::{Value, json};
use std::sync::Arc;
use swingdoor::office::{Datum, Office, Refused};
use swingdoor::store::{Access, open};

impl Stage {
    /// So many wrong PINs for somebody at the door; gives the last refusal.
    fn tries(&mut self, code: &str, times: usize) -> Refused {
        let tried = (0..times).map(|_| self.office.sign_in("door", code, &pin("5093"), true));
        tried.last().unwrap().unwrap_err()
    }
}

#[test]
fn each_lock_out_since_the_last_sign_in_is_longer_than_the_one_before() {
    let mut stage = Stage::new();
    for minutes in [5, 15, 60, 240, 240] {
        let refused = stage.tries("JN", 5);
        assert_eq!(refused.id, "locked-out");
        let until = swingdoor::model::Clock::now(&stage.clock).plus_minutes(minutes);
        assert_eq!(refused.fact("until"), Some(&Datum::Instant(until)));
        stage.clock.advance_seconds(minutes * 60 - 1);
        assert_eq!(stage.tries("JN", 1).id, "locked-out");
        stage.clock.advance_seconds(1);
    }
    stage.jana = stage
        .office
        .sign_in("hall", "JN", &pin("1937"), true)
        .unwrap();
    assert_eq!(stage.jana.wrong_pins_before(), 25);
    // From here on it begins anew.
    let refused = stage.tries("JN", 5);
    let until = swingdoor::model::Clock::now(&stage.clock).plus_minutes(5);
    assert_eq!(refused.fact("until"), Some(&Datum::Instant(until)));
    let path = stage.path();
    let faults = swingdoor::cli::play_again(&mut stage.office, &path, &mut |_, _| {}).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
    stage.is_clean();
}

#[test]
fn the_only_manager_is_not_sent_to_a_manager() {
    let mut stage = Stage::new();
    assert!(stage.tries("MD", 5).says("alone"));
    assert!(!stage.tries("JN", 5).says("alone"));
    stage.clock.advance_seconds(301);
    stage.manager = stage
        .office
        .sign_in("office", "MD", &pin("4826"), true)
        .unwrap();
    let manager = stage.manager.clone();
    let level = json!({"staff": "JN", "duty": "management", "level": "own"});
    stage.does(&manager, "competence.sign_off", level);
    assert!(!stage.tries("MD", 5).says("alone"));
}

#[test]
fn who_signs_off_themselves_is_told_to_the_other_manager() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let own = json!({"staff": "MD", "duty": "stock", "level": "own"});
    stage.does(&manager, "competence.sign_off", own.clone());
    let told = |stage: &mut Stage| {
        use swingdoor::office::Reads;
        let sql = "select s.code from notice n join staff s on s.id = n.staff where n.kind = 'signed-oneself'";
        let rows = stage.office.read(|reader| reader.rows(sql, &[])).unwrap();
        rows.iter()
            .map(|row| row.text(0).unwrap())
            .collect::<Vec<_>>()
    };
    assert!(told(&mut stage).is_empty(), "there is nobody else");
    let level = json!({"staff": "JN", "duty": "management", "level": "own"});
    stage.does(&manager, "competence.sign_off", level);
    assert!(told(&mut stage).is_empty(), "it was another's");
    stage.does(&manager, "competence.sign_off", own);
    assert_eq!(told(&mut stage), ["JN"]);
    stage.is_clean();
}

impl Stage {
    /// The office at another terminal, where the manager does this between a PIN's being checked and what it was checked for.
    fn meanwhile(&self, verb: &'static str, fields: Value) -> Office {
        let (path, clock) = (self.path(), Arc::new(self.clock.clone()));
        let mut manager = Some((
            Office::open(&path, clock.clone()).unwrap(),
            self.manager.clone(),
        ));
        let engine = Watching {
            inner: open(&path, Access::Write).unwrap(),
            asked: Box::new(|_| {}),
            begins: Box::new(move || {
                if let Some((mut office, manager)) = manager.take() {
                    let verb = swingdoor::cli::VerbRow::find(verb).unwrap();
                    (verb.prepare)(&fields).unwrap();
                    let does = office.transaction(|writing| {
                        (verb.perform)(writing, &manager, fields.clone(), None)
                    });
                    does.unwrap();
                }
            }),
        };
        Office::over(Box::new(engine), &path, clock).unwrap()
    }
}

fn new_pin() -> Value {
    json!({"staff": "JN", "pin": "7391"})
}

fn leaves() -> Value {
    json!({"staff": "JN", "active": false})
}

#[test]
fn a_pin_that_was_reset_while_it_was_checked_lets_nobody_in() {
    let stage = Stage::new();
    let mut office = stage.meanwhile("staff.edit", new_pin());
    let refused = office.sign_in("hall", "JN", &pin("1937"), true);
    assert_eq!(refused.unwrap_err().fact("left"), Some(&Datum::Int(4)));
    office.sign_in("hall", "JN", &pin("7391"), true).unwrap();
    // And one that is right by then does.
    let stage = Stage::new();
    let mut office = stage.meanwhile("staff.edit", new_pin());
    office.sign_in("hall", "JN", &pin("7391"), true).unwrap();
}

#[test]
fn who_was_dismissed_while_their_pin_was_checked_is_not_let_in() {
    let stage = Stage::new();
    let mut office = stage.meanwhile("staff.edit", leaves());
    let refused = office.sign_in("hall", "JN", &pin("1937"), true);
    assert_eq!(refused.unwrap_err().id, "wrong-pin");
}

#[test]
fn a_signature_is_none_of_who_was_signed_out_while_it_was_checked() {
    for (fields, id) in [(new_pin(), "signed-out-pin"), (leaves(), "signed-out-left")] {
        let stage = Stage::new();
        let mut office = stage.meanwhile("staff.edit", fields.clone());
        let refused = office.check_pin(&stage.jana, &pin("1937")).unwrap_err();
        assert_eq!(refused.id, id, "{fields}");
    }
}

#[test]
fn a_manager_who_is_none_any_more_when_it_counts_is_none() {
    let ceases = json!({"staff": "JN", "duty": "management", "level": "none"});
    for (verb, fields, id) in [
        ("staff.edit", new_pin(), "wrong-pin"),
        ("staff.edit", leaves(), "wrong-pin"),
        ("competence.sign_off", ceases, "manager-only"),
    ] {
        let mut stage = Stage::new();
        let manager = stage.manager.clone();
        let level = json!({"staff": "JN", "duty": "management", "level": "own"});
        stage.does(&manager, "competence.sign_off", level);
        let mut office = stage.meanwhile(verb, fields.clone());
        let refused = office.manager("JN", &pin("1937")).unwrap_err();
        assert_eq!(refused.id, id, "{fields}");
    }
}
