//! The coverage board of the office on file: who owns, who could, why nobody does, and what is lost with a competence.

use crate::stage::{MORNING, Stage};
use chrono::NaiveDate;
use serde_json::json;
use swingdoor::cover::board::{Ask, look};
use swingdoor::model::coverage::{State, board, gaps};
use swingdoor::model::gap::{Why, candidates, causes};
use swingdoor::model::roster::Span;
use swingdoor::model::staffing::Supposed;
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
    assert_eq!((lost.without_owner, lost.bare, lost.single), (90, 0, 90));
    let lost = stage
        .office
        .read(|reader| effect_of_losing(reader, StaffId(3), Duty::Stock, monday(), 1))
        .unwrap();
    assert_eq!((lost.without_owner, lost.bare), (90, 90));
    let lost = stage
        .office
        .read(|reader| effect_of_losing(reader, StaffId(2), Duty::Stock, monday(), 1))
        .unwrap();
    assert_eq!(lost, swingdoor::model::training_set::Loss::default());
    let deep = stage
        .office
        .read(|reader| resilience(reader, monday(), 2))
        .unwrap();
    assert_eq!((deep.weeks.len(), deep.hours.len()), (2, 18));
    assert_eq!(deep.weeks[0].1[Duty::Fulfilment as usize].least, 2);
    assert_eq!(deep.hours[3].1[Duty::Stock as usize].thin, 10);
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
