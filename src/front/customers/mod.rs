//! Who the office works for: adding a customer and keeping the card true.

mod add;
mod edit;

pub use add::Add;
pub use edit::Edit;
