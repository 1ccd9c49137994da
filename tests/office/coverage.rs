//! The coverage board of the office on file: who owns, who could, why nobody does, and what is lost with a competence.

use crate::stage::{MORNING, Stage};
use chrono::NaiveDate;
use serde_json::json;
use swingdoor::cli::VERBS;
use swingdoor::cover::board::{Ask, look};
use swingdoor::model::coverage::{State, board, gaps};
use swingdoor::model::gap::{Why, candidates, causes};
use swingdoor::model::roster::Span;
use swingdoor::model::staffing::{Supposed, board_duties};
use swingdoor::model::training_set::single_points;
use swingdoor::model::{Duty, StaffId};
use swingdoor::records::coverage::{effect_of_losing, resilience, staffing};

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn a_board_of_the_office_says_who_owns_who_could_and_why_nobody_does() {
    let mut stage = Stage::without_the_founder();
    let office = stage
        .office
        .read(|reader| staffing(reader, monday(), 7))
        .unwrap();
    let all = board(&office);
    // Open from 8 to 17 on weekdays.
    assert_eq!(all.len(), 5 * 18);
    assert_eq!(all.cell(Duty::Fulfilment, 0).owners, 1);
    assert_eq!(all.cell(Duty::Fulfilment, 0).possible, 1);
    assert!(gaps(&office, &all).is_empty());
    let petr = StaffId(3);
    let tuesday = office.halves[18].span.from;
    let ill = Supposed {
        staff: petr,
        span: Span {
            from: tuesday,
            until: tuesday.plus_minutes(24 * 60),
        },
    };
    let without = office.without(&[ill]);
    let board = board(&without);
    assert_eq!(board.cell(Duty::Fulfilment, 18).state(), State::Possible);
    assert_eq!(board.cell(Duty::Stock, 18).state(), State::Nobody);
    assert_eq!(board.cell(Duty::Stock, 17).state(), State::Owner);
    let told = gaps(&without, &board);
    assert_eq!(told[0].span.minutes(), 9 * 60);
    assert_eq!(told.len(), 4);
    let why = causes(&without, Duty::Fulfilment, without.halves[18]);
    assert_eq!(
        why,
        vec![(petr, Why::Away(ill.span.until, "supposed".to_owned()))]
    );
    let best = candidates(
        &without,
        Duty::Fulfilment,
        without.halves[18],
        MORNING,
        |_| 0,
    );
    assert_eq!(best.len(), 1);
    assert_eq!(best[0].staff, StaffId(2));
    assert!(best[0].cash);
    assert!(best[0].alone.has(Duty::Reception));
    // Nothing of it is kept.
    assert_eq!(
        stage
            .office
            .read(|reader| staffing(reader, monday(), 7))
            .unwrap()
            .halves,
        office.halves
    );
    stage.is_clean();
}

#[test]
fn a_cover_that_runs_stands_on_the_board_and_a_request_does_not() {
    let mut stage = Stage::without_the_founder();
    let petr = stage.petr.clone();
    let jana = stage.jana.clone();
    // At eight, Prague.
    let at = stage.clock.clone();
    let monday = monday();
    let ask = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "45m", "of": "JN"});
    let asked = stage.run(&petr, "cover.ask", ask).unwrap();
    let cell = |stage: &mut Stage| {
        let office = stage
            .office
            .read(|reader| staffing(reader, monday, 1))
            .unwrap();
        let now = swingdoor::model::Clock::now(&at);
        let place = office
            .halves
            .iter()
            .position(|half| half.span.has(now))
            .unwrap();
        board(&office).cell(Duty::Fulfilment, place)
    };
    assert_eq!(cell(&mut stage).state(), State::Owner);
    stage
        .run(&jana, "cover.accept", json!({"cover": asked.subject}))
        .unwrap();
    let covered = cell(&mut stage);
    assert_eq!(
        (covered.owners, covered.covers, covered.possible),
        (0, 1, 0)
    );
    stage
        .run(&jana, "cover.end", json!({"cover": asked.subject}))
        .unwrap();
    assert_eq!(cell(&mut stage).state(), State::Owner);
}

