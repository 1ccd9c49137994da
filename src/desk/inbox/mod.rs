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

use crate::model::{Desk, StaffId};
use crate::office::{Concern, Reader, Reads, Refused};
use crate::records::thread::Mine;

/// For whom a notice is: one person, or everybody who works at a desk or covers a duty of it.
fn notice_of(reader: &mut Reader<'_>, me: StaffId, notice: i64) -> Result<Concern, Refused> {
    let none = || Refused::not_found("notice", &notice.to_string());
    let row = reader.row(
        "select staff, desk from notice where id = $1",
        &[notice.into()],
    )?;
    let row = row.ok_or_else(none)?;
    if let Some(staff) = row.int_or_none(0)? {
        return Ok(Concern::of([Some(StaffId(staff))]).otherwise(none()));
    }
    let desk = row.word(1, Desk::parse)?;
    let works_there = Mine::of(reader, me)?.works_at(desk);
    let refused = Refused::not_allowed("notice-of-others").with("desk", desk);
    Ok(Concern::of([works_there.then_some(me)])
        .managers()
        .otherwise(refused))
}
