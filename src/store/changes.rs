//! A row as the journal knows it: its table, its key, and a digest of its content, each in a form that no engine decides.

use super::{Sqlite, StoreError, Value};
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Bytes of SHA-256 that are kept of a row.
pub const DIGEST_BYTES: usize = 16;

/// The first bytes of a SHA-256 over a row in its canonical form: its table's name, then each column that is not null, in the
/// order of the columns' names. So a column that is added later, and is null, changes no digest.
pub type Digest = [u8; DIGEST_BYTES];

/// One row that was written or deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its table.
    pub table: Arc<str>,
    /// The values of its primary key in their canonical form.
    pub key: Vec<u8>,
    /// Its content now; `None` where it is gone.
    pub digest: Option<Digest>,
}

/// A table as digests see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its name.
    pub name: Arc<str>,
    /// The columns that are stored, in the order of their names.
    pub columns: Vec<String>,
    /// Places within `columns` of what makes up the primary key, in the key's own order.
    pub key: Vec<usize>,
}

impl Shape {
    /// The key of a row, whose value in each of `columns` is told by its place.
    ///
    /// # Errors
    /// Where a value is a fraction: nothing in an office is.
    pub(super) fn key_of<'a>(
        &self,
        value: impl Fn(usize) -> ValueRef<'a>,
    ) -> Result<Vec<u8>, StoreError> {
        let mut key = Vec::with_capacity(12);
        for place in &self.key {
            put_value(&mut key, value(*place))?;
        }
        Ok(key)
    }

    /// The digest of a row; `content` is room to work in.
    ///
    /// # Errors
    /// As [`Shape::key_of`].
    pub(super) fn digest_of<'a>(
        &self,
        content: &mut Vec<u8>,
        value: impl Fn(usize) -> ValueRef<'a>,
    ) -> Result<Digest, StoreError> {
        content.clear();
        put_bytes(content, self.name.as_bytes());
        for (place, column) in self.columns.iter().enumerate() {
            let value = value(place);
            if !matches!(value, ValueRef::Null) {
                put_bytes(content, column.as_bytes());
                put_value(content, value)?;
            }
        }
        let mut digest = Digest::default();
        digest.copy_from_slice(&Sha256::digest(content.as_slice())[..DIGEST_BYTES]);
        Ok(digest)
    }

    /// The columns for a query, in the order in which digests take them.
    #[must_use]
    pub fn select_list(&self) -> String {
        list_of(&self.columns, "")
    }
}

/// The key in words, for whoever is told where a row differs.
#[must_use]
pub fn key_in_words(key: &[u8]) -> String {
    let mut rest = key;
    let mut words = Vec::new();
    while let Some((tag, after)) = rest.split_first() {
        let taken = match tag {
            b'i' => take_number(after).map(|(number, after)| (number.to_string(), after)),
            b't' | b'b' => take_bytes(after)
                .map(|(bytes, after)| (String::from_utf8_lossy(bytes).into_owned(), after)),
            _ => Some((String::from("-"), after)),
        };
        let Some((word, after)) = taken else { break };
        words.push(word);
        rest = after;
    }
    words.join("/")
}

/// The number that alone makes up a key; `None` where it is anything else.
#[must_use]
pub fn key_number(key: &[u8]) -> Option<i64> {
    let (tag, rest) = key.split_first()?;
    let (number, rest) = (*tag == b'i').then(|| take_number(rest))??;
    rest.is_empty().then_some(number)
}

fn put_value(into: &mut Vec<u8>, value: ValueRef<'_>) -> Result<(), StoreError> {
    match value {
        ValueRef::Null => into.push(b'n'),
        ValueRef::Integer(number) => {
            into.push(b'i');
            put_number(into, number);
        }
        ValueRef::Text(text) => {
            into.push(b't');
            put_bytes(into, text);
        }
        ValueRef::Blob(bytes) => {
            into.push(b'b');
            put_bytes(into, bytes);
        }
        ValueRef::Real(number) => {
            return Err(StoreError::Asked(format!("{number} is a fraction")));
        }
    }
    Ok(())
}

/// Writes a length: seven bits a byte, lowest first.
pub fn put_length(into: &mut Vec<u8>, length: usize) {
    put_unsigned(into, length as u64);
}

fn put_unsigned(into: &mut Vec<u8>, mut rest: u64) {
    while rest >= 0x80 {
        into.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    into.push(rest as u8);
}

/// Writes a number with its sign, small ones in few bytes.
fn put_number(into: &mut Vec<u8>, number: i64) {
    put_unsigned(into, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Writes bytes behind their length.
pub fn put_bytes(into: &mut Vec<u8>, bytes: &[u8]) {
    put_length(into, bytes.len());
    into.extend_from_slice(bytes);
}

/// Reads a length and returns it with what follows; `None` where the bytes end within it.
#[must_use]
pub fn take_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (length, rest) = take_unsigned(bytes)?;
    Some((usize::try_from(length).ok()?, rest))
}

fn take_unsigned(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0_u64;
    for (place, byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[place + 1..]));
        }
    }
    None
}

fn take_number(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let (value, rest) = take_unsigned(bytes)?;
    Some((
        (value >> 1).cast_signed() ^ -(value & 1).cast_signed(),
        rest,
    ))
}

/// Reads bytes behind their length and returns them with what follows.
#[must_use]
pub fn take_bytes(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = take_length(bytes)?;
    rest.split_at_checked(length)
}

impl Sqlite {
    /// The tables of the file that hold rows of its own, less those named: virtual tables and what belongs to them are left out.
    ///
    /// # Errors
    /// What SQLite reports.
    pub(super) fn shapes_of_tables(&mut self, except: &[&str]) -> Result<Vec<Shape>, StoreError> {
        let names = self.query(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite~_%' escape '~' order by name",
        )?;
        let mut shapes = Vec::new();
        for row in names {
            let name = row.text(0)?;
            if !except.contains(&name.as_str()) {
                // One without a key is none of the program's, and is told as such where the schema is compared.
                shapes.extend(self.shape(&name)?);
            }
        }
        Ok(shapes)
    }

    fn shape(&mut self, name: &str) -> Result<Option<Shape>, StoreError> {
        let quoted = name.replace('\'', "''");
        // Hidden: 2 and 3 are computed from the others and follow from them.
        let rows = self.query(&format!(
            "select name, pk from pragma_table_xinfo('{quoted}') where hidden = 0 order by name"
        ))?;
        let mut columns = Vec::with_capacity(rows.len());
        let mut key = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            columns.push(row.text(0)?);
            let nth = row.int(1)?;
            if nth > 0 {
                key.push((nth, place));
            }
        }
        key.sort_unstable();
        if key.is_empty() {
            return Ok(None);
        }
        Ok(Some(Shape {
            name: name.into(),
            columns,
            key: key.into_iter().map(|(_, place)| place).collect(),
        }))
    }
}

pub(super) fn list_of(columns: &[String], of: &str) -> String {
    let columns: Vec<String> = columns
        .iter()
        .map(|column| format!("{of}\"{column}\""))
        .collect();
    columns.join(", ")
}

impl Value {
    /// The same value as the engine sees it.
    #[must_use]
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }
    }
}
