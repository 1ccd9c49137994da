//! What went over the counter under a cover: for its sheet, and for the notice that it is over.

use crate::model::{CoverId, Money};
use crate::office::{Reads, Refused};
use std::collections::BTreeMap;

/// By means of payment, how much was taken less what was given back, and how often. A payment that was undone is not taken.
pub type Taken = BTreeMap<String, (Money, i64)>;

/// The drawers that did not come out, and by how much.
pub type Differences = Vec<(String, Money)>;

/// What was taken under a cover.
///
/// # Errors
/// What the store reports.
pub fn taken(reads: &mut impl Reads, cover: CoverId) -> Result<Taken, Refused> {
    let rows = reads.rows(
        "select p.account, cast(sum(p.amount) as bigint), sum(case when j.verb = 'payment.undo' then 0 else 1 end) from journal j cross join posting p on p.seq = j.seq
         where j.cover = $1 and j.verb in ('payment.take', 'payment.refund', 'payment.undo') and p.account in ('cash', 'card', 'transfer') group by p.account",
        &[cover.0.into()],
    )?;
    rows.iter()
        .map(|row| Ok((row.text(0)?, (Money(row.int(1)?), row.int(2)?))))
        .collect()
}

/// The drawers that did not come out when they were opened, closed or taken over under a cover, and by how much.
///
/// # Errors
/// What the store reports.
pub fn differences(reads: &mut impl Reads, cover: CoverId) -> Result<Differences, Refused> {
    let rows = reads.rows(
        "select subject, data from journal where cover = $1 and verb in ('drawer.open', 'drawer.close', 'drawer.take_over', 'drawer.take_alone') order by seq",
        &[cover.0.into()],
    )?;
    let mut found = Vec::new();
    for row in rows {
        let data: serde_json::Value = serde_json::from_str(&row.text(1)?).unwrap_or_default();
        let got = &data["got"];
        // A count that is kept beside the last one is not the end of it.
        let is_last = got["closed"] != false && got["taken"] != false;
        let difference = got["difference"].as_str().and_then(Money::written);
        let difference = difference.filter(|difference| is_last && *difference != Money::ZERO);
        if let Some(difference) = difference {
            let number = got["closed_drawer"].as_str().map(str::to_owned);
            found.push((number.map_or_else(|| row.text(0), Ok)?, difference));
        }
    }
    Ok(found)
}
