//! Every way to stand to the office by everything that can be read: one table, read by people when it changes.

use super::matrix::{Matrix, PEOPLE};
use crate::stage::Stage;
use serde_json::json;
use std::fmt::Write;
use std::path::Path;
use swingdoor::model::{Desk, Duty, ReadRight};
use swingdoor::office::{Reads, Refused, Session, Viewer};

fn outcome(stage: &mut Stage, who: &Session, right: ReadRight) -> String {
    let read = stage
        .office
        .read_as(&Viewer::of(who), right, |_| Ok("reads".to_owned()));
    read.unwrap_or_else(|refused: Refused| refused.id.to_owned())
}

/// The rights that there are, as they stand in the source.
const RIGHTS: &[(&str, ReadRight)] = &[
    ("ReadRight::Anyone", ReadRight::Anyone),
    ("ReadRight::Desk(Desk::Front)", ReadRight::Desk(Desk::Front)),
    ("ReadRight::Desk(Desk::Back)", ReadRight::Desk(Desk::Back)),
    ("ReadRight::AnyDesk", ReadRight::AnyDesk),
    ("ReadRight::CustomerDetails", ReadRight::CustomerDetails),
    (
        "ReadRight::Totals(Duty::Reception)",
        ReadRight::Totals(Duty::Reception),
    ),
    (
        "ReadRight::Totals(Duty::Sales)",
        ReadRight::Totals(Duty::Sales),
    ),
    ("ReadRight::Management", ReadRight::Management),
];

/// Every screen, list and form that reads, with its right, as their types declare it.
fn views() -> Vec<(String, ReadRight)> {
    let mut views = Vec::new();
    for (path, text) in sources(Path::new("src")) {
        let mut owner = "";
        for line in text.lines() {
            if let Some((before, after)) = line.split_once(" for ")
                && before.starts_with("impl")
            {
                owner = after.trim_end_matches(" {");
            }
            let Some(right) = line.trim().strip_prefix("const RIGHT: ReadRight = ") else {
                continue;
            };
            let right = right.trim_end_matches(';');
            if right.ends_with("::RIGHT") {
                // A list or a form has the right of what it shows.
                continue;
            }
            let known = RIGHTS.iter().find(|(name, _)| *name == right);
            let (_, right) = known.unwrap_or_else(|| panic!("{right} is not in the table"));
            let part = path.trim_start_matches("src/").trim_end_matches(".rs");
            views.push((format!("{part} {owner}"), *right));
        }
    }
    views.sort_by(|one, other| one.0.cmp(&other.0));
    views
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path.display().to_string(), text));
        }
    }
    found
}

