//! What customers want: taking an order, stopping it, taking it up again, cancelling it.

mod cancel;
mod hold;
mod place;
mod record;
mod resume;
mod screen;

pub use cancel::Cancel;
pub use hold::Hold;
pub use place::{Place, PlaceLine};
pub use record::{Record, RecordLine};
pub use resume::Resume;
pub use screen::{AllOrders, Orders, place_form};
