//! An office with so many of everything: orders, people, messages, covers, drawers.

use crate::stage::Stage;
use serde_json::{Value, json};
use swingdoor::cli::VerbRow;
use swingdoor::office::{Refused, Session};

/// Everything that somebody does, in one transaction.
#[track_caller]
fn do_all(stage: &mut Stage, who: &Session, acts: Vec<(&str, Value)>) {
    stage
        .office
        .transaction(|writing| {
            for (name, fields) in acts {
                let verb = VerbRow::find(name).unwrap();
                (verb.prepare)(&fields)?;
                (verb.perform)(writing, who, fields, None)?;
            }
            Ok::<_, Refused>(())
        })
        .unwrap();
}

/// An office with so many of everything.
pub(super) fn office_of(count: usize) -> Stage {
    let mut stage = Stage::new();
    let (manager, jana, petr) = (
        stage.manager.clone(),
        stage.jana.clone(),
        stage.petr.clone(),
    );
    stage.anyone_may_owe();
    let each = |act: &dyn Fn(usize) -> (&'static str, Value)| (1..=count).map(act).collect();
    people(&mut stage, count);
    do_all(
        &mut stage,
        &petr,
        each(&|nth| {
            let item = json!({"code": format!("H{nth:03}"), "name": format!("Horizont {nth:03}"), "unit": "pc", "price": "1.00", "vat": "21"});
            ("item.add", item)
        }),
    );
    for bin in ["H", "PAP"] {
        do_all(
            &mut stage,
            &petr,
            each(&|nth| {
                let item = if bin == "H" {
                    format!("H{nth:03}")
                } else {
                    bin.to_owned()
                };
                (
                    "stock.receive",
                    json!({"item": item, "bin": format!("{bin}{nth:03}"), "quantity": "500"}),
                )
            }),
        );
    }
    let customer = |nth: usize| {
        let phone = format!("777 000 {nth:03}");
        (
            "customer.add",
            json!({"name": format!("Horák {nth:03}"), "phone": phone, "city": "Louny"}),
        )
    };
    do_all(&mut stage, &jana, each(&customer));
    orders(&mut stage, count);
    messages(&mut stage, count);
    covers(&mut stage, count);
    drawers(&mut stage, count);
    let absences = each(&|nth| {
        let day = format!("2026-12-{:02}", nth % 28 + 1);
        let fields = json!({"staff": format!("X{nth:02}"), "date": day, "hours": "8:00-12:00", "desk": "front"});
        ("roster.set_day", fields)
    });
    do_all(&mut stage, &manager, absences);
    stage
}

fn people(stage: &mut Stage, count: usize) {
    let manager = stage.manager.clone();
    let mut acts = Vec::new();
    for nth in 1..=count {
        let code = format!("X{nth:02}");
        let person = json!({"code": code, "name": format!("Horná {nth:02}"), "desk": "front", "pin": "9058", "duties": []});
        acts.push(("staff.add", person));
        for duty in ["fulfilment", "reception", "sales"] {
            let level = json!({"staff": code, "duty": duty, "level": "cover"});
            acts.push(("competence.sign_off", level));
        }
        let plan = json!({"staff": code, "duty": "stock", "level": "cover", "due": "2026-12-31"});
        acts.push(("training.plan", plan));
        let week = json!({"staff": code, "weekdays": "mo-fr", "hours": "8:00-16:30", "desk": "front", "from": "2026-11-23"});
        acts.push(("roster.set_week", week));
    }
    do_all(stage, &manager, acts);
}

/// Open orders of one customer with many lines and of many customers; some stand ready, some are with the customer.
fn orders(stage: &mut Stage, count: usize) {
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let lines: Vec<Value> = (1..=count.min(40))
        .map(|nth| json!({"item": format!("H{nth:03}"), "quantity": "1"}))
        .collect();
    let mut acts = Vec::new();
    for nth in 1..=count {
        let many = json!({"customer": "C-00001", "lines": lines});
        acts.push((
            "order.place",
            if nth <= 3 {
                many
            } else {
                json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]})
            },
        ));
        let one = json!({"customer": format!("C-{:05}", nth + 1), "lines": [{"item": "PAP", "quantity": "1"}]});
        acts.extend([
            ("order.place", one.clone()),
            ("order.place", one.clone()),
            ("order.place", one),
        ]);
    }
    do_all(stage, &jana, acts);
    let mut acts = Vec::new();
    for nth in 1..=count {
        for order in [4 * nth - 1, 4 * nth] {
            acts.push((
                "order.pick",
                json!({"order": format!("SO-2026-{order:04}")}),
            ));
        }
    }
    do_all(stage, &petr, acts);
    let parcels = |nth| format!("P-2026-{nth:04}");
    let ready = (1..=2 * count).map(|nth| {
        (
            "parcel.ready",
            json!({"parcel": parcels(nth), "place": "P3"}),
        )
    });
    do_all(stage, &petr, ready.collect());
    let given = (1..=count).map(|nth| {
        let fields =
            json!({"parcel": parcels(2 * nth), "collected_by": "Somebody", "on_account": true});
        ("parcel.hand_over", fields)
    });
    do_all(stage, &jana, given.collect());
}

