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
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.type_text("SO-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("PgDn");
    assert!(!jana.screen().contains("order taken"));
    jana.press(KeyCode::PageDown);
    jana.press(KeyCode::PageDown);
    jana.sees("order taken  Jana Nováková");
    jana.sees("PgUp");
    jana.press(KeyCode::PageUp);
    jana.press(KeyCode::PageUp);
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
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.type_text("horak");
    jana.sees("Horák & Sons  C-00001");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('y'));
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
    jana.press(KeyCode::Char('y'));
    jana.sees("History of SO-2026-0071");
    stage.is_clean();
}
