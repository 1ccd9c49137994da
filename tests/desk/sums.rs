//! A sum that changes under a form that takes or gives money is told before anything is taken or given.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

/// Opens the card of the order of Horák Stavby.
fn card(stage: &Stage, order: &str) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.type_text("hora");
    jana.press(KeyCode::Enter);
    jana.sees(order);
    jana.press(KeyCode::Enter);
    jana
}

fn paid(stage: &mut Stage) -> i64 {
    let row = stage
        .office
        .read(|reader| reader.row("select paid from orders", &[]));
    row.unwrap().unwrap().int(0).unwrap()
}

#[test]
fn a_payment_whose_sum_changes_under_it_asks_again() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("2");
    let manager = stage.manager.clone();
    let mut jana = card(&stage, &order);
    jana.press(KeyCode::Char('p'));
    jana.sees("312.18");
    let more = json!({"order": order, "lines": [{"line": 1, "quantity": "3"}]});
    stage.does(&manager, "order.change", more);
    jana.sees("468.27");
    jana.press(KeyCode::Enter);
    jana.sees("has changed: CZK 468.27, not CZK 312.18");
    assert_eq!(paid(&mut stage), 0);
    jana.press(KeyCode::Enter);
    jana.sees("Receipt");
    assert_eq!(paid(&mut stage), 46_827);
    stage.is_clean();
}

/// The form that gives 156.09 back, with its reason typed, while the order shrinks once more under it.
fn refund_that_grows(stage: &mut Stage) -> Person {
    let order = stage.order("3");
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let take = json!({"order": order, "amount": "468.27", "means": "card"});
    stage.does(&jana, "payment.take", take);
    let less = |quantity: &str| json!({"order": order.clone(), "lines": [{"line": 1, "quantity": quantity}]});
    stage.does(&manager, "order.change", less("2"));
    let mut jana = card(stage, &order);
    jana.press(KeyCode::Char('g'));
    jana.sees("156.09");
    for _ in 0..2 {
        jana.press(KeyCode::Tab);
    }
    jana.type_text("fewer");
    stage.does(&manager, "order.change", less("1"));
    jana
}

#[test]
fn a_refund_whose_sum_changes_under_it_asks_again() {
    let mut stage = Stage::new();
    let mut jana = refund_that_grows(&mut stage);
    jana.sees("CZK 312.18");
    jana.ctrl('s');
    jana.sees("has changed: CZK 312.18, not");
    assert_eq!(paid(&mut stage), 46_827);
    jana.ctrl('s');
    jana.no_longer_sees("Ctrl-S save");
    assert_eq!(paid(&mut stage), 15_609);
    stage.is_clean();
}

#[test]
fn a_refund_whose_sum_changed_before_the_news_arrived_is_refused_with_both_sums() {
    let mut stage = Stage::new();
    let mut jana = refund_that_grows(&mut stage);
    jana.ctrl('s');
    jana.sees("\"CZK 312.18\" was saved elsewhere");
    assert_eq!(paid(&mut stage), 46_827);
    jana.sees("Amount              312.18");
    jana.ctrl('s');
    jana.no_longer_sees("Ctrl-S save");
    assert_eq!(paid(&mut stage), 15_609);
    stage.is_clean();
}
