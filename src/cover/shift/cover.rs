//! A cover as the file has it, the lists of them, and what one is at a moment.

use crate::model::roster::Span;
use crate::model::{CoverId, CoverReason, Duties, Instant, OrderId, StaffId};
use crate::office::{Reads, Refused};
use crate::records::setting::Setting;
use crate::store::Row;

/// A cover, or a request for one, as the file has it.
#[derive(Debug, Clone)]
pub struct Cover {
    /// Its key.
    pub id: CoverId,
    /// As people know it: "CS-2026-0003".
    pub number: String,
    /// "asked", "declared" or "customer".
    pub kind: String,
    /// What is lent.
    pub duties: Duties,
    /// Why; none: it is of somebody's health, and whoever reads is neither of the two nor manages.
    pub reason: Option<CoverReason>,
    /// Whose duties.
    pub owner: Option<StaffId>,
    /// Who was asked; none: anyone who can.
    pub asked: Option<StaffId>,
    /// Who stands in.
    pub coverer: Option<StaffId>,
    /// The one order it reaches.
    pub order: Option<OrderId>,
    /// The cover that this one goes on with: it was handed on.
    pub parent: Option<CoverId>,
    /// The standing arrangement it comes from.
    pub arrangement: Option<i64>,
    /// When it was asked for, planned or declared.
    pub asked_at: Instant,
    /// When it is to begin, where it was planned.
    pub begins_at: Option<Instant>,
    /// When its coverer agreed to a planned one.
    pub accepted_at: Option<Instant>,
    /// When it began.
    pub starts_at: Option<Instant>,
    /// When it is planned to end.
    pub ends_at: Instant,
    /// When it was ended by somebody or something other than its planned end.
    pub ended_at: Option<Instant>,
    /// How.
    pub ended_how: Option<String>,
    /// The hand-over note.
    pub note: String,
    /// What the coverer wrote at the end.
    pub hand_back: String,
    /// When the owner saw the sheet.
    pub seen_at: Option<Instant>,
    /// Why somebody said no.
    pub declined: String,
    /// What the owner does first, chosen from the sheet.
    pub first_thing: String,
}

/// What a cover is at a moment; derived from its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Asked for and not accepted.
    Asked,
    /// Accepted, and not begun.
    Planned,
    /// Lends rights now.
    Running,
    /// Over.
    Ended,
}

/// Which covers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Every one.
    All,
    /// Those that run.
    Now,
    /// Those that are agreed and were not begun.
    Planned,
    /// Those that nobody has accepted.
    Requests,
    /// Those that are over.
    Ended,
}

macro_rules! cover_columns {
    () => {
        "id, number, kind, duties, reason, owner, asked, coverer, orders, starts_at, ends_at, ended_at, ended_how, note, hand_back, seen_at, parent, arrangement, begins_at, accepted_at, declined, first_thing, asked_at"
    };
}

impl Cover {
    fn from_row(reads: &impl Reads, row: &Row) -> Result<Self, Refused> {
        let cover = Self {
            id: CoverId(row.int(0)?),
            number: row.text(1)?,
            kind: row.text(2)?,
            duties: row.word(3, Duties::parse)?,
            reason: Some(row.word(4, CoverReason::parse)?),
            owner: row.int_or_none(5)?.map(StaffId),
            asked: row.int_or_none(6)?.map(StaffId),
            coverer: row.int_or_none(7)?.map(StaffId),
            order: row.int_or_none(8)?.map(OrderId),
            starts_at: row.int_or_none(9)?.map(Instant),
            ends_at: Instant(row.int(10)?),
            ended_at: row.int_or_none(11)?.map(Instant),
            ended_how: row.text_or_none(12)?,
            note: row.text(13)?,
            hand_back: row.text(14)?,
            seen_at: row.int_or_none(15)?.map(Instant),
            parent: row.int_or_none(16)?.map(CoverId),
            arrangement: row.int_or_none(17)?,
            begins_at: row.int_or_none(18)?.map(Instant),
            accepted_at: row.int_or_none(19)?.map(Instant),
            declined: row.text(20)?,
            first_thing: row.text(21)?,
            asked_at: Instant(row.int(22)?),
        };
        let parties = [cover.owner, cover.coverer, cover.asked];
        let is_health = cover.reason == Some(CoverReason::Sick);
        let may_know = !is_health
            || parties
                .into_iter()
                .flatten()
                .any(|party| reads.may_see_why(party));
        Ok(Self {
            reason: cover.reason.filter(|_| may_know),
            ..cover
        })
    }

