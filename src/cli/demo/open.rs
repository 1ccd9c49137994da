//! `swingdoor demo`: the sample office is made where it is not there yet, and its people are printed.

use super::{Growth, PEOPLE, make};
use crate::cli::output::Stop;
use crate::cli::place::Place;
use crate::office::Pin;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Makes the sample office where no file was named in the folder for what may vanish, anew each time.
pub(in crate::cli) fn open(
    place: &Place<'_>,
    file: Option<&Path>,
    growth: Growth,
) -> Result<(PathBuf, (String, Pin)), Stop> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => std::env::temp_dir().join(format!("swingdoor-demo-{}.swing", std::process::id())),
    };
    if file.is_none() {
        sweep_demos(&std::env::temp_dir());
    }
    if !path.exists() {
        make(place, &path, growth)?;
    }
    let mut out = std::io::stdout().lock();
    for (code, name, desk, _, pin) in PEOPLE {
        writeln!(
            out,
            "{code}  PIN {pin}  {name} ({})",
            place.words.word("desk", desk.as_str())
        )?;
    }
    writeln!(out, "{}", path.display())?;
    let (code, .., pin) = PEOPLE[1];
    Ok((path, (code.to_owned(), Pin::new(pin)?)))
}

/// How old half a sample must be before it is taken for one that nobody goes on with.
const DEMO_ABANDONED_AFTER: std::time::Duration = std::time::Duration::from_secs(3600);

/// Half-made samples in the folder for what may vanish: whoever made them was stopped.
fn sweep_demos(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let age = entry.metadata().and_then(|found| found.modified()).ok();
        let is_old = age
            .and_then(|at| at.elapsed().ok())
            .is_some_and(|age| age >= DEMO_ABANDONED_AFTER);
        if name.starts_with("swingdoor-demo-") && name.contains(".swing.sample") && is_old {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
