//! What covering costs and what it saves: how long duties were covered or bare, how soon somebody was found, what was disputed.

mod chart;
mod screen;
mod sums;

pub use crate::model::period::Period;
pub use screen::FiguresScreen;
pub use sums::{CoverSums, DutySums, Figures, figures};
