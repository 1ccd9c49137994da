//! Who and what is found at the counter, by whatever people say of it.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{Event, KeyCode, KeyEvent, MouseButton, MouseEvent, MouseEventKind};
use serde_json::json;

/// What was typed finds this; afterwards the search is empty again.
#[track_caller]
fn finds(person: &mut Person, typed: &str, found: &str) {
    person.press(KeyCode::Char('/'));
    person.type_text(typed);
    person.sees(found);
    person.press(KeyCode::Esc);
    person.press(KeyCode::Esc);
}

fn customers(stage: &mut Stage, all: &[(&str, &str)]) {
    let jana = stage.jana.clone();
    for (name, phone) in all {
        stage.does(&jana, "customer.add", json!({"name": name, "phone": phone}));
    }
}

#[test]
fn a_caller_is_found_by_any_way_of_saying_the_number() {
    let mut stage = Stage::new();
    customers(
        &mut stage,
        &[
            ("Lékárna U Anděla", "+420 731 909 115"),
            ("Kavárna U Mlýna", "602-118-447 linka 12"),
        ],
    );
    let jana = stage.jana.clone();
    let contact = json!({"customer": "C-00001", "name": "Řidič", "phone": "(605) 333 014"});
    stage.does(&jana, "customer.set_contact", contact);
    // Who calls with the country's code is the one who is known without it.
    let again = json!({"name": "Kavárna", "phone": "00420 602 118 447"});
    let receipt = stage.does(&jana, "customer.add", again);
    assert_eq!(receipt.result["alike"], json!(["C-00003"]));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for said in [
        "731909115",
        "731 909 115",
        "731-909-115",
        "+420731909115",
        "00420 731 909 115",
        "tel. 731 909 115 linka 4",
        "909115",
        "9115",
        "731",
    ] {
        finds(&mut jana, said, "Lékárna U Anděla  C-");
    }
    finds(&mut jana, "+420 602 118 447", "Kavárna U Mlýna  C-");
    finds(&mut jana, "8447", "Kavárna U Mlýna  C-");
    finds(&mut jana, "3014", "Horák Stavby s.r.o.  C-");
}

#[test]
fn the_last_three_digits_find_a_caller_in_every_search_and_orders_stand_first() {
    let mut stage = Stage::new();
    customers(&mut stage, &[("Lékárna U Anděla", "+420 777 210 011")]);
    for _ in 0..11 {
        stage.order("1");
    }
    let ways = ["0011", "011", "210011", "777 210 011", "+420777210011"];
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for said in ways {
        finds(&mut jana, said, "Lékárna U Anděla");
        // From the list of customers too.
        jana.press(KeyCode::Char('3'));
        stage.clock.advance_seconds(1);
        jana.sees("by name");
        finds(&mut jana, said, "Lékárna U Anděla");
        jana.ctrl('k');
        jana.type_text(said);
        jana.sees("Lékárna U Anděla");
        jana.press(KeyCode::Esc);
        jana.ctrl('n');
        jana.type_text(said);
        jana.sees("Lékárna U Anděla");
        jana.press(KeyCode::Enter);
        jana.sees("C-00002");
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Char('y'));
    }
    // What is a number of ours is meant first.
    jana.type_text("/011");
    jana.sees("Lékárna U Anděla");
    let screen = jana.screen();
    let order = screen.find("0011   ▲ no stock").expect(&screen);
    assert!(order < screen.find("Lékárna").unwrap(), "{screen}");
}

