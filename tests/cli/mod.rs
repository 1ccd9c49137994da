//! The built binary, as people and scripts call it.

mod backups;
mod cards;
mod covers;
mod crash;
mod drawers;
#[cfg(unix)]
mod endless;
mod every_call;
mod faults;
mod faulty;
pub(crate) use faulty::library as fault_library;
mod full_disk;
mod import;
mod keeping;
mod language;
mod power_cut;
mod requests;
mod round_trip;
mod terminals;
mod time_zone;
mod upgrade;

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use swingdoor::model::SystemClock;
use swingdoor::office::{Office, Reads};

/// A folder with an office in it, made by `init`; manager MD, PIN 4826.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
}

impl House {
    pub(crate) fn new() -> Self {
        let house = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let made = house.run(
            [
                "init",
                "--office",
                "Lindner & Sons",
                "--currency",
                "EUR",
                "--manager",
                "Marie Doe",
            ],
            "4826\n",
        );
        assert!(made.status.success(), "{}", text(&made));
        house
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("office.swing")
    }

    /// Runs the program on this house's file with standard input; PIN 4826.
    pub(crate) fn run<A: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = A>,
        input: &str,
    ) -> Output {
        run_on(&self.path(), arguments, input.as_bytes())
    }

    /// `swingdoor do`: the answers, one for each line.
    pub(crate) fn perform(&self, lines: &[serde_json::Value]) -> Vec<serde_json::Value> {
        let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let out = self.run(["do", "--as", "MD"], &input);
        String::from_utf8(out.stdout)
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// There is no scanner here: a test may type as fast as one.
    #[track_caller]
    pub(crate) fn types_at_once(&self) {
        let setting =
            serde_json::json!({"verb": "setting.change", "key": "scanner-pause", "value": "0"});
        let set = self.perform(&[setting]);
        assert!(set[0]["ok"] == true, "{set:?}");
    }

    #[track_caller]
    pub(crate) fn is_clean(&self) {
        let out = self.run(["check"], "");
        assert!(out.status.success(), "{}", text(&out));
    }
}

pub(crate) fn run_on<A: AsRef<OsStr>>(
    file: &Path,
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
) -> Output {
    with_input(program(file).args(arguments).spawn().unwrap(), input)
}

/// The program on a file, in English; PIN 4826. What goes in and out is this test's.
pub(crate) fn program(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_swingdoor"));
    command
        .arg("--file")
        .arg(file)
        .args(["--lang", "en"])
        .env("SWINGDOOR_PIN", "4826")
        .env_remove("SWINGDOOR_FILE")
        .env_remove("SWINGDOOR_LANG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Gives a program its input while its output is read, as long as it takes any: one that refuses before it reads closes its end.
pub(crate) fn with_input(mut child: Child, input: &[u8]) -> Output {
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

/// Both outputs, for looking into.
pub(crate) fn text(out: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    )
}

/// A table of a trading firm as it was exported.
pub(crate) fn extract(name: &str) -> PathBuf {
    let extracts = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/extract");
    extracts.join(name)
}

/// The orders on file, after every rule was checked.
pub(crate) fn orders_on(file: &Path) -> Vec<String> {
    let mut office = Office::open(file, Arc::new(SystemClock)).unwrap();
    let faults = swingdoor::cli::check(&mut office).unwrap();
    assert!(faults.is_empty(), "{faults:#?}");
    let rows = office.read(|reader| reader.rows("select number from orders", &[]));
    let rows = rows.unwrap().into_iter();
    rows.map(|row| row.text(0).unwrap()).collect()
}
