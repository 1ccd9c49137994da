//! Covers by consent: who is here is asked, one cover of a duty at a time, and nobody who is ill stands in.

use crate::stage::{MORNING, Stage, pin};
use serde_json::{Value, json};
use swingdoor::model::Duty;
use swingdoor::office::{Reads, Session, SignOut};

fn lunch(owner: &str) -> Value {
    json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": owner})
}

/// The kinds of what somebody was told, in order.
fn told(stage: &mut Stage, code: &str) -> Vec<String> {
    let told = stage.office.read(|reader| {
        let rows = reader.rows(
            "select n.kind from notice n join staff s on s.id = n.staff where s.code = $1 order by n.id",
            &[code.into()],
        )?;
        rows.iter()
            .map(|row| Ok(row.text(0)?))
            .collect::<Result<Vec<_>, _>>()
    });
    told.unwrap()
}

fn pick(stage: &mut Stage, who: &Session) -> Result<(), &'static str> {
    let order = stage.order("1");
    let picked = stage.run(who, "order.pick", json!({"order": order}));
    picked.map(drop).map_err(|refused| refused.id)
}

#[test]
fn an_owner_at_a_screen_is_asked_and_works_on_until_they_say_yes() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let refused = stage.run(&jana, "cover.declare", lunch("PM")).unwrap_err();
    assert_eq!(refused.id, "owner-here");
    assert_eq!(refused.json()["name"], "Petr Malý");
    pick(&mut stage, &petr).unwrap();
    let offered = stage.does(&jana, "cover.offer", lunch("PM"));
    let cover = json!({"cover": offered.text("cover")});
    assert_eq!(told(&mut stage, "PM"), ["cover-offered"]);
    // Asked is not covered: he works on, and she has no right yet.
    pick(&mut stage, &petr).unwrap();
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    stage.does(&petr, "cover.accept", cover);
    pick(&mut stage, &jana).unwrap();
    assert_eq!(pick(&mut stage, &petr), Err("covered-now"));
    assert_eq!(
        told(&mut stage, "JN").last().unwrap(),
        "cover-offer-accepted"
    );
    stage.is_clean();
}

#[test]
fn an_owner_may_say_no_and_nobody_else_answers_for_them() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let offered = stage.does(&jana, "cover.offer", lunch("PM"));
    let cover = json!({"cover": offered.text("cover")});
    for other in [&eva, &jana] {
        let refused = stage.run(other, "cover.accept", cover.clone());
        assert_eq!(refused.unwrap_err().id, "asked-somebody-else");
    }
    let no = json!({"cover": offered.text("cover"), "reason": "I am here"});
    stage.does(&petr, "cover.decline", no);
    assert_eq!(told(&mut stage, "JN"), ["cover-offer-declined"]);
    assert_eq!(pick(&mut stage, &jana), Err("not-allowed"));
    let refused = stage.run(&jana, "cover.declare", lunch("PM")).unwrap_err();
    assert_eq!(refused.id, "owner-here");
    stage.is_clean();
}

#[test]
fn without_an_answer_in_the_offices_minutes_it_may_begin_and_the_record_says_why() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let minutes = json!({"key": "cover-answer-minutes", "value": "7"});
    stage.does(&manager, "setting.change", minutes);
    let offered = stage.does(&jana, "cover.offer", lunch("PM"));
    stage.clock.advance_seconds(7 * 60 - 1);
    let early = stage.run(&jana, "cover.declare", lunch("PM")).unwrap_err();
    assert_eq!(early.id, "owner-asked");
    assert_eq!(early.json()["cover"], offered.text("cover"));
    stage.clock.advance_seconds(1);
    let begun = stage.does(&jana, "cover.declare", lunch("PM"));
    assert_eq!(begun.text("unasked"), "unanswered");
    pick(&mut stage, &jana).unwrap();
    let told = told(&mut stage, "PM");
    assert_eq!(told.last().unwrap(), "cover-declared-unasked");
    stage.is_clean();
}

