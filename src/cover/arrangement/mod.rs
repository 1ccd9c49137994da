//! A standing arrangement: "the clerk covers the receptionist's lunch on weekdays". Both have agreed once, and each day it is one key.

mod agree;
mod answer;
pub(in crate::cover) mod away;
mod begin;
mod end;
mod make;
mod make_form;

pub use agree::Agree;
pub use answer::{answer_form, end_form};
pub use begin::BeginToday;
pub use end::EndArrangement;
pub use make::Make;
pub use make_form::make_form;

pub use crate::records::arrangement::Arrangement;

use crate::office::{Reads, Refused};
use crate::records::roster::day_number;

/// The days that were typed, as the file has dates.
fn dates(
    reads: &impl Reads,
    from: Option<&str>,
    until: Option<&str>,
) -> Result<(i64, Option<i64>), Refused> {
    let today = crate::records::roster::today(reads);
    let read = |text: &str| {
        crate::model::time::parse_date(text, today).ok_or_else(|| {
            Refused::rule("bad-date").with("value", text.chars().take(40).collect::<String>())
        })
    };
    let first = from.map_or(Ok(today), read)?;
    let last = until.map(read).transpose()?;
    if last.is_some_and(|last| last < first.max(today)) {
        return Err(Refused::rule("arrangement-without-days"));
    }
    Ok((day_number(first), last.map(day_number)))
}
