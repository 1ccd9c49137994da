//! A form hands out what its fields are for, or points at the one that is wrong. Nothing else stands in for what could not be read.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

#[test]
fn a_pin_that_is_missing_gets_the_keys_and_the_next_digits_go_there() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "JN"});
    stage.does(&petr, "cover.ask", ask);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("< yes, I cover >");
    jana.press(KeyCode::Up);
    jana.press(KeyCode::Up);
    jana.ctrl('s');
    jana.sees("Type your own PIN");
    jana.type_text("19");
    jana.ctrl('s');
    jana.sees("Type your own PIN");
    jana.type_text("37");
    jana.ctrl('s');
    jana.sees("COVERING fulfilment for Petr");
    stage.is_clean();
}

#[test]
fn a_cover_that_nobody_else_can_take_over_is_given_to_nobody() {
    let mut stage = Stage::new();
    stage.lunch("30m");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(9));
    jana.press(KeyCode::Char('3'));
    jana.sees("CS-2026-0001");
    jana.press(KeyCode::Char('g'));
    jana.sees("Who takes CS-2026-0001 over?");
    jana.ctrl('s');
    jana.sees("Nobody is chosen");
    stage.is_clean();
}

/// A line of an order that was cancelled: how much of it.
fn cancelled(stage: &mut Stage) -> Vec<i64> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select cancelled from order_line order by orders, line",
            &[],
        )
    });
    rows.unwrap()
        .iter()
        .map(|row| row.int(0).unwrap())
        .collect()
}

#[test]
fn one_line_is_cancelled_where_one_is_chosen_and_the_whole_order_where_that_is() {
    let mut stage = Stage::new();
    stage.toner("5");
    let jana = stage.jana.clone();
    let lines = json!([{"item": "PAP", "quantity": "2"}, {"item": "TON", "quantity": "1"}]);
    let order = json!({"customer": "C-00001", "lines": lines});
    let order = stage.does(&jana, "order.place", order).subject;
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for (turns, left) in [(2, [0, 1_000]), (0, [2_000, 1_000])] {
        jana.type_text(&order);
        jana.press(KeyCode::Enter);
        jana.sees("TO PICK");
        jana.press(KeyCode::Char('x'));
        jana.sees(&format!("Cancel {order}"));
        for _ in 0..turns {
            jana.press(KeyCode::Right);
        }
        jana.press(KeyCode::Tab);
        jana.type_text("a mistake");
        jana.ctrl('s');
        jana.no_longer_sees(&format!("Cancel {order}"));
        assert_eq!(cancelled(&mut stage), left);
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
    }
    stage.is_clean();
}
