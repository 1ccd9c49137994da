//! A parcel is put where the counter finds it.

use crate::model::{Duty, OrderId, Right, UnderCover};
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
        let row = permit.row(
            "select id, orders, handed_at, collected_by from parcel where number = $1",
            &[self.parcel.as_str().into()],
        )?;
        let row = row.ok_or_else(|| Refused::not_found("parcel", &self.parcel))?;
        if let Some(at) = row.int_or_none(2)? {
            return Err(Refused::rule("parcel-gone")
                .with("parcel", self.parcel.as_str())
                .with("at", crate::model::Instant(at))
                .with("collected_by", row.text(3)?)
                .with("by", ""));
        }
        let (id, order) = (row.int(0)?, OrderId(row.int(1)?));
        let now = permit.now();
        permit.write(
            "update parcel set place = $2, ready_at = coalesce(ready_at, $3) where id = $1",
            &[id.into(), place.as_str().into(), now.0.into()],
        )?;
        let states = order::settle(permit, order)?;
        Ok(Receipt::about(self.parcel.as_str())
            .order(order)
            .with("place", place)
            .with("fulfilment", states.fulfilment.as_str()))
    }
}
