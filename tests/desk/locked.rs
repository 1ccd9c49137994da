//! Whose sign-in is over sees nothing more: the screen that they left open locks by itself.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::KeyCode;
use serde_json::json;

/// Jana has the customers open and a form with something typed in it.
fn jana_types(stage: &Stage) -> Person {
    let mut jana = Person::at(stage, "desk-1", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('n'));
    jana.type_text("Beta Tisk");
    jana
}

fn drafts(stage: &Stage) -> String {
    let files = std::fs::read_dir(stage.folder()).unwrap();
    let drafts = files.map(|file| file.unwrap().path());
    let drafts = drafts.filter(|path| path.to_string_lossy().contains(".draft-"));
    drafts
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

#[test]
fn the_screen_of_who_was_dismissed_locks_and_their_text_is_kept() {
    let mut stage = Stage::new();
    let mut jana = jana_types(&stage);
    let manager = stage.manager.clone();
    let leaves = json!({"staff": "JN", "active": false});
    stage.does(&manager, "staff.edit", leaves);
    jana.sees("You no longer work in this office.");
    assert!(!jana.screen().contains("Horák"), "{}", jana.screen());
    assert!(drafts(&stage).contains("Beta Tisk"));
    // Whoever comes next finds nothing of it.
    let mut petr = jana;
    petr.press(KeyCode::Esc);
    petr.type_text("PM");
    petr.press(KeyCode::Enter);
    petr.type_text("2748");
    petr.press(KeyCode::Enter);
    petr.sees("Petr Malý");
    assert!(!petr.screen().contains("Beta Tisk"), "{}", petr.screen());
}

#[test]
fn a_new_pin_locks_the_screen_and_opens_it_again_with_what_was_typed() {
    let mut stage = Stage::new();
    let mut jana = jana_types(&stage);
    let manager = stage.manager.clone();
    let reset = json!({"staff": "JN", "pin": "7705"});
    stage.does(&manager, "staff.edit", reset);
    jana.sees("Your PIN was set anew.");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("Wrong code or PIN.");
    jana.type_text("7705");
    jana.press(KeyCode::Enter);
    jana.sees("Beta Tisk");
    jana.ctrl('s');
    jana.sees("Beta Tisk");
    stage.is_clean();
}

#[test]
fn who_resets_their_own_pin_stays_where_they_are() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let reset = json!({"staff": "MD", "pin": "7705"});
    stage.does(&manager, "staff.edit", reset);
    stage.does(
        &manager,
        "staff.edit",
        json!({"staff": "JN", "name": "Jana Nová"}),
    );
}

#[test]
fn a_second_terminal_of_the_same_name_locks_the_first_and_says_who() {
    let mut stage = Stage::new();
    let mut jana = jana_types(&stage);
    stage
        .office
        .sign_in("desk-1", "PM", &pin("2748"), true)
        .unwrap();
    jana.sees("Petr Malý signed in on another terminal of the same");
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("Beta Tisk");
}
