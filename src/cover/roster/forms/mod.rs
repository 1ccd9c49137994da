//! The dialogs of the roster, and what its keys do at once.

mod absence;
mod approve;
mod calendar;
mod hours;
mod live_hours;

pub(super) use absence::{ask, decline, end, withdraw};
pub(super) use approve::approve;
pub(super) use calendar::{close_day, open_day};
pub(super) use hours::{clear_day, copy_week, set_day, set_week};

use crate::words::Words;

/// A date as a receipt has it, as people read it.
fn date_in(words: &Words, text: &str) -> String {
    text.parse()
        .map_or_else(|_| text.to_owned(), |date| words.day(date))
}
