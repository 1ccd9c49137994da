//! Who should be here when: weeks and days, public holidays, and that nobody works twice at once.

use crate::stage::Stage;
use serde_json::{Value, json};
use swingdoor::model::Instant;
use swingdoor::office::Reads;
use swingdoor::records::roster::{Day, days};
use swingdoor::records::staff::find;

/// This time of Monday 23 November 2026 in Prague.
pub(super) fn at(hour: i64, minute: i64) -> Instant {
    crate::stage::MORNING.plus_minutes((hour - 10) * 60 + minute)
}

/// Runs a verb by its name; gives its result, or the refusal's id.
pub(super) fn run(
    stage: &mut Stage,
    code: &str,
    verb: &str,
    fields: Value,
) -> Result<Value, &'static str> {
    let session = match code {
        "MD" => stage.manager.clone(),
        "JN" => stage.jana.clone(),
        _ => stage.petr.clone(),
    };
    let done = stage.run(&session, verb, fields);
    done.map(|receipt| receipt.result.into())
        .map_err(|refused| refused.id)
}

pub(super) fn day(stage: &mut Stage, date: &str) -> Day {
    let date = date.parse().unwrap();
    let days = stage.office.read(|reader| days(reader, date, 1));
    days.unwrap().remove(0)
}

/// What somebody works on a date, as "08:00-16:30 back", and whether they are away.
pub(super) fn hours(stage: &mut Stage, code: &str, date: &str) -> String {
    let staff = stage
        .office
        .read(|reader| find(reader, code))
        .map(|(id, ..)| id)
        .unwrap();
    let day = day(stage, date);
    let person = day.of(staff).unwrap();
    let zone = chrono_tz::Europe::Prague;
    let time = |at: Instant| at.local(zone).format("%H:%M").to_string();
    let spans: Vec<_> = person
        .spans
        .iter()
        .map(|span| format!("{}-{}", time(span.from), time(span.until)))
        .collect();
    let away: Vec<_> = person
        .away
        .iter()
        .map(|away| format!(" {}", away.kind))
        .collect();
    format!("{} {}{}", spans.join(","), person.desk, away.concat())
}

#[test]
fn a_week_holds_from_its_day_on_and_a_day_may_be_otherwise() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    assert_eq!(hours(stage, "JN", "2026-11-24"), "08:00-17:00 front");
    let week = json!({"staff": "JN", "weekdays": "mo-fr", "hours": "8-12,12:30-16:30", "from": "2026-11-25"});
    run(stage, "MD", "roster.set_week", week).unwrap();
    let later = json!({"staff": "JN", "weekdays": "we", "hours": "off", "from": "2026-12-01"});
    run(stage, "MD", "roster.set_week", later).unwrap();
    assert_eq!(hours(stage, "JN", "2026-11-24"), "08:00-17:00 front");
    assert_eq!(
        hours(stage, "JN", "2026-11-25"),
        "08:00-12:00,12:30-16:30 front"
    );
    assert_eq!(hours(stage, "JN", "2026-12-02"), " front");
    let day = json!({"staff": "JN", "date": "2026-12-02", "hours": "10-14", "desk": "back", "note": "stock-taking"});
    run(stage, "MD", "roster.set_day", day).unwrap();
    assert_eq!(hours(stage, "JN", "2026-12-02"), "10:00-14:00 back");
    let copy = json!({"from": "2026-12-03", "to": "2026-12-09"});
    let copied = run(stage, "MD", "roster.copy_week", copy.clone()).unwrap();
    assert_eq!(copied["days"], 1, "only what is otherwise is copied");
    assert_eq!(hours(stage, "JN", "2026-12-09"), "10:00-14:00 back");
    assert_eq!(
        run(stage, "MD", "roster.copy_week", copy.clone()),
        Err("nothing-to-copy")
    );
    let clear = json!({"staff": "JN", "date": "2026-12-09"});
    run(stage, "MD", "roster.clear_day", clear.clone()).unwrap();
    assert_eq!(hours(stage, "JN", "2026-12-09"), " front");
    assert_eq!(
        run(stage, "MD", "roster.clear_day", clear),
        Err("day-as-usual")
    );
    let copied = run(stage, "MD", "roster.copy_week", copy).unwrap();
    assert_eq!(copied["days"], 1, "it is otherwise again");
    stage.is_clean();
}

