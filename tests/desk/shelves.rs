//! Between the shelves: what was counted stays, whatever happens under the form, and everybody sees who is at it.

use super::Person;
use crate::stage::{Stage, goods};
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

/// What is picked of each line of an order, in pieces.
fn picked(stage: &mut Stage, order: &str) -> Vec<i64> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select l.picked from order_line l join orders o on o.id = l.orders where o.number = $1 order by l.line",
            &[order.into()],
        )
    });
    rows.unwrap()
        .iter()
        .map(|row| row.int(0).unwrap() / 1000)
        .collect()
}

/// An order of two lines of one item, two packs and five.
fn two_lines(stage: &mut Stage) -> String {
    let jana = stage.jana.clone();
    let lines = json!([{"item": "PAP", "quantity": "2"}, {"item": "PAP", "quantity": "5"}]);
    let placed = stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00001", "lines": lines}),
    );
    placed.text("order").to_owned()
}

#[test]
fn what_was_scanned_stays_where_goods_come_in_meanwhile() {
    let mut stage = Stage::new();
    let order = two_lines(&mut stage);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    petr.press(KeyCode::Enter);
    petr.sees("of    5");
    for _ in 0..7 {
        petr.paste("PAP");
    }
    petr.sees("7 of 7 pieces");
    let manager = stage.manager.clone();
    stage
        .office
        .perform(&manager, &goods("PAP", "B7", "1"))
        .unwrap();
    petr.sees("others: B7 1");
    petr.sees("7 of 7 pieces");
    petr.ctrl('s');
    petr.sees("Packed as P-2026-0001");
    assert_eq!(picked(&mut stage, &order), [2, 5]);
    stage.is_clean();
}

#[test]
fn a_line_that_is_cancelled_takes_its_count_along_and_who_did_it_is_said() {
    let mut stage = Stage::new();
    let order = two_lines(&mut stage);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of    5");
    for _ in 0..4 {
        petr.paste("PAP");
    }
    petr.sees("4 of 7 pieces");
    let jana = stage.jana.clone();
    let cancel = json!({"order": order, "reason": "has it already", "lines": [1]});
    stage.does(&jana, "order.cancel", cancel);
    petr.sees("Jana Nováková, 10:00: cancelled. PAP is not to be picked any more.");
    petr.sees("Not to be picked any more: put 2 pc back into A1.");
    petr.ctrl('s');
    petr.sees("Not all found: PAP");
    petr.ctrl('s');
    petr.sees("One line is short");
    assert_eq!(picked(&mut stage, &order), [0, 2]);
    stage.is_clean();
}

#[test]
fn an_order_that_somebody_else_packs_says_who_and_keeps_the_count() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of    3");
    petr.paste("PAP");
    petr.sees("1 of 3 pieces");
    let manager = stage.manager.clone();
    stage.does(&manager, "order.pick", json!({"order": order}));
    petr.sees("Marie Dvořáková packed it as P-2026-0001");
    petr.sees("1 of 3 pieces");
    petr.ctrl('s');
    petr.sees("Pick SO-2026-0001");
    stage.is_clean();
}

#[test]
fn the_queue_says_who_is_at_an_order_until_they_leave_it() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let eva = stage.eva(&[]);
    stage.sign_off("EV", swingdoor::model::Duty::Fulfilment, "own");
    drop(eva);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    let mut eva = Person::at(&stage, "ramp", "EV", "3659");
    eva.press(KeyCode::F(3));
    eva.sees(&order);
    eva.sees("► Petr Malý is picking this");
    eva.press(KeyCode::Enter);
    eva.sees("Petr Malý has been picking this since 10:00");
    eva.press(KeyCode::Esc);
    petr.press(KeyCode::Esc);
    petr.sees("to pick");
    eva.no_longer_sees("is picking this");
    stage.is_clean();
}

