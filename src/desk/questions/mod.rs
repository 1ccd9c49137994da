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

use crate::model::{CustomerId, OrderId, ThreadState};
use crate::office::{Permit, Reads, Refused};
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
fn running(permit: &mut Permit<'_>, number: &str) -> Result<Thread, Refused> {
    let thread = Thread::find(permit, number)?;
    if thread.state == ThreadState::Settled {
        return Err(Refused::rule("question-settled").with("question", thread.number));
    }
    Ok(thread)
}

/// Refuses unless whoever acts may say that it is over.
fn may_settle(permit: &mut Permit<'_>, thread: &Thread) -> Result<(), Refused> {
    let me = permit.staff();
    if Mine::of(permit, me)?.may_settle(thread, permit.now()) {
        Ok(())
    } else {
        Err(Refused::not_allowed("question-of-others")
            .with("question", thread.number.as_str())
            .with("name", thread.asker.as_str()))
    }
}
