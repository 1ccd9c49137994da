//! Goods are fetched from the shelves, packed, and put where the counter finds them.

mod decide;
mod forms;
mod label_screen;
mod pick;
mod pick_screen;
mod queue;
mod ready;
mod screen;
mod unpack;

pub use decide::{Decide, Decision};
pub use forms::{decide_form, pick_screen, ready_form};
pub use label_screen::LabelScreen;
pub use pick::{Pick, PickLine};
pub use queue::Row;
pub use ready::Ready;
pub use screen::{Picking, Queue};
pub use unpack::Unpack;

/// The dialog in which an order is picked, for whoever lists its keys.
pub const PICK_DIALOG: crate::pane::Keyed = crate::pane::Keyed::of::<pick_screen::PickScreen>();
