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
    /// The shelf: "P3"; a new one is made, and the answer says `new_place`.
    pub place: String,
}

impl Verb for Ready {
    const NAME: &'static str = "parcel.ready";
    const RIGHT: Right = Right::Duty(Duty::Fulfilment);
    const UNDER_COVER: UnderCover = UnderCover::Allowed;

    fn run(&self, permit: &mut Permit<'_>) -> Result<Receipt, Refused> {
        let (_, order) = super::parcel_here(permit, &self.parcel)?;
        let (place, is_new) = put_on(permit, &self.parcel, &self.place)?;
        let states = order::settle(permit, order)?;
        let receipt = Receipt::about(self.parcel.as_str())
            .order(order)
            .with("place", place)
            .with("fulfilment", states.fulfilment.as_str());
        Ok(if is_new {
            receipt.with("new_place", true)
        } else {
            receipt
        })
    }
}

/// Puts a parcel on a shelf; returns the shelf as the office writes it, and whether it is a new one.
///
/// # Errors
/// What a name may not be; `parcel-gone`.
pub(super) fn put_on(
    permit: &mut Permit<'_>,
    parcel: &str,
    place: &str,
) -> Result<(String, bool), Refused> {
    let (id, _) = super::parcel_here(permit, parcel)?;
    let place = text::name("place", place)?;
    let now = permit.now();
    let known = permit.row_of_code(
        "select code, pickup from bin where upper(code) in ($1, $2, $3) and own = 0 order by pickup desc, code",
        &place,
        0,
    )?;
    let (place, is_new) = match known {
        Some(row) => {
            let code = row.text(0)?;
            if !row.flag(1)? {
                permit.write(
                    "update bin set pickup = 1 where code = $1",
                    &[code.as_str().into()],
                )?;
            }
            (code, false)
        }
        None if place.starts_with('@') => return Err(Refused::not_found("bin", &place)),
        None => {
            permit.insert(
                "insert into bin (code, pickup) values ($1, 1)",
                &[place.as_str().into()],
            )?;
            (place, true)
        }
    };
    permit.write(
        "update parcel set place = $2, ready_at = coalesce(ready_at, $3) where id = $1",
        &[id.0.into(), place.as_str().into(), now.0.into()],
    )?;
    Ok((place, is_new))
}
