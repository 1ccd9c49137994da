//! Goods are scanned into a parcel, and the parcel has its label.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{Event, KeyCode};
use serde_json::json;
use swingdoor::office::Reads;

#[test]
fn what_was_scanned_is_counted_named_where_it_is_wrong_and_confirms_nothing() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    petr.press(KeyCode::Enter);
    petr.sees("Pick SO-2026-0001");
    for (code, says) in [
        ("A1", "Pick SO-2026-0001"),
        ("PAP", "Pick SO-2026-0001"),
        ("PAP", "Pick SO-2026-0001"),
        ("PAP", "That is one PAP too many."),
        ("NOPE", "“NOPE” is not known here."),
        ("P-2026-9999", "“P-2026-9999” is not known here."),
    ] {
        petr.shell.event(&Event::Paste(code.to_owned()));
        petr.sees(says);
    }
    // The same as a scanner types it, ending with Enter: the dialog stays open.
    petr.scan("PAP");
    petr.sees("That is one PAP too many.");
    petr.ctrl('s');
    petr.sees("Packed as P-2026-0001");
    petr.press(KeyCode::Esc);
    petr.shell.event(&Event::Paste("SO-2026-0001".to_owned()));
    petr.sees("Nothing of SO-2026-0001 is to be picked now.");
    stage.is_clean();
}

#[test]
fn a_parcel_has_a_label_with_bars() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let mut petr = Person::at(&stage, "store", "PM", "2748");
    petr.press(KeyCode::Tab);
    petr.sees(&parcel);
    petr.press(KeyCode::Char('l'));
    // The bars of the start symbol, and those of the stop.
    petr.sees("█▐ ▌ ▐█");
    petr.sees("Horák Stavby s.r.o.");
    petr.press(KeyCode::Enter);
    petr.sees("u unpack");
}

#[test]
fn what_was_cancelled_after_picking_waits_for_the_back_and_neither_is_paid_nor_leaves() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let parcel = stage.pick_and_ready(&order);
    let jana = stage.jana.clone();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Tab);
    petr.sees(&parcel);
    let cancel = serde_json::json!({"order": order, "reason": "not wanted"});
    stage.run(&jana, "order.cancel", cancel).unwrap();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("undecided");
    jana.type_text("hora");
    jana.sees("1 open");
    assert!(!jana.screen().contains("1 ready"));
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Enter);
    jana.sees("UNDECIDED");
    for key in ["h hand over", "p payment"] {
        assert!(!jana.screen().contains(key), "{key}:\n{}", jana.screen());
    }
    // Where the parcels stand one sees it, and decides with one key.
    petr.sees("to decide");
    petr.sees("Papír A4 is not wanted any more; the back office decides");
    petr.press(KeyCode::Char('d'));
    petr.sees("go back to their bin; the order is changed");
    petr.press(KeyCode::Enter);
    petr.sees("is decided");
    jana.sees("CANCELLED");
    stage.is_clean();
}

#[test]
fn a_mistyped_bin_is_asked_about_before_it_is_made() {
    let mut stage = Stage::new();
    let bins = |stage: &mut Stage| {
        let count = stage
            .office
            .read(|reader| reader.row("select count(*) from bin where own = 0", &[]));
        count.unwrap().unwrap().int(0).unwrap()
    };
    let before = bins(&mut stage);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    // One field after the other, and what is asked about.
    for (key, fields, near, made) in [
        ('r', &["3", "A2"][..], "A2 is no bin yet; near it: A1.", 1),
        ('m', &["1", "A1", "ZZ9"], "ZZ9 is no bin yet.", 2),
    ] {
        petr.press(KeyCode::Char(key));
        for field in fields {
            for _ in 0..4 {
                petr.press(KeyCode::Backspace);
            }
            petr.type_text(field);
            petr.press(KeyCode::Enter);
        }
        petr.sees(near);
        assert_eq!(bins(&mut stage), before + made - 1);
        petr.press(KeyCode::Enter);
        petr.no_longer_sees(near);
        assert_eq!(bins(&mut stage), before + made);
    }
    // What is known is not asked about.
    petr.press(KeyCode::Char('r'));
    petr.type_text("1");
    petr.ctrl('s');
    petr.sees("PAP: 14 on hand");
    // Taking goods in by scanning asks as well.
    petr.press(KeyCode::Char('s'));
    petr.type_text("C3");
    petr.press(KeyCode::Tab);
    petr.type_text("PAP");
    petr.ctrl('s');
    petr.sees("C3 is no bin yet.");
    petr.ctrl('s');
    petr.sees("PAP: 15 on hand");
    assert_eq!(bins(&mut stage), before + 3);
    stage.is_clean();
}

#[test]
fn two_parcels_that_leave_at_once_have_two_slips_and_both_are_said_and_seen() {
    let mut stage = Stage::new();
    stage.drawer();
    let petr = stage.petr.clone();
    // By itself each of the two costs 12.14.
    stage.does(&petr, "item.edit", json!({"item": "PAP", "price": "10.03"}));
    let order = stage.order("2");
    for later in ["1", "0"] {
        let line = json!({"item": "PAP", "quantity": "1", "later": later});
        let pick = json!({"order": order, "lines": [line]});
        let picked = stage.does(&petr, "order.pick", pick);
        let ready = json!({"parcel": picked.text("parcel"), "place": "P3"});
        stage.does(&petr, "parcel.ready", ready);
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over");
    jana.type_text("Eva");
    jana.sees("Enter take 24.00 in cash, hand over");
    jana.press(KeyCode::Enter);
    jana.sees("P-2026-0001, P-2026-0002 handed over, slips SL-2026-0001, SL-2026-0002");
    jana.sees("Slip SL-2026-0001");
    for number in ["SL-2026-0002", "R-2026-0001", "SL-2026-0001"] {
        jana.press(KeyCode::Char('u'));
        jana.sees(&format!(" {number} "));
    }
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.sees("CZK 24.27");
    stage.is_clean();
}