#[test]
fn what_is_lost_with_a_competence_is_told_before_it_is_lost() {
    let mut stage = Stage::without_the_founder();
    let lost = stage
        .office
        .read(|reader| effect_of_losing(reader, StaffId(3), Duty::Fulfilment, monday(), 1))
        .unwrap();
    assert_eq!(
        (lost.without_owner, lost.bare, lost.single),
        (2700, 0, 2700)
    );
    let lost = stage
        .office
        .read(|reader| effect_of_losing(reader, StaffId(3), Duty::Stock, monday(), 1))
        .unwrap();
    assert_eq!((lost.without_owner, lost.bare), (2700, 2700));
    let lost = stage
        .office
        .read(|reader| effect_of_losing(reader, StaffId(2), Duty::Stock, monday(), 1))
        .unwrap();
    assert_eq!(lost, swingdoor::model::depth::Loss::default());
    let deep = stage
        .office
        .read(|reader| resilience(reader, monday(), 2))
        .unwrap();
    assert_eq!((deep.weeks.len(), deep.hours.len()), (2, 18));
    assert_eq!(deep.weeks[0].1[Duty::Fulfilment as usize].least, 2);
    assert_eq!(deep.hours[3].1[Duty::Stock as usize].thin, 300);
}

#[test]
fn after_midnight_the_board_shows_the_night_that_still_runs() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let nights = json!({"key": "open-hours", "value": "mo-su 20:00-5:00"});
    stage.run(&manager, "setting.change", nights).unwrap();
    for (hours, first) in [(14, "2026-11-23"), (4, "2026-11-23"), (2, "2026-11-24")] {
        stage.clock.advance_seconds(hours * 3600);
        let view = stage.office.read(|reader| look(reader, &Ask::default()));
        assert_eq!(view.unwrap().first.to_string(), first, "{hours}");
    }
}

/// The first half-hours of the board of a day, and what it says of a duty in the one that holds this time of that day.
fn state_at(stage: &mut Stage, date: NaiveDate, time: &str, duty: Duty) -> State {
    let office = stage
        .office
        .read(|reader| staffing(reader, date, 1))
        .unwrap();
    let zone = stage.office.facts().zone;
    let of = |half: &swingdoor::model::staffing::Half| {
        half.span.from.local(zone).format("%H:%M").to_string()
    };
    let place = office.halves.iter().position(|half| of(half) == time);
    board(&office).cell(duty, place.unwrap()).state()
}

#[test]
fn what_both_have_agreed_for_every_day_stands_on_the_board_before_it_begins() {
    let mut stage = Stage::without_the_founder();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let tuesday = monday().succ_opt().unwrap();
    let lunch = json!({"staff": "PM", "from": tuesday.to_string(), "weekdays": "tu", "hours": "8:00-12:00,12:30-17:00"});
    stage.does(&jana, "roster.set_week", lunch);
    assert_eq!(
        state_at(&mut stage, tuesday, "12:00", Duty::Fulfilment),
        State::Possible
    );
    let agreed = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "tu", "starts": "12:00", "ends": "12:30", "reason": "lunch"});
    let made = stage.does(&petr, "arrangement.make", agreed);
    // What only one of them wants is not on it.
    assert_eq!(
        state_at(&mut stage, tuesday, "12:00", Duty::Fulfilment),
        State::Possible
    );
    stage.does(
        &jana,
        "arrangement.agree",
        json!({"arrangement": made.subject}),
    );
    assert_eq!(
        state_at(&mut stage, tuesday, "12:00", Duty::Fulfilment),
        State::Cover
    );
    assert_eq!(
        state_at(&mut stage, tuesday, "12:30", Duty::Fulfilment),
        State::Owner
    );
    stage.is_clean();
}

#[test]
fn a_short_break_that_is_covered_from_its_beginning_to_its_end_is_no_gap() {
    let mut stage = Stage::without_the_founder();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let tuesday = monday().succ_opt().unwrap();
    let coffee = json!({"staff": "PM", "from": tuesday.to_string(), "weekdays": "tu", "hours": "8:00-10:00,10:10-17:00"});
    stage.does(&jana, "roster.set_week", coffee);
    assert_eq!(
        state_at(&mut stage, tuesday, "10:00", Duty::Fulfilment),
        State::Possible
    );
    for (ends, then) in [("10:05", State::Possible), ("10:10", State::Cover)] {
        let agreed = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": "tu", "starts": "10:00", "ends": ends, "reason": "errand"});
        let made = stage.does(&petr, "arrangement.make", agreed);
        stage.does(
            &jana,
            "arrangement.agree",
            json!({"arrangement": made.subject}),
        );
        assert_eq!(
            state_at(&mut stage, tuesday, "10:00", Duty::Fulfilment),
            then,
            "{ends}"
        );
        if then == State::Possible {
            stage.does(
                &jana,
                "arrangement.end",
                json!({"arrangement": made.subject}),
            );
        }
    }
    assert_eq!(
        state_at(&mut stage, tuesday, "10:30", Duty::Fulfilment),
        State::Owner
    );
}

