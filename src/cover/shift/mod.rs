//! The life of a cover shift: asked for, planned or declared, accepted, begun, extended, handed on, ended.
//!
//! A cover that begins on a terminal asks for the coverer's own PIN (`Office::check_pin`): declared, begun or accepted. The cover for
//! one customer asks for none: it reaches one order, for thirty minutes at most. What happens when something else happens:
//!
//! | case | decided |
//! | --- | --- |
//! | midnight | nothing: a cover has moments, not a day; "23:30 to 0:30" ends on the next day |
//! | a clock change | plans and arrangements go by the clock on the wall, lengths (twelve hours) by real time |
//! | the clock jumps back | the journal's time stands still until it has caught up, for reading as for writing; what is over stays over |
//! | the clock jumps ahead | what had to end meanwhile is timed out, planned covers were never begun |
//! | the competence runs out half-way | that duty is lent no more from that instant; the cover runs on for the others |
//! | it is withdrawn half-way | the same; with the last duty the cover ends, as ended by a manager; plans beyond it are withdrawn |
//! | the coverer leaves the office half-way | their covers end as ended by a manager, what they planned is withdrawn, arrangements end |
//! | both sign out | the coverer's last screen ends the cover (signed out); the owner sees the sheet first thing |
//! | the owner returns on another terminal | the first write is refused until they take it back with F4, and have seen the sheet |
//! | the coverer sits at two terminals | one cover, acting at both; signing out of one leaves it running |
//! | a request to somebody who just left | it waits in their inbox, and the asker is told that nobody is at a screen; somebody inactive is refused |
//! | longer than the day | twelve hours at most, within the coverer's hours; a cover begun early is shortened to that |
//! | overlapping | refused with the other cover: of one coverer and duty, or of one owner and duty |
//! | for oneself | refused, also on the way through a swap or a hand-on |

mod accept;
mod accept_screen;
mod ask;
mod begin;
mod clash;
mod declare;
mod decline;
mod details;
mod dialogs;
mod draft;
mod end;
mod extend;
mod form;
mod hand_on;
mod offers;
mod plan;
mod plan_form;
mod screen;
mod swap;
pub(in crate::cover) mod whom;
pub(in crate::cover) mod whose;

pub use accept::Accept;
pub use accept_screen::{AcceptScreen, Request};
pub use ask::Ask;
pub use begin::Begin;
pub use declare::Declare;
pub use decline::Decline;
pub(in crate::cover) use details::arranged_on;
pub use dialogs::end_form;
pub use draft::{Draft, draft};
pub use end::End;
pub use extend::Extend;
pub use form::cover_form;
pub(in crate::cover) use form::reasons;
pub use hand_on::HandOn;
pub use offers::{offers, who_could};
pub use plan::Plan;
pub use plan_form::plan_form;
pub use screen::{AllCovers, Covers};
pub use swap::Swap;

use crate::model::cover::COVER_HOURS_MAX;
use crate::model::roster::Span;
use crate::model::time::parse_when;
use crate::model::{CoverId, Duties, Duty, Instant, Level, OrderId, StaffId};
use crate::office::{Reads, Refused};
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
    /// The word for why.
    pub reason: String,
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
        "id, number, kind, duties, reason, owner, asked, coverer, orders, starts_at, ends_at, ended_at, ended_how, note, hand_back, seen_at, parent, arrangement, begins_at, accepted_at, declined, first_thing"
    };
}

impl Cover {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        Ok(Self {
            id: CoverId(row.int(0)?),
            number: row.text(1)?,
            kind: row.text(2)?,
            duties: row.word(3, Duties::parse)?,
            reason: row.text(4)?,
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
        })
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
        Self::from_row(&row.ok_or_else(|| Refused::not_found("cover", number))?)
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
        rows.iter().map(Self::from_row).collect()
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
        rows.iter().map(Self::from_row).collect()
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
        rows.iter().map(Self::from_row).collect()
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

    /// Whom its coverer has asked to take a planned one over, while that is open.
    #[must_use]
    pub fn swap_wanted(&self) -> Option<StaffId> {
        let open = self.starts_at.is_none() && self.coverer.is_some();
        self.asked
            .filter(|asked| open && self.coverer != Some(*asked))
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

/// The end that was asked for: after now, and not longer than a cover may run.
pub(super) fn end_of(reads: &impl Reads, text: &str, from: Instant) -> Result<Instant, Refused> {
    let now = reads.now();
    let at = parse_when(text, now, reads.facts().zone).ok_or_else(|| {
        Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
    })?;
    if at <= now {
        return Err(Refused::rule("cover-end-past").with("at", at));
    }
    if at > from.plus_minutes(COVER_HOURS_MAX * 60) {
        return Err(Refused::rule("cover-too-long").with("hours", COVER_HOURS_MAX));
    }
    Ok(at)
}

/// The duties that were named: at least one, none of them management, which nobody can cover.
pub(in crate::cover) fn duties_of(named: &[Duty]) -> Result<Duties, Refused> {
    let duties: Duties = named.iter().copied().collect();
    if duties.is_empty() {
        return Err(Refused::rule("cover-without-duty"));
    }
    if duties.has(Duty::Management) {
        return Err(Refused::rule("management-not-covered"));
    }
    Ok(duties)
}

/// Refuses unless the person is trained to cover every one of the duties now, owns none of them, and covers none already.
pub(in crate::cover) fn may_cover(
    reads: &mut impl Reads,
    person: StaffId,
    duties: Duties,
) -> Result<(), Refused> {
    let name = crate::records::staff::name(reads, person)?;
    for duty in duties.iter() {
        match level_in(reads, person, duty)? {
            Some(Level::Own) => {
                return Err(Refused::rule("owns-already")
                    .with("name", name)
                    .with("duty", duty));
            }
            Some(Level::Cover) => {}
            Some(Level::Aware) | None => {
                return Err(Refused::not_allowed("not-trained")
                    .with("name", name)
                    .with("duty", duty));
            }
        }
    }
    let now = reads.now();
    let rows = reads.rows(
        "select number, duties from cover where coverer = $1 and ended_at is null and starts_at is not null and ends_at > $2",
        &[person.0.into(), now.0.into()],
    )?;
    for row in rows {
        let running: Duties = row.word(1, Duties::parse)?;
        if let Some(duty) = running.and(duties).iter().next() {
            return Err(Refused::rule("covers-already")
                .with("name", name)
                .with("duty", duty)
                .with("cover", row.text(0)?));
        }
    }
    Ok(())
}

/// How well a person knows a duty now.
pub(in crate::cover) fn level_in(
    reads: &mut impl Reads,
    person: StaffId,
    duty: Duty,
) -> Result<Option<Level>, Refused> {
    let now = reads.now();
    let row = reads.row(
        "select c.level from competence c join staff s on s.id = c.staff
         where c.staff = $1 and c.duty = $2 and (c.valid_until is null or c.valid_until > $3) and s.active = 1",
        &[person.0.into(), duty.as_str().into(), now.0.into()],
    )?;
    Ok(row.map(|row| row.word(0, Level::parse)).transpose()?)
}

/// Refuses unless the person owns every one of the duties now.
pub(in crate::cover) fn must_own(
    reads: &mut impl Reads,
    person: StaffId,
    duties: Duties,
) -> Result<(), Refused> {
    for duty in duties.iter() {
        if level_in(reads, person, duty)? != Some(Level::Own) {
            let name = crate::records::staff::name(reads, person)?;
            return Err(Refused::not_allowed("not-owner")
                .with("name", name)
                .with("duty", duty));
        }
    }
    Ok(())
}
