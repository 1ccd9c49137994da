//! Backups of several offices in one folder, what is restored and by whom, and that the one file is whole when the last has closed it.

use super::{House, run_on, text};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Output;

fn made(out: &Output) -> PathBuf {
    assert!(out.status.success(), "{}", text(out));
    PathBuf::from(String::from_utf8_lossy(&out.stdout).trim())
}

fn files_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn five_offices_of_one_name_keep_their_backups_in_one_folder_and_touch_nothing_else() {
    let shared = tempfile::tempdir().unwrap();
    let to = shared.path().to_str().unwrap();
    // What is called like an old backup and is none of ours, and one that was broken off long ago.
    let foreign = shared.path().join("office-2020-01-01-180000.swing");
    std::fs::write(&foreign, "somebody's notes").unwrap();
    let torso = shared
        .path()
        .join("office-2020-01-02-180000.swing.77.partial");
    let file = std::fs::File::create(&torso).unwrap();
    let long_ago =
        std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    file.set_modified(long_ago).unwrap();
    let houses: Vec<_> = (0..5).map(|_| House::new()).collect();
    for _ in 0..2 {
        for house in &houses {
            made(&house.run(["backup", "--to", to, "--keep", "1d"], ""));
        }
    }
    let names = files_in(shared.path());
    assert_eq!(
        names.len(),
        6,
        "one of each office, and the notes: {names:?}"
    );
    assert!(foreign.exists() && !torso.exists(), "{names:?}");
    for house in &houses {
        let own = format!("{}-backups", house.path().with_extension("").display());
        std::fs::create_dir(&own).unwrap();
        // Also where they lie beside each other the check compares each with its own.
        for name in &names {
            std::fs::copy(shared.path().join(name), Path::new(&own).join(name)).unwrap();
        }
        std::fs::remove_file(Path::new(&own).join("office-2020-01-01-180000.swing")).unwrap();
        house.is_clean();
    }
}

#[test]
fn an_office_is_replaced_by_its_manager_with_a_pin_and_the_journal_says_so() {
    let house = House::new();
    let backup = made(&house.run(["backup"], ""));
    // What the close of day shows to be noted is the beginning of what is printed.
    let noted = swingdoor::office::head_of_copy(&backup).unwrap().in_short();
    let printed = text(&house.run(["journal", "head"], ""));
    assert!(
        printed.contains(&noted) && noted.len() > 16,
        "{printed} {noted}"
    );
    let staff =
        json!({"verb": "staff.add", "code": "JN", "name": "Jana", "desk": "front", "pin": "4826"});
    assert_eq!(house.perform(&[staff])[0]["ok"], true);
    let head = text(&house.run(["journal", "head"], ""));
    let restore = |code: &[&str]| {
        let arguments = ["restore", backup.to_str().unwrap(), "--replace"];
        house.run(arguments.iter().chain(code), "")
    };
    let nobody = restore(&[]);
    assert_eq!(nobody.status.code(), Some(2), "{}", text(&nobody));
    assert!(text(&nobody).contains("--as"), "{}", text(&nobody));
    let jana = restore(&["--as", "JN"]);
    assert_eq!(jana.status.code(), Some(3), "{}", text(&jana));
    assert_eq!(text(&house.run(["journal", "head"], "")), head);
    let done = restore(&["--as", "md"]);
    assert!(done.status.success(), "{}", text(&done));
    let journal = text(&house.run(["list", "journal", "--json"], ""));
    let last: serde_json::Value = serde_json::from_str(journal.lines().next().unwrap()).unwrap();
    let all: Vec<_> = journal
        .lines()
        .filter(|line| line.contains("file.restored"))
        .collect();
    assert_eq!(all.len(), 1, "{last} {journal}");
    let file = house.path();
    let raw = std::fs::read(&file).unwrap();
    let hash = head.trim().split(' ').nth(1).unwrap().as_bytes();
    assert!(
        raw.windows(hash.len()).any(|part| part == hash),
        "where the other one ended"
    );
    house.is_clean();
    let replayed = house.run(["journal", "replay"], "");
    assert!(replayed.status.success(), "{}", text(&replayed));
    let goes_on = house.perform(&[json!({"verb": "customer.add", "name": "Eva"})]);
    assert_eq!(goes_on[0]["ok"], true, "{goes_on:?}");
}

