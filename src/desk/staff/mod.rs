//! Who works here, what they are trained in, and their PINs.

mod add;
mod change_pin;
mod edit;
mod forms;
mod leave_form;
mod screen;
mod sign_off;
mod sign_off_form;

pub use add::AddStaff;
pub use change_pin::ChangePin;
pub use edit::EditStaff;
pub use forms::own_pin_form;
pub use screen::{People, Staff};
pub use sign_off::SignOff;
pub use sign_off_form::{sign_off_form, withdraw_form};
