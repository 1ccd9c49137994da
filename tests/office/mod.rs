//! Verbs against a real file.

mod authority;
mod cover;
mod customers;
mod journal;
mod life_of_an_order;
mod mistakes;
pub(crate) mod money;
mod plans;
mod property;
mod roster;
mod stock;
