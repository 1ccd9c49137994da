//! A notice has been read.

use crate::model::{Right, StaffId, UnderCover};
use crate::office::{Concern, Permit, Reader, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Marks a notice as read by whoever read it first. Reading it again changes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadNotice {
    /// The notice's number.
    pub notice: i64,
}

impl Verb for ReadNotice {
    const NAME: &'static str = "notice.read";
    const RIGHT: Right = Right::Addressee;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn concern(&self, reader: &mut Reader<'_>, me: StaffId) -> Result<Concern, Refused> {
        super::notice_of(reader, me, self.notice)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (now, staff) = (crate::office::Reads::now(permit), permit.staff());
        let rows = permit.write(
            "update notice set read_at = coalesce(read_at, $2), read_by = coalesce(read_by, $3)
             where id = $1 and (staff is null or staff = $3)",
            &[self.notice.into(), now.0.into(), staff.0.into()],
        )?;
        if rows == 0 {
            return Err(Refused::not_found("notice", &self.notice.to_string()));
        }
        Ok(Receipt::about(self.notice.to_string()))
    }
}
