//! What the parts of an order cost: slips, what came back, and the day at the counter add up to the order.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Money;
use swingdoor::office::Reads;

/// What a paper says behind a title.
fn sum(stage: &mut Stage, number: &str, title: &str) -> i64 {
    let row = stage.office.read(|reader| {
        reader.row(
            "select text from document where number = $1",
            &[number.into()],
        )
    });
    let text = row.unwrap().unwrap().text(0).unwrap();
    let line = text.lines().find(|line| line.starts_with(title));
    let said = line.and_then(|line| line.split(['\u{a0}', ' ']).next_back());
    let said = said.unwrap_or_else(|| panic!("{title}: {text}"));
    Money::parse(&said.replace(',', "")).unwrap().0
}

/// What is to be paid of the only order.
fn total(stage: &mut Stage) -> i64 {
    let row = stage
        .office
        .read(|reader| reader.row("select total from orders", &[]));
    row.unwrap().unwrap().int(0).unwrap()
}

/// An order of three odd things that leave one by one, each with a slip.
fn three_slips(price: &str, of_line: &str, of_whole: &str) -> (Stage, Vec<i64>) {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    stage.drawer();
    let (marie, petr, jana) = (
        stage.manager.clone(),
        stage.petr.clone(),
        stage.jana.clone(),
    );
    let limit = json!({"key": "discount-max", "value": "50"});
    stage.does(&marie, "setting.change", limit);
    let item =
        json!({"code": "ODD", "name": "Odd thing", "unit": "pc", "price": price, "vat": "21"});
    stage.does(&petr, "item.add", item);
    stage.does(
        &petr,
        "stock.receive",
        json!({"item": "ODD", "bin": "A2", "quantity": "3"}),
    );
    let line = json!({"item": "ODD", "quantity": "3", "discount": of_line});
    let place = json!({"customer": "C-00001", "lines": [line], "discount": of_whole});
    let order = stage.does(&jana, "order.place", place);
    let order = order.text("order").to_owned();
    let mut slips = Vec::new();
    for later in ["2", "1", "0"] {
        let line = json!({"item": "ODD", "quantity": "1", "later": later});
        let pick = json!({"order": order, "lines": [line]});
        let parcel = stage
            .does(&petr, "order.pick", pick)
            .text("parcel")
            .to_owned();
        stage.does(
            &petr,
            "parcel.ready",
            json!({"parcel": parcel, "place": "P3"}),
        );
        let hand = json!({"parcel": parcel, "collected_by": "Eva", "on_account": true});
        let slip = stage.does(&jana, "parcel.hand_over", hand);
        slips.push(sum(&mut stage, slip.text("slip"), "Goods in all"));
    }
    (stage, slips)
}

#[test]
fn the_slips_of_an_order_add_up_to_it_and_what_comes_back_costs_what_is_paid_for_it() {
    for (price, of_line, of_whole) in [
        ("10.03", "0", "0"),
        ("33.33", "10", "0"),
        ("33.35", "0", "7.5"),
        ("0.05", "33", "5"),
    ] {
        let (mut stage, slips) = three_slips(price, of_line, of_whole);
        let before = total(&mut stage);
        assert_eq!(slips.iter().sum::<i64>(), before, "{price}: {slips:?}");
        let jana = stage.jana.clone();
        let pay =
            json!({"order": "SO-2026-0001", "amount": Money(before).to_string(), "means": "card"});
        stage.does(&jana, "payment.take", pay);
        let line = json!({"line": 1, "quantity": "1", "outcome": "refund"});
        let back = json!({"order": "SO-2026-0001", "lines": [line], "reason": "broken"});
        stage.does(&jana, "return.take", back);
        let owed = before - total(&mut stage);
        let refund =
            json!({"order": "SO-2026-0001", "amount": Money(owed).to_string(), "reason": "broken"});
        let refund = stage.does(&jana, "payment.refund", refund);
        let worth = sum(&mut stage, refund.text("receipt"), "Came back, with VAT");
        assert_eq!(worth, owed, "{price}");
        stage.is_clean();
    }
}
