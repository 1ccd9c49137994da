//! A form of something that is on file follows it: what somebody else changes meanwhile stays, and where both changed the same it is said.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

fn text(stage: &mut Stage, sql: &'static str) -> String {
    let row = stage.office.read(|reader| reader.row(sql, &[]));
    row.unwrap().unwrap().text(0).unwrap()
}

#[test]
fn a_customers_card_keeps_what_another_terminal_wrote_into_other_fields() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('e'));
    jana.sees("Edit Horák Stavby");
    jana.ctrl('s');
    jana.sees("Nothing is changed yet.");
    let card = json!({"phone": "+420 700 000 001", "city": "Plzeň", "contact": "Petr"});
    let edit = json!({"customer": "C-00001", "card": card});
    stage.does(&manager, "customer.edit", edit);
    jana.sees("Plzeň");
    jana.press(KeyCode::Tab);
    jana.type_text("a Eva");
    // The field was not touched before: it showed what had come.
    jana.sees("Petra Eva");
    let edit = json!({"customer": "C-00001", "card": {"contact": "Karel"}});
    stage.does(&manager, "customer.edit", edit);
    jana.sees("Marie Dvořáková saved \"Karel\" meanwhile");
    jana.sees("\"Petra Eva\"");
    jana.ctrl('s');
    jana.sees("C-00001 is saved");
    let sql = "select contact || '/' || phone || '/' || city from customer where code = 'C-00001'";
    assert_eq!(text(&mut stage, sql), "Petra Eva/+420 700 000 001/Plzeň");
    let sql = "select data from journal where verb = 'customer.edit' order by seq desc limit 1";
    assert!(!text(&mut stage, sql).contains("phone"));
    stage.is_clean();
}

#[test]
fn a_contact_keeps_what_another_terminal_wrote_into_other_fields() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let eva = json!({"customer": "C-00001", "name": "Eva", "role": "accounting", "phone": "+420 601 222 333"});
    stage.does(&manager, "customer.set_contact", eva);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("/horak");
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Enter);
    jana.sees("Customer and orders");
    jana.press(KeyCode::Char('a'));
    jana.sees("Contacts of Horák Stavby");
    jana.press(KeyCode::Char(' '));
    jana.sees("accounting");
    let other = json!({"customer": "C-00001", "contact": 1, "phone": "+420 700 000 001"});
    stage.does(&manager, "customer.set_contact", other);
    jana.sees("+420 700 000 001");
    jana.press(KeyCode::Tab);
    jana.type_text(" Malá");
    jana.ctrl('s');
    jana.sees("C-00001 is saved");
    let sql = "select name || '/' || role || '/' || phone from contact";
    assert_eq!(
        text(&mut stage, sql),
        "Eva Malá/accounting/+420 700 000 001"
    );
    stage.is_clean();
}

#[test]
fn an_item_keeps_the_price_that_another_terminal_wrote() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('e'));
    petr.sees("Change Papír A4");
    let edit = json!({"item": "PAP", "price": "777.00", "low_at": "5"});
    stage.does(&manager, "item.edit", edit);
    petr.sees("777.00");
    petr.type_text(" bílý");
    let edit = json!({"item": "PAP", "name": "Papír žlutý"});
    stage.does(&manager, "item.edit", edit);
    petr.sees("Marie Dvořáková saved \"Papír žlutý\"");
    petr.ctrl('s');
    petr.sees("PAP is changed");
    let sql = "select name || '/' || price || '/' || low_at from item where code = 'PAP'";
    assert_eq!(text(&mut stage, sql), "Papír A4 bílý/77700/5000");
    stage.is_clean();
}

#[test]
fn a_person_and_a_setting_keep_what_another_terminal_wrote() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('5'));
    marie.sees("Petr Malý");
    marie.press(KeyCode::End);
    marie.press(KeyCode::Char('e'));
    marie.sees("Change Petr Malý");
    stage.does(
        &manager,
        "staff.edit",
        json!({"staff": "PM", "badge": "B-77", "language": "cs"}),
    );
    marie.sees("B-77");
    marie.type_text("Petr Velký");
    marie.ctrl('s');
    marie.sees("PM is changed");
    let sql = "select name || '/' || badge || '/' || language from staff where code = 'PM'";
    assert_eq!(text(&mut stage, sql), "Petr Velký/B-77/cs");

    marie.press(KeyCode::Char('8'));
    for _ in 0..30 {
        marie.press(KeyCode::Down);
        if marie.screen().contains("newest of so many days") {
            break;
        }
    }
    marie.press(KeyCode::Enter);
    marie.sees("Ctrl-S save");
    let set = |value: &str| json!({"key": "backup-keep", "value": value});
    stage.does(&manager, "setting.change", set("3d"));
    marie.sees("3d");
    marie.type_text("5d");
    stage.does(&manager, "setting.change", set("9d"));
    marie.sees("Marie Dvořáková saved \"9d\"");
    marie.ctrl('s');
    marie.no_longer_sees("Ctrl-S save");
    let sql = "select value from setting where key = 'backup-keep'";
    assert_eq!(text(&mut stage, sql), "5d");
    stage.is_clean();
}

#[test]
fn the_time_at_which_a_changed_order_is_needed_is_shown_whole() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let placed = stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}], "needed_by": "2026-11-28 13:18"}),
    );
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("hora");
    jana.press(KeyCode::Enter);
    jana.sees(placed.text("order"));
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('e'));
    jana.sees("2026-11-28 13:18");
}

#[test]
fn an_order_that_another_terminal_changes_is_followed_and_what_both_changed_is_said() {
    let mut stage = Stage::new();
    stage.toner("5");
    let order = stage.order("2");
    let manager = stage.manager.clone();
    let mut jana = Person::changes(&stage, &order);
    let other = json!({"order": order, "lines": [{"line": 1, "quantity": "3"}], "note": "Ring first", "add": [{"item": "TON", "quantity": "1"}]});
    stage.does(&manager, "order.change", other);
    jana.sees("Ring first");
    jana.sees("Toner");
    jana.ctrl('s');
    jana.sees("Nothing is changed yet.");
    jana.type_text("5");
    let other = json!({"order": order, "lines": [{"line": 1, "quantity": "4"}]});
    stage.does(&manager, "order.change", other);
    jana.sees("Marie Dvořáková saved \"4\" meanwhile");
    jana.ctrl('s');
    jana.sees("is changed");
    let sql =
        "select group_concat(i.code || ordered) from order_line l join item i on i.id = l.item";
    assert_eq!(text(&mut stage, sql), "PAP5000,TON1000");
    assert_eq!(text(&mut stage, "select note from orders"), "Ring first");
    stage.is_clean();
}
