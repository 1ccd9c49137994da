//! The front desk: whoever faces the customer.

pub mod counter;
pub mod customers;
pub mod orders;
