//! Four eyes where one person could hide a loss: beyond the office's amount somebody else who owns stock approves it.

use super::count::there;
use crate::model::money::line_amount;
use crate::model::{BinId, Discount, Duty, Quantity};
use crate::office::{Permit, Reads, Receipt, Refused, other_owners};
use crate::records::item::Item;
use crate::records::setting::Setting;

/// Goods that somebody takes off the books waits as a count does, where they are worth more than the office's amount at the price of
/// now: the answer names the count with which it waits. `None` where it is done at once.
pub(super) fn waits(
    permit: &mut Permit<'_>,
    item: &Item,
    bin: BinId,
    gone: Quantity,
) -> Result<Option<Receipt>, Refused> {
    // A line of the journal from before this had to wait is played as it was.
    if !permit.answers("count") {
        return Ok(None);
    }
    let value = line_amount(item.price, gone, Discount::default());
    let limit = Setting::CountLimit.money(permit)?;
    let expected = there(permit, item.id, bin)?;
    if value.is_some_and(|value| value <= limit) || gone > expected {
        return Ok(None);
    }
    let who = other_owners(permit, Duty::Stock)?;
    if who.is_empty() {
        return Ok(None);
    }
    let number = permit.next_yearly("CN")?;
    let (now, staff, seq) = (permit.now(), permit.staff(), permit.seq());
    permit.write(
        "insert into stock_count (number, bin, item, counted, expected, counted_at, counted_by, seq) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            number.as_str().into(),
            bin.0.into(),
            item.id.0.into(),
            (expected.0 - gone.0).into(),
            expected.0.into(),
            now.0.into(),
            staff.0.into(),
            seq.into(),
        ],
    )?;
    let receipt = Receipt::about(item.code.as_str())
        .with("count", number)
        .with("who", who)
        .with("on_hand", item.on_hand.to_string());
    Ok(Some(receipt))
}
