//! A parcel is taken apart again and its goods go back to their bins: the way back from a wrong pick.

use crate::model::{BinId, Duty, ItemId, Quantity, Right, UnderCover};
use crate::office::{Permit, Reads, Receipt, Refused, Verb};
use crate::records::item::{self, Move, PARCELS};
use crate::records::order;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Puts the goods of a parcel back. They stay held for the order and can be picked again, or the order cancelled.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unpack {
    /// The parcel's number; it must not be handed over.
    pub parcel: String,
}

impl Verb for Unpack {
    const NAME: &'static str = "parcel.unpack";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Review;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (parcel, order_id) = super::parcel_here(permit, &self.parcel)?;
        for row in permit.rows("select line, bin, item, quantity from parcel_line where parcel = $1 order by line, bin", &[parcel.0.into()])? {
            let (line, bin, item, quantity) = (row.int(0)?, BinId(row.int(1)?), ItemId(row.int(2)?), Quantity(row.int(3)?));
            let reference = Some((order_id, line));
            item::post(permit, Move { item, bin: PARCELS, delta: Quantity(-quantity.0), kind: "unpick", line: reference })?;
            item::post(permit, Move { item, bin, delta: quantity, kind: "unpick", line: reference })?;
            permit.write("update order_line set picked = picked - $3 where orders = $1 and line = $2", &[order_id.0.into(), line.into(), quantity.0.into()])?;
        }
        // The moves keep the trace; an empty parcel would only stand in the way of who looks for goods.
        permit.write(
            "delete from parcel_line where parcel = $1",
            &[parcel.0.into()],
        )?;
        permit.write("delete from parcel where id = $1", &[parcel.0.into()])?;
        let states = order::settle(permit, order_id)?;
        Ok(Receipt::about(self.parcel.as_str())
            .order(order_id)
            .with("fulfilment", states.fulfilment.as_str()))
    }
}
