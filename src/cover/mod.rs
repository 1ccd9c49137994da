//! Standing in for each other: cover shifts, and the hand-back sheet at their end, and the cards that say how a thing is done.

pub mod cards;
pub mod handback;
pub mod shift;
