//! Asked at the counter, answered at the shelves.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;

#[test]
fn asked_at_the_counter_appears_at_the_back_is_answered_from_the_queue_and_shows_on_the_card() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.sees(&order);
    jana.type_text(&format!("/{order}"));
    jana.sees("Horák Stavby s.r.o.");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('a'));
    jana.sees("Ask about SO-2026-0001");
    jana.sees("< fulfilment: whoever has it now >");
    jana.type_text("Is the blue one in?");
    jana.ctrl('s');
    jana.sees("Q-2026-0001 is asked.");
    jana.sees("? Jana Nováková asked fulfilment");

    // By itself, beside the order that it is about, and in the inbox.
    petr.sees("? SO-2026-0001");
    petr.sees("Is the blue one in?");
    petr.sees("3 Inbox (1)");
    petr.press(KeyCode::Char('w'));
    petr.sees("waits for an answer");
    petr.press(KeyCode::Enter);
    petr.sees("Answer Q-2026-0001");
    petr.type_text("Since this morning.");
    petr.ctrl('s');
    petr.sees("Q-2026-0001: your answer is sent.");

    jana.sees("answered by Petr Malý");
    jana.sees("Since this morning.");
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Esc);
    jana.press(KeyCode::Char('4'));
    jana.sees("answered: Petr Malý: Since this morning.");
    jana.press(KeyCode::Char('s'));
    jana.sees("Q-2026-0001 is settled.");
    jana.press(KeyCode::BackTab);
    jana.sees("Since this morning.");
    stage.is_clean();
}

#[test]
fn an_urgent_question_shows_itself_and_takes_no_key_until_it_is_opened() {
    let mut stage = Stage::new();
    stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    jana.type_text("hor");
    petr.press(KeyCode::Char('q'));
    petr.sees("Ask about SO-2026-0001");
    petr.type_text("Is she still there?");
    for _ in 0..3 {
        petr.press(KeyCode::Tab);
    }
    petr.press(KeyCode::Char(' '));
    petr.ctrl('s');
    jana.sees("URGENT from Petr Malý: Is she still there?");
    jana.type_text("ak");
    jana.sees("horak");
    jana.press(KeyCode::F(8));
    jana.sees("sales");
    jana.press(KeyCode::Enter);
    jana.type_text("Yes.");
    jana.ctrl('s');
    jana.press(KeyCode::Esc);
    jana.no_longer_sees("URGENT");
    petr.sees("Yes.");
    stage.is_clean();
}

#[test]
fn the_inbox_notes_a_message_and_keeps_a_call_back_in_sight() {
    let mut stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('4'));
    jana.press(KeyCode::Char('b'));
    jana.type_text("Eva");
    jana.press(KeyCode::Tab);
    jana.type_text("601 000 001");
    jana.press(KeyCode::Tab);
    jana.type_text("10m");
    jana.press(KeyCode::Tab);
    jana.type_text("The price of 500 cards");
    jana.ctrl('s');
    jana.sees("call back Eva 601 000 001: The price of 500 cards");
    stage.clock.advance_seconds(11 * 60);
    jana.shell.tick();
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::BackTab);
    jana.sees("! 10:10");
    jana.press(KeyCode::Char('d'));
    jana.sees("What came of it");
    jana.type_text("Told her");
    jana.ctrl('s');
    jana.sees("Q-2026-0001 is done.");
    jana.no_longer_sees("call back Eva");
    stage.is_clean();
}
