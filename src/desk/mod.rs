//! What both desks share: people, their training, the inbox.

pub mod inbox;
pub mod report;
pub mod settings;
pub mod staff;
