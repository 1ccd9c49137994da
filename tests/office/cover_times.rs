//! Covers across midnight and both changes of the clock, two who accept at once, and what inboxes still ask for afterwards.

use crate::stage::Stage;
use serde_json::json;
use std::sync::{Arc, Barrier};
use swingdoor::cover::shift::Accept;
use swingdoor::model::{Duty, Instant};
use swingdoor::office::{Office, Reads};

/// An instant as RFC 3339 has it.
fn at(text: &str) -> Instant {
    Instant(
        chrono::DateTime::parse_from_rfc3339(text)
            .unwrap()
            .timestamp_millis(),
    )
}

/// Jana works through this night, or what else the hours say.
fn jana_works(stage: &mut Stage, date: &str, hours: &str) {
    let marie = stage.manager.clone();
    let day = json!({"staff": "JN", "date": date, "hours": hours});
    stage.run(&marie, "roster.set_day", day).unwrap();
}

fn plan(stage: &mut Stage, from: &str, until: &str) -> Result<String, &'static str> {
    let petr = stage.petr.clone();
    let plan = json!({"duties": ["fulfilment"], "reason": "lunch", "from": from, "until": until, "of": "JN"});
    stage
        .run(&petr, "cover.plan", plan)
        .map(|receipt| receipt.subject)
        .map_err(|refused| refused.id)
}

/// From when until when it lends its duties.
fn span(stage: &mut Stage, cover: &str) -> (Instant, Instant) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select coalesce(starts_at, begins_at), ends_at from cover where number = $1",
            &[cover.into()],
        )
    });
    let row = row.unwrap().unwrap();
    (Instant(row.int(0).unwrap()), Instant(row.int(1).unwrap()))
}

/// Begins it too early, then at its time, and sees it run to its end and no longer.
fn begins_and_ends(stage: &mut Stage, cover: &str, from: &str, until: &str) {
    let jana = stage.jana.clone();
    let number = json!({"cover": cover});
    stage.run(&jana, "cover.accept", number.clone()).unwrap();
    let (from, until) = (at(from), at(until));
    assert_eq!(span(stage, cover), (from, until), "{cover}");
    stage.clock.set(Instant(from.0 - 15 * 60_000 - 1));
    let early = stage.run(&jana, "cover.begin", number.clone()).unwrap_err();
    assert_eq!(early.id, "cover-too-early");
    stage.clock.set(from);
    stage.run(&jana, "cover.begin", number).unwrap();
    let act = json!({"order": "none"});
    stage.clock.set(Instant(until.0 - 1));
    let acts = stage.run(&jana, "order.pick", act.clone()).unwrap_err();
    assert_eq!(acts.id, "not-found", "it runs until its end");
    stage.clock.set(until);
    let over = stage.run(&jana, "order.pick", act).unwrap_err();
    assert_eq!(over.id, "not-allowed", "and not longer");
    stage.is_clean();
}

#[test]
fn a_planned_cover_goes_on_over_midnight() {
    let mut stage = Stage::new();
    jana_works(&mut stage, "2026-11-24", "22-6");
    let cover = plan(&mut stage, "2026-11-24 23:30", "00:30").unwrap();
    begins_and_ends(
        &mut stage,
        &cover,
        "2026-11-24T23:30:00+01:00",
        "2026-11-25T00:30:00+01:00",
    );
}

#[test]
fn in_the_night_of_spring_two_hours_on_the_wall_are_one() {
    let mut stage = Stage::new();
    jana_works(&mut stage, "2027-03-28", "0-8");
    let cover = plan(&mut stage, "2027-03-28 01:30", "2027-03-28 03:30").unwrap();
    begins_and_ends(
        &mut stage,
        &cover,
        "2027-03-28T01:30:00+01:00",
        "2027-03-28T03:30:00+02:00",
    );
}

#[test]
fn in_the_night_of_autumn_two_hours_on_the_wall_are_three_and_twelve_are_too_long() {
    let mut stage = Stage::new();
    jana_works(&mut stage, "2027-10-31", "0-13");
    assert_eq!(
        plan(&mut stage, "2027-10-31 00:00", "2027-10-31 12:00"),
        Err("cover-too-long")
    );
    let cover = plan(&mut stage, "2027-10-31 01:30", "2027-10-31 03:30").unwrap();
    begins_and_ends(
        &mut stage,
        &cover,
        "2027-10-31T01:30:00+02:00",
        "2027-10-31T03:30:00+01:00",
    );
}

