//! What the office decides for itself: rounding of cash, limits, when a backup is made.

mod change;

pub use change::ChangeSetting;
