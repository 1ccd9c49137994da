//! An order is taken and changed in one form: what stands in it is what is saved, and it says what is missing and what it costs.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

impl Person {
    /// The form for a new order, for the customer of the stage.
    pub(super) fn new_order(&mut self) {
        self.press(KeyCode::Char('2'));
        self.press(KeyCode::Char('n'));
        self.sees("New order");
        self.type_text("horak");
        self.press(KeyCode::Enter);
        self.sees("C-00001");
    }
}

pub(super) fn at_the_counter(stage: &Stage) -> Person {
    Person::at(stage, "hall", "JN", "1937")
}

/// What was ordered, line by line: (item, quantity in thousandths, discount).
pub(super) fn lines(stage: &mut Stage) -> Vec<(String, i64, i64)> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select i.code, l.ordered - l.cancelled, l.discount from order_line l join item i on i.id = l.item order by l.orders, l.line",
            &[],
        )
    });
    let line = |row: &swingdoor::office::Row| {
        (
            row.text(0).unwrap(),
            row.int(1).unwrap(),
            row.int(2).unwrap(),
        )
    };
    rows.unwrap().iter().map(line).collect()
}

fn count(stage: &mut Stage) -> usize {
    lines(stage).len()
}

#[test]
fn a_scanned_item_and_a_digit_make_that_many() {
    let mut stage = Stage::new();
    let clerk = stage.petr.clone();
    stage.does(
        &clerk,
        "item.edit",
        json!({"item": "PAP", "barcode": "4006381333931"}),
    );
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.scan("4006381333931");
    jana.sees("PAP");
    jana.scan("4006381333931");
    jana.type_text("7");
    jana.press(KeyCode::Backspace);
    jana.sees("Papír A4");
    jana.type_text("3");
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    assert_eq!(lines(&mut stage), [("PAP".to_owned(), 3_000, 0)]);
}

#[test]
fn what_cannot_be_read_is_said_and_the_keys_go_there() {
    let mut stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    for (typed, said) in [
        ("1,234", "can mean 1234 or 1.234"),
        ("0", "\"0\" is not a quantity"),
        ("-2", "\"-2\" is not a quantity"),
        ("½", "\"½\" is not a quantity"),
        ("1.5", "is counted in whole"),
    ] {
        jana.type_text(typed);
        jana.ctrl('s');
        jana.sees(said);
        for _ in 0..5 {
            jana.press(KeyCode::Backspace);
        }
    }
    assert_eq!(count(&mut stage), 0);
    // Ctrl-S from another field leads to the one that is wrong.
    jana.type_text("2");
    for _ in 0..8 {
        jana.press(KeyCode::Tab);
    }
    jana.type_text("abc");
    jana.press(KeyCode::Tab);
    jana.ctrl('s');
    jana.sees("\"abc\" is not an amount");
    for _ in 0..3 {
        jana.press(KeyCode::Backspace);
    }
    jana.type_text("100");
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    assert_eq!(lines(&mut stage), [("PAP".to_owned(), 2_000, 0)]);
}

#[test]
fn a_quantity_without_its_item_and_a_text_that_can_be_two_items_are_not_saved() {
    let mut stage = Stage::new();
    stage.toner("5");
    let clerk = stage.petr.clone();
    let other =
        json!({"code": "TON2", "name": "Toner red", "unit": "pc", "price": "1", "vat": "21"});
    stage.does(&clerk, "item.add", other);
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("pap");
    jana.press(KeyCode::Tab);
    jana.type_text("2");
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Tab);
    jana.type_text("48");
    jana.ctrl('s');
    jana.sees("This line has no item");
    jana.type_text("toner");
    jana.sees("Toner red");
    jana.ctrl('s');
    jana.sees("can be several");
    assert_eq!(count(&mut stage), 0);
    jana.press(KeyCode::Down);
    jana.press(KeyCode::Enter);
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    let ordered = lines(&mut stage);
    assert_eq!(ordered[1], ("TON2".to_owned(), 48_000, 0));
}

#[test]
fn what_is_missing_is_told_at_once_and_after_saving() {
    let mut stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("PAP");
    jana.press(KeyCode::Enter);
    jana.type_text("25");
    jana.sees("10 pc free, 15 pc missing");
    jana.sees("net 3,225.00");
    jana.sees("Total with VAT CZK 3,902.25");
    // What the first line takes is not free for the second.
    jana.press(KeyCode::Enter);
    jana.type_text("PAP");
    jana.press(KeyCode::Enter);
    jana.sees("nothing free, 1 pc missing");
    jana.ctrl('d');
    jana.ctrl('s');
    jana.sees("Missing: 15 pc Papír A4.");
    stage.is_clean();
}

#[test]
fn a_price_that_changes_while_the_form_is_open_is_told_before_it_is_saved() {
    let mut stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("PAP");
    jana.press(KeyCode::Enter);
    jana.sees("156.09");
    let clerk = stage.petr.clone();
    stage.does(
        &clerk,
        "item.edit",
        json!({"item": "PAP", "price": "150.00"}),
    );
    jana.sees("181.50");
    jana.ctrl('s');
    jana.sees("costs CZK 150.00 now, not CZK 129.00");
    assert_eq!(count(&mut stage), 0);
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
}

