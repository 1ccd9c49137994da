//! Somebody changes their own PIN.

use crate::model::{Right, UnderCover};
use crate::office::{Permit, Pin, Reads, Receipt, Refused, Verb};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets a new PIN for whoever is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePin {
    /// 4 to 12 digits.
    pub pin: Pin,
}

impl Verb for ChangePin {
    const NAME: &'static str = "staff.change_pin";
    const RIGHT: Right = Right::Anyone;
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn prepare(&self) -> Result<(), Refused> {
        self.pin.hashed().map(drop)
    }

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (staff, hash) = (permit.staff(), self.pin.hashed()?);
        permit.write(
            "update staff set pin_hash = $2 where id = $1",
            &[staff.0.into(), hash.into()],
        )?;
        let row = permit.row("select code from staff where id = $1", &[staff.0.into()])?;
        Ok(Receipt::about(
            row.map_or(Ok(String::new()), |row| row.text(0))?,
        ))
    }
}
