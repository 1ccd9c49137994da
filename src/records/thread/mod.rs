//! Threads between people: what is on file of them, who answers for them now, and how they are opened and carried on.

mod mine;
mod opening;

pub use mine::{Mine, hide_phones};
pub use opening::{Opening, addressee, open, say};

use crate::model::{
    Addressee, CoverId, CustomerId, Desk, Duty, Instant, OrderId, StaffId, ThreadKind, ThreadState,
};
use crate::office::{Reads, Refused, Row};

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

    /// So many of those that are not settled, the ones that wait longest.
    ///
    /// # Errors
    /// What the store reports.
    pub fn longest_open(reads: &mut impl Reads, count: i64) -> Result<Vec<Self>, Refused> {
        let rows = reads.rows(
            threads!("where t.state <> 'settled' order by t.queue_at, t.id limit $1"),
            &[count.into()],
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

/// Urgent ones first, then what is overdue, then by when it began to wait.
#[must_use]
pub fn in_order(mut threads: Vec<Thread>, now: Instant) -> Vec<Thread> {
    threads.sort_by_key(|thread| {
        let since = thread.due_at.unwrap_or(thread.asked_at);
        (!thread.urgent, !thread.is_overdue(now), since, thread.id)
    });
    threads
}
