//! A card longer than the screen, and everything that ever happened on one page.

use super::Person;
use crate::stage::{Stage, order_of};
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::front::orders::{Place, PlaceLine};
use swingdoor::model::Quantity;

#[test]
fn a_card_that_is_longer_than_the_screen_is_leafed_through() {
    let mut stage = Stage::new();
    let lines = (1..41).map(|nth| PlaceLine {
        item: "PAP".to_owned(),
        quantity: Quantity(nth * 1_000),
        discount: None,
    });
    let long = Place {
        lines: lines.collect(),
        ..order_of("1")
    };
    stage.office.perform(&stage.jana, &long).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("SO-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("PgDn");
    assert!(!jana.screen().contains("order taken"));
    jana.press(KeyCode::PageDown);
    jana.press(KeyCode::PageDown);
    jana.sees("order taken");
    jana.sees("PgUp");
    assert!(!jana.screen().contains("WAITING") && !jana.screen().contains("TO PICK"));
    jana.press(KeyCode::PageUp);
    jana.press(KeyCode::PageUp);
    jana.sees("TO PICK");
    jana.sees("SO-2026-0001  Horák Stavby s.r.o.");
}

#[test]
fn the_history_of_a_customer_has_every_order_and_what_happened_to_the_card() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let first = stage.order("1");
    for nth in 0..70 {
        let order = stage.order("1");
        let cancel = json!({"order": order, "reason": format!("reason {nth}")});
        stage.run(&jana, "order.cancel", cancel).unwrap();
    }
    let edit = json!({"customer": "C-00001", "card": {"name": "Horák & Sons"}});
    stage.run(&jana, "customer.edit", edit).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("horak");
    jana.sees("Horák & Sons  C-00001");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('l'));
    jana.sees("History of C-00001");
    // The newest first, with the reason that was given.
    jana.sees("SO-2026-0071");
    jana.sees("reason 69");
    for _ in 0..9 {
        jana.press(KeyCode::PageDown);
    }
    jana.press(KeyCode::End);
    jana.press(KeyCode::Down);
    jana.sees("page 2");
    jana.press(KeyCode::End);
    jana.sees(&first);
    jana.press(KeyCode::Tab);
    jana.sees("customer edited");
    jana.sees("customer added");
    jana.press(KeyCode::Tab);
    jana.sees("SO-2026-0071");
    jana.press(KeyCode::Enter);
    jana.sees("SO-2026-0071  Horák & Sons");
    jana.sees("because: reason 69");
    jana.press(KeyCode::Char('l'));
    jana.sees("History of SO-2026-0071");
    stage.is_clean();
}

#[test]
fn a_slip_that_is_longer_than_the_screen_is_leafed_through() {
    let mut stage = Stage::new();
    stage.drawer();
    let lines = (1..31).map(|_| PlaceLine {
        item: "PAP".to_owned(),
        quantity: Quantity(1_000),
        discount: None,
    });
    let long = Place {
        lines: lines.collect(),
        ..order_of("1")
    };
    stage.receive("50");
    let placed = stage.office.perform(&stage.jana, &long).unwrap();
    let order = placed.text("order").to_owned();
    let jana = stage.jana.clone();
    stage.does(
        &jana,
        "payment.take",
        json!({"order": order, "amount": "100", "means": "card"}),
    );
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.press(KeyCode::Enter);
    jana.sees("R-2026-0002");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over");
    jana.type_text("Eva");
    jana.press(KeyCode::Enter);
    jana.sees("PgUp PgDn");
    let first = jana.screen();
    assert!(first.contains("Slip SL-2026-0001"), "{first}");
    jana.press(KeyCode::End);
    assert_ne!(jana.screen(), first);
    assert!(!jana.screen().contains("Slip SL-2026-0001"));
    jana.press(KeyCode::Home);
    assert_eq!(jana.screen(), first);
    jana.press(KeyCode::PageDown);
    assert_ne!(jana.screen(), first);
    jana.press(KeyCode::Enter);
    jana.no_longer_sees("PgUp PgDn");
}
