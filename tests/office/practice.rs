//! A practice copy: nothing that is done on it reaches the office, and it is never taken for one.

use crate::stage::{Stage, order_of, pin};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use swingdoor::back::picking::{Pick, Ready};
use swingdoor::model::{Clock, Desk};
use swingdoor::office::{Office, Practice, Reads, Refused};
use swingdoor::store::{FileFault, PracticeFolder, open_copy, sweep_practice};

fn practise(stage: &Stage, within: &Path) -> Result<Practice, Refused> {
    let clock: Arc<dyn Clock> = Arc::new(stage.clock.clone());
    let learner = (stage.jana.staff, Desk::Back, "hall");
    Office::practise(&stage.path(), within, &clock, learner, &mut |_, _| true)
}

fn bytes(stage: &Stage) -> Vec<Vec<u8>> {
    ["", "-wal"]
        .iter()
        .map(|ending| std::fs::read(format!("{}{ending}", stage.path().display())).unwrap())
        .collect()
}

#[test]
fn a_day_of_practice_leaves_the_office_as_it_was_and_is_gone_afterwards() {
    let mut stage = Stage::new();
    let within = tempfile::tempdir().unwrap();
    let order = stage.order("2");
    let before = bytes(&stage);
    let practice = practise(&stage, within.path()).unwrap();
    let clock = Arc::new(stage.clock.clone());
    let file = practice.folder.file();
    let mut copy = Office::open_practice(&file, clock).unwrap();
    let jana = practice.session.clone();
    for _ in 0..20 {
        copy.perform(&jana, &order_of("1"))
            .unwrap_or_else(|refused| panic!("{refused}"));
    }
    let pick = Pick {
        order,
        lines: Vec::new(),
        place: None,
    };
    let picked = copy.perform(&jana, &pick).unwrap();
    let ready = Ready {
        parcel: picked.text("parcel").to_owned(),
        place: "P1".to_owned(),
    };
    copy.perform(&jana, &ready).unwrap();
    assert_eq!(
        copy.perform(&jana, &pick).unwrap_err().id,
        "nothing-to-pick"
    );
    assert!(bytes(&stage) == before, "the office's file has changed");
    // In the real office she still may not.
    assert_eq!(
        stage.office.perform(&stage.jana, &pick).unwrap_err().id,
        "not-allowed"
    );
    drop(copy);
    drop(practice);
    assert_eq!(std::fs::read_dir(within.path()).unwrap().count(), 0);
    stage.is_clean();
}

#[test]
fn a_practice_copy_is_never_an_office_and_an_office_never_a_practice() {
    let stage = Stage::new();
    let within = tempfile::tempdir().unwrap();
    let practice = practise(&stage, within.path()).unwrap();
    let clock = || Arc::new(stage.clock.clone());
    let file = practice.folder.file();
    assert_eq!(
        Office::open(&file, clock()).unwrap_err().id,
        "store-practice"
    );
    assert_eq!(
        Office::open_to_read(&file, clock()).unwrap_err().id,
        "store-practice"
    );
    assert_eq!(
        Office::open_practice(&stage.path(), clock())
            .unwrap_err()
            .id,
        "store-foreign"
    );
    let copied = within.path().join("kept.swing");
    drop(Office::open_practice(&file, clock()).unwrap());
    std::fs::copy(&file, &copied).unwrap();
    assert!(matches!(
        open_copy(&copied),
        Err(FileFault::Practice(_) | FileFault::Foreign(_))
    ));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(practice.folder.path()), 0o700);
        assert_eq!(mode(&file), 0o600);
    }
}

#[test]
fn no_pin_can_be_guessed_on_a_practice_copy() {
    let stage = Stage::new();
    let within = tempfile::tempdir().unwrap();
    let practice = practise(&stage, within.path()).unwrap();
    let clock = Arc::new(stage.clock.clone());
    let mut copy = Office::open_practice(&practice.folder.file(), clock).unwrap();
    let refused = copy.sign_in("hall", "MD", &pin("4826"), true).unwrap_err();
    assert_eq!(refused.id, "wrong-pin");
    let hashes = copy.read(|reader| reader.rows("select 1 from staff where pin_hash <> ''", &[]));
    assert!(hashes.unwrap().is_empty());
}

#[test]
fn a_copy_that_is_stopped_leaves_nothing() {
    let stage = Stage::new();
    let within = tempfile::tempdir().unwrap();
    let clock: Arc<dyn Clock> = Arc::new(stage.clock.clone());
    let learner = (stage.jana.staff, Desk::Back, "hall");
    let mut told = Vec::new();
    let stopped = Office::practise(
        &stage.path(),
        within.path(),
        &clock,
        learner,
        &mut |done, all| {
            told.push((done, all));
            false
        },
    );
    assert!(stopped.is_err());
    assert!(told[0].1 >= 4096 && told[0].0 <= told[0].1);
    assert_eq!(std::fs::read_dir(within.path()).unwrap().count(), 0);
}

#[test]
fn what_dead_practices_left_is_swept_and_what_lives_stays() {
    let within = tempfile::tempdir().unwrap();
    let living = PracticeFolder::new(within.path()).unwrap();
    let dead = within.path().join("swingdoor-practice-1-0");
    std::fs::create_dir(&dead).unwrap();
    std::fs::write(dead.join("lock"), "").unwrap();
    std::fs::write(dead.join("practice.swing"), "half a copy").unwrap();
    let torso = within.path().join("swingdoor-practice-2-0");
    std::fs::create_dir(&torso).unwrap();
    let begun = within.path().join("swingdoor-practice-3-0");
    std::fs::create_dir(&begun).unwrap();
    let other = within.path().join("somebody-elses");
    std::fs::create_dir(&other).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the age of a folder is the system's"
    )]
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    std::fs::File::open(&torso)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    assert_eq!(sweep_practice(within.path()), 2);
    assert!(living.path().exists() && begun.exists() && other.exists());
    assert!(!dead.exists() && !torso.exists());
    drop(living);
    assert_eq!(sweep_practice(within.path()), 0);
}
