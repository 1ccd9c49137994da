//! What waits for a person and their desk: what was asked, who is to be called, and what they were told.

mod notice;
mod read;
mod read_notice;
mod screen;
mod unread_notice;

pub use read::{Line, Notices};
pub use read_notice::ReadNotice;
pub use screen::Inbox;
pub use unread_notice::UnreadNotice;
