//! What one should know is told before one has done the work, and what is typed goes where it is meant.

use super::Person;
use crate::stage::{Stage, goods};
use crossterm::event::KeyCode;
use serde_json::json;

#[test]
fn prices_with_vat_are_asked_about_with_an_example_before_every_price_means_something_else() {
    let mut stage = Stage::new();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('8'));
    marie.sees("[8 Settings]");
    let is_chosen = |marie: &mut Person| {
        let screen = marie.screen();
        screen
            .lines()
            .any(|line| line.starts_with('>') && line.contains("Prices with VAT"))
    };
    for _ in 0..60 {
        if is_chosen(&mut marie) {
            break;
        }
        marie.press(KeyCode::Down);
    }
    assert!(is_chosen(&mut marie), "{}", marie.screen());
    let question = "Prices with VAT: yes?";
    for answer in [KeyCode::Char('n'), KeyCode::Enter] {
        marie.press(KeyCode::Enter);
        marie.press(KeyCode::Right);
        marie.ctrl('s');
        marie.sees(question);
        marie.sees("Papír A4 will cost CZK 129.00 with VAT instead of");
        marie.sees("156.09");
        marie.press(answer);
        marie.no_longer_sees(question);
        let with_vat = json!({"key": "prices-with-vat", "value": "no"});
        let before = stage.manager.clone();
        if answer == KeyCode::Enter {
            // It was changed: changing it back says what it was.
            let back = stage.does(&before, "setting.change", with_vat);
            assert_eq!(back.text("before"), "yes");
        } else {
            let same = stage.does(&before, "setting.change", with_vat);
            assert_eq!(same.text("before"), "no");
        }
    }
    stage.is_clean();
}

#[test]
fn what_is_typed_where_there_is_one_choice_goes_to_the_line_behind_it() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let jana = stage.jana.clone();
    let paid = json!({"order": order, "amount": "156.09", "means": "card"});
    stage.does(&jana, "payment.take", paid);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.sees("z payment was wrong");
    jana.press(KeyCode::Char('z'));
    jana.sees("R-2026-0001  CZK 156.09");
    jana.type_text("9 euros");
    jana.sees("9 euros");
    jana.press(KeyCode::Enter);
    jana.sees("Given back: card");
    jana.sees("9 euros");
    stage.is_clean();
}

#[test]
fn an_owner_who_is_covered_is_told_when_the_pick_opens_and_no_more_when_it_is_taken_back() {
    let mut stage = Stage::new();
    stage.order("2");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let declare = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "2h", "for": "PM"});
    let cover = stage.agreed(&jana, &petr, declare);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("SO-2026-0001");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    petr.sees("Jana Nováková covers you until");
    petr.ctrl('s');
    petr.sees("Jana Nováková covers you until");
    let coverer = stage.jana.clone();
    let end = json!({"cover": cover.text("cover")});
    stage.does(&coverer, "cover.end", end);
    petr.no_longer_sees("covers you until");
    petr.sees("Pick SO-2026-0001");
}

#[test]
fn a_count_that_is_typed_again_takes_the_place_of_the_one_before_and_a_line_is_judged_as_a_whole() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    stage
        .office
        .perform(&manager, &goods("PAP", "B7", "10"))
        .unwrap();
    stage.order("18");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of   10");
    petr.sees("of    8");
    petr.type_text("8");
    petr.sees("8      of   10 pc  !");
    petr.press(KeyCode::Down);
    petr.type_text("3");
    petr.press(KeyCode::Up);
    petr.press(KeyCode::Down);
    petr.type_text("10");
    // Eighteen of eighteen, whichever bin they come from.
    petr.sees("10     of    8 pc  √");
    petr.sees("8 of   10 pc  √");
    petr.press(KeyCode::Up);
    petr.press(KeyCode::Down);
    petr.type_text("11");
    petr.sees("11     of    8 pc  !");
}

#[test]
fn the_second_parcel_of_an_order_is_put_beside_the_first() {
    let mut stage = Stage::new();
    let other = stage.order("1");
    stage.pick_and_ready(&other);
    let order = stage.order("3");
    let petr = stage.petr.clone();
    let part = json!({"order": order, "place": "P7", "lines": [{"line": 1, "item": "PAP", "quantity": "1", "later": "2"}]});
    stage.does(&petr, "order.pick", part);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0002");
    petr.sees("P7        where this order stands already");
}