#[test]
fn who_is_away_or_ill_is_covered_without_asking_and_the_record_says_which() {
    for (why, word) in [("gone", "away"), ("holiday", "away"), ("sick", "ill")] {
        let mut stage = Stage::new();
        let (jana, petr, manager) = (
            stage.jana.clone(),
            stage.petr.clone(),
            stage.manager.clone(),
        );
        if why == "gone" {
            stage.office.sign_out(&petr, SignOut::Left).unwrap();
        } else {
            stage.clock.advance_seconds(60);
            let away = json!({"kind": why, "staff": "PM"});
            stage.does(&manager, "absence.ask", away);
        }
        let begun = stage.does(&jana, "cover.declare", lunch("PM"));
        assert_eq!(begun.text("unasked"), word, "{why}");
        let kept = stage.office.read(|reader| {
            let row = reader.row("select unasked from cover", &[])?;
            Ok(row.unwrap().text(0)?)
        });
        assert_eq!(kept.unwrap(), word);
        stage.is_clean();
    }
}

#[test]
fn a_duty_of_one_owner_has_one_cover_however_it_began() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    // Agreed for later with Eva, and asked of anyone for now.
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": "10:10", "until": "40m", "of": "EV"});
    let planned = stage.does(&petr, "cover.plan", plan);
    stage.does(
        &eva,
        "cover.accept",
        json!({"cover": planned.text("cover")}),
    );
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    stage.does(&jana, "cover.declare", lunch("PM"));
    stage.clock.advance_seconds(10 * 60);
    let begin = json!({"cover": planned.text("cover")});
    for (verb, fields) in [
        ("cover.declare", lunch("PM")),
        (
            "cover.declare",
            json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m"}),
        ),
        ("cover.offer", lunch("PM")),
        ("cover.begin", begin),
    ] {
        let refused = stage.run(&eva, verb, fields).unwrap_err();
        assert_eq!((verb, refused.id), (verb, "duty-covered"));
        assert_eq!(refused.json()["name"], "Jana Nováková");
    }
    stage.is_clean();
}

#[test]
fn a_request_that_was_accepted_late_does_not_make_a_second_cover() {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment]);
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "EV"});
    let asked = stage.does(&petr, "cover.ask", ask);
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    stage.does(&jana, "cover.declare", lunch("PM"));
    let late = json!({"cover": asked.text("cover")});
    let refused = stage.run(&eva, "cover.accept", late).unwrap_err();
    assert_eq!(refused.id, "duty-covered");
    stage.is_clean();
}

#[test]
fn who_has_reported_sick_covers_for_nobody_until_they_are_back() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let sick = stage.does(&jana, "absence.ask", json!({"kind": "sick"}));
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "JN"});
    let refused = stage.run(&petr, "cover.ask", ask).unwrap_err();
    assert_eq!(refused.id, "coverer-absent");
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let refused = stage.run(&jana, "cover.declare", lunch("PM")).unwrap_err();
    assert_eq!(refused.id, "coverer-absent");
    assert_eq!(refused.json()["absence"], sick.text("absence"));
    let back = json!({"absence": sick.text("absence")});
    stage.clock.advance_seconds(60);
    stage.does(&jana, "absence.end", back);
    stage.does(&jana, "cover.declare", lunch("PM"));
    stage.is_clean();
}

#[test]
fn a_script_signs_nobody_out_who_sits_at_a_screen() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let script = stage.office.sign_in("hall", "PM", &pin("2748"), false);
    let script = script.unwrap();
    stage.does(&jana, "customer.add", json!({"name": "Beta"}));
    stage
        .office
        .sign_out(&script, SignOut::CommandEnded)
        .unwrap();
    stage.does(&jana, "customer.add", json!({"name": "Gama"}));
    assert!(stage.office.read(|reader| Ok(reader.now())).unwrap() >= MORNING);
    stage.is_clean();
}

