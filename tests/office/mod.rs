//! Verbs against a real file.

mod authority;
mod cards;
mod check;
mod check_covers;
mod cover;
mod cover_ends;
mod cover_moves;
mod cover_times;
pub(crate) mod coverage;
mod customers;
mod handback;
mod journal;
mod life_of_an_order;
mod mistakes;
pub(crate) mod money;
mod plans;
mod plans_of_covers;
mod practice;
mod property;
mod questions;
mod roster;
mod stock;
mod training;
