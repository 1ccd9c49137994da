//! The drawer: counted before anybody is told, every count kept, handed over by both who sign for it.

use crate::stage::{Stage, pin};
use serde_json::json;
use std::sync::Arc;
use swingdoor::cli::play_again;
use swingdoor::cover::handback;
use swingdoor::front::drawer::{CloseDrawer, Sheet, sheet};
use swingdoor::model::{DrawerEnd, Duty, Money};
use swingdoor::office::{Office, Reads, Session};
use swingdoor::words::{Lang, Words};

/// The tables of version 7.
const SCHEMA: &str = include_str!("../../assets/schema/0007.sql");

/// Jana has a drawer with a float of 1,000 and 468 of an order in it; gives the order.
fn with_cash(stage: &mut Stage) -> String {
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    let order = stage.order("3");
    let pay = json!({"order": order, "amount": "468.27", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
    order
}

fn sheet_of(stage: &mut Stage, number: &str) -> Sheet {
    let found = stage.office.read(|reader| sheet(reader, number));
    found.unwrap()
}

fn sums(sheet: &Sheet) -> Vec<i64> {
    sheet.counts.iter().map(|count| count.counted.0).collect()
}

/// A sheet as it was kept.
fn paper(stage: &mut Stage, number: &str) -> String {
    let row = stage.office.read(|reader| {
        reader.row(
            "select text from document where number = $1 and kind = 'drawer'",
            &[number.into()],
        )
    });
    let text = row.unwrap().unwrap().text(0).unwrap();
    assert!(
        text.lines().all(|line| line.chars().count() <= 40),
        "{text}"
    );
    text.replace('\u{a0}', " ")
}

#[test]
fn the_first_count_is_kept_and_stands_on_the_sheet_beside_the_next() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    with_cash(&mut stage);
    let before = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!((before.cash, before.difference()), (None, None));
    let refused = stage.run(&jana, "drawer.close", json!({}));
    assert_eq!(refused.unwrap_err().id, "drawer-not-counted");
    let counted = stage.does(&jana, "drawer.count", json!({"counted": "1460.00"}));
    assert_eq!(counted.text("difference"), "-8.00");
    let refused = stage.run(&jana, "drawer.close", json!({}));
    assert_eq!(refused.unwrap_err().id, "drawer-differs");
    stage.does(&jana, "drawer.count", json!({"counted": "1468.00"}));
    let close = json!({"float": "1000", "reason": "eight crowns in the tray"});
    let closed = stage.does(&jana, "drawer.close", close);
    assert_eq!(closed.result["closed"], true);
    let sheet = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!(sums(&sheet), [146_000, 146_800]);
    assert_eq!(sheet.counts[0].difference(), Money(-800));
    assert_eq!(sheet.difference(), Some(Money::ZERO));
    let text = paper(&mut stage, "D-2026-0001");
    for line in [
        "First count, 10:00 Jana Nováková",
        "1,460.00",
        "Count 2, 10:00 Jana Nováková",
        "To the safe",
        " 468.00",
        "Stays as float",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    stage.is_clean();
}

#[test]
fn a_count_that_differs_is_kept_where_closing_lacks_the_reason_so_trying_tells_nothing_unseen() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    with_cash(&mut stage);
    for tried in ["1400.00", "1500.00"] {
        let kept = stage.does(&jana, "drawer.close", json!({"counted": tried}));
        assert_eq!(kept.result["closed"], false);
    }
    let open = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!((sums(&open), open.closed), (vec![140_000, 150_000], None));
    // A float beyond the count is refused whether the count is right or not.
    for tried in ["1468.00", "1400.00"] {
        let close = json!({"counted": tried, "float": "2000", "reason": "x"});
        let refused = stage.run(&jana, "drawer.close", close);
        assert_eq!(refused.unwrap_err().id, "drawer-float-too-much");
    }
    let close = json!({"counted": "1460.00", "reason": "a coin rolled away"});
    let closed = stage.does(&jana, "drawer.close", close);
    assert_eq!(closed.text("difference"), "-8.00");
    let sheet = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!(sums(&sheet), [140_000, 150_000, 146_000]);
    assert!(paper(&mut stage, "D-2026-0001").contains("a coin rolled away"));
    stage.is_clean();
}

#[test]
fn what_was_missing_once_needs_a_reason_also_where_the_last_count_comes_out() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    with_cash(&mut stage);
    let counted = stage.does(&jana, "drawer.count", json!({"counted": "1447.00"}));
    assert_eq!(counted.text("difference"), "-21.00");
    // Counting what one was told: kept, and not closed.
    let tried = stage.does(&jana, "drawer.close", json!({"counted": "1468.00"}));
    assert_eq!(
        (&tried.result["closed"], tried.text("difference")),
        (&json!(false), "0.00")
    );
    let refused = stage.run(&jana, "drawer.close", json!({}));
    assert_eq!(refused.unwrap_err().id, "drawer-differs");
    let close = json!({"reason": "a note was stuck to another"});
    let closed = stage.does(&jana, "drawer.close", close);
    assert_eq!(closed.result["closed"], true);
    assert!(paper(&mut stage, "D-2026-0001").contains("a note was stuck"));
    stage.is_clean();
}

