//! A file of an earlier version is copied aside and brought up to date; what was in it stays true.

use super::{House, text};
use serde_json::json;

/// The tables as they were in the first version.
const FIRST: &str = include_str!("../../assets/schema/0001.sql");

/// An office of the first version with one paid order, as that version wrote it.
fn old_office(house: &House) {
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", house.path().display()));
    }
    #[expect(clippy::disallowed_methods, reason = "the program writes no old files")]
    let old = rusqlite::Connection::open(house.path()).unwrap();
    // As the program itself makes a file: its owner's alone.
    let own = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(house.path(), own).unwrap();
    old.execute_batch("pragma journal_mode = wal").unwrap();
    old.execute_batch(FIRST).unwrap();
    old.execute_batch(&format!(
        "pragma application_id = {}; pragma user_version = 1;
         insert into office values (1, 'Old', 'CZK', 'Europe/Prague', 'en', 1);
         insert into staff (id, code, name, desk, language, pin_hash, made_seq) values (1, 'MD', 'Marie', 'front', 'en', 'x', 1);
         insert into bin (id, code, own) values (1, '@parcels', 1), (2, '@history', 1);
         insert into customer (id, code, name, folded, made_seq, changed_seq) values (1, 'C-00001', 'Anna', 'anna', 1, 1);
         insert into customer_words (rowid, words) values (1, 'anna');
         insert into item (id, code, name, folded, unit, price, vat, made_seq, changed_seq) values (1, 'PEN', 'Pen', 'pen', 'pc', 1000, 2100, 1, 1);
         insert into orders (id, number, customer, placed_at, placed_by, queue_at, delivery, total, paid, commercial, fulfilment, money, open, pickable, changed_seq, made_seq)
             values (1, 'OLD-1', 1, 1, 1, 1, 'pickup', 1210, 1210, 'taken', 'waiting', 'paid', 1, 0, 1, 1);
         insert into order_line (orders, line, item, name, unit, ordered, price, vat, net, waiting) values (1, 1, 1, 'Pen', 'pc', 1000, 1000, 2100, 1000, 1000);
         insert into payment (number, orders, amount, means, at, seq) values ('R-1', 1, 1210, 'cash', 1, 1);",
        0x7377_6e67
    ))
    .unwrap();
}

#[test]
fn an_office_of_the_first_version_is_copied_aside_and_brought_up_to_date() {
    let house = House::new();
    old_office(&house);
    // Reading alone changes nothing, and says what does; the first command that may write brings it up to date.
    let early = house.run(["check"], "");
    assert_eq!(early.status.code(), Some(4), "{}", text(&early));
    assert!(
        text(&early).contains("earlier swingdoor"),
        "{}",
        text(&early)
    );
    // A copy that was cut short when somebody pulled the plug is not taken for one.
    let copy = format!("{}.version-1", house.path().display());
    std::fs::write(format!("{copy}.part"), "half").unwrap();
    let refused = house.run(["do", "--as", "MD"], "");
    assert_eq!(refused.status.code(), Some(3), "{}", text(&refused));
    assert!(
        text(&refused).contains("brought up to date"),
        "{}",
        text(&refused)
    );
    assert!(!std::path::Path::new(&format!("{copy}.part")).exists());
    #[expect(clippy::disallowed_methods, reason = "a look at what was copied")]
    let kept = rusqlite::Connection::open(&copy).unwrap();
    let version: i64 = kept
        .query_row("pragma user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 1);
    let postings = text(&house.run(["list", "posting", "--csv"], ""));
    assert!(
        postings.contains("cash,12.10") && postings.contains("customers,-12.10"),
        "{postings}"
    );
    let payments = text(&house.run(["list", "payment", "--csv"], ""));
    assert!(payments.contains("R-1,OLD-1,12.10,cash"), "{payments}");
    // What nobody had decided goes on as it was; only new offices begin with careful settings.
    #[expect(clippy::disallowed_methods, reason = "a look at what was decided")]
    let now = rusqlite::Connection::open(house.path()).unwrap();
    for (key, value) in [
        ("drawer", "optional"),
        ("discount-max", "100"),
        ("account-limit", "unlimited"),
    ] {
        let kept: String = now
            .query_row("select value from setting where key = ?1", [key], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(kept, value, "{key}");
    }
    drop(now);
    let deep = house.run(["check", "--deep"], "");
    let said = text(&deep);
    for fault in said.lines().filter(|line| !line.starts_with("swingdoor")) {
        // The sketch of an old office has no journal; money and stock must agree all the same.
        let number: u8 = fault.trim().split(' ').next().unwrap().parse().unwrap();
        assert!(matches!(number, 18..=32), "{fault}");
    }
}

#[test]
fn of_two_who_open_an_old_office_at_once_one_brings_it_up_to_date() {
    for _ in 0..5 {
        let house = House::new();
        old_office(&house);
        let both: Vec<_> = std::thread::scope(|scope| {
            let one = || scope.spawn(|| house.run(["do", "--as", "MD"], ""));
            let both = [one(), one()];
            both.into_iter().map(|one| one.join().unwrap()).collect()
        });
        for out in both {
            // The PIN of the sketch opens nothing: that far both came.
            assert_eq!(out.status.code(), Some(3), "{}", text(&out));
        }
        let orders = text(&house.run(["list", "order", "--csv"], ""));
        assert!(
            orders.contains("OLD-1") && orders.contains("Anna"),
            "{orders}"
        );
    }
}

/// What the tables since version 7 have added, taken away again: an office as that version left it, digests and all.
const BACK_TO_SEVEN: &str = "
    alter table cover drop column unasked;
    alter table arrangement drop column ended_with_leaver;
    drop index sign_in_open;
    create unique index sign_in_open on sign_in (terminal) where closed_at is null;
    pragma user_version = 7;";

#[test]
fn an_office_whose_rows_have_digests_is_brought_up_to_date_and_stays_proved() {
    let house = House::new();
    let before =
        json!({"verb": "cover.ask", "duties": ["stock"], "reason": "lunch", "until": "30m"});
    let staff =
        json!({"verb": "staff.add", "code": "JN", "name": "Jana", "desk": "front", "pin": "4826"});
    let trained =
        json!({"verb": "competence.sign_off", "staff": "JN", "duty": "stock", "level": "cover"});
    let answers = house.perform(&[staff, trained, before]);
    assert!(
        answers.iter().all(|answer| answer["ok"] == true),
        "{answers:?}"
    );
    #[expect(clippy::disallowed_methods, reason = "the program writes no old files")]
    let old = rusqlite::Connection::open(house.path()).unwrap();
    old.execute_batch(BACK_TO_SEVEN).unwrap();
    drop(old);
    let item = json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "10", "vat": "21"});
    assert_eq!(house.perform(&[item])[0]["ok"], true);
    let check = house.run(["check", "--deep"], "");
    assert!(check.status.success(), "{}", text(&check));
    // What is told of the upgrade is no row that somebody could have slipped in.
    let replay = house.run(["journal", "replay"], "");
    assert!(!replay.status.success(), "{}", text(&replay));
    assert!(text(&replay).contains("earlier"), "{}", text(&replay));
}

#[test]
fn no_column_that_is_added_since_rows_have_digests_has_a_default() {
    for script in std::fs::read_dir("assets/schema").unwrap() {
        let path = script.unwrap().path();
        if path.file_stem().and_then(|name| name.to_str()) <= Some("0007") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for added in text.split(';').filter(|part| part.contains("add column")) {
            let definition = added.split("add column").nth(1).unwrap();
            assert!(
                !definition.contains("default"),
                "{}: {definition}",
                path.display()
            );
        }
    }
}