#[test]
fn shifts_that_overlap_days_that_are_over_and_people_who_left_are_refused() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    let week =
        |weekdays: &str, hours: &str| json!({"staff": "PM", "weekdays": weekdays, "hours": hours});
    run(stage, "MD", "roster.set_week", week("mo-fr", "22-6")).unwrap();
    for (verb, fields, refused) in [
        ("roster.set_week", week("we", "5-9"), "shifts-overlap"),
        ("roster.set_week", week("mo", "8-12,11-13"), "bad-shift"),
        ("roster.set_week", week("mo", "5-22"), "bad-shift"),
        ("roster.set_week", week("fr-mo", "8-12"), "bad-weekdays"),
        (
            "roster.set_week",
            json!({"staff": "PM", "weekdays": "mo", "hours": "8-12", "from": "2026-11-22"}),
            "day-past",
        ),
        (
            "roster.set_day",
            json!({"staff": "PM", "date": "2026-11-26", "hours": "4-8"}),
            "shifts-overlap",
        ),
        (
            "roster.set_day",
            json!({"staff": "PM", "date": "2026-02-30", "hours": "4-8"}),
            "bad-date",
        ),
        (
            "roster.copy_week",
            json!({"from": "2026-11-16", "to": "2026-11-20"}),
            "week-same",
        ),
        (
            "roster.copy_week",
            json!({"from": "2026-11-23", "to": "2026-11-20"}),
            "day-past",
        ),
        (
            "calendar.close",
            json!({"date": "2026-11-22", "name": "late"}),
            "day-past",
        ),
    ] {
        let said = fields.to_string();
        assert_eq!(run(stage, "MD", verb, fields), Err(refused), "{said}");
    }
    // An overlap that a week makes only when it begins, in a month, is found as well.
    let later = json!({"staff": "PM", "weekdays": "sa", "hours": "5-9", "from": "2026-12-20"});
    assert_eq!(
        run(stage, "MD", "roster.set_week", later),
        Err("shifts-overlap")
    );
    assert_eq!(
        run(stage, "JN", "roster.set_week", week("mo", "8-12")),
        Err("not-allowed")
    );
    let leaves = json!({"staff": "PM", "active": false});
    run(stage, "MD", "staff.edit", leaves).unwrap();
    assert_eq!(
        run(stage, "MD", "roster.set_week", week("mo", "8-12")),
        Err("staff-gone")
    );
    assert!(
        day(stage, "2026-11-24")
            .people
            .iter()
            .all(|person| person.staff != stage.petr.staff)
    );
    stage.is_clean();
}

#[test]
fn the_office_is_closed_on_public_holidays_and_on_days_of_its_own_unless_opened() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    let eve = day(stage, "2026-12-24");
    assert_eq!(eve.holiday, Some("christmas-eve"));
    assert!(eve.open.is_empty() && eve.people.iter().all(|person| person.spans.is_empty()));
    let open = json!({"date": "2026-12-24", "name": "last presents"});
    run(stage, "MD", "calendar.open", open.clone()).unwrap();
    assert_eq!(day(stage, "2026-12-24").open.len(), 1);
    assert_eq!(
        run(stage, "MD", "calendar.open", open),
        Err("day-open-already")
    );
    let sunday = json!({"date": "2026-11-29"});
    assert_eq!(
        run(stage, "MD", "calendar.open", sunday),
        Err("day-without-hours")
    );
    let close = json!({"date": "2026-11-30", "name": "company holiday"});
    run(stage, "MD", "calendar.close", close).unwrap();
    let closed = day(stage, "2026-11-30");
    assert!(closed.open.is_empty() && closed.name == "company holiday");
    let own = json!({"staff": "PM", "date": "2026-11-30", "hours": "9-11"});
    run(stage, "MD", "roster.set_day", own).unwrap();
    assert_eq!(hours(stage, "PM", "2026-11-30"), "09:00-11:00 back");
    run(stage, "MD", "calendar.open", json!({"date": "2026-11-30"})).unwrap();
    assert_eq!(hours(stage, "JN", "2026-11-30"), "08:00-17:00 front");
    let none = json!({"key": "holidays", "value": "none"});
    run(stage, "MD", "setting.change", none).unwrap();
    assert!(!day(stage, "2026-12-25").open.is_empty());
    stage.is_clean();
}

