//! What the office decides for itself: rounding of cash, limits, when a backup is made.

mod change;
mod printer;
mod screen;

pub use change::ChangeSetting;
pub use printer::{ChoosePrinter, printer_form};
pub use screen::{AllSettings, Settings};
