//! A language that was asked for holds wherever the program says something; without one whoever signs in reads their own.

use super::{text, with_input};
use std::process::{Command, Output, Stdio};

/// Runs the program on a Czech office; `asked` is what stands in `SWINGDOOR_LANG`, `arguments` what follows the file.
fn run(folder: &tempfile::TempDir, asked: &str, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_swingdoor"));
    command
        .arg("--file")
        .arg(folder.path().join("kancelar.swing"))
        .args(arguments)
        .env("SWINGDOOR_PIN", "4826")
        .env("LC_ALL", "C")
        .env_remove("SWINGDOOR_FILE")
        .env_remove("SWINGDOOR_LANG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if !asked.is_empty() {
        command.env("SWINGDOOR_LANG", asked);
    }
    with_input(command.spawn().unwrap(), input.as_bytes())
}

#[test]
fn the_language_that_was_asked_for_holds_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let init = ["init", "--office", "Papír", "--manager", "Marie Dvořák"];
    let made = run(&folder, "cs", &init, "4826\n");
    assert!(made.status.success(), "{}", text(&made));
    let wrong = "{\"verb\": \"order.pick\", \"order\": \"X\"}\n";
    for (arguments, input, english, czech) in [
        (&["do", "--as", "MD"][..], wrong, "There is no", "Není tu"),
        (&["show", "missed", "MD"], "", "What Marie", "Co se dělo"),
        (&["calendar"], "", "front desk", "přepážka"),
    ] {
        let said = |asked, more: &[&str]| {
            let arguments = [arguments, more].concat();
            text(&run(&folder, asked, &arguments, input))
        };
        let own = said("", &[]);
        assert!(own.contains(czech), "the office and its manager: {own}");
        for asked in [said("en", &[]), said("", &["--lang", "en"])] {
            assert!(asked.contains(english), "{arguments:?}: {asked}");
            assert!(!asked.contains(czech), "{arguments:?}: {asked}");
        }
    }
}