#[test]
fn an_order_is_found_by_the_last_digits_of_its_number() {
    let mut stage = Stage::new();
    for _ in 0..13 {
        stage.order("1");
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for said in ["13", "0013", "so13", "SO-13", "2026-13", "so 0013"] {
        finds(&mut jana, said, "0013   ▲ no stock");
    }
    // A number of ours is nobody's name.
    jana.type_text("/so99");
    jana.sees("Nobody found.");
    assert!(!jana.screen().contains("new customer"), "{}", jana.screen());
}

#[test]
fn a_name_is_found_without_its_apostrophe_and_with_one_wrong_letter() {
    let mut stage = Stage::new();
    customers(
        &mut stage,
        &[("O'Briant & Sons", ""), ("Truhlářství Beneš", "")],
    );
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for said in ["OBriant", "o'briant", "O’Briant", "briant"] {
        finds(&mut jana, said, "O'Briant & Sons  C-");
    }
    for said in ["trahlar", "turhlarstvi", "bemes"] {
        finds(&mut jana, said, "Truhlářství Beneš  C-");
    }
    finds(&mut jana, "horak stvby", "Horák Stavby s.r.o.  C-");
    jana.type_text("/qqqqqqq");
    jana.sees("Nobody found. Enter adds a new");
}

#[test]
fn an_act_that_is_called_so_comes_before_a_name_that_is_only_nearly_so() {
    let mut stage = Stage::new();
    customers(&mut stage, &[("Oben s.r.o.", ""), ("Lanch a syn", "")]);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for (typed, name) in [("oběd", "Oben s.r.o."), ("lunch", "Lanch a syn")] {
        jana.press(KeyCode::Char('/'));
        jana.type_text(typed);
        jana.sees("cover shift");
        assert!(!jana.screen().contains(name), "{}", jana.screen());
        // What is chosen is the act, not a row that went away.
        jana.press(KeyCode::Enter);
        jana.sees("Somebody covers me");
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
        jana.ctrl('k');
        jana.type_text(typed);
        jana.sees("cover shift");
        assert!(!jana.screen().contains(name), "{}", jana.screen());
        jana.press(KeyCode::Esc);
    }
    // Where nothing else fits, the name is meant.
    finds(&mut jana, "obeg", "Oben s.r.o.  C-");
    jana.ctrl('k');
    jana.type_text("lonch");
    jana.sees("Lanch a syn");
}

#[test]
fn the_search_finds_goods_places_and_people() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    finds(&mut jana, "papir", "PAP  Papír A4");
    finds(&mut jana, "pap", "CZK 156.09 with VAT");
    finds(&mut jana, "petr", "Petr Malý  PM");
    finds(&mut jana, "p3", "Horák");
    // Enter goes to where the thing stands.
    jana.type_text("/papir");
    jana.press(KeyCode::Enter);
    jana.sees("2 Stock");
    jana.press(KeyCode::F(2));
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('/'));
    jana.type_text("petr");
    jana.press(KeyCode::Enter);
    jana.sees("2 Roster");
}

#[test]
fn two_digits_are_looked_for_and_one_chooses_a_section() {
    let mut stage = Stage::new();
    for _ in 0..14 {
        stage.order("1");
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("14");
    jana.sees("0014   ▲ no stock");
    // Esc takes back what is looked for: the next digit chooses a section again.
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('3'));
    stage.clock.advance_seconds(1);
    jana.sees("by name");
    jana.press(KeyCode::Char('1'));
    stage.clock.advance_seconds(1);
    jana.type_text("210331");
    jana.sees("Who is here?  210331");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    // A slower second digit stands for itself.
    jana.press(KeyCode::Char('2'));
    jana.sees("SO-2026-0014");
    stage.clock.advance_seconds(1);
    jana.press(KeyCode::Char('1'));
    stage.clock.advance_seconds(1);
    jana.press(KeyCode::Char('3'));
    jana.sees("Customers");
    assert!(jana.screen().contains("C-00001"), "{}", jana.screen());
}

#[test]
fn a_window_too_small_to_draw_takes_no_key_no_click_and_no_code() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let jana = stage.jana.clone();
    stage.does(
        &jana,
        "order.hold",
        json!({"order": order, "reason": "waits"}),
    );
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.sees("on hold");
    let before = jana.screen();
    jana.shell.event(&Event::Resize(20, 5));
    assert!(jana.shell.screen(20, 5).contains("40 x 12"));
    for key in ['r', 'x', 'n', '3', 'y'] {
        jana.press(KeyCode::Char(key));
    }
    jana.press(KeyCode::F(3));
    jana.press(KeyCode::Enter);
    jana.shell.event(&Event::Paste(order.clone()));
    jana.shell.event(&Event::Mouse(MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column: 3,
        row: 1,
        modifiers: crossterm::event::KeyModifiers::NONE,
    }));
    jana.shell.settle();
    jana.shell.event(&Event::Resize(100, 30));
    assert_eq!(jana.screen(), before);
    jana.shell
        .press_and_settle(KeyEvent::from(KeyCode::Char('1')));
    assert_ne!(jana.screen(), before);
}
