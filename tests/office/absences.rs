//! Absences: asked for, decided, taken back; and what happens to those of somebody who leaves.

use super::presence::whereabouts;
use super::roster::{at, day, hours, run};
use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Whereabouts;

#[test]
fn a_holiday_waits_for_a_manager_and_a_lunch_does_not() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    let holiday = json!({"kind": "holiday", "from": "2026-11-26", "until": "2026-11-27"});
    let asked = run(stage, "JN", "absence.ask", holiday.clone()).unwrap();
    assert_eq!(asked["state"], "asked");
    assert_eq!(hours(stage, "JN", "2026-11-26"), "08:00-17:00 front");
    assert_eq!(
        run(stage, "JN", "absence.ask", holiday),
        Err("absences-overlap")
    );
    let yes = json!({"absence": asked["absence"], "approve": true});
    assert_eq!(
        run(stage, "PM", "absence.decide", yes.clone()),
        Err("not-allowed")
    );
    let no = json!({"absence": asked["absence"], "approve": false});
    assert_eq!(run(stage, "MD", "absence.decide", no), Err("name-empty"));
    run(stage, "MD", "absence.decide", yes.clone()).unwrap();
    assert_eq!(
        run(stage, "MD", "absence.decide", yes),
        Err("absence-not-asked")
    );
    assert_eq!(
        hours(stage, "JN", "2026-11-27"),
        "08:00-17:00 front holiday"
    );
    let withdraw = json!({"absence": asked["absence"]});
    assert_eq!(
        run(stage, "PM", "absence.withdraw", withdraw.clone()),
        Err("absence-of-another")
    );
    run(stage, "JN", "absence.withdraw", withdraw).unwrap();
    assert_eq!(hours(stage, "JN", "2026-11-27"), "08:00-17:00 front");

    let lunch = json!({"kind": "lunch", "until": "45m"});
    let lunch = run(stage, "PM", "absence.ask", lunch).unwrap();
    assert_eq!(lunch["state"], "approved");
    assert_eq!(
        whereabouts(stage, "PM"),
        Whereabouts::Away("lunch".to_owned(), at(10, 45))
    );
    let number = json!({"absence": lunch["absence"]});
    assert_eq!(
        run(stage, "PM", "absence.withdraw", number.clone()),
        Err("absence-running")
    );
    stage.clock.advance_seconds(20 * 60);
    run(stage, "PM", "absence.end", number.clone()).unwrap();
    assert_eq!(
        run(stage, "PM", "absence.end", number),
        Err("absence-not-running")
    );
    assert_eq!(
        whereabouts(stage, "PM"),
        Whereabouts::Here("shelves".to_owned())
    );
    // What a manager enters for somebody counts at once; nobody else may.
    let training =
        json!({"kind": "training", "from": "2026-11-30 9:00", "until": "12:00", "staff": "JN"});
    assert_eq!(
        run(stage, "PM", "absence.ask", training.clone()),
        Err("absence-for-another")
    );
    let training = run(stage, "MD", "absence.ask", training).unwrap();
    assert_eq!(training["until"], "2026-11-30T11:00:00.000Z");
    stage.is_clean();
}

#[test]
fn an_absence_is_neither_too_long_nor_over_nor_backwards() {
    let mut stage = Stage::new();
    for (fields, refused) in [
        (json!({"kind": "lunch", "until": "13h"}), "absence-too-long"),
        (
            json!({"kind": "holiday", "from": "2026-12-01", "until": "2028-12-01"}),
            "absence-too-long",
        ),
        (
            json!({"kind": "holiday", "from": "2026-12-02", "until": "2026-12-01"}),
            "absence-ends-first",
        ),
        (
            json!({"kind": "errand", "from": "8:00", "until": "9:00"}),
            "absence-past",
        ),
        (
            json!({"kind": "sick", "from": "2026-08-01"}),
            "absence-past",
        ),
        (json!({"kind": "other", "from": "soon"}), "bad-date"),
    ] {
        let said = fields.to_string();
        assert_eq!(
            run(&mut stage, "JN", "absence.ask", fields),
            Err(refused),
            "{said}"
        );
    }
    // Illness is entered afterwards: the whole of Friday.
    let friday = json!({"kind": "sick", "from": "2026-11-20"});
    let sick = run(&mut stage, "JN", "absence.ask", friday).unwrap();
    assert_eq!(sick["from"], "2026-11-19T23:00:00.000Z");
    assert_eq!(sick["until"], "2026-11-20T23:00:00.000Z");
}

#[test]
fn whoever_leaves_takes_no_absence_along() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    for fields in [
        json!({"kind": "lunch", "until": "45m"}),
        json!({"kind": "errand", "from": "2026-11-25 10:00", "until": "2026-11-25 11:00"}),
        json!({"kind": "holiday", "from": "2026-11-30", "until": "2026-12-04"}),
    ] {
        run(stage, "PM", "absence.ask", fields).unwrap();
    }
    stage.clock.advance_seconds(600);
    let leaves = json!({"staff": "PM", "active": false});
    run(stage, "MD", "staff.edit", leaves).unwrap();
    let later = json!({"absence": "AB-2026-0003", "approve": true});
    assert_eq!(
        run(stage, "MD", "absence.decide", later),
        Err("absence-not-asked")
    );
    for absence in ["AB-2026-0001", "AB-2026-0002"] {
        let gone = run(stage, "MD", "absence.withdraw", json!({"absence": absence}));
        let refusal = if absence.ends_with('1') {
            "absence-over"
        } else {
            "absence-not-asked"
        };
        assert_eq!(gone, Err(refusal), "{absence}");
    }
    // Back again, they are simply here.
    let back = json!({"staff": "PM", "active": true});
    run(stage, "MD", "staff.edit", back).unwrap();
    let petr = stage.petr.staff;
    let day = day(stage, "2026-11-25");
    assert!(day.of(petr).unwrap().away.is_empty());
    stage.is_clean();
}
