//! Every verb about covers, rosters, training and threads has run once: the journal replays to the same office, and an export
//! becomes an equal one.

use super::{House, program, run_on, text, with_input};
use serde_json::{Value, json};
use std::sync::Arc;
use swingdoor::model::{Clock, SystemClock};
use swingdoor::office::Office;

/// The numbers of 2026 as this year's.
fn of_this_year(text: &str) -> String {
    let now = SystemClock.now().local(chrono_tz::UTC);
    text.replace("-2026-", &format!("-{}-", chrono::Datelike::year(&now)))
}

/// An hour of the day, so many after this one.
fn hour_after(hours: u32) -> String {
    let hour = chrono::Timelike::hour(&SystemClock.now().local(chrono_tz::UTC));
    format!("{}:00", (hour + hours) % 24)
}

/// Hours of every day that hold now and in the next hours, in the time zones of Europe.
fn open_now() -> String {
    format!("mo-su {}-{}", hour_after(24 - 3), hour_after(11))
}

/// Runs one verb as somebody; the answer has to be yes. Numbers are of this year, whatever stands in them.
#[track_caller]
fn by(house: &House, (code, pin): (&str, &str), verb: &str, fields: Value) -> Value {
    let mut line = fields;
    line["verb"] = verb.into();
    let lines = of_this_year(&format!("{line}\n"));
    let mut command = program(&house.path());
    command.args(["do", "--as", code]).env("SWINGDOOR_PIN", pin);
    let out = with_input(command.spawn().unwrap(), lines.as_bytes());
    let answer: Value =
        serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{verb}: {}", text(&out)));
    assert_eq!(answer["ok"], true, "{verb}: {answer}");
    answer
}

const MANAGER: (&str, &str) = ("MD", "4826");
const JANA: (&str, &str) = ("JN", "1937");
const PETR: (&str, &str) = ("PM", "2748");
const EMMA: (&str, &str) = ("EH", "3659");

fn staffed() -> House {
    let house = House::new();
    let person = |code, name, desk, pin| json!({"verb": "staff.add", "code": code, "name": name, "desk": desk, "pin": pin});
    let may = |code, duty| json!({"verb": "competence.sign_off", "staff": code, "duty": duty, "level": "cover"});
    let made = house.perform(&[
        person("JN", "Jana", "front", "1937"),
        person("PM", "Petr", "back", "2748"),
        person("EH", "Emma", "back", "3659"),
        may("JN", "fulfilment"),
        may("EH", "reception"),
        may("EH", "sales"),
        may("PM", "reception"),
        may("PM", "sales"),
        json!({"verb": "setting.change", "key": "open-hours", "value": open_now()}),
        json!({"verb": "customer.add", "name": "Horák"}),
        json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "2.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "100"}),
    ]);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    house
}

fn pens() -> Value {
    json!({"customer": "C-00001", "lines": [{"item": "PEN", "quantity": "2"}]})
}

fn mistakes(house: &House) {
    let order = by(house, JANA, "order.place", pens());
    let order = order["result"]["order"].clone();
    let take = json!({"order": order, "amount": "1.00", "means": "card"});
    let paid = by(house, JANA, "payment.take", take);
    let undo = json!({"payment": paid["result"]["payment"], "reason": "it was cash"});
    by(house, JANA, "payment.undo", undo);
    let cancel = json!({"order": order, "reason": "a mistake"});
    by(house, JANA, "order.cancel", cancel);
    by(house, JANA, "order.reinstate", json!({"order": order}));
}

fn threads(house: &House) {
    let ask = json!({"words": "Is it blue?", "order": "SO-2026-0001", "to": "fulfilment", "urgent": true});
    by(house, JANA, "question.ask", ask);
    let about = |words: &str| json!({"question": "Q-2026-0001", "words": words});
    by(house, PETR, "question.answer", about("Yes."));
    by(house, JANA, "question.settle", about("Thank you."));
    by(house, JANA, "question.reopen", about("And dry?"));
    let call = json!({"from": "Eva", "phone": "601 000 001", "words": "A quote.", "to": "sales", "customer": "C-00001"});
    by(house, EMMA, "call.note", call);
    let promise =
        json!({"name": "Eva", "phone": "601 000 001", "due": "30m", "words": "The price."});
    by(house, JANA, "callback.promise", promise);
    let done = json!({"callback": "Q-2026-0003", "words": "Told her."});
    by(house, JANA, "callback.done", done);
}

