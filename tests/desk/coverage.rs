//! The coverage board at a terminal: a gap before it happens, its cause, who could, and one key that plans the cover.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use swingdoor::office::SignOut;

/// Opens a section of the office by its name, wherever it stands.
pub(super) fn open(person: &mut Person, name: &str) {
    person.press(KeyCode::F(9));
    for digit in '1'..='9' {
        person.press(KeyCode::Char(digit));
        if person.screen().contains(&format!("[{digit} {name}]")) {
            return;
        }
    }
    panic!("no section {name}:\n{}", person.screen());
}

#[test]
fn somebody_is_taken_away_the_gap_is_seen_its_cover_planned_and_nothing_else_kept() {
    let mut stage = Stage::without_the_founder();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    open(&mut marie, "Coverage");
    marie.sees("[Day]");
    marie.press(KeyCode::PageDown);
    marie.sees("Tue 24 Nov 2026");
    for _ in 0..4 {
        marie.press(KeyCode::Down);
    }
    marie.sees("> fulfilment");
    marie.sees("its owner is on duty");
    assert!(!marie.screen().contains("plan a cover"));

    marie.press(KeyCode::Char('w'));
    marie.sees("What if somebody is away?");
    for _ in 0..3 {
        if marie.screen().contains("< Petr Malý >") {
            break;
        }
        marie.press(KeyCode::Char(' '));
    }
    marie.ctrl('s');
    marie.sees("WHAT IF (nothing is kept, x goes back): without Petr Malý (Tue 24 Nov)");
    marie.sees("nobody does it, one person here could");
    marie.sees("○1*");
    marie.sees("Petr Malý owns it: away by supposition until Wed 25 Nov 00:00");
    marie.sees("1 Jana Nováková: trained");
    let journal = |stage: &mut Stage| {
        use swingdoor::office::Reads;
        let count = |reader: &mut swingdoor::office::Reader<'_>| {
            let row = reader
                .row("select max(seq) from journal", &[])
                .unwrap()
                .unwrap();
            Ok(row.int(0).unwrap())
        };
        stage.office.read(count).unwrap()
    };
    let before = journal(&mut stage);

    marie.press(KeyCode::Char('p'));
    marie.sees("Plan a cover: Tue 24 Nov 08:00-17:00");
    marie.sees("< Jana Nováková >");
    marie.ctrl('s');
    marie.sees("CS-2026-0001 is planned");
    assert_eq!(journal(&mut stage), before + 1);
    // As it really is, he is there and has lent nothing yet: it is asked for only.
    marie.press(KeyCode::Char('x'));
    marie.sees("its owner is on duty");
    assert!(!marie.screen().contains("WHAT IF"));

    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('4'));
    jana.sees("CS-2026-0001");
    stage.is_clean();
}

#[test]
fn a_cover_that_is_planned_is_named_on_the_board() {
    let mut stage = Stage::without_the_founder();
    let jana = stage.jana.clone();
    let plan = serde_json::json!({"duties": ["fulfilment"], "reason": "errand", "from": "2026-11-24 08:00", "until": "2026-11-24 09:00", "of": "JN", "for": "PM"});
    stage.run(&jana, "cover.plan", plan).unwrap();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    open(&mut marie, "Coverage");
    marie.press(KeyCode::PageDown);
    marie.sees("Tue 24 Nov 2026");
    for _ in 0..4 {
        marie.press(KeyCode::Down);
    }
    marie.sees("Jana Nováková for Petr Malý until 09:00 (CS-2026-0001)");
}

#[test]
fn a_plan_that_clashes_says_with_what_and_the_form_stays_as_it_was_typed() {
    let mut stage = Stage::without_the_founder();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    open(&mut marie, "Coverage");
    marie.press(KeyCode::PageDown);
    marie.sees("Tue 24 Nov 2026");
    for _ in 0..4 {
        marie.press(KeyCode::Down);
    }
    let petr = stage.petr.clone();
    let errand = serde_json::json!({"kind": "errand", "from": "2026-11-24 08:00", "until": "2026-11-24 12:00"});
    stage.run(&petr, "absence.ask", errand).unwrap();
    marie.sees("nobody does it, one person here could");
    marie.press(KeyCode::Char('p'));
    marie.sees("Plan a cover: Tue 24 Nov 08:00-12:00");
    for _ in 0..5 {
        marie.press(KeyCode::Tab);
    }
    marie.type_text("the keys lie in the drawer");
    // Meanwhile Jana has planned the first hour herself.
    let jana = stage.jana.clone();
    let plan = serde_json::json!({"duties": ["fulfilment"], "reason": "errand", "from": "2026-11-24 08:00", "until": "2026-11-24 09:00", "of": "JN", "for": "PM"});
    let planned = stage.does(&jana, "cover.plan", plan);
    let agreed = serde_json::json!({"cover": planned.text("cover")});
    stage.does(&petr, "cover.accept", agreed);
    marie.ctrl('s');
    marie.sees("covered or asked for at that time already");
    marie.sees("(CS-2026-0001)");
    marie.sees("Plan a cover: Tue 24 Nov 08:00-12:00");
    marie.sees("< Jana Nováková >");
    marie.sees("the keys lie in the drawer");
    // What was typed goes with the plan once its time is another one.
    marie.press(KeyCode::Up);
    marie.press(KeyCode::Up);
    marie.type_text("2026-11-24 09:00");
    marie.ctrl('s');
    marie.sees("CS-2026-0002 is planned");
    let note = stage.office.read(|reader| {
        use swingdoor::office::Reads;
        reader.row("select note from cover where number = 'CS-2026-0002'", &[])
    });
    let note = note.unwrap().unwrap().text(0).unwrap();
    assert_eq!(note, "the keys lie in the drawer");
    stage.is_clean();
}

#[test]
fn the_views_of_the_board_are_turned_and_clicked() {
    let stage = Stage::without_the_founder();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    open(&mut marie, "Coverage");
    marie.press(KeyCode::Tab);
    marie.sees("Week of 23 Nov 2026");
    marie.sees("Sat");
    marie.press(KeyCode::Right);
    marie.press(KeyCode::Enter);
    marie.sees("[Day]");
    marie.press(KeyCode::Tab);
    marie.press(KeyCode::Tab);
    marie.sees("7 trainings, and no fewer");
    marie.sees("only Petr Malý");
    marie.press(KeyCode::Tab);
    marie.sees("hang on one person or none");
    marie
        .shell
        .press_and_settle(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));
    marie.sees("and no fewer");
    for view in 0..4 {
        marie.press(KeyCode::Tab);
        for (columns, rows) in [(1, 1), (40, 12), (41, 13), (80, 24), (139, 33), (300, 100)] {
            marie.shell.screen(columns, rows);
        }
        marie.ctrl('l');
        let screen = marie.screen();
        assert!(screen.contains("Pokrytí") == (view % 2 == 0), "{screen}");
    }
}

#[test]
fn whoever_is_on_duty_by_the_roster_and_at_no_screen_is_named_now_and_only_now() {
    let mut stage = Stage::without_the_founder();
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    open(&mut marie, "Coverage");
    for _ in 0..4 {
        marie.press(KeyCode::Down);
    }
    marie.sees("> fulfilment");
    marie.sees("its owner is on duty");
    marie.sees("By the roster. Not at a screen now: Petr Malý (gone since 10:00)");
    marie.press(KeyCode::Right);
    marie.sees("its owner is on duty");
    assert!(!marie.screen().contains("Not at a screen"));
}
