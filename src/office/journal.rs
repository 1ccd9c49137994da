//! The journal: every line names the hash of the line before it, so that nothing can be changed or taken out unseen.

use super::{Reads, Refused};
use crate::model::text::hex;
use crate::model::{CoverId, Duty, Instant, OrderId, StaffId};
use crate::store::{Engine, Row, Value};
use sha2::{Digest, Sha256};

/// The one line that may be earlier than the one above it.
const CORRECTING: &str = "clock.correct";

/// The journal's last line, as far as the next one needs it.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) at: Instant,
    pub(super) hash: Vec<u8>,
}

impl Head {
    /// The hash as people compare it.
    pub(super) fn hex(&self) -> String {
        hex(&self.hash)
    }
}

/// A line that is about to be written.
#[derive(Debug)]
pub(super) struct Writing<'a> {
    pub(super) staff: Option<StaffId>,
    pub(super) terminal: &'a str,
    pub(super) sign_in: Option<i64>,
    pub(super) duty: Option<Duty>,
    pub(super) cover: Option<CoverId>,
    pub(super) review: bool,
    pub(super) verb: &'a str,
    pub(super) subject: &'a str,
    pub(super) order: Option<OrderId>,
    pub(super) data: String,
}

/// A line as it stands in the file.
#[derive(Debug, Clone)]
pub struct Line {
    /// From 1, without gaps.
    pub seq: i64,
    /// When; never before the line above, but where a manager has said that the clock was ahead.
    pub at: Instant,
    /// Who.
    pub staff: Option<StaffId>,
    /// On which terminal.
    pub terminal: String,
    /// In which sign-in.
    pub sign_in: Option<i64>,
    /// The duty that gave the right.
    pub duty: Option<Duty>,
    /// The cover that lent it.
    pub cover: Option<CoverId>,
    /// To be accepted or disputed at hand-back.
    pub review: bool,
    /// What was done.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// Concerning which order.
    pub order: Option<OrderId>,
    /// JSON: `{"ask": the verb's fields, "got": what it made}`.
    pub data: String,
    /// The rows that it changed, with their digests; `None` where an earlier version has written it.
    pub rows: Option<Vec<u8>>,
    /// The hash of the line above; zeros for the first.
    pub prev: Vec<u8>,
    /// SHA-256 over everything above in this line.
    pub hash: Vec<u8>,
}

/// Columns of a [`Line`], in the order that [`Line::from_row`] takes them.
macro_rules! line_columns {
    () => {
        "seq, at, staff, terminal, sign_in, duty, cover, review, verb, subject, orders, data, prev, hash, rows"
    };
}

impl Line {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            seq: row.int(0)?,
            at: Instant(row.int(1)?),
            staff: row.int_or_none(2)?.map(StaffId),
            terminal: row.text(3)?,
            sign_in: row.int_or_none(4)?,
            duty: row.text_or_none(5)?.as_deref().and_then(Duty::parse),
            cover: row.int_or_none(6)?.map(CoverId),
            review: row.flag(7)?,
            verb: row.text(8)?,
            subject: row.text(9)?,
            order: row.int_or_none(10)?.map(OrderId),
            data: row.text(11)?,
            prev: row.blob(12)?,
            hash: row.blob(13)?,
            rows: row.blob_or_none(14)?,
        })
    }

    /// The lines that concern an order, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_order(reads: &mut impl Reads, order: OrderId) -> Result<Vec<Self>, Refused> {
        let sql = concat!(
            "select ",
            line_columns!(),
            " from journal where orders = $1 order by seq"
        );
        reads
            .rows(sql, &[order.0.into()])?
            .iter()
            .map(Self::from_row)
            .collect()
    }

    /// Every line about a subject, such as a customer, oldest first. Reads the whole journal.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_subject(reads: &mut impl Reads, subject: &str) -> Result<Vec<Self>, Refused> {
        let sql = concat!(
            "select ",
            line_columns!(),
            " from journal where subject = $1 order by seq"
        );
        let rows = reads.rows(sql, &[subject.into()])?;
        rows.iter().map(Self::from_row).collect()
    }

    /// The lines written under a cover, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_cover(reads: &mut impl Reads, cover: CoverId) -> Result<Vec<Self>, Refused> {
        let sql = concat!(
            "select ",
            line_columns!(),
            " from journal where cover = $1 order by seq"
        );
        reads
            .rows(sql, &[cover.0.into()])?
            .iter()
            .map(Self::from_row)
            .collect()
    }

    /// Up to `limit` lines after `seq`, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub fn after(reads: &mut impl Reads, seq: i64, limit: i64) -> Result<Vec<Self>, Refused> {
        let sql = concat!(
            "select ",
            line_columns!(),
            " from journal where seq > $1 order by seq limit $2"
        );
        reads
            .rows(sql, &[seq.into(), limit.into()])?
            .iter()
            .map(Self::from_row)
            .collect()
    }

    /// What was asked, as JSON.
    #[must_use]
    pub fn ask(&self) -> serde_json::Value {
        self.part("ask")
    }

    /// What it made, as JSON.
    #[must_use]
    pub fn got(&self) -> serde_json::Value {
        self.part("got")
    }

    fn part(&self, name: &str) -> serde_json::Value {
        serde_json::from_str::<serde_json::Value>(&self.data)
            .ok()
            .and_then(|mut data| data.get_mut(name).map(serde_json::Value::take))
            .unwrap_or_default()
    }
}

