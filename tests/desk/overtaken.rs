//! Who saves in the instant before the news of another terminal arrives overwrites nothing: the save is refused with both values, and the
//! form shows them as if the news had come first.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

fn text(stage: &mut Stage, sql: &'static str) -> String {
    let row = stage.office.read(|reader| reader.row(sql, &[]));
    row.unwrap().unwrap().text(0).unwrap()
}

/// Saves what the other terminal has overtaken, sees both values, and saves again.
fn saves_twice(person: &mut Person, theirs: &str, yours: &str, saved: &str) {
    person.ctrl('s');
    person.sees(&format!("saved \"{theirs}\" meanwhile"));
    person.sees(&format!("\"{yours}\""));
    person.ctrl('s');
    person.sees(saved);
}

#[test]
fn a_customers_card_is_not_overwritten_before_the_news_arrives() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('e'));
    jana.sees("Edit Horák Stavby");
    jana.press(KeyCode::Tab);
    jana.type_text("Eva");
    let edit = json!({"customer": "C-00001", "card": {"contact": "Karel", "city": "Plzeň"}});
    stage.does(&manager, "customer.edit", edit);
    jana.ctrl('s');
    let sql = "select contact || '/' || city from customer where code = 'C-00001'";
    assert_eq!(text(&mut stage, sql), "Karel/Plzeň");
    jana.sees("Marie Dvořáková saved \"Karel\" meanwhile");
    jana.ctrl('s');
    jana.sees("C-00001 is saved");
    assert_eq!(text(&mut stage, sql), "Eva/Plzeň");
    stage.is_clean();
}

#[test]
fn a_contact_and_a_limit_are_not_overwritten_before_the_news_arrives() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let eva = json!({"customer": "C-00001", "name": "Eva", "phone": "+420 601 222 333"});
    stage.does(&manager, "customer.set_contact", eva);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("/horak");
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Enter);
    jana.sees("Customer and orders");
    jana.press(KeyCode::Char('a'));
    jana.press(KeyCode::Char(' '));
    jana.sees("+420 601 222 333");
    jana.press(KeyCode::Tab);
    jana.type_text(" Malá");
    let other = json!({"customer": "C-00001", "contact": 1, "name": "Ema"});
    stage.does(&manager, "customer.set_contact", other);
    saves_twice(&mut jana, "Ema", "Eva Malá", "C-00001 is saved");
    assert_eq!(text(&mut stage, "select name from contact"), "Eva Malá");

    let limit = |limit: &str| json!({"customer": "C-00001", "limit": limit});
    stage.does(&manager, "customer.set_limit", limit("500.00"));
    stage.sign_off("JN", swingdoor::model::Duty::Accounting, "own");
    let mut jana = Person::at(&stage, "hall2", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('l'));
    jana.sees("500.00");
    stage.does(&manager, "customer.set_limit", limit("600.00"));
    jana.sees("600.00");
    jana.type_text("900");
    stage.does(&manager, "customer.set_limit", limit("700.00"));
    saves_twice(&mut jana, "700.00", "900", "C-00001 is saved");
    let sql = "select account_limit || '' from customer where code = 'C-00001'";
    assert_eq!(text(&mut stage, sql), "90000");
    stage.is_clean();
}

#[test]
fn an_item_and_a_bin_are_not_overwritten_before_the_news_arrives() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('e'));
    petr.sees("Change Papír A4");
    petr.press(KeyCode::Tab);
    petr.type_text("150");
    let edit = json!({"item": "PAP", "price": "777.00", "low_at": "5"});
    stage.does(&manager, "item.edit", edit);
    saves_twice(&mut petr, "777.00", "150", "PAP is changed");
    let sql = "select price || '/' || low_at from item where code = 'PAP'";
    assert_eq!(text(&mut stage, sql), "15000/5000");

    petr.press(KeyCode::Char('b'));
    petr.sees("Bins");
    petr.press(KeyCode::Char('w'));
    petr.sees("Ctrl-S save");
    let bin = text(
        &mut stage,
        "select code from bin where own = 0 order by walk, code limit 1",
    );
    let set = |walk: i64| json!({"bin": bin.clone(), "walk": walk});
    stage.does(&manager, "bin.set", set(41));
    petr.sees("41");
    petr.type_text("7");
    stage.does(&manager, "bin.set", set(43));
    saves_twice(&mut petr, "43", "7", "is number 7");
    stage.is_clean();
}

#[test]
fn a_person_what_they_know_and_a_setting_are_not_overwritten_before_the_news_arrives() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('5'));
    marie.sees("Petr Malý");
    marie.press(KeyCode::End);
    marie.press(KeyCode::Char('e'));
    marie.sees("Change Petr Malý");
    marie.type_text("Petr Velký");
    let edit = json!({"staff": "PM", "name": "Petr Nový"});
    stage.does(&manager, "staff.edit", edit);
    saves_twice(&mut marie, "Petr Nový", "Petr Velký", "PM is changed");

    marie.press(KeyCode::Char('8'));
    for _ in 0..30 {
        marie.press(KeyCode::Down);
        if marie.screen().contains("newest of so many days") {
            break;
        }
    }
    marie.press(KeyCode::Enter);
    marie.sees("Ctrl-S save");
    marie.type_text("5d");
    let set = json!({"key": "backup-keep", "value": "9d"});
    stage.does(&manager, "setting.change", set);
    marie.ctrl('s');
    marie.sees("Marie Dvořáková saved \"9d\" meanwhile");
    marie.ctrl('s');
    marie.no_longer_sees("Ctrl-S save");
    let sql = "select value from setting where key = 'backup-keep'";
    assert_eq!(text(&mut stage, sql), "5d");
    stage.is_clean();
}

