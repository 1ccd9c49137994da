//! Printing with the system's `lp`, and with one that fails: put in its place by the search path.

use super::{House, office};
use crate::terminal::Terminal;
use portable_pty::CommandBuilder;
use serde_json::json;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Puts a command in place of the system's.
fn lp(folder: &Path, does: &str) {
    let path = folder.join("lp");
    std::fs::write(folder.join("lp.new"), format!("#!/bin/sh\n{does}\n")).unwrap();
    std::fs::set_permissions(
        folder.join("lp.new"),
        std::fs::Permissions::from_mode(0o700),
    )
    .unwrap();
    std::fs::rename(folder.join("lp.new"), path).unwrap();
}

/// Jana at the receipt of a paid order, at a terminal that has a printer; where its commands are found.
fn at_a_receipt(path: &str) -> (House, Terminal, PathBuf) {
    let house = office();
    let made = house.perform(&[
        json!({"verb": "order.place", "customer": "C-00001", "lines": [{"item": "PAP", "quantity": "2"}]}),
        json!({"verb": "payment.take", "order": "SO-2026-0001", "amount": "100", "means": "card"}),
    ]);
    let order = made[0]["subject"].as_str().unwrap().to_owned();
    let paid = &made[1];
    let folder = house.path().parent().unwrap().join("commands");
    std::fs::create_dir(&folder).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_swingdoor"));
    command.env("PATH", format!("{}{path}", folder.display()));
    let mut jana = Terminal::of(command, &house.path(), &["--terminal", "hall"]);
    jana.sees("PIN");
    jana.keys("JN\r1937\r");
    jana.sees("F2 Front desk");
    jana.keys("\x0bprinter\r");
    jana.sees("Printer of this terminal");
    jana.keys("laser\x13");
    jana.sees("are printed on: laser");
    let receipt = paid["result"]["receipt"].as_str();
    let receipt = receipt.unwrap_or_else(|| panic!("{order}: {paid}"));
    jana.keys(receipt);
    jana.sees("receipt");
    jana.keys("\r");
    jana.sees("p print");
    (house, jana, folder)
}

#[test]
fn a_printer_that_hangs_freezes_no_key_and_the_paper_is_printed_when_it_is_back() {
    let (house, mut jana, folder) = at_a_receipt(":/usr/bin:/bin");
    lp(
        &folder,
        &format!("echo $$ > {}/pid; exec sleep 60", folder.display()),
    );
    jana.keys("p");
    jana.sees("goes to the printer");
    // Meanwhile she writes something else.
    jana.keys("\x1b");
    jana.sees("a ask the back");
    jana.keys("x");
    jana.sees("Reason");
    jana.keys("\tchanged their mind\x13");
    jana.sees("cancelled");
    let pid = std::fs::read_to_string(folder.join("pid")).unwrap();
    let runs = PathBuf::from(format!("/proc/{}", pid.trim())).exists();
    assert!(runs, "the cancellation waited for the printer");
    jana.sees("did not answer within 4 seconds");
    let refused = "cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1";
    for (does, said) in [
        (
            refused,
            "does not take it: lp: The printer or class does not exist.",
        ),
        ("exit 7", "does not take it: lp: 7"),
    ] {
        lp(&folder, does);
        jana.keys("y");
        jana.sees("Receipts and slips of");
        jana.keys("\r");
        jana.sees("p print");
        jana.keys("p");
        jana.sees(said);
        jana.keys("\x1b");
        jana.sees("show, print again");
        jana.keys("\x1b");
        jana.sees("a ask the back");
    }
    let out = folder.join("out");
    lp(
        &folder,
        &format!("cat > {0}.part && mv {0}.part {0}", out.display()),
    );
    jana.keys("y");
    jana.sees("Receipts and slips of");
    jana.keys("\r");
    jana.sees("p print");
    jana.keys("p");
    jana.sees("is at the printer laser.");
    let number = "R-2026-0001".replace("2026", &year(&house));
    let kept = house.run(["print", &number], "").stdout;
    assert_eq!(std::fs::read(&out).unwrap(), kept);
    jana.keys("f");
    jana.sees("Written to");
    let file = house.path().with_file_name(format!("{number}.txt"));
    assert_eq!(std::fs::read(file).unwrap(), kept);
}

#[test]
fn a_held_key_prints_a_paper_once() {
    let (_house, mut jana, folder) = at_a_receipt(":/usr/bin:/bin");
    let (runs, go) = (folder.join("runs"), folder.join("go"));
    let does = format!(
        "echo run >> {}; while [ ! -e {} ]; do sleep 0.02; done; cat > /dev/null",
        runs.display(),
        go.display()
    );
    lp(&folder, &does);
    jana.keys("pppppp");
    jana.sees("is on its way already");
    std::fs::write(&go, "").unwrap();
    jana.sees("is at the printer laser.");
    assert_eq!(std::fs::read_to_string(&runs).unwrap(), "run\n");
    // Then it can be printed again.
    jana.keys("p");
    jana.sees("goes to the printer");
    jana.sees("is at the printer laser.");
    assert_eq!(std::fs::read_to_string(&runs).unwrap(), "run\nrun\n");
}

#[test]
fn a_machine_without_the_command_says_so() {
    let (_house, mut jana, _folder) = at_a_receipt("");
    jana.keys("p");
    jana.sees("has no command \"lp\" that prints");
}

/// The year in the numbers of this office.
fn year(house: &House) -> String {
    let listed = house.run(["list", "payment", "--csv"], "");
    let listed = String::from_utf8(listed.stdout).unwrap();
    let number = listed.lines().nth(1).unwrap();
    number[2..6].to_owned()
}
