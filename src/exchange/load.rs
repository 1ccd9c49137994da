//! Makes an office from an export: equal to the one that was exported, down to the journal's last hash.

use super::{Form, MANIFEST, Manifest, Table, Type, tables};
use crate::model::{SystemClock, text};
use crate::office::{Office, Prove, Refused, head_of, refuse_faults};
use crate::records::customer;
use crate::store::{
    Engine, Sqlite, StoreError, Value, beside, create, open_file, read_text, remove,
};
use std::io::{BufRead, Read};
use std::path::Path;
use std::sync::Arc;

/// Reads the export in `folder` into a new office at `file`. All of it or nothing: the file has its name only when every row is
/// in it and its journal ends where the export says.
///
/// # Errors
/// `store-exists`; `restore-edited` where `prove` finds something, `bad-export` with the file, the line and what is wrong there.
pub fn load(
    folder: &Path,
    file: &Path,
    prove: &mut Prove<'_>,
    progress: &mut dyn FnMut(&str, i64),
) -> Result<Manifest, Refused> {
    let path = folder.join(MANIFEST);
    let text = read_text(&path, MANIFEST_BYTES_MAX).map_err(|error| bad(&path, 0, &error))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|error| bad(&path, 0, &error))?;
    let forms = [Form::Csv, Form::JsonLines].map(Form::ending);
    if !forms.contains(&manifest.form.as_str()) {
        return Err(bad(&path, 0, &format!("form {}", manifest.form)));
    }
    if file.exists() {
        return Err(Refused::store("store-exists").with("path", file.display().to_string()));
    }
    let partial = beside(file, ".partial");
    remove(&partial);
    let result = fill(folder, &partial, &manifest, progress).and_then(|()| {
        let mut office = Office::open(&partial, Arc::new(SystemClock))?;
        let faults = prove(&mut office)?;
        refuse_faults(folder, &faults)
    });
    if let Err(refused) = result {
        remove(&partial);
        return Err(refused);
    }
    crate::store::name_new(&partial, file).inspect_err(|_| remove(&partial))?;
    Ok(manifest)
}

/// `office.json` is shorter than this, in bytes.
const MANIFEST_BYTES_MAX: u64 = 1024 * 1024;

/// The longest line of a table, in bytes: no row of an office comes near it.
const LINE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Passes on what it reads as long as lines end.
struct ShortLines<R> {
    of: R,
    /// How long the line is by now.
    line: usize,
}

impl<R: Read> ShortLines<R> {
    const fn of(of: R) -> Self {
        Self { of, line: 0 }
    }
}

impl<R: Read> Read for ShortLines<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.of.read(into)?;
        let part = into.get(..read).unwrap_or_default();
        self.line = match part.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => read - end,
            None => self.line + read,
        };
        if self.line > LINE_BYTES_MAX {
            let error = std::io::ErrorKind::FileTooLarge;
            return Err(std::io::Error::new(error, "a line without an end"));
        }
        Ok(read)
    }
}

fn fill(
    folder: &Path,
    partial: &Path,
    manifest: &Manifest,
    progress: &mut dyn FnMut(&str, i64),
) -> Result<(), Refused> {
    let mut engine = create(partial)?;
    let path = folder.join(MANIFEST);
    let version = engine
        .query("pragma user_version")?
        .first()
        .map_or(Ok(0), |row| row.int(0))?;
    if version != manifest.version {
        let detail = format!("version {}, not {version}", manifest.version);
        return Err(bad(&path, 0, &detail));
    }
    engine.expect_bulk()?;
    // References are checked once, at the end: some rows refer to later ones.
    engine.script("pragma foreign_keys = off")?;
    engine.begin()?;
    for table in tables(&mut engine)? {
        let told = manifest.tables.iter().find(|(name, _)| *name == table.name);
        let told = told.map_or(0, |(_, count)| *count);
        let rows = read_table(&mut engine, folder, &table, (&manifest.form, told))?;
        if told != rows {
            let path = folder.join(format!("{}.{}", table.name, manifest.form));
            return Err(bad(&path, rows, &"rows are missing"));
        }
        progress(&table.name, rows);
    }
    index_customers(&mut engine)?;
    if let Some(row) = engine.query("pragma foreign_key_check")?.first() {
        return Err(bad(
            &folder.join(format!("{}.{}", row.text(0)?, manifest.form)),
            0,
            &"a row refers to nothing",
        ));
    }
    if head_of(&mut engine)? != (manifest.seq, manifest.head.clone()) {
        return Err(bad(&path, 0, &"the journal ends elsewhere"));
    }
    engine.commit()?;
    // The file is whole and alone before it gets its name.
    engine.script("pragma journal_mode = delete; pragma journal_mode = wal;")?;
    Ok(())
}

