//! A small office on a temporary file with a clock that stands still: the stage that the tests play on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use swingdoor::back::picking::{Pick, Ready};
use swingdoor::back::stock::{AddItem, Receive};
use swingdoor::cli::VerbRow;
use swingdoor::cover::shift::Declare;
use swingdoor::desk::staff::{AddStaff, SignOff};
use swingdoor::front::customers::Add;
use swingdoor::front::orders::{Place, PlaceLine};
use swingdoor::model::staffing::board_duties;
use swingdoor::model::{CoverReason, Desk, Duty, FixedClock, Instant, Money, Quantity, VatRate};
use swingdoor::office::{Founding, Office, Pin, Receipt, Refused, Session};

/// Monday 23 November 2026, 10:00 in Prague.
pub(crate) const MORNING: Instant = Instant(1_795_424_400_000);

/// Manager Marie (MD, 4826), receptionist Jana (JN, 1937), clerk Petr (PM, 2748); Jana may cover fulfilment.
pub(crate) struct Stage {
    pub(crate) office: Office,
    pub(crate) clock: FixedClock,
    pub(crate) manager: Session,
    pub(crate) jana: Session,
    pub(crate) petr: Session,
    folder: tempfile::TempDir,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = FixedClock::at(MORNING);
        let founding = Founding {
            name: "Dvořák Print & Paper".to_owned(),
            currency: "CZK".to_owned(),
            zone: "Europe/Prague".to_owned(),
            language: "en".to_owned(),
            manager: "Marie Dvořáková".to_owned(),
            code: "MD".to_owned(),
            pin: pin("4826"),
        };
        let mut office = Office::found(
            &folder.path().join("office.swing"),
            Arc::new(clock.clone()),
            &founding,
        )
        .unwrap();
        let manager = office.sign_in("office", "MD", &pin("4826"), true).unwrap();
        for (code, name, desk, digits) in [
            ("JN", "Jana Nováková", Desk::Front, "1937"),
            ("PM", "Petr Malý", Desk::Back, "2748"),
        ] {
            let person = person(code, name, desk, digits);
            office.perform(&manager, &person).unwrap();
        }
        let jana = office.sign_in("hall", "JN", &pin("1937"), true).unwrap();
        let petr = office.sign_in("shelves", "PM", &pin("2748"), true).unwrap();
        let mut stage = Self {
            office,
            clock,
            manager,
            jana,
            petr,
            folder,
        };
        stage.sign_off("JN", Duty::Fulfilment, "cover");
        let item = AddItem {
            code: "PAP".to_owned(),
            name: "Papír A4".to_owned(),
            unit: "pc".to_owned(),
            price: Money(12_900),
            vat: VatRate(2100),
            barcode: String::new(),
        };
        stage.office.perform(&stage.petr, &item).unwrap();
        stage.receive("10");
        stage
            .office
            .perform(
                &stage.jana,
                &Add {
                    name: "Horák Stavby s.r.o.".to_owned(),
                    ..Add::default()
                },
            )
            .unwrap();
        stage
    }

    /// The stage where the manager, who founded the office and owns everything, has given the back office's work away.
    pub(crate) fn without_the_founder() -> Self {
        let mut stage = Self::new();
        stage.sign_off("JN", Duty::Management, "own");
        let jana = stage.jana.clone();
        for duty in board_duties() {
            let level = serde_json::json!({"staff": "MD", "duty": duty, "level": "aware"});
            stage.does(&jana, "competence.sign_off", level);
        }
        stage
    }

    /// From here on the clock is one that may be wrong.
    pub(crate) fn has_a_machines_clock(&mut self) {
        let clock = Arc::new(self.clock.as_of_a_machine());
        self.office = Office::open(&self.path(), clock).unwrap();
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("office.swing")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A copy of the file as it is now, with what its WAL holds.
    pub(crate) fn copy_to(&self, copy: &Path) {
        for ending in ["", "-wal"] {
            let with = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
            std::fs::copy(with(&self.path()), with(copy)).unwrap();
        }
        drop(Office::open(copy, Arc::new(self.clock.clone())).unwrap());
    }

    /// Runs a verb by its name and its fields, as the command line does.
    pub(crate) fn run(
        &mut self,
        who: &Session,
        verb: &str,
        fields: serde_json::Value,
    ) -> Result<Receipt, Refused> {
        let verb = VerbRow::find(verb).unwrap();
        (verb.prepare)(&fields)?;
        self.office
            .transaction(|writing| (verb.perform)(writing, who, fields, None))
    }

    /// The same of a verb that must not be refused.
    #[track_caller]
    pub(crate) fn does(&mut self, who: &Session, verb: &str, fields: serde_json::Value) -> Receipt {
        self.run(who, verb, fields)
            .unwrap_or_else(|refused| panic!("{verb}: {refused:?}"))
    }

    pub(crate) fn sign_off(&mut self, staff: &str, duty: Duty, level: &str) {
        let competence = SignOff {
            staff: staff.to_owned(),
            duty,
            level: level.to_owned(),
            until: None,
            discount_max: None,
            shown: swingdoor::office::Shown::default(),
        };
        self.office.perform(&self.manager, &competence).unwrap();
    }

    /// Eva Veselá (EV, 3659) owns nothing, may cover these duties, and is signed in at the door.
    pub(crate) fn eva(&mut self, covers: &[Duty]) -> Session {
        let eva = AddStaff {
            duties: Some(Vec::new()),
            ..person("EV", "Eva Veselá", Desk::Front, "3659")
        };
        self.office.perform(&self.manager, &eva).unwrap();
        for duty in covers {
            self.sign_off("EV", *duty, "cover");
        }
        let signed_in = self.office.sign_in("door", "EV", &pin("3659"), true);
        signed_in.unwrap()
    }

    /// Emma Hughes (EH, 3659) works at the back, may cover the counter, and is signed in on the stairs.
    pub(crate) fn emma(&mut self) -> Session {
        let emma = person("EH", "Emma Hughes", Desk::Back, "3659");
        self.office.perform(&self.manager, &emma).unwrap();
        for duty in [Duty::Reception, Duty::Sales] {
            self.sign_off("EH", duty, "cover");
        }
        let signed_in = self.office.sign_in("stairs", "EH", &pin("3659"), true);
        signed_in.unwrap()
    }

    /// Somebody offers to cover an owner who is here, and the owner says yes.
    #[track_caller]
    pub(crate) fn agreed(
        &mut self,
        coverer: &Session,
        owner: &Session,
        fields: serde_json::Value,
    ) -> Receipt {
        let offered = self.does(coverer, "cover.offer", fields);
        let cover = serde_json::json!({"cover": offered.text("cover")});
        self.does(owner, "cover.accept", cover)
    }

    /// Jana declares that she covers fulfilment over lunch, for nobody named; gives the cover's number.
    pub(crate) fn lunch(&mut self, until: &str) -> String {
        let declare = Declare {
            duties: vec![Duty::Fulfilment],
            reason: CoverReason::Lunch,
            until: until.to_owned(),
            owner: None,
            order: None,
            note: String::new(),
        };
        let declared = self.office.perform(&self.jana, &declare).unwrap();
        declared.text("cover").to_owned()
    }

    /// So many pieces of toner (TON) lie in bin T7.
    pub(crate) fn toner(&mut self, quantity: &str) {
        let item = AddItem {
            code: "TON".to_owned(),
            name: "Toner".to_owned(),
            unit: "pc".to_owned(),
            price: Money(100_000),
            vat: VatRate(2100),
            barcode: String::new(),
        };
        self.office.perform(&self.petr, &item).unwrap();
        let goods = goods("TON", "T7", quantity);
        self.office.perform(&self.petr, &goods).unwrap();
    }

    pub(crate) fn receive(&mut self, quantity: &str) -> Receipt {
        let goods = goods("PAP", "A1", quantity);
        self.office.perform(&self.petr, &goods).unwrap()
    }

    /// An order for so many packs; gives its number.
    pub(crate) fn order(&mut self, quantity: &str) -> String {
        self.office
            .perform(&self.jana, &order_of(quantity))
            .unwrap()
            .text("order")
            .to_owned()
    }

    /// Jana holds an order.
    pub(crate) fn hold(&mut self, order: &str) {
        let (jana, hold) = (
            self.jana.clone(),
            serde_json::json!({"order": order, "reason": "waits"}),
        );
        self.does(&jana, "order.hold", hold);
    }

    /// Picks an order whole and puts it on shelf P3; gives the parcel's number.
    pub(crate) fn pick_and_ready(&mut self, order: &str) -> String {
        let picked = self
            .office
            .perform(
                &self.petr,
                &Pick {
                    order: order.to_owned(),
                    lines: Vec::new(),
                    place: None,
                },
            )
            .unwrap();
        let parcel = picked.text("parcel").to_owned();
        self.office
            .perform(
                &self.petr,
                &Ready {
                    parcel: parcel.clone(),
                    place: "P3".to_owned(),
                },
            )
            .unwrap();
        parcel
    }

    /// Jana opens a drawer with nothing in it.
    pub(crate) fn drawer(&mut self) {
        let jana = self.jana.clone();
        self.does(&jana, "drawer.open", serde_json::json!({"float": "0"}));
    }

    /// Whoever has no limit of their own may owe as much as they like.
    pub(crate) fn anyone_may_owe(&mut self) {
        let (manager, any) = (self.manager.clone(), "unlimited");
        let setting = serde_json::json!({"key": "account-limit", "value": any});
        self.does(&manager, "setting.change", setting);
    }

    /// Fails the test unless every business rule holds.
    #[track_caller]
    pub(crate) fn is_clean(&mut self) {
        let faults = swingdoor::cli::check(&mut self.office).unwrap();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// Somebody who owns what their desk does.
fn person(code: &str, name: &str, desk: Desk, digits: &str) -> AddStaff {
    AddStaff {
        code: code.to_owned(),
        name: name.to_owned(),
        desk,
        pin: pin(digits),
        language: None,
        duties: None,
        badge: String::new(),
    }
}

pub(crate) fn pin(digits: &str) -> Pin {
    Pin::new(digits).unwrap()
}

/// Goods that come in and are put into a bin.
pub(crate) fn goods(item: &str, bin: &str, quantity: &str) -> Receive {
    Receive {
        item: item.to_owned(),
        bin: bin.to_owned(),
        quantity: Quantity::parse(quantity).unwrap(),
    }
}

pub(crate) fn order_of(quantity: &str) -> Place {
    Place {
        discount: None,
        customer: "C-00001".to_owned(),
        lines: vec![PlaceLine {
            item: "PAP".to_owned(),
            quantity: Quantity::parse(quantity).unwrap(),
            discount: None,
        }],
        needed_by: None,
        delivery: None,
        papers: Vec::new(),
        note: String::new(),
        deposit: None,
    }
}
