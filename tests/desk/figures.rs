//! The figures at a terminal: what was covered and what was bare, and the same from the list and from the journal.

use super::Person;
use crate::cli::run_on;
use crate::stage::Stage;
use serde_json::json;
use swingdoor::office::Reads;

const HOUR_SECONDS: i64 = 3_600;

#[test]
fn a_covered_and_an_uncovered_hour_are_the_same_on_the_screen_in_the_list_and_in_the_journal() {
    let mut stage = Stage::without_the_founder();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    // From eleven to one Petr is on an errand; Jana stands in for the first of the two hours.
    stage.clock.advance_seconds(HOUR_SECONDS);
    let errand = json!({"kind": "errand", "until": "4h"});
    let away = stage.run(&petr, "absence.ask", errand).unwrap();
    let declare = json!({"duties": ["fulfilment"], "reason": "errand", "until": "3h", "for": "PM"});
    let cover = stage.run(&jana, "cover.declare", declare).unwrap();
    stage.clock.advance_seconds(HOUR_SECONDS);
    let end = json!({"cover": cover.subject});
    stage.run(&jana, "cover.end", end).unwrap();
    stage.clock.advance_seconds(HOUR_SECONDS);
    let back = json!({"absence": away.subject});
    stage.run(&petr, "absence.end", back).unwrap();
    stage.clock.advance_seconds(HOUR_SECONDS);

    // By the journal: so long he was away, and for so much of it somebody stood in.
    let mut hours = |began: &'static str, ended: &'static str| {
        let at = [began, ended].map(|verb| {
            let line = stage.office.read(|reader| {
                reader.row("select at from journal where verb = $1", &[verb.into()])
            });
            line.unwrap().unwrap().int(0).unwrap()
        });
        (at[1] - at[0]) / (HOUR_SECONDS * 1_000)
    };
    let away = hours("absence.ask", "absence.end");
    let covered = hours("cover.declare", "cover.end");
    let bare = away - covered;
    assert_eq!((covered, bare), (1, 1));

    let mut marie = Person::at(&stage, "office2", "MD", "4826");
    super::coverage::open(&mut marie, "Figures");
    marie.sees("Nov 2026");
    let screen = marie.screen();
    let row = screen.lines().find(|line| line.contains("fulfilment"));
    let row = row.unwrap().split_whitespace().rev().take(7);
    let mut shown: Vec<&str> = row.collect();
    shown.reverse();
    // Covered, bare, gaps, covers, and how long it took to find one: it was declared, so nobody was looked for.
    let expected = format!("{covered} h {bare} h 1 1 -");
    assert_eq!(shown.join(" "), expected, "{screen}");

    let list = ["list", "figures", "--at", "2026-11-23", "--csv"];
    let out = run_on(&stage.path(), list, b"");
    let csv = String::from_utf8(out.stdout).unwrap();
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let columns = lines.next().unwrap();
    let row = lines.find(|row| row.contains(&"fulfilment")).unwrap();
    let of = |name: &str| {
        let nth = columns.iter().position(|column| *column == name);
        row[nth.unwrap()]
    };
    assert_eq!(of("covered_minutes"), (covered * 60).to_string(), "{csv}");
    assert_eq!(of("bare_minutes"), (bare * 60).to_string(), "{csv}");
    assert_eq!(of("cover_minutes"), (covered * 60).to_string(), "{csv}");
    assert_eq!((of("gaps"), of("covers")), ("1", "1"), "{csv}");
    stage.is_clean();
}
