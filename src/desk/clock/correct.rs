//! A manager says that the journal is ahead of the real time, and that a clock that is far behind it is right.

use super::{doubt, settled};
use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The last lines were written by a clock that was ahead: the office's time goes on from the clock's, which is earlier. What the lines
/// say stays. Nobody stays locked out, signed in since later, or covering until a time that has not come.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectClock {}

impl Verb for CorrectClock {
    const NAME: &'static str = "clock.correct";
    const RIGHT: Right = Right::Duty(Duty::Management);
    const UNDER_COVER: UnderCover = UnderCover::OwnerOnly;
    const SETTLES_CLOCK: bool = true;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let doubt = doubt(permit)?;
        if doubt.is_ahead() {
            return Err(Refused::rule("clock-is-ahead")
                .with("clock", doubt.clock)
                .with("last", doubt.last));
        }
        let (now, last, by) = (permit.now(), doubt.last, permit.staff());
        permit.write(
            "update sign_in set opened_at = $1 where closed_at is null and opened_at > $1",
            &[now.0.into()],
        )?;
        permit.write(
            "update staff set locked_until = null where locked_until > $1",
            &[now.0.into()],
        )?;
        permit.write(
            "update cover set ended_at = case when ends_at < $2 then ends_at else $2 end, ended_by = $3,
                ended_how = case when starts_at is null then 'withdrawn' else 'ended-by-manager' end
             where ended_at is null and coalesce(starts_at, asked_at) > $1",
            &[now.0.into(), last.0.into(), by.0.into()],
        )?;
        Ok(settled(doubt))
    }
}
