//! A copy of the office's file while others work on it: one moment of it, private to its owner, on the disk when it is said to be.

use super::open::connect_to_copy;
use super::private::{ENDINGS, beside, private_file};
use super::sqlite::explain;
use super::{Engine, FileFault, Sqlite, StoreError};
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};

/// How many pages are copied between two reports of progress.
const PAGES_AT_ONCE: i32 = 4096;

/// The same for a practice, which somebody waits for.
const PRACTICE_PAGES_AT_ONCE: i32 = 8192;

/// Copies the office at `from` into a new file at `to`, which only its owner may read. Writers go on meanwhile; the copy is
/// of the moment at which it began. `progress` is told how many pages of how many are done, and stops it by `false`.
///
/// # Errors
/// Where one of the files cannot be read or written, or it was stopped; no torso stays behind.
pub fn copy(
    from: &Path,
    to: &Path,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<(), FileFault> {
    let mut source = super::open(from, super::Access::Read)?;
    copy_into(&mut source, to, progress)
}

/// Copies the office at `from` for a practice into a new file at `to`, and marks it as that. It need not last: nothing is made
/// sure of on the disk. `progress` is told how many bytes of how many are done, and stops it by `false`.
///
/// # Errors
/// As [`copy`].
pub fn copy_to_practise(
    from: &Path,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), FileFault> {
    let mut source = super::open(from, super::Access::Read)?;
    new_file(to)?;
    let pages = source.query("pragma page_size");
    let page = pages.and_then(|rows| rows.first().map_or(Ok(4096), |row| row.int(0)));
    let page = u64::try_from(page.unwrap_or(4096)).unwrap_or(4096);
    let result = copy_and_mark(&mut source, to, &mut |done, all| {
        let bytes = |pages| u64::try_from(pages).unwrap_or(0) * page;
        progress(bytes(done), bytes(all))
    });
    source.rollback();
    if result.is_err() {
        super::remove(to);
    }
    result
}

fn copy_and_mark(
    source: &mut Sqlite,
    to: &Path,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<(), FileFault> {
    let target = copied(source, to, false, progress)?;
    target
        .execute_batch(&format!(
            "pragma application_id = {}",
            super::open::PRACTICE_ID
        ))
        .map_err(|error| FileFault::Store(to.to_owned(), explain(&error)))
}

/// As [`copy`], from a connection that is open already.
pub(super) fn copy_open(source: &mut Sqlite, to: &Path) -> Result<(), FileFault> {
    copy_into(source, to, &mut |_, _| true)
}

fn copy_into(
    source: &mut Sqlite,
    to: &Path,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<(), FileFault> {
    new_file(to)?;
    let result = copy_pages(source, to, progress);
    source.rollback();
    if result.is_err() {
        let _ = std::fs::remove_file(to);
    }
    result
}

fn copy_pages(
    source: &mut Sqlite,
    to: &Path,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<(), FileFault> {
    drop(copied(source, to, true, progress)?);
    sync(to)
}

/// Copies every page; gives the connection to the copy. What does not last is written without waiting for the disk.
#[expect(
    clippy::disallowed_methods,
    reason = "the file that is copied into holds no office yet"
)]
fn copied(
    source: &mut Sqlite,
    to: &Path,
    lasts: bool,
    progress: &mut dyn FnMut(i64, i64) -> bool,
) -> Result<rusqlite::Connection, FileFault> {
    let fault = |error: StoreError| FileFault::Store(to.to_owned(), error);
    // The read transaction keeps the moment: without it every write of others begins the copy anew.
    source.begin_read().map_err(fault)?;
    source.query("select 1 from office").map_err(fault)?;
    let explained = |error: rusqlite::Error| FileFault::Store(to.to_owned(), explain(&error));
    let mut target = rusqlite::Connection::open(to).map_err(explained)?;
    if !lasts {
        target
            .execute_batch("pragma synchronous = off")
            .map_err(explained)?;
    }
    let backup = Backup::new(source.connection(), &mut target).map_err(explained)?;
    let pages = if lasts {
        PAGES_AT_ONCE
    } else {
        PRACTICE_PAGES_AT_ONCE
    };
    loop {
        let step = backup.step(pages).map_err(explained)?;
        let done = backup.progress();
        let all = i64::from(done.pagecount);
        if !progress(all - i64::from(done.remaining), all) {
            return Err(fault(StoreError::Io("stopped".to_owned())));
        }
        match step {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked => {
                std::thread::sleep(std::time::Duration::from_millis(1));
            }
            _ => {}
        }
    }
    drop(backup);
    Ok(target)
}

/// Opens a copy that nobody works on: no lock is taken and no file appears beside it.
///
/// # Errors
/// It is missing, foreign, newer or damaged; or has a `-wal` beside it, so that it is no copy but somebody's working file.
pub fn open_copy(path: &Path) -> Result<Sqlite, FileFault> {
    if beside(path, "-wal")
        .metadata()
        .is_ok_and(|found| found.len() > 0)
    {
        return Err(FileFault::InUse(path.to_owned()));
    }
    connect_to_copy(path)
}

/// Copies a file whole into a new private one beside `target`, on the disk when this returns; gives its name. What a copy that was
/// broken off has left there goes.
///
/// # Errors
/// What the operating system reports; nothing stays behind then.
pub fn copy_beside(from: &Path, target: &Path) -> Result<PathBuf, FileFault> {
    let io = |error: std::io::Error| {
        FileFault::Store(target.to_owned(), StoreError::Io(error.to_string()))
    };
    let partial = beside(target, ".partial");
    super::remove(&partial);
    new_file(&partial)?;
    let copied = std::fs::copy(from, &partial)
        .map_err(io)
        .and_then(|_| private_mode(&partial).map_err(io))
        .and_then(|()| sync(&partial));
    match copied {
        Ok(()) => Ok(partial),
        Err(fault) => {
            super::remove(&partial);
            Err(fault)
        }
    }
}

/// Puts `partial`, which lies beside it, has been verified and is open nowhere, into the place of `target`. What stood there is kept
/// under the name that is given back. Where it cannot be done `partial` is removed. `is_still` is asked of what stands there when nobody
/// can write to it any more.
///
/// # Errors
/// [`FileFault::Exists`] where something stands there and `replace` is not set, [`FileFault::InUse`] where somebody works on it, or has
/// done so since it was looked at.
pub fn put_in_place(
    partial: &Path,
    target: &Path,
    replace: bool,
    aside: &Path,
    is_still: IsStill<'_>,
) -> Result<Option<PathBuf>, FileFault> {
    put(partial, target, replace, aside, is_still).inspect_err(|_| super::remove(partial))
}

/// Whether an office is still as it was when it was looked at.
pub type IsStill<'a> = &'a mut dyn FnMut(&mut dyn Engine) -> bool;

fn put(
    partial: &Path,
    target: &Path,
    replace: bool,
    aside: &Path,
    is_still: IsStill<'_>,
) -> Result<Option<PathBuf>, FileFault> {
    let there = target.exists();
    if there && !replace {
        return Err(FileFault::Exists(target.to_owned()));
    }
    if there {
        nobody_works_on(target, is_still)?;
    }
    let io = |error: std::io::Error| {
        FileFault::Store(target.to_owned(), StoreError::Io(error.to_string()))
    };
    sync(partial)?;
    let mut moved = Vec::new();
    let exchanged = exchange(partial, target, aside, &mut moved);
    if let Err(error) = exchanged {
        // As it was before.
        for (old, new) in moved.iter().rev() {
            let _ = std::fs::rename(new, old);
        }
        return Err(io(error));
    }
    sync_folder(target);
    Ok(there.then(|| aside.to_owned()))
}

/// Keeps what stands at `target` under the name `aside` and puts `partial` there. `moved` tells what has another name by now.
fn exchange(
    partial: &Path,
    target: &Path,
    aside: &Path,
    moved: &mut Vec<(PathBuf, PathBuf)>,
) -> std::io::Result<()> {
    // Also where the file itself is gone: an old `-wal` would be taken for the new file's.
    for ending in ENDINGS {
        let (old, new) = (beside(target, ending), beside(aside, ending));
        if !old.exists() {
            continue;
        }
        // With two names for a moment the office is never without its file; not every file system can do that.
        if ending.is_empty() && std::fs::hard_link(&old, &new).is_ok() {
            continue;
        }
        std::fs::rename(&old, &new)?;
        moved.push((old, new));
    }
    std::fs::rename(partial, target).inspect_err(|_| {
        if moved.iter().all(|(old, _)| old != target) {
            let _ = std::fs::remove_file(aside);
        }
    })
}

/// Refuses where another process has the office open; puts its `-wal` into the file where nobody has.
fn nobody_works_on(path: &Path, is_still: IsStill<'_>) -> Result<(), FileFault> {
    let mut engine = match super::open(path, super::Access::Write) {
        Ok(engine) => engine,
        // Damaged or foreign: what stands there is put aside as it is.
        Err(FileFault::Damaged(..) | FileFault::Foreign(_)) => return Ok(()),
        Err(fault) => return Err(fault),
    };
    // Leaving WAL mode needs the file alone; whoever else has it open stands in the way, idle or not.
    let mode = engine.query("pragma journal_mode = delete");
    match mode.and_then(|rows| rows.first().map_or(Ok(String::new()), |row| row.text(0))) {
        Ok(mode) if mode == "delete" && is_still(&mut engine) => Ok(()),
        Ok(_) | Err(StoreError::Busy) => Err(FileFault::InUse(path.to_owned())),
        Err(StoreError::Damaged(_)) => Ok(()),
        Err(error) => Err(FileFault::Store(path.to_owned(), error)),
    }
}

/// Gives a finished copy its name, on the disk as well. Nothing is overwritten: false where another has taken the name meanwhile.
///
/// # Errors
/// What the operating system reports.
pub fn name_it(partial: &Path, path: &Path) -> Result<bool, FileFault> {
    let fault = |error: std::io::Error| {
        FileFault::Store(path.to_owned(), StoreError::Io(error.to_string()))
    };
    match std::fs::hard_link(partial, path) {
        Ok(()) => {
            let _ = std::fs::remove_file(partial);
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(false),
        // Not every file system gives a file two names.
        Err(_) if path.exists() => return Ok(false),
        Err(_) => std::fs::rename(partial, path).map_err(fault)?,
    }
    sync_folder(path);
    Ok(true)
}

/// Gives a new office, which was made under another name and closed, its own. Nothing is overwritten, and a torso never has the name.
///
/// # Errors
/// [`FileFault::Exists`]; what the operating system reports; where not all of it could be put into the file when it was closed.
pub fn name_new(partial: &Path, path: &Path) -> Result<(), FileFault> {
    let fault = |detail: String| FileFault::Store(path.to_owned(), StoreError::Io(detail));
    let wal = beside(partial, "-wal");
    if wal.metadata().is_ok_and(|found| found.len() > 0) {
        return Err(fault(format!("{} is left", wal.display())));
    }
    if path.exists() {
        return Err(FileFault::Exists(path.to_owned()));
    }
    sync(partial)?;
    match std::fs::hard_link(partial, path) {
        Ok(()) => {
            let _ = std::fs::remove_file(partial);
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(FileFault::Exists(path.to_owned()));
        }
        // Not every file system gives a file two names.
        Err(_) => std::fs::rename(partial, path).map_err(|error| fault(error.to_string()))?,
    }
    sync_folder(path);
    Ok(())
}

fn new_file(path: &Path) -> Result<(), FileFault> {
    private_file(path, true)
        .map(drop)
        .map_err(|error| super::open::file_error(path, &error))
}

fn private_mode(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

fn sync(path: &Path) -> Result<(), FileFault> {
    std::fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(|error| FileFault::Store(path.to_owned(), StoreError::Io(error.to_string())))
}

/// A name is on the disk when its folder is. Not every system lets a folder be synced; the content is safe without it.
pub fn sync_folder(path: &Path) {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    if let Ok(folder) = std::fs::File::open(folder.unwrap_or_else(|| Path::new("."))) {
        let _ = folder.sync_all();
    }
}
