//! Queries and steps that more than one slice needs: orders and their states, items, customers, staff, who should be here when, training, notices, threads.

pub mod arrangement;
pub mod cash;
pub mod change;
pub mod cover;
pub mod coverage;
pub mod customer;
pub mod document;
pub mod drawer_count;
pub mod find;
pub mod item;
pub mod label;
pub mod ledger;
pub mod missing;
pub mod notice;
pub mod order;
pub mod picking;
pub mod presence;
pub mod printer;
pub mod release;
pub mod roster;
pub mod scan;
pub mod setting;
pub mod staff;
pub mod text;
pub mod thread;
pub mod training;
