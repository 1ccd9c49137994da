//! The proof that the file is what its journal says: for each row, the last line that touched it has its digest.
//!
//! One pass over the journal and one over the rows, whatever version has written them: no command is played again.

use super::journal::{self, ChainFault};
use super::sealed::{self, Sealed};
use super::{Reader, Refused};
use crate::store::{Digest, key_in_words};
use std::collections::{BTreeMap, HashMap};

/// Tables whose rows decide who may do what, and what is owed: a plain check proves these.
pub const AUTHORITY_AND_MONEY: &[&str] = &[
    "absence",
    "arrangement",
    "competence",
    "counter",
    "cover",
    "document",
    "document_also",
    "drawer",
    "drawer_count",
    "exception",
    "handback_answer",
    "office",
    "payment",
    "posting",
    "setting",
    "sign_in",
    "staff",
    "training_step",
];

/// Faults of one table beyond which no more are told.
const FAULTS_MAX: usize = 20;

/// Keys beyond this are kept by hash, however dense they are.
const DENSE_MAX: usize = 1 << 28;

/// What a row that is not proved looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its content is not what the line wrote.
    Changed,
    /// The line wrote it, and it is not there.
    Missing,
    /// The line deleted it, and it is there.
    Returned,
    /// No line wrote it.
    Unknown,
}

/// A row that is not proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unproved {
    /// Its table.
    pub table: String,
    /// Its key.
    pub key: String,
    /// What is wrong.
    pub doubt: Doubt,
    /// The last line that touched it; 0: none.
    pub seq: i64,
}

/// What the whole journal says.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// How many lines there are.
    pub lines: i64,
    /// The last line's hash, in hex; empty where the chain is broken.
    pub head: String,
    /// Where the chain is broken, and nothing was compared.
    pub broken: Option<ChainFault>,
    /// Lines that do not have the digests that they should.
    pub unsealed: Vec<i64>,
    /// Rows that differ.
    pub rows: Vec<Unproved>,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    /// The line; 0: none. Below zero: it deleted the row.
    seq: i64,
    digest: Digest,
}

const NOBODY: Last = Last {
    seq: 0,
    digest: [0; crate::store::DIGEST_BYTES],
};

/// The last line of each row of one table.
#[derive(Debug, Default)]
struct Rows {
    dense: Vec<Last>,
    others: HashMap<Box<[u8]>, Last>,
}

impl Rows {
    fn set(&mut self, key: &[u8], last: Last) {
        match self.place(key) {
            Some(place) => {
                if place >= self.dense.len() {
                    self.dense.resize(place + 1, NOBODY);
                }
                self.dense[place] = last;
            }
            None => {
                self.others.insert(key.into(), last);
            }
        }
    }

    /// Takes what is known of a row out.
    fn take(&mut self, key: &[u8]) -> Option<Last> {
        match self.place(key) {
            Some(place) => self
                .dense
                .get_mut(place)
                .map(|last| std::mem::replace(last, NOBODY))
                .filter(|last| last.seq != 0),
            None => self.others.remove(key),
        }
    }

    /// Where a row with one small number as its key is kept. A key is dense or not for good: it does not depend on what is known.
    fn place(&self, key: &[u8]) -> Option<usize> {
        let number = crate::store::key_number(key)?;
        usize::try_from(number)
            .ok()
            .filter(|place| *place < DENSE_MAX)
    }

    /// What was written and not taken out.
    fn left(&self) -> impl Iterator<Item = (String, i64)> {
        let dense = (0_usize..)
            .zip(&self.dense)
            .filter(|(_, last)| last.seq > 0)
            .map(|(place, last)| (place.to_string(), last.seq));
        let others = self
            .others
            .iter()
            .filter(|(_, last)| last.seq > 0)
            .map(|(key, last)| (key_in_words(key), last.seq));
        dense.chain(others)
    }
}

