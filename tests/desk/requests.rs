//! What was asked of somebody, in their inbox and in their language: a proposed arrangement, and a request that nobody answered.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::KeyCode;
use serde_json::json;
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::words::Lang;

#[test]
fn a_proposed_arrangement_stands_in_the_inbox_in_the_readers_language_and_enter_answers_it() {
    let mut stage = Stage::new();
    let make = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr",
                      "starts": "12:00", "ends": "12:30", "reason": "lunch"});
    let petr = stage.petr.clone();
    stage.run(&petr, "arrangement.make", make).unwrap();
    let clock = Arc::new(stage.clock.clone());
    let mut shell = Shell::open(&stage.path(), clock, "hall", Some(Lang::Cs), None).unwrap();
    shell.sign_in("JN", pin("1937"));
    shell.settle();
    let mut jana = Person { shell };
    jana.sees("Zprávy (1)");
    jana.press(KeyCode::Char('4'));
    jana.sees("* Petr Malý navrhuje AR-2026-0001");
    jana.sees("po-pá 12:00–12:30");
    assert!(!jana.screen().contains("mo-fr"), "{}", jana.screen());
    jana.press(KeyCode::Enter);
    jana.sees("Dohoda AR-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("AR-2026-0001 je domluveno");
    jana.no_longer_sees("* Petr Malý navrhuje");
    jana.no_longer_sees("Zprávy (1)");
    stage.is_clean();
}

#[test]
fn a_request_that_nobody_answered_is_told_to_its_owner_and_burdens_nobody_else() {
    let mut stage = Stage::new();
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "5m", "of": "JN"});
    let session = stage.petr.clone();
    stage.run(&session, "cover.ask", ask).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    jana.sees("Inbox (1)");
    jana.press(KeyCode::Char('4'));
    jana.sees("* Petr Malý asks for cover");
    stage.clock.advance_seconds(6 * 60);
    jana.shell.tick();
    jana.no_longer_sees("Inbox (1)");
    jana.no_longer_sees("* Petr Malý asks for cover");
    jana.sees("Over, nobody answered: Petr Malý asks for cover");
    petr.shell.tick();
    petr.sees("Nobody answered in time who covers fulfilment for you");
    petr.press(KeyCode::F(4));
    petr.sees("nobody began it");
    petr.press(KeyCode::Enter);
    petr.no_longer_sees("Nobody answered in time");
    jana.shell.tick();
    jana.no_longer_sees("Inbox (1)");
    stage.is_clean();
}

#[test]
fn who_did_not_answer_whether_they_take_a_planned_cover_over_is_not_burdened_by_it_either() {
    let mut stage = Stage::new();
    let (jana, petr, marie) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let eva =
        json!({"code": "EV", "name": "Eva Veselá", "desk": "front", "pin": "3659", "duties": []});
    stage.run(&marie, "staff.add", eva).unwrap();
    stage.sign_off("EV", swingdoor::model::Duty::Fulfilment, "cover");
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "2m", "until": "3m", "of": "JN"});
    stage.run(&petr, "cover.plan", plan).unwrap();
    let cover = "CS-2026-0001";
    stage
        .run(&jana, "cover.accept", json!({"cover": cover}))
        .unwrap();
    stage
        .run(&jana, "cover.swap", json!({"cover": cover, "with": "EV"}))
        .unwrap();
    let mut eva = Person::at(&stage, "door", "EV", "3659");
    eva.sees("Inbox (1)");
    stage.clock.advance_seconds(6 * 60);
    eva.shell.tick();
    eva.no_longer_sees("Inbox (1)");
    stage.is_clean();
}
