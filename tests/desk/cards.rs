//! The job card beside the work.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;

fn screen(person: &mut Person, columns: u16, rows: u16) -> String {
    person.shell.screen(columns, rows).replace('\u{a0}', " ")
}

#[test]
fn f1_shows_the_card_at_the_step_beside_the_work_which_goes_on() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("SO-2026-0001");
    screen(&mut petr, 140, 40);
    petr.press(KeyCode::F(1));
    let seen = screen(&mut petr, 140, 40);
    assert!(seen.contains("> Pick an order"), "{seen}");
    assert!(seen.contains("> 2. Open the order: [Enter]"), "{seen}");
    assert!(seen.contains("SO-2026-0001"), "{seen}");
    // The keys still belong to the work.
    petr.press(KeyCode::Enter);
    let seen = screen(&mut petr, 140, 40);
    assert!(seen.contains("Pick SO-2026-0001"), "{seen}");
    assert!(seen.contains("> 3. Scan each piece"), "{seen}");
    petr.press(KeyCode::Enter);
    for _ in 0..100 {
        if screen(&mut petr, 140, 40).contains("> 5. Put the parcel") {
            break;
        }
        petr.shell.listen(std::time::Duration::from_millis(50));
    }
    let seen = screen(&mut petr, 140, 40);
    assert!(seen.contains("> 5. Put the parcel"), "{seen}");
    assert!(seen.contains("✓ 4. All found?"), "{seen}");
    // Into the card, its list of keys, and out.
    petr.press(KeyCode::F(1));
    petr.press(KeyCode::Tab);
    assert!(screen(&mut petr, 140, 40).contains("Keys of this screen"));
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::F(1));
    assert!(!screen(&mut petr, 140, 40).contains("Job card"));
}

#[test]
fn on_a_small_terminal_the_card_lies_over_the_work_and_the_end_of_it_can_be_noted_as_read() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees("SO-2026-0001");
    screen(&mut petr, 80, 24);
    petr.press(KeyCode::F(1));
    assert!(screen(&mut petr, 80, 24).contains("> 2. Open the order"));
    petr.press(KeyCode::Char('r'));
    assert!(!screen(&mut petr, 80, 24).contains("Noted"));
    petr.press(KeyCode::End);
    assert!(screen(&mut petr, 80, 24).contains("Whom to ask"));
    petr.press(KeyCode::Char('r'));
    let seen = screen(&mut petr, 80, 24);
    assert!(
        seen.contains("Noted: you have read \"order.pick\"."),
        "{seen}"
    );
    petr.press(KeyCode::Esc);
    assert!(!screen(&mut petr, 80, 24).contains("Job card"));
}

#[test]
fn what_was_just_refused_is_marked_on_the_card() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("2");
    stage.pick_and_ready(&order);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.type_text("hora");
    jana.sees("● ready P3");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('h'));
    jana.sees("Hand over P-2026-0001");
    jana.type_text("Eva");
    jana.press(KeyCode::Tab);
    jana.type_text("1");
    jana.ctrl('s');
    jana.sees("still to be paid");
    screen(&mut jana, 140, 40);
    jana.press(KeyCode::F(1));
    let seen = screen(&mut jana, 140, 40);
    assert!(seen.contains("! - Money is still due"), "{seen}");
}

#[test]
fn management_writes_a_card_of_the_offices_own_and_others_see_it() {
    let stage = Stage::new();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.ctrl('k');
    marie.type_text("new job card");
    marie.press(KeyCode::Enter);
    marie.type_text("alarm");
    marie.press(KeyCode::Enter);
    marie.sees("Our own card alarm");
    marie.type_text("X");
    marie.ctrl('s');
    marie.sees("The card alarm is saved");
    let text = std::fs::read_to_string(stage.folder().join("office-cards/en/alarm.md")).unwrap();
    assert!(text.starts_with("X# alarm"), "{text}");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.ctrl('k');
    jana.type_text("card alarm");
    jana.sees("card: alarm");
    jana.press(KeyCode::Enter);
    jana.sees("This office's own card.");
    jana.press(KeyCode::Char('e'));
    assert!(!jana.screen().contains("Our own card alarm"));
}

#[test]
fn a_card_that_somebody_else_saved_meanwhile_is_not_written_over_unseen() {
    let stage = Stage::new();
    let path = stage.folder().join("office-cards/en/alarm.md");
    let writes = |terminal: &str| {
        let mut person = Person::at(&stage, terminal, "MD", "4826");
        person.ctrl('k');
        person.type_text("new job card");
        person.press(KeyCode::Enter);
        person.type_text("alarm");
        person.press(KeyCode::Enter);
        person.sees("Our own card alarm");
        person
    };
    let mut early = writes("office");
    let mut late = writes("hall");
    early.type_text("First ");
    late.type_text("Second ");
    early.ctrl('s');
    early.sees("The card alarm is saved");
    late.sees("saved this card meanwhile");
    late.sees("Second # alarm");
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("First # alarm")
    );
    // Now it is known, and written over by whoever wants to.
    late.ctrl('s');
    late.sees("The card alarm is saved");
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .starts_with("Second # alarm")
    );
}

#[test]
#[cfg(target_os = "linux")]
fn on_a_full_disk_the_old_card_stays_whole_and_what_was_typed_stays_in_the_form() {
    use swingdoor::office::Reads;
    let mut stage = Stage::new();
    let folder = stage.folder().join("office-cards/en");
    std::fs::create_dir_all(&folder).unwrap();
    let card = folder.join("alarm.md");
    std::fs::write(&card, "# Alarm\n\nThe old one.\n").unwrap();
    // Whatever is written there finds the disk full.
    let partial = folder.join("alarm.md.partial");
    std::os::unix::fs::symlink("/dev/full", &partial).unwrap();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.ctrl('k');
    marie.type_text("card alarm");
    marie.sees("card: Alarm");
    marie.press(KeyCode::Enter);
    marie.sees("The old one.");
    marie.press(KeyCode::Char('e'));
    marie.sees("Our own card alarm");
    marie.type_text("New: ");
    marie.ctrl('s');
    marie.sees("The disk is full:");
    marie.sees("What you typed is still here");
    marie.sees("New: # Alarm");
    let old = std::fs::read_to_string(&card).unwrap();
    assert_eq!(old, "# Alarm\n\nThe old one.\n");
    assert!(partial.symlink_metadata().is_err(), "a torso was left");
    let noted = stage
        .office
        .read(|reader| reader.row("select 1 from journal where verb = 'card.edit'", &[]));
    assert!(
        noted.unwrap().is_none(),
        "nothing was changed, so nothing is noted"
    );
    // There is space again.
    marie.ctrl('s');
    marie.sees("The card alarm is saved");
    let new = std::fs::read_to_string(&card).unwrap();
    assert!(new.starts_with("New: # Alarm"), "{new}");
    stage.is_clean();
}
