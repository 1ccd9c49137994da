//! swingdoor: front desk and back office of a small office as two panes over one file, with a swing door between them.

pub mod model;
pub mod office;
pub mod store;
