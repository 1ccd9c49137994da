//! Cash of an order is rounded once, and money goes back the way it came.

use crate::stage::Stage;
use proptest::prelude::*;
use serde_json::{Value, json};
use swingdoor::office::{Reads, Receipt, Refused, Session};

/// A stage where this is the smallest coin, with a drawer.
fn stage(coin: &str) -> (Stage, Session) {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    let smallest = json!({"key": "cash-rounding", "value": coin});
    stage.does(&manager, "setting.change", smallest);
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    (stage, jana)
}

/// An order of this price with VAT.
fn costing(stage: &mut Stage, price: &str) -> String {
    let (petr, jana) = (stage.petr.clone(), stage.jana.clone());
    let item =
        json!({"code": "ODD", "name": "Odd thing", "unit": "pc", "price": price, "vat": "0"});
    stage.does(&petr, "item.add", item);
    let place = json!({"customer": "C-00001", "lines": [{"item": "ODD", "quantity": "1"}]});
    let placed = stage.does(&jana, "order.place", place);
    placed.text("order").to_owned()
}

fn pay(stage: &mut Stage, order: &str, amount: &str, means: &str) -> Result<Receipt, Refused> {
    let jana = stage.jana.clone();
    let fields = json!({"order": order, "amount": amount, "means": means});
    stage.run(&jana, "payment.take", fields)
}

fn in_drawer(stage: &mut Stage) -> i64 {
    let row = stage
        .office
        .read(|reader| reader.row("select expected from drawer where closed_at is null", &[]));
    row.unwrap().unwrap().int(0).unwrap() - 100_000
}

#[test]
fn a_part_below_the_smallest_coin_is_not_paid_by_nothing() {
    for (coin, price, part, coins) in [("1", "1.47", "0.49", 100), ("5", "9.80", "2.45", 1_000)] {
        let (mut stage, _) = stage(coin);
        let order = costing(&mut stage, price);
        let refused = pay(&mut stage, &order, part, "cash").unwrap_err();
        assert_eq!(refused.id, "cash-in-coins");
        assert_eq!(in_drawer(&mut stage), 0);
        pay(&mut stage, &order, price, "cash").unwrap();
        assert_eq!(in_drawer(&mut stage), coins);
        stage.is_clean();
    }
}

#[test]
fn parts_in_whole_coins_and_the_rest_are_rounded_once() {
    let (mut stage, jana) = stage("1");
    let order = costing(&mut stage, "10.60");
    for part in ["3", "3"] {
        assert_eq!(
            pay(&mut stage, &order, part, "cash")
                .unwrap()
                .text("rounding"),
            "0.00"
        );
    }
    let last = pay(&mut stage, &order, "4.60", "cash").unwrap();
    assert_eq!(last.text("rounding"), "0.40");
    assert_eq!(in_drawer(&mut stage), 1_100);
    // The order grows: what was rounded up counts.
    let more = json!({"order": order, "add": [{"item": "ODD", "quantity": "1"}]});
    stage.does(&jana, "order.change", more);
    let rest = pay(&mut stage, &order, "10.60", "cash").unwrap();
    assert_eq!(rest.text("rounding"), "-0.60");
    assert_eq!(in_drawer(&mut stage), 2_100);
    stage.is_clean();
}

#[test]
fn small_refunds_give_back_no_more_than_came_in() {
    let (mut stage, jana) = stage("1");
    let order = costing(&mut stage, "10.00");
    pay(&mut stage, &order, "10.00", "cash").unwrap();
    let cancel = json!({"order": order, "reason": "no more"});
    stage.does(&jana, "order.cancel", cancel);
    let back = |amount: &str| json!({"order": order, "amount": amount, "means": "cash", "reason": "cancelled"});
    let half = stage.run(&jana, "payment.refund", back("0.50"));
    assert_eq!(half.unwrap_err().id, "cash-in-coins");
    stage.does(&jana, "payment.refund", back("4"));
    stage.does(&jana, "payment.refund", back("6"));
    assert_eq!(in_drawer(&mut stage), 0);
    stage.is_clean();
}

