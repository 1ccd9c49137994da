//! Where the office would stand still: who could do which duty in each half-hour, now, next week, and without somebody.

mod details;
mod draw;
mod forms;
mod grid;
mod screen;
mod view;
mod weak;

pub use screen::Coverage;
pub use view::{Ask, Mode, View, look};
