//! Threads between people: opened, carried on, settled, and for whom they are at this moment.

use super::staff;
use crate::model::thread::subject_of;
use crate::model::{
    Addressee, CoverId, CustomerId, Desk, Duties, Duty, Instant, OrderId, StaffId, ThreadKind,
    ThreadState,
};
use crate::office::{Permit, Reads, Refused, Row, Standing, standing};

/// A thread with what a list shows of it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// Its key.
    pub id: i64,
    /// As people know it: "Q-2026-0003".
    pub number: String,
    /// What it is about.
    pub kind: ThreadKind,
    /// Its first line; of messages and call-backs, whose they are.
    pub subject: String,
    /// The number of the order it belongs to.
    pub order: Option<String>,
    /// Code and name of the customer it belongs to.
    pub customer: Option<(String, String)>,
    /// The number of the cover whose sheet is disputed.
    pub cover: Option<String>,
    /// To whom it goes.
    pub to: Addressee,
    /// The name of that person; empty where it goes to a duty or a desk.
    pub to_name: String,
    /// The desk where it belongs; none: that of management.
    pub desk: Option<Desk>,
    /// It interrupts.
    pub urgent: bool,
    /// Whom to call.
    pub phone: String,
    /// When a call-back is due.
    pub due_at: Option<Instant>,
    /// When it was opened.
    pub asked_at: Instant,
    /// By whom.
    pub asked_by: StaffId,
    /// Their name.
    pub asker: String,
    /// Where it stands.
    pub state: ThreadState,
    /// When and by whom it was settled.
    pub settled: Option<(Instant, String)>,
    /// How many entries it has.
    pub entries: i64,
    /// What was said last: by whom, when, in which words.
    pub last: Entry,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The words.
    pub words: String,
    /// The number of the cover under which it was said.
    pub cover: Option<String>,
}

/// A thread with the columns that [`Thread::from_row`] takes; `$rest` says which.
macro_rules! threads {
    ($rest:literal) => {
        concat!(
            "select t.id, t.number, t.kind, t.subject, o.number, c.code, c.name, v.number, t.to_staff, t.to_duty, t.to_desk, p.name, p.desk, t.urgent, t.phone, t.due_at,
                    t.asked_at, t.asked_by, a.name, t.state, t.settled_at, z.name, t.entries, b.name, e.at, e.words, w.number
             from thread t left join orders o on o.id = t.orders left join customer c on c.id = t.customer left join cover v on v.id = t.cover
             left join staff p on p.id = t.to_staff left join staff a on a.id = t.asked_by left join staff z on z.id = t.settled_by
             left join thread_entry e on e.thread = t.id and e.nr = t.entries left join staff b on b.id = e.by left join cover w on w.id = e.cover ",
            $rest
        )
    };
}

impl Thread {
    fn from_row(row: &Row) -> Result<Self, Refused> {
        let to = match (
            row.int_or_none(8)?,
            row.text_or_none(9)?,
            row.text_or_none(10)?,
        ) {
            (Some(staff), ..) => Addressee::Person(StaffId(staff)),
            (None, Some(_), _) => Addressee::Duty(row.word(9, Duty::parse)?),
            (None, None, _) => Addressee::Desk(row.word(10, Desk::parse)?),
        };
        let desk = match to {
            Addressee::Person(_) => row.text_or_none(12)?.as_deref().and_then(Desk::parse),
            Addressee::Duty(duty) => duty.desk(),
            Addressee::Desk(desk) => Some(desk),
        };
        let settled_at = row.int_or_none(20)?.map(Instant);
        let settler = row.text_or_none(21)?;
        Ok(Self {
            id: row.int(0)?,
            number: row.text(1)?,
            kind: row.word(2, ThreadKind::parse)?,
            subject: row.text(3)?,
            order: row.text_or_none(4)?,
            customer: row.text_or_none(5)?.zip(row.text_or_none(6)?),
            cover: row.text_or_none(7)?,
            to,
            to_name: row.text_or_none(11)?.unwrap_or_default(),
            desk,
            urgent: row.flag(13)?,
            phone: row.text(14)?,
            due_at: row.int_or_none(15)?.map(Instant),
            asked_at: Instant(row.int(16)?),
            asked_by: StaffId(row.int(17)?),
            asker: row.text(18)?,
            state: row.word(19, ThreadState::parse)?,
            settled: settled_at.zip(settler),
            entries: row.int(22)?,
            last: entry_of(row, 23)?,
        })
    }

