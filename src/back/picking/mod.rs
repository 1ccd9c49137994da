//! Goods are fetched from the shelves, packed, and put where the counter finds them.

mod begin;
mod decide;
mod draw_pick;
mod draw_shelves;
mod forms;
mod label_screen;
mod pick;
mod pick_changes;
mod pick_count;
mod pick_kept;
mod pick_rows;
mod pick_screen;
mod pick_view;
mod queue;
mod ready;
mod screen;
mod take_held;
mod unpack;

pub use crate::records::picking::Picker;
pub use begin::{BeginPick, LeavePick};
pub use decide::{Decide, Decision};
pub use forms::{decide_form, pick_screen, ready_form};
pub use label_screen::LabelScreen;
pub use pick::{Pick, PickLine};
pub use queue::Row;
pub use ready::Ready;
pub use screen::{Picking, Queue, at_parcel};
pub use take_held::TakeHeld;
pub use unpack::Unpack;

use crate::model::{Instant, OrderId, ParcelId};
use crate::office::{Reads, Refused};

/// A parcel that has not been handed over, by its number: its key, and its order's.
fn parcel_here(reads: &mut impl Reads, number: &str) -> Result<(ParcelId, OrderId), Refused> {
    let row = reads.row(
        "select id, orders, handed_at, collected_by from parcel where number = $1",
        &[number.into()],
    )?;
    let row = row.ok_or_else(|| Refused::not_found("parcel", number))?;
    match row.int_or_none(2)? {
        Some(at) => Err(Refused::rule("parcel-gone")
            .with("parcel", number)
            .with("at", Instant(at))
            .with("collected_by", row.text(3)?)
            .with("by", "")),
        None => Ok((ParcelId(row.int(0)?), OrderId(row.int(1)?))),
    }
}

/// The dialog in which an order is picked, for whoever lists its keys.
pub const PICK_DIALOG: crate::pane::Keyed = crate::pane::Keyed::of::<pick_screen::PickScreen>();
