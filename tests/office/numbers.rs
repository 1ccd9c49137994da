//! Numbers as people type and paste them are read in the one way in which they can be meant, or refused with both readings.

use crate::stage::Stage;
use proptest::prelude::*;
use serde_json::json;
use swingdoor::model::{Discount, Money, Quantity};
use swingdoor::office::Refused;
use swingdoor::words::{Lang, Words};

fn words(lang: Lang) -> Words {
    Words::new(lang, "CZK", chrono_tz::Europe::Prague)
}

#[track_caller]
fn reads(text: &str, thousandths: i64) {
    assert_eq!(Quantity::parse(text), Some(Quantity(thousandths)), "{text}");
}

#[test]
fn a_typed_number_with_one_meaning_is_read_in_either_writing() {
    for (text, thousandths) in [
        ("2", 2_000),
        (" 2 ", 2_000),
        ("0.125", 125),
        ("0,125", 125),
        ("1234,5", 1_234_500),
        ("1234.567", 1_234_567),
        ("1,2340", 1_234),
        ("1.2340", 1_234),
        ("1 000", 1_000_000),
        ("1\u{a0}000", 1_000_000),
        ("12\u{202f}000,5", 12_000_500),
        ("1 234,567", 1_234_567),
        ("1.234,5", 1_234_500),
        ("1,234.5", 1_234_500),
        ("999.999,125", 999_999_125),
        ("1.000.000", 1_000_000_000),
        ("-0", 0),
        ("-3", -3_000),
        ("\u{2212}3", -3_000),
    ] {
        reads(text, thousandths);
    }
    assert_eq!(Money::parse("1 240,50"), Some(Money(124_050)));
    assert_eq!(Money::parse("1,240.50"), Some(Money(124_050)));
    assert_eq!(Discount::parse("12,5 %"), Some(Discount(1_250)));
}

#[test]
fn what_is_no_number_or_has_wrong_groups_is_not_read() {
    for text in [
        "",
        "½",
        "1½",
        "-",
        "--1",
        "1-",
        "+5",
        "1e3",
        "0x10",
        ".5",
        "5.",
        ",",
        "1 00",
        "12 5",
        "1 0000",
        "0 123",
        "1.23.4",
        "1,2,3.4",
        "1.234,5.6",
        "1 234 5",
        "1. 234",
        "1'234",
        "１２",
        "1 ,5",
        "NaN",
        "1.23456",
    ] {
        assert_eq!(Quantity::parse(text), None, "{text}");
        assert_eq!(Money::parse(text), None, "{text}");
    }
}

#[test]
fn a_mark_before_three_digits_is_refused_with_both_readings_in_both_languages() {
    for text in ["1,234", "1.234", "12,500", "999.001", "-1,234"] {
        assert_eq!(Quantity::parse(text), None, "{text}");
        assert_eq!(Money::parse(text), None, "{text}");
        assert_eq!(Money::written(&text.replace('.', ",")), None, "{text}");
    }
    let said = |lang, id, text| words(lang).refused(&Refused::misread(id, text));
    let english = said(Lang::En, "bad-quantity", "1,234");
    assert_eq!(
        english,
        "\"1,234\" can mean 1234 or 1.234. Type 1234 or 1.2340."
    );
    let czech = said(Lang::Cs, "bad-quantity", "1.234");
    assert_eq!(
        czech,
        "„1.234“ může být 1234, nebo 1,234. Napište 1234, nebo 1,2340."
    );
    assert!(said(Lang::En, "bad-money", "1.500").contains("1500 or 1.5"));
    assert!(said(Lang::En, "bad-money", "½").contains("not an amount"));
}

#[test]
fn a_program_writes_its_decimals_behind_a_dot() {
    let mut stage = Stage::new();
    let clerk = stage.petr.clone();
    let item = json!({"code": "ROPE", "name": "Rope", "unit": "m", "price": "19.90", "vat": "21"});
    stage.does(&clerk, "item.add", item);
    let receive = |quantity: &str| json!({"item": "ROPE", "bin": "A1", "quantity": quantity});
    let received = stage.does(&clerk, "stock.receive", receive("1.234"));
    assert_eq!(received.text("on_hand"), "1.234");
    for typed in ["0,5", "1,234", "1.234,5", "1 000"] {
        let refused = stage
            .run(&clerk, "stock.receive", receive(typed))
            .unwrap_err();
        assert_eq!(refused.id, "number-not-plain");
    }
    stage.is_clean();
}

proptest! {
    #[test]
    fn what_the_program_puts_into_a_field_is_read_back_as_it_was(units in -1_000_000_000_i64..1_000_000_000) {
        for lang in [Lang::En, Lang::Cs] {
            let typed = words(lang).typed(&Quantity(units));
            prop_assert_eq!(Quantity::parse(&typed), Some(Quantity(units)), "{}", typed);
            let typed = words(lang).amount(Money(units));
            prop_assert_eq!(Money::parse(&typed), Some(Money(units)), "{}", typed);
        }
        prop_assert_eq!(Quantity::written(&Quantity(units).to_string()), Some(Quantity(units)));
        prop_assert_eq!(Money::written(&Money(units).to_string()), Some(Money(units)));
    }

    #[test]
    fn a_text_is_never_read_with_other_digits_than_it_has(text in "[-0-9., \u{a0}½]{0,12}") {
        if let Some(read) = Quantity::parse(&text) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let typed = digits(&text);
            let read = digits(&format!("{}", read.0));
            prop_assert!(
                typed.trim_matches('0').contains(read.trim_matches('0')),
                "{:?} read as {} thousandths", text, read
            );
        }
    }
}
