//! What one's desk was told: short picks, covers, goods that came in.

mod read_notice;

pub use read_notice::ReadNotice;