#[test]
fn an_arrangement_goes_by_the_clock_on_the_wall_and_never_longer_than_twelve_hours() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let make = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "mo-su", "starts": "0:00", "ends": "12:00", "reason": "other"});
    stage.run(&petr, "arrangement.make", make).unwrap();
    let number = json!({"arrangement": "AR-2026-0001"});
    stage
        .run(&jana, "arrangement.agree", number.clone())
        .unwrap();
    for (begins, ends, hours) in [
        ("2027-03-28T00:00:00+01:00", "2027-03-28T12:00:00+02:00", 11),
        ("2027-10-31T00:00:00+02:00", "2027-10-31T11:00:00+01:00", 12),
        ("2027-11-01T00:00:00+01:00", "2027-11-01T12:00:00+01:00", 12),
    ] {
        stage.clock.set(at(begins));
        let cover = stage
            .run(&jana, "arrangement.begin", number.clone())
            .unwrap();
        let (from, until) = span(&mut stage, &cover.subject);
        assert_eq!((from, until), (at(begins), at(ends)));
        assert_eq!(until.0 - from.0, hours * 3_600_000, "{begins}");
    }
    stage.clock.advance_seconds(13 * 3_600);
    stage.is_clean();
}

/// How many notices ask somebody to cover, and are not read.
fn asked(stage: &mut Stage) -> i64 {
    let row = stage.office.read(|reader| {
        reader.row(
            "select count(*) from notice where read_at is null and kind in ('cover-asked', 'cover-planned-asked')",
            &[],
        )
    });
    row.unwrap().unwrap().int(0).unwrap()
}

#[test]
fn nobody_is_asked_any_more_by_an_inbox_when_a_request_is_answered_or_taken_back() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let open = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m"});
    let ask = |stage: &mut Stage| {
        let petr = stage.petr.clone();
        stage.run(&petr, "cover.ask", open.clone()).unwrap().subject
    };
    let cover = ask(&mut stage);
    assert_eq!(asked(&mut stage), 1, "who can is asked");
    stage
        .run(&petr, "cover.end", json!({"cover": cover}))
        .unwrap();
    assert_eq!(asked(&mut stage), 0, "withdrawn");
    let cover = ask(&mut stage);
    stage
        .run(&jana, "cover.accept", json!({"cover": cover}))
        .unwrap();
    assert_eq!(asked(&mut stage), 0, "accepted");
    stage
        .run(&jana, "cover.end", json!({"cover": cover}))
        .unwrap();
    let cover = plan(&mut stage, "14:00", "14:30").unwrap();
    assert_eq!(asked(&mut stage), 1);
    let no = json!({"cover": cover, "reason": "dentist"});
    stage.run(&jana, "cover.decline", no).unwrap();
    assert_eq!(asked(&mut stage), 0, "declined");
    let cover = ask(&mut stage);
    stage.clock.advance_seconds(3_600);
    stage
        .run(&petr, "cover.end", json!({"cover": cover}))
        .unwrap();
    assert_eq!(asked(&mut stage), 0, "over");
    let manager = stage.manager.clone();
    let leaves = json!({"staff": "JN", "active": false});
    plan(&mut stage, "14:00", "14:30").unwrap();
    stage.run(&manager, "staff.edit", leaves).unwrap();
    assert_eq!(asked(&mut stage), 0, "has left");
    stage.is_clean();
}

#[test]
fn of_two_who_accept_at_once_on_two_terminals_one_has_it_and_the_other_is_told() {
    for _ in 0..20 {
        let mut stage = Stage::new();
        let eva = stage.eva(&[Duty::Fulfilment]);
        let people = [stage.jana.clone(), eva];
        let petr = stage.petr.clone();
        let open = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m"});
        let cover = stage.run(&petr, "cover.ask", open).unwrap().subject;
        let start = Arc::new(Barrier::new(people.len()));
        let threads: Vec<_> = people
            .into_iter()
            .map(|person| {
                let mut office =
                    Office::open(&stage.path(), Arc::new(stage.clock.clone())).unwrap();
                let (start, cover) = (Arc::clone(&start), cover.clone());
                std::thread::spawn(move || {
                    start.wait();
                    let accepted = office.perform(&person, &Accept { cover });
                    accepted.map(|_| ()).map_err(|refused| refused.id)
                })
            })
            .collect();
        let mut ended: Vec<_> = threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect();
        ended.sort();
        assert_eq!(ended, [Ok(()), Err("cover-taken")]);
        stage.is_clean();
    }
}
