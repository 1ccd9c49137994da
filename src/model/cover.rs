//! Why a cover shift begins and how it ends.

use crate::written;

written! {
    /// How a cover came about.
    pub enum CoverKind {
        /// The leaver asked, somebody accepted.
        Asked = "asked",
        /// The coverer declared it; the owner is told.
        Declared = "declared",
        /// For one customer's order only.
        Customer = "customer",
    }
}

written! {
    /// Why somebody stands in.
    pub enum CoverReason {
        /// A meal.
        Lunch = "lunch",
        /// Illness.
        Sick = "sick",
        /// Out for a while.
        Errand = "errand",
        /// A customer stands at the counter.
        CustomerWaiting = "customer-waiting",
        /// To learn.
        Training = "training",
        /// Anything else.
        Other = "other",
    }
}

written! {
    /// How a cover, or a request for one, came to its end.
    pub enum CoverEnd {
        /// The coverer gave it back.
        HandedBack = "handed-back",
        /// The owner took it back.
        TakenBack = "taken-back",
        /// Its planned end came.
        TimedOut = "timed-out",
        /// A manager ended it.
        ByManager = "ended-by-manager",
        /// The coverer handed it on to somebody else.
        HandedOn = "handed-on",
        /// The coverer signed out.
        SignedOut = "signed-out",
        /// The customer's card was closed.
        ClosedWithCard = "closed-with-card",
        /// The request was withdrawn before anyone accepted.
        Withdrawn = "withdrawn",
        /// The person asked said no.
        Declined = "declined",
        /// Nobody accepted before its time was over.
        NeverBegun = "never-begun",
    }
}

impl CoverEnd {
    /// Whether nobody ended it: its time was over.
    #[must_use]
    pub const fn is_by_the_clock(self) -> bool {
        matches!(self, Self::TimedOut | Self::NeverBegun)
    }
}

written! {
    /// Why an owner was not asked before a cover of their duties began.
    pub enum Unasked {
        /// They sit at no screen, or are away by the roster.
        Away = "away",
        /// They have reported sick.
        Ill = "ill",
        /// They were asked, and the office's minutes have passed without an answer.
        Unanswered = "unanswered",
    }
}

/// The longest a cover may run, and be extended to, from its start: 12 hours.
pub const COVER_HOURS_MAX: i64 = 12;

/// A planned cover may be begun so long before its time: 15 minutes.
pub const BEGIN_EARLY_MINUTES: i64 = 15;

/// The longest a cover for one customer may run: 30 minutes.
pub const CUSTOMER_COVER_MINUTES_MAX: i64 = 30;

/// How long after a time-out a form that was open before it may still be saved: 120 seconds.
pub const GRACE_SECONDS: i64 = 120;
