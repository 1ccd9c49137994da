//! The customer at the counter: one page with who they are, what stands ready, what they owe and what happened.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

#[test]
fn a_customer_found_by_a_colleagues_phone_is_served_from_one_page() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("2");
    let parcel = stage.pick_and_ready(&order);
    let eva = json!({"customer": "C-00001", "name": "Eva Horáková", "role": "accounting", "phone": "+420 601 222 333"});
    stage.run(&jana, "customer.set_contact", eva).unwrap();

    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("/+420601222");
    // Looking is enough to see what stands ready; the customer stands above it.
    jana.sees("● READY  shelf P3");
    jana.press(KeyCode::Up);
    jana.sees(&format!("READY: {parcel}"));
    jana.sees("Eva Horáková (accounting), +420 601 222 333");
    jana.sees("1 open order");
    jana.press(KeyCode::Enter);
    jana.sees("Customer and orders");
    // From the card the order that stands ready is one key away, and back again.
    jana.press(KeyCode::Enter);
    jana.sees("● READY  shelf P3");
    jana.press(KeyCode::Char('p'));
    jana.sees(&format!("Payment on {order}"));
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.sees("READY:");

    jana.press(KeyCode::Char('a'));
    jana.sees("Contacts of Horák Stavby");
    jana.press(KeyCode::Char(' '));
    jana.sees("With all fields empty this contact goes.");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('n'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.sees("Found 1");
}

#[test]
fn a_card_that_is_known_already_is_told_while_one_types() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("horak stavby");
    assert!(!jana.screen().contains("Known already?"));
    jana.type_text(" s.r.o.");
    jana.sees("Known already? Horák Stavby s.r.o. (C-00001)");
    jana.type_text(" Praha");
    assert!(!jana.screen().contains("Known already?"));
}

#[test]
fn who_is_not_known_is_added_from_the_search() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("/+420 733 900 100");
    jana.sees("Enter new customer");
    jana.press(KeyCode::Enter);
    jana.sees("+420 733 900 100");
    jana.type_text("Olga Krátká");
    jana.ctrl('s');
    // The search found nobody; now it finds her, and her card is beside it.
    jana.sees("Olga Krátká  C-");

    let mut petr = Person::at(&stage, "store", "PM", "2748");
    petr.press(KeyCode::F(2));
    petr.type_text("nobody of this name");
    petr.sees("Nobody found.");
    assert!(!petr.screen().contains("Enter new customer"));
}

#[test]
fn what_is_typed_takes_the_place_of_what_was_offered() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("● other");
    jana.press(KeyCode::Tab);
    jana.sees("156.00");
    jana.type_text("5");
    jana.sees("Still due after this");
    jana.sees("Still due");
    jana.press(KeyCode::Backspace);
    jana.sees("This pays all of it.");
}

#[test]
fn a_card_is_merged_into_one_that_was_found_by_name_and_chosen_by_hand() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    for (name, id) in [("Horák a syn", "25596641"), ("Horáková Eva", "")] {
        let card = json!({"name": name, "company_id": id, "country": "CZ", "city": "Brno"});
        stage.run(&jana, "customer.add", card).unwrap();
    }
    let edit = json!({"customer": "C-00001", "card": {"name": "Horák Stavby s.r.o.", "company_id": "45274649", "country": "CZ"}});
    stage.run(&jana, "customer.edit", edit).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Down);
    jana.sees("> Horák Stavby s.r.o.");
    jana.press(KeyCode::Char('m'));
    jana.sees("Merge Horák Stavby s.r.o. (C-00001) into another card");
    jana.type_text("horak");
    jana.sees("2 cards found");
    // Nothing is chosen for anybody.
    jana.ctrl('s');
    jana.sees("Choose the card that stays");
    jana.press(KeyCode::Right);
    jana.sees("This card stays: Horák a syn, Brno; without orders");
    jana.ctrl('s');
    jana.sees("these are two companies");
    jana.press(KeyCode::Right);
    jana.sees("< C-00003  Horáková Eva >");
    jana.ctrl('s');
    jana.sees("Merged into C-00003.");
    stage.is_clean();
}

#[test]
fn what_is_paid_by_two_means_at_once_stands_on_one_receipt() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("To pay: CZK 156.09");
    jana.type_text("200");
    jana.press(KeyCode::Tab);
    jana.type_text("30");
    jana.press(KeyCode::Tab);
    jana.type_text("20");
    jana.press(KeyCode::Enter);
    jana.sees("Payment R-2026-0001 taken");
    jana.sees("Paid: card (R-2026-0001)");
    let receipt = jana.screen();
    let amount_of = |title: &str| {
        let row = receipt.split('│').find(|row| row.contains(title));
        let row = row.unwrap_or_else(|| panic!("{title}: {receipt}"));
        row.split_whitespace().next_back().map(str::to_owned)
    };
    for (title, amount) in [
        ("Paid before", "0.00"),
        ("Paid: card", "30.00"),
        ("Paid: transfer", "20.00"),
        ("Paid: cash", "106.09"),
        ("Given", "200.00"),
        ("Change", "94.00"),
        ("Still due", "0.00"),
    ] {
        assert_eq!(
            amount_of(title).as_deref(),
            Some(amount),
            "{title}: {receipt}"
        );
    }
    stage.is_clean();
}