/// Proves the chain, and the rows of `tables`; `None` means all. `progress` is told how many lines are read.
///
/// # Errors
/// What the store reports.
pub fn prove(
    reader: &mut Reader<'_>,
    tables: Option<&[&str]>,
    progress: &mut dyn FnMut(i64),
) -> Result<Proof, Refused> {
    let shapes = reader.shapes(sealed::NOT_SEALED)?;
    let mut known: BTreeMap<String, Rows> = shapes
        .iter()
        .filter(|shape| tables.is_none_or(|wanted| wanted.contains(&&*shape.name)))
        .map(|shape| (shape.name.to_string(), Rows::default()))
        .collect();
    let (mut unsealed, mut seals) = (Vec::new(), Vec::new());
    let mut began_sealed = true;
    let (lines, head, broken) = journal::walk(reader, &mut |reader, line| {
        progress(line.seq);
        let mut take = |row: Sealed<'_>| {
            if let Some(rows) = known.get_mut(row.table) {
                let seq = if row.digest.is_some() {
                    line.seq
                } else {
                    -line.seq
                };
                let digest = row.digest.unwrap_or_default();
                rows.set(row.key, Last { seq, digest });
            }
        };
        let whole = match &line.rows {
            Some(rows) => sealed::unpack(rows, &mut take),
            // What an earlier version has written is sealed later on, all at once.
            None => line.seq == 1 || !began_sealed,
        };
        if line.seq == 1 {
            began_sealed = line.rows.is_some();
        }
        let whole = whole
            && (line.verb != sealed::SEALING || {
                began_sealed = true;
                seals.push(sealed::parts_of(line));
                sealed::unseal(reader, line, &mut take)?.is_none()
            });
        if !whole {
            unsealed.push(line.seq);
        }
        Ok(())
    })?;
    let mut proof = Proof {
        lines,
        head,
        broken,
        unsealed,
        rows: Vec::new(),
    };
    if proof.broken.is_some() || !began_sealed {
        return Ok(proof);
    }
    for shape in &shapes {
        let Some(rows) = known.get_mut(&*shape.name) else {
            continue;
        };
        let mut faults = Vec::new();
        reader.seals(shape, &mut |key, digest| {
            let last = rows.take(key);
            let doubt = match last {
                Some(last) if last.seq > 0 && last.digest == digest => return,
                Some(last) if last.seq > 0 => Doubt::Changed,
                Some(_) => Doubt::Returned,
                None => Doubt::Unknown,
            };
            faults.push(Unproved {
                table: shape.name.to_string(),
                key: key_in_words(key),
                doubt,
                seq: last.map_or(0, |last| last.seq.abs()),
            });
        })?;
        faults.extend(rows.left().map(|(key, seq)| Unproved {
            table: shape.name.to_string(),
            key,
            doubt: Doubt::Missing,
            seq,
        }));
        faults.truncate(FAULTS_MAX);
        proof.rows.append(&mut faults);
    }
    proof.rows.append(&mut foreign_seals(reader, &seals)?);
    Ok(proof)
}

/// Seals of which no line tells. That an office was begun by an earlier version stands among them, once.
fn foreign_seals(
    reader: &mut Reader<'_>,
    told: &[std::ops::Range<i64>],
) -> Result<Vec<Unproved>, Refused> {
    use super::Reads as _;
    let mut has_begun = false;
    let mut foreign = Vec::new();
    for row in reader.rows("select nr, name from seal order by nr", &[])? {
        let (nr, name) = (row.int(0)?, row.text(1)?);
        let says_begun = name == sealed::BEGAN_WITH && !std::mem::replace(&mut has_begun, true);
        if !says_begun && !told.iter().any(|parts| parts.contains(&nr)) {
            foreign.push(Unproved {
                table: "seal".to_owned(),
                key: nr.to_string(),
                doubt: Doubt::Unknown,
                seq: 0,
            });
        }
    }
    foreign.truncate(FAULTS_MAX);
    Ok(foreign)
}

/// The line's verb and who wrote it, in words.
///
/// # Errors
/// What the store reports.
pub fn line_in_words(reader: &mut Reader<'_>, seq: i64) -> Result<String, Refused> {
    use super::Reads as _;
    let row = reader.row(
        "select j.verb, coalesce(s.name, j.terminal) from journal j left join staff s on s.id = j.staff where j.seq = $1",
        &[seq.into()],
    )?;
    row.map_or(Ok(String::new()), |row| {
        Ok(format!("line {seq}, {} by {}", row.text(0)?, row.text(1)?))
    })
}

/// What is wrong with the chain, with the line, its verb and who wrote it, in words.
///
/// # Errors
/// What the store reports.
pub fn chain_fault_in_words(
    reader: &mut Reader<'_>,
    fault: &ChainFault,
) -> Result<String, Refused> {
    Ok(match *fault {
        ChainFault::Gap(seq) => {
            let before = line_in_words(reader, seq - 1)?;
            format!("line {seq} is missing, after {before}")
        }
        ChainFault::Unlinked(seq) => {
            let line = line_in_words(reader, seq)?;
            format!("{line}, does not follow from the line before it")
        }
        ChainFault::Changed(seq) => {
            let line = line_in_words(reader, seq)?;
            format!("{line}, is not what was written")
        }
        ChainFault::Earlier(seq) => {
            let line = line_in_words(reader, seq)?;
            format!("{line}, is earlier than the line before it")
        }
    })
}
