//! The coverage board: for every duty and half-hour of the open day, whether its owner is there, somebody covers it, somebody
//! could, or nobody; and the gaps in it.

use super::roster::Span;
use super::staffing::{Cover, Part, Skill, Staffing, board_duties, part};
use super::{Duties, Duty};

/// What the board says of a duty in a half-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Somebody who owns it is there.
    Owner,
    /// Nobody who owns it is there, and somebody covers it or is going to.
    Cover,
    /// Nobody does it, and somebody who is there could.
    Possible,
    /// Nobody does it, and nobody who is there could.
    Nobody,
}

impl State {
    /// As the command line has it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Cover => "cover",
            Self::Possible => "possible",
            Self::Nobody => "nobody",
        }
    }

    /// Whether nobody does the duty.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Possible | Self::Nobody)
    }
}

/// A cell of the board: how many people of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Who own the duty and are there.
    pub owners: u16,
    /// Who cover it.
    pub covers: u16,
    /// Who are there, trained, and do not cover it already.
    pub possible: u16,
}

impl Cell {
    /// What it says.
    #[must_use]
    pub const fn state(self) -> State {
        match (self.owners, self.covers, self.possible) {
            (1.., ..) => State::Owner,
            (0, 1.., _) => State::Cover,
            (0, 0, 1..) => State::Possible,
            (0, 0, 0) => State::Nobody,
        }
    }

    /// How many people could do the duty.
    #[must_use]
    pub const fn depth(self) -> u16 {
        self.owners + self.covers + self.possible
    }

    fn add(&mut self, part: Part) {
        match part {
            Part::Owns => self.owners += 1,
            Part::Covers => self.covers += 1,
            Part::Could => self.possible += 1,
            Part::Lent | Part::Away | Part::Expired | Part::Untrained => {}
        }
    }
}

/// The board of some days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    /// The duties that are kept here.
    pub kept: Duties,
    halves: usize,
    cells: Vec<Cell>,
}

impl Board {
    /// The cell of a duty in the half-hour at this place; an empty one outside of the board.
    #[must_use]
    pub fn cell(&self, duty: Duty, half: usize) -> Cell {
        if half >= self.halves {
            return Cell::default();
        }
        let at = duty as usize * self.halves + half;
        self.cells.get(at).copied().unwrap_or_default()
    }

    /// Whether nobody does a duty that is kept here.
    #[must_use]
    pub fn is_gap(&self, duty: Duty, half: usize) -> bool {
        half < self.halves && self.kept.has(duty) && self.cell(duty, half).state().is_gap()
    }

    /// How many half-hours.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.halves
    }

    /// Whether the office is closed all the time.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.halves == 0
    }
}

/// Fills the board. 50 people over a week take well below a millisecond.
#[must_use]
pub fn board(staffing: &Staffing) -> Board {
    let halves = &staffing.halves;
    let mut cells = vec![Cell::default(); Duty::ALL.len() * halves.len()];
    let mut covers: Vec<Vec<&Cover>> = vec![Vec::new(); halves.len()];
    for cover in &staffing.covers {
        let first = halves.partition_point(|half| half.span.until <= cover.span.from);
        let behind = halves.partition_point(|half| half.span.from < cover.span.until);
        for place in first..behind {
            if staffing.counts(cover, halves[place]) {
                covers[place].push(cover);
            }
        }
    }
    for person in &staffing.people {
        let known: Vec<(Duty, Skill)> = board_duties()
            .filter_map(|duty| Some((duty, person.skill(duty)?)))
            .collect();
        let (mut day, mut working) = (usize::MAX, None);
        for (place, half) in halves.iter().enumerate() {
            if half.day != day {
                day = half.day;
                working = staffing.working(day, person.staff);
            }
            let Some(working) = working else { continue };
            for (duty, skill) in &known {
                let covers = &covers[place];
                let part = part(
                    person,
                    Some(*skill),
                    *duty,
                    half.span,
                    Some(working),
                    covers,
                );
                cells[*duty as usize * halves.len() + place].add(part);
            }
        }
    }
    Board {
        kept: staffing.kept(),
        halves: halves.len(),
        cells,
    }
}

/// Half-hours of one duty, one after the other, in which nobody does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Which duty.
    pub duty: Duty,
    /// The place of the first half-hour.
    pub half: usize,
    /// From when until when.
    pub span: Span,
    /// Whether somebody who is there could.
    pub state: State,
    /// How many could, at the worst moment.
    pub possible: u16,
}

/// Every gap, by time and then by duty. Half-hours that follow each other and are alike are one gap.
#[must_use]
pub fn gaps(staffing: &Staffing, board: &Board) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for duty in board_duties() {
        let mut open: Option<Gap> = None;
        for (place, half) in staffing.halves.iter().enumerate() {
            let cell = board.cell(duty, place);
            if !board.is_gap(duty, place) {
                gaps.extend(open.take());
                continue;
            }
            match &mut open {
                Some(gap) if gap.span.until == half.span.from && gap.state == cell.state() => {
                    gap.span.until = half.span.until;
                    gap.possible = gap.possible.min(cell.possible);
                }
                _ => {
                    let gap = Gap {
                        duty,
                        half: place,
                        span: half.span,
                        state: cell.state(),
                        possible: cell.possible,
                    };
                    gaps.extend(open.replace(gap));
                }
            }
        }
        gaps.extend(open);
    }
    gaps.sort_by_key(|gap| (gap.span.from, gap.duty));
    gaps
}
