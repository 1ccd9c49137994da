//! Beside the form of an order: what its customer owes, buys most and ordered last, and what a key or a click takes of that.

use super::Person;
use super::order_form::{at_the_counter, lines};
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

/// The order form at this size.
fn drawn(person: &mut Person, columns: u16, rows: u16) -> String {
    person.shell.settle();
    person.shell.screen(columns, rows).replace('\u{a0}', " ")
}

/// Jana takes orders for a customer who may owe something, owes 312.18, and bought toner twice and paper once.
fn with_a_history() -> (Stage, Person) {
    let mut stage = Stage::new();
    stage.toner("5");
    let (jana, marie) = (stage.jana.clone(), stage.manager.clone());
    let limit = json!({"customer": "C-00001", "limit": "10000"});
    stage.does(&marie, "customer.set_limit", limit);
    let card = json!({"contact": "Josef Horák", "phone": "+420 777 000 111"});
    let edit = json!({"customer": "C-00001", "card": card});
    stage.does(&jana, "customer.edit", edit);
    let first = stage.order("2");
    let parcel = stage.pick_and_ready(&first);
    let hand = json!({"parcel": parcel, "collected_by": "Josef Horák", "on_account": true});
    stage.does(&jana, "parcel.hand_over", hand);
    for quantity in ["1", "3"] {
        let lines = json!([{"item": "TON", "quantity": quantity}]);
        let order = json!({"customer": "C-00001", "lines": lines});
        stage.does(&jana, "order.place", order);
    }
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    (stage, jana)
}

#[test]
fn what_the_customer_owes_stands_beside_the_name_and_at_120_columns_everything_else() {
    let (_stage, mut jana) = with_a_history();
    let screen = drawn(&mut jana, 80, 24);
    assert!(screen.contains("Horák Stavby s.r.o."), "{screen}");
    assert!(screen.contains("owes 312.18"), "{screen}");
    assert!(screen.contains("Their last orders"), "{screen}");
    let screen = drawn(&mut jana, 120, 36);
    for text in [
        "person Josef Horák",
        "phone +420 777 000 111",
        "owes 312.18",
        "limit 10,000.00",
        "3 % of the limit, 3 % after this",
        "Alt-1 TON Toner",
        "Alt-2 PAP Papír A4",
        "0003  3 Toner",
        "0001  2 Papír A4",
    ] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    jana.type_text("to");
    let screen = drawn(&mut jana, 120, 36);
    for text in [
        "TON: at the line",
        "With VAT 1,210.00",
        "Net 1,000.00",
        "Free 1 of 5 pc",
        "Bin T7",
        "1 pc free",
        "their usual items first",
    ] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    jana.press(KeyCode::Enter);
    jana.type_text("9");
    let screen = drawn(&mut jana, 120, 36);
    assert!(
        screen.contains("3 % of the limit, 112 % after this"),
        "{screen}"
    );
    assert!(screen.contains("▲ 1 pc free, 8 pc missing"), "{screen}");
    // The total stays while the next item is being typed.
    jana.press(KeyCode::Enter);
    jana.type_text("pa");
    jana.sees("Total with VAT CZK 10,890.00");
    jana.ctrl('l');
    let screen = drawn(&mut jana, 120, 36);
    assert!(screen.contains("3 % limitu, po této 112 %"), "{screen}");
    assert!(screen.contains("Kupují nejvíc"), "{screen}");
    let screen = drawn(&mut jana, 80, 24);
    assert!(screen.contains("dluží 312,18"), "{screen}");
}

#[test]
fn what_this_customer_buys_comes_first_then_what_the_office_sells_most_then_the_names() {
    let mut stage = Stage::new();
    let (marie, jana) = (stage.manager.clone(), stage.jana.clone());
    for (code, name) in [
        ("PAP-A3", "Papír A3"),
        ("PAP-B5", "Papír B5"),
        ("PAP-Z", "Papír zelený"),
    ] {
        let item = json!({"code": code, "name": name, "unit": "pc", "price": "10", "vat": "21"});
        stage.does(&marie, "item.add", item);
    }
    stage.does(&jana, "customer.add", json!({"name": "Anna Malá"}));
    let mut order = |customer: &str, item: &str, times: usize| {
        for _ in 0..times {
            let lines = json!([{"item": item, "quantity": "1"}]);
            let place = json!({"customer": customer, "lines": lines});
            stage.does(&jana, "order.place", place);
        }
    };
    order("C-00002", "PAP", 3);
    order("C-00002", "PAP-B5", 1);
    order("C-00002", "PAP-Z", 2);
    order("C-00001", "PAP-B5", 1);
    order("C-00001", "PAP-Z", 2);
    let offered = |screen: &str| -> Vec<String> {
        let words = screen.lines().flat_map(str::split_whitespace);
        let mut codes: Vec<String> = Vec::new();
        for word in words.filter(|word| word.starts_with("PAP")) {
            if !codes.iter().any(|known| known == word) {
                codes.push(word.to_owned());
            }
        }
        codes
    };
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("papi");
    // Theirs by how often they took them, the office's most sold, and the one that nobody bought yet.
    let screen = drawn(&mut jana, 80, 24);
    let listed = offered(screen.split("papi ").last().unwrap_or(&screen));
    assert_eq!(listed, ["PAP-Z", "PAP-B5", "PAP", "PAP-A3"], "{screen}");
}

