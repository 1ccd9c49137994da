//! Cards that are twice there, a person who is forgotten, and what stays.

use super::money::run;
use crate::stage::Stage;
use serde_json::json;
use swingdoor::front::counter::search;

#[test]
fn two_cards_of_one_customer_are_told_and_merged() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("1");
    let again = json!({"name": "Horak Stavby s.r.o.", "phone": "+420 777 210 331"});
    let added = run(&mut stage, &jana, "customer.add", again).unwrap();
    assert_eq!(added.result["alike"], json!(["C-00001"]));
    run(
        &mut stage,
        &jana,
        "customer.merge",
        json!({"customer": "C-00001", "into": "C-00002"}),
    )
    .unwrap();
    let place = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}]});
    assert_eq!(
        run(&mut stage, &jana, "order.place", place).unwrap_err().id,
        "customer-merged"
    );
    let found = stage.office.read(|reader| search(reader, "horak")).unwrap();
    let codes: Vec<_> = found.iter().map(|found| found.customer.as_str()).collect();
    assert_eq!(codes, ["C-00002"]);
    let found = stage.office.read(|reader| search(reader, &order)).unwrap();
    assert_eq!(found[0].customer, "C-00002");
    stage.is_clean();
}

#[test]
fn a_person_is_forgotten_and_the_books_stay() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let order = stage.order("1");
    let erase = json!({"customer": "C-00001", "reason": "asked by letter"});
    assert_eq!(
        run(&mut stage, &manager, "customer.erase", erase.clone())
            .unwrap_err()
            .id,
        "customer-has-orders"
    );
    run(
        &mut stage,
        &jana,
        "payment.take",
        json!({"order": order, "amount": "156.09", "means": "card"}),
    )
    .unwrap();
    let parcel = stage.pick_and_ready(&order);
    run(
        &mut stage,
        &jana,
        "parcel.hand_over",
        json!({"parcel": parcel, "collected_by": "Josef"}),
    )
    .unwrap();
    run(&mut stage, &manager, "customer.erase", erase).unwrap();
    let found = stage.office.read(|reader| search(reader, "horak")).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let found = stage.office.read(|reader| search(reader, &order)).unwrap();
    assert_eq!(found[0].name, "*");
    stage.is_clean();
}
