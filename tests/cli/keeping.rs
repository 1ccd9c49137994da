//! Backups while others write, the way back from them, and an export that becomes an equal office.

use super::{House, run_on, text};
use crate::chance::times;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Output;

fn busy_house() -> House {
    let house = House::new();
    let mut lines = vec![
        json!({"verb": "customer.add", "name": "=HYPERLINK(\"http://x\")", "phone": "+420 777 111 222", "note": "-1+1"}),
        json!({"verb": "item.add", "code": "PEN", "name": "Pen", "unit": "pc", "price": "2.00", "vat": "21"}),
        json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "100"}),
    ];
    for nth in 0..20 {
        lines.push(json!({"verb": "order.place", "id": format!("r{nth}"), "customer": "C-00001", "lines": [{"item": "PEN", "quantity": "2"}]}));
    }
    let made = house.perform(&lines);
    assert!(made.iter().all(|answer| answer["ok"] == true), "{made:#?}");
    house
}

fn first_line(out: &Output) -> PathBuf {
    assert!(out.status.success(), "{}", text(out));
    PathBuf::from(String::from_utf8_lossy(&out.stdout).lines().next().unwrap())
}

fn journal_of(file: &Path) -> String {
    let out = run_on(file, ["list", "journal", "--json"], b"");
    assert!(out.status.success(), "{}", text(&out));
    String::from_utf8(out.stdout).unwrap()
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn backups_during_writes_verify_and_restore_to_the_same_head() {
    let house = busy_house();
    let backups: Vec<PathBuf> = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..times(6, 200) {
                let lines: Vec<_> = (0..25)
                    .map(|_| json!({"verb": "stock.receive", "item": "PEN", "bin": "A1", "quantity": "1"}))
                    .collect();
                house.perform(&lines);
            }
        });
        let made = (0..times(6, 200))
            .map(|nth| {
                let backup = first_line(&house.run(["backup", "--keep", "9d"], ""));
                let copy = house.folder.path().join(format!("copy{nth}.swing"));
                let out = run_on(&copy, ["restore".as_ref(), backup.as_os_str()], b"");
                assert!(out.status.success(), "{}", text(&out));
                assert_eq!(journal_of(&copy), journal_of(&backup));
                std::fs::remove_file(&copy).unwrap();
                backup
            })
            .collect();
        writer.join().unwrap();
        made
    });
    house.is_clean();
    // All of one day: the rule keeps the newest, and that is whole.
    let kept: Vec<_> = backups.iter().filter(|path| path.exists()).collect();
    assert_eq!(kept.len(), 1, "{backups:?}");
    let backup = kept[0];
    assert_eq!(mode(backup), 0o600);
    let copy = house.folder.path().join("again.swing");
    let out = run_on(&copy, ["restore".as_ref(), backup.as_os_str()], b"");
    assert!(out.status.success(), "{}", text(&out));
    assert_eq!(mode(&copy), 0o600);
    assert_eq!(journal_of(&copy), journal_of(backup));
    assert!(run_on(&copy, ["check", "--deep"], b"").status.success());
    assert_eq!(leftovers(house.folder.path()), Vec::<String>::new());
}

/// What a command may not leave behind.
fn leftovers(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(leftovers(&path));
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.contains("partial") || name.contains("replay") {
            found.push(name);
        }
    }
    found
}

#[test]
fn a_restore_never_destroys_and_never_takes_what_is_in_use() {
    let house = busy_house();
    let backup = first_line(&house.run(["backup"], ""));
    house.perform(&[json!({"verb": "customer.add", "name": "After the backup"})]);
    let restore = |more: &[&str]| {
        let arguments = ["restore", backup.to_str().unwrap()];
        house.run(arguments.iter().chain(more), "")
    };
    let refused = restore(&[]);
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused));
    for there in [house.path(), house.folder.path().join("new.swing")] {
        let refused = run_on(&there, ["restore", "nothere"], b"");
        assert_eq!(refused.status.code(), Some(4), "{}", text(&refused));
        assert!(text(&refused).contains("nothere"), "{}", text(&refused));
        assert!(!text(&refused).contains("init"), "{}", text(&refused));
    }

    let open = swingdoor::office::Office::open(
        &house.path(),
        std::sync::Arc::new(swingdoor::model::SystemClock),
    )
    .unwrap();
    let refused = restore(&["--replace", "--as", "MD"]);
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused));
    assert!(text(&refused).contains("in use"), "{}", text(&refused));
    drop(open);

    let damaged = house.folder.path().join("damaged.swing");
    let mut bytes = std::fs::read(&backup).unwrap();
    let third = bytes.len() / 3;
    bytes[third..2 * third].fill(7);
    std::fs::write(&damaged, bytes).unwrap();
    let refused = house.run(
        [
            "restore",
            damaged.to_str().unwrap(),
            "--replace",
            "--as",
            "MD",
        ],
        "",
    );
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused));
    assert!(text(&house.run(["list", "customer"], "")).contains("After the backup"));

    let done = restore(&["--replace", "--as", "MD"]);
    assert!(done.status.success(), "{}", text(&done));
    assert!(!text(&house.run(["list", "customer"], "")).contains("After the backup"));
    let aside = std::fs::read_dir(house.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.to_string_lossy().contains("before-restore"))
        .unwrap();
    let kept = run_on(&aside, ["list", "customer"], b"");
    assert!(text(&kept).contains("After the backup"));
    house.is_clean();
}