/// One of the roster's verbs, made of four numbers.
fn request(stage: &mut Stage, (verb, a, b, c): (u8, u8, u8, u8)) -> (&'static str, Value) {
    let of = |texts: &[&'static str], nth: u8| texts[usize::from(nth) % texts.len()];
    let staff = of(&["JN", "PM", "MD"], a);
    let date = |nth: u8| {
        let first: chrono::NaiveDate = "2026-11-21".parse().unwrap();
        let date = first.checked_add_days(chrono::Days::new(u64::from(nth) % 40));
        date.unwrap().to_string()
    };
    let hours = of(
        &["8-12,12:30-16:30", "22-6", "off", "5-13", "0-16", "20-4"],
        b,
    );
    let absence = |stage: &mut Stage| {
        let rows = stage
            .office
            .read(|reader| reader.rows("select number from absence order by id desc limit 4", &[]));
        let rows = rows.unwrap();
        let row = rows.get(usize::from(b) % rows.len().max(1));
        row.map_or(String::new(), |row| row.text(0).unwrap())
    };
    match verb % 10 {
        0 | 1 => (
            "roster.set_week",
            json!({"staff": staff, "weekdays": of(&["mo-fr", "sa,su", "we", "1-7"], c), "hours": hours, "from": date(c)}),
        ),
        2 => (
            "roster.set_day",
            json!({"staff": staff, "date": date(c), "hours": hours}),
        ),
        3 => ("roster.clear_day", json!({"staff": staff, "date": date(c)})),
        4 => ("roster.copy_week", json!({"from": date(b), "to": date(c)})),
        5 | 6 => (
            "absence.ask",
            json!({"kind": of(&["holiday", "sick", "errand", "lunch", "other"], b), "from": date(c), "until": date(c.wrapping_add(b % 3))}),
        ),
        7 => (
            "absence.decide",
            json!({"absence": absence(stage), "approve": c % 4 > 0, "words": "so be it"}),
        ),
        8 => ("absence.withdraw", json!({"absence": absence(stage)})),
        _ => ("absence.end", json!({"absence": absence(stage)})),
    }
}

#[test]
fn whatever_is_planned_nobody_works_or_is_away_twice_at_once() {
    let mut stage = Stage::new();
    let mut chance = crate::chance::Chance(29);
    let steps = if std::env::var("SWINGDOOR_LONG").is_ok() {
        20_000
    } else {
        600
    };
    let mut done = 0;
    for step in 0..steps {
        let mut byte = || u8::try_from(chance.below(256)).unwrap();
        let numbers = (byte(), byte(), byte(), byte());
        let by = ["MD", "MD", "JN", "PM"][usize::from(byte()) % 4];
        let (verb, fields) = request(&mut stage, numbers);
        done += usize::from(run(&mut stage, by, verb, fields).is_ok());
        if step % 20 == 0 {
            stage.clock.advance_seconds(1800);
        }
    }
    assert!(done > steps / 5, "only {done} of {steps} were done");
    let first = "2026-11-22".parse().unwrap();
    let days = stage.office.read(|reader| days(reader, first, 60)).unwrap();
    for staff in days[0].people.iter().map(|person| person.staff) {
        let spans: Vec<_> = days
            .iter()
            .filter_map(|day| day.of(staff))
            .flat_map(|person| person.spans.clone())
            .collect();
        for pair in spans.windows(2) {
            assert!(pair[0].until <= pair[1].from, "{staff:?} {pair:?}");
        }
    }
    stage.is_clean();
}

#[test]
fn a_shift_over_a_clock_change_is_as_long_as_the_clock_on_the_wall_and_its_absence_too() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    // The clocks go forth on 28 March 2027, and back on 31 October 2027.
    for (date, shift, day_hours) in [("2027-03-28", 7, 23), ("2027-10-31", 9, 25)] {
        let eve = date
            .parse::<chrono::NaiveDate>()
            .unwrap()
            .pred_opt()
            .unwrap();
        let night = json!({"staff": "PM", "date": eve.to_string(), "hours": "22-6"});
        run(stage, "MD", "roster.set_day", night).unwrap();
        let sunday = json!({"staff": "PM", "date": date, "hours": "6-9"});
        run(stage, "MD", "roster.set_day", sunday).unwrap();
        let early = json!({"staff": "PM", "date": date, "hours": "5-9"});
        assert_eq!(
            run(stage, "MD", "roster.set_day", early),
            Err("shifts-overlap")
        );
        let night = day(stage, &eve.to_string());
        let person = night.of(stage.petr.staff).unwrap();
        assert_eq!(person.spans[0].minutes(), shift * 60, "{date}");
        let off = json!({"kind": "holiday", "from": date, "until": date, "staff": "PM"});
        let off = run(stage, "MD", "absence.ask", off).unwrap();
        let at = |name: &str| {
            let text = off[name].as_str().unwrap();
            chrono::DateTime::parse_from_rfc3339(text).unwrap()
        };
        let hours = at("until").signed_duration_since(at("from")).num_hours();
        assert_eq!(hours, day_hours, "{date}");
        // In a gap of the wall clock nobody is lost: two o'clock is three.
        let gap = json!({"kind": "errand", "from": format!("{eve} 23:30"), "until": "02:30", "staff": "JN"});
        run(stage, "MD", "absence.ask", gap).unwrap();
    }
    stage.is_clean();
}

#[test]
fn open_hours_are_typed_with_the_names_of_either_language_and_kept_in_one() {
    let mut stage = Stage::new();
    let stage = &mut stage;
    let typed = json!({"key": "open-hours", "value": "po-čt 8:00-16:00; pa 8:00-14:00"});
    let set = run(stage, "MD", "setting.change", typed).unwrap();
    assert_eq!(set["value"], "mo-th 8:00-16:00; fr 8:00-14:00");
    assert_eq!(hours(stage, "JN", "2026-11-27"), "08:00-14:00 front");
    for wrong in ["po-pá", "pá-po 8-16", "pondělí 8-16", "po 8-16 út 9"] {
        let wrong = json!({"key": "open-hours", "value": wrong});
        assert_eq!(
            run(stage, "MD", "setting.change", wrong),
            Err("bad-setting")
        );
    }
    let week = json!({"staff": "JN", "weekdays": "po-st", "hours": "volno"});
    run(stage, "MD", "roster.set_week", week).unwrap();
    assert_eq!(hours(stage, "JN", "2026-11-24"), " front");
    stage.is_clean();
}
