//! What one desk asks the other, telephone messages and promised call-backs: each tied to the order or customer where it belongs.

mod answer;
mod ask;
mod done;
mod forms;
mod message;
mod note_call;
mod promise;
mod reopen;
mod settle;
mod thread_screen;

pub use answer::Answer;
pub use ask::Ask;
pub use done::Done;
pub use forms::{answer_form, ask_form, done_form, promise_form};
pub use message::message_form;
pub use note_call::NoteCall;
pub use promise::Promise;
pub use reopen::Reopen;
pub use settle::Settle;
pub(super) use thread_screen::before_an_answer;
pub use thread_screen::{ThreadScreen, kind_of};

use crate::model::{Addressee, CustomerId, Duties, OrderId, StaffId, ThreadState};
use crate::office::{Concern, Permit, Reader, Reads, Refused};
use crate::records::thread::{Mine, Thread};
use crate::records::{customer, order, text};

/// What somebody says: at least one character, several lines.
fn words_of(text: &str) -> Result<String, Refused> {
    let words = text::note("words", text)?;
    if words.trim().is_empty() {
        Err(Refused::rule("name-empty").with("field", "words"))
    } else {
        Ok(words)
    }
}

/// The order and the customer that a thread belongs to; an order brings its customer.
fn belongs_to(
    permit: &mut Permit<'_>,
    order: Option<&String>,
    customer: Option<&String>,
) -> Result<(Option<OrderId>, Option<CustomerId>), Refused> {
    if let Some(number) = order {
        let order = order::Order::find(permit, number)?;
        return Ok((Some(order.id), Some(order.customer)));
    }
    let found = customer.map(|code| customer::find_running(permit, code));
    Ok((None, found.transpose()?.map(|(id, _)| id)))
}

/// A thread that still runs.
fn running(reads: &mut impl Reads, number: &str) -> Result<Thread, Refused> {
    let thread = Thread::find(reads, number)?;
    if thread.state == ThreadState::Settled {
        return Err(Refused::rule("question-settled").with("question", thread.number));
    }
    Ok(thread)
}

/// Who may say something in a thread: who asked, for whom it is, and managers. What is for a duty is answered in it, and where that is
/// covered, under the cover.
fn taking_part(reader: &mut Reader<'_>, me: StaffId, thread: &Thread) -> Result<Concern, Refused> {
    let (now, mine) = (reader.now(), Mine::of(reader, me)?);
    let may = thread.asked_by == me || mine.is_for(thread, now);
    Ok(of_thread(thread, me, may).managers())
}

/// Who may say that it is over, or that it is not: as [`Mine::may_settle`] has it.
fn settling(reader: &mut Reader<'_>, me: StaffId, thread: &Thread) -> Result<Concern, Refused> {
    let (now, mine) = (reader.now(), Mine::of(reader, me)?);
    Ok(of_thread(thread, me, mine.may_settle(thread, now)))
}

fn of_thread(thread: &Thread, me: StaffId, may: bool) -> Concern {
    let duties = match thread.to {
        // Who asked goes on as themselves, also in a duty of theirs.
        Addressee::Duty(duty) if may && thread.asked_by != me => Duties::NONE.with(duty),
        Addressee::Duty(_) | Addressee::Person(_) | Addressee::Desk(_) => Duties::NONE,
    };
    Concern::of([may.then_some(me)]).duties(duties).otherwise(
        Refused::not_allowed("question-of-others")
            .with("question", thread.number.as_str())
            .with("name", thread.asker.as_str()),
    )
}
