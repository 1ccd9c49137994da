//! What a picker did not find is promised to nobody until somebody has counted.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Quantity;
use swingdoor::office::{Reads, Session};
use swingdoor::records::item;

/// Free, missing and on hand of the paper, in packs.
fn paper(stage: &mut Stage) -> (i64, i64, i64) {
    let item = stage
        .office
        .read(|reader| item::find(reader, "PAP"))
        .unwrap();
    (
        item.free().0 / 1000,
        item.missing.0 / 1000,
        item.on_hand.0 / 1000,
    )
}

/// How much an order holds, picked or not.
fn held(stage: &mut Stage, order: &str) -> i64 {
    let row = stage.office.read(|reader| {
        reader.row(
            "select cast(sum(l.allocated) as bigint) from order_line l join orders o on o.id = l.orders where o.number = $1",
            &[order.into()],
        )
    });
    row.unwrap().unwrap().int(0).unwrap() / 1000
}

/// An order for eight of ten packs of which three were found. Gives its number.
fn short_pick(stage: &mut Stage) -> String {
    let (petr, order) = (stage.petr.clone(), stage.order("8"));
    let found = json!({"order": order, "lines": [{"item": "PAP", "bin": "A1", "quantity": "3"}]});
    let picked = stage.does(&petr, "order.pick", found);
    assert_eq!(picked.result["short"][0]["missing"], "5");
    stage.is_clean();
    order
}

fn does(stage: &mut Stage, who: &Session, verb: &str, fields: serde_json::Value) {
    stage.does(who, verb, fields);
    stage.is_clean();
}

#[test]
fn what_was_not_found_is_promised_to_nobody() {
    let mut stage = Stage::new();
    let order = short_pick(&mut stage);
    assert_eq!(paper(&mut stage), (2, 5, 10));
    assert_eq!(held(&mut stage, &order), 3);
    // The two that are free are for whoever waits longer.
    let next = stage.order("4");
    assert_eq!(held(&mut stage, &next), 0);
    stage.is_clean();
}

#[test]
fn the_promise_that_was_given_first_gets_what_is_free_elsewhere() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let order = stage.order("8");
    let more = json!({"item": "PAP", "bin": "B2", "quantity": "3"});
    stage.does(&petr, "stock.receive", more);
    let first = json!({"order": order, "lines": [{"item": "PAP", "bin": "A1", "quantity": "0"}]});
    let picked = stage.does(&petr, "order.pick", first);
    assert_eq!(picked.text("parcel"), "");
    assert_eq!(
        picked.result["short"][0]["elsewhere"],
        json!([{"bin": "A1", "quantity": "2"}, {"bin": "B2", "quantity": "3"}])
    );
    // What lies in the other bin is held at once; the two that the books still have in the first are not.
    assert_eq!(paper(&mut stage), (2, 8, 13));
    assert_eq!(held(&mut stage, &order), 3);
    stage.is_clean();
}

#[test]
fn a_count_that_agrees_gives_the_goods_to_whoever_waits() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let order = short_pick(&mut stage);
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "7"}]});
    does(&mut stage, &petr, "stock.count", count);
    assert_eq!(paper(&mut stage), (2, 0, 10));
    assert_eq!(held(&mut stage, &order), 8);
}

#[test]
fn a_count_that_differs_holds_them_until_it_is_approved() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let order = short_pick(&mut stage);
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "2"}]});
    does(&mut stage, &petr, "stock.count", count);
    assert_eq!(paper(&mut stage), (2, 5, 10));
    let approve = json!({"count": "CN-2026-0001"});
    does(&mut stage, &petr, "stock.approve_count", approve);
    assert_eq!(paper(&mut stage), (0, 0, 5));
    assert_eq!(held(&mut stage, &order), 5);
}

#[test]
fn an_adjustment_settles_what_is_missing_first() {
    for (quantity, expected) in [("-5", (0, 0, 5)), ("2", (0, 3, 10)), ("6", (3, 0, 11))] {
        let mut stage = Stage::new();
        let petr = stage.petr.clone();
        short_pick(&mut stage);
        let adjust = json!({"item": "PAP", "bin": "A1", "quantity": quantity, "reason": "looked"});
        does(&mut stage, &petr, "stock.adjust", adjust);
        assert_eq!(paper(&mut stage), expected, "{quantity}");
    }
}

#[test]
fn what_turns_up_is_found_again_and_no_more_than_was_missing() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let order = short_pick(&mut stage);
    let found = |quantity: &str| json!({"item": "PAP", "bin": "A1", "quantity": quantity});
    let more = stage.run(&petr, "stock.found", found("6"));
    assert_eq!(more.unwrap_err().id, "more-than-missing");
    does(&mut stage, &petr, "stock.found", found("4"));
    assert_eq!(
        (paper(&mut stage), held(&mut stage, &order)),
        ((1, 1, 10), 8)
    );
    does(
        &mut stage,
        &petr,
        "stock.found",
        json!({"item": "PAP", "bin": "A1"}),
    );
    let nothing = stage.run(&petr, "stock.found", json!({"item": "PAP", "bin": "A1"}));
    assert_eq!(nothing.unwrap_err().id, "nothing-missing");
    assert_eq!(paper(&mut stage), (2, 0, 10));
}

#[test]
fn whoever_carries_them_away_has_found_them() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    short_pick(&mut stage);
    let carried = json!({"item": "PAP", "from": "A1", "to": "B2", "quantity": "6"});
    does(&mut stage, &petr, "stock.move", carried);
    assert_eq!(paper(&mut stage).1, 1);
    let gone = json!({"item": "PAP", "bin": "A1", "quantity": "1", "reason": "wet"});
    does(&mut stage, &petr, "stock.write_off", gone);
    assert_eq!(paper(&mut stage).1, 0);
}

#[test]
fn an_order_takes_what_another_holds_and_gives_it_back() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let (early, late) = (stage.order("6"), stage.order("4"));
    let none = json!({"order": early, "lines": [{"item": "PAP", "bin": "A1", "quantity": "2"}]});
    let picked = stage.does(&petr, "order.pick", none);
    let other = json!([{"order": late, "quantity": "4"}]);
    assert_eq!(picked.result["short"][0]["held_for"], other);
    let take = |to: &str, from: &str, quantity: &str| json!({"order": to, "from": from, "item": "PAP", "quantity": quantity});
    let more = stage.run(&petr, "order.take_held", take(&early, &late, "5"));
    assert_eq!(more.unwrap_err().id, "less-is-held");
    does(
        &mut stage,
        &petr,
        "order.take_held",
        take(&early, &late, "4"),
    );
    assert_eq!((held(&mut stage, &early), held(&mut stage, &late)), (6, 0));
    does(
        &mut stage,
        &petr,
        "order.take_held",
        take(&late, &early, "4"),
    );
    assert_eq!((held(&mut stage, &early), held(&mut stage, &late)), (2, 4));
    let whole = stage.run(&petr, "order.take_held", take(&late, &early, "1"));
    assert_eq!(whole.unwrap_err().id, "less-is-held");
    assert_eq!(Quantity::units(4).to_string(), "4");
}
