//! What one's desk was told: short picks, covers, goods that came in.

mod read_notice;
mod screen;
mod unread_notice;

pub use read_notice::ReadNotice;
pub use screen::{Inbox, Notices};
pub use unread_notice::UnreadNotice;
