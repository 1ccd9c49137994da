//! Who the office works for: adding a customer and keeping the card true.

mod add;
mod edit;
mod screen;

pub use add::Add;
pub use edit::Edit;
pub use screen::{AllCustomers, Customers, new_form};