#[test]
fn a_drawer_is_given_only_to_somebody_who_can_take_it_over() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    stage.drawer();
    let give = json!({"to": "PM", "counted": "0"});
    let refused = stage.run(&jana, "drawer.give", give.clone()).unwrap_err();
    assert_eq!(refused.id, "drawer-to-untrained");
    assert_eq!(
        sums(&sheet_of(&mut stage, "D-2026-0001")),
        Vec::<i64>::new()
    );
    stage.sign_off("PM", Duty::Reception, "cover");
    stage.does(&jana, "drawer.give", give);
    stage.is_clean();
}

#[test]
fn cash_that_came_after_the_count_asks_for_another_one() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    with_cash(&mut stage);
    stage.does(&jana, "drawer.count", json!({"counted": "1468.00"}));
    let other = stage.order("1");
    let pay = json!({"order": other, "amount": "156.09", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
    // What came in since is no difference of that count.
    let open = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!(open.difference(), Some(Money::ZERO));
    assert_eq!(open.cash.unwrap().expected, Money(162_400));
    let refused = stage.run(&jana, "drawer.close", json!({}));
    assert_eq!(refused.unwrap_err().id, "drawer-moved");
    stage.does(&jana, "drawer.close", json!({"counted": "1624.00"}));
    let sheet = sheet_of(&mut stage, "D-2026-0001");
    let differences: Vec<_> = sheet
        .counts
        .iter()
        .map(|count| count.difference().0)
        .collect();
    assert_eq!(differences, [0, 0]);
    stage.is_clean();
}

#[test]
fn the_sheet_has_what_its_person_took_by_card_and_transfer_and_gave_back_meanwhile() {
    let mut stage = Stage::new();
    let (jana, marie) = (stage.jana.clone(), stage.manager.clone());
    let pay = |stage: &mut Stage, who: &Session, amount: &str, means: &str| {
        let order = stage.order("1");
        let pay = json!({"order": order, "amount": amount, "means": means});
        stage.does(who, "payment.take", pay);
        order
    };
    pay(&mut stage, &jana, "1.00", "card");
    let order = with_cash(&mut stage);
    pay(&mut stage, &jana, "100.00", "card");
    let cancelled = pay(&mut stage, &jana, "50.00", "card");
    pay(&mut stage, &jana, "70.00", "transfer");
    pay(&mut stage, &marie, "30.00", "card");
    for (order, amount, means) in [(&cancelled, "50.00", "card"), (&order, "468.27", "cash")] {
        let cancel = json!({"order": order, "reason": "changed their mind"});
        stage.does(&jana, "order.cancel", cancel);
        let back = json!({"order": order, "amount": amount, "means": means, "reason": "cancelled"});
        stage.does(&jana, "payment.refund", back);
    }
    stage.does(&jana, "drawer.close", json!({"counted": "1000"}));
    pay(&mut stage, &jana, "5.00", "card");
    let sheet = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!((sheet.card.taken, sheet.card.times), (Money(15_000), 2));
    assert_eq!((sheet.card.back, sheet.card.times_back), (Money(5_000), 1));
    assert_eq!(
        (sheet.transfer.taken, sheet.transfer.times),
        (Money(7_000), 1)
    );
    let cash = sheet.cash.unwrap();
    assert_eq!(cash.customers.back, Money(46_800));
    let text = paper(&mut stage, "D-2026-0001");
    assert!(text.contains("Given back: card, 1x"), "{text}");
    stage.is_clean();
}

#[test]
fn what_is_missing_of_the_float_that_stayed_is_a_difference_and_more_comes_out_of_the_safe() {
    let mut stage = Stage::new();
    let jana = stage.jana.clone();
    for (float, difference) in [("1000.00", ""), ("800.00", "-200.00"), ("1100.00", "")] {
        let opened = stage.does(&jana, "drawer.open", json!({"float": float}));
        assert_eq!(opened.text("difference"), difference, "{float}");
        let close =
            json!({"counted": float, "float": if float == "800.00" { float } else { "1000.00" }});
        stage.does(&jana, "drawer.close", close);
    }
    let row = stage.office.read(|reader| {
        reader.row(
            "select sum(amount) from posting where account = 'difference'",
            &[],
        )
    });
    assert_eq!(row.unwrap().unwrap().int(0).unwrap(), 20_000);
    // Whose it was, and at which terminal: Petr at the shelves has nothing to do with it.
    stage.sign_off("PM", Duty::Reception, "own");
    let petr = stage.petr.clone();
    let opened = stage.does(&petr, "drawer.open", json!({"float": "0"}));
    assert_eq!(opened.text("difference"), "");
    stage.is_clean();
}

#[test]
fn a_drawer_is_taken_over_only_when_both_have_counted_and_signed() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    with_cash(&mut stage);
    let take = json!({"of": "JN", "counted": "1468.00"});
    let refused = stage.run(&petr, "drawer.take_over", take.clone());
    assert_eq!(refused.unwrap_err().id, "drawer-not-given");
    let given = stage.does(&jana, "drawer.give", json!({"to": "PM", "counted": "1468"}));
    assert!(given.text("expected").is_empty() && given.text("difference").is_empty());
    // Cash that comes in meanwhile makes the signature void.
    let other = stage.order("1");
    let pay = json!({"order": other, "amount": "156.09", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
    let refused = stage.run(&petr, "drawer.take_over", take);
    assert_eq!(refused.unwrap_err().id, "drawer-not-given");
    // Whoever hands it over counts less than the other: that must be explained, though it is right now.
    stage.does(&jana, "drawer.give", json!({"to": "PM", "counted": "1620"}));
    let take = json!({"of": "JN", "counted": "1624.00"});
    let kept = stage.does(&petr, "drawer.take_over", take);
    assert_eq!(kept.result["taken"], false);
    assert_eq!((kept.text("given"), kept.text("of")), ("1620.00", "JN"));
    let explained = json!({"of": "JN", "reason": "four coins under the tray"});
    let taken = stage.does(&petr, "drawer.take_over", explained);
    assert_eq!(taken.text("closed_drawer"), "D-2026-0001");
    let sheet = sheet_of(&mut stage, "D-2026-0001");
    assert_eq!(sheet.how, Some(DrawerEnd::Both));
    assert_eq!(sums(&sheet), [146_800, 162_000, 162_400]);
    let text = paper(&mut stage, "D-2026-0001");
    assert!(text.contains("counted and signed by both"), "{text}");
    let next = sheet_of(&mut stage, taken.text("drawer"));
    assert_eq!(next.taken_from.as_deref(), Some("D-2026-0001"));
    stage.is_clean();
}

#[test]
fn a_drawer_is_handed_over_after_its_cover_has_begun_and_before_any_sheet_is_seen() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "500"}));
    let cover = json!({"duties": ["reception"], "reason": "lunch", "until": "40m", "for": "JN"});
    let cover = stage.agreed(&emma, &jana, cover);
    let number = cover.text("cover").to_owned();
    stage.does(&jana, "drawer.give", json!({"to": "EH", "counted": "500"}));
    let take = json!({"of": "JN", "counted": "500"});
    stage.does(&emma, "drawer.take_over", take);
    stage.does(&emma, "cover.end", json!({"cover": number}));
    stage.does(&emma, "drawer.give", json!({"to": "JN", "counted": "500"}));
    let line = stage.office.read(|reader| {
        reader.row(
            "select cover is null from journal order by seq desc limit 1",
            &[],
        )
    });
    assert!(line.unwrap().unwrap().flag(0).unwrap());
    stage.is_clean();
}

