//! For whom somebody answers at this moment, and which threads wait for them or on them.

use super::Thread;
use crate::model::{
    Addressee, CoverId, Desk, Duties, Duty, Instant, StaffId, ThreadKind, ThreadState,
};
use crate::office::{Reads, Refused, Standing, standing};

/// For whom a person answers at this moment: their duties, and those that they cover.
#[derive(Debug, Clone)]
pub struct Mine {
    staff: StaffId,
    desk: Desk,
    /// Owned and not covered by somebody else now, or covered now.
    duties: Duties,
    /// The covers that run: key, duties, whose.
    pub(super) covers: Vec<(CoverId, Duties, Option<StaffId>)>,
    manages: bool,
}

impl Mine {
    /// Of this person, now.
    ///
    /// # Errors
    /// `not-found`.
    pub fn of(reads: &mut impl Reads, staff: StaffId) -> Result<Self, Refused> {
        let now = reads.now();
        let row = reads.row("select desk from staff where id = $1", &[staff.0.into()])?;
        let row = row.ok_or_else(|| Refused::not_found("staff", &staff.0.to_string()))?;
        let desk = row.word(0, Desk::parse)?;
        let mut covers = Vec::new();
        for row in reads.rows(
            "select id, duties, owner from cover where coverer = $1 and ended_at is null and starts_at is not null and starts_at <= $2 and ends_at > $2 and orders is null order by id",
            &[staff.0.into(), now.0.into()],
        )? {
            let owner = row.int_or_none(2)?.map(StaffId);
            covers.push((CoverId(row.int(0)?), row.word(1, Duties::parse)?, owner));
        }
        let mut away = Duties::NONE;
        for row in reads.rows(
            "select duties from cover where owner = $1 and seen_at is null and ended_at is null and starts_at is not null and starts_at <= $2 and ends_at > $2 and orders is null",
            &[staff.0.into(), now.0.into()],
        )? {
            let covered: Duties = row.word(0, Duties::parse)?;
            away = away.iter().chain(covered.iter()).collect();
        }
        let mut duties = Duties::NONE;
        let mut manages = false;
        for (duty, standing) in standing(reads, staff)? {
            match standing {
                Standing::Owns => {
                    manages |= duty == Duty::Management;
                    if !away.has(duty) {
                        duties = duties.with(duty);
                    }
                }
                // A cover for one customer's order does not make one stand in for the duty.
                Standing::Covers(_) if covers.iter().all(|(_, lent, _)| !lent.has(duty)) => {}
                Standing::Covers(_) => duties = duties.with(duty),
                Standing::None | Standing::Aware | Standing::CouldCover => {}
            }
        }
        Ok(Self {
            staff,
            desk,
            duties,
            covers,
            manages,
        })
    }

    /// The cover under which this person answers for an addressee; none: as themselves.
    #[must_use]
    pub fn cover_for(&self, to: Addressee) -> Option<CoverId> {
        self.covers
            .iter()
            .find(|(_, duties, owner)| match to {
                Addressee::Person(person) => *owner == Some(person),
                Addressee::Duty(duty) => duties.has(duty),
                Addressee::Desk(_) => false,
            })
            .map(|(cover, ..)| *cover)
    }

    /// A duty that is covered for somebody now: where a promise that is made in their name goes to.
    #[must_use]
    pub fn covered_duty(&self) -> Option<Duty> {
        let covered = self.covers.first();
        covered.and_then(|(_, duties, _)| duties.iter().next())
    }

    /// Whether it goes to this person now: to themselves, to what they own or cover, to their desk. A dispute goes to managers as
    /// well, and a call-back also to whoever covers its owner; once it is overdue, to everyone at its desk, so that none is lost.
    #[must_use]
    pub fn is_for(&self, thread: &Thread, now: Instant) -> bool {
        let addressed = match thread.to {
            Addressee::Person(person) => {
                person == self.staff
                    || thread.kind == ThreadKind::CallBack && self.cover_for(thread.to).is_some()
            }
            Addressee::Duty(duty) => self.duties.has(duty),
            Addressee::Desk(desk) => self.works_at(desk),
        };
        addressed
            || thread.kind == ThreadKind::Dispute && self.manages
            || thread.is_overdue(now) && thread.desk.is_none_or(|desk| self.works_at(desk))
    }

    /// Whether it waits for this person now: they are to answer it, to call, or to say whether an answer was enough.
    #[must_use]
    pub fn waits_for(&self, thread: &Thread, now: Instant) -> bool {
        match thread.state {
            ThreadState::Settled => false,
            _ if thread.kind == ThreadKind::Dispute => {
                self.is_for(thread, now) || thread.asked_by == self.staff
            }
            ThreadState::Open => self.is_for(thread, now),
            ThreadState::Answered => thread.asked_by == self.staff,
        }
    }

    /// Whether this person waits for what others have to say about it.
    #[must_use]
    pub fn waits_on(&self, thread: &Thread, now: Instant) -> bool {
        let takes_part = self.takes_part(thread, now);
        thread.state != ThreadState::Settled && takes_part && !self.waits_for(thread, now)
    }

    /// Whether this person asked, or it goes to them now.
    #[must_use]
    pub fn takes_part(&self, thread: &Thread, now: Instant) -> bool {
        thread.asked_by == self.staff || self.is_for(thread, now)
    }

    /// Whether this person may say that it is over: who asked, for whom it is, and managers. A dispute is not settled by whom it
    /// is held against.
    #[must_use]
    pub fn may_settle(&self, thread: &Thread, now: Instant) -> bool {
        let disputes = thread.kind == ThreadKind::Dispute;
        thread.asked_by == self.staff || self.manages || !disputes && self.is_for(thread, now)
    }

    /// Whether this is their desk, or they answer for a duty of it.
    #[must_use]
    pub fn works_at(&self, desk: Desk) -> bool {
        self.desk == desk || self.duties.iter().any(|duty| duty.desk() == Some(desk))
    }
}

/// Leaves out of threads whom to call, where whoever reads neither takes part nor may see how customers are reached.
///
/// # Errors
/// What the store reports.
pub fn hide_phones<'a>(
    reads: &mut impl Reads,
    threads: impl Iterator<Item = &'a mut Thread>,
) -> Result<(), Refused> {
    let Some(staff) = reads.read_by().filter(|_| !reads.may_see_contacts()) else {
        return Ok(());
    };
    let (now, mine) = (reads.now(), Mine::of(reads, staff)?);
    threads
        .filter(|thread| !mine.takes_part(thread, now))
        .for_each(|thread| thread.phone.clear());
    Ok(())
}
