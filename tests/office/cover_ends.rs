//! What happens to a cover when something else happens: the table in `cover::shift`.

use crate::stage::{Stage, pin};
use serde_json::{Value, json};
use swingdoor::cover::handback::sheet;
use swingdoor::model::Duty;
use swingdoor::office::{Reads, Session, SignOut};

fn declare(stage: &mut Stage, until: &str) -> String {
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let fields = json!({"duties": ["fulfilment"], "reason": "sick", "until": until, "for": "PM"});
    stage.agreed(&jana, &petr, fields).text("cover").to_owned()
}

fn ended(stage: &mut Stage, cover: &str) -> Option<String> {
    let row = stage.office.read(|reader| {
        reader.row(
            "select ended_how from cover where number = $1",
            &[cover.into()],
        )
    });
    row.unwrap().unwrap().text_or_none(0).unwrap()
}

fn pick(stage: &mut Stage, who: &Session) -> Result<(), &'static str> {
    let order = stage.order("1");
    stage
        .run(who, "order.pick", json!({"order": order}))
        .map(drop)
        .map_err(|refused| refused.id)
}

#[test]
fn a_cover_that_is_handed_on_leaves_no_minute_bare_and_keeps_its_chain() {
    let mut stage = Stage::new();
    let (eva, jana, petr) = (
        stage.eva(&[Duty::Fulfilment]),
        stage.jana.clone(),
        stage.petr.clone(),
    );
    let first = declare(&mut stage, "2h");
    pick(&mut stage, &jana).unwrap();
    let asked = stage
        .run(&jana, "cover.hand_on", json!({"cover": first, "to": "EV"}))
        .unwrap();
    let second = asked.text("cover").to_owned();
    // Until she accepts, it runs on.
    pick(&mut stage, &jana).unwrap();
    stage
        .run(&eva, "cover.accept", json!({"cover": second}))
        .unwrap();
    assert_eq!(ended(&mut stage, &first).as_deref(), Some("handed-on"));
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    pick(&mut stage, &eva).unwrap();
    // What runs is taken back first: only then can the sheet of the whole chain be answered.
    assert_eq!(pick(&mut stage, &petr), Err("covered-now"));
    stage
        .run(&petr, "cover.end", json!({"cover": second}))
        .unwrap();
    assert_eq!(pick(&mut stage, &petr), Err("sheet-unseen"));
    stage
        .run(&petr, "handback.accept", json!({"cover": first}))
        .unwrap();
    pick(&mut stage, &petr).unwrap();
    let lines = stage.office.read(|reader| {
        Ok(sheet(reader, &first)?.lines.len() + sheet(reader, &second)?.lines.len())
    });
    assert!(lines.unwrap() >= 3);
    stage.is_clean();
}

#[test]
fn one_request_accepted_on_two_terminals_gives_one_coverer() {
    let mut stage = Stage::new();
    let (eva, jana, petr) = (
        stage.eva(&[Duty::Fulfilment]),
        stage.jana.clone(),
        stage.petr.clone(),
    );
    let fields =
        json!({"duties": ["fulfilment"], "reason": "lunch", "from": "12:00", "until": "30m"});
    let cover = stage
        .run(&petr, "cover.plan", fields)
        .unwrap()
        .text("cover")
        .to_owned();
    stage
        .run(&eva, "cover.accept", json!({"cover": cover}))
        .unwrap();
    let refused = stage
        .run(&jana, "cover.accept", json!({"cover": cover}))
        .unwrap_err();
    assert_eq!(
        (refused.id, refused.json()["name"].as_str()),
        ("cover-taken", Some("Eva Veselá"))
    );
    // She cannot after all; Jana takes it over, and only with her yes.
    stage
        .run(&eva, "cover.swap", json!({"cover": cover, "with": "JN"}))
        .unwrap();
    stage
        .run(&jana, "cover.accept", json!({"cover": cover}))
        .unwrap();
    stage.clock.advance_seconds(115 * 60);
    assert_eq!(
        stage
            .run(&eva, "cover.begin", json!({"cover": cover}))
            .unwrap_err()
            .id,
        "not-your-cover"
    );
    stage
        .run(&jana, "cover.begin", json!({"cover": cover}))
        .unwrap();
    stage.is_clean();
}

#[test]
fn a_competence_that_is_withdrawn_half_way_ends_what_it_lent() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let cover = declare(&mut stage, "2h");
    stage.sign_off("JN", Duty::Fulfilment, "none");
    assert_eq!(
        ended(&mut stage, &cover).as_deref(),
        Some("ended-by-manager")
    );
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    stage.is_clean();
}

#[test]
fn a_competence_that_runs_out_half_way_lends_nothing_from_then_on() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let until =
        json!({"staff": "JN", "duty": "fulfilment", "level": "cover", "until": "2026-11-23"});
    stage.run(&manager, "competence.sign_off", until).unwrap();
    // Over midnight: the cover goes on, the competence does not.
    stage.clock.advance_seconds(13 * 3600);
    let cover = declare(&mut stage, "0:30");
    pick(&mut stage, &jana).unwrap();
    stage.clock.advance_seconds(65 * 60);
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    assert_eq!(ended(&mut stage, &cover), None);
    stage.is_clean();
}

#[test]
fn whoever_leaves_the_office_carries_nothing_away() {
    let mut stage = Stage::new();
    let (manager, petr) = (stage.manager.clone(), stage.petr.clone());
    let cover = declare(&mut stage, "2h");
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "14:00", "until": "30m", "of": "JN"});
    let planned = stage
        .run(&petr, "cover.plan", plan.clone())
        .unwrap()
        .text("cover")
        .to_owned();
    stage
        .run(
            &manager,
            "staff.edit",
            json!({"staff": "JN", "active": false}),
        )
        .unwrap();
    assert_eq!(
        ended(&mut stage, &cover).as_deref(),
        Some("ended-by-manager")
    );
    assert_eq!(ended(&mut stage, &planned).as_deref(), Some("withdrawn"));
    assert_eq!(
        stage.run(&petr, "cover.plan", plan).unwrap_err().id,
        "has-left"
    );
    stage.is_clean();
}

#[test]
fn a_clock_that_jumps_ahead_and_back_revives_no_cover() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    declare(&mut stage, "30m");
    stage.clock.advance_seconds(3_600);
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    stage.clock.advance_seconds(-3_600);
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    let now = stage.office.read(|reader| Ok(reader.now())).unwrap();
    assert!(now > swingdoor::model::Clock::now(&stage.clock));
    stage.is_clean();
}

#[test]
fn signing_out_of_one_of_two_terminals_leaves_the_cover_running() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let second = stage
        .office
        .sign_in("till", "JN", &pin("1937"), true)
        .unwrap();
    let cover = declare(&mut stage, "2h");
    pick(&mut stage, &second).unwrap();
    stage.office.sign_out(&second, SignOut::Left).unwrap();
    pick(&mut stage, &jana).unwrap();
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    assert_eq!(ended(&mut stage, &cover).as_deref(), Some("signed-out"));
    stage.is_clean();
}

#[test]
fn a_request_to_somebody_who_just_left_says_so() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "JN"});
    let asked = stage.run(&petr, "cover.ask", ask).unwrap();
    assert_eq!(asked.result["present"], Value::Bool(false));
    stage.is_clean();
}
