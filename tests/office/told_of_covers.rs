//! Who is told of what becomes of a cover, and what falls through when somebody is away.

use crate::stage::{Stage, pin};
use serde_json::{Value, json};
use swingdoor::cover::handback::sheet;
use swingdoor::model::Duty;
use swingdoor::office::{Reads, Session, SignOut};

fn lunch() -> Value {
    json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"})
}

/// The newest thing that somebody was told: its kind and its facts.
fn last_told(stage: &mut Stage, code: &str) -> (String, Value) {
    let told = stage.office.read(|reader| {
        let row = reader.row(
            "select n.kind, n.data from notice n join staff s on s.id = n.staff where s.code = $1 order by n.id desc limit 1",
            &[code.into()],
        )?;
        let row = row.unwrap();
        Ok((row.text(0)?, row.text(1)?))
    });
    let (kind, data) = told.unwrap();
    (kind, serde_json::from_str(&data).unwrap())
}

fn pick(stage: &mut Stage, who: &Session, order: &str) -> Result<String, &'static str> {
    let picked = stage.run(who, "order.pick", json!({"order": order}));
    picked
        .map(|receipt| receipt.text("parcel").to_owned())
        .map_err(|refused| refused.id)
}

/// Jana covers Petr, with his yes.
fn covered() -> (Stage, Session, Session, String) {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let cover = stage.agreed(&jana, &petr, lunch()).text("cover").to_owned();
    (stage, jana, petr, cover)
}

#[test]
fn an_end_is_told_to_the_other_one_with_who_how_and_when() {
    let (mut stage, jana, petr, cover) = covered();
    stage.clock.advance_seconds(60);
    let at = stage.office.read(|reader| Ok(reader.now())).unwrap();
    stage.does(&petr, "cover.end", json!({"cover": cover}));
    let (kind, data) = last_told(&mut stage, "JN");
    assert_eq!(
        (kind.as_str(), &data["how"]),
        ("cover-over", &json!("taken-back"))
    );
    assert_eq!(
        (&data["by"], &data["at"]),
        (&json!("Petr Malý"), &json!(at.0))
    );

    let again = stage.agreed(&jana, &petr, lunch()).text("cover").to_owned();
    stage.does(
        &jana,
        "cover.end",
        json!({"cover": again, "note": "all quiet"}),
    );
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(
        (kind.as_str(), &data["how"]),
        ("cover-over", &json!("handed-back"))
    );
    assert_eq!(
        (&data["by"], &data["words"]),
        (&json!("Jana Nováková"), &json!("all quiet"))
    );

    // Where something was done, the owner is told of the sheet.
    let third = stage.agreed(&jana, &petr, lunch()).text("cover").to_owned();
    let order = stage.order("1");
    pick(&mut stage, &jana, &order).unwrap();
    let manager = stage.manager.clone();
    stage.does(&manager, "cover.end", json!({"cover": third}));
    assert_eq!(last_told(&mut stage, "PM").0, "cover-sheet");
    let (kind, data) = last_told(&mut stage, "JN");
    assert_eq!(
        (kind.as_str(), &data["by"]),
        ("cover-over", &json!("Marie Dvořáková"))
    );
    stage.is_clean();
}

#[test]
fn an_end_by_the_clock_is_nobody_s() {
    let (mut stage, _, petr, cover) = covered();
    stage.clock.advance_seconds(30 * 60 + 121);
    stage.does(&petr, "cover.end", json!({"cover": cover}));
    let (how, by) = stage
        .office
        .read(|reader| {
            let row = reader
                .row("select ended_how, ended_by from cover", &[])?
                .unwrap();
            Ok((row.text(0)?, row.int_or_none(1)?))
        })
        .unwrap();
    assert_eq!((how.as_str(), by), ("timed-out", None));
    assert_eq!(last_told(&mut stage, "JN").1["by"], "");
    stage.is_clean();
}