#[test]
fn what_is_missing_is_said_and_the_parcel_goes_to_the_emptiest_shelf() {
    let mut stage = Stage::new();
    let first = stage.order("1");
    stage.pick_and_ready(&first);
    let order = stage.order("4");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0002");
    petr.sees("Shelf  P3");
    petr.press(KeyCode::Char('3'));
    petr.press(KeyCode::Char('m'));
    // The shelf that is typed is no slip: it is asked about, and the second time it is made.
    petr.press(KeyCode::Tab);
    petr.type_text("P9");
    petr.ctrl('s');
    petr.sees("P9 is no shelf yet; near it: P3.");
    petr.ctrl('s');
    petr.sees("One line is short");
    assert_eq!(picked(&mut stage, &order), [3]);
    let row = stage.office.read(|reader| {
        reader.row(
            "select p.place, i.missing from parcel p, item i where p.number = 'P-2026-0002'",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    assert_eq!(
        (row.text(0).unwrap().as_str(), row.int(1).unwrap()),
        ("P9", 1_000)
    );
    // It is listed among what is to be counted, and is found again.
    petr.press(KeyCode::Char('2'));
    petr.press(KeyCode::Tab);
    petr.press(KeyCode::Tab);
    petr.sees("! 1 pc missing in A1 since 10:00 (Petr Malý, SO-2026-0002)");
    petr.press(KeyCode::Char('f'));
    petr.sees("Found again: Papír A4");
    petr.ctrl('s');
    petr.sees("PAP: found again");
    stage.is_clean();
}

#[test]
fn a_quantity_typed_after_a_scan_is_that_of_what_was_scanned() {
    let mut stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    for (tab, typed) in [(true, "48"), (false, "7")] {
        petr.press(KeyCode::Char('2'));
        petr.sees("Papír A4");
        petr.press(KeyCode::Char('c'));
        petr.sees("Count a bin");
        petr.paste("A1");
        petr.paste("PAP");
        if tab {
            petr.press(KeyCode::Tab);
        }
        petr.type_text(typed);
        petr.ctrl('s');
        petr.sees("one item differs");
        let row = stage.office.read(|reader| {
            reader.row(
                "select counted from stock_count order by id desc limit 1",
                &[],
            )
        });
        let counted = row.unwrap().unwrap().int(0).unwrap() / 1000;
        assert_eq!(counted.to_string(), typed);
    }
    stage.is_clean();
}

#[test]
fn a_quantity_without_an_item_is_not_dropped() {
    let stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('s'));
    petr.sees("Goods in");
    petr.paste("A1");
    petr.press(KeyCode::Tab);
    petr.type_text("30");
    petr.ctrl('s');
    petr.sees("30 of what? Type or scan the item.");
}

#[test]
fn goods_go_to_the_bin_that_is_scanned_before_or_after_them() {
    let mut stage = Stage::new();
    stage.toner("1");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    let mut receive = |codes: &[&str], says: &str| {
        petr.press(KeyCode::Char('2'));
        petr.sees("Papír A4");
        petr.press(KeyCode::Char('s'));
        petr.sees("Goods in");
        for code in codes {
            petr.paste(code);
        }
        petr.ctrl('s');
        petr.sees(says);
    };
    let everything = "Everything is received.";
    receive(&["PAP", "T7"], "PAP: 11 on hand");
    receive(&["PAP", "T7", "TON", "A1"], everything);
    receive(&["T7", "PAP", "A1", "TON", "TON"], everything);
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select i.code, b.code, s.on_hand / 1000 from stock s join item i on i.id = s.item join bin b on b.id = s.bin where b.own = 0 order by 1, 2",
            &[],
        )
    });
    let there: Vec<String> = rows
        .unwrap()
        .iter()
        .map(|row| {
            let (item, bin) = (row.text(0).unwrap(), row.text(1).unwrap());
            format!("{item} {bin} {}", row.int(2).unwrap())
        })
        .collect();
    assert_eq!(there, ["PAP A1 10", "PAP T7 3", "TON A1 3", "TON T7 1"]);
    stage.is_clean();
}

#[test]
fn the_list_of_items_is_looked_through_with_a_slash() {
    let mut stage = Stage::new();
    stage.toner("1");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('/'));
    petr.type_text("tone");
    petr.no_longer_sees("Papír A4");
    petr.sees("TON");
    // The letters are text until Enter; then they act on what was found.
    petr.press(KeyCode::Enter);
    petr.press(KeyCode::Char('r'));
    petr.sees("Receive: Toner");
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::Esc);
    petr.sees("Papír A4");
    // By a code, in any case.
    petr.press(KeyCode::Char('/'));
    petr.type_text("pap");
    petr.no_longer_sees("Toner");
    petr.type_text("x");
    petr.sees("No item is called “papx”.");
}

