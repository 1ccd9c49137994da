//! The owner does not agree with something that was done.

use super::{answer, answerable};
use crate::model::{Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::notice::{self, Notice, Reader};
use crate::records::text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Disputes one line of a hand-back sheet; the coverer is told.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The cover's number.
    pub cover: String,
    /// The journal number of the line.
    pub line: i64,
    /// What is wrong with it.
    pub words: String,
}

impl Verb for Dispute {
    const NAME: &'static str = "handback.dispute";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = answerable(permit, &self.cover)?;
        let words = text::name("words", &self.words)?;
        let row = permit.row(
            "select verb, subject from journal where cover = $1 and seq = $2",
            &[cover.id.0.into(), self.line.into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("line", &self.line.to_string()))?;
        answer(permit, &cover, self.line, "disputed", &words)?;
        if let Some(coverer) = cover.coverer {
            let data = serde_json::json!({"cover": cover.number, "verb": row.text(0)?, "subject": row.text(1)?, "words": words});
            notice::tell(
                permit,
                &Notice {
                    to: Reader::Person(coverer),
                    kind: "disputed",
                    order: None,
                    cover: Some(cover.id),
                    data,
                },
            )?;
        }
        Ok(Receipt::about(cover.number).with("line", self.line))
    }
}
