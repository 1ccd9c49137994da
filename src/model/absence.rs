//! Why somebody is away although they should work, and how long that may be.

use super::roster::Span;

crate::written! {
    /// Why somebody is away.
    pub enum AbsenceKind {
        /// Paid leave.
        Holiday = "holiday",
        /// Illness, and a visit to the doctor.
        Sick = "sick",
        /// Out for a while.
        Errand = "errand",
        /// Learning elsewhere.
        Training = "training",
        /// A meal.
        Lunch = "lunch",
        /// Anything else.
        Other = "other",
    }
}

impl AbsenceKind {
    /// Whether colleagues are told so much: who comes to the desk asks when they are back. Why somebody is ill or on leave is for
    /// management and for themselves.
    #[must_use]
    pub const fn is_said_to_all(self) -> bool {
        matches!(self, Self::Lunch | Self::Errand)
    }
}

/// The longest absence for a meal or an errand: 12 hours.
const SHORT_MINUTES_MAX: i64 = 12 * 60;

/// The longest absence of any kind: 366 days, and the hour that a clock change may add.
const LONG_MINUTES_MAX: i64 = 366 * 24 * 60 + 60;

/// How long ago an illness may have begun that is entered afterwards: 62 days.
pub const SICK_DAYS_BACK_MAX: i64 = 62;

impl AbsenceKind {
    /// Whether it counts without anybody's consent when somebody says it of themselves.
    #[must_use]
    pub const fn counts_at_once(self) -> bool {
        matches!(self, Self::Sick | Self::Errand | Self::Lunch)
    }

    /// How many minutes it may take at most.
    #[must_use]
    pub const fn minutes_max(self) -> i64 {
        match self {
            Self::Errand | Self::Lunch => SHORT_MINUTES_MAX,
            Self::Holiday | Self::Sick | Self::Training | Self::Other => LONG_MINUTES_MAX,
        }
    }

    /// Whether it is too long for its kind.
    #[must_use]
    pub const fn is_too_long(self, span: Span) -> bool {
        span.minutes() > self.minutes_max()
    }

    /// The id of the word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holiday => "absence-kind-holiday",
            Self::Sick => "absence-kind-sick",
            Self::Errand => "absence-kind-errand",
            Self::Training => "absence-kind-training",
            Self::Lunch => "absence-kind-lunch",
            Self::Other => "absence-kind-other",
        }
    }
}

crate::written! {
    /// What has been decided about an absence.
    pub enum AbsenceState {
        /// Waits for a manager.
        Asked = "asked",
        /// Counts.
        Approved = "approved",
        /// Was not granted.
        Declined = "declined",
        /// Is not wanted any more.
        Withdrawn = "withdrawn",
    }
}

impl AbsenceState {
    /// The id of the word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "absence-state-asked",
            Self::Approved => "absence-state-approved",
            Self::Declined => "absence-state-declined",
            Self::Withdrawn => "absence-state-withdrawn",
        }
    }
}
