//! Orders that change, goods that were picked wrongly or in vain, and goods that come back.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::office::Reads;

fn order_says(stage: &mut Stage, order: &str) -> String {
    let row = stage.office.read(|reader| {
        reader.row(
            "select fulfilment || ' ' || money || ' ' || total from orders where number = $1",
            &[order.into()],
        )
    });
    row.unwrap().unwrap().text(0).unwrap()
}

fn on_hand(stage: &mut Stage) -> (i64, i64) {
    let row = stage.office.read(|reader| {
        reader.row(
            "select on_hand, allocated from item where code = 'PAP'",
            &[],
        )
    });
    let row = row.unwrap().unwrap();
    (row.int(0).unwrap() / 1000, row.int(1).unwrap() / 1000)
}

#[test]
fn an_order_is_changed_before_picking_and_it_just_happens() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("3");
    let more = json!({"order": order, "lines": [{"line": 1, "quantity": "12"}]});
    let changed = stage.run(&jana, "order.change", more).unwrap();
    assert_eq!(changed.text("total"), "1873.08");
    assert_eq!(on_hand(&mut stage), (10, 10));
    stage.receive("5");
    assert_eq!(on_hand(&mut stage), (15, 12));
    let less = json!({"order": order, "lines": [{"line": 1, "quantity": "2"}], "add": [{"item": "PAP", "quantity": "1"}], "needed_by": "16:00"});
    stage.run(&jana, "order.change", less).unwrap();
    assert_eq!(on_hand(&mut stage), (15, 3));
    assert_eq!(order_says(&mut stage, &order), "to-pick to-pay 46827");
    stage.is_clean();
}

#[test]
fn a_change_after_picking_waits_for_a_decision_and_the_goods_do_not_leave() {
    for (decision, says, held) in [
        ("put-back", "ready to-pay 15609", (10, 1)),
        ("keep", "ready to-pay 46827", (10, 3)),
        ("send", "ready to-pay 46827", (10, 3)),
    ] {
        let mut stage = Stage::new();
        stage.anyone_may_owe();
        let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
        let order = stage.order("3");
        let parcel = stage.pick_and_ready(&order);
        let less =
            json!({"order": order, "lines": [{"line": 1, "quantity": "1"}], "reason": "too many"});
        let waits = stage.run(&jana, "order.change", less.clone()).unwrap();
        assert_eq!(waits.result["exceptions"], json!(["EX-2026-0001"]));
        assert_eq!(
            stage.run(&jana, "order.change", less).unwrap_err().id,
            "exception-waits"
        );
        let out = json!({"parcel": parcel, "collected_by": "Josef", "on_account": true});
        let refused = stage.run(&jana, "parcel.hand_over", out.clone());
        assert_eq!(refused.unwrap_err().id, "exception-waits");
        let decide = json!({"exception": "EX-2026-0001", "decision": decision});
        stage
            .run(&petr, "exception.decide", decide.clone())
            .unwrap();
        assert_eq!(
            stage.run(&petr, "exception.decide", decide).unwrap_err().id,
            "exception-decided"
        );
        assert_eq!(order_says(&mut stage, &order), says, "{decision}");
        assert_eq!(on_hand(&mut stage), held, "{decision}");
        let gone = stage.run(&jana, "parcel.hand_over", out);
        assert_eq!(gone.is_ok(), decision != "keep", "{gone:?}");
        stage.is_clean();
    }
}

#[test]
fn a_cancelled_order_whose_goods_are_picked_is_put_back_whole() {
    let mut stage = Stage::new();
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    let order = stage.order("3");
    stage.pick_and_ready(&order);
    stage
        .run(
            &jana,
            "order.cancel",
            json!({"order": order, "reason": "no money"}),
        )
        .unwrap();
    stage
        .run(
            &petr,
            "exception.decide",
            json!({"exception": "EX-2026-0001", "decision": "put-back"}),
        )
        .unwrap();
    let show = stage.office.read(|reader| {
        reader.row(
            "select commercial, cancelled, (select count(*) from parcel) from orders",
            &[],
        )
    });
    let row = show.unwrap().unwrap();
    assert_eq!(row.text(0).unwrap(), "cancelled");
    assert_eq!(row.text(1).unwrap(), "no money");
    assert_eq!(row.int(2).unwrap(), 0);
    assert_eq!(on_hand(&mut stage), (10, 0));
    stage.is_clean();
}

