//! Goods are fetched from the shelves, packed, and put where the counter finds them.

mod decide;
mod label_screen;
mod pick;
mod pick_screen;
mod ready;
mod screen;
mod unpack;

pub use decide::{Decide, Decision};
pub use label_screen::LabelScreen;
pub use pick::{Pick, PickLine};
pub use ready::Ready;
pub use screen::{Picking, Queue, decide_form, pick_screen, ready_form};
pub use unpack::Unpack;

/// The dialog in which an order is picked, for whoever lists its keys.
pub const PICK_DIALOG: crate::pane::Keyed = crate::pane::Keyed::of::<pick_screen::PickScreen>();
