//! What was asked, or waits for a decision, as every card to which it belongs shows it.

use super::Look;
use crate::model::{Addressee, Quantity, ThreadKind, ThreadState};
use crate::records::change::Undecided;
use crate::records::thread::Thread;
use crate::words::{Words, named};
use ratatui::style::Style;

/// To whom a thread goes.
#[must_use]
pub fn addressee_of(thread: &Thread, words: &Words) -> String {
    match thread.to {
        Addressee::Person(_) => thread.to_name.clone(),
        Addressee::Duty(duty) => words.duty(duty),
        Addressee::Desk(desk) => words.word("desk", desk.as_str()),
    }
}

/// That the back office decides about goods which are picked and not wanted any more.
#[must_use]
pub fn undecided_line(one: &Undecided, look: &Look<'_>) -> String {
    if one.wanted == Quantity::ZERO {
        return look.words.card_exception_none(
            named::Goods(one.goods.as_str()),
            named::Number(one.number.as_str()),
        );
    }
    look.words.card_exception(
        named::Goods(one.goods.as_str()),
        named::Number(one.number.as_str()),
        named::Wanted(look.words.quantity(one.wanted)),
    )
}

/// The lines of a card about its threads: what was asked, and under it what was answered; the open ones are marked.
#[must_use]
pub fn thread_lines(threads: &[Thread], look: &Look<'_>) -> Vec<(String, Style)> {
    threads
        .iter()
        .flat_map(|thread| lines_of(thread, look))
        .collect()
}

fn lines_of(thread: &Thread, look: &Look<'_>) -> Vec<(String, Style)> {
    let (words, theme) = (look.words, look.theme);
    let (mark, style) = match thread.state {
        ThreadState::Settled => ("", theme.dim),
        ThreadState::Answered => ("", theme.good),
        ThreadState::Open if thread.urgent || thread.is_overdue(look.now) => ("! ", theme.bad),
        ThreadState::Open => ("? ", theme.warn),
    };
    let when = words.when(thread.due_at.unwrap_or(thread.asked_at), look.now);
    let last = thread.last.words.replace('\n', " / ");
    let asked = match thread.kind {
        ThreadKind::Question => words.question_card_asked(
            named::To(addressee_of(thread, words)),
            named::When(when),
            named::Who(thread.asker.as_str()),
            named::Words(thread.subject.as_str()),
        ),
        ThreadKind::Phone => words.question_card_phone(
            named::Name(thread.subject.as_str()),
            named::When(when),
            named::Words(last.as_str()),
        ),
        ThreadKind::CallBack => words.question_card_call_back(
            named::To(addressee_of(thread, words)),
            named::When(when),
            named::Words(last.as_str()),
        ),
        ThreadKind::Dispute => words.question_card_dispute(
            named::Who(thread.asker.as_str()),
            named::Words(thread.subject.as_str()),
        ),
    };
    let mut lines = vec![(format!("{mark}{asked}"), style)];
    let has_answer = matches!(thread.kind, ThreadKind::Question | ThreadKind::Dispute);
    if has_answer && thread.entries > 1 {
        let answered = words.question_card_answered(
            named::When(words.when(thread.last.at, look.now)),
            named::Who(thread.last.by.as_str()),
            named::Words(last),
        );
        lines.push((format!("  {answered}"), style));
    }
    lines
}
