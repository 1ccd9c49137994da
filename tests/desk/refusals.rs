//! What cannot be saved is said in the words of the form, where it can be mended, and no longer than it is so.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::model::Instant;
use swingdoor::words::{Lang, Words};

#[test]
fn an_empty_field_is_named_by_its_label_in_the_readers_language_and_gets_the_keys() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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

    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
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
    petr.sees("Price without VAT: something must be written here.");
    petr.type_text("many");
    petr.ctrl('s');
    petr.sees("\"many\" is not an amount");
    // As long as it is none it is said, and no longer.
    for left in ["man", "ma", "m"] {
        petr.press(KeyCode::Backspace);
        petr.sees(&format!("\"{left}\" is not an amount"));
    }
    petr.press(KeyCode::Backspace);
    petr.no_longer_sees("is not an amount");
}

#[test]
fn a_customer_that_is_not_there_is_said_at_once_and_can_be_made_from_anywhere_in_the_form() {
    let stage = Stage::new();
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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

    let mut marie = Person::at(&stage, "office", "MD", "4826");
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
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
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
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-S hand back");
    let elsewhere = Stage::new();
    let mut jana = Person::at(&elsewhere, "hall", "JN", "1937");
    // Petr is here: her own lunch comes first, and F4 again shows what she could do for him.
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-S ask");
    jana.press(KeyCode::F(4));
    jana.sees("Ctrl-S begin");
    // What is only supposed is shown, and a card's own keys are there at the smallest size.
    let mut marie = Person::at(&elsewhere, "office", "MD", "4826");
    marie.press(KeyCode::F(9));
    marie.sees("w what if");
    marie.press(KeyCode::Char('w'));
    marie.sees("Ctrl-S show");
    marie.press(KeyCode::Esc);
    marie.press(KeyCode::F(3));
    marie.shell.screen(80, 24);
    marie.press(KeyCode::F(1));
    let card = marie.shell.screen(80, 24);
    assert!(card.contains("e write our own"), "{card}");
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

#[test]
fn half_a_piece_is_neither_ordered_nor_received_and_half_a_metre_is() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let rope = json!({"code": "ROPE", "name": "Rope", "unit": "m", "price": "9.90", "vat": "21"});
    stage.does(&petr, "item.add", rope);
    let order = |item: &str, quantity: &str| json!({"customer": "C-00001", "lines": [{"item": item, "quantity": quantity}]});
    let bin = |item: &str, quantity: &str| json!({"item": item, "bin": "A1", "from": "A1", "to": "B1", "quantity": quantity, "reason": "found"});
    let only = |fields: serde_json::Value, names: &[&str]| {
        let kept = fields.as_object().unwrap().clone().into_iter();
        let kept = kept.filter(|(name, _)| names.contains(&name.as_str()));
        serde_json::Value::Object(kept.collect())
    };
    let verbs: [(&str, &[&str]); 4] = [
        ("stock.receive", &["item", "bin", "quantity"]),
        ("stock.adjust", &["item", "bin", "quantity", "reason"]),
        ("stock.write_off", &["item", "bin", "quantity", "reason"]),
        ("stock.move", &["item", "from", "to", "quantity"]),
    ];
    for (verb, names) in verbs {
        stage.does(&petr, "stock.receive", only(bin("ROPE", "5"), verbs[0].1));
        let refused = stage.run(&petr, verb, only(bin("PAP", "0.5"), names));
        assert_eq!(refused.unwrap_err().id, "not-whole", "{verb}");
        stage.does(&petr, verb, only(bin("ROPE", "0.5"), names));
    }
    let count = |item: &str| json!({"bin": "A1", "lines": [{"item": item, "counted": "2.5"}]});
    let refused = stage.run(&petr, "stock.count", count("PAP")).unwrap_err();
    assert_eq!(refused.id, "not-whole");
    stage.does(&petr, "stock.count", count("ROPE"));
    let refused = stage.run(&jana, "order.place", order("PAP", "2.5"));
    let english = Words::new(Lang::En, "CZK", chrono_tz::Tz::UTC);
    assert_eq!(
        english.refused(&refused.unwrap_err()),
        "Papír A4 is counted in whole pc; 2.5 is not possible."
    );
    stage.does(&jana, "order.place", order("ROPE", "2.5"));
    let number = stage.order("2");
    let change = json!({"order": number, "lines": [{"line": 1, "quantity": "1.5"}], "reason": "x"});
    let refused = stage.run(&jana, "order.change", change).unwrap_err();
    assert_eq!(refused.id, "not-whole");
    stage.is_clean();
}

