//! Bad input and faults: one clear sentence, the right exit code, and nothing changed.

use super::{House, run_on, text};
use serde_json::json;
use std::os::unix::fs::PermissionsExt;

/// The exit code and what was said; always exactly one line of words.
#[track_caller]
fn sentence(out: &std::process::Output) -> (i32, String) {
    let said = String::from_utf8(out.stderr.clone()).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!said.contains("panicked"), "{said}");
    (out.status.code().unwrap(), said)
}

#[test]
fn a_file_that_is_not_ours_is_left_alone() {
    let house = House::new();
    let folder = house.folder.path();
    let missing = folder.join("none.swing");
    assert_eq!(sentence(&run_on(&missing, ["check"], b"")).0, 4);
    assert!(!missing.exists(), "reading makes no file");
    let foreign = folder.join("foreign.swing");
    std::fs::write(
        &foreign,
        "Dear diary, today I made no office at all.\n".repeat(200),
    )
    .unwrap();
    let before = std::fs::read(&foreign).unwrap();
    assert_eq!(sentence(&run_on(&foreign, ["check"], b"")).0, 4);
    assert_eq!(std::fs::read(&foreign).unwrap(), before);
    let empty = folder.join("empty.swing");
    std::fs::write(&empty, "").unwrap();
    assert_eq!(sentence(&run_on(&empty, ["check"], b"")).0, 4);
    assert_eq!(sentence(&run_on(folder, ["check"], b"")).0, 4, "a folder");
    let again = house.run(
        ["init", "--office", "Second", "--manager", "Someone"],
        "4826\n",
    );
    assert_eq!(again.status.code(), Some(4), "{}", text(&again));
    house.is_clean();
}

#[test]
fn a_newer_file_is_refused_and_a_damaged_one_is_told() {
    let house = House::new();
    let newer = house.folder.path().join("newer.swing");
    std::fs::copy(house.path(), &newer).unwrap();
    let mut bytes = std::fs::read(&newer).unwrap();
    bytes[60..64].copy_from_slice(&999_i32.to_be_bytes());
    std::fs::write(&newer, &bytes).unwrap();
    let (code, said) = sentence(&run_on(&newer, ["check"], b""));
    assert_eq!(code, 4);
    assert!(said.contains("newer"), "{said}");
    let damaged = house.folder.path().join("damaged.swing");
    let mut bytes = std::fs::read(house.path()).unwrap();
    for page in bytes.chunks_mut(4096).skip(3) {
        for byte in page.iter_mut().step_by(7) {
            *byte ^= 0x5a;
        }
    }
    std::fs::write(&damaged, &bytes).unwrap();
    let out = run_on(&damaged, ["check"], b"");
    assert_eq!(out.status.code(), Some(4), "{}", text(&out));
    assert!(!text(&out).contains("panicked"), "{}", text(&out));
}

#[test]
fn a_file_that_may_not_be_written_is_told() {
    let house = House::new();
    let path = house.path();
    assert_eq!(
        std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600,
        "an office is its owner's alone"
    );
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return; // Whoever runs this may write everything: there is nothing to see.
    }
    let (code, said) = sentence(&house.run(["do", "--as", "MD"], "{}\n"));
    assert_eq!(code, 4, "{said}");
}

#[test]
fn without_a_terminal_the_screens_say_so() {
    let house = House::new();
    let (code, said) = sentence(&house.run([] as [&str; 0], ""));
    assert_eq!(code, 2, "{said}");
}

#[test]
fn a_wrong_pin_and_an_unknown_person_are_the_same() {
    let house = House::new();
    let (code, unknown) = sentence(&house.run(["do", "--as", "XX"], ""));
    assert_eq!(code, 3, "{unknown}");
}