/// Questions and call-backs.
fn messages(stage: &mut Stage, count: usize) {
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let mut acts = Vec::new();
    for nth in 1..=count {
        let words = format!("Is it blue {nth}?");
        acts.push((
            "question.ask",
            json!({"words": words, "order": "SO-2026-0001", "to": "fulfilment"}),
        ));
        acts.push((
            "callback.promise",
            json!({"customer": "C-00001", "due": "45m", "words": "When it is ready."}),
        ));
    }
    do_all(stage, &jana, acts);
    let answers = (1..=count).map(|nth| {
        let number = format!("Q-2026-{:04}", 2 * nth - 1);
        (
            "question.answer",
            json!({"question": number, "words": "Yes."}),
        )
    });
    do_all(stage, &petr, answers.collect());
}

/// Covers that are over, of which the owner has a sheet, planned ones, standing arrangements, and one that runs.
fn covers(stage: &mut Stage, count: usize) {
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    for nth in 1..=count {
        let offer =
            json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"});
        let cover = stage.agreed(&jana, &petr, offer).text("cover").to_owned();
        let order = stage.order("1");
        stage.does(&jana, "order.pick", json!({"order": order}));
        stage.clock.advance_seconds(60);
        stage.does(&jana, "cover.end", json!({"cover": cover}));
        // A working day each, one more hour later when they are used up.
        let days = (1..24).filter(|day| !matches!(day % 7, 5 | 6));
        let day = days.clone().nth(nth % days.count()).unwrap();
        let at = |minute: usize| format!("2026-12-{day:02} {:02}:{minute:02}", 8 + nth / 17);
        let (from, until) = (at(0), at(30));
        let plan = json!({"duties": ["fulfilment"], "reason": "errand", "from": from, "until": until, "of": "JN"});
        stage.does(&petr, "cover.plan", plan);
        let (hour, minute) = (nth / 2 % 23, nth % 2 * 30);
        let starts = format!("{hour:02}:{minute:02}");
        let ends = format!("{hour:02}:{:02}", minute + 5);
        let made = json!({"owner": "PM", "coverer": "JN", "duties": ["fulfilment"], "weekdays": (["mo", "tu", "we"][nth / 46 % 3]), "starts": starts, "ends": ends, "reason": "lunch"});
        stage.does(&petr, "arrangement.make", made);
    }
}

/// Drawers with counts and with movements.
fn drawers(stage: &mut Stage, count: usize) {
    let jana = stage.jana.clone();
    let mut acts = Vec::new();
    for _ in 0..count {
        acts.push(("drawer.open", json!({"float": "0"})));
        acts.push(("drawer.move", json!({"amount": "1.00", "reason": "change"})));
        acts.push(("drawer.count", json!({"counted": "1.00"})));
        acts.push(("drawer.close", json!({"counted": "1.00"})));
    }
    do_all(stage, &jana, acts);
}
