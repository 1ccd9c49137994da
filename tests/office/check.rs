//! Whatever is made wrong in the file, `check` finds it, says which rule it breaks, and where.

use crate::stage::Stage;
use serde_json::json;
use std::sync::Arc;
use swingdoor::cli::check;
use swingdoor::office::Office;

/// Rows of every kind that the rules are about.
pub(super) fn lively() -> Stage {
    let mut stage = Stage::new();
    let (jana, petr, marie) = (
        stage.jana.clone(),
        stage.petr.clone(),
        stage.manager.clone(),
    );
    // One that was closed after two counts, one that the manager took over, and theirs.
    stage.does(&jana, "drawer.open", json!({"float": "100.00"}));
    stage.does(&jana, "drawer.count", json!({"counted": "90.00"}));
    stage.does(
        &jana,
        "drawer.close",
        json!({"counted": "99.00", "reason": "a coin", "float": "50.00"}),
    );
    stage.does(&jana, "drawer.open", json!({"float": "100.00"}));
    stage.does(
        &jana,
        "drawer.give",
        json!({"to": "MD", "counted": "100.00"}),
    );
    stage.does(
        &marie,
        "drawer.take_over",
        json!({"of": "JN", "counted": "100.00"}),
    );
    stage.does(&jana, "drawer.open", json!({"float": "100.00"}));
    let lines = json!([{"item": "PAP", "quantity": "2"}]);
    for _ in 0..2 {
        stage.does(
            &jana,
            "order.place",
            json!({"customer": "C-00001", "lines": lines}),
        );
    }
    stage.does(&petr, "order.pick", json!({"order": "SO-2026-0001"}));
    stage.does(
        &petr,
        "parcel.ready",
        json!({"parcel": "P-2026-0001", "place": "P1"}),
    );
    stage.does(
        &jana,
        "payment.take",
        json!({"order": "SO-2026-0001", "amount": "312.18", "means": "card"}),
    );
    stage.does(
        &jana,
        "parcel.hand_over",
        json!({"parcel": "P-2026-0001", "collected_by": "Horák"}),
    );
    stage.agreed(
        &jana,
        &petr,
        json!({"duties": ["fulfilment"], "reason": "lunch", "until": "30m", "for": "PM"}),
    );
    stage.does(&jana, "order.pick", json!({"order": "SO-2026-0002"}));
    stage.clock.advance_seconds(600);
    stage.does(&jana, "cover.end", json!({"cover": "CS-2026-0001"}));
    stage.does(
        &marie,
        "stock.count",
        json!({"bin": "A1", "lines": [{"item": "PAP", "counted": "6"}]}),
    );
    for (verb, fields) in [
        (
            "roster.set_week",
            json!({"staff": "JN", "weekdays": "mo", "hours": "8-16"}),
        ),
        (
            "roster.set_day",
            json!({"staff": "JN", "date": "2026-12-01", "hours": "off"}),
        ),
        (
            "calendar.close",
            json!({"date": "2026-12-31", "name": "company holiday"}),
        ),
        (
            "absence.ask",
            json!({"kind": "holiday", "from": "2026-12-02", "staff": "JN"}),
        ),
        (
            "absence.ask",
            json!({"kind": "training", "from": "2026-12-03", "staff": "JN"}),
        ),
    ] {
        stage.does(&marie, verb, fields);
    }
    stage
}

/// What somebody who goes round the program writes; the rule that it breaks; what names the place.
pub(super) type Forgery = (&'static str, u8, &'static str);

