//! Files and folders that only their owner may read, and the three names of one office.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The file's name with this ending: `office.swing-wal`.
#[must_use]
pub fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What lies beside the file of an office while it is open, and the file itself.
pub(super) const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];

/// Removes a file that holds an office, with what SQLite has put beside it; what is not there is no matter.
pub fn remove(path: &Path) {
    for ending in ENDINGS {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}

/// Removes the copies that were kept aside when the tables of a file were brought up to date.
pub fn remove_older_copies(path: &Path) {
    let Some(folder) = path.parent() else { return };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = format!("{name}.version-");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&kept) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Opens a file to write that only its owner may read: a new one, or one that is emptied if it is there.
///
/// # Errors
/// What the operating system reports; `AlreadyExists` where it must be new.
pub fn private_file(path: &Path, must_be_new: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true);
    if must_be_new {
        options.create_new(true);
    } else {
        options.create(true).truncate(true);
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

/// Opens a file to read that ends: a device or a pipe could keep whoever reads it waiting for ever.
///
/// # Errors
/// What the operating system reports; `InvalidInput` where it is no ordinary file.
pub fn open_file(path: &Path) -> std::io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        let error = std::io::ErrorKind::InvalidInput;
        return Err(std::io::Error::new(error, "not an ordinary file"));
    }
    File::open(path)
}

/// The text of a file of up to so many bytes.
///
/// # Errors
/// As [`open_file`]; `FileTooLarge` where it is larger, `InvalidData` where it is no text (UTF-8).
pub fn read_text(path: &Path, bytes_max: u64) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let read = open_file(path)?
        .take(bytes_max + 1)
        .read_to_end(&mut bytes)?;
    // Before it is decoded: a cut inside a letter would make the text look damaged.
    if read as u64 > bytes_max {
        let error = std::io::ErrorKind::FileTooLarge;
        return Err(std::io::Error::new(error, format!("> {bytes_max} bytes")));
    }
    String::from_utf8(bytes)
        .map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error.utf8_error()))
}

/// Makes a folder, and those above it, that only its owner may look into; one that is there stays as it is.
///
/// # Errors
/// What the operating system reports.
pub fn private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}
