//! One person for each way to stand to a duty, and one thing of each kind that verbs act on.

use super::verb_fields::{Things, fields};
use crate::stage::{Stage, order_of, pin};
use serde_json::{Value, json};
use swingdoor::back::picking::Pick;
use swingdoor::cli::VerbRow;
use swingdoor::cover::shift::{Ask, Declare};
use swingdoor::desk::staff::{AddStaff, EditStaff};
use swingdoor::front::orders::{Hold, Place};
use swingdoor::model::{CoverReason, Desk, Duty, PaperKind};
use swingdoor::office::{Refused, Session, SignOut};

/// The people of the table, by code, and how they stand to the verb's duty.
pub(super) const PEOPLE: &[(&str, &str)] = &[
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

pub(crate) struct Matrix {
    pub(crate) stage: Stage,
    sessions: Vec<(&'static str, Session)>,
    pub(crate) fields: Value,
}

impl Matrix {
    pub(crate) fn person(&self, code: &str) -> Session {
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
        if let (Some(owner), None) = (of, order) {
            let owner_too = self.person(owner);
            let offer = json!({"duties": duties, "reason": "lunch", "until": until, "for": owner});
            let agreed = self.stage.agreed(&session, &owner_too, offer);
            return agreed.text("cover").to_owned();
        }
        let receipt = self.stage.office.perform(&session, &cover).unwrap();
        receipt.text("cover").to_owned()
    }

    pub(crate) fn new() -> Self {
        let mut stage = Stage::new();
        let mut sessions = Vec::new();
        for (code, _) in PEOPLE {
            let person = AddStaff {
                code: (*code).to_owned(),
                name: format!("Person {code}"),
                desk: Desk::Front,
                pin: pin("5093"),
                language: None,
                duties: Some(Vec::new()),
                badge: String::new(),
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
                .sign_in(code, code, &pin("5093"), true)
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
            place: None,
        };
        self.stage.office.perform(&trained, &pick).unwrap();
        // One cover of a duty at a time.
        self.stage.clock.advance_seconds(31 * 60);
        self.declare("EC", &all, "30m", None, None);
        let expires = swingdoor::desk::staff::SignOff {
            staff: "EX".to_owned(),
            duty: Duty::Fulfilment,
            level: "cover".to_owned(),
            until: Some("2026-11-25".to_owned()),
            discount_max: None,
            shown: swingdoor::office::Shown::default(),
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
            place: None,
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
        self.stage.anyone_may_owe();
        let manager = self.stage.manager.clone();
        let optional = json!({"key": "drawer", "value": "optional"});
        self.stage.does(&manager, "setting.change", optional);
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
            instead: None,
            note: String::new(),
        };
        let asked = self.stage.office.perform(&self.stage.petr, &ask).unwrap();
        let leaves = EditStaff {
            staff: "IN".to_owned(),
            active: Some(false),
            ..EditStaff::default()
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
            owner: "OW".to_owned(),
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
        let owner = self.person("OW");
        self.stage.office.perform(&owner, &agreed).unwrap();
        let agree = swingdoor::cover::arrangement::Agree {
            arrangement: "AR-2026-0002".to_owned(),
        };
        self.stage.office.perform(&trained, &agree).unwrap();
        let planned = self.stage.office.perform(&trained, &plan).unwrap();
        let jana = self.stage.jana.clone();
        let agreed = json!({"cover": planned.text("cover")});
        self.stage.does(&jana, "cover.accept", agreed);
        let out = self.person("OU");
        self.stage.office.sign_out(&out, SignOut::Left).unwrap();
        self.fields = fields(&Things {
            new,
            held,
            overpaid,
            given,
            ready: ready_parcel,
            picked: picked.text("parcel").to_owned(),
            asked: asked.text("cover").to_owned(),
            planned: planned.text("cover").to_owned(),
            running,
        });
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
    pub(super) fn outcome(&mut self, verb: &VerbRow, person: &Session) -> String {
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
