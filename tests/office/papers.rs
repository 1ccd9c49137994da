//! Receipts and slips: what they say, and that what was printed stays as it was printed.

use crate::stage::Stage;
use serde_json::{Value, json};
use swingdoor::office::Reads;

/// A paper in one of its two widths.
fn paper(stage: &mut Stage, number: &str, wide: bool) -> String {
    let row = stage.office.read(|reader| {
        reader.row(
            "select text, wide from document where number = $1",
            &[number.into()],
        )
    });
    let row = row.unwrap().unwrap_or_else(|| panic!("no paper {number}"));
    row.text(usize::from(wide)).unwrap()
}

/// How many papers of a kind there are.
fn count(stage: &mut Stage, kind: &str) -> i64 {
    let row = stage.office.read(|reader| {
        reader.row(
            "select count(*) from document where kind = $1",
            &[kind.into()],
        )
    });
    row.unwrap().unwrap().int(0).unwrap()
}

fn seller(stage: &mut Stage) {
    let manager = stage.manager.clone();
    for (key, value) in [
        ("seller-name", "Dvořák Tisk s.r.o."),
        ("seller-address", "Dlouhá 12, 602 00 Brno"),
        ("seller-company-id", "481 36 450"),
        ("seller-vat-id", "cz48136450"),
        ("seller-register", "C 12345, Krajský soud v Brně"),
    ] {
        stage.does(
            &manager,
            "setting.change",
            json!({"key": key, "value": value}),
        );
    }
}

/// Payments of one act, in one transaction as the counter takes them.
fn pay(stage: &mut Stage, parts: &[Value]) -> swingdoor::office::Receipt {
    let jana = stage.jana.clone();
    let row = swingdoor::cli::VerbRow::find("payment.take").unwrap();
    let taken = stage.office.transaction(|writing| {
        let mut last = None;
        for part in parts {
            last = Some((row.perform)(writing, &jana, part.clone(), None)?);
        }
        Ok(last.unwrap())
    });
    taken.unwrap()
}

#[test]
fn receipt_and_slip_name_the_seller_the_goods_and_the_vat() {
    let mut stage = Stage::new();
    stage.drawer();
    seller(&mut stage);
    let order = stage.order("3");
    let paid = pay(
        &mut stage,
        &[json!({"order": order, "amount": "468.27", "means": "cash", "tendered": "500"})],
    );
    let parcel = stage.pick_and_ready(&order);
    let jana = stage.jana.clone();
    let gone = stage.does(
        &jana,
        "parcel.hand_over",
        json!({"parcel": parcel, "collected_by": "Eva"}),
    );
    for (number, wide) in [
        (paid.text("receipt"), false),
        (paid.text("receipt"), true),
        (gone.text("slip"), false),
        (gone.text("slip"), true),
    ] {
        let text = paper(&mut stage, number, wide);
        for said in [
            "Dvořák Tisk s.r.o.",
            "Dlouhá 12, 602 00 Brno",
            "Company id 48136450",
            "VAT id CZ48136450",
            "C 12345, Krajský soud v",
            number,
            "2026",
            "Papír A4",
            "3 pc x 129.00",
            "Prices without VAT",
            "VAT 21 % of 387.00",
            "81.27",
            "468.27",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let most = if wide { 80 } else { 40 };
        assert!(
            text.lines().all(|line| line.chars().count() <= most),
            "{text}"
        );
    }
    assert!(paid.result.get("lacks_seller").is_none());
    stage.is_clean();
}

#[test]
fn a_receipt_without_a_seller_says_the_office_and_the_answer_says_so_until_one_is_named() {
    let mut stage = Stage::new();
    stage.drawer();
    let order = stage.order("3");
    let first = json!({"order": order, "amount": "100", "means": "card"});
    let paid = pay(&mut stage, std::slice::from_ref(&first));
    assert_eq!(paid.result.get("lacks_seller"), Some(&json!(true)));
    let text = paper(&mut stage, paid.text("receipt"), false);
    assert_eq!(text.lines().next(), Some("Dvořák Print & Paper"));
    assert!(
        !text.contains("Company id") && !text.contains("VAT id"),
        "{text}"
    );
    stage.clock.advance_seconds(60);
    let paid = pay(&mut stage, std::slice::from_ref(&first));
    assert_eq!(paid.result.get("lacks_seller"), Some(&json!(true)));
    seller(&mut stage);
    let paid = pay(&mut stage, &[first]);
    assert_eq!(paid.result.get("lacks_seller"), None);
}

#[test]
fn who_is_not_registered_for_vat_states_none_and_the_paper_still_adds_up() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    seller(&mut stage);
    let none = json!({"key": "seller-vat-id", "value": ""});
    stage.does(&manager, "setting.change", none);
    for (with_vat, total, added) in [("no", "468.27", true), ("yes", "387.00", false)] {
        let prices = json!({"key": "prices-with-vat", "value": with_vat});
        stage.does(&manager, "setting.change", prices);
        let order = stage.order("3");
        let paid = pay(
            &mut stage,
            &[json!({"order": order, "amount": total, "means": "card"})],
        );
        let parcel = stage.pick_and_ready(&order);
        let jana = stage.jana.clone();
        let hand = json!({"parcel": parcel, "collected_by": "Eva"});
        let gone = stage.does(&jana, "parcel.hand_over", hand);
        for number in [paid.text("receipt"), gone.text("slip")] {
            let text = paper(&mut stage, number, false);
            let stated = ["VAT 21", "VAT id", "with VAT", "without VAT"];
            for said in stated {
                assert!(!text.contains(said), "{said}: {text}");
            }
            assert_eq!(text.contains("Added to the prices"), added, "{text}");
            assert_eq!(text.contains("81.27"), added, "{text}");
            assert!(text.contains(total), "{text}");
        }
    }
}

