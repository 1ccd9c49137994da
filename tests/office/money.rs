//! Money at the counter: rounding, change, limits, drawers that change hands, and what the ledger says of it.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Duty;
use swingdoor::office::Reads;

fn balance(stage: &mut Stage, account: &str) -> i64 {
    let rows = stage.office.read(|reader| {
        reader.row(
            "select coalesce(sum(amount), 0) from posting where account = $1",
            &[account.into()],
        )
    });
    rows.unwrap().unwrap().int(0).unwrap()
}

#[test]
fn cash_is_rounded_to_the_crown_and_the_change_is_told() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    // 3 x 129.00 and 21 % VAT: 468.27
    let order = stage.order("3");
    let refused = stage.run(
        &jana,
        "payment.take",
        json!({"order": order, "amount": "468.27", "means": "cash", "tendered": "467.00"}),
    );
    assert_eq!(refused.unwrap_err().id, "too-little-cash");
    let paid = stage
        .run(
            &jana,
            "payment.take",
            json!({"order": order, "amount": "468.27", "means": "cash", "tendered": "500.00"}),
        )
        .unwrap();
    assert_eq!(paid.text("change"), "32.00");
    assert_eq!(paid.text("rounding"), "-0.27");
    assert_eq!(paid.text("money"), "paid");
    assert_eq!(balance(&mut stage, "cash"), 46_800);
    assert_eq!(balance(&mut stage, "customers"), -46_827);
    assert_eq!(balance(&mut stage, "rounding"), 27);
    let receipt = stage.office.read(|reader| {
        reader.row(
            "select text, wide from document where number = $1",
            &[paid.text("payment").into()],
        )
    });
    let receipt = receipt.unwrap().unwrap();
    for (column, wide) in [(0, 40), (1, 80)] {
        let text = receipt.text(column).unwrap();
        assert!(text.contains("32.00") && text.contains("468.27"), "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= wide),
            "{text}"
        );
    }
    stage.is_clean();
}

#[test]
fn one_order_is_paid_in_three_ways_and_not_more() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let order = stage.order("3");
    for (amount, means) in [
        ("100.00", "transfer"),
        ("200.00", "card"),
        ("168.27", "cash"),
    ] {
        stage
            .run(
                &jana,
                "payment.take",
                json!({"order": order, "amount": amount, "means": means}),
            )
            .unwrap();
    }
    let refused = stage.run(
        &jana,
        "payment.take",
        json!({"order": order, "amount": "0.01", "means": "card"}),
    );
    assert_eq!(refused.unwrap_err().id, "more-than-due");
    assert_eq!(balance(&mut stage, "customers"), -46_827);
    stage.is_clean();
}

#[test]
fn a_drawer_is_counted_blind_and_changes_hands_at_a_cover() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage
        .run(&jana, "drawer.open", json!({"float": "1000.00"}))
        .unwrap();
    let order = stage.order("3");
    stage
        .run(
            &jana,
            "payment.take",
            json!({"order": order, "amount": "468.27", "means": "cash"}),
        )
        .unwrap();
    stage
        .run(
            &jana,
            "drawer.move",
            json!({"amount": "-400.00", "reason": "to the safe"}),
        )
        .unwrap();
    let too_much = stage.run(
        &jana,
        "drawer.move",
        json!({"amount": "-5000.00", "reason": "to the safe"}),
    );
    assert_eq!(too_much.unwrap_err().id, "drawer-too-low");

    stage.agreed(
        &petr,
        &jana,
        json!({"duties": ["reception"], "reason": "lunch", "until": "30m", "for": "JN"}),
    );
    stage.does(
        &jana,
        "drawer.give",
        json!({"to": "PM", "counted": "1060.00"}),
    );
    let counted = stage.does(
        &petr,
        "drawer.take_over",
        json!({"of": "JN", "counted": "1060.00"}),
    );
    assert_eq!(counted.result["taken"], false);
    let taken = stage
        .run(
            &petr,
            "drawer.take_over",
            json!({"of": "JN", "counted": "1060.00", "reason": "a coin rolled away"}),
        )
        .unwrap();
    assert_eq!(taken.text("difference"), "-8.00");
    assert_eq!(balance(&mut stage, "difference"), 800);
    let other = stage.order("1");
    stage
        .run(
            &petr,
            "payment.take",
            json!({"order": other, "amount": "156.09", "means": "cash"}),
        )
        .unwrap();
    stage
        .run(&petr, "cover.end", json!({"cover": "CS-2026-0001"}))
        .unwrap();
    stage
        .run(&jana, "handback.accept", json!({"cover": "CS-2026-0001"}))
        .unwrap();
    // Whoever covered may hand it back when the cover is over.
    stage.does(
        &petr,
        "drawer.give",
        json!({"to": "JN", "counted": "1216.00"}),
    );
    let back = stage
        .run(
            &jana,
            "drawer.take_over",
            json!({"of": "PM", "counted": "1216.00"}),
        )
        .unwrap();
    assert_eq!(back.text("difference"), "0.00");
    stage
        .run(&jana, "drawer.close", json!({"counted": "1216.00"}))
        .unwrap();
    assert_eq!(balance(&mut stage, "cash"), 0);
    let again = stage.run(&jana, "drawer.close", json!({"counted": "0"}));
    assert_eq!(again.unwrap_err().id, "drawer-not-open");
    stage.is_clean();
}

