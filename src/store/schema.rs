//! Whether the tables, indexes, triggers and views of a file are the program's own.

use super::open::MIGRATIONS;
use super::sqlite::explain;
use super::{Sqlite, StoreError};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

/// The texts of a schema by kind and name, in order. The planner's own tables may be there, and are left out.
const SCHEMA: &str = "select type || ' ' || name, coalesce(sql, '') from sqlite_schema where name not like 'sqlite~_stat%' escape '~' order by 1";

/// The SHA-256 of what the scripts make: a file that has it is not compared any further. A test says what it has to be.
const SCHEMA_SHA256: &str = "2983fba4c10441b2d3f8c0a41f5d599726d9dd6ec2d7e2ecaf7f18fbdc12d025";

type Schema = std::collections::BTreeMap<String, String>;

fn schema_of(engine: &mut Sqlite) -> Result<Schema, StoreError> {
    let rows = engine.query(SCHEMA)?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect()
}

fn sha256_of(schema: &Schema) -> String {
    let mut hash = Sha256::new();
    for text in schema.iter().flat_map(|(name, sql)| [name, sql]) {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let digits = hash.finalize();
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the scripts make, in a file in memory.
fn own_schema() -> Result<Schema, StoreError> {
    let memory = Connection::open_in_memory().map_err(|error| explain(&error))?;
    let mut known = Sqlite::over(memory);
    for script in MIGRATIONS {
        known.script(script)?;
    }
    schema_of(&mut known)
}

/// What of a file's schema is not what the scripts make: a sentence each.
pub(super) fn foreign_schema(engine: &mut Sqlite) -> Result<Vec<String>, StoreError> {
    let found = schema_of(engine)?;
    if sha256_of(&found) == SCHEMA_SHA256 {
        return Ok(Vec::new());
    }
    let mut expected = own_schema()?;
    let mut faults = Vec::new();
    for (name, sql) in found {
        match expected.remove(&name) {
            None => faults.push(format!("{name} is not one of this program's")),
            Some(known) if known != sql => faults.push(format!("{name} was changed")),
            Some(_) => {}
        }
    }
    faults.extend(expected.keys().map(|name| format!("{name} is missing")));
    Ok(faults)
}

/// The tables that the scripts make, less those in which SQLite keeps its index of words.
#[cfg(test)]
pub(super) fn names_of_tables() -> Result<Vec<String>, StoreError> {
    let own = own_schema()?;
    let names = own.keys().filter_map(|name| name.strip_prefix("table "));
    let names =
        names.filter(|name| !name.starts_with("customer_words_") && !name.starts_with("sqlite_"));
    Ok(names.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::{SCHEMA_SHA256, own_schema, sha256_of};

    #[test]
    fn a_schema_is_known_by_its_hash() {
        let own = own_schema().map(|schema| sha256_of(&schema));
        assert_eq!(own.as_deref(), Ok(SCHEMA_SHA256));
    }
}
