//! What is wrong in the form of an order stands beside its field, and how much one may give off is told while one types.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;

/// The row of the smallest full screen in which this stands.
#[track_caller]
fn row(person: &mut Person, text: &str) -> usize {
    let screen = person.shell.screen(80, 24).replace('\u{a0}', " ");
    let mut rows = screen.lines();
    let found = rows.position(|line| line.contains(text));
    found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{screen}"))
}

/// Jana's new order with two of the paper in it, the keys in its discount.
fn typed(stage: &Stage) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("hora");
    jana.press(KeyCode::Enter);
    jana.type_text("PAP");
    jana.press(KeyCode::Enter);
    jana.type_text("2");
    jana.press(KeyCode::Tab);
    jana
}

#[test]
fn the_most_that_one_may_give_off_is_told_while_one_types() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut jana = typed(&stage);
    jana.sees("You may give 10% off at most.");
    assert_eq!(
        row(&mut jana, "You may give 10%"),
        row(&mut jana, "PAP") + 1
    );
    jana.type_text("15");
    jana.sees("More than the 10% that you may give off.");
    for _ in 0..2 {
        jana.press(KeyCode::Backspace);
    }
    jana.type_text("8");
    jana.sees("You may give 10% off at most.");
    for _ in 0..12 {
        jana.press(KeyCode::Tab);
        if jana.screen().contains("You may give 10%") {
            break;
        }
    }
    let discount = row(&mut jana, "Deposit");
    assert_eq!(row(&mut jana, "You may give 10%"), discount);
    // Together with what is given on the line it is too much.
    jana.type_text("5");
    jana.sees("More than the 10% that you");
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.press(KeyCode::Char('2'));
    marie.press(KeyCode::Char('n'));
    marie.press(KeyCode::Tab);
    marie.press(KeyCode::Tab);
    marie.press(KeyCode::Tab);
    assert!(!marie.screen().contains("off at most"));
}

#[test]
fn what_is_wrong_stands_under_its_field() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut jana = typed(&stage);
    jana.type_text("15");
    jana.ctrl('s');
    jana.sees("▲");
    assert_eq!(row(&mut jana, "▲"), row(&mut jana, "PAP") + 1);
    for _ in 0..2 {
        jana.press(KeyCode::Backspace);
    }
    assert!(!jana.screen().contains('▲'), "{}", jana.screen());
    jana.press(KeyCode::Tab);
    jana.type_text("no such day");
    jana.ctrl('s');
    jana.sees("▲");
    assert_eq!(row(&mut jana, "▲"), row(&mut jana, "no such day") + 1);
}
