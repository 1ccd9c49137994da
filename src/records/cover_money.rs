//! What went over the counter under a cover: for its sheet, and for the notice that it is over.

use crate::model::{CoverId, Money};
use crate::office::{Reads, Refused};
use crate::records::keys::{KEYS, keys, values};
use std::collections::BTreeMap;

/// By means of payment, how much was taken less what was given back, and how often. A payment that was undone is not taken.
pub type Taken = BTreeMap<String, (Money, i64)>;

/// The drawers that did not come out, and by how much.
pub type Differences = Vec<(String, Money)>;

/// What was taken under covers, and which drawers did not come out, by the cover; a page of covers at most.
pub(crate) type OfCovers = BTreeMap<i64, (Taken, Differences)>;

/// What was taken under a cover.
///
/// # Errors
/// What the store reports.
pub fn taken(reads: &mut impl Reads, cover: CoverId) -> Result<Taken, Refused> {
    let mut of_covers = OfCovers::new();
    put_taken(reads, &[cover], &mut of_covers)?;
    Ok(of_covers
        .remove(&cover.0)
        .map(|(taken, _)| taken)
        .unwrap_or_default())
}

/// What was taken under covers, and which drawers did not come out.
///
/// # Errors
/// What the store reports.
pub(crate) fn of_covers(reads: &mut impl Reads, covers: &[CoverId]) -> Result<OfCovers, Refused> {
    let mut of_covers = OfCovers::new();
    for page in covers.chunks(KEYS) {
        put_taken(reads, page, &mut of_covers)?;
        put_differences(reads, page, &mut of_covers)?;
    }
    Ok(of_covers)
}

fn put_taken(
    reads: &mut impl Reads,
    covers: &[CoverId],
    into: &mut OfCovers,
) -> Result<(), Refused> {
    let rows = reads.rows(
        concat!(
            "select j.cover, p.account, cast(sum(p.amount) as bigint), sum(case when j.verb = 'payment.undo' then 0 else 1 end) from journal j join posting p on p.seq = j.seq
         where j.cover in (", keys!(), ") and j.verb in ('payment.take', 'payment.refund', 'payment.undo') and p.account in ('cash', 'card', 'transfer') group by j.cover, p.account"
        ),
        &values(covers.iter().map(|cover| cover.0)),
    )?;
    for row in rows {
        let (taken, _) = into.entry(row.int(0)?).or_default();
        taken.insert(row.text(1)?, (Money(row.int(2)?), row.int(3)?));
    }
    Ok(())
}

/// The drawers that did not come out when they were opened, closed or taken over under covers, and by how much.
fn put_differences(
    reads: &mut impl Reads,
    covers: &[CoverId],
    into: &mut OfCovers,
) -> Result<(), Refused> {
    let rows = reads.rows(
        concat!(
            "select cover, subject, data from journal where cover in (", keys!(), ") and verb in ('drawer.open', 'drawer.close', 'drawer.take_over', 'drawer.take_alone') order by seq"
        ),
        &values(covers.iter().map(|cover| cover.0)),
    )?;
    for row in rows {
        let data: serde_json::Value = serde_json::from_str(&row.text(2)?).unwrap_or_default();
        let got = &data["got"];
        // A count that is kept beside the last one is not the end of it.
        let is_last = got["closed"] != false && got["taken"] != false;
        let difference = got["difference"].as_str().and_then(Money::written);
        let difference = difference.filter(|difference| is_last && *difference != Money::ZERO);
        if let Some(difference) = difference {
            let number = got["closed_drawer"].as_str().map(str::to_owned);
            let (_, differences) = into.entry(row.int(0)?).or_default();
            differences.push((number.map_or_else(|| row.text(1), Ok)?, difference));
        }
    }
    Ok(())
}
