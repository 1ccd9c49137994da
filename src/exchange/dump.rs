//! Writes every table of the office into a folder.

use super::{MANIFEST, Manifest, Table, Type, tables};
use crate::model::text::{hex, safe_json};
use crate::office::{Refused, head_of};
use crate::store::{self, Access, Engine, Row, Sqlite, StoreError, Value, open, private_file};
use std::io::Write;
use std::path::Path;

/// How the tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// With a heading, for spreadsheets.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl Form {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }
}

/// Writes the office at `file` into `folder`, which must be new or empty: all of it as it was at one moment, readable by its
/// owner only. `progress` is told each table when it is done.
///
/// # Errors
/// The folder holds something, or one of both cannot be read or written.
pub fn dump(
    file: &Path,
    folder: &Path,
    form: Form,
    progress: &mut dyn FnMut(&str, i64),
) -> Result<Manifest, Refused> {
    let mut engine = open(file, Access::Read)?;
    let was_made = new_folder(folder)?;
    write_all(&mut engine, folder, form, progress).inspect_err(|_| {
        // No torso stays, which would be in the way of the next try as well.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let _ = std::fs::remove_file(entry.path());
        }
        if was_made {
            let _ = std::fs::remove_dir(folder);
        }
    })
}

fn write_all(
    engine: &mut Sqlite,
    folder: &Path,
    form: Form,
    progress: &mut dyn FnMut(&str, i64),
) -> Result<Manifest, Refused> {
    engine.begin_read()?;
    let (seq, head) = head_of(engine)?;
    let version = engine
        .query("pragma user_version")?
        .first()
        .map_or(Ok(0), |row| row.int(0))?;
    let mut manifest = Manifest {
        program: "swingdoor".to_owned(),
        version,
        form: form.ending().to_owned(),
        seq,
        head,
        tables: Vec::new(),
    };
    for table in tables(engine)? {
        let path = folder.join(format!("{}.{}", table.name, form.ending()));
        let rows = match form {
            Form::Csv => as_csv(engine, &table, &path),
            Form::JsonLines => as_json(engine, &table, &path),
        }
        .map_err(|error| at(&path, error))?;
        progress(&table.name, rows);
        manifest.tables.push((table.name, rows));
    }
    engine.rollback();
    let path = folder.join(MANIFEST);
    let text = serde_json::to_string_pretty(&manifest).map_err(|error| io(&error))?;
    private_file(&path, true)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .map_err(|error| at(&path, io(&error)))?;
    Ok(manifest)
}

fn as_csv(engine: &mut Sqlite, table: &Table, path: &Path) -> Result<i64, StoreError> {
    let file = private_file(path, true).map_err(|error| io(&error))?;
    let mut out = csv::Writer::from_writer(std::io::BufWriter::new(file));
    out.write_record(table.columns.iter().map(|(name, _)| name))
        .map_err(|error| io(&error))?;
    let mut rows = 0;
    engine.each(&select(table), &mut |row| {
        rows += 1;
        out.write_record(row.0.iter().map(cell))
            .map_err(|error| io(&error))
    })?;
    let out = out.into_inner().map_err(|error| io(&error))?;
    finish(out)?;
    Ok(rows)
}

/// To the disk, so that what is said to be exported is.
fn finish(out: std::io::BufWriter<std::fs::File>) -> Result<(), StoreError> {
    let file = out.into_inner().map_err(|error| io(&error))?;
    file.sync_all().map_err(|error| io(&error))
}

/// A cell that no spreadsheet takes for a formula.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => "\\N".to_owned(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'', '\\']) => {
            format!("'{text}")
        }
        Value::Text(text) => text.clone(),
        Value::Blob(bytes) => hex(bytes),
    }
}

fn as_json(engine: &mut Sqlite, table: &Table, path: &Path) -> Result<i64, StoreError> {
    let file = private_file(path, true).map_err(|error| io(&error))?;
    let mut out = std::io::BufWriter::new(file);
    let mut rows = 0;
    engine.each(&select(table), &mut |row| {
        rows += 1;
        writeln!(out, "{}", safe_json(&object(table, row).to_string())).map_err(|error| io(&error))
    })?;
    finish(out)?;
    Ok(rows)
}

fn object(table: &Table, row: &Row) -> serde_json::Value {
    let fields = table.columns.iter().zip(&row.0).map(|((name, _), value)| {
        let value = match value {
            Value::Null => serde_json::Value::Null,
            Value::Int(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::Blob(bytes) => hex(bytes).into(),
        };
        (name.clone(), value)
    });
    serde_json::Value::Object(fields.collect())
}

fn select(table: &Table) -> String {
    let first = table
        .columns
        .iter()
        .find(|(_, kind)| *kind != Type::Blob)
        .map_or("1", |(name, _)| name.as_str());
    format!(
        "select {} from \"{}\" order by \"{first}\"",
        table.list(),
        table.name
    )
}

/// Makes the folder where there is none; whether it did.
fn new_folder(folder: &Path) -> Result<bool, Refused> {
    let refused = |error: &std::io::Error| at(folder, StoreError::Io(error.to_string()));
    if folder.exists() {
        let mut entries = std::fs::read_dir(folder).map_err(|error| refused(&error))?;
        if entries.next().is_some() {
            return Err(Refused::store("store-exists").with("path", folder.display().to_string()));
        }
        return Ok(false);
    }
    store::private_folder(folder).map_err(|error| refused(&error))?;
    Ok(true)
}

fn io(error: &impl std::fmt::Display) -> StoreError {
    StoreError::Io(error.to_string())
}

fn at(path: &Path, error: StoreError) -> Refused {
    match error {
        StoreError::Io(detail) => {
            Refused::store("store-io").with("detail", format!("{}: {detail}", path.display()))
        }
        other => other.into(),
    }
}
