//! Days of the week, as the roster, the opening hours and standing arrangements name them.

use chrono::{Datelike, Days, NaiveDate};

/// Some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weekdays(u8);

/// The weekdays as scripts and the file write them, Monday first.
pub const WEEKDAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// As Czech calendars print them. No name means another day in the other language.
pub const WEEKDAYS_CS: [&str; 7] = ["po", "út", "st", "čt", "pá", "so", "ne"];

/// The same, typed on a keyboard without Czech letters.
const WEEKDAYS_CS_PLAIN: [&str; 7] = ["po", "ut", "st", "ct", "pa", "so", "ne"];

/// The place of a day in the week, Monday is 0: by its name in either language, or its number, 1 to 7.
fn nth(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    let names = [WEEKDAYS, WEEKDAYS_CS, WEEKDAYS_CS_PLAIN];
    (0..7).find(|day: &u8| {
        names.iter().any(|names| names[usize::from(*day)] == name) || name == (day + 1).to_string()
    })
}

/// The Monday of the week in which a day lies.
#[must_use]
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    let back = Days::new(date.weekday().num_days_from_monday().into());
    date.checked_sub_days(back).unwrap_or(date)
}

impl Weekdays {
    /// Reads "mo-fr", "mo, we", "po-pá" or "1-5" (1 is Monday); `None` for anything else, and for no day at all.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut days = Self::default();
        for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
            let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
            let (first, last) = (nth(first)?, nth(last)?);
            if last < first {
                return None;
            }
            (first..=last).for_each(|day| days.0 |= 1 << day);
        }
        (days.0 != 0).then_some(days)
    }

    /// As a column of the file has them: "1,2,3,4,5".
    #[must_use]
    pub fn to_keep(self) -> String {
        let days: Vec<String> = self.iter().map(|day| day.to_string()).collect();
        days.join(",")
    }

    /// Whether this date is such a day.
    #[must_use]
    pub fn has(self, date: NaiveDate) -> bool {
        self.0 & (1 << date.weekday().num_days_from_monday()) != 0
    }

    /// Whether both have a day in common.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The days, from 1, Monday.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (1..=7).filter(move |day| self.0 & (1 << (day - 1)) != 0)
    }

    /// By these names, Monday first: three days in a row or more are written as "mo-fr".
    #[must_use]
    pub fn said(self, names: &[&str; 7]) -> String {
        let mut rows: Vec<(u8, u8)> = Vec::new();
        for day in self.iter() {
            match rows.last_mut() {
                Some((_, last)) if *last + 1 == day => *last = day,
                _ => rows.push((day, day)),
            }
        }
        let name = |day: u8| names[usize::from(day - 1)];
        let said: Vec<String> = rows
            .iter()
            .map(|(first, last)| match last - first {
                0 => name(*first).to_owned(),
                1 => format!("{},{}", name(*first), name(*last)),
                _ => format!("{}-{}", name(*first), name(*last)),
            })
            .collect();
        said.join(",")
    }
}

impl std::fmt::Display for Weekdays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said(&WEEKDAYS))
    }
}

#[cfg(test)]
mod tests {
    use super::{WEEKDAYS_CS, Weekdays};

    #[test]
    fn weekdays_are_read_as_people_write_them_in_either_language() {
        for (typed, kept, shown, czech) in [
            ("mo-fr", "1,2,3,4,5", "mo-fr", "po-pá"),
            ("we, mo", "1,3", "mo,we", "po,st"),
            ("6-7", "6,7", "sa,su", "so,ne"),
            ("po–pá", "1,2,3,4,5", "mo-fr", "po-pá"),
            ("Út,ct,SO", "2,4,6", "tu,th,sa", "út,čt,so"),
            ("mo-we,fr-su", "1,2,3,5,6,7", "mo-we,fr-su", "po-st,pá-ne"),
        ] {
            let days = Weekdays::parse(typed).expect(typed);
            assert_eq!(days.to_keep(), kept, "{typed}");
            assert_eq!(days.to_string(), shown, "{typed}");
            assert_eq!(days.said(&WEEKDAYS_CS), czech, "{typed}");
            for again in [kept, shown, czech] {
                assert_eq!(Weekdays::parse(again), Some(days), "{again}");
            }
        }
        for wrong in ["", "fr-mo", "8", "0", "monday", "mo-", "mo;tu", "-"] {
            assert_eq!(Weekdays::parse(wrong), None, "{wrong}");
        }
    }
}
