//! Goods are fetched from the shelves, packed, and put where the counter finds them.

mod pick;
mod ready;
mod unpack;

pub use pick::{Pick, PickLine};
pub use ready::Ready;
pub use unpack::Unpack;
