//! What `list --csv` writes is read by `import` in an empty office and comes out the same.

use super::{House, text};
use crate::chance::Chance;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Texts that somebody once typed, and that another program would take for something else.
const HOSTILE: &[&str] = &[
    "=1+1",
    "+420 777 210 331",
    "-5",
    "-",
    "-1.2.3",
    "@home",
    "'=x",
    "''-y",
    "'quoted'",
    "NULL",
    "null",
    "'Null'",
    "Null",
    "a,b;c",
    "say \"hi\"",
    "\"",
    "O'Briant & Sons",
    "Žluťoučký kůň",
    "007",
    "1,234",
    "1.234",
    "true",
    "1e5",
    "a\u{a0}b",
    "Řehoř, s.r.o.",
    "name",
    "code",
    "漢字",
    "%",
    "C:\\dir",
    "#N/A",
    "<b>x</b>",
];

struct Texts(Chance);

impl Texts {
    fn one(&mut self) -> String {
        let word = HOSTILE[self.0.place(HOSTILE.len())];
        match self.0.below(4) {
            0 => format!("{word} {}", HOSTILE[self.0.place(HOSTILE.len())]),
            _ => word.to_owned(),
        }
    }

    fn maybe(&mut self) -> String {
        if self.0.below(3) == 0 {
            String::new()
        } else {
            self.one()
        }
    }

    fn of(&mut self, words: &[&str]) -> String {
        words[self.0.place(words.len())].to_owned()
    }

    fn amount(&mut self) -> String {
        format!("{}.{:02}", self.0.below(3_000), self.0.below(100))
    }

    fn percent(&mut self) -> String {
        self.of(&["0", "0.5", "1", "12.5", "100", "33.33"])
    }
}

/// Everything is done, or the answer is shown.
#[track_caller]
fn done(house: &House, lines: &[Value]) -> Vec<Value> {
    let answers = house.perform(lines);
    for (line, answer) in lines.iter().zip(&answers) {
        assert!(answer["ok"] == true, "{line}\n{answer}");
    }
    answers
}

fn list(house: &House, kind: &str) -> String {
    let out = house.run(["list", kind, "--csv"], "");
    assert!(out.status.success(), "{}", text(&out));
    String::from_utf8(out.stdout).unwrap()
}

/// Writes a list beside the office.
fn written(house: &House, kind: &str) -> PathBuf {
    let path = house.folder.path().join(format!("{kind}.csv"));
    std::fs::write(&path, list(house, kind)).unwrap();
    path
}

#[track_caller]
fn import(house: &House, kind: &str, table: &Path, lines: Option<&Path>) -> String {
    let mut arguments = vec!["import", kind, table.to_str().unwrap()];
    if let Some(lines) = lines {
        arguments.extend(["--lines", lines.to_str().unwrap()]);
    }
    arguments.extend(["--as", "MD"]);
    let out = house.run(arguments, "");
    assert!(out.status.success(), "{kind}: {}", text(&out));
    text(&out)
}

fn customers(house: &House, texts: &mut Texts, count: usize) {
    let mut lines = Vec::new();
    for nth in 0..count {
        let card = json!({"verb": "customer.add", "name": texts.one(), "contact": texts.maybe(), "phone": texts.maybe(), "email": texts.maybe(), "street": texts.maybe(),
            "city": texts.maybe(), "postal_code": texts.maybe(), "country": texts.of(&["", "CZ", "SK"]), "note": format!("{}\n{}", texts.one(), texts.one()),
            "code": if nth % 3 == 0 { format!("{} {nth}", texts.one()) } else { String::new() }});
        lines.push(card);
    }
    let made = done(house, &lines);
    let mut more = Vec::new();
    for answer in &made {
        let code = answer["subject"].as_str().unwrap();
        for _ in 0..texts.0.below(3) {
            more.push(json!({"verb": "customer.set_contact", "customer": code, "name": texts.one(), "role": texts.maybe(), "phone": texts.maybe(), "email": texts.maybe(),
                "may_pick_up": texts.0.below(2) == 0}));
        }
        if texts.0.below(2) == 0 {
            more.push(
                json!({"verb": "customer.set_limit", "customer": code, "limit": texts.amount()}),
            );
        }
    }
    done(house, &more);
}

