//! Requests for a cover: there is one at a time, and what nobody answered is nobody's burden.

use crate::stage::Stage;
use serde_json::{Value, json};
use swingdoor::office::{Receipt, Refused};

fn ask(stage: &mut Stage, duties: &Value, until: &str) -> Result<Receipt, Refused> {
    let petr = stage.petr.clone();
    let fields = json!({"duties": duties, "reason": "lunch", "until": until});
    stage.run(&petr, "cover.ask", fields)
}

#[test]
fn a_second_request_for_one_duty_is_refused_with_the_open_one_until_that_is_answered_over_or_taken_back()
 {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let first = ask(&mut stage, &json!(["fulfilment"]), "30m").unwrap();
    for duties in [json!(["fulfilment"]), json!(["fulfilment", "stock"])] {
        let refused = ask(&mut stage, &duties, "2h").unwrap_err();
        assert_eq!(refused.id, "cover-asked-already");
        assert_eq!(refused.json()["cover"], first.subject.as_str());
    }
    ask(&mut stage, &json!(["stock"]), "30m").expect("another duty is another matter");
    stage
        .run(&petr, "cover.end", json!({"cover": first.subject}))
        .unwrap();
    let second = ask(&mut stage, &json!(["fulfilment"]), "30m").expect("the first is taken back");
    stage
        .run(&jana, "cover.accept", json!({"cover": second.subject}))
        .unwrap();
    let refused = ask(&mut stage, &json!(["fulfilment"]), "2h").unwrap_err();
    assert_eq!(refused.id, "cover-overlaps", "it runs: {refused:?}");
    stage.clock.advance_seconds(31 * 60);
    ask(&mut stage, &json!(["fulfilment", "stock"]), "10m").expect("both are over");
    stage.clock.advance_seconds(11 * 60);
    ask(&mut stage, &json!(["fulfilment"]), "10m").expect("nobody answered in time");
    stage.is_clean();
}

#[test]
fn a_planned_cover_that_is_agreed_is_in_the_way_of_a_request_and_one_that_is_late_is_not() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "30m", "until": "1h", "of": "JN"});
    let planned = stage.run(&petr, "cover.plan", plan).unwrap();
    let id = |refused: Refused| refused.id;
    let asked = ask(&mut stage, &json!(["fulfilment"]), "45m").map_err(id);
    assert_eq!(asked.unwrap_err(), "cover-asked-already");
    stage
        .run(&jana, "cover.accept", json!({"cover": planned.subject}))
        .unwrap();
    let asked = ask(&mut stage, &json!(["fulfilment"]), "45m").map_err(id);
    assert_eq!(asked.unwrap_err(), "cover-overlaps");
    ask(&mut stage, &json!(["fulfilment"]), "20m").expect("it ends before the planned one begins");
    stage.clock.advance_seconds(31 * 60);
    ask(&mut stage, &json!(["fulfilment"]), "45m").expect("nobody came to the planned one");
    stage.is_clean();
}

#[test]
fn that_an_arrangement_was_proposed_counts_as_read_once_it_is_answered_or_ended() {
    for answer in ["arrangement.agree", "arrangement.end"] {
        let mut stage = Stage::new();
        let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
        let make = |starts: &str, ends: &str| {
            json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr",
                   "starts": starts, "ends": ends, "reason": "lunch"})
        };
        let one = stage
            .run(&petr, "arrangement.make", make("12:00", "12:30"))
            .unwrap();
        let other = stage
            .run(&petr, "arrangement.make", make("14:00", "14:30"))
            .unwrap();
        stage
            .run(&jana, answer, json!({"arrangement": one.subject}))
            .unwrap();
        let unread = stage.office.read(|reader| {
            use swingdoor::office::Reads;
            reader.rows(
                "select data from notice where kind = 'arrangement-made' and read_at is null",
                &[],
            )
        });
        let unread = unread.unwrap();
        assert_eq!(unread.len(), 1, "{answer}");
        assert!(unread[0].text(0).unwrap().contains(&other.subject));
        stage.is_clean();
    }
}

#[test]
fn whoever_did_not_answer_in_time_is_told_nothing_more_when_that_is_noted() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let fields = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "JN"});
    let asked = stage.run(&petr, "cover.ask", fields).unwrap();
    stage.clock.advance_seconds(31 * 60);
    let end = json!({"cover": asked.subject});
    let ended = stage.run(&petr, "cover.end", end).unwrap();
    assert_eq!(ended.result["ended"], "never-begun");
    let unread = stage.office.read(|reader| {
        use swingdoor::office::Reads;
        reader.rows("select kind from notice where read_at is null", &[])
    });
    assert_eq!(unread.unwrap().len(), 0);
    stage.is_clean();
}
