//! Receipts and slips at the counter: one for all that is paid at once, found again and printed again.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::front::counter::Printed;
use swingdoor::pane::{Kind, PAGE_ROWS, Page};

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
    // Until the seller is named every paper says above it where that is done.
    jana.sees("It names no seller yet: F9, Settings.");
    let manager = stage.manager.clone();
    let named = serde_json::json!({"key": "seller-name", "value": "Dvořák Tisk s.r.o."});
    stage.does(&manager, "setting.change", named);
    jana.no_longer_sees("It names no seller");
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

/// Jana at the counter of an office with two orders paid on one receipt, and the first handed over with a slip.
fn two_papers() -> (Stage, Person, String, String) {
    let mut stage = Stage::new();
    stage.drawer();
    let (one, two) = (stage.order("1"), stage.order("2"));
    stage.pick_and_ready(&one);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&one);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Also owed");
    jana.press(KeyCode::Char('+'));
    jana.press(KeyCode::Enter);
    jana.sees("Receipt R-2026-0001");
    jana.press(KeyCode::Esc);
    stage.clock.advance_seconds(60);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over");
    jana.type_text("Eva");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
    jana.press(KeyCode::Esc);
    (stage, jana, one, two)
}

#[test]
fn receipts_and_slips_are_found_from_the_order_the_customer_and_the_list() {
    let (_stage, mut jana, one, two) = two_papers();
    // From the order's card, which closed behind the slip.
    jana.type_text(&one);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('y'));
    jana.sees(&format!("Receipts and slips of {one}"));
    jana.sees("receipt R-2026-0001");
    jana.sees("slip SL-2026-0001");
    // The chosen one is shown below, and opens with Enter.
    jana.sees("Order SO-2026-0001, parcel P-2026-0001");
    jana.press(KeyCode::Down);
    jana.sees("Paid: cash (R-2026-0001)");
    jana.press(KeyCode::Enter);
    jana.sees("p print");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("Receipts and slips of");
    // From the history: the line of the hand-over has its slip.
    jana.press(KeyCode::Char('l'));
    jana.sees("History of");
    jana.press(KeyCode::Char('y'));
    jana.sees("Slip SL-2026-0001");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    // From the other order that stands on the receipt, and in the list of orders.
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('2'));
    jana.sees(&two);
    jana.press(KeyCode::Char('y'));
    jana.sees(&format!("Receipts and slips of {two}"));
    jana.sees("receipt R-2026-0001");
    jana.press(KeyCode::Esc);
    // From the customer's card.
    jana.press(KeyCode::Char('1'));
    jana.type_text("horak");
    jana.sees("C-00001");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('y'));
    jana.sees("Receipts and slips of C-00001");
    jana.sees("slip SL-2026-0001");
    jana.sees("receipt R-2026-0001");
}

#[test]
fn a_list_of_more_papers_than_a_page_has_each_of_them_once() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    // Two orders of one moment: one has more papers than a page, the other one.
    let (many, one) = (stage.order("3"), stage.order("1"));
    for _ in 0..70 {
        let pay = serde_json::json!({"order": many, "amount": "1.00", "means": "card"});
        stage.does(&jana, "payment.take", pay);
    }
    let pay = serde_json::json!({"order": one, "amount": "1.00", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    for (whose, papers) in [
        (Printed::Order(many), 70),
        (Printed::Customer("C-00001".to_owned()), 71),
    ] {
        let mut page = Page {
            filter: 0,
            after: None,
        };
        let mut numbers = Vec::new();
        loop {
            let rows = stage.office.read(|reader| whose.read(&page, reader));
            let rows = rows.unwrap();
            assert!(rows.len() <= PAGE_ROWS, "{}", rows.len());
            let Some(last) = rows.last() else { break };
            page.after = Printed::anchor(last, 0);
            numbers.extend(rows.iter().map(Printed::key));
        }
        assert!(numbers.is_sorted_by(|one, next| one > next), "{numbers:?}");
        assert_eq!(numbers.len(), papers, "{whose:?}");
    }
}

#[test]
fn a_paper_is_found_by_its_number_typed_scanned_and_in_the_palette() {
    let (_stage, mut jana, one, _) = two_papers();
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    for typed in ["R-2026-0001", "r1", "r-2", "R-2026-0002"] {
        jana.type_text(&format!("/{typed}"));
        jana.sees("─ R-2026-0001  receipt ─");
        jana.press(KeyCode::Enter);
        jana.sees("Paid: cash (R-2026-0002)");
        jana.press(KeyCode::Esc);
        // Under it lies the card of its order; from there Esc leads back.
        jana.sees(&format!("{one}  Horák Stavby s.r.o."));
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
        jana.press(KeyCode::Esc);
    }
    jana.scan("SL-2026-0001");
    jana.sees("Slip SL-2026-0001");
    // Another one is scanned while the first is open.
    jana.scan("R-2026-0001");
    jana.sees("Receipt R-2026-0001");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.ctrl('k');
    jana.type_text("sl1");
    jana.sees("SL-2026-0001  slip");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
}

#[test]
fn what_another_field_leaves_is_not_guessed_where_that_cannot_be_read() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("To pay: CZK 156.09");
    jana.type_text("1,234");
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Char('='));
    jana.sees("can mean");
    assert!(
        !jana.screen().contains("156.09 by card"),
        "{}",
        jana.screen()
    );
    // The cursor stands where it is to be mended.
    jana.type_text("5");
    jana.sees("1,2345");
}
