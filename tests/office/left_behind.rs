//! The customer takes a part of what stands ready; the rest stays behind until the back office has decided.

use crate::stage::Stage;
use serde_json::{Value, json};
use swingdoor::office::Reads;

fn hand_over(parcel: &str, left: &Value) -> Value {
    json!({"parcel": parcel, "collected_by": "pan Horák", "on_account": true, "left": left})
}

/// Quantity in each parcel of the only order: (number, handed over, pieces).
fn parcels(stage: &mut Stage) -> Vec<(String, bool, i64)> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select p.number, p.handed_at is not null, sum(l.quantity) from parcel p join parcel_line l on l.parcel = p.id group by p.id order by p.id",
            &[],
        )
    });
    let one = |row: &swingdoor::office::Row| {
        (
            row.text(0).unwrap(),
            row.flag(1).unwrap(),
            row.int(2).unwrap() / 1000,
        )
    };
    rows.unwrap().iter().map(one).collect()
}

#[test]
fn the_rest_is_handed_over_now_and_the_back_office_decides_later() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let order = stage.order("5");
    let parcel = stage.pick_and_ready(&order);
    let left = json!([{"line": 1, "quantity": "2"}]);
    let done = stage.does(&jana, "parcel.hand_over", hand_over(&parcel, &left));
    assert_eq!(done.text("left"), "P-2026-0002");
    assert_eq!(done.result["exceptions"], json!(["EX-2026-0001"]));
    let expected = [(parcel, true, 3), ("P-2026-0002".to_owned(), false, 2)];
    assert_eq!(parcels(&mut stage), expected);
    stage.is_clean();
    let decide = json!({"exception": "EX-2026-0001", "decision": "put-back"});
    let decided = stage.does(&petr, "exception.decide", decide);
    assert_eq!(decided.text("fulfilment"), "handed-over");
    assert_eq!(parcels(&mut stage).len(), 1);
    stage.is_clean();
}

#[test]
fn what_is_not_wanted_any_more_stays_and_the_rest_goes() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let jana = stage.jana.clone();
    let order = stage.order("5");
    let parcel = stage.pick_and_ready(&order);
    let fewer = json!({"order": order, "lines": [{"line": 1, "quantity": "4"}]});
    stage.does(&jana, "order.change", fewer);
    let all = stage.run(&jana, "parcel.hand_over", hand_over(&parcel, &json!([])));
    assert_eq!(all.unwrap_err().id, "exception-waits");
    let left = json!([{"line": 1, "quantity": "1"}]);
    let done = stage.does(&jana, "parcel.hand_over", hand_over(&parcel, &left));
    // The decision that waited already stands for what stays behind.
    assert_eq!(done.result["exceptions"], json!(["EX-2026-0001"]));
    stage.is_clean();
}

#[test]
fn no_more_stays_behind_than_is_packed_and_never_everything() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let jana = stage.jana.clone();
    let order = stage.order("5");
    let parcel = stage.pick_and_ready(&order);
    for (left, refused) in [
        (json!([{"line": 1, "quantity": "6"}]), "more-than-packed"),
        (
            json!([{"line": 1, "quantity": "5"}]),
            "nothing-to-hand-over",
        ),
        (json!([{"line": 1, "quantity": "0"}]), "bad-quantity"),
        (json!([{"line": 7, "quantity": "1"}]), "not-found"),
    ] {
        let told = stage.run(&jana, "parcel.hand_over", hand_over(&parcel, &left));
        assert_eq!(told.unwrap_err().id, refused);
    }
    assert_eq!(parcels(&mut stage), [(parcel, false, 5)]);
    stage.is_clean();
}

#[test]
fn where_the_office_says_so_it_takes_somebody_who_may_pick() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let rule = json!({"key": "leave-behind", "value": "no"});
    stage.does(&manager, "setting.change", rule);
    let order = stage.order("5");
    let parcel = stage.pick_and_ready(&order);
    let left = json!([{"line": 1, "quantity": "2"}]);
    let alone = stage.run(&jana, "parcel.hand_over", hand_over(&parcel, &left));
    let refused = alone.unwrap_err();
    assert_eq!(refused.id, "not-allowed");
    let cover = json!({"duties": ["fulfilment"], "reason": "customer-waiting", "until": "10m", "order": order});
    stage.does(&jana, "cover.declare", cover);
    stage.does(&jana, "parcel.hand_over", hand_over(&parcel, &left));
    stage.is_clean();
}
