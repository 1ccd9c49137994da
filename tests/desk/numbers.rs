//! A number that is typed or pasted has one meaning everywhere, or is refused with what it could mean: "1.234,5" in a price is what
//! it is in a quantity, and nothing is guessed.

use super::Person;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::{Value, json};
use swingdoor::office::Reads;

/// What somebody types or pastes, and what it means in thousandths; `None`: it is no number, or can be two.
const ODD: [(&str, Option<i64>); 18] = [
    ("1.234,5", Some(1_234_500)),
    ("1,234.5", Some(1_234_500)),
    ("1 000", Some(1_000_000)),
    ("1\u{a0}000", Some(1_000_000)),
    ("12,5", Some(12_500)),
    ("7", Some(7_000)),
    ("-0", Some(0)),
    ("-3", Some(-3_000)),
    ("1,234", None),
    ("1.234", None),
    ("½", None),
    ("1e3", None),
    ("٣", None),
    ("0x10", None),
    ("+5", None),
    ("1 00", None),
    ("1.2.3", None),
    ("99999999999999999999", None),
];

/// A field with a number: who gets to it with which keys, what stands in the title, and where the verb has it.
struct Place {
    who: &'static str,
    keys: &'static str,
    title: &'static str,
    pointer: &'static str,
}

/// `⇥` and `⇤` go from field to field, `⏎` is Enter, `⇱` and `↓` choose the first row and the next, `#` is a new number each time.
const PLACES: [Place; 21] = [
    place("PM", "③2r", "Receive", "/ask/quantity"),
    place("PM", "③2a⇥⇥why⇤⇤", "Adjust", "/ask/quantity"),
    place("PM", "③2o⇥⇥why⇤⇤", "Write off", "/ask/quantity"),
    place("PM", "③2m⇥⇥B2⇤⇤", "Move", "/ask/quantity"),
    place("PM", "③2nN#⇥Name⇥⇥", "New item", "/ask/price"),
    place("PM", "③2nV#⇥Name⇥⇥5⇥", "New item", "/ask/vat"),
    place("PM", "③2e⇥", "Change", "/ask/price"),
    place("PM", "③2e⇥⇥", "Change", "/ask/low_at"),
    place("PM", "③2bw", "Bin", "/ask/walk"),
    place("PM", "③1⏎", "Pick", "/ask/lines/0/quantity"),
    place("MD", "⑨8⇱⏎", "Smallest coin", "/got/value"),
    place("MD", "⑨8⇱↓⏎", "Cash limit", "/got/value"),
    place("MD", "⑨8⇱↓↓⏎", "Limit on account", "/got/value"),
    place("MD", "⑨8⇱↓↓↓⏎", "discount", "/got/value"),
    place("MD", "②3l", "Limit on account", "/ask/limit"),
    place(
        "JN",
        "⎋⎋②1⎋⎋⎋SO-2026-0002⏎g⇥⇥why⇤⇤",
        "Give money back",
        "/ask/amount",
    ),
    place(
        "JN",
        "⎋⎋②1⎋⎋⎋SO-2026-0003⏎v⇥⇥⇥A1⇥why⇤⇤⇤",
        "Goods come back",
        "/ask/lines/0/quantity",
    ),
    place(
        "JN",
        "⎋⎋②2nC-00001⏎PAP⏎",
        "New order",
        "/ask/lines/0/quantity",
    ),
    place(
        "JN",
        "⎋⎋②2nC-00001⏎PAP⏎⇥",
        "New order",
        "/ask/lines/0/discount",
    ),
    place(
        "JN",
        "⎋⎋②2nC-00001⏎PAP⏎9⏎⏎⏎⇥⇥⇥⇥⇥⇥",
        "New order",
        "/ask/deposit",
    ),
    place(
        "JN",
        "⎋⎋②2nC-00001⏎PAP⏎9⏎⏎⏎⇥⇥⇥⇥⇥⇥⇥",
        "New order",
        "/ask/discount",
    ),
];

const fn place(
    who: &'static str,
    keys: &'static str,
    title: &'static str,
    pointer: &'static str,
) -> Place {
    Place {
        who,
        keys,
        title,
        pointer,
    }
}

fn go(person: &mut Person, keys: &str, round: usize) {
    for c in keys.chars() {
        match c {
            '②' => person.press(KeyCode::F(2)),
            '③' => person.press(KeyCode::F(3)),
            '⑨' => person.press(KeyCode::F(9)),
            '⇥' => person.press(KeyCode::Tab),
            '⇤' => person.press(KeyCode::BackTab),
            '⏎' => person.press(KeyCode::Enter),
            '⎋' => person.press(KeyCode::Esc),
            '⇱' => person.press(KeyCode::Home),
            '↓' => person.press(KeyCode::Down),
            '#' => person.type_text(&round.to_string()),
            c => person.press(KeyCode::Char(c)),
        }
    }
}

/// The newest line of the journal but for who is at which pick: its number and its data.
fn newest(stage: &mut Stage) -> (i64, Value) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select seq, data from journal where verb not like 'picking.%' order by seq desc limit 1",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    let data = serde_json::from_str(&row.text(1).unwrap()).unwrap();
    (row.int(0).unwrap(), data)
}

