//! What people of a Czech office type and read at the counter.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use swingdoor::office::Reads;

/// Jana at the front desk, in Czech.
fn jana(stage: &Stage) -> Person {
    let mut jana = Person::at(stage, "hall", "JN", "1937");
    jana.ctrl('l');
    jana.sees("F2 Přepážka");
    jana
}

#[test]
fn an_order_is_wanted_when_people_say_it_and_what_is_understood_stands_beside_it() {
    let mut stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("horak");
    jana.press(KeyCode::Enter);
    jana.sees("C-00001");
    jana.type_text("pap");
    // The quantity, and an empty item, which ends the lines.
    for _ in 0..3 {
        jana.press(KeyCode::Enter);
    }
    for (typed, understood) in [
        ("zítra 14:00", "úterý 24. 11. 14:00"),
        ("29. 11. 2026 14:00", "neděle 29. 11. 14:00"),
        ("v pátek", "pátek 27. 11. 17:00"),
    ] {
        jana.type_text(typed);
        // The field shows all of it.
        jana.sees(typed);
        jana.sees(understood);
        if typed != "v pátek" {
            for _ in typed.chars() {
                jana.press(KeyCode::Backspace);
            }
        }
    }
    jana.ctrl('s');
    jana.sees("SO-2026-0001");
    let promised = stage.office.read(|reader| {
        let row = reader.row("select promised_at from orders", &[])?;
        Ok(row.map(|row| row.int(0)).transpose()?)
    });
    // Friday 27 November 2026, 17:00 in Prague.
    assert_eq!(promised.unwrap(), Some(1_795_795_200_000));
    stage.is_clean();
}

#[test]
fn a_question_is_answered_by_the_letter_of_its_own_language() {
    let stage = Stage::new();
    let mut jana = jana(&stage);
    jana.press(KeyCode::Char('3'));
    for yes in ['a', 'y'] {
        jana.press(KeyCode::Char('n'));
        jana.sees("Nový zákazník");
        jana.type_text("Olga");
        jana.press(KeyCode::Esc);
        jana.sees("a ano   n ne");
        jana.press(KeyCode::Char(yes));
        jana.no_longer_sees("Nový zákazník");
    }
}

#[test]
fn a_choice_that_was_turned_once_is_left_without_a_question() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    let mut jana = jana(&stage);
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('x'));
    jana.sees("Stornovat SO");
    jana.press(KeyCode::Right);
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("Stornovat SO");
}
