//! Codes are the same in any case, and what is not named in a change stays.

use crate::stage::{Stage, pin};
use serde_json::json;
use swingdoor::model::Scanned;
use swingdoor::office::Reads;
use swingdoor::records::find::places;
use swingdoor::records::label::label;
use swingdoor::records::scan::resolve;

fn one(stage: &mut Stage, sql: &'static str) -> String {
    let row = stage.office.read(|reader| reader.row(sql, &[])).unwrap();
    row.unwrap().text(0).unwrap()
}

#[test]
fn a_code_is_found_in_any_case_wherever_it_is_written() {
    let mut stage = Stage::new();
    let (clerk, jana) = (stage.petr.clone(), stage.jana.clone());
    stage.does(
        &clerk,
        "stock.receive",
        json!({"item": "pap", "bin": "A1", "quantity": "1"}),
    );
    let lines = json!([{"item": "Pap", "quantity": "2"}]);
    let placed = stage.does(
        &jana,
        "order.place",
        json!({"customer": "c-00001", "lines": lines}),
    );
    let order = placed.text("order").to_owned();
    let add = json!({"order": order, "add": [{"item": "pAP", "quantity": "1"}]});
    assert_eq!(
        stage.does(&jana, "order.change", add).text("total"),
        "468.27"
    );
    let edited = stage.does(
        &clerk,
        "item.edit",
        json!({"item": "pap", "name": "Papír A4 bílý"}),
    );
    assert_eq!(edited.subject, "PAP");
    stage.is_clean();
}

#[test]
fn a_new_code_must_differ_by_more_than_its_case() {
    let mut stage = Stage::new();
    let (manager, clerk, jana) = (
        stage.manager.clone(),
        stage.petr.clone(),
        stage.jana.clone(),
    );
    let person = json!({"code": "jn", "name": "Jan Novák", "desk": "front", "pin": "6482"});
    let refused = stage.run(&manager, "staff.add", person).unwrap_err();
    assert_eq!(refused.id, "name-taken");
    let item = json!({"code": "pap", "name": "Paper", "unit": "pc", "price": "1", "vat": "21"});
    assert_eq!(
        stage.run(&clerk, "item.add", item).unwrap_err().id,
        "name-taken"
    );
    let customer = json!({"code": "c-00001", "name": "Someone"});
    assert_eq!(
        stage.run(&jana, "customer.add", customer).unwrap_err().id,
        "name-taken"
    );
    let umlaut =
        |code: &str| json!({"code": code, "name": "X", "unit": "m", "price": "1", "vat": "21"});
    stage.does(&clerk, "item.add", umlaut("ŘEZ"));
    assert_eq!(
        stage.run(&clerk, "item.add", umlaut("řez")).unwrap_err().id,
        "name-taken"
    );
}

#[test]
fn whoever_signs_in_may_write_the_code_in_small_letters() {
    let mut stage = Stage::new();
    let session = stage
        .office
        .sign_in("door", "jn", &pin("1937"), true)
        .unwrap();
    assert_eq!(session.staff, stage.jana.staff);
    let refused = stage
        .office
        .sign_in("door", "jN", &pin("9999"), true)
        .unwrap_err();
    assert_eq!(refused.id, "wrong-pin");
    stage.is_clean();
}

#[test]
fn a_change_of_a_card_keeps_what_it_does_not_name() {
    let mut stage = Stage::new();
    let (manager, clerk, jana) = (
        stage.manager.clone(),
        stage.petr.clone(),
        stage.jana.clone(),
    );
    let known = json!({"name": "Beta", "code": "B1", "phone": "+420 601 002 003", "email": "b@example.com", "note": "rings twice"});
    stage.does(&jana, "customer.add", known);
    let move_away = json!({"customer": "b1", "card": {"city": "Brno"}});
    assert_eq!(stage.does(&jana, "customer.edit", move_away).subject, "B1");
    let card = "select name || '|' || phone || '|' || email || '|' || city || '|' || note from customer where code = 'B1'";
    assert_eq!(
        one(&mut stage, card),
        "Beta|+420 601 002 003|b@example.com|Brno|rings twice"
    );
    let emptied = json!({"customer": "B1", "card": {"email": ""}});
    stage.does(&jana, "customer.edit", emptied);
    assert_eq!(
        one(&mut stage, card),
        "Beta|+420 601 002 003||Brno|rings twice"
    );
    let named = json!({"item": "PAP", "barcode": "4006381333931", "low_at": "3"});
    stage.does(&clerk, "item.edit", named);
    stage.does(&clerk, "item.edit", json!({"item": "PAP", "price": "1"}));
    let kept = "select name || '|' || unit || '|' || barcode || '|' || low_at from item where code = 'PAP'";
    assert_eq!(one(&mut stage, kept), "Papír A4|pc|4006381333931|3000");
    let staff = json!({"staff": "jn", "language": "cs"});
    assert_eq!(stage.does(&manager, "staff.edit", staff).subject, "JN");
    let kept = "select name || '|' || desk || '|' || language from staff where code = 'JN'";
    assert_eq!(one(&mut stage, kept), "Jana Nováková|front|cs");
    stage.is_clean();
}