/// Plenty of paper in two bins, an order to pick, one that was paid too much, and one that was handed over.
fn stage() -> Stage {
    let mut stage = Stage::new();
    stage.drawer();
    stage.anyone_may_owe();
    stage.receive("500000");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let marie = stage.manager.clone();
    let any_discount =
        json!({"staff": "JN", "duty": "sales", "level": "own", "discount_max": "100"});
    stage.does(&marie, "competence.sign_off", any_discount);
    let goods = json!({"item": "PAP", "bin": "B2", "quantity": "5"});
    stage.does(&petr, "stock.receive", goods);
    stage.order("100000");
    let paid = stage.order("100");
    let pay = json!({"order": paid, "amount": "15000.00", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    let cancel = json!({"order": paid, "reason": "a mistake"});
    stage.does(&jana, "order.cancel", cancel);
    let gone = stage.order("50000");
    let parcel = stage.pick_and_ready(&gone);
    let hand = json!({"parcel": parcel, "collected_by": "Josef Horák", "on_account": true});
    stage.does(&jana, "parcel.hand_over", hand);
    stage
}

/// What a verb was given, in thousandths; nothing given is nothing.
fn given(data: &Value, pointer: &str) -> i64 {
    let text = match data.pointer(pointer) {
        None | Some(Value::Null) => return 0,
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<3}")
        .parse()
        .unwrap_or_else(|_| panic!("{data}"))
}

fn close(person: &mut Person, title: &str) {
    for _ in 0..4 {
        if !person.screen().contains(title) {
            return;
        }
        person.press(KeyCode::Esc);
        if person.screen().contains("y yes") {
            person.press(KeyCode::Char('y'));
        }
    }
}

#[test]
fn an_odd_number_means_one_thing_in_every_field_or_is_refused() {
    let mut stage = stage();
    for (who, terminal, digits) in [
        ("PM", "shelves", "2748"),
        ("MD", "office", "4826"),
        ("JN", "hall", "1937"),
    ] {
        let mut person = Person::at(&stage, terminal, who, digits);
        for place in PLACES.iter().filter(|place| place.who == who) {
            for (round, (typed, means)) in ODD.into_iter().enumerate() {
                // While picking, + and - are keys.
                if place.title == "Pick" && typed.starts_with(['+', '-']) {
                    continue;
                }
                let what = format!("{typed:?} at {}{}", place.keys, place.pointer);
                go(&mut person, place.keys, round);
                assert!(
                    person.screen().contains(place.title),
                    "{what}\n{}",
                    person.screen()
                );
                let (before, _) = newest(&mut stage);
                // What is pasted into a pick is a label, as what is scanned there.
                if place.title == "Pick" {
                    person.type_text(typed);
                } else {
                    person.paste(typed);
                }
                let asked = person.screen();
                person.ctrl('s');
                let (after, data) = newest(&mut stage);
                let screen = person.screen();
                match means {
                    Some(means) if after > before => {
                        assert_eq!(given(&data, place.pointer), means, "{what}: {data}");
                    }
                    // It is said why not, and stands in the form as before. Seven can be saved everywhere.
                    Some(_) => {
                        assert!(screen.contains(place.title), "{what}\n{screen}");
                        // It may have been said while it was typed.
                        let plain = typed.replace('\u{a0}', " ");
                        let told = screen.contains(&format!("\"{plain}\""));
                        let is_said = told || screen != asked;
                        assert!(is_said, "{what} is refused without a word");
                        assert_ne!(typed, "7", "{what}\n{screen}");
                    }
                    None => {
                        assert_eq!(after, before, "{what}: {data}");
                        let quoted = screen.contains(&format!("\"{typed}\""));
                        assert!(quoted, "{what}\n{screen}");
                    }
                }
                close(&mut person, place.title);
            }
        }
    }
    stage.is_clean();
}

#[test]
fn what_is_no_number_is_none_on_the_command_line_either() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let marie = stage.manager.clone();
    let lines = |quantity: &str, discount: &str| json!([{"item": "PAP", "quantity": quantity, "discount": discount}]);
    let item = |price: &str, vat: &str| json!({"code": "NEW", "name": "New", "unit": "pc", "price": price, "vat": vat});
    let numbers = ODD.into_iter().filter(|(_, means)| means.is_none());
    // A program's dot comes before its decimals: there "1.234" has one meaning.
    let numbers = numbers
        .map(|(text, _)| text)
        .filter(|text| *text != "1.234");
    for text in numbers.chain(["NaN", "inf", "1.", ".5", " "]) {
        for (verb, fields) in [
            (
                "stock.receive",
                json!({"item": "PAP", "bin": "A1", "quantity": text}),
            ),
            (
                "order.place",
                json!({"customer": "C-00001", "lines": lines(text, "0")}),
            ),
            (
                "order.place",
                json!({"customer": "C-00001", "lines": lines("1", text)}),
            ),
            (
                "order.place",
                json!({"customer": "C-00001", "lines": lines("1", "0"), "deposit": text}),
            ),
            (
                "payment.take",
                json!({"order": order, "amount": text, "means": "card"}),
            ),
            ("item.add", item(text, "21")),
            ("item.add", item("10", text)),
            ("item.edit", json!({"item": "PAP", "low_at": text})),
            (
                "customer.set_limit",
                json!({"customer": "C-00001", "limit": text}),
            ),
            (
                "setting.change",
                json!({"key": "cash-limit", "value": text}),
            ),
            (
                "setting.change",
                json!({"key": "lock-minutes", "value": text}),
            ),
        ] {
            let (before, _) = newest(&mut stage);
            let refused = stage.run(&marie, verb, fields.clone());
            assert!(refused.is_err(), "{verb} {fields}: {refused:?}");
            assert_eq!(newest(&mut stage).0, before, "{verb} {fields}");
        }
    }
    stage.is_clean();
}