#[test]
fn the_drawer_of_somebody_who_is_ill_is_taken_over_alone_and_everybody_is_told() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "500"}));
    let cover = json!({"duties": ["reception"], "reason": "sick", "until": "2h", "for": "JN"});
    let cover = stage.agreed(&emma, &jana, cover);
    let number = cover.text("cover").to_owned();
    let take = json!({"of": "JN", "counted": "490", "reason": "not known"});
    stage.does(&emma, "drawer.take_alone", take);
    stage.clock.advance_seconds(60);
    stage.does(&emma, "cover.end", json!({"cover": number}));
    let (shown, text) = stage
        .office
        .read(|reader| {
            let shown = handback::sheet(reader, &number)?;
            let words = Words::new(Lang::En, "CZK", chrono_tz::Europe::Prague);
            let text = handback::paper(&shown, &words, reader.now(), 80);
            Ok((shown, text.join("\n").replace('\u{a0}', " ")))
        })
        .unwrap();
    let line = &shown.lines[0];
    assert_eq!(
        (line.verb.as_str(), line.review),
        ("drawer.take_alone", true)
    );
    for part in [
        "taken over ALONE: Jana Nováková was away (D-2026-0001)",
        "CZK 490.00",
        "difference: not known",
        "-CZK 10.00",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let told = stage.office.read(|reader| {
        reader.row(
            "select n.data from notice n cross join staff s on s.id = n.staff where s.code = 'JN' and n.kind = 'drawer-taken'",
            &[],
        )
    });
    let told = told.unwrap().unwrap().text(0).unwrap();
    assert!(
        told.contains("Emma Hughes") && told.contains("490.00"),
        "{told}"
    );
    assert_eq!(
        sheet_of(&mut stage, "D-2026-0001").how,
        Some(DrawerEnd::Alone)
    );
    assert!(paper(&mut stage, "D-2026-0001").contains("ALONE"));
    stage.is_clean();
}