#[test]
fn an_order_keeps_its_kind_of_prices_when_the_setting_changes() {
    let mut stage = Stage::new();
    let (manager, clerk, jana) = (
        stage.manager.clone(),
        stage.petr.clone(),
        stage.jana.clone(),
    );
    let setting = |value: &str| json!({"key": "prices-with-vat", "value": value});
    stage.does(
        &clerk,
        "item.edit",
        json!({"item": "PAP", "price": "200.00"}),
    );
    let without = stage.order("1");
    stage.does(&manager, "setting.change", setting("yes"));
    stage.does(
        &clerk,
        "item.edit",
        json!({"item": "PAP", "price": "242.00"}),
    );
    let with = stage.order("1");
    let more = |order: &str| json!({"order": order, "add": [{"item": "PAP", "quantity": "1"}]});
    assert_eq!(
        stage
            .does(&jana, "order.change", more(&without))
            .text("total"),
        "484.00"
    );
    stage.does(&manager, "setting.change", setting("no"));
    stage.does(
        &clerk,
        "item.edit",
        json!({"item": "PAP", "price": "200.00"}),
    );
    assert_eq!(
        stage.does(&jana, "order.change", more(&with)).text("total"),
        "484.00"
    );
    stage.is_clean();
}

#[test]
fn a_new_bin_is_written_as_the_others_are() {
    let mut stage = Stage::new();
    let clerk = stage.petr.clone();
    let fields = json!({"item": "PAP", "bin": "b9", "quantity": "1"});
    stage.does(&clerk, "stock.receive", fields);
    let set = stage.does(&clerk, "bin.set", json!({"bin": "b9", "walk": 3}));
    assert_eq!(set.subject, "B9");
    stage.is_clean();
}

#[test]
fn a_bin_is_one_bin_however_its_code_is_written() {
    let mut stage = Stage::new();
    let (clerk, jana) = (stage.petr.clone(), stage.jana.clone());
    let goods =
        |bin: &str, quantity: &str| json!({"item": "PAP", "bin": bin, "quantity": quantity});
    for (bin, is_new) in [("C2", true), ("c2", false), ("Č3", true), ("č3", false)] {
        let received = stage.does(&clerk, "stock.receive", goods(bin, "5"));
        assert_eq!(received.result.contains_key("new_bin"), is_new, "{bin}");
    }
    let set = stage.does(&clerk, "bin.set", json!({"bin": "c2", "walk": 3}));
    assert_eq!(set.subject, "C2");
    let same = json!({"item": "PAP", "from": "C2", "to": "c2", "quantity": "1"});
    let refused = stage.run(&clerk, "stock.move", same).unwrap_err();
    assert_eq!(refused.id, "same-bin");
    for (verb, fields) in [
        (
            "stock.move",
            json!({"item": "PAP", "from": "c2", "to": "č3", "quantity": "1"}),
        ),
        (
            "stock.adjust",
            json!({"item": "PAP", "bin": "c2", "quantity": "-1", "reason": "x"}),
        ),
        (
            "stock.write_off",
            json!({"item": "PAP", "bin": "c2", "quantity": "1", "reason": "x"}),
        ),
    ] {
        stage.does(&clerk, verb, fields);
    }
    let count = json!({"bin": "c2", "lines": [{"item": "PAP", "counted": "7"}]});
    assert_eq!(stage.does(&clerk, "stock.count", count).result["differ"], 0);
    let order = stage.order("2");
    let lines = json!([{"item": "PAP", "bin": "c2", "quantity": "1"}, {"item": "PAP", "bin": "Č3", "quantity": "1"}]);
    let picked = stage.does(
        &clerk,
        "order.pick",
        json!({"order": order, "lines": lines}),
    );
    let parcel = picked.text("parcel").to_owned();
    for place in ["Regál", "REGÁL"] {
        stage.does(
            &clerk,
            "parcel.ready",
            json!({"parcel": parcel, "place": place}),
        );
    }
    let pay = json!({"order": order, "amount": "312.18", "means": "card"});
    stage.does(&jana, "payment.take", pay);
    let out = json!({"parcel": parcel, "collected_by": "Eva"});
    stage.does(&jana, "parcel.hand_over", out);
    let back = json!({"order": order, "reason": "broken", "lines": [{"line": 1, "quantity": "1", "outcome": "restock", "bin": "c2"}]});
    stage.does(&jana, "return.take", back);
    let bins = "select string_agg(code, ' ' order by code) from bin where own = 0";
    assert_eq!(one(&mut stage, bins), "A1 C2 Regál Č3");
    let there = "select cast(s.on_hand / 1000 as text) from stock s join bin b on b.id = s.bin where b.code = 'C2'";
    assert_eq!(one(&mut stage, there), "7");
    let looked = stage.office.read(|reader| {
        let scanned = resolve(reader, &["c2".to_owned()])?;
        let label = label(reader, "č3")?.map(|label| label.code);
        let found = places(reader, "č")?.pop().map(|place| place.code);
        Ok((scanned, label, found))
    });
    let (scan, label, found) = looked.unwrap();
    assert!(matches!(scan, Scanned::Bin(bin) if bin == "C2"));
    assert_eq!(
        (label.as_deref(), found.as_deref()),
        (Some("Č3"), Some("Č3"))
    );
    stage.is_clean();
}

#[test]
fn a_code_of_large_and_small_letters_with_accents_is_found_as_it_is_written() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let item =
        json!({"code": "Řehoř-1", "name": "Lepidlo", "unit": "pc", "price": "1", "vat": "21"});
    stage.does(&petr, "item.add", item);
    stage.does(
        &petr,
        "stock.receive",
        json!({"item": "Řehoř-1", "bin": "A1", "quantity": "1"}),
    );
    stage.does(
        &jana,
        "customer.add",
        json!({"name": "Eva", "code": "Žížala"}),
    );
    let order = json!({"customer": "Žížala", "lines": [{"item": "Řehoř-1", "quantity": "1"}]});
    stage.does(&jana, "order.place", order);
    stage.is_clean();
}
