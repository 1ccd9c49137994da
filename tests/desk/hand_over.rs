//! The sheet of a hand-over: papers, money and goods in one go, in few keys.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{Event, KeyCode};
use serde_json::json;
use std::time::Duration;
use swingdoor::office::Reads;

/// An order of one pack that stands ready, with two papers to sign.
fn ready_with_papers(stage: &mut Stage) -> String {
    let jana = stage.jana.clone();
    let place = json!({"customer": "C-00001", "papers": ["delivery-note", "warranty-card"], "lines": [{"item": "PAP", "quantity": "1"}]});
    let order = stage.does(&jana, "order.place", place);
    let order = order.text("order").to_owned();
    stage.pick_and_ready(&order);
    order
}

/// Jana has the sheet of that order open, and Eva takes the parcel.
fn sheet_for_eva() -> (Stage, Person) {
    let mut stage = Stage::new();
    stage.drawer();
    let order = ready_with_papers(&mut stage);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Eva");
    (stage, jana)
}

fn state(stage: &mut Stage) -> (i64, i64, i64) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select (select count(*) from paper), (select count(*) from parcel where handed_at is not null), (select cast(coalesce(sum(amount), 0) as bigint) from payment)",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    (
        row.int(0).unwrap(),
        row.int(1).unwrap(),
        row.int(2).unwrap(),
    )
}

#[test]
fn two_papers_two_hundred_in_cash_and_the_slip_take_at_most_ten_keys() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let josef = json!({"customer": "C-00001", "name": "Josef Horák", "may_pick_up": true});
    stage.does(&jana, "customer.set_contact", josef);
    let order = ready_with_papers(&mut stage);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.sees("h hand over");
    let keys = [
        KeyCode::Char('h'),
        KeyCode::Tab,
        KeyCode::Char(' '),
        KeyCode::Tab,
        KeyCode::Char(' '),
        KeyCode::Tab,
    ];
    for key in keys {
        jana.press(key);
    }
    jana.sees("● Josef Horák");
    jana.sees("Papers 2 of 2");
    jana.type_text("200");
    jana.sees("Change: CZK 44.00   2 x 20 + 2 x 2");
    jana.sees("Enter sign, take 156.00 in cash, hand over");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
    jana.press(KeyCode::Enter);
    jana.no_longer_sees("Slip SL-2026-0001");
    // h, three Tabs, two ticks, Enter, and Enter that puts the slip away.
    assert!(keys.len() + 2 <= 10);
    assert_eq!(state(&mut stage), (2, 1, 15_609));
    stage.is_clean();
}

/// Jana at the counter with the card of an order open that stands ready; its number.
fn card_of_ready() -> (Stage, Person, String) {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.sees("Enter h hand over");
    (stage, jana, order)
}

/// Keys with so many milliseconds behind each, the last of which holds for the rest; the screen is up to date at each of them.
fn slowly(person: &mut Person, keys: &str, pauses_ms: &[u64]) {
    let mut at = std::time::Instant::now();
    for (nth, c) in keys.chars().enumerate() {
        let code = if c == '\r' {
            KeyCode::Enter
        } else {
            KeyCode::Char(c)
        };
        person.shell.came(&Event::Key(code.into()), at);
        person.shell.settle();
        let pause = pauses_ms.get(nth).or(pauses_ms.last());
        at += Duration::from_millis(*pause.unwrap());
    }
}

#[test]
fn enter_on_the_card_of_an_order_that_stands_ready_opens_the_sheet() {
    let (mut stage, mut jana, _) = card_of_ready();
    let marie = stage.manager.clone();
    let other = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    let other = stage.does(&marie, "order.place", other);
    jana.press(KeyCode::Enter);
    jana.sees("Hand over P-2026-0001");
    assert_eq!(state(&mut stage), (0, 0, 0));
    jana.press(KeyCode::Esc);
    jana.type_text("e");
    jana.sees("Change SO-2026-0001");
    jana.press(KeyCode::Esc);
    // With nothing ready it does nothing.
    let mut jana = Person::at(&stage, "door", "JN", "1937");
    jana.type_text(other.text("order"));
    jana.press(KeyCode::Enter);
    jana.sees("p payment");
    jana.press(KeyCode::Enter);
    assert!(!jana.screen().contains("Hand over"), "{}", jana.screen());
}

#[test]
fn no_enter_of_a_scanner_opens_the_sheet() {
    let (mut stage, mut jana, order) = card_of_ready();
    let parcel = "P-2026-0001";
    for code in [order.as_str(), parcel, "5901234123457"] {
        for pause_ms in [0, 3, 35, 60] {
            for end in ["\r", "\r\r"] {
                jana.burst(&format!("{code}{end}"), pause_ms);
                assert!(!jana.screen().contains("Hand over"), "{}", jana.screen());
                jana.scan(&order);
            }
        }
    }
    // One that is slower than the pause and ends its code twice: it types, and opens the card.
    for _ in 0..2 {
        jana.press(KeyCode::Esc);
    }
    slowly(&mut jana, &format!("{order}\r\r"), &[90]);
    jana.sees("Enter h hand over");
    assert!(!jana.screen().contains("Hand over"), "{}", jana.screen());
    assert_eq!(state(&mut stage), (0, 0, 0));
}