#[test]
fn a_verb_is_told_what_was_shown_and_refuses_with_both_values_and_scripts_may_leave_it_out() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let edit = |price: &str, shown: serde_json::Value| json!({"item": "PAP", "price": price, "shown": shown});
    stage.does(
        &manager,
        "item.edit",
        edit("100.00", json!({"price": "129.00"})),
    );
    let fields = edit("110.00", json!({"price": "129.00"}));
    let refused = stage.run(&manager, "item.edit", fields).unwrap_err();
    assert_eq!(refused.id, "changed-meanwhile");
    let facts = json!({"field": "price", "theirs": "100.00", "yours": "110.00"});
    assert_eq!(refused.json(), facts);
    // Both want the same.
    stage.does(
        &manager,
        "item.edit",
        edit("100.00", json!({"price": "129.00"})),
    );
    stage.does(
        &manager,
        "item.edit",
        json!({"item": "PAP", "price": "120.00"}),
    );
    let fields = edit("110.00", json!({"colour": "red"}));
    let refused = stage.run(&manager, "item.edit", fields).unwrap_err();
    assert_eq!(refused.id, "unknown-field");
    stage.is_clean();
}

#[test]
fn a_day_and_a_week_of_the_roster_follow_and_are_not_overwritten() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.sees(" Roster");
    let screen = marie.screen();
    let tab = screen.find(" Roster").unwrap();
    marie.press(KeyCode::Char(screen[..tab].chars().last().unwrap()));
    marie.sees("[Day]");
    marie.press(KeyCode::Home);
    marie.sees("> Jana");
    marie.press(KeyCode::Enter);
    marie.sees("Ctrl-S save");
    let set = |hours: &str, note: &str| json!({"staff": "JN", "date": "2026-11-23", "hours": hours, "note": note});
    stage.does(&manager, "roster.set_day", set("7:00-11:00", "dentist"));
    marie.sees("07:00-11:00");
    marie.sees("dentist");
    marie.type_text("6:00-10:00");
    stage.does(&manager, "roster.set_day", set("9:00-12:00", "dentist"));
    saves_twice(&mut marie, "09:00-12:00", "6:00-10:00", "06:00-10:00");
    let sql = "select hours || '/' || note from roster_day";
    assert_eq!(text(&mut stage, sql), "06:00-10:00/dentist");

    marie.press(KeyCode::Char('w'));
    marie.sees("Ctrl-S save");
    let set = |hours: &str| json!({"staff": "JN", "weekdays": "mo-fr", "hours": hours});
    stage.does(&manager, "roster.set_week", set("7:30-11:30"));
    marie.sees("07:30-11:30");
    marie.press(KeyCode::Tab);
    marie.type_text("6:30-10:30");
    stage.does(&manager, "roster.set_week", set("9:30-12:30"));
    saves_twice(&mut marie, "09:30-12:30", "6:30-10:30", "06:30-10:30");
    let sql = "select group_concat(distinct hours) from roster_week";
    assert_eq!(text(&mut stage, sql), "06:30-10:30");
    stage.is_clean();
}

#[test]
fn an_order_is_not_overwritten_before_the_news_arrives() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let manager = stage.manager.clone();
    let mut jana = Person::changes(&stage, &order);
    jana.type_text("5");
    let other =
        json!({"order": order, "lines": [{"line": 1, "quantity": "3"}], "note": "Ring first"});
    stage.does(&manager, "order.change", other);
    jana.ctrl('s');
    jana.sees("Marie Dvořáková saved \"3\" meanwhile");
    jana.sees("Ring first");
    jana.ctrl('s');
    jana.sees("is changed");
    let sql = "select note || '/' || (select ordered from order_line) from orders";
    assert_eq!(text(&mut stage, sql), "Ring first/5000");
    stage.is_clean();
}

#[test]
fn a_line_above_the_view_that_both_changed_is_said_at_the_edge_and_stops_the_save_once() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut lines = Vec::new();
    for nth in 10..35 {
        let code = format!("ROW{nth}");
        let item = json!({"code": code, "name": format!("Shelf {nth}"), "unit": "pc", "price": "1", "vat": "21"});
        stage.does(&manager, "item.add", item);
        lines.push(json!({"item": code, "quantity": "2"}));
    }
    let clerk = stage.jana.clone();
    let placed = json!({"customer": "C-00001", "lines": lines});
    let order = stage.does(&clerk, "order.place", placed);
    let order = order.text("order").to_owned();
    let mut jana = Person::changes(&stage, &order);
    jana.type_text("5");
    // The note is behind the lines: the first line is not on the screen any more.
    for _ in 0..80 {
        if jana.screen().contains("ROW34") && !jana.screen().contains("ROW10") {
            break;
        }
        jana.press(KeyCode::Down);
    }
    assert!(!jana.screen().contains("ROW10"));
    let both = "Shelf 10: Marie Dvořáková saved \"3\" meanwhile";
    let other = json!({"order": order, "lines": [{"line": 1, "quantity": "3"}]});
    stage.does(&manager, "order.change", other);
    jana.sees(both);
    assert!(!jana.screen().contains("ROW10"));
    jana.ctrl('s');
    jana.sees("ROW10");
    jana.sees(both);
    let sql = "select ordered || '' from order_line where line = 1";
    assert_eq!(text(&mut stage, sql), "3000");
    jana.ctrl('s');
    jana.sees("is changed");
    assert_eq!(text(&mut stage, sql), "5000");
    stage.is_clean();
}