#[test]
fn a_paper_of_more_than_ten_thousand_crowns_names_the_buyer() {
    let mut stage = Stage::new();
    seller(&mut stage);
    stage.receive("100");
    let jana = stage.jana.clone();
    let buyer = json!({"name": "Horák Stavby s.r.o.", "street": "Krátká 3", "postal_code": "602 00", "city": "Brno", "company_id": "48136450", "vat_id": "CZ48136450"});
    let code = stage.does(&jana, "customer.add", buyer).subject;
    // 10,000 is still within the limit of a simplified document.
    let book = json!({"code": "BOOK", "name": "Book", "unit": "pc", "price": "10000", "vat": "0"});
    let petr = stage.petr.clone();
    stage.does(&petr, "item.add", book);
    for (item, quantity, named) in [("BOOK", "1", false), ("PAP", "65", true)] {
        let place = json!({"customer": code, "lines": [{"item": item, "quantity": quantity}]});
        let order = stage
            .does(&jana, "order.place", place)
            .text("order")
            .to_owned();
        let paid = pay(
            &mut stage,
            &[json!({"order": order, "amount": "5000", "means": "card"})],
        );
        let text = paper(&mut stage, paid.text("receipt"), false);
        for said in ["Buyer: Horák Stavby s.r.o.", "Krátká 3, 602 00 Brno"] {
            assert_eq!(text.contains(said), named, "{said}: {text}");
        }
        let ids = text.matches("VAT id CZ48136450").count();
        assert_eq!(ids, 1 + usize::from(named), "{text}");
    }
}

#[test]
fn the_ids_of_the_seller_are_checked() {
    let mut stage = Stage::new();
    let manager = stage.manager.clone();
    for (key, value) in [
        ("seller-company-id", "48136451"),
        ("seller-company-id", "\u{1b}[2J"),
        ("seller-vat-id", "48136450"),
        ("seller-name", "A\u{202e}B"),
    ] {
        let asked = json!({"key": key, "value": value});
        let refused = stage.run(&manager, "setting.change", asked).unwrap_err();
        assert_eq!(refused.id, "bad-setting", "{key} {value}");
    }
    for key in ["seller-company-id", "seller-vat-id", "seller-name"] {
        stage.does(&manager, "setting.change", json!({"key": key, "value": ""}));
    }
}

