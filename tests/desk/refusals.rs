//! What cannot be saved is said in the words of the form, where it can be mended, and no longer than it is so.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::words::{Lang, Words};

#[test]
fn an_empty_field_is_named_by_its_label_in_the_readers_language_and_gets_the_keys() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::Char('2'));
    jana.sees(&order);
    jana.press(KeyCode::Char('x'));
    jana.sees("Cancel SO-2026-0001");
    jana.ctrl('s');
    jana.sees("Reason: something must be written here.");
    jana.press(KeyCode::Esc);
    jana.ctrl('l');
    jana.press(KeyCode::Char('x'));
    jana.sees("Stornovat SO-2026-0001");
    jana.ctrl('s');
    jana.sees("Důvod: tady musí něco být.");

    let mut petr = Person::at(&stage, "shelves", "PM", "2222");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr.press(KeyCode::Char('n'));
    petr.sees("New item");
    for (label, typed) in [("Code", "OBA"), ("Item", "Obálky")] {
        petr.ctrl('s');
        petr.sees(&format!("{label}: something must be written here."));
        // The keys are where it is missing, and what was said goes with the first letter.
        petr.type_text(typed);
        petr.no_longer_sees("something must be written here.");
    }
    petr.ctrl('s');
    petr.sees("Price: something must be written here.");
    petr.type_text("many");
    petr.ctrl('s');
    petr.sees("\"many\" is not an amount");
    petr.press(KeyCode::Backspace);
    petr.no_longer_sees("is not an amount");
}

#[test]
fn a_customer_that_is_not_there_is_said_at_once_and_can_be_made_from_anywhere_in_the_form() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.sees("New order");
    jana.ctrl('s');
    jana.sees("Customer: something must be written here.");
    jana.type_text("zzz");
    jana.no_longer_sees("something must be written here.");
    jana.press(KeyCode::Enter);
    jana.sees("There is no customer \"zzz\".");
    // The keys have stayed where the customer is typed.
    for _ in 0..3 {
        jana.press(KeyCode::Backspace);
    }
    jana.no_longer_sees("There is no customer");
    jana.type_text("C-00001");
    jana.press(KeyCode::Enter);
    jana.type_text("PAP");
    jana.sees("Ctrl-N new customer");
    jana.ctrl('n');
    jana.sees("New customer");
}

#[test]
fn a_refusal_goes_with_its_form_and_with_its_section() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::Char('2'));
    jana.press(KeyCode::Char('n'));
    jana.type_text("zzz");
    jana.press(KeyCode::Tab);
    jana.type_text("PAP");
    jana.ctrl('s');
    jana.sees("There is no customer \"zzz\".");
    jana.press(KeyCode::Esc);
    jana.sees("y yes  n no");
    assert!(!jana.screen().contains("Ctrl-S save"));
    jana.press(KeyCode::Char('y'));
    jana.no_longer_sees("There is no customer");

    let mut marie = Person::at(&stage, "office", "MD", "1234");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('8'));
    for _ in 0..30 {
        marie.press(KeyCode::Down);
        if marie.screen().contains("newest of so many days") {
            break;
        }
    }
    marie.press(KeyCode::Enter);
    marie.type_text("25:00");
    marie.ctrl('s');
    marie.sees("Backups kept: \"25:00\" is not possible. So many days, weeks and months are");
    marie.press(KeyCode::Esc);
    marie.press(KeyCode::Char('y'));
    marie.no_longer_sees("is not possible");
}

#[test]
fn more_than_is_due_is_said_while_it_is_typed() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("To pay: CZK 312.18");
    jana.type_text("100");
    jana.press(KeyCode::Tab);
    jana.press(KeyCode::Tab);
    jana.type_text("abc");
    jana.ctrl('s');
    jana.sees("\"abc\" is not an amount");
    for _ in 0..3 {
        jana.press(KeyCode::Backspace);
    }
    jana.no_longer_sees("is not an amount");
    jana.type_text("5000");
    jana.sees("CZK 4,787.82 more than is due; change is given for cash");
    assert!(!jana.screen().contains("This pays all of it."));
}

#[test]
fn both_desks_are_offered_only_where_there_is_room_for_them() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    let both = "Both desks side by side need 140 columns.";
    jana.shell.screen(100, 30);
    jana.press(KeyCode::F(5));
    jana.sees(both);
    jana.press(KeyCode::Char('3'));
    jana.press(KeyCode::Char('?'));
    let narrow = jana.shell.screen(100, 40);
    assert!(
        narrow.contains("F12") && !narrow.contains("F5 "),
        "{narrow}"
    );
    let wide = jana.shell.screen(150, 40);
    let wide = if wide.contains("F5 ") {
        wide
    } else {
        jana.shell.screen(150, 40)
    };
    assert!(wide.contains("F5 "), "{wide}");
}

#[test]
fn what_ctrl_s_does_is_called_so() {
    let mut stage = Stage::new();
    stage.lunch("10m");
    let mut jana = Person::at(&stage, "hall", "JN", "1111");
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-S hand back");
    let elsewhere = Stage::new();
    let mut jana = Person::at(&elsewhere, "hall", "JN", "1111");
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-S begin");
}

#[test]
fn a_verb_names_an_empty_field_as_the_form_does_and_a_request_as_it_is_written() {
    let mut stage = Stage::new();
    let english = Words::new(Lang::En, "CZK", chrono_tz::Tz::UTC);
    let czech = Words::new(Lang::Cs, "CZK", chrono_tz::Tz::UTC);
    let jana = stage.jana.clone();
    let marie = stage.manager.clone();
    let mut refusal = |who, verb: &str, fields| {
        let refused = stage.run(who, verb, fields).unwrap_err();
        (english.refused(&refused), czech.refused(&refused))
    };
    let said = refusal(&jana, "question.ask", json!({"words": " ", "to": "back"}));
    assert_eq!(said.0, "Text: something must be written here.");
    let said = refusal(&jana, "order.place", json!({"customer": "", "lines": []}));
    assert_eq!(said.1, "Zákazník: tady musí něco být.");
    let said = refusal(&jana, "drawer.move", json!({"amount": "5", "reason": ""}));
    assert!(!said.1.contains("reason"), "{said:?}");
    let said = refusal(&jana, "question.ask", json!({"words": "x"}));
    assert_eq!(said.0, "The field to is missing.");
    let said = refusal(
        &marie,
        "setting.change",
        json!({"key": "discount-max", "value": "150"}),
    );
    assert_eq!(
        said.1,
        "Největší sleva: „150“ nejde. Jdou procenta od 0 do 100."
    );
    let said = refusal(
        &marie,
        "setting.change",
        json!({"key": "nope", "value": ""}),
    );
    assert_eq!(said.1, "Není tu nastavení „nope“.");
}
