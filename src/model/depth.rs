//! How many people deep a duty is manned, and what the board would lose.

use super::Instant;
use super::roster::Span;
use super::staffing::{Staffing, board_duties};

/// How deep a duty is manned in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// The fewest people who could do it in any half-hour of it.
    pub least: u16,
    /// For how many minutes there are fewer than two.
    pub thin: i64,
    /// How many minutes it has; 0: the office is closed.
    pub minutes: i64,
}

impl Depth {
    /// With one half-hour more.
    #[must_use]
    pub fn and(self, depth: u16, half: Span) -> Self {
        let minutes = half.minutes();
        Self {
            least: if self.minutes == 0 {
                depth
            } else {
                self.least.min(depth)
            },
            thin: self.thin + if depth < 2 { minutes } else { 0 },
            minutes: self.minutes + minutes,
        }
    }
}

/// What the board would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loss {
    /// Minutes in which an owner is there now, and none would be.
    pub without_owner: i64,
    /// Minutes in which nobody at all could do the duty any more.
    pub bare: i64,
    /// Minutes in which one person alone would be left.
    pub single: i64,
    /// The first moment at which the board would be worse.
    pub first: Option<Instant>,
}

/// Compares two boards of the same half-hours.
#[must_use]
pub fn loss(
    staffing: &Staffing,
    before: &super::coverage::Board,
    after: &super::coverage::Board,
) -> Loss {
    let mut loss = Loss::default();
    for duty in board_duties() {
        for (place, half) in staffing.halves.iter().enumerate() {
            let (was, is) = (before.cell(duty, place), after.cell(duty, place));
            if was == is {
                continue;
            }
            let minutes = |lost: bool| if lost { half.span.minutes() } else { 0 };
            loss.without_owner += minutes(was.owners > 0 && is.owners == 0);
            loss.bare += minutes(was.depth() > 0 && is.depth() == 0);
            loss.single += minutes(was.depth() > 1 && is.depth() == 1);
            let first = loss.first.unwrap_or(half.span.from);
            loss.first = Some(first.min(half.span.from));
        }
    }
    loss
}
