//! Opens the office's file, or makes it: private to its owner, in WAL mode, brought to this program's tables.

use super::private::{beside, private_file, remove};
use super::sqlite::{explain, wait_for_lock};
use super::{Engine, Sqlite, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

/// Marks a file as an office: "swng" as a number.
const APPLICATION_ID: i64 = 0x7377_6e67;

/// Marks a file as a practice copy: "swpr". It is never opened as an office, and an office never as one.
pub(super) const PRACTICE_ID: i64 = 0x7377_7072;

/// One script for each version, oldest first; the file's version is how many of them it has seen.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/schema/0001.sql"),
    include_str!("../../assets/schema/0002.sql"),
    include_str!("../../assets/schema/0003.sql"),
    include_str!("../../assets/schema/0004.sql"),
    include_str!("../../assets/schema/0005.sql"),
    include_str!("../../assets/schema/0006.sql"),
    include_str!("../../assets/schema/0007.sql"),
    include_str!("../../assets/schema/0008.sql"),
];

/// The oldest SQLite that may be used: before it, two checkpointing writers could damage a WAL.
const SQLITE_NUMBER_MIN: i32 = 3_051_003;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// May write.
    Write,
    /// Every write is refused by the engine.
    Read,
}

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// There is none.
    #[error("no file {0}")]
    Missing(PathBuf),
    /// There is one already, where a new one was to be made.
    #[error("the file {0} exists")]
    Exists(PathBuf),
    /// It is not an office of this program.
    #[error("{0} is not a swingdoor file")]
    Foreign(PathBuf),
    /// A later version of this program has written it.
    #[error("{0} was written by a newer swingdoor")]
    Newer(PathBuf),
    /// It lies on a file system that is shared over a network, where its locks do not hold.
    #[error("{0} lies on a network share")]
    Network(PathBuf),
    /// It, or its folder, may not be written.
    #[error("{0} may not be written")]
    ReadOnly(PathBuf),
    /// An earlier version of this program has written it, and it was to be read only.
    #[error("{0} was written by an earlier swingdoor")]
    Older(PathBuf),
    /// Somebody works on it.
    #[error("{0} is in use")]
    InUse(PathBuf),
    /// It is a practice copy, and was to be opened as an office.
    #[error("{0} is a practice copy")]
    Practice(PathBuf),
    /// Its content is damaged.
    #[error("{0} is damaged: {1}")]
    Damaged(PathBuf, String),
    /// Anything else.
    #[error("{0}: {1}")]
    Store(PathBuf, StoreError),
}

/// Makes a new, empty file with this program's tables, readable by its owner only.
///
/// # Errors
/// Where a file stands there already, or the folder may not be written; nothing new is left behind then.
pub fn create(path: &Path) -> Result<Sqlite, FileFault> {
    private_file(path, true).map_err(|error| file_error(path, &error))?;
    if let Err(fault) = refuse_network(path) {
        let _ = std::fs::remove_file(path);
        return Err(fault);
    }
    new_tables(path).inspect_err(|_| remove(path))
}

fn new_tables(path: &Path) -> Result<Sqlite, FileFault> {
    let mut engine = connect(path, Access::Write)?;
    let fault = |error| store_fault(path, error);
    engine.script("pragma journal_mode = wal").map_err(fault)?;
    engine.begin().map_err(fault)?;
    migrate_steps(&mut engine, 0).map_err(fault)?;
    engine.commit().map_err(fault)?;
    Ok(engine)
}

/// Opens an existing office, after bringing its tables up to this program's version.
///
/// # Errors
/// Where there is none, it is foreign, newer, damaged, read-only or on a network share.
pub fn open(path: &Path, access: Access) -> Result<Sqlite, FileFault> {
    open_marked(path, access, APPLICATION_ID)
}

/// Opens a practice copy. What is written to it need not last.
///
/// # Errors
/// As [`open`]; and where the file is a real office.
pub fn open_practice(path: &Path, access: Access) -> Result<Sqlite, FileFault> {
    let mut engine = open_marked(path, access, PRACTICE_ID)?;
    engine
        .script("pragma synchronous = off")
        .map_err(|error| store_fault(path, error))?;
    Ok(engine)
}

