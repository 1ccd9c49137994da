//! In what two offices differ, table by table.

use super::tables;
use crate::office::Refused;
use crate::store::{Access, open};
use std::path::Path;

/// What no journal tells: the journal itself, whose hashes are compared line by line, and the answers kept for requests.
const NOT_COMPARED: &[&str] = &["journal", "request"];

/// Columns that no journal tells: PINs.
const COLUMNS_NOT_COMPARED: &[&str] = &["pin_hash"];

/// The most differences that are told of one table.
const DIFFERENCES_MAX: usize = 5;

/// Compares every table of the office at `expected` with the one at `found`; gives a sentence for each row that differs.
///
/// # Errors
/// What the store reports.
pub fn differences(expected: &Path, found: &Path) -> Result<Vec<String>, Refused> {
    let mut engine = open(expected, Access::Write)?;
    engine.script("pragma temp_store = file")?;
    let path = found.display().to_string();
    engine.put("attach database ?1 as found", &[path.into()])?;
    let mut told = Vec::new();
    for table in tables(&mut engine)? {
        if NOT_COMPARED.contains(&table.name.as_str()) {
            continue;
        }
        let columns: Vec<String> = table
            .columns
            .iter()
            .filter(|(name, _)| !COLUMNS_NOT_COMPARED.contains(&name.as_str()))
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let (columns, name) = (columns.join(", "), &table.name);
        for (one, other, says) in [
            ("main", "found", "is missing in the file"),
            ("found", "main", "does not follow from the journal"),
        ] {
            let rows = engine.query(&format!(
                "select {columns} from {one}.\"{name}\" except select {columns} from {other}.\"{name}\" limit {DIFFERENCES_MAX}"
            ))?;
            for row in rows {
                let cells: Vec<String> = row.0.iter().map(|value| format!("{value:?}")).collect();
                told.push(format!("{name}: {} {says}", cells.join(" ")));
            }
        }
    }
    Ok(told)
}
