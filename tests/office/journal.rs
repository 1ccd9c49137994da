//! Nothing happens unseen, and nothing seen can be changed.

use crate::chance::{Chance, times};
use crate::stage::{Stage, order_of, pin};
use swingdoor::office::Reads;
use swingdoor::office::verify;

#[test]
fn a_changed_journal_line_is_found() {
    let mut stage = Stage::new();
    stage.order("1");
    let (lines, _, fault) = stage.office.read(|reader| verify(reader)).unwrap();
    assert!(lines > 5 && fault.is_none());
    let path = stage.path();
    let forger = rusqlite_open(&path);
    assert!(
        forger
            .execute("update journal set subject = 'x' where seq = 3", [])
            .is_err(),
        "the file itself refuses"
    );
    forger
        .execute_batch(
            "drop trigger journal_keeps_words; update journal set subject = 'x' where seq = 3",
        )
        .unwrap();
    let (_, _, fault) = stage.office.read(|reader| verify(reader)).unwrap();
    assert_eq!(fault, Some(swingdoor::office::ChainFault::Changed(3)));
}

#[test]
fn time_never_goes_back() {
    let mut stage = Stage::new();
    let before = stage.office.perform(&stage.jana, &order_of("1")).unwrap();
    stage.clock.advance_seconds(-86_400);
    stage.office.perform(&stage.jana, &order_of("1")).unwrap();
    assert!(before.seq.0 > 0);
    // Whoever signs in then is told, and the journal knows.
    let session = stage.office.sign_in("hall", "JN", &pin("1937"), true);
    assert!(session.unwrap().clock_behind_seconds() >= 86_390);
    let noted = stage.office.read(|reader| {
        use swingdoor::office::Reads;
        reader.row(
            "select count(*) from journal where verb = 'clock.behind'",
            &[],
        )
    });
    assert_eq!(noted.unwrap().unwrap().int(0).unwrap(), 1);
    let path = stage.path();
    let faults = swingdoor::cli::play_again(&mut stage.office, &path, &mut |_, _| {}).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
    stage.is_clean();
}

#[test]
fn five_wrong_pins_lock_and_a_restart_does_not_help() {
    let mut stage = Stage::new();
    for _ in 0..4 {
        assert_eq!(
            stage
                .office
                .sign_in("door", "JN", &pin("9999"), true)
                .unwrap_err()
                .id,
            "wrong-pin"
        );
    }
    assert_eq!(
        stage
            .office
            .sign_in("door", "JN", &pin("9999"), true)
            .unwrap_err()
            .id,
        "locked-out"
    );
    let clock = std::sync::Arc::new(stage.clock.clone());
    let mut again = swingdoor::office::Office::open(&stage.path(), clock).unwrap();
    assert_eq!(
        again
            .sign_in("door", "JN", &pin("1937"), true)
            .unwrap_err()
            .id,
        "locked-out"
    );
    stage.clock.advance_seconds(5 * 60 + 1);
    again.sign_in("door", "JN", &pin("1937"), true).unwrap();
}

#[test]
fn the_pin_is_nowhere_in_the_file_but_as_a_hash() {
    let stage = Stage::new();
    let bytes = std::fs::read(stage.path()).unwrap();
    let wal = std::fs::read(stage.folder().join("office.swing-wal")).unwrap_or_default();
    for digits in ["\"1937\"", "\"2748\""] {
        assert!(![&bytes, &wal].iter().any(|text| {
            text.windows(digits.len())
                .any(|window| window == digits.as_bytes())
        }));
    }
}

#[expect(clippy::disallowed_methods, reason = "a forger does not ask")]
fn rusqlite_open(path: &std::path::Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

#[test]
fn however_often_it_is_restarted_and_the_clock_is_turned_nobody_tries_more_pins_than_allowed() {
    let mut stage = Stage::new();
    let (tries, restarts) = (times(60, 10_000), times(6, 100));
    let mut chance = Chance(99);
    let path = stage.path();
    let start = stage.office.read(|reader| Ok(reader.now())).unwrap();
    let mut wrong = 0;
    for _ in 0..restarts {
        let clock = std::sync::Arc::new(stage.clock.clone());
        let mut again = swingdoor::office::Office::open(&path, clock).unwrap();
        for _ in 0..tries / restarts {
            let refused = again.sign_in("door", "JN", &pin("9999"), true).unwrap_err();
            match refused.id {
                "wrong-pin" => wrong += 1,
                "locked-out" => {}
                other => panic!("{other}"),
            }
            stage
                .clock
                .advance_seconds(i64::try_from(chance.below(20)).unwrap());
        }
        // A day forth or back, as somebody with the machine's password could.
        let day = i64::try_from(chance.below(2) * 2).unwrap() - 1;
        stage.clock.advance_seconds(day * 86_400);
    }
    // Five wrong ones, the fifth of which locks, for each five minutes that the journal knows of.
    let last = stage
        .office
        .read(|reader| reader.row("select max(at) from journal", &[]));
    let minutes = (last.unwrap().unwrap().int(0).unwrap() - start.0) / 60_000 + 5;
    let most = 5 * (minutes / 5 + 1);
    assert!(wrong <= most, "{wrong} wrong PINs in {minutes} minutes");
    assert!(wrong >= 4, "{wrong}");
    stage.clock.advance_seconds(400 * 86_400);
    stage
        .office
        .sign_in("door", "JN", &pin("1937"), true)
        .unwrap();
    stage.is_clean();
}
