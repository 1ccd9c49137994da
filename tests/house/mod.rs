//! The house: who may import whom, and that every refusal and verb has its words.

mod cards;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What each part may import from this crate; see DESIGN section 6.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &["model", "written"]),
    ("store", &["store"]),
    ("office", &["office", "model", "store"]),
    ("words", &["words", "model", "office", "written"]),
    (
        "exchange",
        &["exchange", "model", "office", "records", "store"],
    ),
    ("records", &["records", "model", "office", "store"]),
    (
        "front",
        &["front", "model", "office", "records", "words", "pane", "ui"],
    ),
    (
        "back",
        &["back", "model", "office", "records", "words", "pane", "ui"],
    ),
    (
        "cover",
        &[
            "cover", "model", "office", "records", "words", "pane", "ui", "store",
        ],
    ),
    (
        "desk",
        &["desk", "model", "office", "records", "words", "pane", "ui"],
    ),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_part_imports_upwards() {
    let mut wrong = Vec::new();
    for (part, allowed) in MAY_IMPORT {
        for file in sources(&root().join("src").join(part)) {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate() {
                for found in line.split("crate::").skip(1) {
                    let name: String = found
                        .chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect();
                    if !name.is_empty() && !allowed.contains(&name.as_str()) {
                        wrong.push(format!("{}:{} imports {name}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_refusal_has_its_words() {
    let known: BTreeSet<&str> = swingdoor::words::MESSAGES
        .iter()
        .map(|(id, _)| *id)
        .collect();
    let mut missing = BTreeSet::new();
    let mut count = 0;
    for file in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for maker in [
            "Refused::rule(\"",
            "Refused::usage(\"",
            "Refused::not_allowed(\"",
            "Refused::store(\"",
            "named(\"",
        ] {
            for found in text.split(maker).skip(1) {
                let id = found.split('"').next().unwrap();
                count += 1;
                if !known.contains(format!("refused-{id}").as_str()) {
                    missing.insert(id.to_owned());
                }
            }
        }
    }
    assert!(
        count > 80,
        "the search found only {count} refusals: has their maker been renamed?"
    );
    assert!(missing.is_empty(), "without words: {missing:?}");
}

#[test]
fn every_verb_is_in_the_list_once() {
    let mut names: Vec<_> = swingdoor::cli::VERBS.iter().map(|verb| verb.name).collect();
    names.sort_unstable();
    let mut written: Vec<String> = Vec::new();
    for file in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap();
        written.extend(
            text.split("const NAME: &'static str = \"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned()),
        );
    }
    written.sort_unstable();
    assert_eq!(names, written);
}

/// What only one engine knows, and another one refuses.
#[test]
fn no_query_uses_what_only_one_engine_knows() {
    let mut wrong = Vec::new();
    for file in sources(&root().join("src")) {
        let text = std::fs::read_to_string(&file).unwrap().to_lowercase();
        for foreign in ["instr(", "strftime(", "ifnull(", " glob "] {
            let is_used = text.match_indices(foreign).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.'))
            });
            if is_used {
                wrong.push(format!("{}: {foreign}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_screen_has_a_key_that_means_something_else_everywhere() {
    let mut wrong = Vec::new();
    for part in ["front", "back", "cover", "desk", "pane"] {
        for file in sources(&root().join("src").join(part)) {
            let text = std::fs::read_to_string(&file).unwrap();
            // The palette, the other language, signing out, quitting, what was typed before, the colours.
            for key in ['k', 'l', 'o', 'q', 'r', 't'] {
                if text.contains(&format!("Chord::ctrl('{key}')")) {
                    wrong.push(format!("{}: Ctrl-{key}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
