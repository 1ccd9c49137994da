//! What the board shows: read on the clerk's thread, and filled there with and without whoever is taken away.

use crate::model::coverage::{Board, board};
use crate::model::staffing::{Staffing, Supposed};
use crate::model::training_set::{SinglePoints, single_points};
use crate::model::{Duty, Presence, Whereabouts, monday_of};
use crate::office::{Reads, Refused};
use crate::records::coverage::{Resilience, open_work, resilience_of, staffing};
use crate::records::presence::presence;
use crate::records::roster;
use chrono::NaiveDate;

/// Over how many weeks single points of failure are looked for.
pub(super) const WEEKS: u16 = 4;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// One day, by half-hours.
    #[default]
    Day,
    /// Seven days from a Monday on.
    Week,
    /// Who alone holds what over four weeks, and the trainings that end it.
    Weak,
    /// How many people deep each duty is over four weeks.
    Depth,
}

impl Mode {
    pub(super) const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Weak, Self::Depth];
}

/// What the board asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// What is looked at.
    pub mode: Mode,
    /// A day in it; none: the one that runs.
    pub date: Option<NaiveDate>,
    /// Who is taken away.
    pub supposed: Vec<Supposed>,
}

/// What the board shows.
#[derive(Debug, Default)]
pub struct View {
    /// What was asked for; none: nothing was read yet.
    pub ask: Option<Ask>,
    /// The first day.
    pub first: NaiveDate,
    /// People, days and covers, without whoever is taken away.
    pub staffing: Staffing,
    /// The board of it.
    pub board: Board,
    /// The board as it is, where somebody is taken away.
    pub real: Option<Board>,
    /// How much open work each duty has now.
    pub work: [i64; Duty::ALL.len()],
    /// Single points of failure, where they are looked at.
    pub weak: SinglePoints,
    /// Who is not at a screen now, and where they are instead; of a day alone.
    pub elsewhere: Vec<Presence>,
    /// How deep, where that is looked at.
    pub depth: Resilience,
}

/// Reads and fills the board.
///
/// # Errors
/// What the store reports.
pub fn look(reads: &mut impl Reads, ask: &Ask) -> Result<View, Refused> {
    let zone = reads.facts().zone;
    let date = match (ask.date, ask.mode) {
        (Some(date), _) => date,
        (None, Mode::Day | Mode::Week) => roster::open_day(reads)?,
        (None, Mode::Weak | Mode::Depth) => roster::today(reads),
    };
    let (first, days) = match ask.mode {
        Mode::Day => (date, 1),
        Mode::Week => (monday_of(date), 7),
        Mode::Weak | Mode::Depth => (date, WEEKS * 7),
    };
    let is = staffing(reads, first, days)?;
    let (real, staffing) = if ask.supposed.is_empty() {
        (None, is)
    } else {
        (Some(board(&is)), is.without(&ask.supposed))
    };
    let board = board(&staffing);
    let weak = match ask.mode {
        Mode::Weak => single_points(&staffing),
        Mode::Day | Mode::Week | Mode::Depth => SinglePoints::default(),
    };
    let depth = match ask.mode {
        Mode::Depth => resilience_of(&staffing, &board, zone),
        Mode::Day | Mode::Week | Mode::Weak => Resilience::default(),
    };
    let mut elsewhere = match ask.mode {
        Mode::Day => presence(reads)?,
        Mode::Week | Mode::Weak | Mode::Depth => Vec::new(),
    };
    elsewhere.retain(|one| !matches!(one.whereabouts, Whereabouts::Here(_)));
    Ok(View {
        elsewhere,
        ask: Some(ask.clone()),
        first,
        work: open_work(reads)?,
        staffing,
        board,
        real,
        weak,
        depth,
    })
}
