//! Dates that people mistype and tables hold for none.

use super::matrix::Matrix;
use serde_json::json;
use swingdoor::cli::VERBS;
use swingdoor::office::{Class, Refused};

/// Fields that are called like dates and are none.
const NO_DATES: &[(&str, &str)] = &[
    ("stock.move", "to"),
    ("question.ask", "to"),
    ("call.note", "to"),
    ("call.note", "from"),
    ("drawer.give", "to"),
    ("order.take_held", "from"),
    ("cover.hand_on", "to"),
];

#[test]
fn the_years_0000_and_9999_are_refused_in_words_wherever_a_date_stands() {
    let mut matrix = Matrix::new();
    let owner = matrix.person("OW");
    let (mut tried, mut wrong) = (0, Vec::new());
    for verb in VERBS {
        let fields = matrix.fields[verb.name].clone();
        for name in [
            "from",
            "until",
            "date",
            "to",
            "needed_by",
            "placed",
            "shipped",
            "due",
        ] {
            if !(verb.schema)()["properties"][name].is_object() {
                continue;
            }
            // A bin, a desk, somebody's name, another order.
            if NO_DATES.contains(&(verb.name, name)) {
                continue;
            }
            for date in [
                "0000-01-01",
                "9999-12-31",
                "9999-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
            ] {
                let mut fields = fields.clone();
                fields[name] = json!(date);
                let mut outcome = Ok(());
                let back: Result<(), Refused> = matrix.stage.office.transaction(|writing| {
                    outcome = (verb.perform)(writing, &owner, fields, None).map(drop);
                    Err(Refused::rule("import-taken-back"))
                });
                assert!(back.is_err());
                match outcome {
                    Err(refused) if refused.class != Class::Store => {}
                    other => wrong.push(format!("{} {name} {date}: {other:?}", verb.name)),
                }
                tried += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(tried > 60, "{tried}");
}