#[test]
fn nobody_sees_what_a_customer_owes_who_may_not_see_it() {
    let (mut stage, _jana) = with_a_history();
    let (marie, all) = (stage.manager.clone(), ["reception", "sales", "service"]);
    for duty in all {
        let none = json!({"staff": "JN", "duty": duty, "level": "none"});
        stage.does(&marie, "competence.sign_off", none);
    }
    let mut jana = at_the_counter(&stage);
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("C-00001");
    let screen = drawn(&mut jana, 120, 36);
    assert!(!screen.contains("312.18"), "{screen}");
    assert!(!screen.contains("777 000 111"), "{screen}");
    assert!(!screen.contains("Their last orders"), "{screen}");
}

fn alt(person: &mut Person, c: char) {
    let key =
        crossterm::event::KeyEvent::new(KeyCode::Char(c), crossterm::event::KeyModifiers::ALT);
    person.shell.press_and_settle(key);
}

#[test]
fn what_they_buy_most_and_an_order_of_theirs_are_taken_with_one_key() {
    let (mut stage, mut jana) = with_a_history();
    alt(&mut jana, '1');
    jana.type_text("1");
    alt(&mut jana, '2');
    jana.type_text("2");
    // What stands there already gets the keys, and no second line.
    alt(&mut jana, '1');
    jana.type_text("4");
    jana.ctrl('s');
    jana.sees("SO-2026-0004 taken");
    let wanted = [("TON".to_owned(), 4_000, 0), ("PAP".to_owned(), 2_000, 0)];
    assert_eq!(lines(&mut stage)[3..], wanted);
    jana.new_order();
    alt(&mut jana, 'r');
    jana.sees("Total with VAT CZK 5,152.18");
    // Once more: the order before that one instead. What was typed by hand would stay.
    alt(&mut jana, 'r');
    jana.sees("Total with VAT CZK 3,630.00");
    jana.ctrl('s');
    jana.sees("SO-2026-0005 taken");
    assert_eq!(lines(&mut stage)[5..], [("TON".to_owned(), 3_000, 0)]);
    stage.is_clean();
}

#[test]
fn a_click_takes_a_suggestion_and_leads_to_a_field() {
    let (mut stage, mut jana) = with_a_history();
    jana.type_text("pa");
    jana.sees("1 found");
    jana.click("PAP  ");
    jana.type_text("2");
    jana.click("□ delivery note");
    jana.sees("■ delivery note");
    jana.ctrl('s');
    jana.sees("SO-2026-0004 taken");
    assert_eq!(lines(&mut stage)[3..], [("PAP".to_owned(), 2_000, 0)]);
}

/// An order of one each of these items, taken elsewhere for the same customer.
fn ordered(stage: &mut Stage, items: &[&str]) -> String {
    let marie = stage.manager.clone();
    let items = items
        .iter()
        .map(|item| json!({"item": item, "quantity": "1"}));
    let lines: Vec<_> = items.collect();
    let order = json!({"customer": "C-00001", "lines": lines});
    let order = stage.does(&marie, "order.place", order);
    order.subject
}

#[test]
fn what_they_buy_most_counts_orders_and_none_that_was_cancelled() {
    let (mut stage, _jana) = with_a_history();
    // Toner stands in three orders. Paper stands in two, though on four lines, and in two that were cancelled.
    ordered(&mut stage, &["TON"]);
    ordered(&mut stage, &["PAP", "PAP", "PAP"]);
    for _ in 0..2 {
        let order = ordered(&mut stage, &["PAP"]);
        let marie = stage.manager.clone();
        let cancel = json!({"order": order, "reason": "a mistake"});
        stage.does(&marie, "order.cancel", cancel);
    }
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    let screen = drawn(&mut jana, 120, 36);
    assert!(screen.contains("Alt-1 TON Toner"), "{screen}");
    assert!(screen.contains("Alt-2 PAP Papír A4"), "{screen}");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "two hundred hand-overs would only take time"
)]
fn more_orders_than_are_added_up_are_told_as_over_their_sum() {
    let mut stage = Stage::new();
    for _ in 0..201 {
        ordered(&mut stage, &["PAP"]);
    }
    let on_account = rusqlite::Connection::open(stage.path()).unwrap();
    let sql = "update orders set on_account = 1 where number <> 'SO-2026-0201'";
    on_account.execute(sql, []).unwrap();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.sees("owes 31,218.00");
    let sql = "update orders set on_account = 1";
    on_account.execute(sql, []).unwrap();
    let mut jana = Person::at(&stage, "office", "MD", "4826");
    jana.press(KeyCode::F(2));
    jana.new_order();
    jana.sees("owes over 31,374.09");
}

#[test]
fn an_order_of_which_nothing_is_sold_any_more_says_so_when_it_is_taken_again() {
    let (mut stage, _jana) = with_a_history();
    let petr = stage.petr.clone();
    let withdraw = json!({"item": "TON", "active": false});
    stage.does(&petr, "item.edit", withdraw);
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    alt(&mut jana, 'r');
    jana.sees("Nothing of SO-2026-0003 is sold any more.");
    alt(&mut jana, 'r');
    jana.sees("Nothing of SO-2026-0002 is sold any more.");
    alt(&mut jana, 'r');
    jana.no_longer_sees("is sold any more");
    jana.sees("Total with VAT CZK 312.18");
}
