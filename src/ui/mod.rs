//! The terminal kit: text that stays aligned, fields, lists and colours. Knows no business word.

pub mod field;
mod labelled;
pub mod list;
pub mod panel;
pub mod tabs;
pub mod text;
pub mod theme;

pub use field::Field;
pub use labelled::Fields;
pub use list::{Column, List};
pub use panel::Panel;
pub use theme::Theme;
