//! Money over the counter: what is to be given back, the deposit that was agreed, a drawer that is closed.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

/// Jana has the card of this order open.
fn card(stage: &Stage, order: &str) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.type_text(order);
    jana.press(KeyCode::Enter);
    jana.sees("p payment");
    jana
}

/// An order of this many packs with a deposit.
fn with_deposit(stage: &mut Stage, deposit: &str) -> String {
    let jana = stage.jana.clone();
    let place = json!({"customer": "C-00001", "deposit": deposit, "lines": [{"item": "PAP", "quantity": "3"}]});
    let placed = stage.does(&jana, "order.place", place);
    placed.text("order").to_owned()
}

#[test]
fn the_change_stands_above_the_slip_and_stays_in_the_status_and_the_receipt_is_one_key_away() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = card(&stage, &order);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Josef Horák");
    jana.press(KeyCode::Tab);
    jana.type_text("200");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
    jana.sees("CHANGE: CZK 44.00");
    jana.press(KeyCode::Char('u'));
    jana.sees("Receipt R-2026-0001");
    jana.sees("CHANGE: CZK 44.00");
    jana.press(KeyCode::Char('u'));
    jana.sees("Slip SL-2026-0001");
    jana.press(KeyCode::Enter);
    jana.no_longer_sees("CHANGE: CZK 44.00");
    for _ in 0..4 {
        jana.press(KeyCode::Down);
    }
    jana.sees("Change: CZK 44.00");
    stage.is_clean();
}

#[test]
fn what_is_given_back_for_a_payment_stands_above_its_receipt() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let mut jana = card(&stage, &order);
    jana.press(KeyCode::Char('p'));
    jana.type_text("200");
    jana.press(KeyCode::Enter);
    jana.sees("Receipt R-2026-0001");
    jana.sees("CHANGE: CZK 44.00");
}

#[test]
fn a_deposit_that_is_due_is_offered_and_one_key_takes_all() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = with_deposit(&mut stage, "100");
    let mut jana = card(&stage, &order);
    jana.press(KeyCode::Char('p'));
    jana.sees("The deposit is offered; = takes all: 468");
    jana.sees("Enter take 100.00 in cash");
    jana.press(KeyCode::Char('='));
    jana.sees("Enter take 468.00 in cash");
    jana.no_longer_sees("The deposit is offered");
    jana.press(KeyCode::Esc);
    jana.sees("Throw away");
    jana.press(KeyCode::Char('y'));
    jana.sees("p payment");
    jana.press(KeyCode::Char('p'));
    jana.sees("Enter take 100.00 in cash");
    jana.press(KeyCode::Enter);
    jana.sees("Still to pay: CZK 368.27");
    jana.sees("Deposit paid: cash");
    jana.sees("Agreed deposit");
    jana.press(KeyCode::Enter);
    // It is paid: all that is left is offered now.
    jana.press(KeyCode::Char('p'));
    jana.sees("Enter take 368.00 in cash");
    stage.is_clean();
}

#[test]
fn whoever_takes_an_order_is_told_to_take_its_deposit() {
    let mut stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("C-00001");
    jana.press(KeyCode::Tab);
    jana.type_text("PAP");
    jana.press(KeyCode::Tab);
    jana.type_text("3");
    let is_typed = |jana: &mut Person| {
        let screen = jana.screen();
        screen
            .lines()
            .any(|line| line.contains("Deposit") && line.contains("100"))
    };
    for _ in 0..30 {
        jana.press(KeyCode::Tab);
        jana.type_text("100");
        if is_typed(&mut jana) {
            break;
        }
        for _ in 0..3 {
            jana.press(KeyCode::Backspace);
        }
    }
    assert!(is_typed(&mut jana), "{}", jana.screen());
    jana.ctrl('s');
    jana.sees("take the deposit CZK 100.00: p on its card");
    stage.is_clean();
}

#[test]
fn a_closed_drawer_is_told_beside_cash_and_by_the_key_that_would_take_it() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = card(&stage, &order);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    let screen = jana.screen();
    let cash = screen.lines().find(|line| line.contains("cash  "));
    assert!(
        cash.is_some_and(|line| line.contains("no drawer open: F2, Drawer, o")),
        "{screen}"
    );
    assert!(screen.contains("No cash without a drawer"), "{screen}");
    assert!(!screen.contains("in cash, hand over"), "{screen}");
    assert!(!screen.contains("This pays all of it"), "{screen}");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('p'));
    jana.sees("No cash without a drawer: card or transfer");
}