#[test]
fn a_return_offers_the_bin_it_came_from_and_the_refund_its_reason_and_the_promise_is_kept() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let place = json!({"customer": "C-00001", "needed_by": "2026-11-23 10:30", "lines": [{"item": "PAP", "quantity": "2"}]});
    let order = stage.does(&jana, "order.place", place);
    let order = order.text("order").to_owned();
    let parcel = stage.pick_and_ready(&order);
    stage.anyone_may_owe();
    let gone = json!({"parcel": parcel, "collected_by": "Josef Horák", "on_account": true});
    stage.does(&jana, "parcel.hand_over", gone);
    let mut desk = Person::at(&stage, "hall", "JN", "1937");
    desk.type_text(&order);
    desk.press(KeyCode::Enter);
    desk.sees("v goods come back");
    desk.no_longer_sees("promised");
    desk.press(KeyCode::Char('v'));
    desk.sees("A1");
    desk.press(KeyCode::Esc);
    let marie = stage.manager.clone();
    let paid = json!({"order": order, "amount": "312.18", "means": "card"});
    stage.does(&marie, "payment.take", paid);
    let back = json!({"order": order, "reason": "torn corner", "lines": [{"line": 1, "quantity": "1", "outcome": "refund"}]});
    stage.does(&marie, "return.take", back);
    desk.sees("g give money back");
    desk.press(KeyCode::Char('g'));
    desk.sees("Reason              torn corner");
    stage.is_clean();
}

#[test]
fn a_new_item_is_counted_in_what_the_others_are() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    for code in ["ROLL-A", "ROLL-B"] {
        let item = json!({"code": code, "name": code, "unit": "roll", "price": "10", "vat": "21"});
        stage.does(&manager, "item.add", item);
    }
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('n'));
    petr.sees("Price without VAT");
    let screen = petr.screen();
    let unit = screen.lines().find(|line| line.contains("Unit"));
    assert!(unit.is_some_and(|line| line.contains("roll")), "{screen}");
}

#[test]
fn a_change_after_picking_that_is_decided_asks_for_nothing_any_more() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    stage.pick_and_ready(&order);
    let jana = stage.jana.clone();
    let less =
        json!({"order": order, "reason": "two will do", "lines": [{"line": 1, "quantity": "2"}]});
    let asked = stage.does(&jana, "order.change", less);
    assert!(asked.result.contains_key("exceptions"), "{asked:?}");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('3'));
    petr.sees("decide EX-2026-0001");
    let manager = stage.manager.clone();
    let decided = json!({"exception": "EX-2026-0001", "decision": "send"});
    stage.does(&manager, "exception.decide", decided);
    petr.no_longer_sees("decide EX-2026-0001");
    petr.sees("EX-2026-0001 is decided: ");
}

#[test]
fn a_bin_that_is_none_and_a_number_that_is_none_are_told_while_they_are_typed() {
    let mut stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("PAP");
    petr.press(KeyCode::Char('o'));
    petr.sees("10 pc here");
    petr.type_text("1,234");
    petr.sees("can mean 1234 or 1.234");
    for _ in 0..5 {
        petr.press(KeyCode::Backspace);
    }
    petr.no_longer_sees("can mean");
    petr.type_text("2");
    petr.press(KeyCode::Tab);
    petr.type_text("these were damaged by water in the cellar");
    petr.sees("× no such bin");
    petr.ctrl('l');
    petr.sees("× taková přihrádka není");
    petr.ctrl('l');
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::Char('y'));
    // Where a bin may be new it is said that it would be.
    petr.press(KeyCode::Char('r'));
    petr.press(KeyCode::Tab);
    petr.type_text("B7");
    petr.sees("a new bin");
    let _ = stage.does(
        &stage.manager.clone(),
        "stock.receive",
        json!({"item": "PAP", "bin": "B7", "quantity": "4"}),
    );
    petr.sees("4 pc here");
}