#[test]
fn money_goes_back_the_way_it_came_split_if_need_be() {
    let (mut stage, jana) = stage("1");
    let order = costing(&mut stage, "100.60");
    pay(&mut stage, &order, "40", "card").unwrap();
    pay(&mut stage, &order, "60.60", "cash").unwrap();
    stage.does(
        &jana,
        "order.cancel",
        json!({"order": order, "reason": "no more"}),
    );
    let back = |amount: &str, means: Value, otherwise: &str| json!({"order": order, "amount": amount, "means": means, "reason": "cancelled", "otherwise": otherwise});
    let refused = stage.run(&jana, "payment.refund", back("100.60", json!("cash"), ""));
    let refused = refused.unwrap_err();
    assert_eq!(refused.id, "refund-other-means");
    let given = stage.does(&jana, "payment.refund", back("100.60", Value::Null, ""));
    assert_eq!(given.text("given"), "101.00");
    assert_eq!(
        given.result["payments"],
        json!(["R-2026-0003", "R-2026-0004"])
    );
    assert_eq!(in_drawer(&mut stage), 0);
    stage.is_clean();
}

#[test]
fn a_part_goes_back_in_whole_coins_and_the_cents_by_the_other_means() {
    let cash_and = |coins: &str, card: &str| json!([{"means": "card", "given": card}, {"means": "cash", "given": coins}]);
    // The order cost 100.60; the card came last.
    for (cash, card, back, split) in [
        ("57.00", "43.60", "55.00", cash_and("12.00", "43.00")),
        ("40.00", "60.60", "70.90", cash_and("11.00", "59.90")),
        (
            "40.00",
            "60.60",
            "55.30",
            json!([{"means": "card", "given": "55.30"}]),
        ),
    ] {
        let (mut stage, jana) = stage("1");
        let order = costing(&mut stage, "100.60");
        pay(&mut stage, &order, cash, "cash").unwrap();
        pay(&mut stage, &order, card, "card").unwrap();
        let cancel = json!({"order": order, "reason": "no more"});
        stage.does(&jana, "order.cancel", cancel);
        let back = json!({"order": order, "amount": back, "reason": "cancelled"});
        let given = stage.does(&jana, "payment.refund", back);
        assert_eq!(given.result["split"], split);
        stage.is_clean();
    }
}

#[test]
fn giving_back_in_another_way_is_a_decision_with_a_reason() {
    let (mut stage, jana) = stage("1");
    let order = costing(&mut stage, "100.00");
    pay(&mut stage, &order, "100.00", "card").unwrap();
    stage.does(
        &jana,
        "order.cancel",
        json!({"order": order, "reason": "no more"}),
    );
    let back = |otherwise: &str| json!({"order": order, "amount": "100.00", "means": "cash", "reason": "cancelled", "otherwise": otherwise});
    let refused = stage.run(&jana, "payment.refund", back("")).unwrap_err();
    assert_eq!(refused.id, "refund-other-means");
    stage.does(&jana, "payment.refund", back("the card has expired"));
    assert_eq!(in_drawer(&mut stage), -10_000);
    let kept = stage
        .office
        .read(|reader| reader.row("select reason from payment where amount < 0", &[]));
    let kept = kept.unwrap().unwrap().text(0).unwrap();
    assert_eq!(kept, "cancelled; the card has expired");
    stage.is_clean();
}

#[test]
fn what_was_given_is_for_the_whole_act_and_the_receipt_says_it_once() {
    let (mut stage, jana) = stage("1");
    let first = costing(&mut stage, "0.49");
    let mut orders = vec![first];
    for _ in 0..2 {
        let place = json!({"customer": "C-00001", "lines": [{"item": "ODD", "quantity": "1"}]});
        let placed = stage.does(&jana, "order.place", place);
        orders.push(placed.text("order").to_owned());
    }
    let pay = |nth: usize, tendered: Value| json!({"order": orders[nth], "amount": "0.49", "means": "cash", "together": nth > 0, "tendered": tendered});
    let (one, two) = (pay(0, Value::Null), pay(1, Value::Null));
    let few = pay(2, json!("0.50"));
    let odd = pay(2, json!("1.50"));
    let whole = pay(2, json!("5"));
    let all = |stage: &mut Stage, last: &Value| {
        let verb = swingdoor::cli::VerbRow::find("payment.take").unwrap();
        stage.office.transaction(|writing| {
            (verb.perform)(writing, &jana, one.clone(), None)?;
            (verb.perform)(writing, &jana, two.clone(), None)?;
            (verb.perform)(writing, &jana, last.clone(), None)
        })
    };
    assert_eq!(all(&mut stage, &few).unwrap_err().id, "too-little-cash");
    assert_eq!(all(&mut stage, &odd).unwrap_err().id, "no-such-coins");
    let taken = all(&mut stage, &whole).unwrap();
    assert_eq!(taken.text("change"), "4.00");
    assert_eq!(in_drawer(&mut stage), 100);
    let receipt = receipt(&mut stage, taken.text("receipt"));
    for (title, amount) in [
        ("Rounding", "-0.47"),
        ("In cash", "1.00"),
        ("Given", "5.00"),
        ("Change", "4.00"),
    ] {
        let line = receipt.lines().find(|line| line.starts_with(title));
        assert!(line.is_some_and(|line| line.ends_with(amount)), "{receipt}");
    }
    stage.is_clean();
}

