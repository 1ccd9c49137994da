//! Covers that are planned: who may, what clashes, and how they begin.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::back::picking::Pick;
use swingdoor::cover::shift::{Accept, Begin, Plan};
use swingdoor::model::{CoverReason, Duty};

/// Petr asks Jana to cover fulfilment.
fn lunch(from: &str, until: &str) -> Plan {
    Plan {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::Lunch,
        from: from.to_owned(),
        until: until.to_owned(),
        of: Some("JN".to_owned()),
        owner: None,
        note: String::new(),
    }
}

fn refused_to_petr(stage: &mut Stage, plan: &Plan) -> &'static str {
    stage.office.perform(&stage.petr, plan).unwrap_err().id
}

#[test]
fn a_planned_lunch_is_accepted_now_and_lends_the_duty_from_its_beginning() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let planned = stage
        .office
        .perform(&stage.petr, &lunch("12:00", "12:30"))
        .unwrap();
    let cover = planned.text("cover").to_owned();
    let begin = Begin {
        cover: cover.clone(),
    };
    let office = &mut stage.office;
    assert_eq!(
        office.perform(&stage.jana, &begin).unwrap_err().id,
        "cover-not-agreed"
    );
    let accept = Accept {
        cover: cover.clone(),
    };
    let accepted = office.perform(&stage.jana, &accept).unwrap();
    assert_eq!(accepted.result["begun"], false);
    let pick = Pick {
        order,
        lines: Vec::new(),
        place: None,
    };
    assert_eq!(
        office.perform(&stage.jana, &pick).unwrap_err().id,
        "not-allowed"
    );
    assert_eq!(
        office.perform(&stage.jana, &begin).unwrap_err().id,
        "cover-too-early"
    );
    stage.clock.advance_seconds(105 * 60);
    assert_eq!(
        office.perform(&stage.petr, &begin).unwrap_err().id,
        "not-your-cover"
    );
    office.perform(&stage.jana, &begin).unwrap();
    office.perform(&stage.jana, &pick).unwrap();
    assert_eq!(
        office.perform(&stage.jana, &begin).unwrap_err().id,
        "cover-runs-already"
    );
    stage.is_clean();
}

#[test]
fn whoever_neither_owns_nor_covers_plans_only_as_management() {
    let mut stage = Stage::new();
    let mut plan = lunch("12:00", "12:30");
    plan.of = None;
    let refused = stage.office.perform(&stage.jana, &plan).unwrap_err();
    assert_eq!(refused.id, "plan-not-yours");
    plan.of = Some("JN".to_owned());
    let own = stage.office.perform(&stage.jana, &plan).unwrap();
    assert_eq!(own.result["agreed"], true);
    plan.from = "14:00".to_owned();
    plan.until = "15:00".to_owned();
    let for_them = stage.office.perform(&stage.manager, &plan).unwrap();
    assert_eq!(for_them.result["agreed"], false);
    stage.is_clean();
}

#[test]
fn every_clash_is_refused_with_its_cause() {
    let mut stage = Stage::new();
    let mut oneself = lunch("12:00", "12:30");
    oneself.of = Some("PM".to_owned());
    oneself.owner = Some("PM".to_owned());
    assert_eq!(refused_to_petr(&mut stage, &oneself), "cover-oneself");
    for (from, until, refused) in [
        ("2026-11-23 09:00", "30m", "cover-begin-past"),
        ("12:00", "13h", "cover-too-long"),
        ("12:00", "2026-11-23 11:00", "cover-end-before"),
        ("2026-11-28 10:00", "30m", "coverer-not-working"),
        ("23:30", "1h", "coverer-not-working"),
    ] {
        let id = refused_to_petr(&mut stage, &lunch(from, until));
        assert_eq!(id, refused, "{from} {until}");
    }
    let mut untrained = lunch("12:00", "12:30");
    untrained.duties = vec![Duty::Stock];
    assert_eq!(refused_to_petr(&mut stage, &untrained), "not-trained");
    let mut owner = lunch("12:00", "12:30");
    owner.of = Some("MD".to_owned());
    assert_eq!(refused_to_petr(&mut stage, &owner), "owns-already");
    stage
        .office
        .perform(&stage.petr, &lunch("12:00", "12:30"))
        .unwrap();
    let again = lunch("12:15", "12:45");
    assert_eq!(refused_to_petr(&mut stage, &again), "cover-asked-already");
    let after = lunch("12:30", "12:45");
    stage.office.perform(&stage.petr, &after).unwrap();
    let ends = swingdoor::desk::staff::SignOff {
        staff: "JN".to_owned(),
        duty: Duty::Fulfilment,
        level: "cover".to_owned(),
        until: Some("2026-11-24".to_owned()),
        discount_max: None,
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.manager, &ends).unwrap();
    let next = lunch("2026-11-25 10:00", "30m");
    assert_eq!(refused_to_petr(&mut stage, &next), "competence-ends");
    stage.is_clean();
}

#[test]
fn a_plan_for_anyone_is_refused_where_nobody_could_say_yes_with_the_cause() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    // Jana alone is trained for it, and works from eight to five.
    let night = json!({"duties": ["fulfilment"], "reason": "errand", "from": "2026-11-24 19:00", "until": "20:00"});
    let refused = stage.run(&petr, "cover.plan", night).unwrap_err();
    assert_eq!(refused.id, "coverer-not-working");
    let stock = json!({"duties": ["stock"], "reason": "errand", "from": "12:00", "until": "13:00"});
    let refused = stage.run(&petr, "cover.plan", stock).unwrap_err();
    assert_eq!(refused.id, "nobody-trained");
    let noon =
        json!({"duties": ["fulfilment"], "reason": "errand", "from": "12:00", "until": "13:00"});
    stage.run(&petr, "cover.plan", noon).unwrap();
    stage.is_clean();
}