#[test]
fn only_the_last_screen_s_sign_out_ends_a_cover_and_the_owner_is_told() {
    let (mut stage, jana, petr, _) = covered();
    let short = stage
        .office
        .sign_in("window", "JN", &pin("1937"), true)
        .unwrap();
    stage.clock.advance_seconds(120);
    stage.office.sign_out(&short, SignOut::Left).unwrap();
    let order = stage.order("1");
    pick(&mut stage, &jana, &order).unwrap();
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(
        (kind.as_str(), &data["how"]),
        ("cover-sheet", &json!("signed-out"))
    );
    assert_eq!(data["by"], "Jana Nováková");
    let held = stage.run(&petr, "order.pick", json!({"order": order}));
    assert_eq!(held.unwrap_err().id, "sheet-unseen");
    stage.is_clean();
}

#[test]
fn a_cover_that_ran_out_before_its_coverer_signed_out_ended_by_the_clock() {
    let (mut stage, jana, _, _) = covered();
    stage.clock.advance_seconds(3_600);
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    assert_eq!(last_told(&mut stage, "PM").1["how"], "timed-out");
    stage.is_clean();
}

#[test]
fn what_is_extended_alone_is_told_reviewed_and_ends_at_the_office_s_longest() {
    let (mut stage, jana, petr, cover) = covered();
    let manager = stage.manager.clone();
    let hours = json!({"key": "cover-hours", "value": "2"});
    stage.does(&manager, "setting.change", hours);
    let extend = |until: &str| json!({"cover": cover, "until": until});
    stage.does(&jana, "cover.extend", extend("1h"));
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(
        (kind.as_str(), &data["name"]),
        ("cover-extended", &json!("Jana Nováková"))
    );
    let refused = stage.run(&jana, "cover.extend", extend("3h")).unwrap_err();
    assert_eq!(
        (refused.id, &refused.json()["hours"]),
        ("cover-beyond-office", &json!(2))
    );
    assert_eq!(refused.json()["who"], json!(["Petr Malý"]));
    // Its owner may, and management; that is nothing for him to review.
    stage.does(&petr, "cover.extend", extend("3h"));
    assert_eq!(last_told(&mut stage, "JN").0, "cover-extended");
    stage.does(&manager, "cover.extend", extend("4h"));
    let reviewed = stage
        .office
        .read(|reader| sheet(reader, &cover))
        .unwrap()
        .lines;
    let verbs: Vec<_> = reviewed
        .iter()
        .map(|line| (line.verb.as_str(), line.review))
        .collect();
    assert_eq!(verbs, [("cover.extend", true)]);
    stage.is_clean();
}

#[test]
fn a_pick_that_is_saved_in_the_grace_is_still_put_on_its_shelf() {
    let (mut stage, jana, _, _) = covered();
    let (order, other) = (stage.order("1"), stage.order("1"));
    let petr = stage.petr.clone();
    let opened = stage.office.read(|reader| Ok(reader.now())).unwrap();
    stage.clock.advance_seconds(30 * 60 + 5);
    let form = jana.with_form_opened(opened);
    let parcel = pick(&mut stage, &form, &order).unwrap();
    // The form for the shelf opens after the end.
    let late = stage.office.read(|reader| Ok(reader.now())).unwrap();
    let place = jana.with_form_opened(late);
    assert_eq!(pick(&mut stage, &place, &other), Err("not-allowed"));
    let shelf = json!({"parcel": parcel, "place": "P3"});
    stage.does(&place, "parcel.ready", shelf.clone());
    stage.clock.advance_seconds(120);
    let after = stage.run(&place, "parcel.ready", shelf).unwrap_err();
    assert_eq!(after.id, "not-allowed");
    let sheet = stage.office.read(|reader| sheet(reader, "CS-2026-0001"));
    assert_eq!(sheet.unwrap().lines.len(), 2);
    drop(petr);
    stage.is_clean();
}

#[test]
fn an_agreed_cover_falls_through_when_its_coverer_is_ill_and_the_next_best_is_asked() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "12:00", "until": "30m", "of": "JN"});
    let cover = stage
        .does(&petr, "cover.plan", plan)
        .text("cover")
        .to_owned();
    stage.does(&jana, "cover.accept", json!({"cover": cover}));
    let sick = stage.does(&jana, "absence.ask", json!({"kind": "sick"}));
    assert_eq!(sick.result["covers"], json!([cover]));
    for code in ["PM", "MD"] {
        let (kind, data) = last_told(&mut stage, code);
        assert_eq!((code, kind.as_str()), (code, "cover-coverer-away"));
        assert_eq!(
            (&data["name"], &data["next"]),
            (&json!("Jana Nováková"), &json!("Eva Veselá"))
        );
    }
    assert_eq!(last_told(&mut stage, "EV").0, "cover-planned-asked");
    stage.does(&eva, "cover.accept", json!({"cover": cover}));
    stage.clock.advance_seconds(2 * 3_600);
    stage.does(&eva, "cover.begin", json!({"cover": cover}));
    stage.is_clean();
}

