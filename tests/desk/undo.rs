//! What was done by mistake is undone by the opposite verb, from the same place, and the status line says how.

use super::Person;
use crate::stage::{Stage, order_of};
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::front::orders::Place;
use swingdoor::model::PaperKind;

#[test]
fn a_cancelled_order_is_taken_up_again_on_its_card_and_in_the_list() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('x'));
    jana.sees("Cancel SO-2026-0001");
    jana.press(KeyCode::Tab);
    jana.type_text("wrong one");
    jana.press(KeyCode::Enter);
    jana.sees("is cancelled; x on it takes it up again.");
    jana.sees("CANCELLED");
    jana.press(KeyCode::Char('x'));
    jana.sees("Take SO-2026-0001 up again?");
    jana.press(KeyCode::Enter);
    jana.sees("is taken up again: to pick; x cancels it.");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('2'));
    jana.sees(&order);
    jana.press(KeyCode::Char('x'));
    jana.sees("Cancel SO-2026-0001");
    jana.type_text("wrong again");
    jana.press(KeyCode::Enter);
    jana.sees("is cancelled; x on it takes it up again.");
    for _ in 0..5 {
        jana.press(KeyCode::Tab);
    }
    jana.sees("x take up again");
    jana.press(KeyCode::Char('x'));
    jana.sees("Take SO-2026-0001 up again?");
    jana.press(KeyCode::Enter);
    jana.sees("is taken up again: to pick; x cancels it.");
    stage.is_clean();
}

#[test]
fn a_tick_on_the_wrong_paper_is_taken_back_where_it_was_made() {
    let mut stage = Stage::new();
    let place = Place {
        papers: vec![PaperKind::DeliveryNote],
        ..order_of("1")
    };
    stage.office.perform(&stage.jana, &place).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("SO-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("□ delivery note");
    let mut tick = |said: &str, ticked: bool| {
        jana.press(KeyCode::Char('s'));
        jana.sees("Papers of SO-2026-0001");
        jana.ctrl('s');
        jana.sees(said);
        if ticked {
            jana.no_longer_sees("□ delivery note");
        } else {
            jana.sees("□ delivery note");
        }
    };
    tick("Ticked off: delivery note; s takes it back.", true);
    tick(
        "Not ticked off any more: delivery note; s ticks it off.",
        false,
    );
    tick("Ticked off: delivery note; s takes it back.", true);
    stage.is_clean();
}

#[test]
fn a_notice_that_was_done_too_early_waits_again_and_those_of_others_are_left_alone() {
    let mut stage = Stage::new();
    stage.order("20");
    stage.receive("15");
    let ask = swingdoor::cover::shift::Ask {
        duties: vec![swingdoor::model::Duty::Fulfilment],
        reason: swingdoor::model::CoverReason::Lunch,
        until: "30m".to_owned(),
        of: Some("JN".to_owned()),
        instead: None,
        note: String::new(),
    };
    stage.office.perform(&stage.petr, &ask).unwrap();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('3'));
    petr.sees("* There are goods for SO-2026-0001 now");
    // That one is Jana's: it is not in Petr's inbox.
    assert!(!petr.screen().contains("asks for cover"));
    petr.sees("* There are goods for SO-2026-0001 now");
    petr.press(KeyCode::Char('d'));
    petr.sees("Done. d takes it back.");
    petr.no_longer_sees("* There are");
    petr.press(KeyCode::Char('d'));
    petr.sees("Waits again. d marks it done.");
    petr.sees("* There are goods for SO-2026-0001 now");
    stage.is_clean();
}

#[test]
fn somebody_leaves_the_office_and_comes_back_and_is_edited() {
    let mut stage = Stage::new();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('5'));
    marie.sees("Petr Malý");
    marie.press(KeyCode::End);
    marie.press(KeyCode::Char('l'));
    marie.sees("Petr Malý leaves the office");
    marie.sees("Signed in now: shelves.");
    // The first answer is no.
    marie.press(KeyCode::Enter);
    marie.no_longer_sees("Petr Malý leaves the office");
    assert!(!marie.screen().contains("has left"));
    marie.press(KeyCode::Char('l'));
    marie.press(KeyCode::Right);
    marie.press(KeyCode::Enter);
    marie.sees("PM has left and is signed out everywhere; l takes them back.");
    marie.sees("has left  ");
    assert!(stage.office.perform(&stage.petr, &order_of("1")).is_err());
    marie.press(KeyCode::End);
    marie.press(KeyCode::Char('l'));
    marie.sees("PM is back");
    marie.press(KeyCode::Char('e'));
    marie.sees("Change Petr Malý");
    marie.type_text("Petr Velký");
    marie.ctrl('s');
    marie.sees("PM is changed.");
    marie.sees("Petr Velký");
    // A manager does not put herself out.
    marie.press(KeyCode::Home);
    marie.press(KeyCode::Down);
    marie.sees("> MD");
    assert!(!marie.screen().contains("l leaves the office"));
    stage.is_clean();
}

#[test]
fn a_line_that_came_where_a_removed_one_stood_does_not_take_its_quantity() {
    let mut stage = Stage::new();
    stage.toner("5");
    let order = stage.order("2");
    let manager = stage.manager.clone();
    let mut jana = Person::changes(&stage, &order);
    jana.press(KeyCode::Down);
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.type_text("77");
    jana.ctrl('d');
    jana.no_longer_sees("77");
    let other = json!({"order": order, "add": [{"item": "TON", "quantity": "3"}]});
    stage.does(&manager, "order.change", other);
    jana.sees("Toner");
    jana.press(KeyCode::Up);
    jana.type_text("0");
    jana.sees("bring the line back");
    jana.ctrl('d');
    assert!(!jana.screen().contains("77"));
    jana.ctrl('s');
    jana.sees("Nothing is changed yet.");
}