    /// The thread with this number.
    ///
    /// # Errors
    /// `not-found`.
    pub fn find(reads: &mut impl Reads, number: &str) -> Result<Self, Refused> {
        let row = reads.row(threads!("where t.number = $1"), &[number.into()])?;
        Self::from_row(&row.ok_or_else(|| Refused::not_found("question", number))?)
    }

    /// Those that are not settled, the ones that wait longest first; at most 500.
    ///
    /// # Errors
    /// What the store reports.
    pub fn open(reads: &mut impl Reads) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!(
                "where t.state <> 'settled' and t.queue_at > $1 order by t.queue_at, t.id limit 500"
            ),
            &[i64::MIN.into()],
        )?;

        rows.iter().map(Self::from_row).collect()
    }

    /// Settled ones before this key, newest first: one page.
    ///
    /// # Errors
    /// What the store reports.
    pub fn settled_before(reads: &mut impl Reads, before: i64) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!("where t.state = 'settled' and t.id < $1 order by t.id desc limit 64"),
            &[before.into()],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// Those of an order, newest first; at most four.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_order(reads: &mut impl Reads, order: OrderId) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!("where t.orders = $1 order by t.id desc limit 4"),
            &[order.0.into()],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// Those of a customer and of the customer's orders, newest first; at most four.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_customer(reads: &mut impl Reads, customer: CustomerId) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!("where t.customer = $1 order by t.id desc limit 4"),
            &[customer.0.into()],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// Those in which something was said under a cover, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub fn of_cover(reads: &mut impl Reads, cover: CoverId) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!("where t.id in (select n.thread from thread_entry n where n.cover = $1) order by t.id limit 200"),
            &[cover.0.into()],
        )?;
        rows.iter().map(Self::from_row).collect()
    }

    /// Everything that was said, oldest first.
    ///
    /// # Errors
    /// What the store reports.
    pub fn said(&self, reads: &mut impl Reads) -> Result<Vec<Entry>, Refused> {
        let rows = reads.rows(
            "select b.name, e.at, e.words, w.number from thread_entry e left join staff b on b.id = e.by left join cover w on w.id = e.cover
             where e.thread = $1 order by e.nr limit 200",
            &[self.id.into()],
        )?;
        rows.iter().map(|row| entry_of(row, 0)).collect()
    }

    /// A call-back whose time has come.
    #[must_use]
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.state != ThreadState::Settled && self.due_at.is_some_and(|due| due <= now)
    }
}

fn entry_of(row: &Row, column: usize) -> Result<Entry, Refused> {
    Ok(Entry {
        by: row.text_or_none(column)?.unwrap_or_default(),
        at: Instant(row.int_or_none(column + 1)?.unwrap_or_default()),
        words: row.text_or_none(column + 2)?.unwrap_or_default(),
        cover: row.text_or_none(column + 3)?,
    })
}

/// For whom a person answers at this moment: their duties, and those that they cover.
#[derive(Debug, Clone)]
pub struct Mine {
    staff: StaffId,
    desk: Desk,
    /// Owned and not covered by somebody else now, or covered now.
    duties: Duties,
    /// The covers that run: key, duties, whose.
    covers: Vec<(CoverId, Duties, Option<StaffId>)>,
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
        let takes_part = thread.asked_by == self.staff || self.is_for(thread, now);
        thread.state != ThreadState::Settled && takes_part && !self.waits_for(thread, now)
    }

    /// Whether this person may say that it is over: who asked, for whom it is, and managers. A dispute is not settled by whom it
    /// is held against.
    #[must_use]
    pub fn may_settle(&self, thread: &Thread, now: Instant) -> bool {
        let disputes = thread.kind == ThreadKind::Dispute;
        thread.asked_by == self.staff || self.manages || !disputes && self.is_for(thread, now)
    }

    fn works_at(&self, desk: Desk) -> bool {
        self.desk == desk || self.duties.iter().any(|duty| duty.desk() == Some(desk))
    }
}

/// Urgent ones first, then what is overdue, then by when it began to wait.
#[must_use]
pub fn in_order(mut threads: Vec<Thread>, now: Instant) -> Vec<Thread> {
    threads.sort_by_key(|thread| {
        let since = thread.due_at.unwrap_or(thread.asked_at);
        (!thread.urgent, !thread.is_overdue(now), since, thread.id)
    });
    threads
}

/// Whom a text names: "front" or "back", a duty, or the code of somebody who works here.
///
/// # Errors
/// `not-found`, `person-left`.
pub fn addressee(reads: &mut impl Reads, text: &str) -> Result<Addressee, Refused> {
    let text = text.trim();
    if let Some(desk) = Desk::parse(text) {
        return Ok(Addressee::Desk(desk));
    }
    if let Some(duty) = Duty::parse(text) {
        return Ok(Addressee::Duty(duty));
    }
    let (id, name, active) = staff::find(reads, text)?;
    if active {
        Ok(Addressee::Person(id))
    } else {
        Err(Refused::rule("person-left").with("name", name))
    }
}

