//! The library that stands between the built program and the disk: makes a call fail, or writes down what was written.

use super::{program, text, with_input};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// Where it was compiled to; its source and what it can do: `faulty.c`.
pub(crate) fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/faulty.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faulty.so");
        let own = library.with_extension(std::process::id().to_string());
        let made = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".to_owned()))
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&own)
            .arg(source)
            .args(["-ldl", "-lpthread"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", text(&made));
        std::fs::rename(&own, &library).unwrap();
        library
    })
}

/// The program on an office's file below a folder that is watched, with what the library is to do.
pub(super) struct Watched<'a> {
    pub(super) folder: &'a Path,
    /// The office's file in it.
    pub(super) file: &'static str,
    pub(super) how: Vec<(&'static str, String)>,
}

impl Watched<'_> {
    pub(super) fn run(&self, arguments: &[String], input: &str) -> Output {
        let child = program(&self.folder.join(self.file))
            .args(arguments)
            .env("LD_PRELOAD", library())
            .env("FAULTY_DIR", self.folder)
            .envs(self.how.iter().map(|(name, value)| (*name, value)))
            .spawn()
            .unwrap();
        with_input(child, input.as_bytes())
    }
}
