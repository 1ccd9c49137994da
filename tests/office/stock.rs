//! Counting blind, writing off, carrying goods about, and labels that are read wrongly.

use crate::stage::Stage;
use serde_json::json;
use swingdoor::model::Duty;
use swingdoor::office::Reads;

fn in_bin(stage: &mut Stage, bin: &str) -> i64 {
    let row = stage.office.read(|reader| {
        reader.row(
            "select coalesce(sum(s.on_hand), 0) from stock s join bin b on b.id = s.bin where b.code = $1",
            &[bin.into()],
        )
    });
    row.unwrap().unwrap().int(0).unwrap() / 1000
}

#[test]
fn a_count_changes_nothing_until_an_owner_approves_it() {
    let mut stage = Stage::new();
    stage.sign_off("JN", Duty::Stock, "cover");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    stage.order("9");
    let cover = json!({"duties": ["stock"], "reason": "lunch", "until": "30m"});
    stage.run(&jana, "cover.declare", cover).unwrap();
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "7"}]});
    let counted = stage.run(&jana, "stock.count", count).unwrap();
    assert_eq!(counted.result["differ"], 1);
    assert_eq!(in_bin(&mut stage, "A1"), 10);
    let approve = json!({"count": "CN-2026-0001"});
    let refused = stage.run(&jana, "stock.approve_count", approve.clone());
    assert_eq!(refused.unwrap_err().id, "owner-only");
    // What moves between the count and its approval stays true.
    stage.receive("5");
    stage
        .run(&petr, "stock.approve_count", approve.clone())
        .unwrap();
    assert_eq!(in_bin(&mut stage, "A1"), 12);
    assert!(stage.run(&petr, "stock.approve_count", approve).is_err());
    stage.is_clean();
}

#[test]
fn a_count_that_differs_by_much_is_approved_by_somebody_else_than_who_made_it() {
    let mut stage = Stage::new();
    let (petr, manager) = (stage.petr.clone(), stage.manager.clone());
    let count =
        |counted: &str| json!({"bin": "A1", "lines": [{"item": "PAP", "counted": counted}]});
    // Ten packs at 129.00: two are 258.00, eight are 1,032.00, and the office lets pass 1,000.00.
    stage.does(&petr, "stock.count", count("8"));
    stage.does(
        &petr,
        "stock.approve_count",
        json!({"count": "CN-2026-0001"}),
    );
    stage.does(&petr, "stock.count", count("0"));
    let own = json!({"count": "CN-2026-0002"});
    let refused = stage.run(&petr, "stock.approve_count", own.clone());
    let refused = refused.unwrap_err();
    assert_eq!(refused.id, "own-count");
    assert_eq!(refused.json()["value"], "1032.00");
    assert_eq!(refused.json()["who"], json!(["Marie Dvořáková"]));
    assert_eq!(in_bin(&mut stage, "A1"), 8);
    stage.does(&manager, "stock.approve_count", own);
    assert_eq!(in_bin(&mut stage, "A1"), 0);
    // Where nobody else owns stock there is nobody to ask.
    stage.receive("20");
    stage.sign_off("MD", Duty::Stock, "cover");
    stage.does(&petr, "stock.count", count("0"));
    stage.does(
        &petr,
        "stock.approve_count",
        json!({"count": "CN-2026-0003"}),
    );
    stage.is_clean();
}

#[test]
fn goods_are_written_off_and_the_last_promise_waits_again() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let order = stage.order("9");
    let gone = json!({"item": "PAP", "bin": "A1", "quantity": "4", "reason": "wet"});
    let done = stage.run(&petr, "stock.write_off", gone).unwrap();
    assert_eq!(done.text("on_hand"), "6");
    let row = stage.office.read(|reader| {
        reader.row(
            "select waiting from order_line l join orders o on o.id = l.orders where o.number = $1",
            &[order.as_str().into()],
        )
    });
    assert_eq!(row.unwrap().unwrap().int(0).unwrap(), 3_000);
    stage.is_clean();
}

#[test]
fn goods_are_carried_and_picked_on_the_way_through_the_shelves() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    for (verb, fields) in [
        (
            "stock.move",
            json!({"item": "PAP", "from": "A1", "to": "Z1", "quantity": "4"}),
        ),
        ("bin.set", json!({"bin": "A1", "walk": 9})),
    ] {
        stage.run(&petr, verb, fields).unwrap();
    }
    let same = json!({"item": "PAP", "from": "A1", "to": "A1", "quantity": "1"});
    assert_eq!(
        stage.run(&petr, "stock.move", same).unwrap_err().id,
        "same-bin"
    );
    let order = stage.order("5");
    stage
        .run(&petr, "order.pick", json!({"order": order}))
        .unwrap();
    assert_eq!((in_bin(&mut stage, "Z1"), in_bin(&mut stage, "A1")), (0, 5));
    stage.is_clean();
}

