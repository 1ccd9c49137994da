//! Who may act for whom, and until when.

use crate::stage::{Stage, order_of};
use swingdoor::back::picking::Pick;
use swingdoor::back::stock::Adjust;
use swingdoor::cover::handback::{AcceptSheet, Dispute};
use swingdoor::cover::shift::{Accept, Ask, Declare, End};
use swingdoor::model::{CoverReason, Duty, Quantity};

fn lunch(stage: &mut Stage) -> String {
    let ask = Ask {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::Lunch,
        until: "30m".to_owned(),
        of: Some("JN".to_owned()),
        instead: None,
        note: String::new(),
    };
    let cover = stage
        .office
        .perform(&stage.petr, &ask)
        .unwrap()
        .text("cover")
        .to_owned();
    stage
        .office
        .perform(
            &stage.jana,
            &Accept {
                cover: cover.clone(),
            },
        )
        .unwrap();
    cover
}

fn pick(order: &str) -> Pick {
    Pick {
        order: order.to_owned(),
        lines: Vec::new(),
        place: None,
    }
}

#[test]
fn a_covered_lunch_lends_the_duty_and_gives_it_back() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    let refused = stage
        .office
        .perform(&stage.jana, &pick(&order))
        .unwrap_err();
    assert!(refused.id == "not-allowed" && refused.says("could_cover"));
    let cover = lunch(&mut stage);
    stage.office.perform(&stage.jana, &pick(&order)).unwrap();
    assert_eq!(
        stage
            .office
            .perform(&stage.petr, &pick(&order))
            .unwrap_err()
            .id,
        "covered-now"
    );
    stage
        .office
        .perform(
            &stage.jana,
            &End {
                cover: cover.clone(),
                note: "one parcel packed".to_owned(),
            },
        )
        .unwrap();
    assert_eq!(
        stage
            .office
            .perform(&stage.petr, &pick(&order))
            .unwrap_err()
            .id,
        "sheet-unseen"
    );
    assert_eq!(
        stage
            .office
            .perform(&stage.petr, &AcceptSheet { cover, line: None })
            .unwrap()
            .result["accepted"],
        1
    );
    assert_eq!(
        stage
            .office
            .perform(&stage.petr, &pick(&order))
            .unwrap_err()
            .id,
        "nothing-to-pick"
    );
    stage.is_clean();
}

#[test]
fn an_expired_cover_lends_nothing_but_an_open_form_has_its_grace() {
    let mut stage = Stage::new();
    let order = stage.order("2");
    lunch(&mut stage);
    let opened = stage.clock.clone();
    stage.clock.advance_seconds(29 * 60);
    let with_form = stage
        .jana
        .with_form_opened(swingdoor::model::Clock::now(&opened));
    stage.clock.advance_seconds(61);
    assert_eq!(
        stage
            .office
            .perform(&stage.jana, &pick(&order))
            .unwrap_err()
            .id,
        "not-allowed"
    );
    stage.office.perform(&with_form, &pick(&order)).unwrap();
    stage.clock.advance_seconds(120);
    let other = stage.order("1");
    assert_eq!(
        stage
            .office
            .perform(&with_form, &pick(&other))
            .unwrap_err()
            .id,
        "not-allowed"
    );
    stage.is_clean();
}

#[test]
fn what_needs_review_is_listed_and_can_be_disputed() {
    let mut stage = Stage::new();
    stage.sign_off("JN", Duty::Stock, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let fields =
        serde_json::json!({"duties": ["stock"], "reason": "errand", "until": "2h", "for": "PM"});
    let cover = stage.agreed(&jana, &petr, fields).text("cover").to_owned();
    let adjust = Adjust {
        item: "PAP".to_owned(),
        bin: "A1".to_owned(),
        quantity: Quantity::units(1),
        reason: "found".to_owned(),
    };
    let line = stage.office.perform(&stage.jana, &adjust).unwrap().seq.0;
    stage
        .office
        .perform(
            &stage.petr,
            &End {
                cover: cover.clone(),
                note: String::new(),
            },
        )
        .unwrap();
    let sheet = stage
        .office
        .read(|reader| swingdoor::cover::handback::sheet(reader, &cover))
        .unwrap();
    assert!(sheet.lines[0].review && sheet.lines[0].seq == line);
    let dispute = Dispute {
        cover: cover.clone(),
        line,
        words: "it was fine".to_owned(),
    };
    assert_eq!(
        stage.office.perform(&stage.jana, &dispute).unwrap_err().id,
        "not-your-cover"
    );
    stage.office.perform(&stage.petr, &dispute).unwrap();
    stage.is_clean();
}

#[test]
fn a_cover_for_one_customer_reaches_no_other_order() {
    let mut stage = Stage::new();
    let (mine, other) = (stage.order("1"), stage.order("1"));
    let declare = Declare {
        duties: vec![Duty::Fulfilment],
        reason: CoverReason::CustomerWaiting,
        until: "20m".to_owned(),
        owner: None,
        order: Some(mine.clone()),
        note: String::new(),
    };
    stage.office.perform(&stage.jana, &declare).unwrap();
    assert_eq!(
        stage
            .office
            .perform(&stage.jana, &pick(&other))
            .unwrap_err()
            .id,
        "cover-other-customer"
    );
    stage.office.perform(&stage.jana, &pick(&mine)).unwrap();
    stage.is_clean();
}

#[test]
fn nobody_covers_what_they_are_not_trained_in() {
    let mut stage = Stage::new();
    let declare = Declare {
        duties: vec![Duty::Sales],
        reason: CoverReason::Other,
        until: "1h".to_owned(),
        owner: None,
        order: None,
        note: String::new(),
    };
    assert_eq!(
        stage.office.perform(&stage.petr, &declare).unwrap_err().id,
        "not-trained"
    );
    assert_eq!(
        stage
            .office
            .perform(&stage.petr, &order_of("1"))
            .unwrap_err()
            .id,
        "not-allowed"
    );
    let far = Declare {
        until: "13h".to_owned(),
        duties: vec![Duty::Fulfilment],
        ..declare
    };
    assert_eq!(
        stage.office.perform(&stage.jana, &far).unwrap_err().id,
        "cover-too-long"
    );
}