#[test]
fn a_holiday_that_is_granted_over_an_agreed_cover_tells_both_and_one_that_is_not_granted_nobody() {
    let mut stage = Stage::new();
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let plan = json!({"duties": ["fulfilment"], "reason": "errand", "from": "2026-11-24 10:00", "until": "1h", "of": "JN"});
    let cover = stage
        .does(&petr, "cover.plan", plan)
        .text("cover")
        .to_owned();
    stage.does(&jana, "cover.accept", json!({"cover": cover}));
    let holiday = json!({"kind": "holiday", "from": "2026-11-24", "until": "2026-11-24"});
    let asked = stage.does(&jana, "absence.ask", holiday);
    assert_eq!(last_told(&mut stage, "PM").0, "cover-planned");
    let yes = json!({"absence": asked.text("absence"), "approve": true});
    stage.does(&manager, "absence.decide", yes);
    // Nobody else is trained: anyone who can is asked.
    assert_eq!(last_told(&mut stage, "PM").0, "cover-coverer-away-nobody");
    let told = stage.office.read(|reader| {
        let rows = reader.rows(
            "select n.kind from notice n join staff s on s.id = n.staff where s.code = 'JN' order by n.id",
            &[],
        )?;
        rows.iter().map(|row| Ok(row.text(0)?)).collect::<Result<Vec<_>, _>>()
    });
    let told = told.unwrap();
    assert!(
        told.contains(&"cover-coverer-away-nobody".to_owned()),
        "{told:?}"
    );
    let begin = stage.run(&jana, "cover.begin", json!({"cover": cover}));
    assert_eq!(begin.unwrap_err().id, "cover-not-agreed");
    stage.is_clean();
}

#[test]
fn whoever_reports_sick_half_way_covers_no_more() {
    let (mut stage, jana, _, _) = covered();
    stage.does(&jana, "absence.ask", json!({"kind": "sick"}));
    assert_eq!(last_told(&mut stage, "PM").1["how"], "handed-back");
    let order = stage.order("1");
    assert_eq!(pick(&mut stage, &jana, &order), Err("not-allowed"));
    stage.is_clean();
}

#[test]
fn a_cover_is_planned_over_somebody_only_with_their_yes() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let plan = json!({"duties": ["fulfilment"], "reason": "training", "from": "12:00", "until": "30m", "of": "JN", "for": "PM"});
    let planned = stage.does(&jana, "cover.plan", plan);
    assert_eq!(planned.result["agreed"], false);
    assert_eq!(last_told(&mut stage, "PM").0, "cover-planned-offered");
    let cover = json!({"cover": planned.text("cover")});
    stage.clock.advance_seconds(2 * 3_600 - 60);
    let early = stage.run(&jana, "cover.begin", cover.clone()).unwrap_err();
    assert_eq!(early.id, "cover-not-agreed");
    stage.does(&petr, "cover.accept", cover.clone());
    assert_eq!(last_told(&mut stage, "JN").0, "cover-offer-agreed");
    stage.does(&jana, "cover.begin", cover);
    stage.is_clean();
}

