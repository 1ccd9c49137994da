//! Public holidays on which an office is closed: computed from the law, not kept in a table that grows old.

use chrono::{Datelike, NaiveDate, Weekday};

crate::written! {
    /// Whose public holidays the office keeps.
    pub enum Country {
        /// Nobody's.
        None = "none",
        /// Czechia.
        Cz = "cz",
        /// Slovakia.
        Sk = "sk",
        /// England and Wales.
        Gb = "gb",
    }
}

impl Country {
    /// The country whose holidays an office in this time zone keeps unless it decides otherwise.
    #[must_use]
    pub const fn of_zone(zone: chrono_tz::Tz) -> Self {
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "of all the zones of the world only these have their holidays here"
        )]
        match zone {
            chrono_tz::Europe::Prague => Self::Cz,
            chrono_tz::Europe::Bratislava => Self::Sk,
            chrono_tz::Europe::London => Self::Gb,
            _ => Self::None,
        }
    }

    /// The public holiday on a date, if there is one; `holiday-` and this is the word for it.
    #[must_use]
    pub fn holiday(self, date: NaiveDate) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Cz => czech(date),
            Self::Sk => slovak(date),
            Self::Gb => english(date),
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar, by the "anonymous" algorithm (Nature, 20 April 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (
        year.rem_euclid(19),
        year.div_euclid(100),
        year.rem_euclid(100),
    );
    let shift = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - shift + 15).rem_euclid(30);
    let day = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * day) / 451;
    let sum = moon + day - 7 * late + 114;
    let (month, day) = (
        u32::try_from(sum / 31).ok()?,
        u32::try_from(sum % 31 + 1).ok()?,
    );
    NaiveDate::from_ymd_opt(year, month, day)
}

/// How many days after Easter Sunday; Good Friday is -2.
fn days_after_easter(date: NaiveDate) -> Option<i64> {
    easter(date.year()).map(|sunday| date.signed_duration_since(sunday).num_days())
}

/// Act 245/2000 Coll. on public holidays, sections 1 and 2, as amended by Act 359/2015 Coll., which made Good Friday one from 2016.
fn czech(date: NaiveDate) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("new-year"),
        (5, 1) => Some("labour"),
        (5, 8) => Some("liberation"),
        (7, 5) => Some("cyril-methodius"),
        (7, 6) => Some("jan-hus"),
        (9, 28) => Some("czech-statehood"),
        (10, 28) => Some("czechoslovakia"),
        (11, 17) => Some("freedom"),
        (12, 24) => Some("christmas-eve"),
        (12, 25) => Some("christmas"),
        (12, 26) => Some("second-christmas"),
        _ => match days_after_easter(date) {
            Some(-2) if date.year() >= 2016 => Some("good-friday"),
            Some(1) => Some("easter-monday"),
            _ => None,
        },
    }
}

/// Days of rest by Act 241/1993 Coll., sections 1 and 2, in its state of 2026: 1 September is a holiday on which people work since
/// 2024, 17 November since 2025; 8 May and 15 September are such in 2026 alone, and 28 October has always been.
fn slovak(date: NaiveDate) -> Option<&'static str> {
    match (date.month(), date.day()) {
        (1, 1) => Some("slovak-republic"),
        (1, 6) => Some("epiphany"),
        (5, 1) => Some("labour"),
        (5, 8) if date.year() != 2026 => Some("victory"),
        (7, 5) => Some("cyril-methodius"),
        (8, 29) => Some("slovak-uprising"),
        (9, 1) if date.year() < 2024 => Some("slovak-constitution"),
        (9, 15) if date.year() != 2026 => Some("our-lady"),
        (11, 1) => Some("all-saints"),
        (11, 17) if date.year() < 2025 => Some("freedom"),
        (12, 24) => Some("christmas-eve"),
        (12, 25) => Some("christmas"),
        (12, 26) => Some("second-christmas"),
        _ => match days_after_easter(date) {
            Some(-2) => Some("good-friday"),
            Some(1) => Some("easter-monday"),
            _ => None,
        },
    }
}

