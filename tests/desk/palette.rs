//! Ctrl-K finds every act by its words in either language, says why one cannot be done now, and finds what the office keeps.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;

/// What the palette shows for a text; afterwards it is closed.
fn shown(person: &mut Person, typed: &str) -> String {
    person.ctrl('k');
    person.type_text(typed);
    person.shell.settle();
    let screen = person.screen();
    person.press(KeyCode::Esc);
    screen
}

#[test]
fn every_act_is_found_by_what_people_call_it_in_both_languages() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for (typed, act) in [
        ("return", "goods come back (return)"),
        ("vratka", "goods come back"),
        ("refund", "give money back"),
        ("receipt", "receipts and slips"),
        ("účtenka", "receipts and slips"),
        ("language", "česky (language)"),
        ("jazyk", "česky (jazyk)"),
        ("lunch", "cover"),
        ("oběd", "cover"),
        ("dovolena", "Roster"),
        ("inventura", "count"),
    ] {
        let screen = shown(&mut jana, typed);
        assert!(screen.contains(act), "{typed}:\n{screen}");
    }
    // With a card open, what cannot be done with it says why; the palette stays until something can.
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    let screen = shown(&mut jana, "refund");
    assert!(screen.contains("nothing paid too much"), "{screen}");
    jana.ctrl('k');
    jana.type_text("refund");
    jana.press(KeyCode::Enter);
    jana.sees("What next?");
    jana.press(KeyCode::Esc);
    jana.ctrl('k');
    jana.type_text("zaplatit");
    jana.press(KeyCode::Enter);
    jana.sees("Payment on SO-2026-0001");
}

#[test]
fn the_palette_finds_what_the_office_keeps_and_goes_there() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    for (typed, found) in [
        ("horak", "Horák Stavby s.r.o."),
        ("papir", "PAP Papír A4  9 pc free"),
        ("petr", "Petr Malý  here"),
        ("0001", order.as_str()),
    ] {
        let screen = shown(&mut jana, typed);
        assert!(screen.contains(found), "{typed}:\n{screen}");
    }
    jana.ctrl('k');
    jana.type_text("so1");
    jana.press(KeyCode::Enter);
    jana.sees("SO-2026-0001  Horák Stavby s.r.o.");
    jana.sees("p payment");
}

#[test]
fn a_backup_is_made_from_anywhere_and_says_where_it_went() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.ctrl('k');
    jana.type_text("back up");
    jana.sees("Back up now");
    jana.press(KeyCode::Enter);
    jana.sees("The backup is made and verified: ");
    let folder = swingdoor::office::backup_folder(&stage.path());
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 1);
}
