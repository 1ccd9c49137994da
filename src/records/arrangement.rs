//! Standing arrangements: what two people have agreed once for all days of a kind.

use super::roster::date_of;
use crate::model::roster::Span;
use crate::model::time::from_local;
use crate::model::{CoverReason, Duties, Instant, StaffId, Weekdays};
use crate::office::{Reads, Refused, Row};
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

/// When in the week something standing lends: on which days it begins, and at which minutes of the local day; the end may lie in the
/// next day.
#[derive(Debug, Clone, Copy)]
pub struct WeekHours {
    /// On which days it begins.
    pub weekdays: Weekdays,
    /// When it begins, and when it ends.
    pub minutes: (i64, i64),
}

impl WeekHours {
    /// Whether both have a moment of the week in common, also where one goes on after midnight.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        const DAY: i64 = 24 * 60;
        let ((from, until), (starts, ends)) = (self.minutes, other.minutes);
        let meets = |apart: i64| {
            [-7 * DAY, 0, 7 * DAY].iter().any(|week| {
                let apart = apart + week;
                from + apart < ends && starts < until + apart
            })
        };
        self.weekdays.iter().any(|mine| {
            let mut theirs = other.weekdays.iter();
            theirs.any(|theirs| meets((i64::from(mine) - i64::from(theirs)) * DAY))
        })
    }
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

    /// When in the week it lends its duties.
    #[must_use]
    pub const fn hours(&self) -> WeekHours {
        WeekHours {
            weekdays: self.weekdays,
            minutes: self.minutes,
        }
    }

    /// Whether a day on which it may lend lies in these.
    #[must_use]
    pub fn lasts_into(&self, first: NaiveDate, last: Option<NaiveDate>) -> bool {
        last.is_none_or(|last| self.days.0 <= last) && self.days.1.is_none_or(|end| first <= end)
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

    /// The beginnings of the covers that were begun of any of them in a span of time: which arrangement, and when it was to begin.
    ///
    /// # Errors
    /// What the store reports.
    pub fn begun(reads: &mut impl Reads, span: Span) -> Result<Vec<(i64, Instant)>, Refused> {
        let early = span
            .from
            .plus_minutes(-crate::model::cover::BEGIN_EARLY_MINUTES);
        let rows = reads.rows(
            "select arrangement, begins_at from cover where starts_at >= $1 and starts_at < $2 and starts_at is not null and arrangement is not null and begins_at is not null",
            &[early.0.into(), span.until.0.into()],
        )?;
        rows.iter()
            .map(|row| Ok((row.int(0)?, Instant(row.int(1)?))))
            .collect()
    }

    /// When the agreed ones lend their duties in so many days from one on, where they have not begun and are not over.
    ///
    /// # Errors
    /// What the store reports.
    pub fn to_come(
        reads: &mut impl Reads,
        first: NaiveDate,
        days: u16,
    ) -> Result<Vec<(Self, Span)>, Refused> {
        let (now, zone) = (reads.now(), reads.facts().zone);
        // One that goes on after midnight began the day before.
        let first = first.pred_opt().unwrap_or(first);
        let dates: Vec<NaiveDate> = first.iter_days().take(usize::from(days) + 1).collect();
        let of_all = Span {
            from: super::roster::midnight(first, zone),
            until: super::roster::midnight(dates.last().copied().unwrap_or(first), zone)
                .plus_minutes(2 * 24 * 60),
        };
        let begun = Self::begun(reads, of_all)?;
        let mut coming = Vec::new();
        for one in Self::running(reads)? {
            if one.agreed_at.is_none() {
                continue;
            }
            let spans = dates.iter().filter_map(|date| one.on(*date, zone));
            let spans: Vec<Span> = spans
                .filter(|span| span.until > now && !begun.contains(&(one.id, span.from)))
                .collect();
            coming.extend(spans.into_iter().map(|span| (one.clone(), span)));
        }
        Ok(coming)
    }
}