#[test]
fn requests_that_make_no_sense_are_refused_one_by_one() {
    let house = House::new();
    let made = house.perform(&[
        json!({"verb": "customer.add", "name": "Anna Bílá"}),
        json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "2.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "5"}),
    ]);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    let order = |quantity: serde_json::Value| json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PEN", "quantity": quantity}]});
    let bad = [
        order(json!("0")),
        order(json!("-1")),
        order(json!("0.0001")),
        order(json!("99999999999999999999")),
        order(json!("NaN")),
        order(json!("1e3")),
        order(json!(null)),
        order(json!("")),
        json!({"verb": "customer.add", "name": "x".repeat(10_000)}),
        json!({"verb": "customer.add", "name": "nul\u{0}l"}),
        json!({"verb": "customer.add", "name": "   "}),
        json!({"verb": "customer.add", "name": "Fine", "shoe_size": "44"}),
        json!({"verb": "customer.add"}),
        json!({"verb": "order.plaice"}),
        json!({"verb": 7}),
        json!([1, 2]),
        json!("text"),
        json!({"verb": "customer.add", "name": "Fine", "id": 7}),
        json!({"verb": "item.add", "code": "X", "name": "X", "unit": "pc", "price": "-1", "vat": "21"}),
        json!({"verb": "item.add", "code": "X", "name": "X", "unit": "pc", "price": "1.005", "vat": "21"}),
        json!({"verb": "item.add", "code": "X", "name": "X", "unit": "pc", "price": "1", "vat": "120"}),
        json!({"verb": "payment.take", "order": "nothing", "amount": "1", "means": "cash"}),
        json!({"verb": "payment.take", "order": "nothing", "amount": "1", "means": "shells"}),
    ];
    let answers = house.perform(&bad);
    assert_eq!(answers.len(), bad.len());
    for (request, answer) in bad.iter().zip(&answers) {
        assert_eq!(answer["ok"], false, "{request}");
        let sentence = answer["text"].as_str().unwrap();
        assert!(
            !sentence.is_empty() && sentence.len() < 400 && !sentence.contains('\n'),
            "{request}: {sentence}"
        );
    }
    let out = run_on(
        &house.path(),
        ["do", "--as", "MD"],
        b"{\"verb\":\"customer.add\",\"name\":\"\xff\xfe\"}\n{\"verb\":\n",
    );
    let said = String::from_utf8(out.stdout).unwrap();
    assert_eq!(said.lines().count(), 2, "{said}");
    assert_eq!(said.matches("bad-json").count(), 2, "{said}");
    assert_eq!(out.status.code(), Some(2));
    let listed = house.run(["list", "order", "--json"], "");
    assert!(
        listed.stdout.is_empty(),
        "nothing was placed: {}",
        text(&listed)
    );
    house.is_clean();
}

#[test]
fn hostile_text_stays_harmless_on_every_output() {
    let house = House::new();
    let hostile = "\u{1b}[31mRed\u{1b}]0;title\u{7} \u{202e}live\u{0301}";
    let answers = house.perform(&[json!({"verb": "customer.add", "name": hostile})]);
    let listed = [
        house.run(["list", "customer"], ""),
        house.run(["list", "customer", "--csv"], ""),
        house.run(["list", "customer", "--json"], ""),
        house.run(["show", "customer", "C-00001"], ""),
    ];
    for out in &listed {
        assert!(
            !out.stdout.contains(&0x1b) && !out.stdout.contains(&7),
            "{answers:?} {}",
            text(out)
        );
    }
    house.is_clean();
}

#[test]
fn the_same_request_id_is_answered_the_same_and_done_once() {
    let house = House::new();
    let request = json!({"verb": "customer.add", "name": "Once", "id": "web-1"});
    let answers = house.perform(&[request.clone(), request.clone()]);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(house.perform(std::slice::from_ref(&request))[0], answers[0]);
    let listed = text(&house.run(["list", "customer", "--csv"], ""));
    assert_eq!(listed.matches("Once").count(), 1, "{listed}");
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let house = House::new();
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_swingdoor"))
        .args(["verbs", "--schema"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert_eq!((out.status.code(), text(&out).as_str()), (Some(0), ""));
    drop(house);
}
