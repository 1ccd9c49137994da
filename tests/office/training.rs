//! Who is trained in what, and how they come there.

use crate::stage::{Stage, pin};
use swingdoor::cover::training::{DropPlan, Plan, Practised, Supervised, matrix};
use swingdoor::desk::staff::SignOff;
use swingdoor::model::{Duty, Level};
use swingdoor::office::{Reads, SignOut};

fn plan(staff: &str, level: Level, due: &str, trainer: Option<&str>) -> Plan {
    Plan {
        staff: staff.to_owned(),
        duty: Duty::Fulfilment,
        level,
        due: due.to_owned(),
        trainer: trainer.map(str::to_owned),
    }
}

fn supervised(staff: &str) -> Supervised {
    Supervised {
        staff: staff.to_owned(),
        duty: Duty::Fulfilment,
        card: "order.pick".to_owned(),
        result: "two parcels".to_owned(),
    }
}

#[test]
fn a_plan_is_done_by_the_sign_off_and_by_nothing_less() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let office = &mut stage.office;
    let refused = office.perform(&manager, &plan("JN", Level::Cover, "2026-12-31", None));
    assert_eq!(refused.unwrap_err().id, "level-reached");
    let own = plan("JN", Level::Own, "2026-12-31", Some("PM"));
    let number = office
        .perform(&manager, &own)
        .unwrap()
        .text("plan")
        .to_owned();
    assert_eq!(number, "TP-2026-0001");
    assert_eq!(
        office.perform(&manager, &own).unwrap_err().id,
        "planned-already"
    );
    stage.sign_off("JN", Duty::Fulfilment, "cover");
    let open = |stage: &mut Stage| {
        let matrix = stage.office.read(|reader| matrix(reader)).unwrap();
        matrix.plans[0].ended_how.clone()
    };
    assert_eq!(open(&mut stage), None);
    stage.sign_off("JN", Duty::Fulfilment, "own");
    assert_eq!(open(&mut stage).as_deref(), Some("done"));
    let drop = DropPlan { plan: number };
    assert_eq!(
        stage.office.perform(&manager, &drop).unwrap_err().id,
        "plan-ended"
    );
    stage.is_clean();
}

#[test]
fn a_plan_names_a_day_to_come_and_a_trainer_who_can_teach() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let mut why = |plan: &Plan| stage.office.perform(&manager, plan).unwrap_err().id;
    assert_eq!(
        why(&plan("JN", Level::Own, "2026-11-22", None)),
        "date-past"
    );
    assert_eq!(why(&plan("JN", Level::Own, "someday", None)), "bad-date");
    assert_eq!(
        why(&plan("JN", Level::Aware, "2026-12-31", None)),
        "level-not-planned"
    );
    assert_eq!(
        why(&plan("JN", Level::Own, "2026-12-31", Some("JN"))),
        "trainer-oneself"
    );
    let sales = Plan {
        duty: Duty::Sales,
        ..plan("PM", Level::Cover, "2026-12-31", Some("JN"))
    };
    let none = Plan {
        trainer: Some("PM".to_owned()),
        staff: "MD".to_owned(),
        duty: Duty::Sales,
        ..sales.clone()
    };
    assert_eq!(why(&none), "level-reached");
    stage.office.perform(&manager, &sales).unwrap();
    let row = stage.office.read(|reader| {
        reader.row(
            "select count(*) from notice where kind = 'training-planned'",
            &[],
        )
    });
    assert_eq!(row.unwrap().unwrap().int(0).unwrap(), 2);
    stage.is_clean();
}

#[test]
fn nobody_is_their_own_trainer_and_a_trainer_owns_the_duty() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    assert_eq!(
        stage
            .office
            .perform(&petr, &supervised("PM"))
            .unwrap_err()
            .id,
        "trainer-oneself"
    );
    assert_eq!(
        stage
            .office
            .perform(&jana, &supervised("PM"))
            .unwrap_err()
            .id,
        "trainer-not-owner"
    );
    // The trainer signs beside the learner, who stays signed in on their screen.
    let beside = stage
        .office
        .sign_in("hall +", "PM", &pin("2748"), false)
        .unwrap();
    stage.office.perform(&beside, &supervised("JN")).unwrap();
    stage
        .office
        .sign_out(&beside, SignOut::CommandEnded)
        .unwrap();
    let practised = Practised {
        duty: Duty::Fulfilment,
        card: "order.pick".to_owned(),
        result: "5/5, 3 min".to_owned(),
    };
    stage.office.perform(&jana, &practised).unwrap();
    let rows = stage
        .office
        .read(|reader| reader.rows("select step, trainer from training_step order by id", &[]));
    let rows = rows.unwrap();
    assert_eq!(rows[0].text(0).unwrap(), "supervised");
    assert_eq!(rows[0].int(1).unwrap(), petr.staff.0);
    assert_eq!(rows[1].text(0).unwrap(), "practised");
    assert_eq!(rows[1].int_or_none(1).unwrap(), None);
    stage.is_clean();
}

#[test]
fn a_card_counts_for_the_duty_it_belongs_to_and_for_no_other() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let practised = |card: &str, duty| Practised {
        duty,
        card: card.to_owned(),
        result: "5/5, 3 min".to_owned(),
    };
    // One of another duty, and one that is everybody's.
    for card in ["order.pick", "cover.declare"] {
        let other = practised(card, Duty::Accounting);
        let refused = stage.office.perform(&jana, &other).unwrap_err();
        assert_eq!(refused.id, "card-of-other-duty");
    }
    let its_own = practised("order.pick", Duty::Fulfilment);
    stage.office.perform(&jana, &its_own).unwrap();
    // A card of the office's own, and a practice without one.
    for card in ["cutter", "practice"] {
        let own = practised(card, Duty::Production);
        stage.office.perform(&jana, &own).unwrap();
    }
    stage.is_clean();
}

#[test]
fn what_runs_out_is_told_a_month_ahead() {
    let mut stage = Stage::new();
    let until = SignOff {
        staff: "JN".to_owned(),
        duty: Duty::Fulfilment,
        level: "cover".to_owned(),
        until: Some("2026-12-23".to_owned()),
        discount_max: None,
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.manager, &until).unwrap();
    let mut left = || {
        let all = stage
            .office
            .read(|reader| swingdoor::records::training::running_out(reader, None));
        all.unwrap().first().map(|one| one.days)
    };
    assert_eq!(left(), None);
    stage.clock.advance_seconds(24 * 3600);
    assert_eq!(left(), Some(29));
}

#[test]
fn what_runs_out_stands_in_the_inbox_of_its_owner_and_of_managers_only() {
    use swingdoor::desk::inbox::Notices;
    use swingdoor::model::Desk;
    use swingdoor::pane::{Kind, Page};
    let mut stage = Stage::new();
    let until = SignOff {
        staff: "JN".to_owned(),
        duty: Duty::Fulfilment,
        level: "cover".to_owned(),
        until: Some("2026-12-01".to_owned()),
        discount_max: None,
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.manager, &until).unwrap();
    for (who, lines) in [
        (stage.jana.staff, 1),
        (stage.manager.staff, 1),
        (stage.petr.staff, 0),
    ] {
        let inbox = Notices {
            desk: Desk::Front,
            staff: Some(who),
        };
        let page = Page {
            filter: 0,
            after: None,
        };
        let found = stage
            .office
            .read(|reader| inbox.read(&page, reader))
            .unwrap();
        assert_eq!(found.len(), lines);
    }
}
