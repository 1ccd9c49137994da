//! Every verb by every kind of person in every state: one table, read by people when it changes.

use super::matrix::{Matrix, PEOPLE};
use std::fmt::Write;
use swingdoor::cli::{VERBS, VerbRow};
use swingdoor::cover::shift::End;

#[test]
fn every_verb_by_every_person() {
    let mut matrix = Matrix::new();
    let mut table = String::new();
    for verb in VERBS {
        writeln!(
            table,
            "{} ({:?}, {:?})",
            verb.name, verb.right, verb.under_cover
        )
        .unwrap();
        let mut by_outcome: Vec<(String, Vec<&str>)> = Vec::new();
        for (code, state) in PEOPLE {
            let session = matrix.person(code);
            let outcome = matrix.outcome(verb, &session);
            match by_outcome.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, states)) => states.push(state),
                None => by_outcome.push((outcome, vec![state])),
            }
        }
        for (outcome, states) in by_outcome {
            writeln!(table, "  {outcome:<22} {}", states.join("; ")).unwrap();
        }
    }
    matrix.stage.is_clean();
    insta::assert_snapshot!(table);
}

#[test]
fn the_end_of_a_cover_is_the_end_of_its_rights() {
    let mut matrix = Matrix::new();
    let session = matrix.person("CV");
    let pick = VerbRow::find("order.pick").unwrap();
    assert_eq!(matrix.outcome(pick, &session), "runs");
    let cover = matrix.fields["cover.end"]["cover"]
        .as_str()
        .unwrap()
        .to_owned();
    let end = End {
        cover,
        note: String::new(),
    };
    matrix.stage.office.perform(&session, &end).unwrap();
    assert_eq!(matrix.outcome(pick, &session), "not-allowed");
}
