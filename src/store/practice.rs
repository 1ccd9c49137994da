//! Where a practice copy lies: a folder that only its owner may look into, which goes with whoever made it, at the latest at the
//! next start.

use super::FileFault;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// With this the names of the folders begin.
const PREFIX: &str = "swingdoor-practice-";

/// The file that is locked as long as somebody practises; the lock ends with the process, however that ends.
const LOCK: &str = "lock";

/// A folder without its lock is one that is being made; after so long it was abandoned at that.
const MADE_WITHIN: Duration = Duration::from_secs(60);

/// A folder for one practice copy. It is removed, with all that is in it, when this goes.
#[derive(Debug)]
pub struct PracticeFolder {
    path: PathBuf,
    /// Locked as long as this lives.
    _lock: File,
}

impl PracticeFolder {
    /// Makes one in `parent`, the folder for what may vanish.
    ///
    /// # Errors
    /// What the operating system reports; nothing stays behind then.
    pub fn new(parent: &Path) -> Result<Self, FileFault> {
        static NTH: AtomicU32 = AtomicU32::new(0);
        let nth = NTH.fetch_add(1, Ordering::Relaxed);
        let path = parent.join(format!("{PREFIX}{}-{nth}", std::process::id()));
        let fault = |error: &std::io::Error| super::open::file_error(&path, error);
        // Left by an earlier process of this number.
        if is_abandoned(&path) {
            let _ = std::fs::remove_dir_all(&path);
        }
        make(&path).map_err(|error| fault(&error))?;
        match locked(&path) {
            Ok(lock) => Ok(Self { path, _lock: lock }),
            Err(error) => {
                let _ = std::fs::remove_dir_all(&path);
                Err(fault(&error))
            }
        }
    }

    /// The file of the copy.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.path.join("practice.swing")
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for PracticeFolder {
    fn drop(&mut self) {
        // What cannot be removed now is swept at the next start.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

fn make(path: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    // Not recursive: one that is there already is somebody else's.
    builder.create(path)
}

/// The lock has its name only once it is held, so that a sweeper never sees it free.
fn locked(folder: &Path) -> std::io::Result<File> {
    let new = folder.join("lock.new");
    let lock = super::private_file(&new, true)?;
    lock.try_lock().map_err(std::io::Error::from)?;
    std::fs::rename(new, folder.join(LOCK))?;
    Ok(lock)
}

/// Nobody practises there any more: its lock is free, or it never got one.
fn is_abandoned(folder: &Path) -> bool {
    let Ok(found) = folder.symlink_metadata() else {
        return false;
    };
    if !found.is_dir() {
        return false;
    }
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => found
            .modified()
            .ok()
            .and_then(|at| at.elapsed().ok())
            .is_some_and(|age| age > MADE_WITHIN),
        Err(_) => false,
    }
}

/// Removes what practices of processes that are no more have left in `parent`. Gives how many there were.
pub fn sweep_practice(parent: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(parent) else {
        return 0;
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .map(|entry| entry.path())
        .filter(|path| is_abandoned(path) && std::fs::remove_dir_all(path).is_ok())
        .count()
}
