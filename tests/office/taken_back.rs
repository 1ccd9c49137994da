//! A refused verb leaves nothing, whatever else its transaction does.

use crate::stage::{Stage, order_of};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use swingdoor::front::orders::Place;
use swingdoor::model::{Duty, Right, UnderCover};
use swingdoor::office::{Office, Permit, Reads, Receipt, Refused, Verb, prove};

/// Places an order and refuses when everything is written.
#[derive(Serialize, Deserialize, JsonSchema)]
struct TooLate {
    order: Place,
}

impl Verb for TooLate {
    const NAME: &'static str = "order.too_late";
    const RIGHT: Right = Right::Duty(Duty::Sales);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        self.order.run(permit)?;
        Err(Refused::rule("too-late"))
    }
}

fn too_late() -> TooLate {
    TooLate {
        order: order_of("2"),
    }
}

/// How many orders, journal lines, pieces for orders, answers and acts in the evidence there are.
fn counts(office: &mut Office) -> [i64; 5] {
    let row = office.read(|reader| {
        reader.row(
            "select (select count(*) from orders), (select max(seq) from journal), (select allocated / 1000 from item where code = 'PAP'),
                    (select count(*) from request), (select coalesce(sum(times), 0) from evidence)",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    [0, 1, 2, 3, 4].map(|column| row.int(column).unwrap())
}

#[track_caller]
fn is_proved(stage: &mut Stage) {
    let proof = stage
        .office
        .read(|reader| prove(reader, None, &mut |_| {}))
        .unwrap();
    assert!(proof.broken.is_none() && proof.unsealed.is_empty());
    assert_eq!(proof.rows, []);
    stage.is_clean();
}

#[test]
fn a_refusal_that_is_swallowed_leaves_nothing_and_the_rest_stands() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let [orders, seq, _, answers, acts] = counts(&mut stage.office);
    let done = stage.office.transaction(|writing| {
        for _ in 0..2 {
            let refused = writing.perform(&jana, &too_late(), Some("late"));
            assert_eq!(refused.unwrap_err().id, "too-late");
            writing.perform(&jana, &order_of("1"), None)?;
        }
        let refused = writing.perform(&jana, &too_late(), Some("late"));
        assert_eq!(refused.unwrap_err().id, "too-late");
        Ok(())
    });
    done.unwrap();
    let expected = [orders + 2, seq + 2, 2, answers, acts + 2];
    assert_eq!(counts(&mut stage.office), expected);
    is_proved(&mut stage);
}

#[test]
fn a_refusal_alone_that_is_swallowed_leaves_nothing() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let before = counts(&mut stage.office);
    let done = stage.office.transaction(|writing| {
        let refused = writing.perform(&jana, &too_late(), None);
        assert_eq!(refused.unwrap_err().id, "too-late");
        Ok(())
    });
    done.unwrap();
    assert_eq!(counts(&mut stage.office), before);
    is_proved(&mut stage);
}

#[test]
fn all_or_nothing_is_nothing_after_a_refusal_that_is_swallowed() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let before = counts(&mut stage.office);
    let done = stage.office.all_or_nothing(|writing| {
        writing.perform(&jana, &order_of("1"), None)?;
        let refused = writing.perform(&jana, &too_late(), None);
        assert_eq!(refused.unwrap_err().id, "too-late");
        let after = writing.perform(&jana, &order_of("1"), None);
        assert_eq!(after.unwrap_err().id, "too-late");
        Ok(())
    });
    assert_eq!(done.unwrap_err().id, "too-late");
    assert_eq!(counts(&mut stage.office), before);
    is_proved(&mut stage);
}

/// Says that the clock is right, and is about no order.
#[derive(Serialize, Deserialize, JsonSchema)]
struct Settle {}

impl Verb for Settle {
    const NAME: &'static str = "clock.settle";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;
    const SETTLES_CLOCK: bool = true;

    fn run(&self, _: &mut Permit<'_>) -> Result<Receipt, Refused> {
        Ok(Receipt::about("clock"))
    }
}

#[test]
fn the_clock_is_settled_by_a_verb_that_stands_and_by_none_that_is_refused() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let order = stage.order("1");
    let cover = json!({"duties": ["fulfilment"], "reason": "customer-waiting", "until": "12:00", "order": order});
    stage.does(&jana, "cover.declare", cover);
    stage.has_a_machines_clock();
    stage.clock.advance_seconds(60 * 60 * 24 * 400);
    let done = stage.office.transaction(|writing| {
        // Her cover is for one order.
        assert!(writing.perform(&jana, &Settle {}, None).is_err());
        let placed = writing.perform(&jana, &order_of("1"), None);
        assert_eq!(placed.unwrap_err().id, "clock-doubtful");
        writing.perform(&petr, &Settle {}, None)?;
        writing.perform(&jana, &order_of("1"), None)
    });
    done.unwrap();
    is_proved(&mut stage);
}