#[test]
fn standing_arrangements_come_back_with_whoever_left_by_mistake() {
    let mut stage = Stage::new();
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let make = |starts: &str, ends: &str| json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr", "starts": starts, "ends": ends, "reason": "lunch"});
    for (hours, nr) in [(("12:00", "12:30"), 1), (("15:00", "15:30"), 2)] {
        stage.does(&petr, "arrangement.make", make(hours.0, hours.1));
        let agree = json!({"arrangement": format!("AR-2026-000{nr}")});
        stage.does(&jana, "arrangement.agree", agree);
    }
    // This one was ended by hand, and stays so.
    stage.does(
        &petr,
        "arrangement.end",
        json!({"arrangement": "AR-2026-0002"}),
    );
    stage.does(
        &manager,
        "staff.edit",
        json!({"staff": "PM", "active": false}),
    );
    stage.does(
        &manager,
        "staff.edit",
        json!({"staff": "PM", "active": true}),
    );
    let running = stage.office.read(|reader| {
        let rows = reader.rows("select number from arrangement where ended_at is null", &[])?;
        rows.iter()
            .map(|row| Ok(row.text(0)?))
            .collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(running.unwrap(), ["AR-2026-0001"]);
    assert_eq!(last_told(&mut stage, "JN").0, "arrangement-back");
    stage.is_clean();
}

/// The numbers of the arrangements that hold.
fn arranged(stage: &mut Stage) -> Vec<String> {
    let running = stage.office.read(|reader| {
        let rows = reader.rows(
            "select number from arrangement where ended_at is null order by id",
            &[],
        )?;
        rows.iter()
            .map(|row| Ok(row.text(0)?))
            .collect::<Result<Vec<_>, _>>()
    });
    running.unwrap()
}

#[test]
fn arrangements_come_back_unless_the_same_hours_are_arranged_by_then_and_those_stay_ended() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let make = |stage: &mut Stage, with: &Session, code: &str, starts: &str, ends: &str| {
        let made = json!({"owner": "PM", "coverer": code, "duties": ["fulfilment"], "weekdays": "mo-fr", "starts": starts, "ends": ends, "reason": "lunch"});
        let made = stage.does(&petr, "arrangement.make", made);
        let agree = json!({"arrangement": made.subject});
        stage.does(with, "arrangement.agree", agree);
    };
    let works = |active: bool, code: &str| json!({"staff": code, "active": active});
    make(&mut stage, &jana, "JN", "12:00", "12:30");
    make(&mut stage, &eva, "EV", "15:00", "15:30");
    make(&mut stage, &jana, "JN", "16:00", "16:30");
    for active in [false, true] {
        stage.does(&manager, "staff.edit", works(active, "PM"));
    }
    let all = ["AR-2026-0001", "AR-2026-0002", "AR-2026-0003"];
    assert_eq!(arranged(&mut stage), all);
    // Meanwhile Eva has taken a part of the noon of somebody who is gone.
    stage.does(&manager, "staff.edit", works(false, "JN"));
    let petr = stage.office.sign_in("shelves", "PM", &pin("2748"), true);
    let petr = petr.unwrap();
    let noon = json!({"owner": "PM", "coverer": "EV", "duties": ["fulfilment"], "weekdays": "we", "starts": "12:15", "ends": "12:45", "reason": "lunch"});
    stage.does(&petr, "arrangement.make", noon);
    let agree = json!({"arrangement": "AR-2026-0004"});
    stage.does(&eva, "arrangement.agree", agree.clone());
    stage.does(&manager, "staff.edit", works(true, "JN"));
    let others = ["AR-2026-0002", "AR-2026-0003", "AR-2026-0004"];
    assert_eq!(arranged(&mut stage), others);
    // What did not come back then does not come back another time either.
    stage.does(&petr, "arrangement.end", agree);
    for active in [false, true] {
        stage.does(&manager, "staff.edit", works(active, "JN"));
    }
    assert_eq!(arranged(&mut stage), ["AR-2026-0002", "AR-2026-0003"]);
    stage.is_clean();
}

#[test]
fn a_cover_that_runs_into_an_absence_of_its_coverer_ends_as_they_go() {
    let (mut stage, jana, petr, cover) = covered();
    let errand = json!({"kind": "errand", "from": "2026-11-23 10:15", "until": "2026-11-23 11:00"});
    let away = stage.does(&jana, "absence.ask", errand);
    assert_eq!(away.result["covers"], json!([cover]));
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(kind, "cover-ends-early");
    assert_eq!(
        data["until"],
        swingdoor::model::Instant(crate::stage::MORNING.0)
            .plus_minutes(15)
            .0
    );
    let order = stage.order("1");
    stage.clock.advance_seconds(15 * 60 - 1);
    assert_eq!(pick(&mut stage, &petr, &order), Err("covered-now"));
    stage.clock.advance_seconds(1);
    pick(&mut stage, &petr, &order).unwrap();
    stage.is_clean();
}

#[test]
fn what_somebody_was_asked_who_is_ill_now_goes_to_the_next_best() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let later = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "12:00", "until": "30m", "of": "JN"});
    let later = stage.does(&petr, "cover.plan", later);
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "JN"});
    let ask = stage.does(&petr, "cover.ask", ask);
    stage.does(&jana, "absence.ask", json!({"kind": "sick"}));
    assert_eq!(last_told(&mut stage, "EV").0, "cover-planned-asked");
    assert_eq!(last_told(&mut stage, "PM").1["next"], "Eva Veselá");
    for cover in [ask, later] {
        let cover = json!({"cover": cover.text("cover")});
        stage.does(&eva, "cover.accept", cover);
    }
    stage.is_clean();
}