#[test]
fn what_is_written_while_a_backup_is_proved_is_not_lost_unsaid() {
    use swingdoor::office::{Office, Pin, Replaced, restore};
    let house = House::new();
    let backup = made(&house.run(["backup"], ""));
    let clock: std::sync::Arc<dyn swingdoor::model::Clock> =
        std::sync::Arc::new(swingdoor::model::SystemClock);
    let asked = Replaced::by(&house.path(), &clock, &mut || {
        Ok(("MD".to_owned(), Pin::new("4826")?))
    });
    let replaced = asked.unwrap();
    let mut writes = true;
    let mut put = |house: &House| {
        let mut prove = |_: &mut Office| {
            if std::mem::take(&mut writes) {
                house.perform(&[json!({"verb": "customer.add", "name": "Eva"})]);
            }
            Ok(Vec::new())
        };
        let replace = Some(replaced.as_ref());
        restore(&backup, &house.path(), replace, &clock, &mut prove)
    };
    assert_eq!(put(&house).unwrap_err().id, "store-in-use");
    assert!(text(&house.run(["list", "customer"], "")).contains("Eva"));
    house.is_clean();
}

#[test]
fn what_can_be_opened_no_more_is_replaced_without_a_person() {
    let house = House::new();
    let backup = made(&house.run(["backup"], ""));
    std::fs::write(house.path(), "torn").unwrap();
    let done = house.run(["restore", backup.to_str().unwrap(), "--replace"], "");
    assert!(done.status.success(), "{}", text(&done));
    house.is_clean();
}

#[test]
fn what_was_edited_is_not_restored_and_the_place_is_said() {
    let house = House::new();
    let folder = house.folder.path().join("out");
    made(&house.run(["export".as_ref(), folder.as_os_str()], ""));
    let path = folder.join("staff.csv");
    let table = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, table.replace("Marie Doe", "Mario Doe")).unwrap();
    let backup = made(&house.run(["backup"], ""));
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who goes round the program"
    )]
    let connection = rusqlite::Connection::open(&backup).unwrap();
    connection
        .execute_batch("pragma journal_mode = delete; update staff set name = 'Mario Doe'")
        .unwrap();
    drop(connection);
    let there = house.folder.path().join("there.swing");
    for from in [&folder, &backup] {
        let refused = run_on(&there, ["restore".as_ref(), from.as_os_str()], b"");
        assert_eq!(refused.status.code(), Some(1), "{}", text(&refused));
        assert!(
            text(&refused).contains("staff 1 is not what line 1"),
            "{}",
            text(&refused)
        );
        assert!(!there.exists());
    }
    let taken = run_on(
        &there,
        [
            "restore".as_ref(),
            backup.as_os_str(),
            "--with-faults".as_ref(),
        ],
        b"",
    );
    assert!(taken.status.success(), "{}", text(&taken));
    assert!(
        text(&taken).contains("staff 1 is not what line 1"),
        "{}",
        text(&taken)
    );
    assert!(!text(&taken).contains("verified"), "{}", text(&taken));
    let names = files_in(house.folder.path());
    assert!(
        !names.iter().any(|name| name.contains("partial")),
        "{names:?}"
    );
}

#[test]
fn a_backup_of_an_office_with_a_fault_is_made_and_says_so() {
    let house = House::new();
    let first = made(&house.run(["backup"], ""));
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who goes round the program"
    )]
    let connection = rusqlite::Connection::open(house.path()).unwrap();
    connection
        .execute_batch("update staff set name = 'Mario Doe'")
        .unwrap();
    drop(connection);
    let out = house.run(["backup", "--keep", "1d"], "");
    assert_eq!(out.status.code(), Some(1), "{}", text(&out));
    assert!(
        text(&out).contains("staff 1 is not what line 1"),
        "{}",
        text(&out)
    );
    assert!(!text(&out).contains("verified"), "{}", text(&out));
    assert!(first.exists(), "nothing older is let go for it");
}

