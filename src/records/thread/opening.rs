//! A thread is opened, and what is said goes on in it.

use super::{Mine, Thread};
use crate::model::thread::subject_of;
use crate::model::{
    Addressee, CoverId, CustomerId, Desk, Duty, Instant, OrderId, ThreadKind, ThreadState,
};
use crate::office::{Permit, Reads, Refused};
use crate::records::staff;

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