#[test]
fn half_a_piece_from_before_the_rule_is_played_again_as_it_was() {
    let mut stage = Stage::new();
    // As a line of an old journal is run; no form was ever opened at this moment.
    let before = stage.petr.with_form_opened(Instant(0));
    let receive = json!({"item": "PAP", "bin": "A1", "quantity": "0.5"});
    stage.does(&before, "stock.receive", receive);
    let path = stage.path();
    let faults = swingdoor::cli::play_again(&mut stage.office, &path, &mut |_, _| {}).unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    // What is left over is put right by a count.
    let petr = stage.petr.clone();
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "10"}]});
    let number = stage.does(&petr, "stock.count", count);
    let approve = json!({"count": number.text("count")});
    stage.does(&petr, "stock.approve_count", approve);
    stage.is_clean();
}

#[test]
fn esc_leads_from_a_card_back_to_the_list_one_came_from() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.press(KeyCode::F(3));
    marie.sees(&order);
    marie.press(KeyCode::Char('o'));
    marie.sees("[F2 Front desk]");
    marie.sees("TO PICK");
    marie.press(KeyCode::Esc);
    marie.sees("[F3 Back office]");
    // The next digit is a section again, and the counter is as if nobody had been there.
    marie.press(KeyCode::Char('2'));
    marie.sees("[2 Stock]");
    marie.press(KeyCode::F(2));
    marie.no_longer_sees(&order);
    // Whoever goes elsewhere from the card has left that way.
    marie.press(KeyCode::F(3));
    marie.press(KeyCode::Char('1'));
    marie.press(KeyCode::Char('o'));
    marie.sees("TO PICK");
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::F(2));
    marie.press(KeyCode::Esc);
    marie.sees("[F2 Front desk]");
}

#[test]
fn numbers_and_choices_are_offered_in_the_readers_language() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.ctrl('l');
    jana.type_text(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('p'));
    jana.sees("312,00");
    assert!(!jana.screen().contains("312.00"), "{}", jana.screen());
    // What was proposed is still replaced by what is typed.
    jana.type_text("400");
    jana.sees("Vrátit: 88,00");
    let mut marie = Person::at(&stage, "office", "MD", "4826");
    marie.ctrl('l');
    marie.press(KeyCode::F(9));
    marie.press(KeyCode::Char('5'));
    marie.sees("Petr Malý");
    marie.press(KeyCode::Char('n'));
    marie.sees("< čeština >");
}

#[test]
fn nothing_is_quoted_where_nothing_was_written() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let receive = json!({"item": "PAP", "bin": "A1", "quantity": ""});
    let refused = stage.run(&petr, "stock.receive", receive).unwrap_err();
    let czech = Words::new(Lang::Cs, "CZK", chrono_tz::Tz::UTC);
    assert_eq!(czech.refused(&refused), "Chybí množství.");
}

#[test]
fn a_part_of_a_metre_is_offered_and_told_with_the_readers_comma() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let rope = json!({"code": "ROPE", "name": "Lano", "unit": "m", "price": "9.90", "vat": "21"});
    stage.does(&petr, "item.add", rope);
    let receive = json!({"item": "ROPE", "bin": "A1", "quantity": "7.5"});
    stage.does(&petr, "stock.receive", receive);
    let lines = json!([{"item": "ROPE", "quantity": "2.5"}]);
    let order = json!({"customer": "C-00001", "lines": lines});
    let placed = stage.does(&jana, "order.place", order);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.ctrl('l');
    petr.sees(&placed.subject);
    petr.press(KeyCode::Enter);
    petr.sees("Lano");
    petr.sees("2,5");
    assert!(!petr.screen().contains("2.5"), "{}", petr.screen());
    petr.press(KeyCode::Esc);
    petr.press(KeyCode::Char('2'));
    petr.sees("Lano");
    petr.press(KeyCode::Char('r'));
    petr.sees("Příjem: Lano");
    petr.type_text("0,25");
    petr.ctrl('s');
    petr.sees("ROPE: na skladě 7,75");
}