#[test]
fn a_drawers_life_played_again_makes_the_same_counts_and_sheets() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    with_cash(&mut stage);
    stage.does(&jana, "drawer.close", json!({"counted": "1400"}));
    stage.does(&jana, "drawer.give", json!({"to": "PM", "counted": "1468"}));
    let take = json!({"of": "JN", "counted": "1468", "reason": "a note was overlooked"});
    stage.does(&petr, "drawer.take_over", take);
    let take = json!({"of": "PM", "counted": "1460", "reason": "not known"});
    stage.does(&jana, "drawer.take_alone", take);
    stage.does(&jana, "drawer.count", json!({"counted": "1460"}));
    stage.does(&jana, "drawer.close", json!({"float": "1000"}));
    let path = stage.path();
    let faults = play_again(&mut stage.office, &path, &mut |_, _| {}).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn drawers_of_an_earlier_version_keep_their_one_count() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    with_cash(&mut stage);
    let take = json!({"of": "JN", "counted": "1460", "reason": "not known"});
    stage.does(&petr, "drawer.take_alone", take);
    stage.does(&petr, "drawer.close", json!({"counted": "1460"}));
    stage.does(&jana, "drawer.open", json!({"float": "100"}));
    let old = stage.folder().join("old.swing");
    stage.copy_to(&old);
    #[expect(
        clippy::disallowed_methods,
        reason = "the file as an earlier version had it"
    )]
    let connection = rusqlite::Connection::open(&old).unwrap();
    let before = "drop table drawer_count; alter table drawer drop column closed_seq; alter table drawer drop column closed_how;
                  alter table drawer drop column float_left;";
    connection.execute_batch(before).unwrap();
    // What brings such a file up to date.
    let (_, block) = SCHEMA.split_once("-- The drawer: ").unwrap();
    let last = "where closed_seq is not null;";
    let (block, _) = block.split_once(last).unwrap();
    let block = format!("-- {block} {last}");
    connection.execute_batch(&block).unwrap();
    drop(connection);
    let mut office = Office::open(&old, Arc::new(stage.clock.clone())).unwrap();
    let faults = swingdoor::cli::check(&mut office).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
    let read = |number: &str, office: &mut Office| {
        let found = office.read(|reader| sheet(reader, number));
        found.unwrap()
    };
    let first = read("D-2026-0001", &mut office);
    assert_eq!(
        (sums(&first), first.how),
        (vec![146_000], Some(DrawerEnd::Alone))
    );
    let second = read("D-2026-0002", &mut office);
    assert_eq!(
        (sums(&second), second.how),
        (vec![146_000], Some(DrawerEnd::Closed))
    );
    assert_eq!(read("D-2026-0003", &mut office).counts, []);
    // Their counts go on as everybody's.
    let session = office.sign_in("hall", "JN", &pin("1937"), true).unwrap();
    let counted = Some(Money(10_000));
    let close = CloseDrawer {
        counted,
        reason: String::new(),
        float: counted,
    };
    office.perform(&session, &close).unwrap();
    assert_eq!(read("D-2026-0003", &mut office).left, Money(10_000));
}

#[test]
fn cash_under_a_cover_belongs_to_a_drawer_of_the_coverer_s_or_the_one_taken_over() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let jana = stage.jana.clone();
    let orders = [stage.order("1"), stage.order("1")];
    stage.does(&jana, "drawer.open", json!({"float": "500"}));
    let cover = json!({"duties": ["reception"], "reason": "lunch", "until": "40m", "for": "JN"});
    stage.agreed(&emma, &jana, cover);
    let pay = |order: &String| json!({"order": order, "amount": "100", "means": "cash"});
    let refused = stage.run(&emma, "payment.take", pay(&orders[0]));
    assert_eq!(refused.unwrap_err().id, "drawer-not-open");
    stage.does(&jana, "drawer.give", json!({"to": "EH", "counted": "500"}));
    stage.does(
        &emma,
        "drawer.take_over",
        json!({"of": "JN", "counted": "500"}),
    );
    stage.does(&emma, "payment.take", pay(&orders[0]));
    let owner = stage.office.read(|reader| {
        let row = reader.row(
            "select s.code from payment p join drawer d on d.id = p.drawer join staff s on s.id = d.staff",
            &[],
        )?;
        Ok(row.unwrap().text(0)?)
    });
    assert_eq!(owner.unwrap(), "EH");
    stage.is_clean();
}
