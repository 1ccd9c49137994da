//! A machine whose clock is far off says so on every screen, with the way out.

use super::Person;
use crate::stage::{MORNING, Stage, pin};
use crossterm::event::KeyCode;
use std::sync::Arc;
use swingdoor::app::Shell;
use swingdoor::model::Instant;
use swingdoor::words::Lang;

const DAY: i64 = 24 * 3_600_000;

fn person(stage: &Stage, code: &str, digits: &str, lang: Lang) -> Person {
    let clock = Arc::new(stage.clock.as_of_a_machine());
    let mut shell = Shell::open(&stage.path(), clock, code, Some(lang), None).unwrap();
    shell.sign_in(code, pin(digits));
    shell.settle();
    Person { shell }
}

#[test]
fn who_signs_in_at_a_clock_far_ahead_is_told_and_a_manager_settles_it_with_one_key() {
    let stage = Stage::new();
    stage.clock.set(Instant(MORNING.0 + 3650 * DAY));
    let mut jana = person(&stage, "JN", "1937", Lang::En);
    jana.sees("Which time is right?");
    jana.sees("a manager signs in");
    assert!(
        !jana.screen().contains("c the clock is right"),
        "{}",
        jana.screen()
    );
    jana.press(KeyCode::Char('c'));
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("Which time is right?");
    jana.sees("Nothing is saved: 20 Nov 2036 10:00 or 23 Nov 2026 10:00?");
    // Whatever she saves opens the page again, and what she typed stays.
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("Somebody new");
    jana.ctrl('s');
    jana.sees("Which time is right?");
    jana.press(KeyCode::Esc);
    jana.sees("Somebody new");
    let mut marie = person(&stage, "MD", "4826", Lang::Cs);
    marie.sees("Který čas platí?");
    marie.sees("c hodiny jdou dobře");
    marie.press(KeyCode::Char('c'));
    marie.sees("Čas jde dál podle hodin tohoto počítače.");
    marie.no_longer_sees("Nic se neuloží");
    jana.no_longer_sees("Nothing is saved: 2");
    jana.ctrl('s');
    jana.sees("> Somebody new");
}

#[test]
fn a_clock_that_is_set_right_takes_the_page_away() {
    let stage = Stage::new();
    let mut jana = person(&stage, "JN", "1937", Lang::En);
    stage.clock.set(Instant(MORNING.0 - 30 * DAY));
    jana.shell.tick();
    jana.sees("Which time is right?");
    stage.clock.set(Instant(MORNING.0 + 60_000));
    jana.shell.tick();
    jana.no_longer_sees("Nothing is saved");
    jana.no_longer_sees("Which time is right?");
}

#[test]
fn who_signs_in_is_told_of_wrong_pins_since_the_last_time() {
    let mut stage = Stage::new();
    for _ in 0..2 {
        let wrong = stage.office.sign_in("door", "JN", &pin("5093"), true);
        wrong.unwrap_err();
    }
    let mut jana = person(&stage, "JN", "1937", Lang::En);
    jana.sees("2 wrong PINs were tried for you since you signed in last");
    let mut again = person(&stage, "JN", "1937", Lang::En);
    assert!(!again.screen().contains("wrong PIN"), "{}", again.screen());
}