fn items(house: &House, texts: &mut Texts, count: usize) -> Vec<String> {
    let (mut codes, mut lines) = (Vec::new(), Vec::new());
    for nth in 0..count {
        let code = format!("{} {nth}", texts.one());
        lines.push(json!({"verb": "item.add", "code": code, "name": texts.one(), "unit": texts.of(&["kg", "m"]), "price": texts.amount(), "vat": texts.of(&["0", "21", "12"]),
            "barcode": if nth % 2 == 0 { format!("{}{nth}", texts.one()) } else { String::new() }}));
        for bin in ["A1", "Nový regál 2", "=B;3"] {
            if texts.0.below(2) == 0 {
                let quantity = texts.of(&["1.234", "5", "0.5", "1000", "12.000", "1234.5"]);
                lines.push(json!({"verb": "stock.receive", "item": code, "bin": bin, "quantity": quantity}));
            }
        }
        if texts.0.below(3) == 0 {
            lines.push(
                json!({"verb": "item.edit", "item": code, "low_at": texts.of(&["2.500", "1.234"])}),
            );
        }
        codes.push(code);
    }
    lines.push(json!({"verb": "item.add", "code": "OLD", "name": "no longer sold", "unit": "kg", "price": "1", "vat": "21"}));
    lines.push(json!({"verb": "item.edit", "item": "OLD", "active": false}));
    done(house, &lines);
    codes
}

