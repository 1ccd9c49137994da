//! Where somebody is right now, as the office can know it.

use super::{Desk, Instant, StaffId};

/// Where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Signed in at this terminal.
    Here(String),
    /// Away for this ("lunch", "errand", "holiday" ...) until this moment.
    Away(String, Instant),
    /// Signed out today, at this moment.
    Gone(Instant),
    /// Is to come today, at this moment.
    Later(Instant),
    /// Should have been here since this moment, and has not signed in.
    Missing(Instant),
    /// Does not work today, or did not come.
    NotToday,
}

impl Whereabouts {
    /// The written form, for scripts.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Here(_) => "here",
            Self::Away(..) => "away",
            Self::Gone(_) => "gone",
            Self::Later(_) => "later",
            Self::Missing(_) => "missing",
            Self::NotToday => "not-today",
        }
    }
}

/// One person and where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Who.
    pub staff: StaffId,
    /// Their code.
    pub code: String,
    /// Their name.
    pub name: String,
    /// Their home desk.
    pub desk: Desk,
    /// Where they are.
    pub whereabouts: Whereabouts,
}