/// A device or a pipe could keep whoever reads it waiting for ever.
fn must_be_file(path: &Path) -> Result<(), FileFault> {
    match std::fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(FileFault::Foreign(path.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(FileFault::Missing(path.to_owned()))
        }
        Err(error) => Err(file_error(path, &error)),
    }
}

fn open_marked(path: &Path, access: Access, mark: i64) -> Result<Sqlite, FileFault> {
    must_be_file(path)?;
    refuse_network(path)?;
    if access == Access::Write {
        std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(|error| file_error(path, &error))?;
    }
    let mut engine = connect(path, access)?;
    match (known_version(&mut engine, path, mark)? < known(), access) {
        (false, _) => {}
        (true, Access::Write) => bring_up_to_date(&mut engine, path, mark)?,
        (true, Access::Read) => return Err(FileFault::Older(path.to_owned())),
    }
    Ok(engine)
}

/// Whether there is an office of an earlier version of this program, which the next one who may write brings up to date.
#[must_use]
pub fn is_older(path: &Path) -> bool {
    let version = |mut engine| known_version(&mut engine, path, APPLICATION_ID);
    path.exists()
        && connect(path, Access::Read)
            .and_then(version)
            .is_ok_and(|version| version < known())
}

/// The version of this program's tables.
fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// The version of the file's tables; refuses what does not bear this mark, or is newer than this program.
fn known_version(engine: &mut Sqlite, path: &Path, mark: i64) -> Result<i64, FileFault> {
    let fault = |error| store_fault(path, error);
    let application = pragma(engine, "pragma application_id").map_err(fault)?;
    let version = pragma(engine, "pragma user_version").map_err(fault)?;
    if application == PRACTICE_ID && application != mark {
        return Err(FileFault::Practice(path.to_owned()));
    }
    if application != mark {
        return Err(FileFault::Foreign(path.to_owned()));
    }
    if version > known() {
        return Err(FileFault::Newer(path.to_owned()));
    }
    Ok(version)
}

/// Opens a copy that nobody works on: read only, without locks.
#[expect(
    clippy::disallowed_methods,
    reason = "the second place that opens a connection: to a file that does not change"
)]
pub(super) fn connect_to_copy(path: &Path) -> Result<Sqlite, FileFault> {
    must_be_file(path)?;
    let path = std::fs::canonicalize(path).map_err(|error| file_error(path, &error))?;
    let fault = |error: rusqlite::Error| store_fault(&path, explain(&error));
    let escaped = path
        .display()
        .to_string()
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(fault)?;
    connection
        .execute_batch(
            "pragma trusted_schema = off; pragma query_only = on; pragma temp_store = memory;",
        )
        .map_err(fault)?;
    let mut engine = Sqlite::over(connection);
    known_version(&mut engine, &path, APPLICATION_ID)?;
    Ok(engine)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that opens a connection"
)]
fn connect(path: &Path, access: Access) -> Result<Sqlite, FileFault> {
    let fault = |error: rusqlite::Error| store_fault(path, explain(&error));
    if rusqlite::version_number() < SQLITE_NUMBER_MIN {
        return Err(FileFault::Store(
            path.to_owned(),
            StoreError::Asked(format!("SQLite {} is too old", rusqlite::version())),
        ));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    connection
        .busy_handler(Some(wait_for_lock))
        .map_err(fault)?;
    // Without this a statement is compiled anew whenever a value is bound that the planner has looked at, which
    // partial indexes make it do: two thirds of the time of a verb.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(fault)?;
    let mut settings = String::from(
        "pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory; pragma trusted_schema = off; pragma cache_size = -4096;",
    );
    if access == Access::Read {
        settings.push_str("pragma query_only = on;");
    }
    connection.execute_batch(&settings).map_err(fault)?;
    Ok(Sqlite::over(connection))
}

fn pragma(engine: &mut Sqlite, sql: &'static str) -> Result<i64, StoreError> {
    engine
        .run(sql, &[])?
        .first()
        .map_or(Ok(0), |row| row.int(0))
}

/// Copies the file aside and changes its tables. Of several who want to, one does, and the others wait for it.
fn bring_up_to_date(engine: &mut Sqlite, path: &Path, mark: i64) -> Result<(), FileFault> {
    let fault = |error| store_fault(path, error);
    engine.begin().map_err(fault)?;
    let done = known_version(engine, path, mark).and_then(|version| {
        if version < known() {
            copy_aside(path, version)?;
            migrate_steps(engine, version).map_err(fault)?;
        }
        Ok(())
    });
    match done {
        Ok(()) => engine.commit().map_err(fault),
        Err(error) => {
            engine.rollback();
            Err(error)
        }
    }
}

/// What tells with which tables an office began that was brought up to date: the name of a seal, until tables 7 a setting.
const BEGAN_WITH: &str = "began-with-tables";

fn migrate_steps(engine: &mut Sqlite, from: i64) -> Result<(), StoreError> {
    for script in MIGRATIONS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        engine.script(script)?;
    }
    if from > 0 {
        // Says that older lines of the journal were written by a program that knew less. It stands beside the seals, of which no line
        // of the journal tells: an office that keeps digests may have no row that a line does not name.
        engine.script(&format!(
            "insert into seal (name, rows) select '{BEGAN_WITH}', cast('{from}' as blob)
             where not exists (select 1 from seal where name = '{BEGAN_WITH}') and not exists (select 1 from setting where key = '{BEGAN_WITH}')"
        ))?;
    }
    engine.script(&format!(
        "pragma application_id = {APPLICATION_ID}; pragma user_version = {};",
        MIGRATIONS.len()
    ))
}