#[test]
fn the_legal_limit_of_cash_holds_for_a_customer_and_a_day() {
    let mut stage = Stage::new();
    stage.drawer();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    stage
        .run(
            &manager,
            "setting.change",
            json!({"key": "cash-limit", "value": "500"}),
        )
        .unwrap();
    let (first, second) = (stage.order("3"), stage.order("1"));
    stage
        .run(
            &jana,
            "payment.take",
            json!({"order": first, "amount": "468.27", "means": "cash"}),
        )
        .unwrap();
    let pay = json!({"order": second, "amount": "156.09", "means": "cash"});
    let refused = stage.run(&jana, "payment.take", pay.clone()).unwrap_err();
    assert_eq!(refused.id, "cash-limit");
    stage.clock.advance_seconds(24 * 3600);
    stage.run(&jana, "payment.take", pay).unwrap();
    stage.is_clean();
}

#[test]
fn what_was_paid_too_much_is_given_back_and_not_a_coin_more() {
    let mut stage = Stage::new();
    stage.drawer();
    let jana = stage.jana.clone();
    let order = stage.order("3");
    stage
        .run(
            &jana,
            "payment.take",
            json!({"order": order, "amount": "468.27", "means": "cash"}),
        )
        .unwrap();
    let nothing = stage.run(
        &jana,
        "payment.refund",
        json!({"order": order, "amount": "1", "means": "cash", "reason": "x"}),
    );
    assert_eq!(nothing.unwrap_err().id, "more-than-overpaid");
    stage
        .run(
            &jana,
            "order.cancel",
            json!({"order": order, "reason": "changed their mind"}),
        )
        .unwrap();
    let given = stage
        .run(
            &jana,
            "payment.refund",
            json!({"order": order, "amount": "468.27", "means": "cash", "reason": "cancelled"}),
        )
        .unwrap();
    assert_eq!(given.text("given"), "468.00");
    assert_eq!(balance(&mut stage, "cash"), 0);
    assert_eq!(balance(&mut stage, "customers"), 0);
    stage.is_clean();
}

#[test]
fn a_customer_owes_no_more_than_their_limit_unless_accounting_allows_it() {
    let mut stage = Stage::new();
    let (manager, jana) = (stage.manager.clone(), stage.jana.clone());
    stage
        .run(
            &manager,
            "setting.change",
            json!({"key": "account-limit", "value": "500"}),
        )
        .unwrap();
    for (quantity, allowed) in [("3", true), ("1", false)] {
        let order = stage.order(quantity);
        let parcel = stage.pick_and_ready(&order);
        let out = json!({"parcel": parcel, "collected_by": "Josef", "on_account": true});
        let done = stage.run(&jana, "parcel.hand_over", out.clone());
        assert_eq!(done.is_ok(), allowed, "{done:?}");
        if !allowed {
            assert_eq!(done.unwrap_err().id, "account-limit");
            stage.run(&manager, "parcel.hand_over", out).unwrap();
        }
    }
    stage.is_clean();
}

#[test]
fn a_payment_that_was_noted_wrongly_is_taken_back_the_way_it_came() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("1");
    stage
        .run(&jana, "drawer.open", json!({"float": "0.00"}))
        .unwrap();
    let limit = json!({"key": "cash-limit", "value": "200"});
    let manager = stage.manager.clone();
    stage.run(&manager, "setting.change", limit).unwrap();
    let pay = |means: &str| json!({"order": order, "amount": "156.09", "means": means});
    stage.run(&jana, "payment.take", pay("cash")).unwrap();
    let undo = json!({"payment": "R-2026-0001", "reason": "it was a card"});
    let undone = stage.run(&jana, "payment.undo", undo.clone()).unwrap();
    // 156.09 in cash were 156.00 over the counter.
    assert_eq!(
        (undone.text("given"), undone.text("due")),
        ("156.00", "156.09")
    );
    assert_eq!(undone.text("money"), "to-pay");
    let again = stage.run(&jana, "payment.undo", undo);
    assert_eq!(again.unwrap_err().id, "payment-undone");
    let back = json!({"payment": "R-2026-0002", "reason": "no"});
    let back = stage.run(&jana, "payment.undo", back);
    assert_eq!(back.unwrap_err().id, "payment-given");
    // What was taken back is not cash that the customer paid today.
    stage.run(&jana, "payment.take", pay("cash")).unwrap();
    let closed = stage
        .run(&jana, "drawer.close", json!({"counted": "156.00"}))
        .unwrap();
    assert_eq!(closed.text("difference"), "0.00");
    stage.clock.advance_seconds(24 * 3600);
    let late = json!({"payment": "R-2026-0003", "reason": "late"});
    let late = stage.run(&jana, "payment.undo", late);
    assert_eq!(late.unwrap_err().id, "payment-too-old");
    stage.is_clean();
}
