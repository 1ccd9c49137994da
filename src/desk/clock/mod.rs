//! A machine's clock and the journal are far apart: a manager says which of the two is right.

mod confirm;
mod correct;

pub use confirm::ConfirmClock;
pub use correct::CorrectClock;

use crate::office::{ClockDoubt, Permit, Receipt, Refused};

/// What is to be settled.
fn doubt(permit: &Permit<'_>) -> Result<ClockDoubt, Refused> {
    permit
        .clock_doubt()
        .ok_or_else(|| Refused::rule("clock-not-doubtful"))
}

/// From which time to which the office goes.
fn settled(doubt: ClockDoubt) -> Receipt {
    Receipt::about("clock")
        .with("from", doubt.last.to_string())
        .with("to", doubt.clock.to_string())
}
