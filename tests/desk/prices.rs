//! A price says whether it has VAT in it, and the other figure stands beside it.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;

fn at_the_stock(stage: &Stage) -> Person {
    let mut petr = Person::at(stage, "shelves", "PM", "2748");
    petr.press(KeyCode::Char('2'));
    petr.sees("Papír A4");
    petr
}

#[test]
fn a_new_item_says_what_kind_of_price_it_takes_and_what_that_is_with_vat() {
    let mut stage = Stage::new();
    let mut petr = at_the_stock(&stage);
    petr.press(KeyCode::Char('n'));
    petr.sees("Price without VAT");
    for _ in 0..3 {
        petr.press(KeyCode::Tab);
    }
    petr.type_text("100");
    petr.sees("with VAT 121.00");
    petr.press(KeyCode::Tab);
    petr.type_text("12");
    petr.sees("with VAT 112.00");
    petr.type_text("x");
    petr.no_longer_sees("with VAT 1");
    petr.press(KeyCode::Backspace);
    petr.ctrl('l');
    petr.sees("Cena bez DPH");
    petr.sees("s DPH 112,00");
    let marie = stage.manager.clone();
    let with = json!({"key": "prices-with-vat", "value": "yes"});
    stage.does(&marie, "setting.change", with);
    // The open form follows it, and keeps what is typed.
    petr.sees("Cena s DPH");
    petr.sees("bez DPH 89,29");
    let mut petr = at_the_stock(&stage);
    petr.press(KeyCode::Char('e'));
    petr.sees("Price with VAT");
    petr.sees("without VAT 106.61");
}

#[test]
fn the_stock_list_shows_both_prices_and_follows_the_setting() {
    let mut stage = Stage::new();
    let mut petr = at_the_stock(&stage);
    petr.sees("CZK 156.09 with VAT, CZK 129.00 without");
    let wide = petr.shell.screen(140, 36);
    assert!(wide.contains("With VAT"), "{wide}");
    assert!(wide.contains("156.09       129.00"), "{wide}");
    let marie = stage.manager.clone();
    let with = json!({"key": "prices-with-vat", "value": "yes"});
    stage.does(&marie, "setting.change", with);
    petr.sees("CZK 129.00 with VAT, CZK 106.61 without");
}

#[test]
fn a_price_is_called_neither_kind_before_it_is_known_which_it_is() {
    let mut stage = Stage::new();
    let marie = stage.manager.clone();
    let with = json!({"key": "prices-with-vat", "value": "yes"});
    stage.does(&marie, "setting.change", with);
    let mut petr = Person::at(&stage, "shelves", "PM", "2748");
    petr.press(KeyCode::F(3));
    petr.press(KeyCode::Char('2'));
    petr.sees("PAP");
    let new = crossterm::event::Event::Key(KeyCode::Char('n').into());
    petr.shell.event(&new);
    let screen = petr.shell.screen(80, 24);
    assert!(screen.contains("New item"), "{screen}");
    assert!(!screen.contains("Price without VAT"), "{screen}");
    petr.sees("Price with VAT");
}

#[test]
fn what_is_missing_has_a_column_and_the_price_stands_at_a_hundred_columns() {
    let mut stage = Stage::new();
    let order = stage.order("3");
    let petr = stage.petr.clone();
    let short = json!({"order": order, "lines": [{"line": 1, "item": "PAP", "bin": "A1", "quantity": "1"}]});
    stage.does(&petr, "order.pick", short);
    let mut petr = at_the_stock(&stage);
    let narrow = petr.screen();
    let of = |screen: &str, what: &str| {
        let mut lines = screen.lines();
        lines.any(|line| line.contains("PAP") && line.contains(what))
    };
    assert!(of(&narrow, "156.09"), "{narrow}");
    let wide = petr.shell.screen(140, 36);
    assert!(wide.contains("Missing"), "{wide}");
    assert!(of(&wide, " 2  A1"), "{wide}");
    stage.is_clean();
}