    /// The word for why, as far as whoever has read it may know.
    #[must_use]
    pub fn why(&self) -> &'static str {
        self.reason.map_or("away", CoverReason::as_str)
    }

    /// The cover with this number.
    ///
    /// # Errors
    /// `not-found`.
    pub fn find(reads: &mut impl Reads, number: &str) -> Result<Self, Refused> {
        let row = reads.row(
            concat!("select ", cover_columns!(), " from cover where number = $1"),
            &[number.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("cover", number))?;
        Self::from_row(reads, &row)
    }

    /// A page of covers, the newest first: of those with a smaller key, all of them, or those that are of this kind now.
    ///
    /// # Errors
    /// What the store reports.
    pub fn page(
        reads: &mut impl Reads,
        listed: Listed,
        below: i64,
        limit: i64,
    ) -> Result<Vec<Self>, Refused> {
        let now = reads.now();
        let sql = match listed {
            Listed::All => concat!(
                "select ",
                cover_columns!(),
                " from cover where id < $1 and $2 = $2 order by id desc limit $3"
            ),
            Listed::Now => concat!(
                "select ",
                cover_columns!(),
                " from cover where ended_at is null and id < $1 and starts_at is not null and ends_at > $2 order by id desc limit $3"
            ),
            Listed::Planned => concat!(
                "select ",
                cover_columns!(),
                " from cover where ended_at is null and id < $1 and starts_at is null and accepted_at is not null and $2 = $2 order by id desc limit $3"
            ),
            Listed::Requests => concat!(
                "select ",
                cover_columns!(),
                " from cover where ended_at is null and id < $1 and starts_at is null and accepted_at is null and ends_at > $2 order by id desc limit $3"
            ),
            Listed::Ended => concat!(
                "select ",
                cover_columns!(),
                " from cover where id < $1 and (ended_at is not null or ends_at <= $2) order by id desc limit $3"
            ),
        };
        let rows = reads.rows(sql, &[below.into(), now.0.into(), limit.into()])?;
        rows.iter().map(|row| Self::from_row(reads, row)).collect()
    }

    /// The newest covers, ended ones among them.
    ///
    /// # Errors
    /// What the store reports.
    pub fn newest(reads: &mut impl Reads, limit: i64) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            concat!(
                "select ",
                cover_columns!(),
                " from cover order by id desc limit $1"
            ),
            &[limit.into()],
        )?;
        rows.iter().map(|row| Self::from_row(reads, row)).collect()
    }

    /// Planned covers that were not begun and are to begin after the one moment, and until the other.
    ///
    /// # Errors
    /// What the store reports.
    pub fn planned_between(
        reads: &mut impl Reads,
        after: Instant,
        until: Instant,
    ) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            concat!(
                "select ",
                cover_columns!(),
                " from cover where begins_at is not null and starts_at is null and ended_at is null and begins_at > $1 and begins_at <= $2 order by begins_at, id"
            ),
            &[after.0.into(), until.0.into()],
        )?;
        rows.iter().map(|row| Self::from_row(reads, row)).collect()
    }

    /// What it is at this moment.
    #[must_use]
    pub fn status(&self, now: Instant) -> Status {
        if self.ended_at.is_some() || now >= self.ends_at {
            Status::Ended
        } else if self.starts_at.is_some() {
            Status::Running
        } else if self.accepted_at.is_some() {
            Status::Planned
        } else {
            Status::Asked
        }
    }

    /// The time it lends its duties for, or is to lend them for.
    #[must_use]
    pub fn span(&self) -> Span {
        let from = self.starts_at.or(self.begins_at);
        Span {
            from: from.unwrap_or(self.ends_at),
            until: self.ends_at,
        }
    }

    /// Who asks for it: its owner, who offers it, whoever hands it on, or whoever wants to give a planned one away.
    ///
    /// # Errors
    /// What the store reports.
    pub fn asked_by(&self, reads: &mut impl Reads) -> Result<Option<StaffId>, Refused> {
        if let Some(coverer) = self.offered_by() {
            return Ok(Some(coverer));
        }
        let Some(parent) = self.parent else {
            return Ok(self.swap_wanted().and(self.coverer).or(self.owner));
        };
        let row = reads.row(
            "select coverer from cover where id = $1",
            &[parent.0.into()],
        )?;
        let coverer = row.map(|row| row.int_or_none(0)).transpose()?;
        Ok(coverer.flatten().map(StaffId))
    }

    /// Who planned it, for themselves or as management for others; none: it was not planned.
    ///
    /// # Errors
    /// What the store reports.
    pub fn planned_by(&self, reads: &mut impl Reads) -> Result<Option<StaffId>, Refused> {
        let row = reads.row(
            "select j.staff from cover c join journal j on j.seq = c.seq where c.id = $1 and j.verb = 'cover.plan'",
            &[self.id.0.into()],
        )?;
        let planner = row.map(|row| row.int_or_none(0)).transpose()?;
        Ok(planner.flatten().map(StaffId))
    }

    /// Whom its coverer has asked to take a planned one over, while that is open.
    #[must_use]
    pub fn swap_wanted(&self) -> Option<StaffId> {
        let open = self.starts_at.is_none() && self.accepted_at.is_some();
        self.asked
            .filter(|asked| open && self.coverer != Some(*asked))
    }

    /// Who offers to stand in, where its owner is asked whether they may.
    #[must_use]
    pub fn offered_by(&self) -> Option<StaffId> {
        let asks_owner = self.asked.is_some() && self.asked == self.owner;
        self.coverer
            .filter(|_| asks_owner && self.accepted_at.is_none() && self.starts_at.is_none())
    }

    /// For how many times the office's minutes a request that begins with its answer has waited for one: from one on whoever can may
    /// accept it, from two on management is told. An offer to its owner, and one that goes on with a cover, waits for whom it was made to.
    ///
    /// # Errors
    /// What the store reports.
    pub fn waited(&self, reads: &mut impl Reads) -> Result<i64, Refused> {
        let now = reads.now();
        let is_personal = self.offered_by().is_some() || self.parent.is_some();
        if is_personal || self.begins_at.is_some() || self.status(now) != Status::Asked {
            return Ok(0);
        }
        let minutes = Setting::CoverAnswerMinutes.count(reads)?.max(1);
        Ok((now.0 - self.asked_at.0) / (minutes * 60_000))
    }

    /// Its time has come, and it was not begun.
    #[must_use]
    pub fn is_late(&self, now: Instant) -> bool {
        matches!(self.status(now), Status::Planned | Status::Asked)
            && self.begins_at.is_some_and(|begins| begins <= now)
    }

    /// Refuses unless it runs.
    ///
    /// # Errors
    /// `cover-not-running`.
    pub fn must_run(&self, now: Instant) -> Result<(), Refused> {
        if self.status(now) == Status::Running {
            Ok(())
        } else {
            Err(Refused::rule("cover-not-running").with("cover", self.number.as_str()))
        }
    }
}
