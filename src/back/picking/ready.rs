//! A parcel is put where the counter finds it.

use crate::model::{Duty, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::{order, text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Says that a parcel is ready, and where it stands. Once more: it has been moved.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ready {
    /// The parcel's number.
    pub parcel: String,
    /// The shelf: "P3".
    pub place: String,
}

impl Verb for Ready {
    const NAME: &'static str = "parcel.ready";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let place = text::name("place", &self.place)?;
        let (id, order) = super::parcel_here(permit, &self.parcel)?;
        let now = permit.now();
        permit.write(
            "update parcel set place = $2, ready_at = coalesce(ready_at, $3) where id = $1",
            &[id.0.into(), place.as_str().into(), now.0.into()],
        )?;
        let states = order::settle(permit, order)?;
        Ok(Receipt::about(self.parcel.as_str())
            .order(order)
            .with("place", place)
            .with("fulfilment", states.fulfilment.as_str()))
    }
}
