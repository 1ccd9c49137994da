//! Whatever a scanner sends, wherever it comes: an unknown code changes nothing on the screen and in the file, a known one saves nothing
//! that nobody asked for, and what was typed stays.

use super::Person;
use crate::chance::{Chance, times};
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::office::Reads;

/// How one gets to a screen: the keys, as a person types them.
const FRONT: [&str; 20] = [
    "", "h", "hora", "1\r\r", "0001\r", "/zz", "2", "2n", "2x", "2e", "3", "3n", "3e", "4", "4n",
    "5", "5o", "⁴", "^", "?",
];
const BACK: [&str; 12] = [
    "1", "1\r", "1q", "2", "2r", "2s", "2c", "2m", "2o", "2e", "3", "⁹2",
];

/// Codes that nobody knows.
pub(super) const UNKNOWN: [&str; 9] = [
    "5901234123457",
    "abc-0123",
    "SO-2026-0999",
    "p-2026-0777",
    "zz",
    "rarux",
    "$$%#-1",
    "ěščř-žý",
    "Nobody Known",
];

/// Codes of things that are there.
pub(super) const KNOWN: [&str; 6] = [
    "PAP",
    "pap",
    "A1",
    "SO-2026-0001",
    "so-2026-0002",
    "P-2026-0001",
];

/// Pauses of a scanner, in milliseconds.
pub(super) const PAUSES_MS: [u64; 4] = [0, 3, 35, 60];

fn go(person: &mut Person, keys: &str) {
    for c in keys.chars() {
        match c {
            '⁴' => person.press(KeyCode::F(4)),
            '⁹' => person.press(KeyCode::F(9)),
            '^' => person.ctrl('k'),
            '\r' => person.press(KeyCode::Enter),
            c => person.press(KeyCode::Char(c)),
        }
    }
}

/// What is on the screen but for the lines that say what happened: a long sentence takes two.
fn work(person: &mut Person) -> Vec<String> {
    let screen = person.shell.screen(100, 30);
    let lines = screen.lines().take(27).map(str::to_owned);
    lines.collect()
}

/// The last line of the journal but for who is at which pick, which the form itself writes as it opens.
fn last_line(stage: &mut Stage) -> i64 {
    let last = stage.office.read(|reader| {
        reader.row(
            "select max(seq) from journal where verb not like 'picking.%'",
            &[],
        )
    });
    last.unwrap().unwrap().int(0).unwrap()
}

/// What another terminal does meanwhile.
pub(super) fn elsewhere(stage: &mut Stage, chance: &mut Chance) {
    let marie = stage.manager.clone();
    let goods = |bin: &str| json!({"item": "PAP", "bin": bin, "quantity": "1"});
    let order = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    match chance.below(4) {
        0 => stage.does(&marie, "stock.receive", goods("A1")),
        1 => stage.does(&marie, "order.place", order),
        2 => stage.does(&marie, "stock.receive", goods("B2")),
        _ => stage.does(&marie, "customer.add", json!({"name": "Anna Malá"})),
    };
}

fn desk(stage: &Stage, chance: &mut Chance) -> (Person, &'static str) {
    let (who, keys) = if chance.below(2) == 0 {
        (("hall", "JN", "1937"), FRONT[chance.place(FRONT.len())])
    } else {
        (("shelves", "PM", "2748"), BACK[chance.place(BACK.len())])
    };
    let mut person = Person::at(stage, who.0, who.1, who.2);
    go(&mut person, keys);
    (person, keys)
}

fn stage() -> Stage {
    let mut stage = Stage::new();
    let first = stage.order("2");
    stage.pick_and_ready(&first);
    stage.order("1");
    stage
}

#[test]
fn an_unknown_code_changes_nothing_wherever_it_comes() {
    let mut stage = stage();
    let mut chance = Chance(7);
    for round in 0..times(30, 2_000) {
        if chance.below(3) == 0 {
            elsewhere(&mut stage, &mut chance);
        }
        let (mut person, keys) = desk(&stage, &mut chance);
        person.shell.settle();
        let (before, line) = (work(&mut person), last_line(&mut stage));
        let code = UNKNOWN[chance.place(UNKNOWN.len())];
        let pause_ms = PAUSES_MS[chance.place(PAUSES_MS.len())];
        person.burst(&format!("{code}\r"), pause_ms);
        let after = work(&mut person);
        assert_eq!(
            before, after,
            "round {round}: {code} at {keys:?}, {pause_ms} ms"
        );
        assert_eq!(
            line,
            last_line(&mut stage),
            "round {round}: {code} at {keys:?}"
        );
    }
    stage.is_clean();
}

#[test]
fn a_known_code_saves_nothing_and_half_a_code_presses_nothing() {
    let mut stage = stage();
    let mut chance = Chance(11);
    for round in 0..times(30, 2_000) {
        let (mut person, keys) = desk(&stage, &mut chance);
        if chance.below(3) == 0 {
            // The lists may change while the scan comes.
            elsewhere(&mut stage, &mut chance);
        }
        let line = last_line(&mut stage);
        let code = KNOWN[chance.place(KNOWN.len())];
        let pause_ms = PAUSES_MS[chance.place(PAUSES_MS.len())];
        if chance.below(2) == 0 {
            person.burst(&format!("{code}\r"), pause_ms);
        } else {
            person.burst(code, pause_ms);
        }
        assert_eq!(
            line,
            last_line(&mut stage),
            "round {round}: {code} at {keys:?}, {pause_ms} ms"
        );
    }
    stage.is_clean();
}
