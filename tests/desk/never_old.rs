//! What a screen shows is never old: whatever another terminal does, what stands there afterwards is what a fresh reading shows; and
//! a terminal reads again only what the change touches.

use super::Person;
use crate::chance::{Chance, times};
use crate::office::matrix::Matrix;
use crate::stage::Stage;
use crossterm::event::KeyCode;
use serde_json::json;
use std::collections::BTreeSet;
use swingdoor::cli::VERBS;
use swingdoor::office::News;

/// How each person gets to their screens.
const SCREENS: [(&str, &str, &[&str]); 3] = [
    (
        "JN",
        "1937",
        &[
            "", "h", "hora", "1\r", "0001\r", "2", "2n", "2e", "2c", "3", "3e", "3l", "4", "4\r",
            "5", "5m", "⁴",
        ],
    ),
    (
        "PM",
        "2748",
        &["1", "1\r", "2", "2m", "2o", "2b", "3", "3\r", "⁴"],
    ),
    (
        "MD",
        "4826",
        &[
            "⁹1", "⁹2", "⁹3", "⁹3\r", "⁹4", "⁹5", "⁹5\r", "⁹6", "⁹7", "⁹8", "²5", "²2", "³1", "³2",
        ],
    ),
];

/// After these others could not run any more: they come last.
const ENDS: [&str; 4] = [
    "order.cancel",
    "customer.erase",
    "setting.change",
    "clock.correct",
];

/// Opens every one of these screens, each at a terminal of its own.
fn open(stage: &Stage) -> Vec<(String, Person)> {
    let mut open = Vec::new();
    for (code, digits, screens) in SCREENS {
        for (nth, keys) in screens.iter().enumerate() {
            let mut person = Person::at(stage, &format!("{code}-{nth}"), code, digits);
            for c in keys.chars() {
                match c {
                    '²' => person.press(KeyCode::F(2)),
                    '³' => person.press(KeyCode::F(3)),
                    '⁴' => person.press(KeyCode::F(4)),
                    '⁹' => person.press(KeyCode::F(9)),
                    '\r' => person.press(KeyCode::Enter),
                    c => person.press(KeyCode::Char(c)),
                }
            }
            open.push((format!("{code} at {keys:?}"), person));
        }
    }
    open
}

/// The screen but for its last lines, which say what has happened.
fn shown(person: &mut Person) -> Vec<String> {
    let screen = person.shell.screen(130, 40);
    screen.lines().take(36).map(str::to_owned).collect()
}

fn is_fresh(person: &mut Person, name: &str, after: &[&str]) {
    let before = shown(person);
    person.shell.reads_all_again();
    let fresh = shown(person);
    let old: Vec<_> = before
        .iter()
        .zip(&fresh)
        .filter(|(old, new)| old != new)
        .collect();
    assert!(old.is_empty(), "{name}, after {after:?}, is old: {old:#?}");
}

#[test]
fn whatever_happens_elsewhere_no_screen_is_old() {
    let mut chance = Chance(3);
    let mut done = BTreeSet::new();
    for _ in 0..times(1, 40) {
        let mut matrix = Matrix::new();
        let mut screens = open(&matrix.stage);
        matrix.stage.office.news().unwrap();
        let (last, mut left): (Vec<&str>, Vec<&str>) = VERBS
            .iter()
            .map(|verb| verb.name)
            .partition(|verb| ENDS.contains(verb));
        let mut last = Some(last);
        let (mut refused, mut together) = (Vec::new(), Vec::new());
        while !left.is_empty() {
            let verb = left.swap_remove(chance.place(left.len()));
            // As whoever owns it, or it is about.
            let fields = matrix.fields[verb].clone();
            let stage = &matrix.stage;
            let mut people = vec![
                stage.jana.clone(),
                stage.petr.clone(),
                stage.manager.clone(),
            ];
            people.extend(["OW", "TR", "CV", "RO", "RS"].map(|code| matrix.person(code)));
            let runs = |person| matrix.stage.run(person, verb, fields.clone()).is_ok();
            if people.iter().any(runs) {
                done.insert(verb);
                together.push(verb);
            } else {
                refused.push(verb);
            }
            if left.is_empty() {
                // What they wait for may have happened since.
                if let Some(last) = last.take() {
                    left = last;
                    left.append(&mut refused);
                }
            }
            let news: Vec<News> = matrix.stage.office.news().unwrap();
            for (_, person) in &mut screens {
                person.shell.hears(&news);
            }
            if together.len() >= 6 || left.is_empty() {
                for (name, person) in &mut screens {
                    is_fresh(person, name, &together);
                }
                together.clear();
            }
        }
    }
    let never: Vec<&str> = VERBS
        .iter()
        .map(|verb| verb.name)
        .filter(|verb| !done.contains(verb))
        .collect();
    // What is acted on is there once, so that a few find it gone; the long run has other orders.
    assert!(never.len() <= 16, "{never:?}");
}

#[test]
fn only_what_a_change_touches_is_read_again() {
    let mut stage = Stage::new();
    stage.order("1");
    let mut screens = open(&stage);
    for (_, person) in &mut screens {
        // So that what came with those who signed in later is read.
        person.shell.reads_all_again();
    }
    stage.office.news().unwrap();
    let petr = stage.petr.clone();
    let goods = json!({"item": "PAP", "bin": "B2", "quantity": "1"});
    stage.does(&petr, "stock.receive", goods);
    let news = stage.office.news().unwrap();
    let mut again = BTreeSet::new();
    for (name, person) in &mut screens {
        let before = person.shell.times_read();
        person.shell.hears(&news);
        if person.shell.times_read() > before {
            again.insert(name.as_str());
        }
    }
    for name in ["PM at \"2\"", "PM at \"1\"", "MD at \"³2\""] {
        assert!(
            again.contains(name),
            "{name} shows what was received: {again:?}"
        );
    }
    for name in [
        "MD at \"⁹2\"",
        "MD at \"⁹3\"",
        "MD at \"⁹5\"",
        "JN at \"5\"",
    ] {
        assert!(
            !again.contains(name),
            "{name} shows nothing of it: {again:?}"
        );
    }
}