#[test]
fn an_owner_who_accepted_an_offer_for_later_ends_it_before_it_begins() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let plan = json!({"duties": ["fulfilment"], "reason": "training", "from": "12:00", "until": "30m", "of": "JN", "for": "PM"});
    let planned = stage.does(&jana, "cover.plan", plan);
    let cover = json!({"cover": planned.text("cover")});
    stage.does(&petr, "cover.accept", cover.clone());
    let again = stage.run(&petr, "cover.accept", cover.clone()).unwrap_err();
    assert_ne!(again.id, "cover-oneself");
    let ended = stage.does(&petr, "cover.end", cover.clone());
    assert_eq!(ended.text("ended"), "withdrawn");
    assert_eq!(last_told(&mut stage, "JN").0, "cover-withdrawn");
    stage.clock.advance_seconds(2 * 3_600);
    assert!(stage.run(&jana, "cover.begin", cover).is_err());
    stage.is_clean();
}

/// Jana has agreed to cover Petr at noon, and has asked Eva to take it over.
fn swap_asked_of_eva() -> (Stage, Session, String) {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "12:00", "until": "30m", "of": "JN"});
    let planned = stage.does(&petr, "cover.plan", plan);
    let cover = planned.text("cover").to_owned();
    stage.does(&jana, "cover.accept", json!({"cover": cover}));
    let swap = json!({"cover": cover, "with": "EV"});
    stage.does(&jana, "cover.swap", swap);
    (stage, eva, cover)
}

#[test]
fn an_agreed_cover_stands_when_whoever_was_asked_to_take_it_over_leaves_or_is_ill() {
    for leaves in [true, false] {
        let (mut stage, eva, cover) = swap_asked_of_eva();
        let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
        if leaves {
            let left = json!({"staff": "EV", "active": false});
            stage.does(&manager, "staff.edit", left);
        } else {
            stage.does(&eva, "absence.ask", json!({"kind": "sick"}));
        }
        let (kind, data) = last_told(&mut stage, "JN");
        assert_eq!(
            (kind.as_str(), &data["name"]),
            ("cover-stays-yours", &json!("Eva Veselá"))
        );
        stage.clock.advance_seconds(2 * 3_600);
        stage.does(&jana, "cover.begin", json!({"cover": cover}));
        stage.is_clean();
    }
}

#[test]
fn a_swap_that_was_asked_of_somebody_who_is_ill_goes_to_the_next_best() {
    let (mut stage, eva, cover) = swap_asked_of_eva();
    let emma = stage.emma();
    stage.sign_off("EH", Duty::Fulfilment, "aware");
    stage.sign_off("EH", Duty::Fulfilment, "cover");
    stage.does(&eva, "absence.ask", json!({"kind": "sick"}));
    let (kind, data) = last_told(&mut stage, "JN");
    assert_eq!(
        (kind.as_str(), &data["next"]),
        ("cover-coverer-away", &json!("Emma Hughes"))
    );
    assert_eq!(last_told(&mut stage, "EH").0, "cover-planned-asked");
    stage.does(&emma, "cover.accept", json!({"cover": cover}));
    stage.is_clean();
}