#[test]
fn every_view_by_every_person() {
    let mut matrix = Matrix::new();
    let mut table = String::new();
    let views = views();
    for (_, right) in RIGHTS {
        let of_right = views.iter().filter(|(_, one)| one == right);
        let names: Vec<&str> = of_right.map(|(name, _)| name.as_str()).collect();
        writeln!(table, "{right:?}: {}", names.join(", ")).unwrap();
        let mut by_outcome: Vec<(String, Vec<&str>)> = Vec::new();
        for (code, state) in PEOPLE {
            let session = matrix.person(code);
            let outcome = outcome(&mut matrix.stage, &session, *right);
            match by_outcome.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, states)) => states.push(state),
                None => by_outcome.push((outcome, vec![state])),
            }
        }
        for (outcome, states) in by_outcome {
            writeln!(table, "  {outcome:<22} {}", states.join("; ")).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

/// What a view shows of a customer beyond what the counter needs, by the only duty of which somebody is aware.
#[test]
fn parts_of_views_by_duty() {
    use swingdoor::cover::shift::draft;
    use swingdoor::front::counter::search;
    use swingdoor::model::{CustomerId, Duties, Money, staffing::board_duties};
    let mut stage = Stage::new();
    let (jana, eva) = (stage.jana.clone(), stage.eva(&[]));
    let reach = json!({"name": "Bedřich Zedník", "email": "stavby@example.cz", "city": "Louny"});
    stage.does(&jana, "customer.add", reach);
    let call =
        json!({"customer": "C-00001", "phone": "601 000 001", "due": "30m", "words": "The price."});
    stage.does(&jana, "callback.promise", call);
    let mut table = String::new();
    for duty in board_duties() {
        stage.sign_off("EV", duty, "aware");
        let seen = stage
            .office
            .read_as(&Viewer::of(&eva), ReadRight::AnyDesk, |reader| {
                let mut seen = Vec::new();
                for (part, text) in [
                    ("name", "zednik"),
                    ("e-mail", "example"),
                    ("town", "louny"),
                    ("town, one letter wrong", "liuny"),
                ] {
                    if !search(reader, text)?.is_empty() {
                        seen.push(format!("found by {part}"));
                    }
                }
                let until = reader.now().plus_minutes(60);
                let mut note = draft(reader, Duties::NONE.with(Duty::Reception), until)?;
                note.call_backs
                    .extend(draft(reader, Duties::NONE.with(Duty::Sales), until)?.call_backs);
                if note.call_backs.iter().any(|(whom, _)| whom.contains("601")) {
                    seen.push("telephone in a draft".to_owned());
                }
                let limit = swingdoor::records::customer::limit_to_see(reader, CustomerId(1))?;
                if limit == Some(Money::ZERO) {
                    seen.push("limit".to_owned());
                }
                if reader.may_see(ReadRight::Totals(Duty::Accounting)) {
                    seen.push("sums of the day".to_owned());
                }
                Ok(seen.join("; "))
            });
        writeln!(table, "{:<12} {}", duty.as_str(), seen.unwrap()).unwrap();
        stage.sign_off("EV", duty, "none");
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_competence_opens_the_desk_to_which_its_duty_belongs_and_no_other() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[]);
    let front = ReadRight::Desk(Desk::Front);
    let back = ReadRight::Desk(Desk::Back);
    assert_eq!(outcome(&mut stage, &eva, front), "view-not-yours");
    assert_eq!(outcome(&mut stage, &eva, ReadRight::Anyone), "reads");
    stage.sign_off("EV", Duty::Stock, "aware");
    assert_eq!(outcome(&mut stage, &eva, back), "reads");
    assert_eq!(outcome(&mut stage, &eva, front), "view-not-yours");
    let details = ReadRight::CustomerDetails;
    assert_eq!(outcome(&mut stage, &eva, details), "view-not-yours");
    stage.sign_off("EV", Duty::Accounting, "aware");
    assert_eq!(outcome(&mut stage, &eva, details), "reads");
    let totals = ReadRight::Totals(Duty::Accounting);
    assert_eq!(outcome(&mut stage, &eva, totals), "view-totals");
    assert_eq!(
        outcome(&mut stage, &eva, ReadRight::Management),
        "view-management"
    );
}

#[test]
fn who_is_dismissed_reads_nothing_from_that_moment_and_is_told_why() {
    let mut stage = Stage::new();
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let any = ReadRight::Anyone;
    assert_eq!(outcome(&mut stage, &jana, any), "reads");
    let leaves = json!({"staff": "JN", "active": false});
    stage.does(&manager, "staff.edit", leaves);
    assert_eq!(outcome(&mut stage, &jana, any), "signed-out-left");
    let reset = json!({"staff": "PM", "pin": "7705"});
    stage.does(&manager, "staff.edit", reset);
    assert_eq!(outcome(&mut stage, &petr, any), "signed-out-pin");
    let refused = stage
        .office
        .read_as(&Viewer::of(&petr), any, |_| Ok(()))
        .unwrap_err();
    assert!(Viewer::of(&petr).is_signed_out_by(&refused));
    assert!(!Viewer::of(&jana).is_signed_out_by(&refused));
}
