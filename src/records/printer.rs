//! Papers on the way to a printer: which one a terminal has, and the command that prints.

use crate::model::text::safe;
use crate::office::{Reads, Refused};
use crate::store::private_file;
use std::ffi::OsStr;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// A printer that has not taken a paper by then is not there.
const WAIT: Duration = Duration::from_secs(4);

/// The command of the system that prints: of CUPS, as POSIX has it.
const COMMAND: &str = "lp";

/// How much of what the command says is kept, in characters.
const SAID_CHARACTERS_MAX: usize = 120;

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
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let mut file = private_file(path, true).map_err(failed)?;
    file.write_all(harmless(text).as_bytes()).map_err(failed)
}

/// Hands a text to the system's `lp`. It may take as long as a printer that does not answer is waited for.
///
/// # Errors
/// `printer-command` where the machine has no such command, `printer-silent` where it does not end, `printer-gone` with what it
/// said where it failed; the paper stays on file.
pub fn print(printer: &str, text: &str) -> Result<(), Refused> {
    print_by(OsStr::new(COMMAND), WAIT, printer, text)
}

fn print_by(command: &OsStr, wait: Duration, printer: &str, text: &str) -> Result<(), Refused> {
    let refused = |id| Refused::rule(id).with("printer", printer);
    let gone = |said: &str| refused("printer-gone").with("detail", said);
    let child = Command::new(command)
        .args(["-d", printer, "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| match error.kind() {
        ErrorKind::NotFound => refused("printer-command").with("command", COMMAND),
        _ => gone(&error.to_string()),
    })?;
    // Neither what it does not read nor what it says without end may hold up whoever waits.
    if let Some(mut stdin) = child.stdin.take() {
        let text = harmless(text);
        std::thread::spawn(move || {
            // A command that has ended already says why by its end.
            let _ = stdin.write_all(text.as_bytes());
        });
    }
    let (to, said) = channel();
    if let Some(stderr) = child.stderr.take() {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let most = 4 * u64::try_from(SAID_CHARACTERS_MAX).unwrap_or(u64::MAX);
            let _ = stderr.take(most).read_to_end(&mut text);
            let _ = to.send(text);
        });
    }
    let Some(end) = end_of(&mut child, wait) else {
        let seconds = i64::try_from(wait.as_secs()).unwrap_or(i64::MAX);
        return Err(refused("printer-silent").with("seconds", seconds));
    };
    if end.success() {
        return Ok(());
    }
    // A child of the command may keep its end of the pipe open.
    let said = said.recv_timeout(Duration::from_millis(200));
    let said = said.unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().map(str::trim).find(|line| !line.is_empty());
    let line = line.map(|line| {
        safe(line)
            .chars()
            .take(SAID_CHARACTERS_MAX)
            .collect::<String>()
    });
    Err(match (line, end.code()) {
        (Some(line), _) => gone(&line),
        (None, Some(code)) => gone(&format!("{COMMAND}: {code}")),
        (None, None) => gone(COMMAND),
    })
}

/// How a command has ended; `None` where it had not by then and was stopped.
fn end_of(child: &mut Child, wait: Duration) -> Option<ExitStatus> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(end)) => return Some(end),
            Ok(None) if begun.elapsed() < wait => std::thread::sleep(Duration::from_millis(10)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// The text in lines, without anything that a printer would take for an order.
fn harmless(text: &str) -> String {
    let lines = text.lines().map(|line| safe(line) + "\n");
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::{print_by, to_file};
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    /// A command that does this, in place of the system's.
    fn command(folder: &Path, does: &str) -> PathBuf {
        let path = folder.join("lp");
        std::fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        path
    }

    /// What is refused, and what is said about it.
    fn refused(does: &str, text: &str) -> (&'static str, String) {
        let folder = tempfile::tempdir().unwrap();
        let lp = command(folder.path(), does);
        let wait = Duration::from_millis(1500);
        let refused = print_by(lp.as_os_str(), wait, "hall", text).unwrap_err();
        (refused.id, format!("{:?}", refused.data))
    }

    #[test]
    fn a_paper_is_printed_with_its_lines_and_nothing_that_is_an_order() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let does = format!("echo \"$@\" > {0}.args; cat > {0}", out.display());
        let lp = command(folder.path(), &does);
        let text = "Slip SL-1\n\u{1b}[2J evil\u{7}\u{202e}\nČeská řádka";
        let wait = Duration::from_secs(20);
        print_by(lp.as_os_str(), wait, "hall", text).unwrap();
        let printed = std::fs::read_to_string(&out).unwrap();
        assert_eq!(printed, "Slip SL-1\n·[2J evil··\nČeská řádka\n");
        let args = std::fs::read_to_string(folder.path().join("out.args")).unwrap();
        assert_eq!(args.trim(), "-d hall -");
    }

    #[test]
    fn each_way_in_which_it_fails_is_told_apart() {
        let (id, said) = refused(
            "cat > /dev/null; echo 'lp: no such printer' >&2; exit 1",
            "x",
        );
        assert_eq!(id, "printer-gone");
        assert!(said.contains("no such printer"), "{said}");
        let (id, said) = refused("exit 3", "x");
        assert_eq!(id, "printer-gone");
        assert!(said.contains("lp: 3"), "{said}");
        let (id, said) = refused("printf '\\033[31mred\\n' >&2; exit 1", "x");
        assert_eq!(id, "printer-gone");
        assert!(!said.contains('\u{1b}') && said.contains("red"), "{said}");
        let missing = Path::new("/nowhere/at/all/lp");
        let wait = Duration::from_secs(20);
        let refused = print_by(missing.as_os_str(), wait, "hall", "x").unwrap_err();
        assert_eq!(refused.id, "printer-command");
    }

    #[test]
    fn a_command_that_hangs_reads_nothing_or_never_stops_talking_holds_nobody_up() {
        let long = "a line of a paper\n".repeat(20_000);
        for does in ["exec sleep 60", "sleep 60 & wait"] {
            let begun = Instant::now();
            let (id, said) = refused(does, &long);
            assert_eq!(id, "printer-silent", "{does}: {said}");
            assert!(begun.elapsed() < Duration::from_secs(30), "{does}");
        }
        let (id, said) = refused("while :; do echo no paper >&2; done", &long);
        assert_eq!(id, "printer-gone");
        assert!(said.contains("no paper") && said.len() < 400, "{said}");
        // It fails, and a child of it stays.
        let (id, _) = refused("sleep 60 & exit 1", &long);
        assert_eq!(id, "printer-gone");
    }

    #[test]
    fn a_file_is_written_anew_and_says_what_is_in_its_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("SL-1.txt");
        for text in ["one", "two\u{1b}"] {
            to_file(&path, text).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "two·\n");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        let refused = to_file(&path, "three").unwrap_err();
        assert_eq!(refused.id, "store-io");
    }
}