#[test]
fn several_orders_that_are_paid_at_once_stand_on_one_receipt_rounded_once() {
    let mut stage = Stage::new();
    stage.drawer();
    stage.receive("10");
    let jana = stage.jana.clone();
    // 156.09 and 312.18: by themselves 156 and 312, together 468.27.
    let (one, two, three) = (stage.order("1"), stage.order("2"), stage.order("1"));
    let paid = pay(
        &mut stage,
        &[
            json!({"order": one, "amount": "156.09", "means": "cash"}),
            json!({"order": two, "amount": "12.18", "means": "card", "together": true}),
            json!({"order": two, "amount": "300.00", "means": "cash", "together": true}),
            json!({"order": three, "amount": "156.09", "means": "cash", "tendered": "1200.00", "together": true}),
        ],
    );
    assert_eq!(paid.text("receipt"), "R-2026-0001");
    assert_eq!(paid.text("payment"), "R-2026-0004");
    assert_eq!(count(&mut stage, "receipt"), 1);
    let text = paper(&mut stage, "R-2026-0001", true);
    for said in [one.as_str(), two.as_str(), three.as_str(), "Paid together"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let amount = |title: &str| -> Vec<String> {
        let rows = text.lines().filter(|row| row.starts_with(title));
        rows.filter_map(|row| row.split_whitespace().next_back().map(str::to_owned))
            .collect()
    };
    assert_eq!(amount("Paid together"), ["624.36"]);
    // 612.18 in cash is 612; what was given is for all of it.
    assert_eq!(amount("Rounding"), ["-0.18"]);
    assert_eq!(amount("Given"), ["1,200.00"]);
    assert_eq!(amount("Change"), ["588.00"]);
    assert_eq!(amount("Still due"), ["0.00", "0.00", "0.00"]);
    stage.is_clean();
    // A wrong payment is taken back by itself, on a receipt of its own; the first stays as it was printed.
    let undo = json!({"payment": "R-2026-0004", "reason": "it was a card"});
    let undone = stage.does(&jana, "payment.undo", undo);
    assert_eq!(undone.text("receipt"), "R-2026-0005");
    assert_eq!(paper(&mut stage, "R-2026-0001", true), text);
    stage.is_clean();
}

#[test]
fn what_an_order_carries_of_the_rounding_goes_back_with_its_payment() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let manager = stage.manager.clone();
    // Two orders of 0.40 over a crown: 1.00 and 1.00 by themselves, 3.00 together.
    let item = json!({"code": "CLIP", "name": "Clip", "unit": "pc", "price": "1.40", "vat": "0"});
    let petr = stage.petr.clone();
    stage.does(&petr, "item.add", item);
    stage.does(
        &manager,
        "setting.change",
        json!({"key": "cash-rounding", "value": "1"}),
    );
    let mut orders = Vec::new();
    for _ in 0..2 {
        let order = json!({"customer": "C-00001", "lines": [{"item": "CLIP", "quantity": "1"}]});
        orders.push(
            stage
                .does(&jana, "order.place", order)
                .text("order")
                .to_owned(),
        );
    }
    let paid = pay(
        &mut stage,
        &[
            json!({"order": orders[0], "amount": "1.40", "means": "cash"}),
            json!({"order": orders[1], "amount": "1.40", "means": "cash", "together": true}),
        ],
    );
    assert_eq!(paid.text("rounding"), "0.60");
    stage.is_clean();
    let back = stage.does(
        &jana,
        "payment.undo",
        json!({"payment": "R-2026-0002", "reason": "x"}),
    );
    assert_eq!(back.text("given"), "2.00");
    stage.is_clean();
}

#[test]
fn a_payment_belongs_only_to_one_right_before_it() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let order = stage.order("1");
    let alone = json!({"order": order, "amount": "10", "means": "card", "together": true});
    let refused = stage.run(&jana, "payment.take", alone.clone()).unwrap_err();
    assert_eq!(refused.id, "no-payment-before");
    let first = json!({"order": order, "amount": "10", "means": "card"});
    stage.does(&jana, "payment.take", first);
    stage.clock.advance_seconds(60);
    let refused = stage.run(&jana, "payment.take", alone).unwrap_err();
    assert_eq!(refused.id, "no-payment-before");
    // Nor to one of another customer.
    stage.does(&jana, "customer.add", json!({"name": "Eva"}));
    let other = json!({"customer": "C-00002", "lines": [{"item": "PAP", "quantity": "1"}]});
    let other = stage
        .does(&jana, "order.place", other)
        .text("order")
        .to_owned();
    let parts = [
        json!({"order": order, "amount": "10", "means": "card"}),
        json!({"order": other, "amount": "10", "means": "card", "together": true}),
    ];
    stage.does(&jana, "payment.take", parts[0].clone());
    let refused = stage.run(&jana, "payment.take", parts[1].clone());
    assert_eq!(refused.unwrap_err().id, "no-payment-before");
    stage.is_clean();
}

