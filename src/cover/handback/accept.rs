//! The owner has seen what was done, and accepts it.

use super::{answer, answerable};
use crate::model::{Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Accepts one line of a hand-back sheet, or every line that has no answer yet.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptSheet {
    /// The cover's number.
    pub cover: String,
    /// The journal number of the line; none: all that are not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<i64>,
}

impl Verb for AcceptSheet {
    const NAME: &'static str = "handback.accept";
    const RIGHT: Right = Right::SignedIn;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let cover = answerable(permit, &self.cover)?;
        let rows = permit.rows(
            "select j.seq from journal j where j.cover = $1 and not exists (select 1 from handback_answer a where a.cover = $1 and a.line = j.seq) order by j.seq",
            &[cover.id.0.into()],
        )?;
        let mut open = rows
            .iter()
            .map(|row| row.int(0))
            .collect::<Result<Vec<_>, _>>()?;
        if let Some(line) = self.line {
            if permit
                .row(
                    "select 1 from journal where cover = $1 and seq = $2",
                    &[cover.id.0.into(), line.into()],
                )?
                .is_none()
            {
                return Err(Refused::not_found("line", &line.to_string()));
            }
            open = vec![line];
        }
        for line in &open {
            answer(permit, &cover, *line, "accepted", "")?;
        }
        Ok(Receipt::about(cover.number).with("accepted", open.len()))
    }
}
