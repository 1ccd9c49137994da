//! What scripts send: lines without end, keys that stand twice, characters that turn a terminal round.

use super::{House, program, run_on, text, with_input};
use crate::chance::{Chance, times};
use serde_json::{Value, json};

fn answers(house: &House, input: &str) -> Vec<Value> {
    let out = house.run(["do", "--as", "MD"], input);
    let answers = String::from_utf8(out.stdout).unwrap();
    let answers = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    answers.collect()
}

#[test]
fn a_line_beyond_four_mebibytes_is_refused_and_the_next_one_goes_on() {
    let house = House::new();
    let long = format!(
        "{{\"verb\": \"customer.add\", \"name\": \"{}\"}}",
        "x".repeat(9 << 20)
    );
    let next = json!({"verb": "customer.add", "name": "Next"});
    let answers = answers(&house, &format!("{long}\n{next}\n{long}"));
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["refused"], "line-too-long");
    assert_eq!(answers[1]["ok"], true, "{}", answers[1]);
    assert_eq!(answers[2]["refused"], "line-too-long");
}

#[test]
fn an_id_with_characters_that_a_terminal_obeys_is_refused() {
    let house = House::new();
    for id in [
        "\u{1b}[2J",
        "a\nb",
        "a\u{202e}b",
        "a\u{200b}",
        "",
        &"x".repeat(201),
    ] {
        let line = json!({"verb": "customer.add", "name": "One", "id": id});
        let answer = &answers(&house, &line.to_string())[0];
        assert_eq!(answer["refused"], "bad-request-id", "{answer}");
    }
    assert!(!text(&house.run(["list", "customer"], "")).contains("One"));
}

#[test]
fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
    let house = House::new();
    let lines = [
        r#"{"verb": "customer.add", "name": "One", "name": "Two"}"#,
        r#"{"verb": "order.place", "customer": "C-00001", "lines": [{"item": "A", "quantity": "1", "quantity": "100"}]}"#,
        r#"{"verb": "customer.add", "verb": "staff.add", "name": "One"}"#,
    ];
    for answer in answers(&house, &lines.join("\n")) {
        assert_eq!(answer["refused"], "key-twice", "{answer}");
    }
    assert!(!text(&house.run(["list", "customer"], "")).contains("One"));
}

#[test]
fn a_table_without_end_is_refused_in_a_sentence() {
    let house = House::new();
    for more in [&["/dev/zero"][..], &["nothing.csv", "--map", "/dev/zero"]] {
        let arguments = ["import", "customers"]
            .iter()
            .chain(more)
            .chain(&["--as", "MD"]);
        let out = house.run(arguments, "");
        assert_eq!(out.status.code(), Some(2), "{}", text(&out));
        assert!(text(&out).len() < 400, "{}", text(&out));
    }
}

#[test]
fn what_turns_a_terminal_round_is_written_as_its_number() {
    let house = House::new();
    let hostile = "\u{9b}2J\u{7f}\u{202e}\u{e0041}";
    let asked = json!({"verb": hostile, "name": "x"});
    let out = house.run(["do", "--as", "MD"], &format!("{asked}\n"));
    let written = String::from_utf8(out.stdout).unwrap();
    assert!(
        !written
            .trim_end()
            .chars()
            .any(swingdoor::model::text::is_hidden),
        "{written:?}"
    );
    let read: Value = serde_json::from_str(&written).unwrap();
    assert_eq!(read["data"]["name"], hostile, "and it reads as it was");
    let nowhere = house.folder.path().join("no\u{1b}]0;owned\u{7}where");
    let said = with_input(program(&nowhere).arg("check").spawn().unwrap(), b"");
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(
        !said
            .trim_end()
            .chars()
            .any(swingdoor::model::text::is_hidden),
        "{said:?}"
    );
}

/// A text of what spreadsheets, terminals and JSON take for something else.
fn odd_text(chance: &mut Chance, parts: usize) -> String {
    const PARTS: &[&str] = &[
        "=",
        "+",
        "-",
        "@",
        "'",
        "''",
        "\"",
        ",",
        ";",
        "\\N",
        "\\",
        "null",
        "NULL",
        "\t",
        " ",
        "1.5",
        "0",
        "řeřicha",
        "字",
        "{x}",
        "</b>",
        "#",
        "e\u{301}",
        "%00",
        "a",
        "B",
    ];
    (0..=chance.below(parts as u64))
        .map(|_| PARTS[chance.place(PARTS.len())])
        .collect()
}

#[test]
fn whatever_stands_in_a_text_comes_back_unchanged_from_a_table_and_from_an_export() {
    let (house, mut chance) = (House::new(), Chance(14));
    let lines: Vec<Value> = (0..times(120, 4_000))
        .map(|_| {
            let mut text = |parts| odd_text(&mut chance, parts);
            let (name, note) = (text(4), format!("{}\n{}", text(4), text(3)));
            json!({"verb": "customer.add", "name": name, "contact": text(3), "street": text(3), "city": text(3), "note": note})
        })
        .collect();
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let added = answers(&house, &input);
    let good = added.iter().filter(|answer| answer["ok"] == true).count();
    assert!(good > lines.len() / 2, "{added:?}");
    let listed = |house: &House, form: &str| {
        let out = house.run(["list", "customer", form], "");
        assert!(out.status.success(), "{}", text(&out));
        String::from_utf8(out.stdout).unwrap()
    };
    let table = house.folder.path().join("customers.csv");
    std::fs::write(&table, listed(&house, "--csv")).unwrap();
    let other = House::new();
    let imported = other.run(
        ["import", "customers", table.to_str().unwrap(), "--as", "MD"],
        "",
    );
    assert!(imported.status.success(), "{}", text(&imported));
    for form in ["--csv", "--json"] {
        assert_eq!(listed(&other, form), listed(&house, form));
    }
    for form in [&[][..], &["--json"]] {
        let folder = house.folder.path().join(format!("out{}", form.len()));
        let out = house.run(["export", folder.to_str().unwrap()].iter().chain(form), "");
        assert!(out.status.success(), "{}", text(&out));
        let back = folder.with_extension("swing");
        // Every row is compared with the digest that the journal has of it.
        let out = run_on(&back, ["restore".as_ref(), folder.as_os_str()], b"");
        assert!(out.status.success(), "{}", text(&out));
    }
}

#[test]
fn a_card_of_the_office_turns_no_terminal_round_either() {
    let house = House::new();
    let folder = house.folder.path().join("office-cards/en");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("ours.md"),
        "# Our \u{9b}2Jcard\u{202e}\n\n## When\nNow.\n",
    )
    .unwrap();
    for form in ["--json", "--csv", "--limit=500"] {
        let out = house.run(["list", "cards", form], "");
        let listed = String::from_utf8(out.stdout).unwrap();
        assert!(listed.contains("2Jcard"), "{listed}");
        let hidden = |c: char| swingdoor::model::text::is_hidden(c) && c != '\n';
        assert!(!listed.chars().any(hidden), "{listed:?}");
    }
}