#[test]
fn what_somebody_was_asked_to_go_on_with_goes_to_the_next_best_or_stays_where_it_is() {
    let (mut stage, jana, _, cover) = covered();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let on = json!({"cover": cover, "to": "EV"});
    let request = stage.does(&jana, "cover.hand_on", on);
    let request = request.text("cover").to_owned();
    let emma = stage.emma();
    stage.sign_off("EH", Duty::Fulfilment, "cover");
    stage.does(&eva, "absence.ask", json!({"kind": "sick"}));
    assert_eq!(last_told(&mut stage, "JN").0, "cover-coverer-away");
    assert_eq!(last_told(&mut stage, "EH").0, "cover-asked");
    // Then the next one is ill as well, and nobody is left: it stays with who carries it.
    stage.does(&emma, "absence.ask", json!({"kind": "sick"}));
    assert_eq!(last_told(&mut stage, "JN").0, "cover-stays-yours");
    let late = stage.run(&emma, "cover.accept", json!({"cover": request}));
    assert_eq!(late.unwrap_err().id, "cover-not-open");
    let order = stage.order("1");
    assert!(pick(&mut stage, &jana, &order).is_ok());
    stage.is_clean();
}

#[test]
fn what_management_plans_over_an_owner_is_told_to_them_and_they_may_end_it() {
    let mut stage = Stage::new();
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let plan = json!({"duties": ["fulfilment"], "reason": "training", "from": "12:00", "until": "30m", "of": "JN", "for": "PM"});
    let planned = stage.does(&manager, "cover.plan", plan);
    let cover = planned.text("cover").to_owned();
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(
        (kind.as_str(), &data["planner"], &data["name"]),
        (
            "cover-planned-over",
            &json!("Marie Dvořáková"),
            &json!("Jana Nováková")
        )
    );
    stage.does(&jana, "cover.accept", json!({"cover": cover}));
    for code in ["PM", "MD"] {
        assert_eq!(last_told(&mut stage, code).0, "cover-planned");
    }
    let no = json!({"cover": cover, "note": "the van comes then"});
    stage.does(&petr, "cover.end", no);
    for code in ["JN", "MD"] {
        let (kind, data) = last_told(&mut stage, code);
        assert_eq!(
            (kind.as_str(), &data["words"]),
            ("cover-withdrawn", &json!("the van comes then"))
        );
    }
    let make = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr", "starts": "12:00", "ends": "12:30", "reason": "lunch"});
    let made = stage.does(&manager, "arrangement.make", make);
    assert_eq!(last_told(&mut stage, "PM").0, "arrangement-made-over");
    let end = json!({"arrangement": made.text("arrangement")});
    stage.does(&petr, "arrangement.end", end);
    stage.is_clean();
}

#[test]
fn an_absence_names_the_standing_arrangements_that_it_falls_into_and_who_could_stand_in() {
    let mut stage = Stage::new();
    stage.eva(&[Duty::Fulfilment]);
    let (jana, petr, manager) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    let make = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-fr", "starts": "12:00", "ends": "12:30", "reason": "lunch"});
    let made = stage.does(&petr, "arrangement.make", make);
    let number = made.text("arrangement").to_owned();
    stage.does(&jana, "arrangement.agree", json!({"arrangement": number}));
    let holiday = json!({"kind": "holiday", "from": "2026-11-24", "until": "2026-11-25"});
    let asked = stage.does(&jana, "absence.ask", holiday);
    let (kind, data) = last_told(&mut stage, "MD");
    assert_eq!(
        (kind.as_str(), &data["touches"]),
        (
            "absence-asked-touches",
            &json!(format!("{number} (Eva Veselá)"))
        )
    );
    let yes = json!({"absence": asked.text("absence"), "approve": true});
    let granted = stage.does(&manager, "absence.decide", yes);
    assert_eq!(granted.result["arrangements"], json!([number]));
    let (kind, data) = last_told(&mut stage, "PM");
    assert_eq!(
        (kind.as_str(), &data["next"]),
        ("arrangement-coverer-away", &json!("Eva Veselá"))
    );
    // The owner's own absence is told to whoever would stand in; a weekend touches nothing.
    let errand = json!({"kind": "errand", "from": "2026-11-26 11:00", "until": "2h"});
    stage.does(&petr, "absence.ask", errand);
    assert_eq!(last_told(&mut stage, "JN").0, "arrangement-owner-away");
    let weekend = json!({"kind": "errand", "from": "2026-11-28 09:00", "until": "2h"});
    let away = stage.does(&petr, "absence.ask", weekend);
    assert_eq!(away.result["arrangements"], json!([]));
    stage.is_clean();
}
