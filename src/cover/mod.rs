//! Standing in for each other: cover shifts, the hand-back sheet at their end, the cards that say how a thing is done, and who is trained.

pub mod arrangement;
pub mod board;
pub mod cards;
pub mod figures;
pub mod handback;
pub mod practice;
pub mod roster;
pub mod shift;
pub mod training;
