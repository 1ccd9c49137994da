//! Whatever is made wrong about covers, arrangements, questions and training, `check` finds it, under its rule and at its place.

use super::check::{Forgery, finds_every};
use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Duty;

/// A cover that was handed on, one that is planned, one of an arrangement, a dispute, a question, and training.
fn covered() -> Stage {
    let mut stage = Stage::new();
    let (jana, petr, marie) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let order = stage.order("2");
    let eva = stage.eva(&[Duty::Fulfilment]);
    let declared =
        json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    stage.agreed(&jana, &petr, declared);
    let picked = stage.does(&jana, "order.pick", json!({"order": order}));
    assert!(picked.seq.0 > 0);
    stage.clock.advance_seconds(300);
    let on = json!({"cover": "CS-2026-0001", "to": "EV"});
    stage.does(&jana, "cover.hand_on", on);
    stage.clock.advance_seconds(60);
    for (who, verb, fields) in [
        (&eva, "cover.accept", json!({"cover": "CS-2026-0002"})),
        (&eva, "cover.end", json!({"cover": "CS-2026-0002"})),
        (
            &petr,
            "handback.dispute",
            json!({"cover": "CS-2026-0001", "line": picked.seq.0, "words": "one sheet is wet"}),
        ),
        (
            &petr,
            "cover.plan",
            json!({"duties": ["fulfilment"], "reason": "errand", "from": "15:00", "until": "15:30", "of": "JN"}),
        ),
        (&jana, "cover.accept", json!({"cover": "CS-2026-0003"})),
        (
            &petr,
            "arrangement.make",
            json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr", "starts": "10:10", "ends": "10:40", "reason": "lunch"}),
        ),
        (
            &jana,
            "arrangement.agree",
            json!({"arrangement": "AR-2026-0001"}),
        ),
        (
            &jana,
            "arrangement.begin",
            json!({"arrangement": "AR-2026-0001"}),
        ),
        (
            &jana,
            "question.ask",
            json!({"words": "is the paper dry?", "to": "PM"}),
        ),
        (
            &jana,
            "training.practised",
            json!({"card": "order.pick", "duty": "fulfilment", "result": "6/6, 4 min"}),
        ),
        (
            &marie,
            "training.plan",
            json!({"staff": "JN", "duty": "stock", "level": "cover", "due": "2027-01-31"}),
        ),
    ] {
        stage.does(who, verb, fields);
    }
    stage
}

const FORGERIES: &[Forgery] = &[
    ("insert into cover (number, kind, duties, reason, owner, coverer, asked_at, begins_at, accepted_at, ends_at, seq)
      select 'CS-2026-0009', kind, duties, reason, owner, coverer, asked_at, begins_at + 60000, accepted_at, ends_at + 60000, seq from cover where number = 'CS-2026-0003'", 30, "CS-2026-0009"),
    ("update cover set begins_at = begins_at + 1200000 where number = 'CS-2026-0004'", 31, "CS-2026-0004 was begun outside"),
    ("update cover set ends_at = begins_at where number = 'CS-2026-0003'", 31, "CS-2026-0003 was begun outside"),
    ("update cover set accepted_at = null where number = 'CS-2026-0004'", 31, "CS-2026-0004 was begun outside"),
    ("update cover set duties = 'fulfilment,stock' where number = 'CS-2026-0002'", 31, "CS-2026-0002 goes on with CS-2026-0001"),
    ("update cover set starts_at = starts_at - 60000 where number = 'CS-2026-0002'", 31, "CS-2026-0002 goes on with CS-2026-0001"),
    ("update cover set parent = null where number = 'CS-2026-0002'", 31, "CS-2026-0001 was handed on to nobody"),
    ("update arrangement set agreed_at = null", 31, "CS-2026-0004 begins from an arrangement"),
    ("update arrangement set duties = 'stock'", 31, "CS-2026-0004 begins from an arrangement"),
    ("insert into cover (number, kind, duties, reason, owner, coverer, asked_at, begins_at, accepted_at, starts_at, ends_at, ended_at, ended_how, arrangement, seq)
      select 'CS-2026-0009', kind, duties, reason, owner, coverer, asked_at, begins_at, accepted_at, starts_at, ends_at, starts_at, 'handed-back', arrangement, seq from cover where number = 'CS-2026-0004'", 31, "was begun twice"),
    ("update arrangement set seq = 1", 32, "AR-2026-0001"),
    ("update cover set seq = 1 where number = 'CS-2026-0003'", 32, "CS-2026-0003"),
    ("update handback_answer set line = 1", 33, "line 1 is answered and is not of it"),
    ("update thread set kind = 'question' where kind = 'dispute'", 33, "nobody is asked about it"),
    ("update cover set first_thing = 'call Horák' where number = 'CS-2026-0001'", 33, "a first thing and nobody"),
    ("update thread set seq = 1 where kind = 'question'", 19, "was opened by no journal line"),
    ("update thread_entry set seq = 1", 19, "was said by no journal line"),
    ("update thread_entry set at = at + 1", 19, "was said by no journal line"),
    ("update thread set entries = entries + 1", 19, "says 2 entries"),
    ("pragma ignore_check_constraints = on; update thread set state = 'settled' where kind = 'question'", 19, "is settled without who and when"),
    ("update staff set active = 0 where code = 'PM'", 19, "waits for somebody who has left"),
    ("update thread_entry set cover = 1", 27, "lies outside of its cover"),
    ("update training_step set seq = 1", 19, "training step 1"),
    ("update training_step set staff = 1", 27, "signed by somebody else"),
    ("update training_plan set seq = 1", 19, "training plan TP-2026-0001"),
    ("insert into competence (staff, duty, level, signed_by, signed_at, seq) select staff, duty, level, 1, made_at, seq + 1 from training_plan", 19, "is fulfilled and open"),
];

#[test]
fn every_forgery_about_covers_questions_and_training_is_found() {
    let mut stage = covered();
    stage.is_clean();
    finds_every(FORGERIES, &stage);
}