#[test]
fn enter_that_is_held_down_stops_at_the_sheet() {
    let (mut stage, mut jana, _) = card_of_ready();
    // The second comes half a second after the first, the others thirty a second.
    slowly(&mut jana, &"\r".repeat(20), &[500, 33]);
    jana.sees("Hand over P-2026-0001");
    assert_eq!(state(&mut stage), (0, 0, 0));
    jana.type_text("Eva");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
}

#[test]
fn a_missing_paper_is_asked_about_and_no_leaves_everything_as_it_was() {
    let (mut stage, mut jana) = sheet_for_eva();
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Char(' '));
    jana.sees("Missing: warranty card. Enter asks");
    jana.press(KeyCode::Enter);
    jana.sees("Go on without: warranty card?");
    // Neither another Enter nor n is a yes.
    for key in [KeyCode::Enter, KeyCode::Char('n')] {
        jana.press(key);
        jana.sees("Missing: warranty card. Enter asks");
        assert_eq!(state(&mut stage), (0, 0, 0));
        jana.press(KeyCode::Enter);
        jana.sees("Go on without: warranty card?");
    }
    jana.press(KeyCode::Char('y'));
    jana.sees("Slip SL-2026-0001");
    assert_eq!(state(&mut stage), (1, 1, 15_609));
    stage.is_clean();
}

#[test]
fn what_is_refused_leaves_neither_a_tick_nor_a_payment() {
    let (mut stage, mut jana) = sheet_for_eva();
    for _ in 0..2 {
        jana.press(KeyCode::Tab);
        jana.press(KeyCode::Char(' '));
    }
    jana.press(KeyCode::Tab);
    jana.type_text("100");
    jana.press(KeyCode::Enter);
    jana.sees("still to be paid");
    assert_eq!(state(&mut stage), (0, 0, 0));
    stage.is_clean();
}

#[test]
fn one_payment_settles_two_orders_of_a_customer() {
    let mut stage = Stage::new();
    stage.drawer();
    let first = stage.order("1");
    stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&first);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Also owed: 0002, CZK 312.18, not ready. + pays it as well.");
    jana.press(KeyCode::Char('+'));
    jana.sees("To pay: CZK 468.27");
    jana.type_text("500");
    jana.sees("Change: CZK 32.00");
    jana.press(KeyCode::Enter);
    jana.sees("CHANGE: CZK 32.00");
    jana.press(KeyCode::PageDown);
    jana.sees("R-2026-0002");
    assert_eq!(state(&mut stage).2, 46_827);
    stage.is_clean();
}

#[test]
fn a_customer_who_wants_fewer_leaves_the_rest_and_need_not_wait_for_the_back() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("3");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.sees("h hand over");
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Eva");
    jana.ctrl('f');
    jana.type_text("1");
    jana.sees("Hand over P-2026-0001");
    jana.ctrl('s');
    jana.sees("Slip SL-2026-0001");
    let left = stage.office.read(|reader| {
        reader.row(
            "select (select count(*) from exception where decision is null), (select sum(handed_over) from order_line)",
            &[],
        )
    });
    let left = left.unwrap().unwrap();
    assert_eq!((left.int(0).unwrap(), left.int(1).unwrap()), (1, 2_000));
    stage.is_clean();
}

#[test]
fn goods_that_were_put_back_meanwhile_are_said_and_nothing_is_paid() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Eva");
    jana.sees("Enter take 156.00 in cash, hand over");
    let petr = stage.petr.clone();
    let back = json!({"parcel": parcel});
    stage.does(&petr, "parcel.unpack", back);
    jana.sees("Nothing stands ready any more: parcel unpacked, Petr Malý.");
    jana.no_longer_sees("Enter take");
    for _ in 0..3 {
        jana.press(KeyCode::Enter);
        jana.sees("Nothing stands ready any more");
    }
    assert_eq!(state(&mut stage), (0, 0, 0));
    stage.is_clean();
}

#[test]
fn where_other_goods_or_money_than_one_saw_are_meant_enter_says_so_first() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("2");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Eva");
    jana.sees("Enter take 312.00 in cash, hand over");
    let marie = stage.manager.clone();
    let card = json!({"order": order, "amount": "100", "means": "card"});
    stage.does(&marie, "payment.take", card);
    jana.sees("What leaves or is to be paid has changed");
    jana.press(KeyCode::Enter);
    jana.sees("What leaves or is to be paid has changed");
    assert_eq!(state(&mut stage), (0, 0, 10_000));
    jana.sees("Enter take 212.00 in cash, hand over");
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
    assert_eq!(state(&mut stage), (0, 1, 31_218));
    stage.is_clean();
}

