//! Standing in for each other: cover shifts, and the hand-back sheet at their end.

pub mod handback;
pub mod shift;
