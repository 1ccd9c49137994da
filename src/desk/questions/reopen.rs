//! It was not all after all.

use super::settling;
use crate::model::{Right, StaffId, ThreadState, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use crate::records::{text, thread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Opens a settled thread again; whoever may settle it may.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// The number of the question.
    pub question: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Verb for Reopen {
    const NAME: &'static str = "question.reopen";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let found = thread::Thread::find(reader, &self.question)?;
        settling(reader, me, &found)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = text::note("words", &self.words)?;
        let found = thread::Thread::find(permit, &self.question)?;
        if found.state != ThreadState::Settled {
            return Err(Refused::rule("question-not-settled").with("question", found.number));
        }
        thread::say(permit, &found, &words, ThreadState::Open)?;
        Ok(Receipt::about(found.number))
    }
}
