//! The front desk: whoever faces the customer.

pub mod counter;
pub mod customers;
pub mod drawer;
pub mod orders;
