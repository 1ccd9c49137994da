//! Somebody answers, or asks again.

use super::{running, taking_part, words_of};
use crate::model::{Right, StaffId, ThreadKind, ThreadState, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use crate::records::thread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Says something in a thread. What others say answers it; what the one who asked adds asks again. A call-back stays open until
/// it is done.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The number of the question.
    pub question: String,
    /// What is said.
    pub words: String,
}

impl Verb for Answer {
    const NAME: &'static str = "question.answer";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let found = running(reader, &self.question)?;
        taking_part(reader, me, &found)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = words_of(&self.words)?;
        let found = running(permit, &self.question)?;
        let asks_again = found.asked_by == permit.staff();
        let state = if asks_again || found.kind == ThreadKind::CallBack {
            ThreadState::Open
        } else {
            ThreadState::Answered
        };
        thread::say(permit, &found, &words, state)?;
        Ok(Receipt::about(found.number).with("state", state.as_str()))
    }
}
