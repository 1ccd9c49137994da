//! Practising the other desk on a throw-away copy of the office, with a job card whose steps tick as they are done.

mod choose;
mod guide;

pub use choose::Choose;
pub use guide::{Guide, WITHOUT_CARD};
