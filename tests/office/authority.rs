//! Every verb by every kind of person in every state: one table, read by people when it changes.

use crate::stage::{Stage, order_of, pin};
use serde_json::{Value, json};
use std::fmt::Write;
use swingdoor::back::picking::Pick;
use swingdoor::cli::{VERBS, VerbRow};
use swingdoor::cover::shift::{Ask, Declare, End};
use swingdoor::desk::staff::{AddStaff, EditStaff};
use swingdoor::front::orders::{Hold, Place};
use swingdoor::model::{CoverReason, Desk, Duty, PaperKind};
use swingdoor::office::{Refused, Session, SignOut};

/// The people of the table, by code, and how they stand to the verb's duty.
const PEOPLE: &[(&str, &str)] = &[
    ("OW", "owns"),
    ("CV", "covers"),
    ("C1", "covers this order only"),
    ("C2", "covers another order only"),
    ("TR", "trained, covers nothing"),
    ("AW", "aware"),
    ("UN", "untrained"),
    ("EX", "competence has expired"),
    ("EC", "cover has timed out"),
    ("RO", "owns, is covered now"),
    ("RS", "owns, sheet not seen"),
    ("IN", "owned, has left"),
    ("OU", "owns, signed out"),
];

struct Matrix {
    stage: Stage,
    sessions: Vec<(&'static str, Session)>,
    fields: Value,
}

impl Matrix {
    fn person(&self, code: &str) -> Session {
        let found = self.sessions.iter().find(|(known, _)| *known == code);
        found.unwrap().1.clone()
    }

    fn declare(
        &mut self,
        code: &str,
        duties: &[Duty],
        until: &str,
        of: Option<&str>,
        order: Option<&str>,
    ) -> String {
        let cover = Declare {
            duties: duties.to_vec(),
            reason: CoverReason::Lunch,
            until: until.to_owned(),
            owner: of.map(str::to_owned),
            order: order.map(str::to_owned),
            note: String::new(),
        };
        let session = self.person(code);
        let receipt = self.stage.office.perform(&session, &cover).unwrap();
        receipt.text("cover").to_owned()
    }

    fn new() -> Self {
        let mut stage = Stage::new();
        let mut sessions = Vec::new();
        for (code, _) in PEOPLE {
            let person = AddStaff {
                code: (*code).to_owned(),
                name: format!("Person {code}"),
                desk: Desk::Front,
                pin: pin("4321"),
                language: None,
                duties: Some(Vec::new()),
            };
            stage.office.perform(&stage.manager, &person).unwrap();
            for duty in Duty::ALL {
                let level = match *code {
                    "OW" | "RO" | "RS" | "IN" | "OU" => "own",
                    "UN" => continue,
                    _ if *duty == Duty::Management => continue,
                    "AW" => "aware",
                    _ => "cover",
                };
                stage.sign_off(code, *duty, level);
            }
            let session = stage
                .office
                .sign_in(code, code, &pin("4321"), true)
                .unwrap();
            sessions.push((*code, session));
        }
        let mut matrix = Self {
            stage,
            sessions,
            fields: Value::Null,
        };
        matrix.play();
        matrix
    }

