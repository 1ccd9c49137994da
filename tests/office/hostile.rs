//! What people, scanners and enemies may type, in every field of every verb.

use super::matrix::Matrix;
use serde_json::{Value, json};
use std::fmt::Write;
use swingdoor::cli::VERBS;
use swingdoor::office::Refused;

/// What people, scanners and enemies may type into a field of text.
const HOSTILE: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "a\0b",
    "\u{202e}drowssap",
    "\u{200b}\u{feff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "=HYPERLINK(\"http://x\",\"y\")",
    "'; drop table orders; --",
    "\" OR * NEAR (a b) ^x",
    "../../etc/passwd",
    "{ $variable }",
    "%s%n%x",
    "\u{d7ff}\u{e000}\u{10ffff}",
    "\r\n\t",
    "-9223372036854775808",
    "1e309",
    "NaN",
];

#[test]
fn a_hostile_text_in_any_field_of_any_verb_is_refused_or_harmless() {
    let mut matrix = Matrix::new();
    let owner = matrix.person("OW");
    let long = "x".repeat(1_000_000);
    let mut tried = 0;
    for verb in VERBS {
        let fields = matrix.fields[verb.name].clone();
        let mut texts = Vec::new();
        paths_of_texts(&fields, &mut String::new(), &mut texts);
        for path in texts {
            // Hashing a PIN is slow on purpose: a few are enough there.
            let few = if fields.get("pin").is_some() { 4 } else { 1 };
            let all = HOSTILE.iter().copied().chain([long.as_str()]);
            for hostile in all.step_by(few) {
                let mut fields = fields.clone();
                *fields.pointer_mut(&path).unwrap() = json!(hostile);
                let mut outcome = Ok(());
                let back: Result<(), Refused> = matrix.stage.office.transaction(|writing| {
                    outcome = (verb.perform)(writing, &owner, fields, None).map(drop);
                    Err(Refused::rule("import-taken-back"))
                });
                assert!(back.is_err());
                tried += 1;
                if let Err(refused) = outcome {
                    assert_ne!(
                        refused.class,
                        swingdoor::office::Class::Store,
                        "{} {path} {:?}: {refused}",
                        verb.name,
                        hostile.chars().take(40).collect::<String>()
                    );
                    assert!(refused.to_string().len() < 2_000, "{} {path}", verb.name);
                }
            }
        }
    }
    assert!(tried > 1_200, "{tried}");
    matrix.stage.is_clean();
}

/// JSON pointers to every text in a value.
fn paths_of_texts(value: &Value, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    match value {
        Value::String(_) => found.push(path.clone()),
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                write!(path, "/{nth}").unwrap();
                paths_of_texts(value, path, found);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                write!(path, "/{name}").unwrap();
                paths_of_texts(value, path, found);
                path.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