/// Jana is covered by Emma, who hands it on to Petr; then both covers stand on one sheet.
fn chain(house: &House) {
    let plan = json!({"duties": ["reception", "sales"], "reason": "lunch", "from": "5m", "until": "40m", "of": "PM"});
    by(house, JANA, "cover.plan", plan.clone());
    by(
        house,
        PETR,
        "cover.decline",
        json!({"cover": "CS-2026-0001", "reason": "busy"}),
    );
    by(house, JANA, "cover.plan", plan);
    let second = json!({"cover": "CS-2026-0002"});
    by(house, PETR, "cover.accept", second.clone());
    by(
        house,
        PETR,
        "cover.swap",
        json!({"cover": "CS-2026-0002", "with": "EH"}),
    );
    by(house, EMMA, "cover.accept", second.clone());
    by(house, EMMA, "cover.begin", second.clone());
    let placed = by(house, EMMA, "order.place", pens());
    by(
        house,
        EMMA,
        "cover.hand_on",
        json!({"cover": "CS-2026-0002", "to": "PM", "note": "One pen is out."}),
    );
    let third = json!({"cover": "CS-2026-0003"});
    by(house, PETR, "cover.accept", third.clone());
    let again = by(house, PETR, "order.place", pens());
    by(
        house,
        PETR,
        "cover.extend",
        json!({"cover": "CS-2026-0003", "until": "50m"}),
    );
    by(house, PETR, "cover.end", third);
    let line = |answer: &Value| json!({"cover": "CS-2026-0002", "line": answer["seq"]});
    by(house, JANA, "handback.accept", line(&placed));
    let mut dispute = line(&again);
    dispute["words"] = "He wanted three.".into();
    by(house, JANA, "handback.dispute", dispute);
    by(house, JANA, "handback.accept", second.clone());
    by(
        house,
        JANA,
        "handback.first",
        json!({"cover": "CS-2026-0002", "thing": "SO-2026-0003"}),
    );
    by(house, JANA, "handback.first_done", second);
}

/// The time of the day in the office in so many minutes.
fn time_in(house: &House, minutes: i64) -> String {
    let office = Office::open(&house.path(), Arc::new(SystemClock)).unwrap();
    let at = SystemClock.now().plus_minutes(minutes);
    at.local(office.facts().zone).format("%H:%M").to_string()
}

fn arrangements(house: &House) {
    let lunch = json!({"owner": "JN", "coverer": "EH", "duties": ["sales"], "weekdays": "mo-su", "starts": time_in(house, 10), "ends": time_in(house, 40), "reason": "lunch"});
    by(house, JANA, "arrangement.make", lunch);
    let number = json!({"arrangement": "AR-2026-0001"});
    for (who, verb) in [
        (EMMA, "arrangement.agree"),
        (EMMA, "arrangement.begin"),
        (JANA, "arrangement.end"),
    ] {
        by(house, who, verb, number.clone());
    }
}

