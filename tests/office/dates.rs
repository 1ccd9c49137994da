//! Dates that people mistype and tables hold for none.

use super::matrix::Matrix;
use serde_json::json;
use swingdoor::cli::{VERBS, VerbRow};
use swingdoor::office::{Class, Refused};

/// How a verb answers where one of its fields says this; nothing of it stays.
fn answer(matrix: &mut Matrix, verb: &VerbRow, name: &str, says: &str) -> Result<(), Refused> {
    let owner = matrix.person("OW");
    let mut fields = matrix.fields[verb.name].clone();
    fields[name] = json!(says);
    let mut outcome = Ok(());
    let back: Result<(), Refused> = matrix.stage.office.transaction(|writing| {
        outcome = (verb.perform)(writing, &owner, fields, None).map(drop);
        Err(Refused::rule("import-taken-back"))
    });
    assert!(back.is_err());
    outcome
}

#[test]
fn years_in_which_no_office_is_are_refused_in_words_wherever_a_date_stands() {
    let mut matrix = Matrix::new();
    let (mut tried, mut wrong) = (0, Vec::new());
    for verb in VERBS {
        let schema = (verb.schema)();
        let properties = schema["properties"].as_object().cloned();
        for name in properties.unwrap_or_default().keys() {
            // What is read as a day or a moment refuses what is none.
            let never = answer(&mut matrix, verb, name, "the day after never");
            if never.is_ok() || never.is_err_and(|refused| refused.id != "bad-date") {
                continue;
            }
            for date in [
                "0000-01-01",
                "1899-12-31",
                "2201-01-01",
                "9998-12-31",
                "9999-12-31",
                "31. 12. 9999",
                "9999-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "4294967295m",
            ] {
                match answer(&mut matrix, verb, name, date) {
                    Err(refused) if refused.class != Class::Store => {}
                    other => wrong.push(format!("{} {name} {date}: {other:?}", verb.name)),
                }
                tried += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 150, "{tried}");
}