#[test]
fn a_receipt_says_what_changed_hands_where_cash_is_rounded_and_adds_up_both_ways() {
    for (price, rounding, coins) in [("142.78", "0.22", "143.00"), ("142.27", "-0.27", "142.00")] {
        let (mut stage, jana) = stage("1");
        let order = costing(&mut stage, price);
        let paid = pay(&mut stage, &order, price, "cash").unwrap();
        let cancel = json!({"order": order, "reason": "no more"});
        let taken = receipt(&mut stage, paid.text("receipt"));
        stage.does(&jana, "order.cancel", cancel);
        let back = json!({"order": order, "amount": price, "reason": "cancelled"});
        let back = stage.does(&jana, "payment.refund", back);
        let given = receipt(&mut stage, back.text("receipt"));
        for (title, receipt) in [("Paid:", taken), ("Given back:", given)] {
            for (title, amount) in [(title, price), ("Rounding", rounding), ("In cash", coins)] {
                let line = receipt.lines().find(|line| line.starts_with(title));
                let amount = format!(" {amount}");
                let is_said = line.is_some_and(|line| line.replace("CZK", "").ends_with(&amount));
                assert!(is_said, "{title}{amount}: {receipt}");
            }
        }
        stage.is_clean();
    }
}

/// The receipt with this number as it was printed.
fn receipt(stage: &mut Stage, number: &str) -> String {
    let row = stage.office.read(|reader| {
        reader.row(
            "select text from document where number = $1",
            &[number.into()],
        )
    });
    row.unwrap()
        .unwrap()
        .text(0)
        .unwrap()
        .replace('\u{a0}', " ")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_paid_undone_and_given_back_an_order_is_rounded_by_half_a_coin_at_most(
        acts in prop::collection::vec((0_u8..7, 1_i64..2_000), 4..24),
        coin in prop::sample::select(vec!["0.05", "1", "5"]),
    ) {
        let (mut stage, jana) = stage(coin);
        let order = costing(&mut stage, "7.37");
        for (act, size) in acts {
            let due = stage.office.read(|reader| {
                reader.row("select total - paid from orders", &[])
            });
            let due = due.unwrap().unwrap().int(0).unwrap();
            let amount = |minor: i64| format!("{}.{:02}", minor / 100, minor % 100);
            let (verb, fields) = match act {
                0 => ("payment.take", json!({"order": order, "amount": amount(size), "means": "cash"})),
                1 => ("payment.take", json!({"order": order, "amount": amount(due.max(0)), "means": "cash"})),
                2 => ("payment.take", json!({"order": order, "amount": amount(size), "means": "card"})),
                3 => ("payment.refund", json!({"order": order, "amount": amount((-due).max(0)), "reason": "x"})),
                4 => ("payment.refund", json!({"order": order, "amount": amount(size), "reason": "x", "means": "cash", "otherwise": "y"})),
                5 => ("order.change", json!({"order": order, "lines": [{"line": 1, "quantity": (size % 4 + 1).to_string()}], "reason": "x"})),
                _ => ("payment.undo", json!({"payment": format!("R-2026-{:04}", size % 8 + 1), "reason": "x"})),
            };
            let _ = stage.run(&jana, verb, fields);
        }
        stage.is_clean();
    }
}
