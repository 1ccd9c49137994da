//! What the office decides for itself: rounding of cash, limits, when a backup is made.

mod change;
mod screen;

pub use change::ChangeSetting;
pub use screen::{AllSettings, Settings};
