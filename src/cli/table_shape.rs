//! Whether a file is a table with commas at all: what would be read as something else than was meant is refused before it is read.

use crate::model::text::fold;
use crate::office::Refused;
use std::path::Path;

/// Refuses an empty file, one with semicolons or tabs between its columns, a heading that stands there twice, and quotation marks
/// that do not come in pairs.
pub(super) fn check(file: &Path, text: &[u8]) -> Result<(), Refused> {
    let refused = |id| Refused::usage(id).with("file", file.display().to_string());
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(refused("csv-empty"));
    }
    if let Some(line) = broken_quote(text) {
        return Err(refused("csv-quote").with("line", line));
    }
    let mut reader = csv::ReaderBuilder::new().from_reader(text);
    // What cannot be read at all is said where the rows are read.
    let Ok(headings) = reader.headers() else {
        return Ok(());
    };
    if headings.len() == 1 && headings[0].contains([';', '\t']) {
        return Err(refused("csv-not-commas"));
    }
    let mut known = Vec::new();
    for heading in headings.iter().map(str::trim).filter(|one| !one.is_empty()) {
        let folded = fold(heading);
        if known.contains(&folded) {
            return Err(refused("csv-heading-twice").with("heading", heading));
        }
        known.push(folded);
    }
    Ok(())
}

/// Where a reader stands in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Begin,
    Plain,
    Quoted,
    /// Behind a quotation mark inside a quoted field: its end, or the first of two.
    Mark,
}

/// The line on which a quoted field begins that does not end, or goes on behind its end.
fn broken_quote(text: &[u8]) -> Option<i64> {
    let (mut at, mut line, mut begun) = (At::Begin, 1, 1);
    for byte in text {
        at = match (at, byte) {
            (At::Begin, b'"') => {
                begun = line;
                At::Quoted
            }
            (At::Begin | At::Plain | At::Mark, b',' | b'\n' | b'\r') => At::Begin,
            (At::Begin | At::Plain, _) => At::Plain,
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) | (At::Mark, b'"') => At::Quoted,
            // A blank behind the mark does no harm.
            (At::Mark, b' ') => At::Plain,
            (At::Mark, _) => return Some(begun),
        };
        line += i64::from(*byte == b'\n');
    }
    (at == At::Quoted).then_some(begun)
}