#[test]
fn a_request_is_split_by_duty_unless_one_person_can_do_all_of_it() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let eva = stage.eva(&[Duty::Stock]);
    let ask =
        json!({"duties": ["fulfilment", "stock", "production"], "reason": "lunch", "until": "30m"});
    let asked = stage.does(&petr, "cover.ask", ask);
    assert_eq!(
        asked.result["covers"],
        json!(["CS-2026-0001", "CS-2026-0002"])
    );
    assert_eq!(asked.text("nobody"), "production");
    // Each is told of what they can do, and nobody of anything else.
    assert_eq!(told(&mut stage, "JN"), ["cover-asked"]);
    assert_eq!(told(&mut stage, "EV"), ["cover-asked"]);
    let jana = stage.jana.clone();
    let stock = json!({"cover": "CS-2026-0002"});
    let refused = stage.run(&jana, "cover.accept", stock.clone()).unwrap_err();
    assert_eq!(refused.id, "not-trained");
    stage.does(&jana, "cover.accept", json!({"cover": "CS-2026-0001"}));
    stage.does(&eva, "cover.accept", stock);
    for cover in ["CS-2026-0001", "CS-2026-0002"] {
        stage.does(&petr, "cover.end", json!({"cover": cover}));
    }
    stage.sign_off("EV", Duty::Fulfilment, "cover");
    let ask = json!({"duties": ["fulfilment", "stock"], "reason": "lunch", "until": "30m"});
    let whole = stage.does(&petr, "cover.ask", ask);
    assert_eq!(whole.result["covers"], json!(["CS-2026-0003"]));
    stage.is_clean();
}

#[test]
fn what_somebody_does_not_answer_goes_to_whoever_can_after_the_office_s_minutes() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage.eva(&[Duty::Fulfilment]);
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "of": "EV"});
    let asked = stage.does(&petr, "cover.ask", ask);
    let cover = json!({"cover": asked.text("cover")});
    stage.clock.advance_seconds(5 * 60 - 1);
    let early = stage.run(&jana, "cover.accept", cover.clone()).unwrap_err();
    assert_eq!(early.id, "asked-somebody-else");
    stage.clock.advance_seconds(1);
    stage.does(&jana, "cover.accept", cover);
    pick(&mut stage, &jana).unwrap();
    stage.is_clean();
}

/// Fulfilment is Petr's alone and reception Jana's alone; Eva is trained in both.
fn of_two_people() -> (Stage, Session) {
    let mut stage = Stage::new();
    let eva = stage.eva(&[Duty::Fulfilment, Duty::Reception]);
    for duty in [Duty::Fulfilment, Duty::Reception] {
        stage.sign_off("MD", duty, "cover");
    }
    (stage, eva)
}

#[test]
fn duties_of_two_people_who_are_here_are_not_taken_by_naming_both() {
    let (mut stage, eva) = of_two_people();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let both = json!({"duties": ["fulfilment", "reception"], "reason": "lunch", "until": "30m"});
    let refused = stage.run(&eva, "cover.declare", both.clone()).unwrap_err();
    assert_eq!(refused.id, "owner-here");
    // One of them is enough.
    stage.office.sign_out(&petr, SignOut::Left).unwrap();
    let refused = stage.run(&eva, "cover.declare", both.clone()).unwrap_err();
    assert_eq!(refused.id, "owner-here");
    assert_eq!(refused.json()["name"], "Jana Nováková");
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    stage.does(&eva, "cover.declare", both);
    stage.is_clean();
}

#[test]
fn duties_of_two_people_are_not_planned_over_their_heads() {
    let (mut stage, eva) = of_two_people();
    let plan = |duties: &[&str]| json!({"duties": duties, "reason": "errand", "from": "12:00", "until": "30m", "of": "EV"});
    let both = plan(&["fulfilment", "reception"]);
    let refused = stage.run(&eva, "cover.plan", both).unwrap_err();
    assert_eq!(refused.id, "plan-each-alone");
    let one = stage.does(&eva, "cover.plan", plan(&["fulfilment"]));
    assert_eq!(one.result["offered"], true);
    stage.is_clean();
}

