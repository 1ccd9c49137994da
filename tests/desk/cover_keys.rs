//! F4: a cover in two keys and a PIN, reminders, and what is offered first.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::cover::arrangement::Make;
use swingdoor::cover::shift::{Accept, Plan};
use swingdoor::model::{CoverReason, Duty};
use swingdoor::office::SignOut;

#[test]
fn two_keys_and_a_pin_open_the_desk_of_whoever_is_away() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::F(4));
    jana.sees("< I cover fulfilment for Petr Malý >");
    jana.press(KeyCode::Enter);
    jana.sees("A cover begins with your own PIN");
    jana.type_text("9999");
    jana.press(KeyCode::Enter);
    jana.sees("The code JN and this PIN do not fit together");
    for _ in 0..4 {
        jana.press(KeyCode::Backspace);
    }
    jana.type_text("1111");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý");
    // The other desk is there, and its first action is one key.
    jana.sees("[F3 Back office]");
    jana.sees(&order);
    jana.press(KeyCode::Char('a'));
    jana.sees("Where is P-2026-0001 put?");
    stage.is_clean();
}

#[test]
fn a_planned_lunch_is_reminded_of_and_begun_with_f4() {
    let mut stage = Stage::new();
    let plan = Plan {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::Lunch,
        from: "12:00".to_owned(),
        until: "12:30".to_owned(),
        of: Some("JN".to_owned()),
        owner: None,
        note: String::new(),
    };
    stage.office.perform(&stage.petr, &plan).unwrap();
    let accept = Accept {
        cover: "CS-2026-0001".to_owned(),
    };
    stage.office.perform(&stage.jana, &accept).unwrap();
    stage.clock.advance_seconds(111 * 60);
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("At 12:00 you cover fulfilment for Petr Malý: F4 begins");
    stage.clock.advance_seconds(12 * 60);
    let mut petr = Person::at(&stage, "shelves", "PM", "2222");
    petr.sees("Nobody covers fulfilment yet, planned since 12:00");
    jana.press(KeyCode::F(4));
    jana.sees("< Begin CS-2026-0001: fulfilment for Petr Malý, 12:00 to 12:30 >");
    jana.type_text("1111");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý until 12:30");
    petr.sees("You are being covered");
    stage.is_clean();
}

#[test]
fn an_arrangement_is_one_key_and_a_pin_each_day() {
    let mut stage = Stage::new();
    let make = Make {
        owner: "PM".to_owned(),
        coverer: "JN".to_owned(),
        duties: vec![Duty::Fulfilment],
        weekdays: "mo-fr".to_owned(),
        starts: "10:05".to_owned(),
        ends: "10:35".to_owned(),
        reason: CoverReason::Lunch,
        from: None,
        until: None,
    };
    stage.office.perform(&stage.petr, &make).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.sees("Petr Malý proposes an arrangement, fulfilment");
    jana.press(KeyCode::F(4));
    jana.press(KeyCode::Enter);
    jana.sees("AR-2026-0001 is agreed");
    jana.sees("At 10:05 you cover fulfilment for Petr Malý");
    for day in 1..3 {
        jana.press(KeyCode::F(4));
        jana.sees("Begin AR-2026-0001");
        jana.type_text("1111");
        jana.press(KeyCode::Enter);
        jana.sees(&format!("CS-2026-000{day}"));
        stage.clock.advance_seconds(24 * 3600);
        // Nobody was here for a day: the terminal has locked itself.
        jana.shell.tick();
        jana.type_text("1111");
        jana.press(KeyCode::Enter);
    }
    stage.is_clean();
}
