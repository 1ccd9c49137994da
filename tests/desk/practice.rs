//! Practising the other desk, from the palette to the training record.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

/// Jana practises picking.
fn practising(stage: &Stage) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.ctrl('k');
    jana.type_text("practise on");
    jana.press(KeyCode::Enter);
    jana.sees("Practise: back");
    jana.sees("Pick an order");
    // What comes first is free; the cards follow by the names of their verbs.
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Enter);
    jana.sees("[PRACTICE]");
    jana
}

#[test]
fn a_card_is_practised_step_by_step_and_kept_in_the_training_record() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = practising(&stage);
    jana.sees("0/5");
    jana.sees(&order);
    jana.press(KeyCode::Enter);
    jana.sees("Pick SO-2026-0001");
    jana.press(KeyCode::Enter);
    jana.sees("4/5");
    jana.sees("Where is P-2026-0001 put?");
    jana.type_text("P3");
    jana.press(KeyCode::Enter);
    jana.sees("Done: Pick an order");
    jana.press(KeyCode::Esc);
    jana.sees("Leave the practice?");
    jana.press(KeyCode::Char('y'));
    jana.sees("kept in your training record: 5/5, 1 min");
    assert!(!jana.screen().contains("PRACTICE"));
    let row = stage.office.read(|reader| {
        reader.row(
            "select step, card, result, (select count(*) from parcel) from training_step",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    assert_eq!(row.text(0).unwrap(), "practised");
    assert_eq!(row.text(1).unwrap(), "order.pick");
    assert_eq!(row.int(3).unwrap(), 0, "the real office has a parcel");
    stage.is_clean();
}

#[test]
fn every_screen_of_a_practice_is_marked_with_and_without_colours() {
    let stage = Stage::new();
    let mut jana = practising(&stage);
    for key in [
        KeyCode::F(2),
        KeyCode::F(3),
        KeyCode::F(9),
        KeyCode::F(1),
        KeyCode::F(4),
    ] {
        jana.press(key);
        for (columns, rows) in [(80, 24), (40, 14), (120, 36), (20, 5)] {
            let screen = jana.shell.screen(columns, rows);
            let lines: Vec<&str> = screen.lines().collect();
            assert!(lines[0].contains("PRACTICE"), "{key:?}\n{screen}");
            assert!(
                lines[lines.len() - 1].contains("PRACTICE"),
                "{key:?}\n{screen}"
            );
        }
        if key == KeyCode::F(1) {
            jana.press(KeyCode::Esc);
        }
    }
}

#[test]
fn the_real_desk_is_found_again_as_it_was_left() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('2'));
    let before = jana.screen();
    jana.ctrl('k');
    jana.type_text("practise on");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Enter);
    jana.sees("[PRACTICE]");
    jana.press(KeyCode::F(12));
    jana.sees("not for a practice");
    jana.ctrl('q');
    jana.sees("Leave the practice?");
    jana.press(KeyCode::Char('y'));
    jana.sees("Practice over");
    let after = jana
        .screen()
        .replace("Practice over; the copy is gone.", "");
    let text = |screen: &str| screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text(&before), text(&after));
}

#[test]
fn in_a_practice_a_key_that_could_begin_a_scan_is_pressed_after_the_pause() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut jana = practising(&stage);
    let key = crossterm::event::Event::Key(KeyCode::Char('?').into());
    jana.shell.came(&key, std::time::Instant::now());
    jana.sees("Keys of this screen");
}