/// A thread that is to be opened.
#[derive(Debug, Clone)]
pub struct Opening<'a> {
    /// What it is about.
    pub kind: ThreadKind,
    /// Whose or what; none: the first line of the words.
    pub subject: Option<String>,
    /// What is said first; checked by the caller.
    pub words: &'a str,
    /// The order it belongs to.
    pub order: Option<OrderId>,
    /// The customer it belongs to.
    pub customer: Option<CustomerId>,
    /// The cover and the journal line that are disputed.
    pub disputed: Option<(CoverId, i64)>,
    /// To whom it goes.
    pub to: Addressee,
    /// It interrupts.
    pub urgent: bool,
    /// Whom to call.
    pub phone: String,
    /// When a call-back is due.
    pub due_at: Option<Instant>,
}

/// Opens a thread; gives its number.
///
/// # Errors
/// What the store reports.
pub fn open(permit: &mut Permit<'_>, opening: &Opening<'_>) -> Result<String, Refused> {
    let (me, now, seq) = (permit.staff(), permit.now(), permit.seq());
    let mine = Mine::of(permit, me)?;
    let under = mine.cover_for(opening.to).or_else(|| {
        let first = mine.covers.first().filter(|_| opening.order.is_some());
        first.map(|(cover, ..)| *cover)
    });
    let (staff, duty, desk) = match opening.to {
        Addressee::Person(staff) => (Some(staff.0), None, None),
        Addressee::Duty(duty) => (None, Some(duty.as_str()), None),
        Addressee::Desk(desk) => (None, None, Some(desk.as_str())),
    };
    let subject = opening.subject.clone();
    let subject = subject.unwrap_or_else(|| subject_of(opening.words));
    let number = permit.next_yearly("Q")?;
    let id = permit.insert(
        "insert into thread (number, kind, subject, orders, customer, cover, line, to_staff, to_duty, to_desk, urgent, phone, due_at, queue_at, asked_at, asked_by, state, entries, changed_seq, seq)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'open', 1, $17, $17)",
        &[
            number.as_str().into(),
            opening.kind.as_str().into(),
            subject.into(),
            opening.order.map(|id| id.0).into(),
            opening.customer.map(|id| id.0).into(),
            opening.disputed.map(|(cover, _)| cover.0).into(),
            opening.disputed.map(|(_, line)| line).into(),
            staff.into(),
            duty.into(),
            desk.into(),
            opening.urgent.into(),
            opening.phone.as_str().into(),
            opening.due_at.map(|at| at.0).into(),
            opening.due_at.unwrap_or(now).0.into(),
            now.0.into(),
            me.0.into(),
            seq.into(),
        ],
    )?;
    write_entry(permit, id, 1, opening.words, under)?;
    Ok(number)
}

/// Adds what somebody says, and where the thread stands then; settled ones keep who and when.
///
/// # Errors
/// What the store reports.
pub fn say(
    permit: &mut Permit<'_>,
    thread: &Thread,
    words: &str,
    state: ThreadState,
) -> Result<(), Refused> {
    let (me, now, seq) = (permit.staff(), permit.now(), permit.seq());
    let mut entries = thread.entries;
    if !words.is_empty() {
        entries += 1;
        let under = Mine::of(permit, me)?.cover_for(thread.to);
        write_entry(permit, thread.id, entries, words, under)?;
    }
    let settled = (state == ThreadState::Settled).then_some((now.0, me.0));
    permit.write(
        "update thread set entries = $2, state = $3, settled_at = $4, settled_by = $5, changed_seq = $6 where id = $1",
        &[
            thread.id.into(),
            entries.into(),
            state.as_str().into(),
            settled.map(|(at, _)| at).into(),
            settled.map(|(_, by)| by).into(),
            seq.into(),
        ],
    )?;
    Ok(())
}

fn write_entry(
    permit: &mut Permit<'_>,
    thread: i64,
    nr: i64,
    words: &str,
    under: Option<CoverId>,
) -> Result<(), Refused> {
    let (me, now, seq) = (permit.staff(), permit.now(), permit.seq());
    permit.write(
        "insert into thread_entry (thread, nr, by, at, words, cover, seq) values ($1, $2, $3, $4, $5, $6, $7)",
        &[
            thread.into(),
            nr.into(),
            me.0.into(),
            now.0.into(),
            words.into(),
            under.map(|id| id.0).into(),
            seq.into(),
        ],
    )?;
    Ok(())
}