    /// The covers of the table, and one thing of each kind that the verbs act on.
    fn play(&mut self) {
        let mut all = Duty::ALL.to_vec();
        all.retain(|duty| *duty != Duty::Management);
        self.stage.receive("90");
        let first = self.stage.order("1");
        self.declare("TR", &all, "30m", Some("RS"), None);
        let trained = self.person("TR");
        let pick = Pick {
            order: first,
            lines: Vec::new(),
        };
        self.stage.office.perform(&trained, &pick).unwrap();
        self.declare("EC", &all, "30m", None, None);
        let expires = swingdoor::desk::staff::SignOff {
            staff: "EX".to_owned(),
            duty: Duty::Fulfilment,
            level: "cover".to_owned(),
            until: Some("2026-11-25".to_owned()),
            discount_max: None,
        };
        for duty in &all {
            let one = swingdoor::desk::staff::SignOff {
                duty: *duty,
                ..expires.clone()
            };
            self.stage
                .office
                .perform(&self.stage.manager, &one)
                .unwrap();
        }
        self.stage.clock.advance_seconds(3 * 24 * 3600);
        let place = Place {
            papers: vec![PaperKind::DeliveryNote],
            ..order_of("2")
        };
        let placed = self.stage.office.perform(&self.stage.jana, &place).unwrap();
        let new = placed.text("order").to_owned();
        let other = self.stage.order("1");
        let ready = self.stage.order("1");
        let ready_parcel = self.stage.pick_and_ready(&ready);
        let picked = self.stage.order("1");
        let pick = Pick {
            order: picked,
            lines: Vec::new(),
        };
        let picked = self.stage.office.perform(&self.stage.petr, &pick).unwrap();
        let held = self.stage.order("1");
        let hold = Hold {
            order: held.clone(),
            reason: "credit".to_owned(),
        };
        self.stage.office.perform(&self.stage.jana, &hold).unwrap();
        let second = swingdoor::front::customers::Add {
            name: "Second Card".to_owned(),
            ..Default::default()
        };
        self.stage
            .office
            .perform(&self.stage.jana, &second)
            .unwrap();
        let overpaid = self.overpaid();
        let given = self.given_and_regretted();
        let plan = swingdoor::cover::training::Plan {
            staff: "UN".to_owned(),
            duty: Duty::Stock,
            level: swingdoor::model::Level::Cover,
            due: "2026-12-31".to_owned(),
            trainer: None,
        };
        self.stage
            .office
            .perform(&self.stage.manager, &plan)
            .unwrap();
        self.asked(&new);
        self.away();
        let running = self.declare("CV", &all, "30m", Some("RO"), None);
        self.declare("C1", &all, "20m", None, Some(&new));
        self.declare("C2", &all, "20m", None, Some(&other));
        let ask = Ask {
            duties: vec![Duty::Fulfilment],
            reason: CoverReason::Errand,
            until: "30m".to_owned(),
            of: None,
            note: String::new(),
        };
        let asked = self.stage.office.perform(&self.stage.petr, &ask).unwrap();
        let leaves = EditStaff {
            staff: "IN".to_owned(),
            name: None,
            desk: None,
            language: None,
            pin: None,
            active: Some(false),
        };
        self.stage
            .office
            .perform(&self.stage.manager, &leaves)
            .unwrap();
        let plan = swingdoor::cover::shift::Plan {
            duties: vec![Duty::Reception],
            reason: CoverReason::Errand,
            from: "10m".to_owned(),
            until: "30m".to_owned(),
            of: Some("TR".to_owned()),
            owner: Some("JN".to_owned()),
            note: String::new(),
        };
        let trained = self.person("TR");
        let arranged = |starts: &str, ends: &str| swingdoor::cover::arrangement::Make {
            owner: "RO".to_owned(),
            coverer: "TR".to_owned(),
            duties: vec![Duty::Marketing],
            weekdays: "mo-su".to_owned(),
            starts: starts.to_owned(),
            ends: ends.to_owned(),
            reason: CoverReason::Lunch,
            from: None,
            until: None,
        };
        let proposed = arranged("12:00", "12:30");
        self.stage.office.perform(&trained, &proposed).unwrap();
        let agreed = arranged("10:00", "11:30");
        let owner = self.person("RO");
        self.stage.office.perform(&owner, &agreed).unwrap();
        let agree = swingdoor::cover::arrangement::Agree {
            arrangement: "AR-2026-0002".to_owned(),
        };
        self.stage.office.perform(&trained, &agree).unwrap();
        let planned = self.stage.office.perform(&trained, &plan).unwrap();
        let out = self.person("OU");
        self.stage.office.sign_out(&out, SignOut::Left).unwrap();
        self.fields = json!({
            "customer.add": {"name": "Somebody"},
            "customer.edit": {"customer": "C-00001", "card": {"name": "Somebody else"}},
            "customer.merge": {"customer": "C-00002", "into": "C-00001"},
            "customer.erase": {"customer": "C-00002", "reason": "asked to be forgotten"},
            "customer.set_contact": {"customer": "C-00001", "name": "Eva", "phone": "+420 601 000 001"},
            "customer.set_limit": {"customer": "C-00001", "limit": "100"},
            "order.place": {"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]},
            "order.record": {"order": "R-1", "customer": "C-00001", "placed": "2026-01-05", "shipped": "2026-01-06", "lines": [{"item": "PAP", "quantity": "1", "price": "1.00"}]},
            "order.change": {"order": new, "lines": [{"line": 1, "quantity": "1"}]},
            "exception.decide": {"exception": "EX-2026-0001", "decision": "send"},
            "return.take": {"order": given, "lines": [{"line": 1, "quantity": "1", "outcome": "refund"}], "reason": "broken"},
            "order.hold": {"order": new, "reason": "credit"},
            "order.resume": {"order": held},
            "order.reinstate": {"order": overpaid},
            "order.cancel": {"order": new, "reason": "changed their mind"},
            "payment.take": {"order": new, "amount": "1.00", "means": "cash"},
            "payment.refund": {"order": overpaid, "amount": "1.00", "means": "cash", "reason": "returned"},
            "payment.undo": {"payment": "R-2026-0001", "reason": "it was a card"},
            "drawer.open": {"float": "100.00"},
            "drawer.move": {"amount": "1.00", "reason": "change"},
            "drawer.close": {"counted": "0.00"},
            "drawer.take_over": {"of": "JN", "counted": "0.00"},
            "setting.change": {"key": "drawer", "value": "required"},
            "paper.untick": {"order": new, "paper": "warranty-card"},
            "paper.sign": {"order": new, "paper": "delivery-note", "signed_by": "Somebody"},
            "parcel.hand_over": {"parcel": ready_parcel, "collected_by": "Somebody", "on_account": true},
            "order.pick": {"order": new},
            "parcel.ready": {"parcel": picked.text("parcel"), "place": "P9"},
            "parcel.unpack": {"parcel": picked.text("parcel")},
            "item.add": {"code": "NEW", "name": "New", "unit": "pc", "price": "1.00", "vat": "21"},
            "item.edit": {"item": "PAP", "price": "2.00"},
            "stock.receive": {"item": "PAP", "bin": "A1", "quantity": "1"},
            "stock.adjust": {"item": "PAP", "bin": "A1", "quantity": "90", "reason": "counted"},
            "stock.count": {"bin": "A1", "lines": [{"item": "PAP", "counted": "1"}]},
            "stock.approve_count": {"count": "CN-2026-0001"},
            "stock.discard_count": {"count": "CN-2026-0001"},
            "stock.write_off": {"item": "PAP", "bin": "A1", "quantity": "1", "reason": "wet"},
            "stock.move": {"item": "PAP", "from": "A1", "to": "B1", "quantity": "1"},
            "bin.set": {"bin": "A1", "walk": 3},
            "cover.ask": {"duties": ["reception"], "reason": "lunch", "until": "30m"},
            "cover.plan": {"duties": ["reception"], "reason": "lunch", "from": "2h", "until": "30m", "of": "TR"},
            "cover.accept": {"cover": asked.text("cover")},
            "cover.begin": {"cover": planned.text("cover")},
            "cover.declare": {"duties": ["reception"], "reason": "lunch", "until": "30m"},
            "cover.decline": {"cover": planned.text("cover")},
            "cover.swap": {"cover": planned.text("cover"), "with": "EC"},
            "cover.hand_on": {"cover": running, "to": "TR"},
            "arrangement.make": {"owner": "OW", "coverer": "TR", "duties": ["sales"], "weekdays": "mo", "starts": "12:00", "ends": "12:30", "reason": "lunch"},
            "arrangement.agree": {"arrangement": "AR-2026-0001"},
            "arrangement.begin": {"arrangement": "AR-2026-0002"},
            "arrangement.end": {"arrangement": "AR-2026-0001"},
            "cover.extend": {"cover": running, "until": "45m"},
            "cover.end": {"cover": running},
            "handback.accept": {"cover": "CS-2026-0001"},
            "handback.dispute": {"cover": "CS-2026-0001", "line": 1, "words": "Not so."},
            "notice.unread": {"notice": 1},
            "training.practised": {"duty": "fulfilment", "card": "order.pick", "result": "5/5, 3 min"},
            "training.supervised": {"staff": "UN", "duty": "fulfilment", "card": "order.pick", "result": "well"},
            "training.plan": {"staff": "UN", "duty": "sales", "level": "cover", "due": "2026-12-31", "trainer": "JN"},
            "training.drop": {"plan": "TP-2026-0001"},
            "handback.first": {"cover": "CS-2026-0001", "thing": "The parcel on P3."},
            "handback.first_done": {"cover": "CS-2026-0001"},
            "training.read_card": {"card": "order.pick"},
            "card.edit": {"card": "alarm", "lang": "cs", "bytes": 8, "sha256": "0".repeat(64)},
            "notice.read": {"notice": 1},
            "question.ask": {"words": "Is it blue?", "order": new, "to": "fulfilment"},
            "question.answer": {"question": "Q-2026-0001", "words": "Yes."},
            "question.settle": {"question": "Q-2026-0001", "words": "Thank you."},
            "question.reopen": {"question": "Q-2026-0002"},
            "call.note": {"from": "Eva", "phone": "+420 601 000 001", "words": "Wants a quote.", "to": "sales"},
            "callback.promise": {"name": "Eva", "phone": "+420 601 000 001", "due": "30m", "words": "The price of 500 cards."},
            "callback.done": {"callback": "Q-2026-0003", "words": "Told her."},
            "staff.add": {"code": "NN", "name": "New Person", "desk": "front", "pin": "9999"},
            "staff.edit": {"staff": "UN", "name": "Another Name"},
            "staff.change_pin": {"pin": "8888"},
            "competence.sign_off": {"staff": "UN", "duty": "sales", "level": "cover"},
        });
        for (verb, fields) in roster_fields().as_object().unwrap() {
            self.fields[verb] = fields.clone();
        }
        // The journal's line that the sheet of the first cover shows.
        let line = self.stage.office.read(|reader| {
            use swingdoor::office::Reads;
            reader.row("select max(seq) from journal where cover is not null", &[])
        });
        self.fields["handback.dispute"]["line"] = json!(line.unwrap().unwrap().int(0).unwrap());
    }

    /// A holiday that was asked for, an illness that runs, and a day that is otherwise.
    fn away(&mut self) {
        for (verb, fields) in [
            (
                "absence.ask",
                json!({"kind": "holiday", "from": "2026-12-21", "until": "2026-12-22"}),
            ),
            ("absence.ask", json!({"kind": "sick"})),
        ] {
            let owner = self.person("AW");
            self.stage.run(&owner, verb, fields).unwrap();
        }
        let day = json!({"staff": "JN", "date": "2026-12-04", "hours": "off"});
        let manager = self.stage.manager.clone();
        self.stage.run(&manager, "roster.set_day", day).unwrap();
    }

    /// An order with the customer; and another one that was changed after its goods were picked.
    fn given_and_regretted(&mut self) -> String {
        let (given, regretted) = (self.stage.order("1"), self.stage.order("2"));
        let parcel = self.stage.pick_and_ready(&given);
        self.stage.pick_and_ready(&regretted);
        for (verb, fields) in [
            (
                "parcel.hand_over",
                json!({"parcel": parcel, "collected_by": "Somebody", "on_account": true}),
            ),
            (
                "order.change",
                json!({"order": regretted, "lines": [{"line": 1, "quantity": "1"}]}),
            ),
        ] {
            let jana = self.stage.jana.clone();
            self.stage.run(&jana, verb, fields).unwrap();
        }
        given
    }

    /// A question that is open, one that is settled, and a promised call-back.
    fn asked(&mut self, order: &str) {
        for (verb, fields) in [
            (
                "question.ask",
                json!({"words": "Is it red?", "order": order, "to": "fulfilment"}),
            ),
            (
                "question.ask",
                json!({"words": "Is it cold?", "to": "back"}),
            ),
            ("question.settle", json!({"question": "Q-2026-0002"})),
            (
                "callback.promise",
                json!({"customer": "C-00001", "due": "45m", "words": "When it is ready."}),
            ),
        ] {
            let jana = self.stage.jana.clone();
            self.stage.run(&jana, verb, fields).unwrap();
        }
    }

    /// An order that was paid, and one line of it cancelled.
    fn overpaid(&mut self) -> String {
        let order = self.stage.order("1");
        for (verb, fields) in [
            (
                "payment.take",
                json!({"order": order, "amount": "156.09", "means": "card"}),
            ),
            (
                "order.cancel",
                json!({"order": order, "reason": "changed their mind"}),
            ),
            ("drawer.open", json!({"float": "0.00"})),
        ] {
            let jana = self.stage.jana.clone();
            self.stage.run(&jana, verb, fields).unwrap();
        }
        order
    }

    /// What the office says to this person and verb; nothing of it stays.
    fn outcome(&mut self, verb: &VerbRow, person: &Session) -> String {
        let fields = self.fields[verb.name].clone();
        assert!(
            fields.is_object(),
            "the table needs fields for {}",
            verb.name
        );
        let mut said = String::new();
        let back: Result<(), Refused> = self.stage.office.transaction(|writing| {
            said = match (verb.perform)(writing, person, fields, None) {
                Ok(_) => "runs".to_owned(),
                Err(refused) => refused.id.to_owned(),
            };
            Err(Refused::rule("import-taken-back"))
        });
        assert!(back.is_err());
        said
    }
}

/// The fields of the roster's verbs.
fn roster_fields() -> Value {
    json!({
        "roster.set_week": {"staff": "JN", "weekdays": "mo-fr", "hours": "8:00-12:00,12:30-16:30", "desk": "front", "from": "2026-11-30"},
        "roster.set_day": {"staff": "JN", "date": "2026-12-01", "hours": "10:00-14:00", "desk": "front", "note": "dentist"},
        "roster.clear_day": {"staff": "JN", "date": "2026-12-04"},
        "roster.copy_week": {"from": "2026-11-30", "to": "2026-12-07", "staff": "JN"},
        "absence.ask": {"kind": "holiday", "from": "2026-12-14", "until": "2026-12-15", "note": "skiing"},
        "absence.decide": {"absence": "AB-2026-0001", "approve": true, "words": "enjoy"},
        "absence.withdraw": {"absence": "AB-2026-0001"},
        "absence.end": {"absence": "AB-2026-0002"},
        "calendar.close": {"date": "2026-12-31", "name": "company holiday"},
        "calendar.open": {"date": "2026-12-24", "name": "last presents"},
    })
}

#[test]
fn every_verb_by_every_person() {
    let mut matrix = Matrix::new();
    let mut table = String::new();
    for verb in VERBS {
        writeln!(
            table,
            "{} ({:?}, {:?})",
            verb.name, verb.right, verb.under_cover
        )
        .unwrap();
        let mut by_outcome: Vec<(String, Vec<&str>)> = Vec::new();
        for (code, state) in PEOPLE {
            let session = matrix.person(code);
            let outcome = matrix.outcome(verb, &session);
            match by_outcome.iter_mut().find(|(known, _)| *known == outcome) {
                Some((_, states)) => states.push(state),
                None => by_outcome.push((outcome, vec![state])),
            }
        }
        for (outcome, states) in by_outcome {
            writeln!(table, "  {outcome:<22} {}", states.join("; ")).unwrap();
        }
    }
    matrix.stage.is_clean();
    insta::assert_snapshot!(table);
}

#[test]
fn the_end_of_a_cover_is_the_end_of_its_rights() {
    let mut matrix = Matrix::new();
    let session = matrix.person("CV");
    let pick = VerbRow::find("order.pick").unwrap();
    assert_eq!(matrix.outcome(pick, &session), "runs");
    let cover = matrix.fields["cover.end"]["cover"]
        .as_str()
        .unwrap()
        .to_owned();
    let end = End {
        cover,
        note: String::new(),
    };
    matrix.stage.office.perform(&session, &end).unwrap();
    assert_eq!(matrix.outcome(pick, &session), "not-allowed");
}

/// What people, scanners and enemies may type into a field of text.
const HOSTILE: &[&str] = &[
    "\u{1b}]0;owned\u{7}",
    "\u{1b}[2J",
    "a\0b",
    "\u{202e}drowssap",
    "\u{200b}\u{feff}",
    "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "=HYPERLINK(\"http://x\",\"y\")",
    "'; drop table orders; --",
    "\" OR * NEAR (a b) ^x",
    "../../etc/passwd",
    "{ $variable }",
    "%s%n%x",
    "\u{d7ff}\u{e000}\u{10ffff}",
    "\r\n\t",
    "-9223372036854775808",
    "1e309",
    "NaN",
];

#[test]
fn a_hostile_text_in_any_field_of_any_verb_is_refused_or_harmless() {
    let mut matrix = Matrix::new();
    let owner = matrix.person("OW");
    let long = "x".repeat(1_000_000);
    let mut tried = 0;
    for verb in VERBS {
        let fields = matrix.fields[verb.name].clone();
        let mut texts = Vec::new();
        paths_of_texts(&fields, &mut String::new(), &mut texts);
        for path in texts {
            // Hashing a PIN is slow on purpose: a few are enough there.
            let few = if fields.get("pin").is_some() { 4 } else { 1 };
            let all = HOSTILE.iter().copied().chain([long.as_str()]);
            for hostile in all.step_by(few) {
                let mut fields = fields.clone();
                *fields.pointer_mut(&path).unwrap() = json!(hostile);
                let mut outcome = Ok(());
                let back: Result<(), Refused> = matrix.stage.office.transaction(|writing| {
                    outcome = (verb.perform)(writing, &owner, fields, None).map(drop);
                    Err(Refused::rule("import-taken-back"))
                });
                assert!(back.is_err());
                tried += 1;
                if let Err(refused) = outcome {
                    assert_ne!(
                        refused.class,
                        swingdoor::office::Class::Store,
                        "{} {path} {:?}: {refused}",
                        verb.name,
                        hostile.chars().take(40).collect::<String>()
                    );
                    assert!(refused.to_string().len() < 2_000, "{} {path}", verb.name);
                }
            }
        }
    }
    assert!(tried > 1_200, "{tried}");
    matrix.stage.is_clean();
}

/// JSON pointers to every text in a value.
fn paths_of_texts(value: &Value, path: &mut String, found: &mut Vec<String>) {
    let length = path.len();
    match value {
        Value::String(_) => found.push(path.clone()),
        Value::Array(values) => {
            for (nth, value) in values.iter().enumerate() {
                write!(path, "/{nth}").unwrap();
                paths_of_texts(value, path, found);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                write!(path, "/{name}").unwrap();
                paths_of_texts(value, path, found);
                path.truncate(length);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
