//! Who the office works for: adding a customer and keeping the card true.

mod add;
mod contact;
mod contacts_form;
mod edit;
mod erase;
mod forms;
mod limit;
mod merge;
mod merge_form;
mod screen;

pub use add::Add;
pub use contact::SetContact;
pub use contacts_form::contacts_form;
pub use edit::{Changes, Edit};
pub use erase::Erase;
pub use forms::{CardForm, edit_form, new_form};
pub use limit::SetLimit;
pub use merge::Merge;
pub use screen::{AllCustomers, Customers};
