//! A machine's clock that is far from what was written last: nobody writes until a manager has said which is right.

use crate::stage::{MORNING, Stage, pin};
use serde_json::json;
use swingdoor::model::Instant;
use swingdoor::office::{Class, Datum, Office, Reads, Refused, SignOut};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

impl Stage {
    /// The clock shows so many milliseconds after the morning on which everything begins.
    fn it_is(&mut self, after: i64) {
        self.clock.set(Instant(MORNING.0 + after));
    }

    fn last_line(&mut self) -> (String, Instant) {
        let read = self.office.read(|reader| {
            let row = reader.row(
                "select verb, at from journal order by seq desc limit 1",
                &[],
            )?;
            let row = row.unwrap();
            Ok((row.text(0)?, Instant(row.int(1)?)))
        });
        read.unwrap()
    }

    /// Whether Jana may add a customer now.
    fn writes(&mut self) -> Result<(), Refused> {
        let jana = self.jana.clone();
        self.run(&jana, "customer.add", json!({"name": "Somebody"}))
            .map(drop)
    }

    /// The journal played again gives the same office.
    #[track_caller]
    fn replays(&mut self) {
        let path = self.path();
        let faults = swingdoor::cli::play_again(&mut self.office, &path, &mut |_, _| {}).unwrap();
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[track_caller]
    fn settles(&mut self, verb: &str) {
        let manager = self.manager.clone();
        self.does(&manager, verb, json!({}));
    }
}

#[track_caller]
fn is_doubtful(written: Result<(), Refused>, ahead: bool) -> Refused {
    let refused = written.unwrap_err();
    assert_eq!(refused.id, "clock-doubtful", "{refused}");
    assert_eq!(refused.class, Class::Rule);
    assert_eq!(refused.says("ahead"), ahead);
    refused
}

#[test]
fn a_clock_ten_years_ahead_moves_nothing_until_a_manager_confirms_it() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    let (_, before) = stage.last_line();
    stage.it_is(3650 * DAY);
    let wrong = stage.office.sign_in("hall", "JN", &pin("5093"), true);
    assert_eq!(wrong.unwrap_err().id, "wrong-pin");
    assert_eq!(stage.last_line(), ("session.wrong_pin".to_owned(), before));
    let refused = is_doubtful(stage.writes(), true);
    assert_eq!(refused.fact("last"), Some(&Datum::Instant(before)));
    let shown = Instant(MORNING.0 + 3650 * DAY);
    assert_eq!(refused.fact("clock"), Some(&Datum::Instant(shown)));
    // Who may not settle it is told so first, as of every other verb.
    let jana = stage.jana.clone();
    let not_hers = stage.run(&jana, "clock.confirm", json!({})).unwrap_err();
    assert_eq!(not_hers.id, "not-allowed");
    // The manager signs in meanwhile, and the other verb is not the right one.
    stage.manager = stage
        .office
        .sign_in("office", "MD", &pin("4826"), true)
        .unwrap();
    assert_eq!(stage.last_line().1, before);
    let manager = stage.manager.clone();
    let other = stage.run(&manager, "clock.correct", json!({})).unwrap_err();
    assert_eq!(other.id, "clock-is-ahead");
    stage.settles("clock.confirm");
    assert_eq!(stage.last_line(), ("clock.confirm".to_owned(), shown));
    stage.writes().unwrap();
    let again = stage.run(&manager, "clock.confirm", json!({})).unwrap_err();
    assert_eq!(again.id, "clock-not-doubtful");
    stage.is_clean();
}

#[test]
fn a_clock_that_is_set_right_again_needs_nobody() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    stage.it_is(3650 * DAY);
    is_doubtful(stage.writes(), true);
    stage.it_is(HOUR);
    let order = stage.order("1");
    assert!(order.starts_with("SO-2026-"), "{order}");
    assert_eq!(stage.last_line().1, Instant(MORNING.0 + HOUR));
}

#[test]
fn lines_of_a_clock_that_was_ahead_stay_and_the_time_goes_on_from_the_right_one() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    stage.it_is(3650 * DAY);
    stage.settles("clock.confirm");
    let late = stage.order("1");
    assert!(late.starts_with("SO-2036-"), "{late}");
    stage.drawer();
    stage.lunch("30m");
    stage.pick_and_ready(&late);
    let petr = stage.petr.clone();
    let asked = json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m"});
    stage.does(&petr, "cover.ask", asked);
    let jana = stage.jana.clone();
    for _ in 0..5 {
        let wrong = stage.office.sign_in("cellar", "PM", &pin("5093"), true);
        wrong.unwrap_err();
    }
    stage.it_is(HOUR);
    let refused = is_doubtful(stage.writes(), false);
    assert_eq!(
        refused.fact("clock"),
        Some(&Datum::Instant(Instant(MORNING.0 + HOUR)))
    );
    let manager = stage.manager.clone();
    let other = stage.run(&manager, "clock.confirm", json!({})).unwrap_err();
    assert_eq!(other.id, "clock-is-behind");
    stage.settles("clock.correct");
    assert_eq!(stage.last_line().1, Instant(MORNING.0 + HOUR));
    // Nobody stays locked out for ten years, or covers until then, and whoever was signed in goes on.
    stage.petr = stage
        .office
        .sign_in("shelves", "PM", &pin("2748"), true)
        .unwrap();
    let order = stage.order("1");
    assert!(order.starts_with("SO-2026-"), "{order}");
    stage.pick_and_ready(&order);
    stage.does(&jana, "drawer.close", json!({"counted": "0"}));
    stage.office.sign_out(&jana, SignOut::Left).unwrap();
    stage.is_clean();
    stage.replays();
}

