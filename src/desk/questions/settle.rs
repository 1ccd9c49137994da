//! "That is all, thank you."

use super::{running, settling};
use crate::model::{Right, StaffId, ThreadKind, ThreadState, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use crate::records::{text, thread};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Settles a question, a message or a dispute: who asked may, for whom it is, and a manager; a dispute is not settled by whom it is
/// held against. A call-back is done, not settled.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settle {
    /// The number of the question.
    pub question: String,
    /// A last word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Verb for Settle {
    const NAME: &'static str = "question.settle";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let found = running(reader, &self.question)?;
        settling(reader, me, &found)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words = text::note("words", &self.words)?;
        let found = running(permit, &self.question)?;
        if found.kind == ThreadKind::CallBack {
            return Err(Refused::rule("callback-not-done").with("question", found.number));
        }
        thread::say(permit, &found, &words, ThreadState::Settled)?;
        Ok(Receipt::about(found.number))
    }
}