#[test]
fn a_night_counts_for_the_morning_in_which_it_ends() {
    let mut stage = Stage::without_the_founder();
    let jana = stage.jana.clone();
    let tuesday = monday().succ_opt().unwrap();
    let open = json!({"key": "open-hours", "value": "mo-fr 4:00-17:00"});
    stage.does(&jana, "setting.change", open);
    let night = json!({"staff": "PM", "from": monday().to_string(), "weekdays": "mo-fr", "hours": "22:00-6:00"});
    stage.does(&jana, "roster.set_week", night);
    assert_eq!(
        state_at(&mut stage, tuesday, "05:30", Duty::Stock),
        State::Owner
    );
    assert_eq!(
        state_at(&mut stage, tuesday, "06:00", Duty::Stock),
        State::Nobody
    );
}

#[test]
fn a_duty_stays_on_the_board_when_the_last_who_knew_it_is_gone_until_it_is_said_not_to_be_done_here()
 {
    let mut stage = Stage::without_the_founder();
    let jana = stage.jana.clone();
    let kept = |stage: &mut Stage| {
        let office = stage
            .office
            .read(|reader| staffing(reader, monday(), 1))
            .unwrap();
        (office.kept(), single_points(&office))
    };
    assert!(kept(&mut stage).0.has(Duty::Stock));
    for duty in ["stock", "production"] {
        let none = json!({"staff": "PM", "duty": duty, "level": "none"});
        stage.does(&jana, "competence.sign_off", none);
    }
    // Nothing can be made here yet: that duty goes with whoever knew it.
    let (duties, weak) = kept(&mut stage);
    assert!(duties.has(Duty::Stock) && !duties.has(Duty::Production));
    assert!(
        weak.points
            .iter()
            .any(|point| point.duty == Duty::Stock && point.staff.is_none())
    );
    let none = json!({"key": "duties-not-done", "value": "stock,accounting"});
    stage.does(&jana, "setting.change", none);
    let (duties, weak) = kept(&mut stage);
    assert!(!duties.has(Duty::Stock));
    assert!(weak.points.iter().all(|point| point.duty != Duty::Stock));
    let refused = stage
        .run(
            &jana,
            "setting.change",
            json!({"key": "duties-not-done", "value": "management"}),
        )
        .unwrap_err();
    assert_eq!(refused.id, "bad-setting");
}

#[test]
fn what_a_sign_off_takes_away_is_said_and_no_plan_takes_anything_away() {
    let mut stage = Stage::without_the_founder();
    let jana = stage.jana.clone();
    let lower = json!({"staff": "PM", "duty": "stock", "level": "cover", "due": "2027-01-31"});
    let refused = stage.run(&jana, "training.plan", lower).unwrap_err();
    assert_eq!(refused.id, "level-reached");
    let until = json!({"staff": "PM", "duty": "stock", "level": "own", "until": "2027-01-31"});
    let same = stage.does(&jana, "competence.sign_off", until);
    assert_eq!(same.text("lowered_from"), "");
    // What runs out may be renewed as it is, not as less.
    let lower = json!({"staff": "PM", "duty": "stock", "level": "cover", "due": "2027-01-31"});
    assert_eq!(
        stage.run(&jana, "training.plan", lower).unwrap_err().id,
        "level-reached"
    );
    let renewed = json!({"staff": "PM", "duty": "stock", "level": "own", "due": "2027-01-31"});
    stage.does(&jana, "training.plan", renewed);
    let less = json!({"staff": "PM", "duty": "stock", "level": "cover"});
    let less = stage.does(&jana, "competence.sign_off", less);
    assert_eq!(less.text("lowered_from"), "own");
}

#[test]
fn the_board_expects_people_for_every_duty_that_has_commands() {
    for duty in board_duties() {
        let has_verbs = VERBS.iter().any(|verb| verb.right.duty() == Some(duty));
        assert_eq!(duty.has_work(), has_verbs, "{duty}");
    }
}
