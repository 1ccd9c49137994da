//! The sums of a drawer: what its list says is what its sheet and the ledger say.

use super::Person;
use crate::stage::{Stage, pin};
use crossterm::event::KeyCode;
use serde_json::json;
use swingdoor::model::Duty;
use swingdoor::office::{Reads, Session};

/// Jana's drawer began with 1,000 and was closed with 1,460 counted, of which 1,000 stay: eight crowns are missing.
fn closed(stage: &mut Stage) {
    let jana = stage.jana.clone();
    with_cash(stage);
    let close = json!({"counted": "1460", "float": "1000", "reason": "not known"});
    stage.does(&jana, "drawer.close", close);
}

/// Jana's drawer began with 1,000, and 468 came in.
fn with_cash(stage: &mut Stage) {
    let jana = stage.jana.clone();
    stage.does(&jana, "drawer.open", json!({"float": "1000"}));
    let order = stage.order("3");
    let pay = json!({"order": order, "amount": "468.27", "means": "cash"});
    stage.does(&jana, "payment.take", pay);
}

/// The ledger of the line that closed the first drawer: account, and amount.
fn ledger(stage: &mut Stage) -> Vec<(String, i64)> {
    let rows = stage.office.read(|reader| {
        reader.rows(
            "select account, amount from posting where seq = (select closed_seq from drawer where id = 1) order by nr",
            &[],
        )
    });
    let rows = rows.unwrap();
    let row = rows
        .iter()
        .map(|row| (row.text(0).unwrap(), row.int(1).unwrap()));
    row.collect()
}

/// Jana, who works at the same terminal again without a screen.
fn signed_in(stage: &mut Stage) -> Session {
    let signed_in = stage.office.sign_in("hall", "JN", &pin("1937"), true);
    signed_in.unwrap()
}

/// Whether all is well but for the proof of the rows, which has seen that they were written by hand.
#[track_caller]
fn keeps_the_rules(stage: &mut Stage) {
    let faults = swingdoor::cli::check(&mut stage.office).unwrap();
    let others: Vec<_> = faults
        .iter()
        .filter(|fault| fault.invariant != 48)
        .collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[track_caller]
fn sees_all(person: &mut Person, lines: &[&str]) {
    for line in lines {
        person.sees(line);
    }
}

/// What the list says of a drawer that was closed with a float.
const MOVES: [&str; 3] = [
    "-460.00  safe",
    "-1,000.00  float of the next",
    "-8.00  difference",
];

#[test]
fn the_list_says_what_went_into_the_safe_and_what_stayed_as_the_sheet_does() {
    let mut stage = Stage::new();
    closed(&mut stage);
    let parts = [
        ("cash", -146_800),
        ("safe", 46_000),
        ("cash", 100_000),
        ("difference", 800),
    ];
    let parts = parts.map(|(account, amount)| (account.to_owned(), amount));
    assert_eq!(ledger(&mut stage), parts);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('5'));
    sees_all(&mut jana, &MOVES);
    stage.is_clean();
    // The next one begins with what stayed, and more comes out of the safe.
    drop(jana);
    let signed_in = signed_in(&mut stage);
    stage.does(&signed_in, "drawer.open", json!({"float": "1200"}));
    stage.does(&signed_in, "drawer.count", json!({"counted": "1200"}));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('5'));
    sees_all(&mut jana, &["200.00  safe", "1,000.00  float of the next"]);
    stage.is_clean();
}

#[test]
fn a_drawer_of_an_earlier_version_says_the_same_and_its_float_comes_out_of_the_safe() {
    let mut stage = Stage::new();
    closed(&mut stage);
    #[expect(
        clippy::disallowed_methods,
        reason = "the file as an earlier version had it"
    )]
    let connection = rusqlite::Connection::open(stage.path()).unwrap();
    let all_into_the_safe = "update posting set amount = 146000 where account = 'safe' and seq = (select closed_seq from drawer where id = 1);
                             delete from posting where account = 'cash' and drawer is null";
    connection.execute_batch(all_into_the_safe).unwrap();
    drop(connection);
    keeps_the_rules(&mut stage);
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::Char('5'));
    sees_all(&mut jana, &MOVES);
    drop(jana);
    let signed_in = signed_in(&mut stage);
    stage.does(&signed_in, "drawer.open", json!({"float": "1000"}));
    let safe = stage.office.read(|reader| {
        reader.row(
            "select amount from posting where account = 'safe' order by seq desc limit 1",
            &[],
        )
    });
    assert_eq!(safe.unwrap().unwrap().int(0).unwrap(), -100_000);
    keeps_the_rules(&mut stage);
}

#[test]
fn after_a_take_over_the_first_float_is_suggested_and_nothing_went_into_the_safe() {
    let mut stage = Stage::new();
    stage.sign_off("PM", Duty::Reception, "own");
    let (jana, petr) = (stage.jana.clone(), stage.petr.clone());
    with_cash(&mut stage);
    for (giver, of, taker, to) in [(&jana, "JN", &petr, "PM"), (&petr, "PM", &jana, "JN")] {
        stage.does(giver, "drawer.give", json!({"to": to, "counted": "1468"}));
        stage.does(
            taker,
            "drawer.take_over",
            json!({"of": of, "counted": "1468"}),
        );
    }
    let safe = stage
        .office
        .read(|reader| reader.row("select count(*) from posting where account = 'safe'", &[]));
    // The float of the first one came out of it.
    assert_eq!(safe.unwrap().unwrap().int(0).unwrap(), 1);
    let mut person = Person::at(&stage, "hall", "JN", "1937");
    person.press(KeyCode::Char('5'));
    person.press(KeyCode::Char('c'));
    person.type_text("1468");
    person.press(KeyCode::Enter);
    sees_all(&mut person, &["Stays as float", "1000.00", "468.00"]);
    assert!(!person.screen().contains("1468.00"), "{}", person.screen());
    person.ctrl('s');
    person.sees("p print");
    person.press(KeyCode::Esc);
    sees_all(&mut person, &["-468.00  safe", "1,468.00  other drawer"]);
    stage.is_clean();
}

#[test]
fn whoever_was_covered_reads_in_the_notice_what_was_taken_and_which_drawer_did_not_come_out() {
    let mut stage = Stage::new();
    let emma = stage.emma();
    let jana = stage.jana.clone();
    let cover = json!({"duties": ["reception"], "reason": "lunch", "until": "40m", "for": "JN"});
    let cover = stage.agreed(&emma, &jana, cover).text("cover").to_owned();
    stage.does(&emma, "drawer.open", json!({"float": "500"}));
    let order = stage.order("3");
    for (amount, means) in [
        ("300.00", "cash"),
        ("68.27", "card"),
        ("100.00", "transfer"),
    ] {
        let pay = json!({"order": order, "amount": amount, "means": means});
        stage.does(&emma, "payment.take", pay);
    }
    // What was undone was not taken.
    let undo = json!({"payment": "R-2026-0003", "reason": "not yet there"});
    stage.does(&emma, "payment.undo", undo);
    let close = json!({"counted": "790", "reason": "not known"});
    stage.does(&emma, "drawer.close", close);
    stage.clock.advance_seconds(60);
    stage.does(&emma, "cover.end", json!({"cover": cover}));
    let mut jana = Person::at(&stage, "hall", "JN", "1937");
    jana.press(KeyCode::F(2));
    jana.press(KeyCode::Char('4'));
    sees_all(
        &mut jana,
        &[
            "Taken: card CZK 68.27, cash",
            "CZK 300.00. Drawer D-2026-0001 differs by -CZK 10.00.",
        ],
    );
    stage.is_clean();
}
