//! Who the office works for: adding a customer and keeping the card true.

mod add;
mod edit;
mod erase;
mod limit;
mod merge;
mod screen;

pub use add::Add;
pub use edit::Edit;
pub use erase::Erase;
pub use limit::SetLimit;
pub use merge::Merge;
pub use screen::{AllCustomers, Customers, new_form};
