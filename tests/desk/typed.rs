//! What is typed is not lost: when a cover runs out, when the program ends, when the terminal locks itself. And nobody reads a PIN.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use std::time::Duration;
use swingdoor::office::Reads;

#[test]
fn what_is_typed_when_a_cover_runs_out_can_still_be_saved_for_two_minutes() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let parcel = {
        let pick = swingdoor::back::picking::Pick {
            order,
            lines: Vec::new(),
            place: None,
        };
        let picked = stage.office.perform(&stage.petr, &pick).unwrap();
        picked.text("parcel").to_owned()
    };
    stage.lunch("10m");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("COVERING");
    jana.press(KeyCode::F(3));
    jana.press(KeyCode::Tab);
    jana.sees(&parcel);
    jana.press(KeyCode::Char('r'));
    jana.sees("put?");
    stage.clock.advance_seconds(10 * 60 + 90);
    jana.shell.tick();
    jana.type_text("P7");
    jana.press(KeyCode::Enter);
    jana.sees("is ready on P7");
    stage.is_clean();
}

#[test]
fn what_is_typed_survives_the_program_and_is_offered_again() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.sees("Horák Stavby");
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.type_text("Truhlářství Beneš");
    drop(jana);
    // Every key is kept in its turn; the last one is the one to wait for.
    let is_kept = |stage: &Stage| {
        std::fs::read_dir(stage.folder()).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            path.to_string_lossy().contains("draft-")
                && std::fs::read_to_string(path)
                    .is_ok_and(|text| text.contains("Truhlářství Beneš"))
        })
    };
    for _ in 0..1_000 {
        if is_kept(&stage) {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("You typed and did not save: New customer.");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.sees("Ctrl-R brings back");
    jana.ctrl('r');
    jana.sees("Truhlářství Beneš");
    jana.ctrl('s');
    jana.sees("C-00002 is added.");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.sees("Who is here?");
    assert!(!jana.screen().contains("not saved"));
}

#[test]
fn a_terminal_where_nobody_is_locks_itself_and_keeps_what_was_typed() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("Half a name");
    stage.clock.advance_seconds(14 * 60);
    jana.shell.tick();
    jana.sees("Half a name");
    stage.clock.advance_seconds(2 * 60);
    jana.shell.tick();
    jana.sees("PIN");
    assert!(!jana.screen().contains("Half a name"));
    jana.type_text("1937");
    jana.press(KeyCode::Enter);
    jana.sees("Half a name");
}

#[test]
fn somebody_changes_their_own_pin_and_has_to_know_the_one_so_far() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut change = |now: &str, again: &str, said: &str| {
        jana.ctrl('k');
        jana.type_text("change my pin");
        jana.press(KeyCode::Enter);
        jana.sees("PIN so far");
        for pin in [now, "7042", again] {
            jana.type_text(pin);
            jana.press(KeyCode::Tab);
        }
        assert!(!jana.screen().contains("7042"), "{}", jana.screen());
        jana.ctrl('s');
        jana.sees(said);
        if now == "9999" {
            // The others stay: only the wrong one is typed again.
            assert_eq!(
                jana.screen().matches("••••").count(),
                2,
                "{}",
                jana.screen()
            );
        }
        if jana.screen().contains("PIN so far") {
            jana.press(KeyCode::Esc);
            jana.press(KeyCode::Char('y'));
        }
        assert!(!jana.screen().contains("PIN so far"), "{}", jana.screen());
    };
    change("1937", "7043", "typed in two ways");
    change(
        "9999",
        "7042",
        "The PIN in \"PIN so far\" is wrong. 4 tries",
    );
    change("1937", "7042", "Your PIN is changed.");
    let mut again = Person::at(&stage, "store", "JN", "7042");
    again.sees("Jana Nováková");
}

/// Waits until something that was typed is kept beside the file.
#[track_caller]
fn is_kept(stage: &Stage, typed: &str) {
    let holds = || {
        std::fs::read_dir(stage.folder()).unwrap().any(|entry| {
            let path = entry.unwrap().path();
            path.to_string_lossy().contains("draft-")
                && std::fs::read_to_string(path).is_ok_and(|text| text.contains(typed))
        })
    };
    for _ in 0..1_000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("{typed:?} is not kept");
}

#[test]
fn a_quantity_with_a_space_and_a_shelf_that_were_typed_while_picking_come_back() {
    let mut stage = Stage::new();
    stage.receive("5000");
    stage.order("2");
    let parcel = stage.order("1");
    stage.pick_and_ready(&parcel);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Shelf");
    petr.type_text("1 000");
    petr.press(KeyCode::Tab);
    petr.type_text("Q7");
    is_kept(&stage, "Q7");
    drop(petr);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Ctrl-R brings back");
    petr.ctrl('r');
    petr.sees("Shelf  Q7");
    petr.sees("1 000");
}

#[test]
fn a_quantity_that_is_typed_just_as_it_is_offered_is_counted() {
    let mut stage = Stage::new();
    stage.receive("10");
    stage.toner("10");
    let jana = stage.jana.clone();
    let lines =
        serde_json::json!([{"item": "PAP", "quantity": "1"}, {"item": "TON", "quantity": "4"}]);
    let order = serde_json::json!({"customer": "C-00001", "lines": lines});
    stage.does(&jana, "order.place", order);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Enter);
    petr.sees("Toner");
    petr.scan("PAP");
    petr.press(KeyCode::Down);
    petr.type_text("4");
    petr.ctrl('s');
    petr.sees("P-2026-0001");
    let picked = "select cast(sum(picked) as bigint) from order_line";
    let row = stage.office.read(|reader| reader.row(picked, &[]));
    assert_eq!(row.unwrap().unwrap().int(0).unwrap(), 5_000);
}

#[test]
fn a_line_that_is_being_counted_is_kept_and_not_thrown_away_unasked() {
    let mut stage = Stage::new();
    stage.toner("5");
    let count = |petr: &mut Person| {
        petr.press(KeyCode::Char('2'));
        petr.sees("Papír A4");
        petr.press(KeyCode::Char('c'));
        petr.sees("Count a bin");
    };
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    count(&mut petr);
    petr.type_text("Q7");
    petr.press(KeyCode::Esc);
    petr.sees("y yes");
    petr.press(KeyCode::Char('n'));
    petr.press(KeyCode::Tab);
    petr.type_text("41");
    is_kept(&stage, "41");
    drop(petr);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    count(&mut petr);
    petr.ctrl('r');
    petr.sees("Q7");
    petr.sees("41");
    // What was typed gives way to a scanned bin, and that is said.
    petr.press(KeyCode::BackTab);
    petr.type_text("B9");
    petr.scan("T7");
    petr.sees("T7 was scanned: it stands there now instead of B9");
}