fn orders(house: &House, texts: &mut Texts, codes: &[String], count: usize) {
    done(
        house,
        &[json!({"verb": "setting.change", "key": "discount-max", "value": "100"})],
    );
    for nth in 0..count {
        if nth == count / 2 {
            done(
                house,
                &[json!({"verb": "setting.change", "key": "prices-with-vat", "value": "yes"})],
            );
        }
        let customer = format!("C-{:05}", 1 + texts.0.below(2));
        let lines: Vec<Value> = (0..=texts.0.below(3))
            .map(|_| json!({"item": codes[texts.0.place(codes.len())], "quantity": texts.of(&["1.234", "0.5", "3", "2.000"]), "discount": texts.percent()}))
            .collect();
        let mut order = json!({"verb": "order.place", "customer": customer, "lines": lines, "note": format!("{}\n{}", texts.one(), texts.one()),
            "delivery": texts.of(&["pickup", "delivery"]), "papers": if nth % 2 == 0 { json!(["delivery-note"]) } else { json!([]) }, "discount": texts.percent()});
        if nth % 2 == 0 {
            order["needed_by"] = json!("2031-05-17 14:30");
        }
        let placed = done(house, &[order]);
        let number = placed[0]["subject"].as_str().unwrap();
        let due: f64 = placed[0]["result"]["total"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let more = match nth % 5 {
            0 => json!({"verb": "order.cancel", "order": number, "reason": texts.one()}),
            1 => json!({"verb": "order.hold", "order": number, "reason": texts.one()}),
            2 if due > 1.0 => {
                json!({"verb": "payment.take", "order": number, "amount": "0.50", "means": "card"})
            }
            _ => continue,
        };
        done(house, &[more]);
    }
    let item = json!({"verb": "item.add", "code": "BOX", "name": "Box", "unit": "kg", "price": "100", "vat": "21"});
    let order = json!({"verb": "order.place", "customer": "C-00001", "deposit": "40.50", "lines": [{"item": "BOX", "quantity": "1"}]});
    done(house, &[item, order]);
}

#[test]
fn customers_items_and_orders_go_round_whatever_stands_in_them() {
    for seed in 1..crate::chance::times(3, 40) {
        let mut texts = Texts(Chance(seed));
        let house = House::new();
        customers(&house, &mut texts, 24);
        let codes = items(&house, &mut texts, 16);
        orders(&house, &mut texts, &codes, 12);
        house.is_clean();
        let other = House::new();
        let customers = written(&house, "customer");
        let contacts = written(&house, "contact");
        let items = written(&house, "item");
        let (orders, lines) = (written(&house, "order"), written(&house, "line"));
        for said in [
            import(&other, "customers", &customers, Some(&contacts)),
            import(&other, "items", &items, None),
            import(&other, "orders", &orders, Some(&lines)),
        ] {
            assert!(
                !said.contains("left out") && !said.contains("not as the list"),
                "{said}"
            );
        }
        for kind in ["customer", "contact", "item", "order", "line"] {
            let (was, is) = (list(&house, kind), list(&other, kind));
            for (one, two) in was.lines().zip(is.lines()) {
                assert_eq!(one, two, "{kind}, seed {seed}");
            }
            assert_eq!(was, is, "{kind}, seed {seed}");
        }
        other.is_clean();
        // New cards and orders find numbers of their own.
        let new = done(
            &other,
            &[
                json!({"verb": "customer.add", "name": "Eva"}),
                json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": codes[0], "quantity": "1"}]}),
            ],
        );
        assert!(!was_listed(&list(&house, "order"), &new[1]), "{new:?}");
        other.is_clean();
    }
}

fn was_listed(listed: &str, answer: &Value) -> bool {
    listed.contains(answer["subject"].as_str().unwrap())
}

#[test]
fn what_a_table_cannot_carry_is_told() {
    let house = House::new();
    done(
        &house,
        &[
            json!({"verb": "customer.add", "name": "Anna"}),
            json!({"verb": "customer.add", "name": "Anna again"}),
            json!({"verb": "customer.merge", "customer": "C-00002", "into": "C-00001"}),
            json!({"verb": "item.add", "code": "PAP", "name": "Papír A4", "unit": "pc", "price": "129.00", "vat": "21"}),
            json!({"verb": "stock.receive", "item": "PAP", "bin": "A1", "quantity": "10"}),
            json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}]}),
            json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]}),
        ],
    );
    let year = year(&house);
    done(
        &house,
        &[
            json!({"verb": "payment.take", "order": format!("SO-{year}-0002"), "amount": "156.09", "means": "card"}),
            json!({"verb": "order.pick", "order": format!("SO-{year}-0001")}),
            json!({"verb": "order.pick", "order": format!("SO-{year}-0002")}),
            json!({"verb": "parcel.ready", "parcel": format!("P-{year}-0002"), "place": "P1"}),
            json!({"verb": "parcel.hand_over", "parcel": format!("P-{year}-0002"), "collected_by": "Eva"}),
        ],
    );
    let other = House::new();
    let said = import(&other, "customers", &written(&house, "customer"), None);
    assert!(
        said.contains("one row is not as the list had it") && said.contains("C-00002"),
        "{said}"
    );
    // Two lie in a parcel that is not carried.
    let said = import(&other, "items", &written(&house, "item"), None);
    assert!(
        said.contains("not as the list had it") && said.contains("PAP"),
        "{said}"
    );
    let said = import(
        &other,
        "orders",
        &written(&house, "order"),
        Some(&written(&house, "line")),
    );
    assert!(
        said.contains(&format!("SO-{year}-0001")) && !said.contains("0002"),
        "{said}"
    );
    // What was handed over and paid stays so.
    let orders = list(&other, "order");
    let second = orders.lines().find(|row| row.contains("-0002")).unwrap();
    assert!(
        second.contains("closed,handed-over,paid,156.09,156.09,0.00"),
        "{second}"
    );
    other.is_clean();
}

fn year(house: &House) -> String {
    let order = list(house, "order");
    order.lines().nth(1).unwrap()[3..7].to_owned()
}