const FORGERIES: &[Forgery] = &[
    ("update posting set amount = amount + 1 where nr = 1 and account = 'card'", 1, "add up"),
    ("delete from posting where nr = 2 and account = 'customers'", 2, "one posting"),
    ("update orders set paid = paid + 1 where id = 1", 3, "SO-2026-0001"),
    ("update drawer set expected = expected + 1", 1, "drawer"),
    ("update drawer_count set counted = counted + 100 where drawer = 1 and nr = 1", 52, "D-2026-0001, count 1"),
    ("update drawer_count set expected = expected + 100 where drawer = 1 and nr = 1", 41, "D-2026-0001, count 1"),
    ("update drawer_count set counted_by = 1 where drawer = 1 and nr = 1", 52, "D-2026-0001, count 1"),
    ("delete from drawer_count where drawer = 1 and nr = 1", 52, "D-2026-0001 has"),
    ("update drawer set counted = counted + 100 where id = 1", 52, "D-2026-0001"),
    ("update drawer set expected_at_close = expected_at_close + 100 where id = 1", 41, "D-2026-0001"),
    ("update drawer set float_left = 100 where id = 1", 52, "D-2026-0001 was not closed as"),
    ("update drawer set closed_seq = closed_seq + 1 where id = 1", 52, "D-2026-0001 was not closed as"),
    ("update drawer set closed_how = 'alone' where id = 2", 52, "D-2026-0002"),
    ("update drawer_count set given_to = null where drawer = 2", 52, "D-2026-0002"),
    ("update posting set account = 'difference' where account = 'safe' and seq in (select closed_seq from drawer where closed_how = 'closed')", 52, "was closed with"),
    ("update payment set means = 'transfer'", 9, "payment"),
    ("update counter set next = 1 where series = 'SO-2026'", 6, "SO-2026-0001"),
    ("update orders set total = total + 1 where id = 2", 7, "SO-2026-0002"),
    ("update item set on_hand = on_hand + 1", 11, "PAP"),
    ("update stock set on_hand = on_hand + 1 where bin = 1", 11, "PAP"),
    ("insert into stock_move (seq, item, bin, delta, kind) values (2, 1, (select id from bin where code = 'A1'), -50000, 'adjust')", 12, "A1"),
    ("update item set allocated = allocated + 1", 14, "PAP"),
    ("update order_line set handed_over = 1 where orders = 1", 15, "SO-2026-0001"),
    ("update order_line set picked = 0 where orders = 2", 15, "SO-2026-0002"),
    ("update orders set commercial = 'closed', open = 0 where id = 2", 16, "SO-2026-0002"),
    ("pragma foreign_keys = off; delete from order_line where orders = 2", 17, "SO-2026-0002"),
    ("insert into request (id, verb, seq, answer) values ('web-1', 'order.place', 1, '{}')", 18, "web-1"),
    ("update orders set made_seq = 99999 where id = 1", 19, "SO-2026-0001"),
    ("update customer set made_seq = 99999", 19, "C-00001"),
    ("update payment set seq = 99999", 19, "payment"),
    ("update parcel set seq = 99999", 19, "P-2026-0001"),
    ("update stock_count set seq = 99999", 19, "count"),
    ("update evidence set times = times + 1 where verb = 'order.place'", 19, "order.place"),
    ("drop trigger journal_keeps_lines", 20, "journal_keeps_lines"),
    ("update stock_move set seq = 99999 where id = 1", 22, "move 1"),
    ("drop trigger journal_keeps_lines; delete from journal where seq = 3", 24, "line 3 is missing, after line 2, session.open by Marie Dvořáková"),
    ("drop trigger journal_keeps_words; update journal set subject = 'x' where seq = 4", 24, "line 4, staff.add by Marie Dvořáková, is not what was written"),
    ("update cover set duties = 'stock'", 27, "outside of its cover"),
    ("update cover set coverer = 1", 27, "outside of its cover"),
    ("update sign_in set terminal = 'elsewhere' where staff = 2", 29, "no open sign-in"),
    ("insert into cover (number, kind, duties, reason, coverer, asked_at, starts_at, ends_at, seq)
      select 'CS-2026-0009', 'declared', duties, 'lunch', coverer, asked_at, starts_at, ends_at, seq from cover", 30, "CS-2026-0009"),
    ("update cover set ends_at = starts_at + 90000000", 31, "CS-2026-0001"),
    ("update cover set seq = 1", 32, "CS-2026-0001"),
    ("drop index sign_in_open; insert into sign_in (staff, terminal, screen, opened_at, seq) values (1, 'hall', 1, 0, 1)", 35, "hall"),
    ("update roster_week set seq = 1", 19, "usual week of staff 2"),
    ("update roster_day set seq = 1", 19, "of staff 2"),
    ("update office_day set seq = 1", 19, "office day"),
    ("update absence set seq = 1 where kind = 'holiday'", 19, "AB-2026-0001"),
    ("update absence set ends_at = ends_at + 3600000 where kind = 'holiday'", 46, "AB-2026-0002"),
    ("update staff set wrong_pins = 7 where code = 'JN'", 36, "JN"),
    ("update customer set name = 'Hor' || char(8238) || 'ak'", 38, "C-00001"),
    ("update staff set name = 'Petr' || char(7) where code = 'PM'", 38, "PM"),
    ("update customer set folded = 'somebody else'", 40, "C-00001"),
    ("update orders set customer_name = 'Somebody' where id = 2", 41, "SO-2026-0002"),
    ("update customer set digits = '123'", 40, "C-00001"),
    ("delete from customer_words where rowid = 1", 40, "C-00001"),
    ("pragma ignore_check_constraints = on; update orders set commercial = 'lively' where id = 2", 0, "orders 2, column commercial: \"lively\" is no word"),
    ("pragma foreign_keys = off; update payment set orders = 77 where id = 1", 0, "payment 1 refers to nothing in orders"),
    ("insert into seal (name, rows) values ('began-with-tables', x'36'), ('staff', x'00')", 48, "seal 2"),
    ("drop trigger journal_keeps_words; update journal set data = '{\"ask\":{\"pin\":\"4826\"}}' where seq = 4", 44, "line 4"),
];

#[test]
fn every_forgery_is_found_under_its_rule_and_at_its_place() {
    let mut stage = lively();
    stage.is_clean();
    finds_every(FORGERIES, &stage);
}

/// Writes each into a copy of its own, and looks for it.
pub(super) fn finds_every(forgeries: &[Forgery], stage: &Stage) {
    let copy = stage.folder().join("forged.swing");
    let mut missed = Vec::new();
    for (forgery, invariant, place) in forgeries {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", copy.display()));
        }
        stage.copy_to(&copy);
        #[expect(
            clippy::disallowed_methods,
            reason = "somebody who goes round the program"
        )]
        let connection = rusqlite::Connection::open(&copy).unwrap();
        connection
            .execute_batch(forgery)
            .unwrap_or_else(|error| panic!("{forgery}: {error}"));
        assert!(
            connection.changes() > 0 || forgery.contains("drop"),
            "{forgery}"
        );
        drop(connection);
        let mut office = Office::open(&copy, Arc::new(stage.clock.clone())).unwrap();
        let faults = check(&mut office).unwrap();
        let is_found = faults
            .iter()
            .any(|fault| fault.invariant == *invariant && fault.what.contains(place));
        if !is_found {
            missed.push((forgery, faults));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
