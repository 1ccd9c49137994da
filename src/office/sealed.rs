//! What a journal line knows of the rows that it changed: each with its table, its key and a digest of its new content.
//!
//! As bytes, under the line's hash: for each table its name, how many rows, and for each row its key and, unless it is gone, its
//! digest. An office that was begun by an earlier version is sealed once, row by row, in a line of its own.

use super::journal::{self, Head, Line, Writing as NewLine};
use super::{Reads, Refused};
use crate::model::Instant;
use crate::model::text::hex;
use crate::store::{
    Change, DIGEST_BYTES, Digest, Engine, Watch, put_bytes, put_length, take_bytes, take_length,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Tables of which no line tells: the journal, and what is written beside its lines and compared with them by rules of its own.
pub(super) const NOT_SEALED: &[&str] = &["journal", "evidence", "request", "seal"];

/// What a connection that writes is to see. The keyed tables take most of an order's rows.
pub(super) const WATCHED: Watch<'static> = Watch {
    except: NOT_SEALED,
    keyed: &["order_line", "posting"],
};

/// The line that seals what an earlier version has written.
pub(super) const SEALING: &str = "file.sealed";

/// Rows that are sealed together.
const ROWS_IN_A_PART: usize = 5_000;

/// A row as a line has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sealed<'a> {
    pub(super) table: &'a str,
    pub(super) key: &'a [u8],
    pub(super) digest: Option<Digest>,
}

/// The changes as bytes.
pub(super) fn pack(changes: &[Change]) -> Vec<u8> {
    let mut tables: Vec<(&Arc<str>, Vec<&Change>)> = Vec::new();
    for change in changes {
        match tables
            .iter_mut()
            .find(|(name, _)| Arc::ptr_eq(name, &change.table))
        {
            Some((_, rows)) => rows.push(change),
            None => tables.push((&change.table, vec![change])),
        }
    }
    let mut packed = Vec::with_capacity(changes.len() * (DIGEST_BYTES + 8));
    for (name, rows) in tables {
        put_bytes(&mut packed, name.as_bytes());
        put_length(&mut packed, rows.len());
        for row in rows {
            put_length(
                &mut packed,
                row.key.len() * 2 + usize::from(row.digest.is_some()),
            );
            packed.extend_from_slice(&row.key);
            packed.extend_from_slice(row.digest.as_ref().map_or(&[], |digest| digest.as_slice()));
        }
    }
    packed
}

/// Hands each row in the bytes to `take`; false where they are not what [`pack`] makes.
pub(super) fn unpack<'a>(packed: &'a [u8], take: &mut dyn FnMut(Sealed<'a>)) -> bool {
    let mut rest = packed;
    while !rest.is_empty() {
        let Some(after) = unpack_table(rest, take) else {
            return false;
        };
        rest = after;
    }
    true
}

fn unpack_table<'a>(packed: &'a [u8], take: &mut dyn FnMut(Sealed<'a>)) -> Option<&'a [u8]> {
    let (name, rest) = take_bytes(packed)?;
    let table = std::str::from_utf8(name).ok()?;
    let (rows, mut rest) = take_length(rest)?;
    for _ in 0..rows {
        let (size, after) = take_length(rest)?;
        let (key, after) = after.split_at_checked(size / 2)?;
        let (digest, after) = if size % 2 == 1 {
            let (digest, after) = after.split_first_chunk::<DIGEST_BYTES>()?;
            (Some(*digest), after)
        } else {
            (None, after)
        };
        take(Sealed { table, key, digest });
        rest = after;
    }
    Some(rest)
}

/// Whether a line that was played again changed the same rows to the same content. A person's row holds a salted PIN, which the
/// journal does not have: of those only the keys are compared.
pub(super) fn are_alike(played: &[u8], told: &[u8]) -> bool {
    let rows = |packed| {
        let mut rows = Vec::new();
        let whole = unpack(packed, &mut |row: Sealed<'_>| {
            let digest = row.digest.filter(|_| row.table != "staff");
            rows.push((row.table.to_owned(), row.key.to_vec(), digest));
        });
        rows.sort();
        (whole, rows)
    };
    rows(played) == rows(told)
}

/// Whether the first lines of this office were written by a version that kept no digests, and nothing has been sealed since.
pub(super) fn is_unsealed(engine: &mut dyn Engine) -> Result<bool, Refused> {
    let rows = engine.run(
        "select 1 where exists (select 1 from seal where name <> 'began-with-tables') or exists (select 1 from journal where seq = 1 and rows is not null)",
        &[],
    )?;
    Ok(rows.is_empty())
}

/// Seals every row as it is now, in one journal line; within a write transaction.
pub(super) fn seal_all(
    engine: &mut dyn Engine,
    last: &Head,
    now: Instant,
) -> Result<Head, Refused> {
    let (mut parts, mut first) = (Vec::new(), None);
    for shape in engine.shapes(NOT_SEALED)? {
        let (mut changes, mut full) = (Vec::new(), Vec::new());
        engine.seals(&shape, &mut |key, digest| {
            changes.push(Change {
                table: Arc::clone(&shape.name),
                key: key.to_vec(),
                digest: Some(digest),
            });
            if changes.len() == ROWS_IN_A_PART {
                full.push(pack(&changes));
                changes.clear();
            }
        })?;
        if !changes.is_empty() {
            full.push(pack(&changes));
        }
        for packed in full {
            parts.push(hex(&Sha256::digest(&packed)));
            let nr = engine.insert(
                "insert into seal (name, rows) values ($1, $2)",
                &[(&*shape.name).into(), packed.into()],
            )?;
            first.get_or_insert(nr);
        }
    }
    let line = NewLine {
        staff: None,
        terminal: "file",
        sign_in: None,
        duty: None,
        cover: None,
        review: false,
        verb: SEALING,
        subject: "file",
        order: None,
        data: json!({"ask": {}, "got": {"first": first, "parts": parts}}).to_string(),
    };
    let rows = pack(&engine.take_changes()?);
    journal::append(engine, last, now, line, Some(rows))
}

/// The name of the seal that says with which tables an office began.
pub(super) const BEGAN_WITH: &str = "began-with-tables";

/// The numbers of the seals that a sealing line stands for.
pub(super) fn parts_of(line: &Line) -> std::ops::Range<i64> {
    let (first, parts) = told(line);
    first..first + i64::try_from(parts.len()).unwrap_or(0)
}

/// The number of the first seal of a line, and the hash of each. Those of an earlier version begin with the first.
fn told(line: &Line) -> (i64, Vec<serde_json::Value>) {
    let got = line.got();
    let first = got.get("first").and_then(serde_json::Value::as_i64);
    let parts = got.get("parts").and_then(serde_json::Value::as_array);
    (first.unwrap_or(1), parts.cloned().unwrap_or_default())
}

/// Hands each row that a sealing line stands for to `take`; gives the number of the first part that is not what the line says.
pub(super) fn unseal(
    reads: &mut impl Reads,
    line: &Line,
    take: &mut dyn FnMut(Sealed<'_>),
) -> Result<Option<i64>, Refused> {
    let (first, parts) = told(line);
    for (nr, part) in (first..).zip(parts) {
        let row = reads.row("select rows from seal where nr = $1", &[nr.into()])?;
        let packed = row.map_or(Ok(Vec::new()), |row| row.blob(0))?;
        if part.as_str() != Some(&hex(&Sha256::digest(&packed))) || !unpack(&packed, take) {
            return Ok(Some(nr));
        }
    }
    Ok(None)
}
