//! What has happened since one last asked, by anyone on any terminal.

use super::{Office, Refused, sealed};
use crate::model::{OrderId, StaffId};
use crate::store::Tables;

/// A journal line in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Its place in the journal.
    pub seq: i64,
    /// Who, where somebody was.
    pub staff: Option<StaffId>,
    /// The verb's name, which is the topic.
    pub verb: String,
    /// The number or code of the thing.
    pub subject: String,
    /// The order it concerns.
    pub order: Option<OrderId>,
    /// The tables that it has changed.
    pub touched: Tables,
}

impl Office {
    /// The journal lines since this was last asked, oldest first, at most 1,000 at a time.
    ///
    /// # Errors
    /// What the store reports.
    pub fn news(&mut self) -> Result<Vec<News>, Refused> {
        let rows = self.engine.run(
            "select seq, staff, verb, subject, orders, rows from journal where seq > $1 order by seq limit 1000",
            &[self.news_from.into()],
        )?;
        let mut news = Vec::with_capacity(rows.len());
        for row in rows {
            news.push(News {
                seq: row.int(0)?,
                staff: row.int_or_none(1)?.map(StaffId),
                verb: row.text(2)?,
                subject: row.text(3)?,
                order: row.int_or_none(4)?.map(OrderId),
                touched: row
                    .blob_or_none(5)?
                    .map_or(Tables::ALL, |rows| touched(&rows)),
            });
        }
        if let Some(last) = news.last() {
            self.news_from = last.seq;
        }
        Ok(news)
    }
}

/// The tables of which a line tells, and those that are written with each line.
fn touched(rows: &[u8]) -> Tables {
    let mut touched = Tables::of("journal").and(Tables::of("evidence"));
    let is_whole = sealed::unpack(rows, &mut |row| {
        touched = touched.and(Tables::of(row.table));
    });
    if is_whole { touched } else { Tables::ALL }
}
