//! Receipts and slips at the counter: one for all that is paid at once, found again and printed again.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;

#[test]
fn two_orders_that_are_paid_together_stand_on_one_receipt() {
    let mut stage = Stage::new();
    stage.drawer();
    let (one, two) = (stage.order("1"), stage.order("2"));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&one);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Also owed");
    jana.press(KeyCode::Char('+'));
    jana.sees("To pay: CZK 468.27");
    jana.type_text("500");
    jana.sees("Change: CZK 32.00");
    jana.press(KeyCode::Enter);
    jana.sees("Payment R-2026-0001 taken, give CZK 32.00 change");
    // The first receipt of an office says once where the seller is named.
    jana.sees("It names no seller yet: F9.");
    jana.press(KeyCode::End);
    let shown = jana.screen();
    for said in [two.as_str(), "Paid together", "Given", "Change"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(shown.matches("Rounding").count(), 1, "{shown}");
    stage.is_clean();
}

#[test]
fn the_settings_name_the_seller_in_czech() {
    let stage = Stage::new();
    let mut manager = Person::at(&stage, "office", "MD", "4826");
    manager.ctrl('l');
    manager.press(KeyCode::F(9));
    manager.ctrl('k');
    manager.type_text("nastaven");
    manager.press(KeyCode::Enter);
    manager.sees("Prodávající: název");
    manager.sees("Prodávající: IČO");
    manager.sees("Doklady");
}
