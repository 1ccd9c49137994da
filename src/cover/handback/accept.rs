//! The owner has seen what was done, and accepts it.

use super::{answer, answerable, cover_of_line};
use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Accepts one line of a hand-back sheet, or every line that has no answer yet; of a cover that was handed on, of the whole chain.
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
    const RIGHT: Right = Right::Party;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(
        &self,
        reader: &mut crate::office::Reader<'_>,
        me: StaffId,
    ) -> Result<Concern, Refused> {
        Concern::judged(me, answerable(reader, me, &self.cover).map(drop))
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let me = permit.staff();
        let (cover, chain) = answerable(permit, me, &self.cover)?;
        let mut open = Vec::new();
        if let Some(line) = self.line {
            open.push((cover_of_line(permit, &chain, line)?, line));
        } else {
            for one in &chain {
                let rows = permit.rows(
                    "select j.seq from journal j where j.cover = $1 and not exists (select 1 from handback_answer a where a.cover = $1 and a.line = j.seq) order by j.seq",
                    &[one.id.0.into()],
                )?;
                for row in rows {
                    open.push((one.id, row.int(0)?));
                }
            }
        }
        for (cover, line) in &open {
            answer(permit, *cover, *line, "accepted", "")?;
        }
        super::seen(permit, &chain)?;
        Ok(Receipt::about(cover.number).with("accepted", open.len()))
    }
}
