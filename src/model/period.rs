//! Weeks, months and years of the calendar.

use crate::written;
use chrono::{Datelike, Days, Months, NaiveDate};

written! {
    /// How long a stretch of time is.
    pub enum Period {
        /// From Monday to Sunday.
        Week = "week",
        /// A month of the calendar.
        Month = "month",
        /// A year of the calendar.
        Year = "year",
    }
}

impl Period {
    /// The first day of the one in which a day lies, and the first after it.
    #[must_use]
    pub fn around(self, date: NaiveDate) -> (NaiveDate, NaiveDate) {
        let first = match self {
            Self::Week => Some(super::monday_of(date)),
            Self::Month => date.with_day(1),
            Self::Year => NaiveDate::from_ymd_opt(date.year(), 1, 1),
        };
        let first = first.unwrap_or(date);
        let next = match self {
            Self::Week => first.checked_add_days(Days::new(7)),
            Self::Month => first.checked_add_months(Months::new(1)),
            Self::Year => first.checked_add_months(Months::new(12)),
        };
        (first, next.unwrap_or(first))
    }

    /// The part of a chart in which a day lies: the day, or its month.
    #[must_use]
    pub fn part(self, date: NaiveDate) -> NaiveDate {
        match self {
            Self::Week | Self::Month => date,
            Self::Year => date.with_day(1).unwrap_or(date),
        }
    }
}
