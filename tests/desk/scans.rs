//! A scan is decided before it acts: it presses no key, wherever it comes and however it was sent.

use super::Person;
use crate::stage::{Stage, goods};
use crossterm::event::{Event, KeyCode};
use serde_json::json;

/// How the same label can come: as it is, in small letters, with Caps Lock, through a Czech keyboard.
const WAYS: [&str; 4] = [
    "SO-2026-0002",
    "so-2026-0002",
    "SO=ěéěž=éééě",
    "so=ĚÉĚŽ=ÉÉÉĚ",
];

fn picker(stage: &Stage) -> Person {
    let mut petr = Person::at(stage, "shelves", "PM", "2748");
    petr.sees("SO-2026-0001");
    petr
}

#[test]
fn at_the_shelves_an_orders_label_starts_its_pick_however_it_comes() {
    let mut stage = Stage::new();
    stage.order("1");
    stage.order("2");
    let mut petr = picker(&stage);
    for way in WAYS {
        for pause_ms in [0, 8, 40, 60] {
            petr.burst(&format!("{way}\r"), pause_ms);
            petr.sees("Pick SO-2026-0002");
            petr.press(KeyCode::Esc);
            petr.no_longer_sees("Pick SO-2026-0002");
        }
    }
    // At the front the same label opens the card.
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.scan("so-2026-0002");
    jana.sees("SO-2026-0002");
    jana.sees("[1 Counter]");
}

#[test]
fn an_unknown_code_is_said_and_nothing_else_happens() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let mut petr = picker(&stage);
    for code in ["abc-0123", "4006381333931", "3a\t", "a", "raru", "ŽŽ-11"] {
        if code.len() > 2 {
            petr.scan(code.trim());
            petr.sees("is not known here.");
        }
        petr.sees("[1 Picking]");
        petr.sees(&order);
    }
    let picked = stage
        .office
        .read(|reader| {
            use swingdoor::office::Reads;
            reader.row("select sum(picked) from order_line", &[])
        })
        .unwrap();
    assert_eq!(picked.unwrap().int(0).unwrap(), 0);
}

#[test]
fn half_a_code_presses_no_key() {
    let mut stage = Stage::new();
    stage.order("1");
    let mut petr = picker(&stage);
    petr.burst("3a2", 3);
    petr.sees("Only part of a code came: “3a2”.");
    petr.sees("[1 Picking]");
    // Two quick keys of a person are keys.
    petr.burst("3", 3);
    petr.sees("[3 Inbox]");
}

#[test]
fn a_scan_into_a_form_saves_nothing_and_leaves_what_was_typed() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let bin = json!({"item": "PAP", "bin": "C2", "quantity": "1"});
    stage.does(&petr, "stock.receive", bin);
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees(&order);
    jana.press(KeyCode::Char('x'));
    jana.press(KeyCode::Tab);
    jana.type_text("customer said");
    for code in ["C2", "A2C2", "4006381333931"] {
        jana.scan(code);
        jana.sees("customer said");
        assert!(!jana.screen().contains("saidC2"), "{}", jana.screen());
        jana.sees("Cancel");
    }
    jana.type_text(" no");
    jana.sees("customer said no");
    stage.is_clean();
}

#[test]
fn a_code_that_names_somebody_at_the_sign_in_leaves_the_pin_to_be_typed() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.ctrl('o');
    jana.sees("PIN");
    jana.scan("pm");
    jana.scan("400638");
    jana.sees("This badge is nobody's here.");
    jana.scan("PM");
    jana.type_text("2748");
    jana.press(KeyCode::Enter);
    jana.sees("Petr Malý");
}

#[test]
fn a_parcel_and_then_its_shelf_are_two_scans() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let petr = stage.petr.clone();
    stage
        .office
        .perform(&petr, &goods("PAP", "B7", "1"))
        .unwrap();
    let first = stage.order("1");
    stage.pick_and_ready(&first);
    let picked = stage.does(&petr, "order.pick", json!({"order": order}));
    let parcel = picked.text("parcel").to_owned();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.scan(&parcel);
    petr.sees("[parcels here]");
    petr.sees(&parcel);
    // The label of a bin in which goods lie is a slip, and makes no shelf of it.
    petr.scan("B7");
    petr.sees("B7 is a bin for goods and no shelf for parcels.");
    petr.scan("P3");
    petr.sees(&format!("{parcel} is ready on P3."));
    // Typed it is asked about once.
    petr.press(KeyCode::Char('r'));
    petr.sees(&format!("Where is {parcel} put?"));
    petr.type_text("B7");
    petr.press(KeyCode::Enter);
    petr.sees("Saving once more makes it one.");
    petr.press(KeyCode::Enter);
    petr.sees(&format!("{parcel} is ready on B7."));
    stage.is_clean();
}

#[test]
fn a_question_is_not_answered_by_a_scan() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák");
    jana.press(KeyCode::Char('n'));
    jana.type_text("Somebody");
    jana.press(KeyCode::Esc);
    jana.sees("Throw away what was typed?");
    jana.scan("yy-1");
    jana.sees("Answer the question first");
    jana.sees("Throw away what was typed?");
    jana.press(KeyCode::Char('n'));
    jana.sees("Somebody");
}

#[test]
fn the_page_that_tries_the_scanner_shows_what_came_and_sets_the_pause() {
    let stage = Stage::new();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.ctrl('k');
    marie.type_text("try the scanner");
    marie.press(KeyCode::Enter);
    marie.sees("Scan any label.");
    marie.burst("pap\r", 5);
    marie.sees("item PAP");
    marie.sees("Fits the pause of 60 ms.");
    marie.shell.settle();
    let later = std::time::Instant::now() + std::time::Duration::from_secs(5);
    for (nth, c) in ["P", "A", "P"].iter().zip(0..).map(|(c, nth)| (nth, c)) {
        let at = later + std::time::Duration::from_millis(80 * nth);
        let key = KeyCode::Char(c.chars().next().unwrap());
        marie.shell.came(&Event::Key(key.into()), at);
    }
    let at = later + std::time::Duration::from_millis(240);
    marie.shell.came(&Event::Key(KeyCode::Enter.into()), at);
    marie.sees("Slower than the pause of 60 ms.");
    marie.ctrl('s');
    marie.sees("Scanner pause: 100 ms.");
    marie.press(KeyCode::Esc);
    marie.no_longer_sees("Scan any label.");
}
