//! The choice stays where the last act was, and nothing is acted on that nobody chose.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

/// The row of a list that is chosen.
fn chosen(person: &mut Person) -> String {
    let screen = person.screen();
    let row = screen.lines().find(|line| line.starts_with(['>', '►']));
    row.unwrap_or_default().to_owned()
}

#[test]
fn what_was_just_made_is_chosen() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    for nth in 0..70 {
        let name = format!("Firma {nth:02}");
        stage.does(&clerk, "customer.add", json!({"name": name}));
    }
    for _ in 0..3 {
        stage.order("1");
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    // An order in the list of orders.
    jana.press(KeyCode::Char('2'));
    jana.sees("SO-2026-0003");
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Char('n'));
    jana.type_text("firma 11");
    jana.press(KeyCode::Tab);
    jana.type_text("PAP");
    jana.press(KeyCode::Tab);
    jana.type_text("1");
    jana.ctrl('s');
    jana.sees("SO-2026-0004 taken");
    assert!(
        chosen(&mut jana).contains("SO-2026-0004"),
        "{}",
        jana.screen()
    );
    // A customer who belongs onto another page.
    stage.clock.advance_seconds(1);
    jana.press(KeyCode::Char('3'));
    jana.sees("Firma 00");
    jana.press(KeyCode::Char('n'));
    jana.type_text("Zelinářství Pokorná");
    jana.ctrl('s');
    jana.sees("> Zelinářství Pokorná");
    assert!(
        chosen(&mut jana).contains("Zelinářství"),
        "{}",
        jana.screen()
    );
}

#[test]
fn a_list_that_is_read_again_keeps_the_choice_that_nobody_made() {
    let mut stage = Stage::new();
    let clerk = stage.jana.clone();
    stage.does(&clerk, "customer.add", json!({"name": "Novotná Eva"}));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "MD", "4826");
    jana.type_text("nov");
    jana.sees("Novotná Eva  C-00002");
    petr.press(KeyCode::F(2));
    petr.press(KeyCode::Char('3'));
    petr.press(KeyCode::Char('n'));
    petr.type_text("Novák Adam");
    petr.ctrl('s');
    jana.sees("Novák Adam");
    assert!(chosen(&mut jana).contains("Novotná"), "{}", jana.screen());
    assert!(
        jana.screen().contains("Novotná Eva  C-00002"),
        "{}",
        jana.screen()
    );
}

#[test]
fn at_rest_nobody_is_chosen_and_nobody_is_filled_in() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("Ready for pickup");
    assert_eq!(chosen(&mut jana), "");
    jana.ctrl('n');
    jana.sees("New order");
    assert!(
        !jana.screen().contains("Horák Stavby s.r.o.  C-"),
        "{}",
        jana.screen()
    );
    assert!(!jana.screen().contains("C-00001"), "{}", jana.screen());
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Down);
    assert!(chosen(&mut jana).contains("Horák"), "{}", jana.screen());
}

#[test]
fn what_cannot_be_seen_coming_asks_first_and_names_its_thing() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.hold(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees("on hold");
    jana.press(KeyCode::Char('r'));
    jana.sees("Take SO-2026-0001 off hold?");
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('n'));
    jana.sees("on hold");
    jana.press(KeyCode::Char('r'));
    jana.press(KeyCode::Enter);
    jana.sees("to pick    ");
}
