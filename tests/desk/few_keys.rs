//! The commonest jobs in few keys, on the smallest full screen. What is text, and the digits of a PIN, is not counted.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use std::time::Duration;
use swingdoor::model::Duty;
use swingdoor::office::SignOut;

/// Somebody whose keys are counted.
struct Counted {
    person: Person,
    keys: usize,
}

impl Counted {
    fn at(stage: &Stage, terminal: &str, code: &str, digits: &str) -> Self {
        let mut person = Person::at(stage, terminal, code, digits);
        person.shell.screen(80, 24);
        Self { person, keys: 0 }
    }

    fn press(&mut self, code: KeyCode) {
        self.keys += 1;
        self.person.press(code);
    }

    fn ctrl(&mut self, c: char) {
        self.keys += 1;
        self.person.ctrl(c);
    }

    fn types(&mut self, text: &str) {
        self.person.type_text(text);
    }

    #[track_caller]
    fn sees(&mut self, text: &str) {
        for _ in 0..200 {
            self.person.shell.settle();
            if self.person.shell.screen(80, 24).contains(text) {
                return;
            }
            self.person.shell.listen(Duration::from_millis(50));
        }
        let screen = self.person.shell.screen(80, 24);
        panic!("{text:?} is not on the screen:\n{screen}");
    }
}

#[test]
fn cover_me_at_lunch_is_two_keys_where_one_person_can_and_eight_at_most_with_all_chosen_by_hand() {
    let mut stage = Stage::new();
    let mut petr = Counted::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(4));
    petr.sees("[Somebody covers me]");
    petr.sees("● lunch");
    petr.sees("Enter ask Jana Nováková, until 10:30");
    petr.press(KeyCode::Enter);
    petr.sees("Jana Nováková is asked to cover fulfilment until 10:30");
    assert_eq!(petr.keys, 2);
    stage.is_clean();

    // Two who can: nobody is asked by name whom nobody chose.
    let mut stage = Stage::new();
    stage.eva(&[Duty::Fulfilment, Duty::Stock]);
    stage.sign_off("JN", Duty::Stock, "cover");
    let mut petr = Counted::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(4));
    petr.sees("Enter ask everybody who can, until 10:30");
    petr.press(KeyCode::Down);
    petr.sees("Enter ask Jana Nováková, until 10:30");
    petr.press(KeyCode::Tab);
    petr.press(KeyCode::Tab);
    petr.press(KeyCode::Tab);
    petr.types("10:45");
    petr.sees("45 min");
    petr.sees("Enter ask Jana Nováková, until 10:45");
    petr.press(KeyCode::Enter);
    petr.sees("Jana Nováková is asked to cover fulfilment, stock until 10:45");
    assert!(petr.keys <= 8, "{}", petr.keys);
    stage.is_clean();
}

#[test]
fn whoever_is_away_is_covered_in_three_keys_and_with_a_duty_taken_out_in_a_few_more() {
    let mut stage = Stage::new();
    stage.sign_off("JN", Duty::Stock, "cover");
    let late = stage.order("2");
    let petr = stage.petr.clone();
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let mut jana = Counted::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("[I cover somebody]");
    jana.sees("► Petr Malý");
    jana.sees("■ fulfilment  ■ stock");
    jana.sees("(not trained)");
    jana.sees("You take over");
    jana.sees(&format!(
        "○ to pick  1, next {} Horák",
        late.rsplit('-').next().unwrap()
    ));
    for _ in 0..4 {
        jana.press(KeyCode::BackTab);
    }
    jana.press(KeyCode::Right);
    jana.press(KeyCode::Char(' '));
    jana.sees("■ fulfilment  □ stock");
    jana.types("1937");
    jana.press(KeyCode::Enter);
    jana.sees("COVERING fulfilment for Petr Malý");
    assert_eq!(jana.keys, 8);
    stage.is_clean();
}

#[test]
fn a_message_for_petr_is_three_keys_from_anywhere() {
    let mut stage = Stage::new();
    let mut jana = Counted::at(&stage, "hall", "JN", "1937");
    jana.ctrl('k');
    jana.types("message petr");
    jana.sees("Message for Petr Malý");
    jana.press(KeyCode::Enter);
    jana.sees("Petr Malý, here");
    jana.types("The printer's van is here.");
    jana.ctrl('s');
    jana.sees("Petr Malý has your message (Q-2026-0001).");
    assert_eq!(jana.keys, 3);

    // As a telephone message, with the person found by a part of the name.
    jana.keys = 0;
    jana.press(KeyCode::Char('4'));
    jana.press(KeyCode::Char('t'));
    jana.types("mal");
    jana.sees("→ Petr Malý");
    jana.press(KeyCode::Tab);
    jana.types("Call him back");
    jana.press(KeyCode::Tab);
    jana.types("Ing. Novák");
    jana.ctrl('s');
    jana.sees("Petr Malý has your message (Q-2026-0002).");
    assert!(jana.keys <= 6, "{}", jana.keys);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('3'));
    petr.sees("telephone message Ing. Novák: Call him back");
    petr.sees("telephone message Jana Nováková: The printer's van is here.");
    stage.is_clean();
}

#[test]
fn a_name_that_two_people_or_nobody_has_is_said_and_nothing_typed_is_lost() {
    let mut stage = Stage::new();
    let mut petr = Counted::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('3'));
    petr.press(KeyCode::Char('t'));
    petr.types("xy");
    petr.press(KeyCode::Tab);
    petr.types("Come, please");
    petr.ctrl('s');
    petr.sees("Nobody here is called");
    petr.sees("Come, please");
    // The keys are back in the field that nobody fits.
    petr.press(KeyCode::Backspace);
    petr.press(KeyCode::Backspace);
    petr.types("ma");
    petr.ctrl('s');
    petr.sees("\"ma\" could be Marie Dvořáková, marketing");
    petr.types("r");
    petr.press(KeyCode::Backspace);
    petr.types("rie");
    petr.ctrl('s');
    petr.sees("Marie Dvořáková has your message (Q-2026-0001).");
    stage.is_clean();
}