#[test]
fn a_code_that_is_scanned_changes_no_field_of_the_sheet() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let josef = json!({"customer": "C-00001", "name": "Josef Horák", "may_pick_up": true});
    stage.does(&jana, "customer.set_contact", josef);
    let order = ready_with_papers(&mut stage);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    // On the choice, on both papers, on both amounts, on the tick of the account.
    for _ in 0..6 {
        jana.sees("● Josef Horák");
        let before = jana.screen();
        for code in ["AAAA1", "=+ab1", "y a 1"] {
            jana.scan(code);
            jana.sees("is not known here.");
            let sheet = |screen: &str| screen.lines().take(26).collect::<Vec<_>>().join("\n");
            assert_eq!(sheet(&jana.screen()), sheet(&before), "{code}");
        }
        jana.press(KeyCode::Tab);
    }
    assert_eq!(state(&mut stage), (0, 0, 0));
}

#[test]
fn whoever_leaves_some_here_pays_for_what_leaves_and_the_slip_says_what_stays() {
    for (means, pays, taken) in [("", "72.00 in cash", 7_200), ("=", "71.39 by card", 7_139)] {
        let mut stage = Stage::new();
        stage.drawer();
        let petr = stage.petr.clone();
        let item =
            json!({"code": "FIX", "name": "Tape", "unit": "pc", "price": "59.00", "vat": "21"});
        stage.does(&petr, "item.add", item);
        let goods = json!({"item": "FIX", "bin": "A2", "quantity": "5"});
        stage.does(&petr, "stock.receive", goods);
        let jana = stage.jana.clone();
        let place = json!({"customer": "C-00001", "lines": [{"item": "FIX", "quantity": "2"}]});
        let order = stage.does(&jana, "order.place", place);
        let order = order.text("order").to_owned();
        stage.pick_and_ready(&order);
        let mut jana = Person::at(&stage, "hall", "JN", "1937");
        jana.type_text(&order);
        jana.press(KeyCode::Enter);
        jana.press(KeyCode::Char('h'));
        jana.type_text("Eva");
        jana.sees("Enter take 143.00 in cash, hand over");
        jana.ctrl('f');
        jana.type_text("1");
        jana.sees("What leaves: CZK 71.39 of CZK 142.78");
        if !means.is_empty() {
            jana.press(KeyCode::Tab);
            jana.press(KeyCode::Tab);
            jana.type_text(means);
        }
        jana.sees(&format!("Enter take {pays}, hand over"));
        jana.press(KeyCode::Enter);
        jana.sees("Slip SL-2026-0001");
        jana.sees("Stays here: 1 pc Tape");
        assert_eq!(state(&mut stage), (0, 1, taken));
        stage.is_clean();
    }
}

#[test]
fn a_parcel_that_stays_here_is_not_paid_and_none_at_all_is_no_hand_over() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("2");
    let petr = stage.petr.clone();
    for later in ["1", "0"] {
        let line = json!({"item": "PAP", "quantity": "1", "later": later});
        let lines = json!({"order": order, "lines": [line]});
        let picked = stage.does(&petr, "order.pick", lines);
        let ready = json!({"parcel": picked.text("parcel"), "place": "P3"});
        stage.does(&petr, "parcel.ready", ready);
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.type_text("Eva");
    jana.sees("Enter take 312.00 in cash, hand over");
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Char(' '));
    jana.sees("What leaves: CZK 156.09 of CZK 312.18");
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Char(' '));
    jana.sees("nothing to pay");
    jana.press(KeyCode::Enter);
    jana.sees("would stay behind");
    jana.press(KeyCode::Char(' '));
    jana.press(KeyCode::Enter);
    jana.sees("Slip SL-2026-0001");
    assert_eq!(state(&mut stage), (0, 1, 15_700));
    stage.is_clean();
}

#[test]
fn what_cannot_be_left_here_is_refused_before_anything_is_asked() {
    let (mut stage, mut jana) = sheet_for_eva();
    jana.ctrl('f');
    for (typed, said) in [
        ("x", "is not a quantity"),
        ("5", "no more than that can stay behind"),
    ] {
        jana.type_text(typed);
        jana.press(KeyCode::Enter);
        jana.no_longer_sees("Go on without");
        jana.sees(said);
        jana.press(KeyCode::Backspace);
    }
    assert_eq!(state(&mut stage), (0, 0, 0));
}

#[test]
fn an_amount_that_no_coins_make_is_not_offered_to_be_taken() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("1");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("Enter take 156.00 in cash");
    jana.type_text("155.50");
    jana.no_longer_sees("Enter take");
    jana.press(KeyCode::Enter);
    jana.sees("CZK 155.50 in cash is not possible: the smallest coin");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('y'));
    jana.press(KeyCode::Char('h'));
    jana.type_text("Eva");
    jana.press(KeyCode::Tab);
    jana.type_text("156.50");
    jana.no_longer_sees("Enter take");
    jana.press(KeyCode::Enter);
    jana.sees("CZK 156.50 in cash is not possible: the smallest coin");
    assert_eq!(state(&mut stage), (0, 0, 0));
}