fn roster(house: &House) {
    for (who, verb, fields) in [
        (
            MANAGER,
            "roster.set_week",
            json!({"staff": "JN", "weekdays": "mo-fr", "hours": "8:00-12:00,12:30-16:30", "desk": "front"}),
        ),
        (
            MANAGER,
            "roster.set_day",
            json!({"staff": "JN", "date": "2036-12-01", "hours": "10:00-14:00", "note": "dentist"}),
        ),
        (
            MANAGER,
            "roster.copy_week",
            json!({"from": "2036-12-01", "to": "2036-12-08"}),
        ),
        (
            MANAGER,
            "roster.clear_day",
            json!({"staff": "JN", "date": "2036-12-01"}),
        ),
        (
            JANA,
            "absence.ask",
            json!({"kind": "holiday", "from": "2036-12-14", "until": "2036-12-15", "note": "skiing"}),
        ),
        (
            MANAGER,
            "absence.decide",
            json!({"absence": "AB-2026-0001", "approve": true, "words": "enjoy"}),
        ),
        (JANA, "absence.withdraw", json!({"absence": "AB-2026-0001"})),
        (PETR, "absence.ask", json!({"kind": "sick"})),
        (PETR, "absence.end", json!({"absence": "AB-2026-0002"})),
        (
            MANAGER,
            "calendar.close",
            json!({"date": "2036-12-31", "name": "company holiday"}),
        ),
        (
            MANAGER,
            "calendar.open",
            json!({"date": "2036-12-31", "name": "after all"}),
        ),
    ] {
        by(house, who, verb, fields);
    }
}

fn training(house: &House) {
    let step = json!({"staff": "JN", "duty": "fulfilment", "card": "order.pick", "result": "well"});
    by(house, MANAGER, "training.supervised", step);
    let plan = json!({"staff": "EH", "duty": "service", "level": "cover", "due": "2036-12-31", "trainer": "JN"});
    by(house, MANAGER, "training.plan", plan);
    by(
        house,
        MANAGER,
        "training.drop",
        json!({"plan": "TP-2026-0001"}),
    );
}

#[test]
fn what_counts_for_a_sign_off_is_written_by_the_program_and_not_by_a_request() {
    let house = staffed();
    for request in [
        r#"{"verb":"training.practised","duty":"fulfilment","card":"order.pick","result":"5/5, 3 min"}"#,
        r#"{"verb":"training.read_card","card":"order.pick"}"#,
    ] {
        let mut command = program(&house.path());
        command
            .args(["do", "--as", JANA.0])
            .env("SWINGDOOR_PIN", JANA.1);
        let out = with_input(command.spawn().unwrap(), request.as_bytes());
        let answer: Value = serde_json::from_slice(&out.stdout).unwrap();
        assert_eq!(answer["refused"], "evidence-not-typed", "{answer}");
        assert_eq!(out.status.code(), Some(3));
    }
}

#[test]
fn a_year_of_covers_replays_exports_and_comes_back_the_same() {
    let house = staffed();
    mistakes(&house);
    threads(&house);
    chain(&house);
    arrangements(&house);
    roster(&house);
    training(&house);
    let deep = house.run(["check", "--deep"], "");
    assert!(deep.status.success(), "{}", text(&deep));
    let sheet = text(&house.run(
        ["show", "cover", &of_this_year("CS-2026-0002"), "--json"],
        "",
    ));
    let sheet: Value = serde_json::from_str(&sheet).unwrap();
    assert_eq!(sheet["chain"].as_array().unwrap().len(), 2, "{sheet}");
    // What the customer may ask for has the questions about their order, word by word.
    let person = house.folder.path().join("horak.json");
    let out = house.run(
        ["export", person.to_str().unwrap(), "--customer", "C-00001"],
        "",
    );
    assert!(out.status.success(), "{}", text(&out));
    let person: Value = serde_json::from_slice(&std::fs::read(person).unwrap()).unwrap();
    let said: Vec<_> = person["questions"][0]["said"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["words"].as_str().unwrap())
        .collect();
    assert_eq!(said, ["Is it blue?", "Yes.", "Thank you.", "And dry?"]);
    assert_eq!(person["questions"][1]["phone"], "601 000 001");
    let folder = house.folder.path().join("exported");
    let out = house.run(["export", folder.to_str().unwrap()], "");
    assert!(out.status.success(), "{}", text(&out));
    let copy = folder.with_extension("swing");
    let out = run_on(&copy, ["restore".as_ref(), folder.as_os_str()], b"");
    assert!(out.status.success(), "{}", text(&out));
    let differences = swingdoor::exchange::differences(&copy, &house.path()).unwrap();
    assert_eq!(differences, Vec::<String>::new());
    assert!(run_on(&copy, ["check", "--deep"], b"").status.success());
}
