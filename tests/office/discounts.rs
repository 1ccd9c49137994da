//! Discounts: within what somebody was signed off for, and the same sums wherever they are shown.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::office::{Reads, Refused};
use swingdoor::records::order::{Order, lines};

/// What the total, the shares of VAT and the receipt of an order say.
fn sums(stage: &mut Stage, order: &str) -> (String, Vec<(String, String)>, String) {
    let office = &mut stage.office;
    let order = office.read(|reader| Order::find(reader, order)).unwrap();
    let shares = office.read(|reader| {
        let lines = lines(reader, order.id)?;
        order.shares_of(&lines)
    });
    let shares = shares.unwrap().into_iter();
    let shares = shares.map(|share| (share.net.to_string(), share.vat.to_string()));
    let paper = office.read(|reader| {
        let sql = "select text from document where orders = $1 and kind = 'receipt' order by seq desc limit 1";
        let row = reader.row(sql, &[order.id.0.into()])?;
        Ok::<_, Refused>(row.map_or(String::new(), |row| row.text(0).unwrap()))
    });
    (order.total.to_string(), shares.collect(), paper.unwrap())
}

#[test]
fn a_discount_stays_within_what_was_signed_off() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    let jana = stage.jana.clone();
    stage
        .run(
            &manager,
            "setting.change",
            json!({"key": "discount-max", "value": "5"}),
        )
        .unwrap();
    let order = |discount: &str| json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1", "discount": discount}]});
    assert_eq!(
        stage.run(&jana, "order.place", order("6")).unwrap_err().id,
        "discount-limit"
    );
    stage.run(&jana, "order.place", order("5")).unwrap();
    stage
        .run(
            &manager,
            "competence.sign_off",
            json!({"staff": "JN", "duty": "sales", "level": "own", "discount_max": "10"}),
        )
        .unwrap();
    stage.run(&jana, "order.place", order("10")).unwrap();
    assert!(stage.run(&jana, "order.place", order("11")).is_err());
    stage.run(&manager, "order.place", order("50")).unwrap();
    stage.is_clean();
}

#[test]
fn prices_with_vat_and_a_discount_on_the_whole_order_are_the_same_sums_everywhere() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let book = json!({"code": "BOOK", "name": "Book", "unit": "pc", "price": "99.90", "vat": "12"});
    stage.run(&manager, "item.add", book).unwrap();
    let registered = json!({"key": "seller-vat-id", "value": "CZ48136450"});
    stage.run(&manager, "setting.change", registered).unwrap();
    let order = |discount: &str| json!({"customer": "C-00001", "discount": discount, "lines": [{"item": "PAP", "quantity": "3"}, {"item": "BOOK", "quantity": "1"}]});

    // Without VAT: 387.00 + 99.90, a tenth off each rate, VAT on top.
    let before = stage.run(&jana, "order.place", order("10")).unwrap();
    assert_eq!(before.text("total"), "522.14");
    // With VAT: the same sums have it in them; it is 21/121 and 12/112 of them.
    let yes = json!({"key": "prices-with-vat", "value": "yes"});
    stage.run(&manager, "setting.change", yes).unwrap();
    let after = stage.run(&jana, "order.place", order("10")).unwrap();
    assert_eq!(after.text("total"), "438.21");

    for (receipt, total, shares) in [
        (before, "522.14", [("348.30", "73.14"), ("89.91", "10.79")]),
        (after, "438.21", [("287.85", "60.45"), ("80.28", "9.63")]),
    ] {
        let number = receipt.subject.clone();
        let pay = json!({"order": number, "amount": total, "means": "card"});
        stage.run(&jana, "payment.take", pay).unwrap();
        let (said, found, paper) = sums(&mut stage, &number);
        assert_eq!(said, total);
        let mut found = found;
        found.reverse();
        assert_eq!(
            found,
            shares.map(|(net, vat)| (net.to_owned(), vat.to_owned()))
        );
        for (_, vat) in shares {
            assert!(paper.contains(vat), "{paper}");
        }
        assert!(paper.contains("Discount of 10%"), "{paper}");
        assert!(paper.contains("-48.69"), "{paper}");
        assert!(paper.contains(&format!("CZK\u{a0}{total}")), "{paper}");
    }
    stage.is_clean();
}

#[test]
fn a_discount_on_the_whole_order_counts_together_with_those_of_its_lines() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let limit = json!({"key": "discount-max", "value": "19"});
    stage.run(&manager, "setting.change", limit).unwrap();
    let order = |line: &str, whole: &str| json!({"customer": "C-00001", "discount": whole, "lines": [{"item": "PAP", "quantity": "1", "discount": line}]});
    let refused = stage
        .run(&jana, "order.place", order("10", "10.01"))
        .unwrap_err();
    assert_eq!(refused.id, "discount-limit");
    let given = refused.data.iter().find(|(name, _)| *name == "discount");
    assert!(format!("{given:?}").contains("19.01"), "{given:?}");
    let placed = stage.run(&jana, "order.place", order("10", "10")).unwrap();
    let number = placed.subject.clone();

    // A line that comes later and a greater discount stay within it as well; what was given stays given.
    let change = |with: serde_json::Value| {
        let mut change = json!({"order": number});
        change
            .as_object_mut()
            .unwrap()
            .extend(with.as_object().unwrap().clone());
        change
    };
    let more = change(json!({"add": [{"item": "PAP", "quantity": "1", "discount": "11"}]}));
    assert_eq!(
        stage.run(&jana, "order.change", more).unwrap_err().id,
        "discount-limit"
    );
    let more = change(json!({"discount": "11"}));
    assert_eq!(
        stage.run(&jana, "order.change", more).unwrap_err().id,
        "discount-limit"
    );
    let less = change(json!({"discount": "0"}));
    let changed = stage.run(&jana, "order.change", less).unwrap();
    assert_eq!(changed.text("total"), "140.48");
    stage.is_clean();
}