#[test]
fn a_required_paper_that_is_not_known_is_not_left_out() {
    let mut stage = Stage::new();
    let order = stage.order("1");
    #[expect(clippy::disallowed_methods, reason = "the program writes no such word")]
    let file = rusqlite::Connection::open(stage.path()).unwrap();
    file.execute("update orders set papers = 'delivery-note,charm'", [])
        .unwrap();
    let jana = stage.jana.clone();
    let pay = json!({"order": order, "amount": "10", "means": "card"});
    let refused = stage.run(&jana, "payment.take", pay).unwrap_err();
    assert_eq!(refused.id, "store-damaged");
}

#[test]
fn the_receipt_of_a_refund_lists_what_came_back_and_not_what_remains() {
    let mut stage = Stage::new();
    stage.toner("5");
    let jana = stage.jana.clone();
    let lines = json!([{"item": "PAP", "quantity": "3"}, {"item": "TON", "quantity": "1"}]);
    let placed = stage.does(
        &jana,
        "order.place",
        json!({"customer": "C-00001", "lines": lines}),
    );
    let order = placed.text("order").to_owned();
    let parcel = stage.pick_and_ready(&order);
    let take = json!({"order": order, "amount": placed.text("total"), "means": "card"});
    stage.does(&jana, "payment.take", take);
    let hand = json!({"parcel": parcel, "collected_by": "Josef"});
    stage.does(&jana, "parcel.hand_over", hand);
    let back = |quantity: &str| json!({"order": order.clone(), "reason": "creased", "lines": [{"line": 1, "quantity": quantity, "outcome": "restock", "bin": "A1"}]});
    let give =
        |amount: &str| json!({"order": order.clone(), "amount": amount, "reason": "creased"});
    let text = |stage: &mut Stage, number: &str| {
        let number = number.to_owned();
        let sql = "select text from document where number = $1";
        let row = stage
            .office
            .read(|reader| reader.row(sql, &[number.into()]));
        row.unwrap()
            .unwrap()
            .text(0)
            .unwrap()
            .replace('\u{a0}', " ")
    };
    stage.does(&jana, "return.take", back("1"));
    let given = stage.does(&jana, "payment.refund", give("156.09"));
    let first = text(&mut stage, given.text("receipt"));
    assert!(first.contains("Money back for:"), "{first}");
    assert!(first.contains(" 1 pc x 129.00"), "{first}");
    assert!(
        !first.contains("Toner") && !first.contains(" 2 pc"),
        "{first}"
    );
    assert!(first.contains("Came back, with VAT"), "{first}");
    let listed = json!([{"line": 1, "item": "PAP", "quantity": "1"}]);
    assert_eq!(given.result.get("returned"), Some(&listed));
    // The next one lists what has come back since.
    stage.does(&jana, "return.take", back("2"));
    let given = stage.does(&jana, "payment.refund", give("312.18"));
    let second = text(&mut stage, given.text("receipt"));
    assert!(second.contains(" 2 pc x 129.00"), "{second}");
    stage.is_clean();
}

#[test]
fn the_receipt_of_a_refund_lists_what_was_cancelled_where_the_sum_is_just_that() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("3");
    let take = json!({"order": order, "amount": "468.27", "means": "card"});
    stage.does(&jana, "payment.take", take);
    let less = json!({"order": order, "lines": [{"line": 1, "quantity": "1"}]});
    stage.does(&jana, "order.change", less);
    let give = json!({"order": order, "amount": "312.18", "reason": "fewer"});
    let given = stage.does(&jana, "payment.refund", give);
    let listed = json!([{"line": 1, "item": "PAP", "quantity": "2"}]);
    assert_eq!(given.result.get("returned"), Some(&listed));
    stage.is_clean();
}