/// Copies the file beside itself before its tables change: `office.swing` to `office.swing.version-4`. A copy that is there is whole,
/// and stays. Nobody else writes meanwhile.
fn copy_aside(path: &Path, version: i64) -> Result<(), FileFault> {
    let copy = beside(path, &format!(".version-{version}"));
    if copy.exists() {
        return Ok(());
    }
    let torso = beside(&copy, ".part");
    remove(&torso);
    super::copy::copy_open(&mut connect(path, Access::Read)?, &torso)?;
    std::fs::rename(&torso, &copy).map_err(|error| file_error(&copy, &error))
}

pub(super) fn file_error(path: &Path, error: &std::io::Error) -> FileFault {
    use std::io::ErrorKind::{
        AlreadyExists, NotFound, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull,
    };
    match error.kind() {
        AlreadyExists => FileFault::Exists(path.to_owned()),
        NotFound => FileFault::Missing(path.parent().unwrap_or(path).to_owned()),
        PermissionDenied | ReadOnlyFilesystem => FileFault::ReadOnly(path.to_owned()),
        StorageFull | QuotaExceeded => FileFault::Store(path.to_owned(), StoreError::Full),
        _ => FileFault::Store(path.to_owned(), StoreError::Io(error.to_string())),
    }
}

fn store_fault(path: &Path, error: StoreError) -> FileFault {
    match error {
        StoreError::Damaged(detail) if detail.contains("not a database") => {
            FileFault::Foreign(path.to_owned())
        }
        StoreError::Damaged(detail) => FileFault::Damaged(path.to_owned(), detail),
        StoreError::ReadOnly => FileFault::ReadOnly(path.to_owned()),
        other => FileFault::Store(path.to_owned(), other),
    }
}

/// File systems whose locks other machines do not see; the kernel's names in `/proc/self/mountinfo`.
const NETWORK_FILE_SYSTEMS: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "9p",
    "fuse.sshfs",
    "glusterfs",
    "fuse.glusterfs",
    "lustre",
    "davfs",
    "fuse.davfs2",
];

/// Refuses a path on a network share. Where the mounts cannot be read nothing is known, and nothing refused.
fn refuse_network(path: &Path) -> Result<(), FileFault> {
    let Ok(real) = std::fs::canonicalize(path) else {
        return Ok(());
    };
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mountinfo") else {
        return Ok(());
    };
    let kind = mounts
        .lines()
        .filter_map(|line| {
            let (before, after) = line.split_once(" - ")?;
            Some((before.split(' ').nth(4)?, after.split(' ').next()?))
        })
        .filter(|(mount, _)| real.starts_with(mount))
        .max_by_key(|(mount, _)| mount.len())
        .map(|(_, kind)| kind);
    match kind {
        Some(kind) if NETWORK_FILE_SYSTEMS.contains(&kind) => {
            Err(FileFault::Network(path.to_owned()))
        }
        _ => Ok(()),
    }
}