#[test]
fn an_order_is_changed_in_the_form_in_which_it_was_taken() {
    let mut stage = Stage::new();
    stage.toner("5");
    let order = stage.order("2");
    let mut jana = at_the_counter(&stage);
    jana.type_text("hora");
    jana.press(KeyCode::Enter);
    jana.sees(&order);
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('e'));
    jana.sees(&format!("Change {order}"));
    jana.ctrl('s');
    jana.sees("Nothing is changed yet.");
    jana.type_text("4");
    jana.press(KeyCode::Tab);
    jana.type_text("5");
    jana.press(KeyCode::Enter);
    jana.type_text("ton");
    jana.press(KeyCode::Enter);
    jana.type_text("2");
    jana.sees("Total with VAT CZK 3,013.14");
    jana.ctrl('s');
    jana.sees("is changed; total CZK 3,013.14");
    let wanted = [("PAP".to_owned(), 4_000, 500), ("TON".to_owned(), 2_000, 0)];
    assert_eq!(lines(&mut stage), wanted);
    stage.is_clean();
}

#[test]
fn what_a_customer_buys_stands_first_among_the_suggestions() {
    let mut stage = Stage::new();
    let (clerk, jana) = (stage.petr.clone(), stage.jana.clone());
    for (code, name) in [("AA1", "Folder blue"), ("ZZ9", "Folder red")] {
        let item = json!({"code": code, "name": name, "unit": "pc", "price": "10", "vat": "21"});
        stage.does(&clerk, "item.add", item);
    }
    let lines = json!([{"item": "ZZ9", "quantity": "1"}]);
    stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00001", "lines": lines}),
    );
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("fold");
    jana.sees("2 found");
    let screen = jana.screen();
    assert!(
        screen.find("Folder red") < screen.find("Folder blue"),
        "{screen}"
    );
}

#[test]
fn an_order_of_two_lines_takes_sixteen_keys_at_most() {
    let mut stage = Stage::new();
    stage.toner("5");
    let mut jana = at_the_counter(&stage);
    let mut keys = 0;
    let mut press = |jana: &mut Person, key: KeyCode| {
        keys += 1;
        jana.press(key);
        jana.shell.screen(80, 24)
    };
    press(&mut jana, KeyCode::Char('2'));
    press(&mut jana, KeyCode::Char('n'));
    for (text, digits) in [("horak", None), ("pap", Some('3')), ("toner", Some('1'))] {
        jana.type_text(text);
        press(&mut jana, KeyCode::Enter);
        if let Some(digit) = digits {
            press(&mut jana, KeyCode::Char(digit));
            if text == "pap" {
                press(&mut jana, KeyCode::Enter);
            }
        }
    }
    keys += 1;
    jana.ctrl('s');
    assert!(jana.shell.screen(80, 24).contains("SO-2026-0001 taken"));
    assert!(keys <= 16, "{keys} keys");
    let wanted = [("PAP".to_owned(), 3_000, 0), ("TON".to_owned(), 1_000, 0)];
    assert_eq!(lines(&mut stage), wanted);
}

#[test]
fn enter_goes_through_a_line_field_by_field_and_past_a_discount_that_nobody_here_may_give() {
    let mut stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.type_text("2");
    jana.press(KeyCode::Enter);
    jana.sees("You may give 10% off at most.");
    jana.type_text("5");
    jana.press(KeyCode::Enter);
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.ctrl('s');
    jana.sees("SO-2026-0001 taken");
    let wanted = [("PAP".to_owned(), 2_000, 500), ("PAP".to_owned(), 1_000, 0)];
    assert_eq!(lines(&mut stage), wanted);
    let marie = stage.manager.clone();
    let none = json!({"staff": "JN", "duty": "sales", "level": "own", "discount_max": "0"});
    stage.does(&marie, "competence.sign_off", none);
    jana.new_order();
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.type_text("3");
    jana.press(KeyCode::Enter);
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.ctrl('s');
    jana.sees("SO-2026-0002 taken");
    assert_eq!(lines(&mut stage)[2].1, 3_000);
}

#[test]
fn what_is_wrong_stands_at_its_field() {
    let stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.press(KeyCode::BackTab);
    for _ in 0..9 {
        jana.press(KeyCode::Backspace);
    }
    jana.press(KeyCode::Tab);
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.ctrl('s');
    jana.sees("something must be written here");
    let screen = jana.screen();
    let row = |text: &str| screen.lines().position(|line| line.contains(text));
    assert_eq!(
        row("something must be written here"),
        row("Customer ").map(|row| row + 1),
        "{screen}"
    );
}

#[test]
fn a_line_that_was_removed_comes_back_as_it_was() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("pap");
    jana.press(KeyCode::Enter);
    jana.type_text("7");
    jana.ctrl('d');
    jana.no_longer_sees("net 903.00");
    jana.ctrl('z');
    jana.sees("net 903.00");
    jana.ctrl('s');
    jana.sees("SO-2026-0002 taken");
    assert_eq!(lines(&mut stage)[1].1, 7_000);
    // What was ordered already is wanted again.
    let mut jana = at_the_counter(&stage);
    jana.type_text(&format!("/{order}"));
    jana.press(KeyCode::Enter);
    jana.press(KeyCode::Char('e'));
    jana.type_text("5");
    jana.ctrl('d');
    jana.sees("bring the line back");
    jana.sees("Total with VAT CZK 0.00");
    jana.ctrl('d');
    jana.ctrl('s');
    jana.sees("is changed");
    assert_eq!(lines(&mut stage)[0].1, 5_000);
    stage.is_clean();
}

#[test]
fn what_is_typed_where_nothing_is_written_is_said() {
    let stage = Stage::new();
    let mut jana = at_the_counter(&stage);
    jana.new_order();
    jana.type_text("pap");
    for _ in 0..4 {
        jana.press(KeyCode::Tab);
    }
    let said = "There is no text here";
    jana.press(KeyCode::Char('x'));
    jana.sees(said);
    jana.press(KeyCode::Char(' '));
    jana.sees("● delivery");
    jana.no_longer_sees(said);
}