#[test]
fn two_people_do_not_cover_each_other_and_what_was_first_stands() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let of = |duty: &str, who: &str| json!({"duties": [duty], "reason": "lunch", "until": "30m", "of": who});
    // Each asks the other, and the one who says yes first is covered by nobody.
    let for_petr = stage.does(&petr, "cover.ask", of("fulfilment", "JN"));
    let for_jana = stage.does(&jana, "cover.ask", of("reception", "PM"));
    let yes = |asked: &swingdoor::office::Receipt| json!({"cover": asked.text("cover")});
    stage.does(&jana, "cover.accept", yes(&for_petr));
    let refused = stage.run(&petr, "cover.accept", yes(&for_jana));
    let refused = refused.unwrap_err();
    assert_eq!(refused.id, "covers-each-other");
    assert_eq!(refused.json()["cover"], for_petr.text("cover"));
    // Nor is it asked, offered or planned for that time; Jana's own request is still there for somebody else.
    stage.does(&jana, "cover.end", yes(&for_jana));
    let again = stage.run(&jana, "cover.ask", of("reception", "PM"));
    assert_eq!(again.unwrap_err().id, "covers-each-other");
    let offer = json!({"duties": ["reception"], "reason": "lunch", "until": "30m", "for": "JN"});
    let offer = stage.run(&petr, "cover.offer", offer);
    assert_eq!(offer.unwrap_err().id, "covers-each-other");
    let plan = json!({"duties": ["reception"], "reason": "lunch", "from": "10:20", "until": "11:00", "of": "PM"});
    let plan = stage.run(&jana, "cover.plan", plan);
    assert_eq!(plan.unwrap_err().id, "covers-each-other");
    // Afterwards it is Petr's turn.
    stage.does(&jana, "cover.end", yes(&for_petr));
    let turn = stage.does(&jana, "cover.ask", of("reception", "PM"));
    stage.does(&petr, "cover.accept", yes(&turn));
    stage.is_clean();
}

#[test]
fn two_people_do_not_arrange_to_cover_each_other_at_one_time() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let make = |owner: &str, duty: &str, days: &str, (starts, ends): (&str, &str)| json!({"owner": owner, "coverer": if owner == "PM" { "JN" } else { "PM" }, "duties": [duty], "weekdays": days, "starts": starts, "ends": ends, "reason": "lunch"});
    let night = make("PM", "fulfilment", "su", ("23:30", "00:30"));
    let night = stage.does(&petr, "arrangement.make", night);
    let lunch = make("PM", "fulfilment", "mo-fr", ("12:00", "12:30"));
    let first = stage.does(&petr, "arrangement.make", lunch);
    for (days, hours, stands) in [
        ("mo-fr", ("12:15", "12:45"), &first),
        ("we", ("11:30", "13:00"), &first),
        ("mo", ("00:15", "00:45"), &night),
    ] {
        let mutual = make("JN", "reception", days, hours);
        let refused = stage.run(&jana, "arrangement.make", mutual).unwrap_err();
        assert_eq!(refused.id, "arrangements-each-other", "{days}");
        assert_eq!(refused.json()["arrangement"], stands.text("arrangement"));
    }
    // One after the other is what arrangements are for; so is one from when the other is over.
    let after = make("JN", "reception", "mo-fr", ("12:30", "13:00"));
    stage.does(&jana, "arrangement.make", after);
    let mut short = make("PM", "fulfilment", "mo-fr", ("15:00", "15:30"));
    short["until"] = "2026-11-30".into();
    stage.does(&petr, "arrangement.make", short);
    let mut later = make("JN", "reception", "mo-fr", ("15:00", "15:30"));
    later["from"] = "2026-12-01".into();
    stage.does(&jana, "arrangement.make", later);
    stage.is_clean();
}

#[test]
fn a_cover_is_not_extended_into_an_agreed_one_of_its_coverer_by_its_owner() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lunch = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
    let cover = stage.agreed(&jana, &petr, lunch).text("cover").to_owned();
    let plan = json!({"duties": ["reception"], "reason": "lunch", "from": "11:00", "until": "11:30", "of": "PM"});
    let planned = stage.does(&jana, "cover.plan", plan);
    let planned = planned.text("cover").to_owned();
    stage.does(&petr, "cover.accept", json!({"cover": planned}));
    let extend = |until: &str| json!({"cover": cover, "until": until});
    let refused = stage.run(&jana, "cover.extend", extend("11:15"));
    let refused = refused.unwrap_err();
    assert_eq!(refused.id, "covers-each-other");
    assert_eq!(refused.json()["cover"], planned);
    stage.does(&jana, "cover.extend", extend("11:00"));
    stage.is_clean();
}
