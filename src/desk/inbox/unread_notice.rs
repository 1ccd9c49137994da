//! A notice was marked as done too early.

use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Marks a notice as not read, so that it counts again. Once more changes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnreadNotice {
    /// The notice's number.
    pub notice: i64,
}

impl Verb for UnreadNotice {
    const NAME: &'static str = "notice.unread";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        super::notice_of(reader, me, self.notice)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let staff = permit.staff();
        let rows = permit.write(
            "update notice set read_at = null, read_by = null where id = $1 and (staff is null or staff = $2)",
            &[self.notice.into(), staff.0.into()],
        )?;
        if rows == 0 {
            return Err(Refused::not_found("notice", &self.notice.to_string()));
        }
        Ok(Receipt::about(self.notice.to_string()))
    }
}
