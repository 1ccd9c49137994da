//! A field takes what is typed and pasted into it, and what was offered comes back.

use super::Person;
use crate::stage::Stage;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use swingdoor::ui::Field;

fn press(field: &mut Field, keys: &[KeyCode]) {
    for key in keys {
        field.key(KeyEvent::from(*key));
    }
}

#[test]
fn what_is_offered_gives_way_to_the_first_digit_and_comes_back_when_that_is_taken_away() {
    let mut field = Field::offered("12");
    press(&mut field, &[KeyCode::Char('2')]);
    assert_eq!(field.value(), "2");
    press(&mut field, &[KeyCode::Char('5'), KeyCode::Backspace]);
    assert_eq!(field.value(), "2");
    press(&mut field, &[KeyCode::Backspace]);
    assert_eq!(field.value(), "12", "the offer is there again");
    press(&mut field, &[KeyCode::Backspace, KeyCode::Backspace]);
    assert_eq!(field.value(), "12", "a key held down does not eat into it");
    press(&mut field, &[KeyCode::Char('7')]);
    assert_eq!(field.value(), "7");
}

#[test]
fn an_offer_is_changed_by_its_own_keys_as_well_and_can_be_emptied() {
    let mut field = Field::offered("500");
    press(&mut field, &[KeyCode::Backspace, KeyCode::Char('1')]);
    assert_eq!(field.value(), "501");
    let mut field = Field::offered("5");
    press(&mut field, &[KeyCode::Backspace, KeyCode::Backspace]);
    assert_eq!(field.value(), "");
    let mut field = Field::offered("500");
    press(&mut field, &[KeyCode::Home, KeyCode::Char('1')]);
    assert_eq!(field.value(), "1500");
    field.key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL));
    assert_eq!(field.value(), "");
}

#[test]
fn line_ends_of_a_paste_are_spaces_in_one_line_and_stay_in_several() {
    let pasted = "first\r\nsecond\rthird\nfourth\tend\r\n";
    let mut field = Field::default();
    field.paste(pasted);
    assert_eq!(field.value(), "first second third fourth end");
    let mut note = Field::default().with_rows();
    note.paste(pasted);
    assert_eq!(note.value(), "first\nsecond\nthird\nfourth end");
}

#[test]
fn a_paste_takes_the_place_of_an_offer() {
    let mut field = Field::offered("12");
    field.paste("30\n");
    assert_eq!(field.value(), "30");
    press(&mut field, &[KeyCode::Backspace, KeyCode::Backspace]);
    assert_eq!(field.value(), "12");
}

#[test]
fn too_long_a_paste_is_refused_and_not_cut() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('n'));
    jana.sees("New customer");
    jana.paste(&"x".repeat(10_000));
    jana.ctrl('s');
    jana.sees("at most 200 characters");
}
