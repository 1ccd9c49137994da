//! The list of customers: whom one speaks to, how they are reached, and what they owe where there is room for it.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

#[test]
fn the_list_of_customers_shows_more_the_wider_it_is() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let jana = stage.jana.clone();
    let card = json!({"name": "Novotná Eva", "contact": "Tomáš Novotný", "phone": "+420 777 210 331", "city": "Brno", "street": "Dlouhá 1", "email": "eva@example.org"});
    stage.does(&jana, "customer.add", card);
    let order = json!({"customer": "C-00002", "lines": [{"item": "PAP", "quantity": "1"}]});
    let placed = stage.does(&jana, "order.place", order);
    let parcel = stage.pick_and_ready(placed.text("order"));
    let gone = json!({"parcel": parcel, "collected_by": "Eva", "on_account": true});
    stage.does(&jana, "parcel.hand_over", gone);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Novotná Eva");
    let narrow = jana.shell.screen(80, 24).replace('\u{a0}', " ");
    for said in ["Person", "Tomáš Novotný", "+420 777 210 331"] {
        assert!(narrow.contains(said), "{said}:\n{narrow}");
    }
    assert!(!narrow.contains("Owes"), "{narrow}");
    let wide = jana.shell.screen(110, 36).replace('\u{a0}', " ");
    let row = wide.lines().find(|row| row.contains("Novotná Eva"));
    let row = row.unwrap_or_else(|| panic!("{wide}"));
    for said in ["Tomáš Novotný", "+420 777 210 331", "Brno", "156.09"] {
        assert!(row.contains(said), "{said}:\n{wide}");
    }
    // The chosen one's card stands below.
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Down);
    jana.sees("Novotná Eva  C-00002");
    jana.sees("Dlouhá 1, Brno");
    jana.ctrl('l');
    let czech = jana.shell.screen(110, 36);
    for said in ["Osoba", "Dluží"] {
        assert!(czech.contains(said), "{said}:\n{czech}");
    }
    // Whoever pays owes nothing any more, without a key at this terminal.
    let session = stage
        .office
        .sign_in("office", "MD", &crate::stage::pin("4826"), true)
        .unwrap();
    let pay = json!({"order": placed.text("order"), "amount": "156.09", "means": "card"});
    stage.does(&session, "payment.take", pay);
    jana.no_longer_sees("156,09");
}

#[test]
fn from_120_columns_on_the_card_of_the_chosen_one_stands_beside_the_list() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let jana = stage.jana.clone();
    let card = json!({"name": "Novotná Eva", "contact": "Tomáš Novotný", "phone": "+420 777 210 331", "city": "Brno", "street": "Dlouhá 1", "note": "rings twice"});
    stage.does(&jana, "customer.add", card);
    let order = json!({"customer": "C-00002", "lines": [{"item": "PAP", "quantity": "1"}]});
    let placed = stage.does(&jana, "order.place", order);
    stage.pick_and_ready(placed.text("order"));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Novotná Eva");
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Down);
    jana.sees("Dlouhá 1, Brno");
    let at = |screen: &str, said: &str| {
        let mut lines = screen.lines().enumerate();
        let found = lines.find_map(|(row, line)| Some((row, line.find(said)?)));
        found.unwrap_or_else(|| panic!("{said}:\n{screen}"))
    };
    for (columns, list) in [(120, 74), (160, 99)] {
        jana.shell.settle();
        let wide = jana.shell.screen(columns, 36).replace('\u{a0}', " ");
        let (row, _) = at(&wide, "Person");
        for said in [
            "Novotná Eva  C-00002",
            "P-2026-0001",
            "Dlouhá 1",
            "rings twice",
        ] {
            let (_, x) = at(&wide, said);
            assert!(x > list, "{said} at {x}:\n{wide}");
        }
        // Beside the list, from its first row on.
        assert!(at(&wide, "Novotná Eva  C-00002").0 <= row, "{wide}");
    }
    // Below it where there is less room.
    let narrow = jana.shell.screen(110, 36).replace('\u{a0}', " ");
    let (_, x) = at(&narrow, "Dlouhá 1");
    assert!(x < 10, "{narrow}");
}
