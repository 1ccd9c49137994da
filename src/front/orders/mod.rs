//! What customers want: taking an order, stopping it, taking it up again, cancelling it.

mod buyer;
mod cancel;
mod change;
mod draw_beside;
mod draw_lines;
mod draw_place;
mod draw_side;
mod draw_suggestions;
mod hold;
mod missing;
mod place;
mod place_fill;
mod place_follow;
mod place_hints;
mod place_keys;
mod place_save;
mod place_screen;
mod place_sums;
mod record;
mod reinstate;
mod resume;
mod screen;
mod suggest;
mod typed;

pub use cancel::Cancel;
pub use change::{Change, ChangeLine};
pub use hold::Hold;
pub use place::{Place, PlaceLine};
pub use place_screen::PlaceScreen;
pub use record::{Record, RecordLine};
pub use reinstate::Reinstate;
pub use resume::Resume;
pub use screen::{AllOrders, Orders};
pub(in crate::front) use screen::{cancelled, reinstate};
pub use suggest::{Suggestions, Wanted};
