//! The roster by its keys.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::model::Duty;

/// Opens the roster by the digit that its tab has.
fn roster(person: &mut Person) {
    person.press(KeyCode::F(9));
    person.sees(" Roster");
    let screen = person.screen();
    let tab = screen.find(" Roster").unwrap();
    let digit = screen[..tab].chars().last().unwrap();
    person.press(KeyCode::Char(digit));
    person.sees("[Day]");
}

#[test]
fn a_manager_sets_a_day_and_approves_a_holiday_that_was_asked_for() {
    let stage = Stage::new();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    roster(&mut marie);
    marie.sees("Mon 23 Nov 2026 (today)   open 08:00–17:00");
    marie.sees("▼10:00");
    marie.press(KeyCode::Right);
    marie.sees("Tue 24 Nov 2026");
    marie.press(KeyCode::Home);
    marie.sees("> Jana Nováková");
    marie.press(KeyCode::Enter);
    marie.sees("Jana Nováková, Tue 24 Nov 2026");
    marie.type_text("10-12,12:30-14");
    marie.ctrl('s');
    marie.sees("Jana Nováková on Tue 24 Nov 2026: 10:00-12:00,12:30-14:00");
    marie.sees("* Jana Nováková");

    roster(&mut jana);
    jana.press(KeyCode::Char('a'));
    jana.sees("Lunch, errands and illness count at once");
    for _ in 0..3 {
        jana.press(KeyCode::Right);
    }
    jana.sees("< holiday >");
    jana.press(KeyCode::Tab);
    jana.type_text("2026-11-26");
    jana.press(KeyCode::Tab);
    jana.type_text("2026-11-27");
    jana.ctrl('s');
    jana.sees("AB-2026-0001 waits for a manager.");
    jana.press(KeyCode::Tab);
    jana.sees("[Week]");
    jana.press(KeyCode::Tab);
    jana.sees("Thu 26 Nov – Fri 27 Nov");

    marie.press(KeyCode::Tab);
    marie.press(KeyCode::Tab);
    marie.sees("Thu 26 Nov – Fri 27 Nov");
    marie.press(KeyCode::Char('g'));
    marie.sees("Nothing that is agreed falls into it.");
    marie.press(KeyCode::Enter);
    marie.sees("AB-2026-0001 of Jana Nováková is approved.");
    jana.press(KeyCode::BackTab);
    jana.sees("holiday");
}

#[test]
fn a_lunch_is_three_keys_and_everybody_sees_it() {
    let stage = Stage::new();
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    roster(&mut petr);
    petr.press(KeyCode::Char('a'));
    petr.sees("< lunch >");
    petr.press(KeyCode::Down);
    petr.press(KeyCode::Down);
    petr.type_text("45m");
    petr.ctrl('s');
    petr.sees("AB-2026-0001 is entered.");
    roster(&mut jana);
    jana.press(KeyCode::BackTab);
    jana.sees("at lunch till 10:45");
    petr.sees("LLL");
    petr.press(KeyCode::Char('b'));
    petr.sees("Petr Malý is back (AB-2026-0001).");
    jana.sees("3 of 3 are here");
}

#[test]
fn a_day_on_a_holiday_offers_the_usual_hours_and_bears_its_star_in_the_week() {
    let stage = Stage::new();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    roster(&mut marie);
    for _ in 0..4 {
        marie.press(KeyCode::Char('+'));
    }
    for _ in 0..4 {
        marie.press(KeyCode::Right);
    }
    marie.sees("Fri 25 Dec 2026   closed");
    marie.press(KeyCode::Home);
    marie.press(KeyCode::Enter);
    marie.sees("08:00-17:00");
    marie.ctrl('s');
    marie.sees("Jana Nováková on Fri 25 Dec 2026: 08:00-17:00");
    marie.press(KeyCode::Tab);
    marie.sees("[Week]");
    marie.sees("8–17*");
    marie.press(KeyCode::Char('t'));
    marie.sees("[Mon 23]");
    assert!(!marie.screen().contains("8–17*"));
}

#[test]
fn the_roster_fits_any_screen() {
    let stage = Stage::new();
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    roster(&mut marie);
    for _ in 0..4 {
        for (columns, rows) in [(1, 1), (20, 6), (40, 12), (80, 24), (200, 60)] {
            marie.shell.screen(columns, rows);
        }
        marie.press(KeyCode::Tab);
    }
}

#[test]
fn what_an_absence_falls_into_is_seen_before_it_is_granted() {
    let mut stage = Stage::new();
    stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lunch = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "2026-11-26 12:00", "until": "30m", "of": "JN"});
    let planned = stage.does(&petr, "cover.plan", lunch);
    let yes = json!({"cover": planned.text("cover")});
    stage.does(&jana, "cover.accept", yes);
    let make = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "fr", "starts": "12:00", "ends": "12:30", "reason": "lunch"});
    let made = stage.does(&petr, "arrangement.make", make);
    let yes = json!({"arrangement": made.text("arrangement")});
    stage.does(&jana, "arrangement.agree", yes);
    let holiday = json!({"kind": "holiday", "from": "2026-11-26", "until": "2026-11-27"});
    stage.does(&jana, "absence.ask", holiday);
    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    roster(&mut marie);
    marie.press(KeyCode::Tab);
    marie.press(KeyCode::Tab);
    marie.sees("Thu 26 Nov – Fri 27 Nov");
    marie.press(KeyCode::Char('g'));
    marie.sees("CS-2026-0001 (fulfilment, Thu 26 Nov 12:00–12:30)");
    marie.sees("Veselá is asked");
    marie.sees("AR-2026-0001 (fulfilment, fr 12:00–12:30)");
    marie.sees("could stand in");
    marie.press(KeyCode::Enter);
    marie.sees("AB-2026-0001 of Jana Nováková is approved.");
    stage.is_clean();
}
