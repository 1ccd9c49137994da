//! The whole office as plain tables that other programs read, and back from them into an equal office.
//!
//! One file for each table, as CSV or JSON Lines, and `office.json`, which says of which version they are and where the
//! journal ended. In CSV an absent value is `\N` and bytes are hexadecimal; a text that a spreadsheet would take for a formula
//! (it begins with `=`, `+`, `-`, `@`, a tab, a carriage return) or that begins with `'` or `\` gets a `'` before it.

mod calendar;
mod differences;
mod dump;
mod load;

pub use calendar::{Event, calendar};
pub use differences::differences;
pub use dump::{Form, dump};
pub use load::load;

use crate::store::{Sqlite, StoreError};
use serde::{Deserialize, Serialize};

/// `office.json` of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// "swingdoor".
    pub program: String,
    /// The version of the tables.
    pub version: i64,
    /// "csv" or "jsonl".
    pub form: String,
    /// The journal's last line.
    pub seq: i64,
    /// Its hash, in hex.
    pub head: String,
    /// Every table, in the order in which they are read back, with its rows.
    pub tables: Vec<(String, i64)>,
}

/// The name of the manifest in an export's folder.
pub const MANIFEST: &str = "office.json";

/// A table's columns and whether each is text, number or bytes.
struct Table {
    name: String,
    columns: Vec<(String, Type)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Type {
    Integer,
    Text,
    Blob,
}

/// The office's own tables in the order in which they were made, so that what is referred to comes first. The search index is
/// left out: it is made from the customers.
fn tables(engine: &mut Sqlite) -> Result<Vec<Table>, StoreError> {
    let names = engine.query(
        "select name from sqlite_schema where type = 'table' and sql like '%strict%' order by rowid",
    )?;
    let mut tables = Vec::new();
    for row in names {
        let name = row.text(0)?;
        let mut columns = Vec::new();
        for row in engine.query(&format!(
            "select name, type from pragma_table_info('{name}') order by cid"
        ))? {
            let kind = match row.text(1)?.as_str() {
                "INTEGER" => Type::Integer,
                "BLOB" => Type::Blob,
                _ => Type::Text,
            };
            columns.push((row.text(0)?, kind));
        }
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

impl Table {
    fn list(&self) -> String {
        let names: Vec<String> = self
            .columns
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        names.join(", ")
    }
}