#[test]
fn what_was_counted_is_offered_again_after_a_kill() {
    let mut stage = Stage::new();
    let order = stage.order("5");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    petr.paste("PAP");
    petr.paste("PAP");
    petr.sees("2 of 5 pieces");
    drop(petr);
    let is_kept = || {
        let mut drafts = std::fs::read_dir(stage.folder()).unwrap();
        drafts.any(|entry| {
            let path = entry.unwrap().path();
            path.to_string_lossy().ends_with("draft-3")
                && std::fs::read_to_string(path).is_ok_and(|text| text.contains("1 2 A1"))
        })
    };
    for _ in 0..1_000 {
        if is_kept() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    petr.press(KeyCode::Enter);
    petr.sees("Ctrl-R brings back");
    petr.ctrl('r');
    petr.sees("2 of 5 pieces");
    petr.paste("PAP");
    petr.sees("3 of 5 pieces");
}

#[test]
fn the_smallest_windows_draw_the_forms_of_the_shelves() {
    let mut stage = Stage::new();
    let first = stage.order("1");
    stage.pick_and_ready(&first);
    stage.order("5");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0002");
    for (columns, rows) in [(20, 5), (40, 10), (80, 24), (200, 60)] {
        petr.shell.screen(columns, rows);
    }
    petr.paste("PAP");
    petr.sees("1 of 5 pieces");
}

#[test]
fn where_the_rest_may_lie_is_offered_and_taken_from_another_order() {
    let mut stage = Stage::new();
    stage.order("6");
    stage.order("4");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    petr.press(KeyCode::Char('2'));
    petr.ctrl('s');
    petr.sees("SO-2026-0002 holds 4");
    petr.sees("nobody: it waits");
    petr.press(KeyCode::Right);
    petr.ctrl('s');
    petr.sees("SO-2026-0001 has it now; SO-2026-0002 waits again.");
    petr.sees("Where is P-2026-0001 put?");
    stage.is_clean();
}

#[test]
fn an_order_that_is_held_and_cancelled_before_anything_was_scanned_says_so() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of    3");
    let jana = stage.jana.clone();
    stage.does(
        &jana,
        "order.hold",
        json!({"order": order, "reason": "asks first"}),
    );
    petr.sees("Jana Nováková, 10:00: put on hold. Nothing is left to pick");
    let cancel = json!({"order": order, "reason": "has it already"});
    stage.does(&jana, "order.cancel", cancel);
    petr.sees("Jana Nováková, 10:00: cancelled. Nothing is left");
    petr.no_longer_sees("on hold");
    petr.ctrl('s');
    petr.sees(": cancelled");
    stage.is_clean();
}

#[test]
fn of_what_was_counted_and_then_cancelled_the_row_says_the_last_reason() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of    3");
    petr.paste("PAP");
    petr.sees("1 of 3 pieces");
    let jana = stage.jana.clone();
    stage.does(
        &jana,
        "order.hold",
        json!({"order": order, "reason": "asks first"}),
    );
    petr.sees("on hold");
    let cancel = json!({"order": order, "reason": "has it already"});
    stage.does(&jana, "order.cancel", cancel);
    petr.sees(": cancelled");
    petr.no_longer_sees("on hold");
    stage.is_clean();
}

#[test]
fn what_is_over_on_one_line_does_not_stand_for_what_another_lacks() {
    let mut stage = Stage::new();
    stage.toner("5");
    let jana = stage.jana.clone();
    let lines = json!([{"item": "TON", "quantity": "2"}, {"item": "PAP", "quantity": "1"}]);
    let placed = stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00001", "lines": lines}),
    );
    let order = placed.text("order").to_owned();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("of    2");
    petr.paste("TON");
    petr.paste("TON");
    petr.sees("2 of 3 pieces");
    let less = json!({"order": order, "lines": [{"line": 1, "quantity": "1"}, {"line": 2, "quantity": "2"}]});
    stage.does(&jana, "order.change", less);
    petr.sees("1 of 3 pieces");
    petr.sees("TON: 1 pc to pick instead of 2 pc");
    petr.paste("PAP");
    petr.sees("2 of 3 pieces");
    petr.sees("of    1 pc  !");
    petr.ctrl('s');
    petr.sees("More than the order wants: TON, put 1 pc back");
    petr.sees("all found: PAP");
    petr.press(KeyCode::Char('-'));
    petr.paste("PAP");
    petr.sees("3 of 3 pieces");
    petr.ctrl('s');
    petr.sees("Packed as P-2026-0001");
    assert_eq!(picked(&mut stage, &order), [1, 2]);
    stage.is_clean();
}
