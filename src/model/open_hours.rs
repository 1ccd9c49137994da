//! When the office is open on each day of the week.

use super::Weekdays;
use super::roster::Hours;
use chrono::Weekday;

/// When an office is open that has not decided anything about it.
pub const OPEN_HOURS: &str = "mo-fr 8:00-17:00";

/// When the office is open on each weekday, as the setting says: "mo-fr 8:00-17:00; sa 9:00-12:00".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenHours([Hours; 7]);

impl OpenHours {
    /// Reads the setting; `None` where it says nothing sensible.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut open = Self::default();
        for part in parts(text) {
            let (days, hours) = part.split_once(' ')?;
            let (days, hours) = (Weekdays::parse(days)?, Hours::parse(hours)?);
            for day in days.iter() {
                open.0[usize::from(day - 1)] = hours.clone();
            }
        }
        Some(open)
    }

    /// The setting with its days named anew: as the file has them, or as somebody reads them. `None` as in [`Self::parse`].
    #[must_use]
    pub fn with_days(text: &str, said: impl Fn(Weekdays) -> String) -> Option<String> {
        Self::parse(text)?;
        let parts: Option<Vec<String>> = parts(text)
            .map(|part| {
                let (days, hours) = part.split_once(' ')?;
                Some(format!("{} {}", said(Weekdays::parse(days)?), hours.trim()))
            })
            .collect();
        Some(parts?.join("; "))
    }

    /// On this weekday.
    #[must_use]
    pub fn on(&self, weekday: Weekday) -> &Hours {
        &self.0[weekday.num_days_from_monday() as usize]
    }
}

/// What the setting says, part by part.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(';').map(str::trim);
    parts.filter(|part| !part.is_empty())
}
