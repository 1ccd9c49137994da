//! A practice copy of the office: made from one moment of it, marked so that it is never taken for the office, and thrown away.

use super::{Office, Refused, Session};
use crate::model::{Clock, Desk, StaffId};
use crate::store::{self, Engine, PracticeFolder};
use std::path::Path;
use std::sync::Arc;

/// A practice copy that is ready: whoever practises is signed in on it.
#[derive(Debug)]
pub struct Practice {
    /// Where it lies; it goes with this.
    pub folder: PracticeFolder,
    /// The learner on the copy.
    pub session: Session,
}

impl Office {
    /// Makes a practice copy of the office at `from` in the folder `within`, in which `staff` owns every duty of a desk. Nobody's
    /// PIN is in it: it could be guessed there without being counted. `progress` is told how many bytes of how many are copied, and
    /// stops it by `false`.
    ///
    /// # Errors
    /// Where the copy cannot be made, there is no room for it, or it was stopped; nothing stays behind.
    pub fn practise(
        from: &Path,
        within: &Path,
        clock: &Arc<dyn Clock>,
        learner: (StaffId, Desk, &str),
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Practice, Refused> {
        Self::copied_to_practise(from, within, clock, learner, progress).map_err(|refused| {
            if refused.id == "store-full" {
                no_room(from, within)
            } else {
                refused
            }
        })
    }

    fn copied_to_practise(
        from: &Path,
        within: &Path,
        clock: &Arc<dyn Clock>,
        (staff, desk, terminal): (StaffId, Desk, &str),
        progress: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Practice, Refused> {
        let folder = PracticeFolder::new(within)?;
        store::copy_to_practise(from, &folder.file(), progress)?;
        let mut engine = store::open_practice(&folder.file(), store::Access::Write)?;
        engine.begin()?;
        let lent = lend(&mut engine, staff, desk);
        match lent {
            Ok(()) => engine.commit()?,
            Err(refused) => {
                engine.rollback();
                return Err(refused);
            }
        }
        let mut office = Self::over(Box::new(engine), &folder.file(), Arc::clone(clock))?;
        let session = office.transaction(|writing| writing.open_practice(staff, terminal))?;
        Ok(Practice { folder, session })
    }

    /// Opens a practice copy to read and write.
    ///
    /// # Errors
    /// As [`Office::open`]; and where the file is a real office.
    pub fn open_practice(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Refused> {
        Self::over_practice(path, clock, store::Access::Write)
    }

    /// Opens a practice copy to read only.
    ///
    /// # Errors
    /// As [`Office::open_practice`].
    pub fn open_practice_to_read(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, Refused> {
        Self::over_practice(path, clock, store::Access::Read)
    }

    fn over_practice(
        path: &Path,
        clock: Arc<dyn Clock>,
        access: store::Access,
    ) -> Result<Self, Refused> {
        let engine = store::open_practice(path, access)?;
        let office = Self::over(Box::new(engine), path, clock)?;
        Ok(Self {
            practice: true,
            ..office
        })
    }
}

/// The disk is full, at whichever step: what the copy would have needed, in whole megabytes.
fn no_room(from: &Path, within: &Path) -> Refused {
    let bytes: u64 = [from.to_owned(), store::beside(from, "-wal")]
        .iter()
        .filter_map(|path| path.metadata().ok())
        .map(|found| found.len())
        .sum();
    let megabytes = i64::try_from(bytes / (1024 * 1024) + 1).unwrap_or(i64::MAX);
    Refused::store("practice-no-room")
        .with("path", within.display().to_string())
        .with("megabytes", megabytes)
}

/// What the copy has and the office has not: the learner owns the desk's duties, no cover or sheet of the day stands in their way,
/// nobody has a PIN, and the open drawers are empty: counting one there would tell what should be in the real one.
fn lend(engine: &mut dyn Engine, staff: StaffId, desk: Desk) -> Result<(), Refused> {
    for duty in desk.duties() {
        engine.run(
            "insert into competence (staff, duty, level, signed_by, signed_at, seq)
             select $1, $2, 'own', $1, max(at), max(seq) from journal where seq = (select max(seq) from journal)
             on conflict (staff, duty) do update set level = 'own', valid_until = null",
            &[staff.0.into(), duty.as_str().into()],
        )?;
    }
    engine.run(
        "update cover set seen_at = coalesce(seen_at, asked_at) where owner = $1 and starts_at is not null",
        &[staff.0.into()],
    )?;
    for emptied in [
        "delete from posting where drawer in (select id from drawer where closed_at is null)",
        "delete from drawer_count where drawer in (select id from drawer where closed_at is null)",
        "update payment set drawer = null where drawer in (select id from drawer where closed_at is null)",
        "update drawer set float = 0, expected = 0 where closed_at is null",
    ] {
        engine.run(emptied, &[])?;
    }
    engine.run(
        "update staff set pin_hash = '', wrong_pins = 0, locked_until = null",
        &[],
    )?;
    Ok(())
}