#[test]
fn goods_come_back_in_four_ways() {
    for (outcome, says, held) in [
        ("restock", "handed-over refund-due 31218", (8, 0)),
        ("refund", "handed-over refund-due 31218", (7, 0)),
        ("replace", "to-pick paid 46827", (8, 1)),
        ("reject", "handed-over paid 46827", (7, 0)),
    ] {
        let mut stage = Stage::new();
        let jana = stage.jana.clone();
        let order = stage.order("3");
        let parcel = stage.pick_and_ready(&order);
        stage
            .run(
                &jana,
                "payment.take",
                json!({"order": order, "amount": "468.27", "means": "card"}),
            )
            .unwrap();
        stage
            .run(
                &jana,
                "parcel.hand_over",
                json!({"parcel": parcel, "collected_by": "Josef"}),
            )
            .unwrap();
        let back = |quantity: &str| json!({"order": order, "reason": "creased", "lines": [{"line": 1, "quantity": quantity, "outcome": outcome, "bin": "A1"}]});
        assert_eq!(
            stage.run(&jana, "return.take", back("4")).unwrap_err().id,
            "more-than-handed-over"
        );
        stage.run(&jana, "return.take", back("1")).unwrap();
        assert_eq!(order_says(&mut stage, &order), says, "{outcome}");
        assert_eq!(on_hand(&mut stage), held, "{outcome}");
        stage.is_clean();
        if outcome == "replace" {
            let parcel = stage.pick_and_ready(&order);
            stage
                .run(
                    &jana,
                    "parcel.hand_over",
                    json!({"parcel": parcel, "collected_by": "Josef"}),
                )
                .unwrap();
            assert_eq!(order_says(&mut stage, &order), "handed-over paid 46827");
        } else if outcome != "reject" {
            stage.run(&jana, "payment.refund", json!({"order": order, "amount": "156.09", "means": "card", "reason": "RT-2026-0001"})).unwrap();
            assert_eq!(order_says(&mut stage, &order), "handed-over paid 31218");
        }
        stage.is_clean();
    }
}

#[test]
fn a_cancelled_order_is_taken_up_again_with_what_is_free_by_then() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let order = stage.order("8");
    let number = json!({"order": order});
    let early = stage.run(&jana, "order.reinstate", number.clone());
    assert_eq!(early.unwrap_err().id, "not-cancelled");
    let cancel = json!({"order": order, "reason": "wrong one"});
    stage.run(&jana, "order.cancel", cancel).unwrap();
    // Somebody else takes five of the ten meanwhile.
    stage.order("5");
    let again = stage.run(&jana, "order.reinstate", number).unwrap();
    assert_eq!(again.text("total"), "1248.72");
    let rows = stage.office.read(|reader| {
        reader.row(
            "select l.allocated, l.waiting, o.cancelled is null from order_line l join orders o on o.id = l.orders where o.number = $1",
            &[order.as_str().into()],
        )
    });
    let row = rows.unwrap().unwrap();
    assert_eq!((row.int(0).unwrap(), row.int(1).unwrap()), (5_000, 3_000));
    assert!(row.flag(2).unwrap());
    stage.is_clean();
}

#[test]
fn a_tick_is_not_taken_back_once_goods_have_left() {
    let mut stage = Stage::new();
    stage.anyone_may_owe();
    let jana = stage.jana.clone();
    let place = json!({"customer": "C-00001", "papers": ["delivery-note"], "lines": [{"item": "PAP", "quantity": "1"}]});
    let order = stage.run(&jana, "order.place", place).unwrap();
    let order = order.text("order").to_owned();
    let untick = json!({"order": order, "paper": "delivery-note"});
    let early = stage.run(&jana, "paper.untick", untick.clone());
    assert_eq!(early.unwrap_err().id, "paper-not-signed");
    let sign = json!({"order": order, "paper": "delivery-note", "signed_by": "Horák"});
    stage.run(&jana, "paper.sign", sign.clone()).unwrap();
    stage.run(&jana, "paper.untick", untick.clone()).unwrap();
    let parcel = stage.pick_and_ready(&order);
    let go = json!({"parcel": parcel, "collected_by": "Horák", "on_account": true});
    let unsigned = stage.run(&jana, "parcel.hand_over", go.clone());
    assert_eq!(unsigned.unwrap_err().id, "paper-missing");
    stage.run(&jana, "paper.sign", sign).unwrap();
    stage.run(&jana, "parcel.hand_over", go).unwrap();
    let late = stage.run(&jana, "paper.untick", untick);
    assert_eq!(late.unwrap_err().id, "paper-gone-with-goods");
    stage.is_clean();
}

#[test]
fn a_line_that_is_cancelled_is_not_cancelled_again() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    let two = json!({"customer": "C-00001", "lines": [{"item": "PAP", "quantity": "1"}, {"item": "PAP", "quantity": "2"}]});
    let order = stage.run(&jana, "order.place", two).unwrap().subject;
    let cancel = json!({"order": order, "lines": [1], "reason": "too many"});
    stage.run(&jana, "order.cancel", cancel.clone()).unwrap();
    let again = stage.run(&jana, "order.cancel", cancel).unwrap_err();
    assert_eq!(again.id, "nothing-to-cancel");
    stage.is_clean();
}
