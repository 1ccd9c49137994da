//! What happens elsewhere to an item or a customer while somebody has a form open with it: nothing typed is lost, and it is said.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

fn withdraw(stage: &mut Stage) {
    let petr = stage.petr.clone();
    let withdraw = json!({"item": "PAP", "active": false});
    stage.does(&petr, "item.edit", withdraw);
}

/// A second card of the same customer, with the code C-00002, and an order form for it.
fn form_for_the_second_card(stage: &mut Stage) -> Person {
    let jana = stage.jana.clone();
    stage.does(&jana, "customer.add", json!({"name": "Horák Josef"}));
    let mut jana = Person::at(stage, "desk", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.sees("New order");
    jana.type_text("horak jos");
    jana.sees("Horák Josef");
    jana.press(KeyCode::Enter);
    jana.sees("C-00002");
    jana.type_text("pap");
    jana.sees("Papír A4");
    jana.press(KeyCode::Enter);
    jana.type_text("2");
    jana
}

/// The customers of the orders, and how many pieces each has.
fn orders(stage: &mut Stage) -> Vec<(String, i64)> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select c.code, l.ordered / 1000 from orders o join customer c on c.id = o.customer join order_line l on l.orders = o.id order by o.id",
            &[],
        )
    });
    let one = |row: &swingdoor::office::Row| (row.text(0).unwrap(), row.int(1).unwrap());
    rows.unwrap().iter().map(one).collect()
}

#[test]
fn an_order_whose_item_was_withdrawn_meanwhile_says_so_and_keeps_the_rest() {
    let mut stage = Stage::new();
    stage.toner("4");
    let mut jana = form_for_the_second_card(&mut stage);
    withdraw(&mut stage);
    // It shows before anything is saved.
    jana.sees("withdrawn");
    jana.ctrl('s');
    jana.sees("The item PAP (Papír A4) has been withdrawn from sale.");
    assert_eq!(orders(&mut stage), []);
    // The keys are on its line: it goes, and another takes its place.
    jana.ctrl('d');
    jana.type_text("ton");
    jana.sees("Toner");
    jana.press(KeyCode::Enter);
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    assert_eq!(orders(&mut stage), [("C-00002".to_owned(), 1)]);
    stage.is_clean();
}

#[test]
fn an_order_whose_customer_was_merged_meanwhile_takes_the_card_that_stayed() {
    let mut stage = Stage::new();
    let mut jana = form_for_the_second_card(&mut stage);
    let session = stage.jana.clone();
    let merge = json!({"customer": "C-00002", "into": "C-00001"});
    stage.does(&session, "customer.merge", merge);
    jana.ctrl('s');
    jana.sees("C-00002 was merged into C-00001, which stands here now.");
    jana.sees("Horák Stavby s.r.o.");
    assert_eq!(orders(&mut stage), []);
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    assert_eq!(orders(&mut stage), [("C-00001".to_owned(), 2)]);
    stage.is_clean();
}

#[test]
fn a_pick_goes_on_when_its_item_is_withdrawn_and_its_customer_merged() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.does(&jana, "customer.add", json!({"name": "Horák Josef"}));
    let lines = json!([{"item": "PAP", "quantity": "2"}]);
    stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00002", "lines": lines}),
    );
    let mut petr = Person::at(&stage, "table", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    petr.sees("Horák Josef");
    let merge = json!({"customer": "C-00002", "into": "C-00001"});
    stage.does(&jana, "customer.merge", merge);
    withdraw(&mut stage);
    petr.no_longer_sees("Horák Josef");
    petr.sees("Horák Stavby s.r.o.");
    petr.ctrl('s');
    petr.sees("P-2026-0001");
    petr.no_longer_sees("Pick SO-2026-0001");
    let picked = stage
        .office
        .read(|reader| reader.row("select picked / 1000 from order_line where orders = 1", &[]));
    assert_eq!(picked.unwrap().unwrap().int(0).unwrap(), 2);
    stage.is_clean();
}

#[test]
fn of_an_item_that_is_withdrawn_meanwhile_an_order_keeps_what_it_has_and_gets_no_more() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut jana = Person::at(&stage, "desk", "JN", "1937");
    jana.type_text("0001");
    jana.sees("SO-2026-0001");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('e'));
    jana.sees("Change SO-2026-0001");
    withdraw(&mut stage);
    jana.type_text("3");
    jana.ctrl('s');
    jana.sees("The item PAP (Papír A4) has been withdrawn from sale.");
    assert_eq!(orders(&mut stage), [("C-00001".to_owned(), 2)]);
    // The keys are on its quantity.
    jana.press(KeyCode::Backspace);
    jana.type_text("1");
    jana.ctrl('s');
    jana.sees("SO-2026-0001 is changed");
    stage.is_clean();
}
