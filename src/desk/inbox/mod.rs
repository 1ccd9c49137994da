//! What one's desk was told: short picks, covers, goods that came in.

mod read_notice;
mod screen;

pub use read_notice::ReadNotice;
pub use screen::{Inbox, Notices};