#[test]
fn a_clock_that_is_a_little_off_is_as_it_was() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    stage.it_is(HOUR);
    stage.writes().unwrap();
    let (_, last) = stage.last_line();
    stage.it_is(-30 * HOUR);
    stage.writes().unwrap();
    assert_eq!(stage.last_line().1, last, "it stands still");
    stage.it_is(HOUR + 35 * HOUR);
    stage.writes().unwrap();
    assert_eq!(stage.last_line().1, Instant(MORNING.0 + 36 * HOUR));
}

#[test]
fn an_office_that_was_closed_for_days_is_not_stopped_on_the_first_morning() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    // From Monday 10:00 the days are gone through until Friday evening.
    for hours in [24, 48, 72, 96, 103] {
        stage.it_is(hours * HOUR);
        stage.writes().unwrap();
    }
    let manager = stage.manager.clone();
    stage.does(
        &manager,
        "calendar.close",
        json!({"date": "2026-11-30", "name": "stocktaking"}),
    );
    // Tuesday 8:00, after a weekend and a Monday on which the office was closed.
    stage.it_is(103 * HOUR + 87 * HOUR);
    stage.writes().unwrap();
    // From there on every day is a working day: Thursday 21:00 is too late.
    stage.it_is(190 * HOUR + 61 * HOUR);
    is_doubtful(stage.writes(), true);
    // Christmas 2026 is on a Friday: from Wednesday evening to Monday morning nobody works.
    stage.settles("clock.confirm");
    for day in 12..=30 {
        stage.it_is(day * DAY);
        stage.writes().unwrap();
    }
    stage.it_is(30 * DAY + 7 * HOUR);
    stage.writes().unwrap();
    stage.it_is(35 * DAY - 2 * HOUR);
    stage.writes().unwrap();
}

#[test]
fn the_office_decides_how_far_a_clock_may_be_off() {
    for (hours, after, believed) in [
        ("0", 3650 * DAY, true),
        ("72", 71 * HOUR, true),
        ("2", 3 * HOUR, false),
    ] {
        let mut stage = Stage::new();
        stage.has_a_machines_clock();
        let manager = stage.manager.clone();
        stage.does(
            &manager,
            "setting.change",
            json!({"key": "clock-hours", "value": hours}),
        );
        stage.it_is(after);
        assert_eq!(stage.writes().is_ok(), believed, "{hours}");
    }
}

#[test]
fn a_clock_before_1970_or_after_9999_is_refused_in_words() {
    for clock in [
        Instant(-DAY),
        Instant(253_402_300_799_000),
        Instant(i64::MAX),
    ] {
        let mut stage = Stage::new();
        stage.has_a_machines_clock();
        stage.clock.set(clock);
        let refused = stage.writes().unwrap_err();
        assert_eq!(refused.id, "clock-doubtful");
        let words = swingdoor::words::Words::new(
            swingdoor::words::Lang::En,
            "CZK",
            chrono_tz::Europe::Prague,
        );
        assert!(words.refused(&refused).contains("2026"), "{refused}");
        let manager = stage.manager.clone();
        for verb in ["clock.confirm", "clock.correct"] {
            let refused = stage.run(&manager, verb, json!({})).unwrap_err();
            assert_eq!(refused.id, "clock-impossible");
        }
    }
}

#[test]
fn lock_outs_end_by_the_clock_also_where_it_is_not_believed() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    stage.it_is(60 * DAY);
    for _ in 0..5 {
        stage
            .office
            .sign_in("office", "MD", &pin("5093"), true)
            .unwrap_err();
    }
    let right = |stage: &mut Stage| stage.office.sign_in("office", "MD", &pin("4826"), true);
    assert_eq!(right(&mut stage).unwrap_err().id, "locked-out");
    stage.it_is(60 * DAY + HOUR);
    stage.manager = right(&mut stage).unwrap();
    assert_eq!(stage.manager.wrong_pins_before(), 5);
    stage.settles("clock.confirm");
    stage.is_clean();
    stage.replays();
}

#[test]
fn no_office_is_founded_in_a_year_that_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let founding = swingdoor::office::Founding {
        name: "New".to_owned(),
        currency: "CZK".to_owned(),
        zone: "Europe/Prague".to_owned(),
        language: "en".to_owned(),
        manager: "Ann".to_owned(),
        code: "A".to_owned(),
        pin: pin("4826"),
    };
    for clock in [Instant(-DAY), Instant(0), Instant(253_402_300_799_000)] {
        let clock = swingdoor::model::FixedClock::at(clock).as_of_a_machine();
        let path = folder.path().join("new.swing");
        let refused = Office::found(&path, std::sync::Arc::new(clock), &founding).unwrap_err();
        assert_eq!(refused.id, "clock-impossible");
        assert!(!path.exists());
    }
}

#[test]
fn turning_the_clock_about_tries_no_more_than_a_few_pins() {
    let mut stage = Stage::new();
    stage.has_a_machines_clock();
    let mut tested = 0;
    for turn in 0..40 {
        stage.it_is(if turn % 2 == 0 { HOUR } else { 365 * DAY });
        for _ in 0..5 {
            let refused = stage
                .office
                .sign_in("office", "MD", &pin("5093"), true)
                .unwrap_err();
            tested += usize::from(
                refused.id == "unknown-code-or-pin"
                    || refused.id == "locked-out" && tested % 5 == 4,
            );
        }
    }
    assert!(tested <= 30, "{tested} PINs were tried");
    // At a clock that is believed the lock-out ends, and the right one opens.
    stage.it_is(6 * HOUR);
    stage
        .office
        .sign_in("office", "MD", &pin("4826"), true)
        .unwrap();
}