#[test]
fn nothing_is_printed_from_a_practice() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage.sign_off("PM", swingdoor::model::Duty::Reception, "aware");
    let order = stage.order("1");
    let pay = serde_json::json!({"order": order, "amount": "100", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    // A printer that does not exist: whoever tried it would be told so.
    let printer = serde_json::json!({"printer": "laser"});
    stage.does(&petr, "terminal.choose_printer", printer);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.ctrl('k');
    petr.type_text("practise on");
    petr.press(KeyCode::Enter);
    petr.sees("Practise: front");
    petr.press(KeyCode::Enter);
    petr.sees("[PRACTICE]");
    petr.type_text("/r1");
    petr.sees("receipt");
    petr.press(KeyCode::Enter);
    petr.sees("p print");
    petr.press(KeyCode::Char('p'));
    petr.sees("A practice prints nothing: R-2026-0001 would be printed now.");
    petr.press(KeyCode::Char('f'));
    petr.sees("A practice prints nothing: R-2026-0001");
    // A file would lie beside the copy, which is the only office in these folders.
    let own = format!("swingdoor-practice-{}-", std::process::id());
    let all = std::fs::read_dir(std::env::temp_dir()).unwrap();
    let mut folders = all.map(|entry| entry.unwrap().path()).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&own)
    });
    let beside = |folder: &std::path::Path, name: &str| folder.join(name).exists();
    let mut copies = 0;
    assert!(folders.all(|folder| {
        copies += usize::from(beside(&folder, "practice.swing"));
        !beside(&folder, "R-2026-0001.txt")
    }));
    assert_ne!(copies, 0, "the practice has no folder");
    assert!(!stage.folder().join("R-2026-0001.txt").exists());
    // Nor beside the copy, where a paper of it would be written.
    let practices = format!("swingdoor-practice-{}-", std::process::id());
    let folders = std::fs::read_dir(std::env::temp_dir()).unwrap();
    let folders: Vec<_> = folders
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&practices))
        .collect();
    assert!(!folders.is_empty());
    for folder in folders {
        assert!(!folder.path().join("R-2026-0001.txt").exists());
    }
}

#[test]
fn a_hand_over_in_a_practice_prints_no_slip_and_says_so_in_czech() {
    let mut stage = Stage::new();
    stage.drawer();
    stage.anyone_may_owe();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let order = stage.order("1");
    let pay = serde_json::json!({"order": order, "amount": "156.09", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    stage.pick_and_ready(&order);
    let printer = serde_json::json!({"printer": "laser"});
    stage.does(&petr, "terminal.choose_printer", printer);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.ctrl('l');
    petr.ctrl('k');
    petr.type_text("nácvik");
    petr.press(KeyCode::Enter);
    petr.sees("přepážka");
    petr.press(KeyCode::Enter);
    petr.sees("[CVIČENÍ]");
    petr.type_text(&order);
    petr.press(KeyCode::Enter);
    petr.press(KeyCode::Char('h'));
    petr.sees("tiskárna: laser");
    petr.type_text("Eva");
    petr.press(KeyCode::Enter);
    // It is said behind what was handed over, not in its place.
    petr.sees("P-2026-0001 vydán, lístek SL-2026-0001  Cvičení nic netiskne:");
    petr.sees("teď by se vytiskl SL-2026-0001.");
    petr.sees("Na dokladu chybí prodávající: F9.");
}

#[test]
fn in_a_practice_the_open_drawers_are_empty_so_that_counting_one_tells_nothing_of_the_real_one() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    let order = stage.order("3");
    let pay = json!({"order": order, "amount": "468.27", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.ctrl('k');
    jana.type_text("practise on");
    jana.press(KeyCode::Enter);
    jana.sees("Pick an order");
    jana.press(KeyCode::Enter);
    jana.sees("[PRACTICE]");
    jana.press(KeyCode::F(2));
    jana.press(KeyCode::Char('5'));
    jana.sees("D-2026-0001");
    jana.press(KeyCode::Char('c'));
    jana.type_text("1");
    jana.ctrl('s');
    jana.sees("Should be in it");
    let screen = jana.screen();
    let line = screen.lines().find(|line| line.contains("Should be in it"));
    assert!(line.is_some_and(|line| line.contains(" 0.00")), "{screen}");
    assert!(
        !screen.contains("1,468.00") && !screen.contains("1,000.00"),
        "{screen}"
    );
}
