//! What one desk asks the other, messages, promised call-backs and disputes: what they are, and to whom they go.

use super::{Desk, Duty, StaffId};
use crate::written;

written! {
    /// What a thread is about.
    pub enum ThreadKind {
        /// Something is asked.
        Question = "question",
        /// Somebody called for one who was not there.
        Phone = "phone",
        /// Somebody was promised to be called back.
        CallBack = "call-back",
        /// An owner does not agree with what was done in their name.
        Dispute = "dispute",
    }
}

written! {
    /// Where a thread stands.
    pub enum ThreadState {
        /// Whoever was asked is to say something.
        Open = "open",
        /// Whoever asked is to say whether that is all.
        Answered = "answered",
        /// Over.
        Settled = "settled",
    }
}

/// To whom a thread goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// One person.
    Person(StaffId),
    /// Whoever owns a duty, or covers it now.
    Duty(Duty),
    /// Everyone at a desk.
    Desk(Desk),
}

/// The longest subject, in characters: it stands on one line of a list.
const SUBJECT_CHARACTERS_MAX: usize = 120;

/// The subject of a thread that begins with these words: their first line, shortened.
#[must_use]
pub fn subject_of(words: &str) -> String {
    let line = words.lines().find(|line| !line.trim().is_empty());
    let line = line.unwrap_or_default().trim();
    let mut subject: String = line.chars().take(SUBJECT_CHARACTERS_MAX).collect();
    if subject.len() < line.len() {
        subject.push('…');
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::subject_of;

    #[test]
    fn a_subject_is_the_first_line_that_says_something() {
        assert_eq!(subject_of("\n  Is it blue?\nOr green?"), "Is it blue?");
        assert_eq!(subject_of(&"x".repeat(500)).chars().count(), 121);
    }
}
