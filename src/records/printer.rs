//! Papers on the way to a printer: which one a terminal has, and the command that prints.

use crate::office::{Reads, Refused};
use crate::store::private_file;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A printer that has not taken a paper by then is not there.
const WAIT: Duration = Duration::from_secs(4);

/// The printer of a terminal; none where nobody has chosen one.
///
/// # Errors
/// What the store reports.
pub fn of_terminal(reads: &mut impl Reads, terminal: &str) -> Result<Option<String>, Refused> {
    let row = reads.row(
        "select printer from terminal_printer where terminal = $1 and printer <> ''",
        &[terminal.into()],
    )?;
    Ok(row.map(|row| row.text(0)).transpose()?)
}

/// Writes a text into a new file, for its owner alone; an older one of this name goes.
///
/// # Errors
/// What the file system says.
pub fn to_file(path: &Path, text: &str) -> Result<(), Refused> {
    let failed = |error: std::io::Error| {
        Refused::store("store-io").with("detail", format!("{}: {error}", path.display()))
    };
    let _ = std::fs::remove_file(path);
    let mut file = private_file(path, true).map_err(failed)?;
    file.write_all(format!("{text}\n").as_bytes())
        .map_err(failed)
}

/// Hands a text to the system's `lp`.
///
/// # Errors
/// `printer-gone` with what the system said; the paper stays on file.
pub fn print(printer: &str, text: &str) -> Result<(), Refused> {
    let gone = |detail: &str| {
        Refused::rule("printer-gone")
            .with("printer", printer)
            .with("detail", detail.trim())
    };
    let mut child = Command::new("lp")
        .args(["-d", printer, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| gone(&error.to_string()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A command that has ended already says why by its end.
        let _ = stdin.write_all(format!("{text}\n").as_bytes());
    }
    let begun = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if begun.elapsed() > WAIT {
            let _ = child.kill();
            let _ = child.wait();
            return Err(gone("no answer"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let out = child
        .wait_with_output()
        .map_err(|error| gone(&error.to_string()))?;
    if out.status.success() {
        return Ok(());
    }
    Err(gone(&String::from_utf8_lossy(&out.stderr)))
}