#[test]
fn a_journal_whose_tail_was_cut_off_shows() {
    let house = busy_house();
    let earlier = first_line(&house.run(
        [
            "backup",
            "--to",
            house.folder.path().join("x").to_str().unwrap(),
        ],
        "",
    ));
    house.perform(&[json!({"verb": "customer.add", "name": "Later"})]);
    first_line(&house.run(["backup"], ""));
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", house.path().display()));
    }
    std::fs::copy(earlier, house.path()).unwrap();
    let out = house.run(["check"], "");
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out).contains("25  backup"), "{}", text(&out));
}

#[test]
fn an_export_becomes_an_equal_office_and_carries_no_formula() {
    let house = busy_house();
    for form in [&[][..], &["--json"]] {
        let folder = house.folder.path().join(format!("export{}", form.len()));
        let arguments = ["export", folder.to_str().unwrap()];
        let out = house.run(arguments.iter().chain(form), "");
        assert!(out.status.success(), "{}", text(&out));
        let again = run_on(
            &folder.with_extension("swing"),
            ["restore".as_ref(), folder.as_os_str()],
            b"",
        );
        assert!(again.status.success(), "{}", text(&again));
        let differences =
            swingdoor::exchange::differences(&folder.with_extension("swing"), &house.path());
        assert_eq!(differences.unwrap(), Vec::<String>::new());
        let copy = folder.with_extension("swing");
        assert_eq!(journal_of(&copy), journal_of(&house.path()));
        assert!(run_on(&copy, ["check"], b"").status.success());
        let found = run_on(&copy, ["list", "customer", "--json"], b"");
        assert!(text(&found).contains("=HYPERLINK"), "{}", text(&found));
    }
    let customers =
        std::fs::read_to_string(house.folder.path().join("export0/customer.csv")).unwrap();
    assert!(customers.contains("\"'=HYPERLINK"), "{customers}");
    let mut table = csv::Reader::from_reader(customers.as_bytes());
    for record in table.records() {
        for cell in &record.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
}

#[test]
fn what_does_not_follow_from_the_journal_shows() {
    let house = busy_house();
    assert!(house.run(["check", "--deep"], "").status.success());
    assert!(house.run(["journal", "replay"], "").status.success());
    let (head, verified) = (
        house.run(["journal", "head"], ""),
        house.run(["journal", "verify"], ""),
    );
    assert_eq!(text(&head), text(&verified));
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who goes round the program"
    )]
    let connection = rusqlite::Connection::open(house.path()).unwrap();
    connection
        .execute("update customer set street = '666' where id = 1", [])
        .unwrap();
    drop(connection);
    assert!(house.run(["check"], "").status.success());
    let out = house.run(["check", "--deep"], "");
    assert_eq!(out.status.code(), Some(1));
    assert!(
        text(&out).contains("customer 1 is not what line"),
        "{}",
        text(&out)
    );
}

#[test]
fn the_stock_of_a_past_day_is_added_up_from_its_moves() {
    let house = busy_house();
    let listed = |arguments: &[&str]| {
        let out = house.run(["list", "stock", "--csv"].iter().chain(arguments), "");
        assert!(out.status.success(), "{}", text(&out));
        text(&out)
    };
    assert!(listed(&[]).contains("PEN,Pen,pc,100"));
    assert!(listed(&["--at", "2020-01-01"]).contains("PEN,Pen,pc,0"));
    let wrong = house.run(["list", "stock", "--at", "2026-02-30"], "");
    assert_eq!(wrong.status.code(), Some(2), "{}", text(&wrong));
}

#[test]
fn a_file_that_was_lost_is_restored_past_the_wal_that_it_left() {
    let house = busy_house();
    let backup = first_line(&house.run(["backup"], ""));
    let before = journal_of(&house.path());
    std::fs::remove_file(house.path()).unwrap();
    std::fs::write(
        format!("{}-wal", house.path().display()),
        b"what a lost file left behind",
    )
    .unwrap();
    let out = house.run(["restore".as_ref(), backup.as_os_str()], "");
    assert!(out.status.success(), "{}", text(&out));
    assert_eq!(journal_of(&house.path()), before);
    house.is_clean();
}

#[test]
fn a_customer_gets_everything_that_is_on_file_about_them() {
    let house = busy_house();
    let contact = json!({"verb": "customer.set_contact", "customer": "C-00001", "name": "Eva", "phone": "+420 601 222 333"});
    assert_eq!(house.perform(&[contact])[0]["ok"], true);
    let file = house.folder.path().join("person.json");
    let path = file.to_str().unwrap();
    let out = house.run(["export", path, "--customer", "C-00001"], "");
    assert!(out.status.success(), "{}", text(&out));
    assert_eq!(mode(&file), 0o600);
    let person: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(person["contacts"][0]["name"], "Eva");
    let order = &person["orders"][0];
    assert_eq!(order["lines"][0]["item"], "PEN");
    assert_eq!(order["vat"][0]["rate"], "21");
    assert!(person["journal"].to_string().contains("+420 601 222 333"));

    let again = house.run(["export", path, "--customer", "C-00001"], "");
    assert_eq!(again.status.code(), Some(4));
    assert!(
        text(&again).contains("is there already"),
        "{}",
        text(&again)
    );
    let unknown = house.run(["export", "nobody.json", "--customer", "C-99999"], "");
    assert_eq!(unknown.status.code(), Some(1));
}
