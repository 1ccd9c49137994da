//! No space left: one clear sentence, the right exit code, nothing acknowledged lost, and work goes on when there is space.

use super::{House, text, with_input};
use serde_json::{Value, json};
use std::process::{Command, Output, Stdio};

/// Runs the program with files that may not grow beyond so many blocks of 512 or 1024 bytes (as the shell counts).
fn limited(house: &House, blocks: u64, arguments: &[&str], input: &str) -> Output {
    let child = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ))
        .arg(env!("CARGO_BIN_EXE_swingdoor"))
        .arg("--file")
        .arg(house.path())
        .args(["--lang", "en"])
        .args(arguments)
        .env("SWINGDOOR_PIN", "4826")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    with_input(child, input.as_bytes())
}

#[test]
fn a_file_that_cannot_grow_loses_nothing_that_was_answered() {
    let house = House::new();
    let lines: String = (0..400)
        .map(|nth| {
            let note = "n".repeat(1500);
            format!("{}\n", json!({"verb": "customer.add", "id": format!("c{nth}"), "name": format!("Customer {nth}"), "note": note}))
        })
        .collect();
    let mut refused_somewhere = false;
    for blocks in [200, 400, 700] {
        let out = limited(&house, blocks, &["do", "--as", "MD"], &lines);
        let answers: Vec<Value> = String::from_utf8_lossy(&out.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for answer in &answers {
            if answer["ok"] == false {
                refused_somewhere = true;
                let id = answer["refused"].as_str().unwrap();
                assert!(
                    matches!(id, "store-full" | "store-io" | "store-uncertain"),
                    "{answer}"
                );
                assert!(answer["text"].as_str().unwrap().len() > 10, "{answer}");
            }
        }
        if !out.status.success() {
            assert_eq!(out.status.code(), Some(4), "{}", text(&out));
        }
        // Everything that was answered is there, once.
        let listed = text(&house.run(["list", "customer", "--json"], ""));
        for answer in answers.iter().filter(|answer| answer["ok"] == true) {
            let code = answer["result"]["customer"].as_str().unwrap();
            let found = listed.matches(&format!("\"code\":\"{code}\"")).count();
            assert_eq!(found, 1, "{code}");
        }
        house.is_clean();
    }
    assert!(refused_somewhere, "the limits never bit");
    // With space again the same requests make one effect each.
    let again = house.run(["do", "--as", "MD"], &lines);
    assert!(again.status.success(), "{}", text(&again));
    let listed = text(&house.run(["list", "customer", "--json"], ""));
    assert_eq!(listed.lines().count(), 400);
    house.is_clean();
}

#[test]
fn a_backup_for_which_there_is_no_space_leaves_no_torso() {
    let house = House::new();
    let out = limited(&house, 50, &["backup"], "");
    assert_eq!(out.status.code(), Some(4), "{}", text(&out));
    let folder = house.folder.path().join("office-backups");
    let left = std::fs::read_dir(folder).map_or(0, Iterator::count);
    assert_eq!(left, 0);
    assert!(house.run(["backup"], "").status.success());
}
