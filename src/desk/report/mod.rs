//! What was sold, month by month, added up over all years beside the work.

mod sales;
mod screen;

pub use sales::{Batch, Months, Sums, batch};
pub use screen::Report;
