//! A standing arrangement: "the clerk covers the receptionist's lunch on weekdays". Both have agreed once, and each day it is one key.

mod agree;
mod answer;
mod begin;
mod end;
mod make;
mod make_form;

pub use agree::Agree;
pub use answer::{answer_form, end_form};
pub use begin::BeginToday;
pub use end::EndArrangement;
pub use make::Make;
pub use make_form::make_form;

use crate::model::roster::Span;
use crate::model::time::from_local;
use crate::model::{CoverReason, Duties, Instant, StaffId, Weekdays};
use crate::office::{Reads, Refused, Row};
use crate::records::roster::{date_of, day_number};
use chrono::{NaiveDate, TimeDelta};

/// A standing arrangement, as the file has it.
#[derive(Debug, Clone)]
pub struct Arrangement {
    /// Its key.
    pub id: i64,
    /// As people know it: "AR-2026-0001".
    pub number: String,
    /// Whose duties.
    pub owner: StaffId,
    /// Who stands in.
    pub coverer: StaffId,
    /// What is lent.
    pub duties: Duties,
    /// The word for why.
    pub reason: CoverReason,
    /// On which weekdays.
    pub weekdays: Weekdays,
    /// Minutes of the local day at which it begins, and at which it ends; the end may lie on the next day.
    pub minutes: (i64, i64),
    /// From which day on, until which one.
    pub days: (NaiveDate, Option<NaiveDate>),
    /// Who proposed it.
    pub made_by: StaffId,
    /// When the other one agreed.
    pub agreed_at: Option<Instant>,
    /// When it was ended.
    pub ended_at: Option<Instant>,
}

macro_rules! arrangement_columns {
    () => {
        "id, number, owner, coverer, duties, reason, weekdays, starts, ends, valid_from, valid_until, made_by, agreed_at, ended_at"
    };
}

impl Arrangement {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            id: row.int(0)?,
            number: row.text(1)?,
            owner: StaffId(row.int(2)?),
            coverer: StaffId(row.int(3)?),
            duties: row.word(4, Duties::parse)?,
            reason: row.word(5, CoverReason::parse)?,
            weekdays: row.word(6, Weekdays::parse)?,
            minutes: (row.int(7)?, row.int(8)?),
            days: (date_of(row.int(9)?), row.int_or_none(10)?.map(date_of)),
            made_by: StaffId(row.int(11)?),
            agreed_at: row.int_or_none(12)?.map(Instant),
            ended_at: row.int_or_none(13)?.map(Instant),
        })
    }

    /// The one with this number.
    ///
    /// # Errors
    /// `not-found`.
    pub fn find(reads: &mut impl Reads, number: &str) -> Result<Self, Refused> {
        let row = reads.row(
            concat!(
                "select ",
                arrangement_columns!(),
                " from arrangement where number = $1"
            ),
            &[number.into()],
        )?;
        Self::from_row(&row.ok_or_else(|| Refused::not_found("arrangement", number))?)
    }

    /// A page of them, the newest first, ended ones too: those with a smaller key.
    ///
    /// # Errors
    /// What the store reports.
    pub fn page(reads: &mut impl Reads, below: i64, limit: i64) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            concat!(
                "select ",
                arrangement_columns!(),
                " from arrangement where id < $1 order by id desc limit $2"
            ),
            &[below.into(), limit.into()],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// All that are not ended, agreed or not.
    ///
    /// # Errors
    /// What the store reports.
    pub fn running(reads: &mut impl Reads) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            concat!(
                "select ",
                arrangement_columns!(),
                " from arrangement where ended_at is null order by id"
            ),
            &[],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// The time for which it lends the duties on this day; none where it is not for this day.
    #[must_use]
    pub fn on(&self, date: NaiveDate, zone: chrono_tz::Tz) -> Option<Span> {
        let fits = self.weekdays.has(date)
            && self.days.0 <= date
            && self.days.1.is_none_or(|last| date <= last);
        let at = |minute: i64| {
            let midnight = date.and_time(chrono::NaiveTime::MIN);
            from_local(zone, midnight + TimeDelta::minutes(minute))
        };
        let span = Span {
            from: at(self.minutes.0),
            until: at(self.minutes.1),
        };
        (fits && span.from < span.until).then_some(span)
    }

    /// The time of today that it can be begun in, from fifteen minutes before it: its span, if this is such a moment.
    #[must_use]
    pub fn due(&self, now: Instant, zone: chrono_tz::Tz) -> Option<Span> {
        let today = now.local(zone).date_naive();
        let early = crate::model::cover::BEGIN_EARLY_MINUTES;
        // One that goes on after midnight began yesterday; one soon after midnight may begin now.
        [today.pred_opt(), Some(today), today.succ_opt()]
            .into_iter()
            .flatten()
            .filter_map(|date| self.on(date, zone))
            .find(|span| span.from.plus_minutes(-early) <= now && now < span.until)
    }

    /// Who has to agree: whoever of the two did not propose it; what management proposes, the coverer.
    #[must_use]
    pub fn other(&self) -> StaffId {
        if self.made_by == self.coverer {
            self.owner
        } else {
            self.coverer
        }
    }

    /// Whether the cover of this beginning was begun already.
    ///
    /// # Errors
    /// What the store reports.
    pub fn was_begun(&self, reads: &mut impl Reads, begins: Instant) -> Result<bool, Refused> {
        let early = begins.plus_minutes(-crate::model::cover::BEGIN_EARLY_MINUTES);
        let row = reads.row(
            "select 1 from cover where starts_at >= $1 and starts_at is not null and arrangement = $2 and begins_at = $3 limit 1",
            &[early.0.into(), self.id.into(), begins.0.into()],
        )?;
        Ok(row.is_some())
    }
}

/// The days that were typed, as the file has dates.
fn dates(
    reads: &impl Reads,
    from: Option<&str>,
    until: Option<&str>,
) -> Result<(i64, Option<i64>), Refused> {
    let today = crate::records::roster::today(reads);
    let read = |text: &str| {
        crate::model::time::parse_date(text, today).ok_or_else(|| {
            Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
        })
    };
    let first = from.map_or(Ok(today), read)?;
    let last = until.map(read).transpose()?;
    if last.is_some_and(|last| last < first.max(today)) {
        return Err(Refused::rule("arrangement-without-days"));
    }
    Ok((day_number(first), last.map(day_number)))
}