#[test]
fn a_bad_column_map_changes_nothing_and_a_good_one_is_kept_when_the_import_is_done() {
    let house = House::new();
    let inside = |name: &str, content: &str| {
        let path = house.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let table = inside("table.csv", "Firma X,Ort\nAlfa,Brno\n");
    let good = inside("good.toml", "\"Firma X\" = \"name\"\n\"Ort\" = \"city\"\n");
    let kept = PathBuf::from(format!("{}.customers-map.toml", house.path().display()));
    for content in [
        "not toml",
        "\"Firma X\" = \"nonsense\"\n",
        "\"Ort\" = \"city\"\n",
    ] {
        let bad = inside("bad.toml", content);
        let out = house.run(
            ["import", "customers", &table, "--map", &bad, "--as", "MD"],
            "",
        );
        assert!(!out.status.success(), "{}", text(&out));
        assert!(!kept.exists(), "{content}");
    }
    let missing = house.run(
        [
            "import",
            "customers",
            &table,
            "--map",
            "nowhere.toml",
            "--as",
            "MD",
        ],
        "",
    );
    assert_eq!(missing.status.code(), Some(2), "{}", text(&missing));
    assert!(
        text(&missing).contains("nowhere.toml"),
        "{}",
        text(&missing)
    );
    let out = house.run(
        ["import", "customers", &table, "--map", &good, "--as", "MD"],
        "",
    );
    assert!(out.status.success(), "{}", text(&out));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&kept).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(
        std::fs::read_to_string(&kept).unwrap(),
        std::fs::read_to_string(&good).unwrap()
    );
}

#[test]
fn half_a_sample_that_nobody_goes_on_with_goes() {
    let house = House::new();
    let temporary = house.folder.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let old = temporary.join("swingdoor-demo-4.swing.sample-wal");
    let fresh = temporary.join("swingdoor-demo-5.swing.sample");
    let other = temporary.join("notes-4.swing.sample");
    for path in [&old, &fresh, &other] {
        let file = std::fs::File::create(path).unwrap();
        if path != &fresh {
            let long_ago =
                std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
            file.set_modified(long_ago).unwrap();
        }
    }
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_swingdoor"))
        .args(["demo", "--make-only"])
        .env("TMPDIR", &temporary)
        .env_remove("SWINGDOOR_FILE")
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", text(&out));
    assert!(!old.exists() && fresh.exists() && other.exists());
}

#[test]
fn a_row_or_a_repetition_is_no_pin_wherever_one_is_set() {
    let house = House::new();
    let new = house.folder.path().join("new.swing");
    for weak in ["1234", "9876", "1111", "1212"] {
        let init = ["init", "--office", "New", "--manager", "Ann Lee"];
        let out = run_on(&new, init, format!("{weak}\n").as_bytes());
        assert_eq!(out.status.code(), Some(1), "{}", text(&out));
        assert!(!new.exists());
        let answers = house.perform(&[
            json!({"verb": "staff.add", "code": "JN", "name": "Jana", "desk": "front", "pin": weak}),
            json!({"verb": "staff.edit", "staff": "MD", "pin": weak}),
            json!({"verb": "staff.change_pin", "pin": weak}),
        ]);
        for answer in answers {
            assert_eq!(answer["refused"], "weak-pin", "{answer}");
        }
    }
}

#[test]
fn a_backup_that_proves_a_cut_journal_is_kept_whatever_the_rule_says() {
    let house = House::new();
    let early = house.path().with_file_name("early.swing");
    std::fs::copy(made(&house.run(["backup"], "")), &early).unwrap();
    let lost = json!({"verb": "customer.add", "name": "Lost"});
    assert_eq!(house.perform(&[lost])[0]["ok"], true);
    let proof = made(&house.run(["backup"], ""));
    // Somebody puts an older copy in its place, and the rule wants the newest of the day only.
    std::fs::copy(&early, house.path()).unwrap();
    let again = house.run(["backup", "--keep", "1d0w0m"], "");
    assert!(
        text(&again).contains("kept, whatever the rule says"),
        "{}",
        text(&again)
    );
    assert!(proof.exists());
    let check = house.run(["check"], "");
    assert_eq!(check.status.code(), Some(1), "{}", text(&check));
    assert!(
        text(&check).contains("is not in the office"),
        "{}",
        text(&check)
    );
}
