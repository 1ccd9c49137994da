//! The customer was called back.

use super::{running, taking_part, words_of};
use crate::model::{Right, StaffId, ThreadKind, ThreadState, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use crate::records::thread;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A promised call-back is done, by whoever did it; with what came of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// The number of the call-back.
    pub callback: String,
    /// What came of it.
    pub words: String,
}

impl Verb for Done {
    const NAME: &'static str = "callback.done";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        let found = running(reader, &self.callback)?;
        taking_part(reader, me, &found)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let words =
            words_of(&self.words).map_err(|refused| refused.labelled("question-came-of-it"))?;
        let found = running(permit, &self.callback)?;
        if found.kind != ThreadKind::CallBack {
            return Err(Refused::rule("no-callback").with("question", found.number));
        }
        thread::say(permit, &found, &words, ThreadState::Settled)?;
        Ok(Receipt::about(found.number))
    }
}
