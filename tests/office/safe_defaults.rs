//! What holds in a new office before anybody has decided anything.

use crate::stage::Stage;
use serde_json::json;

#[test]
fn cash_needs_a_drawer() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("1");
    let pay = json!({"order": order, "amount": "156.09", "means": "cash"});
    let refused = stage.run(&jana, "payment.take", pay.clone()).unwrap_err();
    assert_eq!(refused.id, "drawer-not-open");
    stage.drawer();
    stage.does(&jana, "payment.take", pay);
    stage.is_clean();
}

#[test]
fn nobody_owes_on_account_without_a_limit() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let order = stage.order("1");
    let parcel = stage.pick_and_ready(&order);
    let out = json!({"parcel": parcel, "collected_by": "Josef", "on_account": true});
    let refused = stage
        .run(&jana, "parcel.hand_over", out.clone())
        .unwrap_err();
    assert_eq!(refused.id, "account-limit");
    let limit = |value: &str| json!({"key": "account-limit", "value": value});
    let wrong = stage.run(&manager, "setting.change", limit("lots"));
    assert_eq!(wrong.unwrap_err().id, "bad-setting");
    stage.does(&manager, "setting.change", limit("unlimited"));
    stage.does(&jana, "parcel.hand_over", out);
    stage.is_clean();
}

#[test]
fn a_discount_above_ten_per_cent_is_refused() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = |off: &str| json!({"customer": "C-00001", "discount": off, "lines": [{"item": "PAP", "quantity": "1"}]});
    let refused = stage.run(&jana, "order.place", order("10.01")).unwrap_err();
    assert_eq!(refused.id, "discount-limit");
    stage.does(&jana, "order.place", order("10"));
    stage.is_clean();
}

#[test]
fn a_pin_that_anybody_would_try_first_is_refused_wherever_one_is_set() {
    let mut stage = Stage::new();
    let (jana, manager) = (stage.jana.clone(), stage.manager.clone());
    let person = json!({"code": "EV", "name": "Eva", "desk": "front", "pin": "4321"});
    let edit = json!({"staff": "JN", "pin": "7777"});
    let own = json!({"pin": "1234"});
    for (who, verb, fields) in [
        (&manager, "staff.add", person),
        (&manager, "staff.edit", edit),
        (&jana, "staff.change_pin", own),
    ] {
        let refused = stage.run(who, verb, fields).unwrap_err();
        assert_eq!(refused.id, "weak-pin", "{verb}");
    }
    stage.is_clean();
}