/// England and Wales: Banking and Financial Dealings Act 1971, schedule 1 (Easter Monday, the last Mondays of May and August, 26
/// December, with their substitutes); Good Friday and Christmas Day by custom, New Year's Day and the first Monday of May by royal
/// proclamation each year, with the next weekday instead of a Saturday or Sunday. Days proclaimed for one year alone are not here:
/// the office closes on them by itself.
fn english(date: NaiveDate) -> Option<&'static str> {
    let (month, day, weekday) = (date.month(), date.day(), date.weekday());
    let is_monday = weekday == Weekday::Mon;
    match (month, day) {
        (1, 1) => Some("new-year"),
        (1, 2 | 3) if is_monday => Some("new-year-substitute"),
        (5, 1..=7) if is_monday => Some("early-may"),
        (5, 25..=31) if is_monday => Some("spring-bank"),
        (8, 25..=31) if is_monday => Some("summer-bank"),
        (12, 25) => Some("christmas"),
        (12, 26) => Some("boxing"),
        // Christmas Day on a Saturday or Sunday, Boxing Day on a Sunday or Saturday.
        (12, 27) if matches!(weekday, Weekday::Mon | Weekday::Tue) => Some("christmas-substitute"),
        (12, 28) if matches!(weekday, Weekday::Mon | Weekday::Tue) => Some("boxing-substitute"),
        _ => match days_after_easter(date) {
            Some(-2) => Some("good-friday"),
            Some(1) => Some("easter-monday"),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Country, easter};
    use chrono::{Datelike, NaiveDate};

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    /// The holidays of a year, as "month-day".
    fn of(country: Country, year: i32) -> Vec<String> {
        date(year, 1, 1)
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| country.holiday(*day).is_some())
            .map(|day| day.format("%-m-%-d").to_string())
            .collect()
    }

    #[test]
    fn easter_is_when_it_was_and_will_be() {
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (2000, 4, 23),
            (2016, 3, 27),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)), "{year}");
        }
    }

    #[test]
    fn each_country_rests_on_the_days_of_its_law() {
        assert_eq!(
            of(Country::Cz, 2026).join(" "),
            "1-1 4-3 4-6 5-1 5-8 7-5 7-6 9-28 10-28 11-17 12-24 12-25 12-26"
        );
        assert_eq!(of(Country::Cz, 2015).len(), 12, "no Good Friday yet");
        assert_eq!(
            of(Country::Sk, 2026).join(" "),
            "1-1 1-6 4-3 4-6 5-1 7-5 8-29 11-1 12-24 12-25 12-26"
        );
        assert_eq!(
            of(Country::Sk, 2027).join(" "),
            "1-1 1-6 3-26 3-29 5-1 5-8 7-5 8-29 9-15 11-1 12-24 12-25 12-26"
        );
        assert!(of(Country::None, 2026).is_empty());
    }

    #[test]
    fn an_english_holiday_on_a_weekend_has_its_substitute() {
        // As the government has published them, but for the days proclaimed for one year alone.
        for (year, days) in [
            (2021, "1-1 4-2 4-5 5-3 5-31 8-30 12-25 12-26 12-27 12-28"),
            (2022, "1-1 1-3 4-15 4-18 5-2 5-30 8-29 12-25 12-26 12-27"),
            (2023, "1-1 1-2 4-7 4-10 5-1 5-29 8-28 12-25 12-26"),
            (2026, "1-1 4-3 4-6 5-4 5-25 8-31 12-25 12-26 12-28"),
            (2027, "1-1 3-26 3-29 5-3 5-31 8-30 12-25 12-26 12-27 12-28"),
        ] {
            assert_eq!(of(Country::Gb, year).join(" "), days, "{year}");
        }
    }
}
