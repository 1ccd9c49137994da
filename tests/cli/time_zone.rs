//! The clock on the wall is the office's: a machine that is set to another time zone changes nothing of what anybody sees or plans.

use super::{House, program, text, with_input};
use crate::terminal::Terminal;
use serde_json::{Value, json};
use std::process::Output;
use std::time::Duration;

/// What an office has to say about its days.
const ASKED: [&[&str]; 13] = [
    &["list", "roster", "--csv"],
    &["list", "presence", "--csv"],
    &["list", "absences", "--csv"],
    &["list", "covers", "--csv"],
    &["list", "arrangement", "--csv"],
    &["list", "coverage", "--days", "7", "--csv"],
    &["list", "gaps", "--csv"],
    &["list", "single-points", "--csv"],
    &["list", "figures", "--period", "year", "--csv"],
    &["list", "figures", "--period", "week", "--csv"],
    &["list", "roster"],
    &["calendar", "--desk", "front"],
    &["calendar", "--staff", "PM", "--weeks", "8"],
];

/// The office's own zone, one far behind it, one a day ahead of that, and one that is none.
const ELSEWHERE: [&str; 3] = ["America/New_York", "Pacific/Kiritimati", "Nowhere/Land"];
const HERE: &str = "Europe/Prague";

fn run(house: &House, zone: &str, arguments: &[&str], input: &str) -> Output {
    let mut program = program(&house.path());
    program.env("TZ", zone).args(arguments);
    with_input(program.spawn().unwrap(), input.as_bytes())
}

/// Everything that is asked, but for the moment at which a calendar was written.
fn answers(house: &House, zone: &str) -> Vec<String> {
    ASKED
        .iter()
        .map(|arguments| {
            let out = run(house, zone, arguments, "");
            assert!(out.status.success(), "{arguments:?}: {}", text(&out));
            let said = String::from_utf8(out.stdout).unwrap();
            let lines = said.lines().filter(|line| !line.starts_with("DTSTAMP"));
            lines.collect::<Vec<_>>().join("\n")
        })
        .collect()
}

/// The same asked here and elsewhere within one minute of the clock.
fn both(mut ask: impl FnMut(&str) -> Vec<String>, elsewhere: &str) -> (Vec<String>, Vec<String>) {
    loop {
        let before = ask(HERE);
        let there = ask(elsewhere);
        if ask(HERE) == before {
            return (before, there);
        }
    }
}

fn demo() -> House {
    let house = House::new();
    std::fs::remove_file(house.path()).unwrap();
    let out = house.run(
        ["demo", "--make-only", "--orders", "40", "--customers", "20"],
        "",
    );
    assert!(out.status.success(), "{}", text(&out));
    house
}

#[test]
fn a_machine_in_another_time_zone_moves_no_shift_cover_calendar_or_figure() {
    let house = demo();
    for elsewhere in ELSEWHERE {
        let (here, there) = both(|zone| answers(&house, zone), elsewhere);
        for ((arguments, here), there) in ASKED.iter().zip(&here).zip(&there) {
            assert!(
                here.lines().count() > 1,
                "{arguments:?} says nothing: {here}"
            );
            assert_eq!(here, there, "{arguments:?} in {elsewhere}");
        }
    }
}

/// The day of the board and of the roster as a terminal shows them: hours, duties and people.
fn screens(house: &House, zone: &str) -> Vec<String> {
    let mut program = portable_pty::CommandBuilder::new(env!("CARGO_BIN_EXE_swingdoor"));
    program.env("TZ", zone);
    let mut marie = Terminal::of(program, &house.path(), &["--terminal", "tour"]);
    // Nothing more is painted: what the store had to say has come.
    let bands = |marie: &mut Terminal| {
        while let Ok((_, bytes)) = marie.painted.recv_timeout(Duration::from_millis(600)) {
            marie.screen.process(&bytes);
        }
        let screen = marie.screen.screen().contents();
        let lines = screen.lines().skip(2).take(11).map(str::trim_end);
        lines.collect::<Vec<_>>().join("\n")
    };
    marie.sees("PIN");
    marie.keys("MD\r4826\r");
    marie.sees("F2 Front desk");
    marie.keys("\x1b[20~");
    marie.sees("owner on duty");
    let board = bands(&mut marie);
    marie.keys("2");
    marie.sees("- week before");
    let roster = bands(&mut marie);
    vec![board, roster]
}

#[test]
fn the_bands_of_the_day_stand_at_the_offices_hours_whatever_the_machine_is_set_to() {
    let house = demo();
    house.types_at_once();
    let (here, there) = both(|zone| screens(&house, zone), ELSEWHERE[0]);
    assert!(here[0].contains("fulfilment") && here[1].contains("Petr Malý"));
    assert_eq!(here, there);
}

#[test]
fn what_is_typed_means_the_clock_of_the_office_and_not_that_of_the_machine() {
    // In January Prague is an hour ahead of UTC, and New York five behind it.
    for (office, from) in [(HERE, "07:00"), (ELSEWHERE[0], "13:00")] {
        let house = House::new();
        std::fs::remove_file(house.path()).unwrap();
        let people = ["--office", "Branch", "--manager", "Marie Doe"];
        let init = [&["init", "--zone", office][..], &people[..]].concat();
        assert!(run(&house, HERE, &init, "4826\n").status.success());
        let away = json!({"verb": "absence.ask", "kind": "holiday", "from": "2099-01-15 08:00", "until": "2099-01-15 12:00"});
        for (nth, machine) in [HERE, ELSEWHERE[0]].iter().enumerate() {
            let away = away.to_string().replace("-15", &format!("-1{}", 5 + nth));
            let out = run(&house, machine, &["do", "--as", "MD"], &format!("{away}\n"));
            let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
            let expected = format!("2099-01-1{}T{from}:00.000Z", 5 + nth);
            assert_eq!(answer["result"]["from"], expected, "{answer} at {machine}");
        }
        house.is_clean();
    }
}