/// A text in JSON by its name; empty where there is none.
pub(super) fn text_of(value: &serde_json::Value, name: &str) -> String {
    value
        .get(name)
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

pub(super) fn head(engine: &mut dyn Engine) -> Result<Head, Refused> {
    let rows = engine.run(
        "select seq, at, hash from journal order by seq desc limit 1",
        &[],
    )?;
    match rows.first() {
        Some(row) => Ok(Head {
            seq: row.int(0)?,
            at: Instant(row.int(1)?),
            hash: row.blob(2)?,
        }),
        None => Ok(Head {
            seq: 0,
            at: Instant(0),
            hash: vec![0; 32],
        }),
    }
}

/// Writes a line with the rows that it changed, as [`super::sealed::pack`] makes them.
pub(super) fn append(
    engine: &mut dyn Engine,
    last: &Head,
    now: Instant,
    line: Writing<'_>,
    rows: Option<Vec<u8>>,
) -> Result<Head, Refused> {
    let full = Line {
        seq: last.seq + 1,
        at: now,
        staff: line.staff,
        terminal: line.terminal.to_owned(),
        sign_in: line.sign_in,
        duty: line.duty,
        cover: line.cover,
        review: line.review,
        verb: line.verb.to_owned(),
        subject: line.subject.to_owned(),
        order: line.order,
        data: line.data,
        rows,
        prev: last.hash.clone(),
        hash: Vec::new(),
    };
    let hash = hash_of(&full);
    engine.run(
        "insert into journal (seq, at, staff, terminal, sign_in, duty, cover, review, verb, subject, orders, data, prev, hash, rows)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &[
            full.seq.into(),
            full.at.0.into(),
            full.staff.map(|id| id.0).into(),
            full.terminal.into(),
            full.sign_in.into(),
            full.duty.map(Duty::as_str).into(),
            full.cover.map(|id| id.0).into(),
            full.review.into(),
            full.verb.into(),
            full.subject.into(),
            full.order.map(|id| id.0).into(),
            Value::Text(full.data),
            full.prev.into(),
            hash.clone().into(),
            full.rows.into(),
        ],
    )?;
    Ok(Head {
        seq: full.seq,
        at: full.at,
        hash,
    })
}

/// SHA-256 over the hash before, then every field with its length, so that no two lines read alike.
fn hash_of(line: &Line) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(&line.prev);
    for number in [
        line.seq,
        line.at.0,
        line.staff.map_or(0, |id| id.0),
        line.sign_in.unwrap_or(0),
        line.cover.map_or(0, |id| id.0),
        i64::from(line.review),
        line.order.map_or(0, |id| id.0),
    ] {
        hasher.update(number.to_le_bytes());
    }
    for text in [
        line.terminal.as_str(),
        line.duty.map_or("", Duty::as_str),
        &line.verb,
        &line.subject,
        &line.data,
    ] {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    if let Some(rows) = &line.rows {
        hasher.update((rows.len() as u64).to_le_bytes());
        hasher.update(rows);
    }
    hasher.finalize().to_vec()
}

/// Where the chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChainFault {
    /// This sequence number is missing.
    Gap(i64),
    /// This line does not name the hash of the line before it.
    Unlinked(i64),
    /// This line's content is not what was hashed.
    Changed(i64),
    /// This line is earlier than the one before it, and no manager has set the time back in it.
    Earlier(i64),
}

/// Walks the whole chain. Gives the number of lines, the last hash in hex, and the first fault if there is one.
///
/// # Errors
/// What the store reports.
pub fn verify(reads: &mut impl Reads) -> Result<(i64, String, Option<ChainFault>), Refused> {
    walk(reads, &mut |_, _| Ok(()))
}

/// As [`verify`]; each line that holds is handed to `each`.
pub(super) fn walk<R: Reads>(
    reads: &mut R,
    each: &mut dyn FnMut(&mut R, &Line) -> Result<(), Refused>,
) -> Result<(i64, String, Option<ChainFault>), Refused> {
    let (mut seq, mut hash, mut at) = (0, vec![0; 32], Instant(0));
    loop {
        let lines = Line::after(reads, seq, 5_000)?;
        if lines.is_empty() {
            return Ok((seq, hex(&hash), None));
        }
        for line in lines {
            let fault = if line.seq != seq + 1 {
                Some(ChainFault::Gap(seq + 1))
            } else if line.prev != hash {
                Some(ChainFault::Unlinked(line.seq))
            } else if hash_of(&line) != line.hash {
                Some(ChainFault::Changed(line.seq))
            } else if line.at < at && line.verb != CORRECTING {
                Some(ChainFault::Earlier(line.seq))
            } else {
                None
            };
            if fault.is_some() {
                return Ok((seq, String::new(), fault));
            }
            each(reads, &line)?;
            (seq, hash, at) = (line.seq, line.hash, line.at);
        }
    }
}
