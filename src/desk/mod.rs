//! What both desks share: people, their training, the inbox, and what one desk asks the other.

pub mod clock;
pub mod inbox;
pub mod questions;
pub mod report;
pub mod settings;
pub mod staff;