fn read_table(
    engine: &mut Sqlite,
    folder: &Path,
    table: &Table,
    (form, told): (&str, i64),
) -> Result<i64, Refused> {
    let path = folder.join(format!("{}.{form}", table.name));
    let file = open_file(&path).map_err(|error| bad(&path, 0, &error))?;
    let file = ShortLines::of(std::io::BufReader::new(file));
    let places: Vec<String> = (1..=table.columns.len())
        .map(|place| format!("?{place}"))
        .collect();
    let sql = format!(
        "insert into \"{}\" ({}) values ({})",
        table.name,
        table.list(),
        places.join(", ")
    );
    let mut rows = 0;
    let mut put = |engine: &mut Sqlite, values: Vec<Value>| -> Result<(), Refused> {
        rows += 1;
        if rows > told {
            return Err(bad(&path, rows, &"more rows than office.json says"));
        }
        engine
            .put(&sql, &values)
            .map_err(|error| bad(&path, rows, &error))
    };
    if form == "csv" {
        let mut reader = csv::Reader::from_reader(file);
        let headings = reader.headers().map_err(|error| bad(&path, 1, &error))?;
        let expected = table.columns.iter().map(|(name, _)| name.as_str());
        if !headings.iter().eq(expected) {
            return Err(bad(&path, 1, &"other columns"));
        }
        for (number, record) in (2..).zip(reader.records()) {
            let record = record.map_err(|error| bad(&path, number, &error))?;
            let values = table
                .columns
                .iter()
                .zip(&record)
                .map(|((_, kind), cell)| from_cell(cell, *kind))
                .collect::<Option<Vec<_>>>();
            let values = values.ok_or_else(|| bad(&path, number, &"a value does not fit"))?;
            put(engine, values)?;
        }
    } else {
        for (number, line) in (1..).zip(std::io::BufReader::new(file).lines()) {
            let line = line.map_err(|error| bad(&path, number, &error))?;
            let object: serde_json::Value =
                serde_json::from_str(&line).map_err(|error| bad(&path, number, &error))?;
            let values = table
                .columns
                .iter()
                .map(|(name, kind)| from_json(object.get(name)?, *kind))
                .collect::<Option<Vec<_>>>();
            let values = values.ok_or_else(|| bad(&path, number, &"a value does not fit"))?;
            put(engine, values)?;
        }
    }
    Ok(rows)
}

fn from_cell(cell: &str, kind: Type) -> Option<Value> {
    match kind {
        _ if cell == "\\N" => Some(Value::Null),
        Type::Integer => cell.parse().ok().map(Value::Int),
        Type::Text => Some(Value::Text(
            cell.strip_prefix('\'').unwrap_or(cell).to_owned(),
        )),
        Type::Blob => unhex(cell).map(Value::Blob),
    }
}

fn from_json(value: &serde_json::Value, kind: Type) -> Option<Value> {
    match kind {
        _ if value.is_null() => Some(Value::Null),
        Type::Integer => value.as_i64().map(Value::Int),
        Type::Text => value.as_str().map(|text| Value::Text(text.to_owned())),
        Type::Blob => value.as_str().and_then(unhex).map(Value::Blob),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect()
}

/// The words by which customers are found are no table of their own: they are made anew.
fn index_customers(engine: &mut Sqlite) -> Result<(), StoreError> {
    let mut from = 0;
    loop {
        let rows = engine.run(customer::WORDS_AFTER, &[from.into()])?;
        for row in &rows {
            from = row.int(0)?;
            let words = text::index_words(&row.text(1)?).join(" ");
            engine.run(
                "insert into customer_words (rowid, words) values ($1, $2)",
                &[from.into(), words.into()],
            )?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}

fn bad(path: &Path, line: i64, detail: &impl std::fmt::Display) -> Refused {
    Refused::usage("bad-export")
        .with("file", path.display().to_string())
        .with("line", line)
        .with("detail", detail.to_string())
}
