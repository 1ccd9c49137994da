//! swingdoor: front desk and back office of a small office as two panes over one file, with a swing door between them.

pub mod model;
pub mod store;

pub mod exchange;
pub mod office;
pub mod records;
pub mod words;

pub mod pane;
pub mod ui;

pub mod back;
pub mod cover;
pub mod desk;
pub mod front;

pub mod app;
pub mod cli;
