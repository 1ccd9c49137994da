//! Who works here, what they are trained in, and their PINs.

mod add;
mod change_pin;
mod edit;
mod screen;
mod sign_off;

pub use add::AddStaff;
pub use change_pin::ChangePin;
pub use edit::EditStaff;
pub use screen::{People, Staff, own_pin_form};
pub use sign_off::SignOff;
