//! From the counter through the shelves to the pickup.

use crate::stage::{Stage, order_of};
use std::sync::Arc;
use swingdoor::back::picking::{Pick, PickLine};
use swingdoor::back::stock::EditItem;
use swingdoor::front::counter::{HandOver, TakePayment};
use swingdoor::front::orders::{Cancel, Hold, Resume};
use swingdoor::model::{Means, Money, Quantity};
use swingdoor::office::Office;

fn hand_over(parcel: &str, on_account: bool) -> HandOver {
    HandOver {
        parcel: parcel.to_owned(),
        collected_by: "pan Horák".to_owned(),
        on_account,
        left: Vec::new(),
        without: Vec::new(),
    }
}

#[test]
fn an_order_is_picked_paid_and_handed_over() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("4");
    let parcel = stage.pick_and_ready(&order);
    let refused = stage
        .office
        .perform(&stage.jana, &hand_over(&parcel, false))
        .unwrap_err();
    assert_eq!(refused.id, "not-paid");
    let payment = TakePayment {
        order,
        amount: Money(62_436),
        means: Means::Cash,
        tendered: None,
        together: false,
    };
    assert_eq!(
        stage
            .office
            .perform(&stage.jana, &payment)
            .unwrap()
            .text("due"),
        "0.00"
    );
    let receipt = stage
        .office
        .perform(&stage.jana, &hand_over(&parcel, false))
        .unwrap();
    assert_eq!(
        (receipt.text("fulfilment"), receipt.text("money")),
        ("handed-over", "paid")
    );
    assert_eq!(
        stage
            .office
            .perform(&stage.jana, &hand_over(&parcel, false))
            .unwrap_err()
            .id,
        "parcel-gone"
    );
    stage.is_clean();
}

#[test]
fn a_short_pick_leaves_a_back_order_and_arriving_goods_release_it() {
    let mut stage = Stage::new();
    let order = stage.order("6");
    let found = PickLine {
        item: "PAP".to_owned(),
        bin: Some("A1".to_owned()),
        quantity: Quantity::units(4),
        line: None,
        later: None,
    };
    let receipt = stage
        .office
        .perform(
            &stage.petr,
            &Pick {
                order: order.clone(),
                lines: vec![found],
                place: None,
            },
        )
        .unwrap();
    assert_eq!(receipt.result["short"][0]["quantity"], "2");
    stage.is_clean();
    assert_eq!(stage.receive("1").result["released"], 1);
    stage.is_clean();
}

#[test]
fn the_oldest_order_gets_the_goods_that_arrive() {
    let mut stage = Stage::new();
    stage.order("10");
    let first = stage.order("3");
    let second = stage.order("3");
    stage.receive("4");
    let held = |stage: &mut Stage, number: &str| {
        let number = number.to_owned();
        stage
            .office
            .read(move |reader| {
                let order = swingdoor::records::order::Order::find(reader, &number)?;
                Ok(swingdoor::records::order::lines(reader, order.id)?[0]
                    .state
                    .allocated)
            })
            .unwrap()
    };
    assert_eq!(held(&mut stage, &first), Quantity::units(3));
    assert_eq!(held(&mut stage, &second), Quantity::units(1));
    stage.is_clean();
}

#[test]
fn holding_frees_the_goods_and_resuming_claims_them() {
    let mut stage = Stage::new();
    let order = stage.order("10");
    stage
        .office
        .perform(
            &stage.jana,
            &Hold {
                order: order.clone(),
                reason: "customer abroad".to_owned(),
            },
        )
        .unwrap();
    stage.is_clean();
    let other = stage.order("8");
    let resumed = stage
        .office
        .perform(
            &stage.jana,
            &Resume {
                order: order.clone(),
            },
        )
        .unwrap();
    assert_eq!(resumed.text("fulfilment"), "to-pick");
    stage
        .office
        .perform(
            &stage.jana,
            &Cancel {
                order: other,
                reason: "changed their mind".to_owned(),
                lines: Vec::new(),
            },
        )
        .unwrap();
    stage.is_clean();
    let refused = stage
        .office
        .perform(
            &stage.jana,
            &Hold {
                order,
                reason: "\u{202e}".to_owned(),
            },
        )
        .unwrap_err();
    assert_eq!(refused.id, "name-hidden");
}

#[test]
fn one_request_makes_one_effect() {
    let mut stage = Stage::new();
    let place = order_of("1");
    let first = stage
        .office
        .perform_request(&stage.jana, &place, Some("web-1"))
        .unwrap();
    let again = stage
        .office
        .perform_request(&stage.jana, &place, Some("web-1"))
        .unwrap();
    assert_eq!(first, again);
    // It belongs to the person and to what was asked; rights are asked before anything is said about it.
    let other = order_of("2");
    for (who, place) in [(&stage.jana, &other), (&stage.manager, &place)] {
        let refused = stage.office.perform_request(who, place, Some("web-1"));
        assert_eq!(refused.unwrap_err().id, "request-reused");
    }
    let refused = stage
        .office
        .perform_request(&stage.petr, &place, Some("web-1"));
    assert_eq!(refused.unwrap_err().id, "not-allowed");
    stage.is_clean();
}

#[test]
fn an_item_that_is_withdrawn_while_the_form_is_open_is_named() {
    let mut stage = Stage::new();
    let form = order_of("1");
    let withdraw = EditItem {
        item: "PAP".to_owned(),
        name: None,
        price: None,
        vat: None,
        barcode: None,
        low_at: None,
        active: Some(false),
        shown: swingdoor::office::Shown::default(),
    };
    stage.office.perform(&stage.petr, &withdraw).unwrap();
    let refused = stage.office.perform(&stage.jana, &form).unwrap_err();
    assert!(refused.id == "item-withdrawn", "{refused:?}");
    stage.is_clean();
}

#[test]
fn of_two_who_hand_over_one_parcel_one_has_done_it() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let (path, clock) = (stage.path(), stage.clock.clone());
    let outcomes: Vec<Result<_, _>> = std::thread::scope(|scope| {
        let both: Vec<_> = [&stage.jana, &stage.manager]
            .into_iter()
            .map(|session| {
                let (path, clock, parcel) = (&path, clock.clone(), &parcel);
                scope.spawn(move || {
                    let mut office = Office::open(path, Arc::new(clock)).unwrap();
                    office.perform(session, &hand_over(parcel, true))
                })
            })
            .collect();
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let refused = outcomes.into_iter().find_map(Result::err).unwrap();
    assert_eq!(refused.id, "parcel-gone");
    stage.is_clean();
}
