//! Verbs against a real file.

mod cover;
mod journal;
mod life_of_an_order;