#[test]
fn a_label_that_was_misread_is_refused() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let wrong = json!({"item": "PAP", "barcode": "4006381333932"});
    assert_eq!(
        stage.run(&petr, "item.edit", wrong).unwrap_err().id,
        "bad-barcode"
    );
    stage
        .run(
            &petr,
            "item.edit",
            json!({"item": "PAP", "barcode": "4006381333931", "low_at": "3"}),
        )
        .unwrap();
    let placed =
        json!({"customer": "C-00001", "lines": [{"item": "4006381333931", "quantity": "1"}]});
    let jana = stage.jana.clone();
    stage.run(&jana, "order.place", placed).unwrap();
    stage.is_clean();
}

#[test]
fn goods_of_much_worth_leave_the_books_only_when_somebody_else_approves_it() {
    for verb in ["stock.adjust", "stock.write_off"] {
        let mut stage = Stage::new();
        let (petr, manager) = (stage.petr.clone(), stage.manager.clone());
        let gone = |pieces: &str| {
            let minus = if verb == "stock.adjust" { "-" } else { "" };
            let quantity = format!("{minus}{pieces}");
            json!({"item": "PAP", "bin": "A1", "quantity": quantity, "reason": "gone"})
        };
        // One pack is 129.00, eight are 1,032.00, and the office lets pass 1,000.00.
        let done = stage.does(&petr, verb, gone("1"));
        assert_eq!((done.text("count"), done.text("on_hand")), ("", "9"));
        let waits = stage.does(&petr, verb, gone("8"));
        assert_eq!(waits.text("count"), "CN-2026-0001");
        assert_eq!(waits.result["who"], json!(["Marie Dvořáková"]));
        assert_eq!(in_bin(&mut stage, "A1"), 9);
        let approve = json!({"count": "CN-2026-0001"});
        let own = stage.run(&petr, "stock.approve_count", approve.clone());
        assert_eq!(own.unwrap_err().id, "own-count");
        stage.does(&manager, "stock.approve_count", approve);
        assert_eq!(in_bin(&mut stage, "A1"), 1);
        let more = stage.run(&petr, verb, gone("9")).unwrap_err();
        assert_eq!(more.id, "not-enough-in-bin");
        stage.is_clean();
        let path = stage.path();
        let faults = swingdoor::cli::play_again(&mut stage.office, &path, &mut |_, _| {});
        assert!(faults.unwrap().is_empty());
    }
}

#[test]
fn a_number_that_was_put_right_after_the_count_is_not_taken_twice() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "8"}]});
    stage.does(&petr, "stock.count", count.clone());
    let found = json!({"item": "PAP", "bin": "A1", "quantity": "-2", "reason": "two are gone"});
    stage.does(&petr, "stock.adjust", found);
    let approve = json!({"count": "CN-2026-0001"});
    let refused = stage.run(&petr, "stock.approve_count", approve);
    let refused = refused.unwrap_err();
    assert_eq!(refused.id, "count-corrected");
    assert_eq!(refused.json()["quantity"], "-2");
    assert_eq!(in_bin(&mut stage, "A1"), 8);
    // Counted again it comes out, and nothing waits any more.
    let again = stage.does(&petr, "stock.count", count);
    assert_eq!(again.result["differ"], 0);
    let approve = json!({"count": "CN-2026-0001"});
    let gone = stage.run(&petr, "stock.approve_count", approve);
    assert_eq!(gone.unwrap_err().id, "not-found");
    assert_eq!(in_bin(&mut stage, "A1"), 8);
    stage.is_clean();
}

#[test]
fn a_bin_that_is_counted_twice_differs_once() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "8"}]});
    stage.run(&petr, "stock.count", count.clone()).unwrap();
    stage.run(&petr, "stock.count", count).unwrap();
    // The first one was settled by the second.
    let approve = |number: &str| json!({"count": number});
    let first = stage.run(&petr, "stock.approve_count", approve("CN-2026-0001"));
    assert_eq!(first.unwrap_err().id, "not-found");
    stage
        .run(&petr, "stock.approve_count", approve("CN-2026-0002"))
        .unwrap();
    assert_eq!(in_bin(&mut stage, "A1"), 8);
    stage.is_clean();
}

#[test]
fn a_count_that_was_wrong_itself_is_discarded() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    let count = json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "1"}]});
    stage.run(&petr, "stock.count", count).unwrap();
    let number = json!({"count": "CN-2026-0001"});
    stage
        .run(&petr, "stock.discard_count", number.clone())
        .unwrap();
    let gone = stage.run(&petr, "stock.approve_count", number);
    assert_eq!(gone.unwrap_err().id, "not-found");
    assert_eq!(in_bin(&mut stage, "A1"), 10);
    stage.is_clean();
}

#[test]
fn an_answer_says_which_goods_made_a_new_bin() {
    let mut stage = Stage::new();
    let petr = stage.petr.clone();
    for (bin, is_new) in [("A1", false), ("ZZ9", true), ("ZZ9", false)] {
        let goods = json!({"item": "PAP", "bin": bin, "quantity": "1"});
        let came = stage.run(&petr, "stock.receive", goods).unwrap();
        assert_eq!(came.result.contains_key("new_bin"), is_new, "{bin}");
    }
    let carry = json!({"item": "PAP", "from": "A1", "to": "B7", "quantity": "1"});
    let carried = stage.run(&petr, "stock.move", carry).unwrap();
    assert_eq!(carried.result["new_bin"], true);
    stage.is_clean();
}
