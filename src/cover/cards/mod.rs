//! Job cards: for everything that is done at a desk one page that a stand-in understands with a customer in front of them.
//!
//! Ours are Markdown in `assets/cards`, one file for each verb and language, and are built in. The office's own lie beside its file
//! (see [`own`]) and add to ours or stand in their place. Keys are never written into a card: a placeholder such as
//! `{picking/picking-key-pick}` is filled from the bindings when the card is shown.

mod card;
mod edit;
mod edit_screen;
mod own;
mod read_card;
mod rows;
mod shelf;

pub use card::{Card, Origin, Part, Step, Wrong, parse};
pub use edit::EditCard;
pub use edit_screen::{CardScreen, new_card_form};
pub use own::{CARD_BYTES_MAX, card_folder, is_card_name, prepare_own, read_own, write_own};
pub use read_card::ReadCard;
pub use rows::{Row, RowKind, rows};
pub use shelf::{card, duty_counted, names, own_names};

/// The key, or the way to it, that a placeholder stands for: "picking/picking-key-pick" is "F3, 1, Enter". Only the part of
/// the house that knows every screen can say; `None` where there is no such key.
pub type Keys = fn(&str) -> Option<String>;
