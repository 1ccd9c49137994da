//! Days as people say and write them in either language: "tomorrow", "pátek", "pondělí 30. 11.", "30 Nov".

use super::text::fold;
use chrono::{Datelike, Days, NaiveDate};

/// Days that are counted from today.
const AHEAD: [(&str, u64); 7] = [
    ("today", 0),
    ("dnes", 0),
    ("dneska", 0),
    ("tomorrow", 1),
    ("zitra", 1),
    ("pozitri", 2),
    ("popozitri", 3),
];

/// The days of the week, Monday first, folded: short and in full, and as they are after a preposition ("v sobotu", "do pátku").
const WEEKDAYS: [&[&str]; 7] = [
    &["mo", "mon", "monday", "po", "pondeli", "pondelek"],
    &["tu", "tue", "tuesday", "ut", "utery", "uterka"],
    &["we", "wed", "wednesday", "st", "streda", "stredu", "stredy"],
    &["th", "thu", "thursday", "ct", "ctvrtek", "ctvrtka"],
    &["fr", "fri", "friday", "pa", "patek", "patku"],
    &["sa", "sat", "saturday", "so", "sobota", "sobotu", "soboty"],
    &["su", "sun", "sunday", "ne", "nedele", "nedeli"],
];

/// The first three letters of the English months.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Words before a day or a time that say nothing more: "on Friday", "v pátek", "ve 14:00".
const BEFORE: [&str; 8] = ["on", "at", "by", "next", "v", "ve", "do", "na"];

/// A text without such words at its beginning and at its end.
pub(super) fn bare(text: &str) -> String {
    let folded = fold(text).replace(',', " ");
    let words: Vec<&str> = folded.split_whitespace().collect();
    let says = |word: &&str| !BEFORE.contains(word);
    let first = words.iter().position(says);
    let last = words.iter().rposition(says);
    match (first, last) {
        (Some(first), Some(last)) => words[first..=last].join(" "),
        _ => String::new(),
    }
}

/// Whether a text begins as "2026-11-24" does, as programs write days: nothing has to be looked for in it.
pub(super) fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().take(4).all(u8::is_ascii_digit)
        && bytes.get(4) == Some(&b'-')
        && bytes.get(7) == Some(&b'-')
}

/// Which day of the week a word names, 0 is Monday.
fn weekday(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let at = WEEKDAYS.iter().position(|names| names.contains(&word))?;
    u32::try_from(at).ok()
}

/// How many days from one day of the week to the next such day; 0 where today is one.
fn days_until(wanted: u32, today: NaiveDate) -> u64 {
    u64::from((wanted + 7 - today.weekday().num_days_from_monday()) % 7)
}

/// The day that a text says, and whether it is a day of the week alone, which comes again in a week.
/// The weekday before a date has to be the right one.
pub(super) fn day(text: &str, today: NaiveDate) -> Option<(NaiveDate, bool)> {
    if is_iso(text)
        && let Some(date) = super::time::date_in_digits(text, today)
    {
        return Some((date, false));
    }
    let text = bare(text);
    if let Some((_, days)) = AHEAD.iter().find(|(word, _)| *word == text) {
        return Some((today.checked_add_days(Days::new(*days))?, false));
    }
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    match (weekday(first), rest) {
        (Some(wanted), "") => {
            let ahead = Days::new(days_until(wanted, today));
            Some((today.checked_add_days(ahead)?, true))
        }
        (Some(wanted), date) => {
            let date = written(date, today)?;
            let is_right = date.weekday().num_days_from_monday() == wanted;
            is_right.then_some((date, false))
        }
        (None, _) => Some((written(&text, today)?, false)),
    }
}

/// A date with its month in digits or by its English name.
fn written(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (day, month, year) = match words[..] {
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(year)),
        _ => return super::time::date_in_digits(text, today),
    };
    let named = |name: &str| {
        let short = name.get(..3)?;
        let at = MONTHS.iter().position(|month| *month == short)?;
        u32::try_from(at + 1).ok()
    };
    match named(month) {
        Some(month) => {
            let digits = match year {
                Some(year) => format!("{day}.{month}.{year}"),
                None => format!("{day}.{month}."),
            };
            super::time::date_in_digits(&digits, today)
        }
        None => super::time::date_in_digits(text, today),
    }
}

#[cfg(test)]
mod tests {
    use super::super::time::{Instant, from_local, parse_date, parse_when};
    use chrono::NaiveDate;

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn at(month: u32, day: u32, hour: u32, minute: u32) -> Instant {
        let local = on(month, day).and_hms_opt(hour, minute, 0).unwrap();
        from_local(chrono_tz::Europe::Prague, local)
    }

    #[test]
    fn a_moment_is_read_as_people_say_it_in_either_language() {
        // A Saturday, at noon.
        let now = at(11, 28, 12, 0);
        for (typed, read) in [
            ("zítra", at(11, 29, 17, 0)),
            ("zitra", at(11, 29, 17, 0)),
            ("Zítra 14:00", at(11, 29, 14, 0)),
            ("zítra ve 14:00", at(11, 29, 14, 0)),
            ("tomorrow 14:00", at(11, 29, 14, 0)),
            ("tomorrow at 9:30", at(11, 29, 9, 30)),
            ("today", at(11, 28, 17, 0)),
            ("dnes 15:30", at(11, 28, 15, 30)),
            ("do 15:30", at(11, 28, 15, 30)),
            ("pozítří", at(11, 30, 17, 0)),
            ("29. 11. 14:00", at(11, 29, 14, 0)),
            ("29.11. 14:00", at(11, 29, 14, 0)),
            ("29. 11. 2026 14:00", at(11, 29, 14, 0)),
            ("29.\u{a0}11.\u{a0}2026 14:00", at(11, 29, 14, 0)),
            ("pátek", at(12, 4, 17, 0)),
            ("v pátek 8:00", at(12, 4, 8, 0)),
            ("Friday 8:00", at(12, 4, 8, 0)),
            ("fri", at(12, 4, 17, 0)),
            // Today is one: today while the time is ahead, else in a week.
            ("sobota 13:00", at(11, 28, 13, 0)),
            ("sobota 11:00", at(12, 5, 11, 0)),
            ("pondělí 30. 11.", at(11, 30, 17, 0)),
            ("pondělí 30. 11. 8:00", at(11, 30, 8, 0)),
            ("Mon 30 Nov", at(11, 30, 17, 0)),
            ("Mon 30 Nov 2026 8:00", at(11, 30, 8, 0)),
            ("30 November 8:00", at(11, 30, 8, 0)),
            ("2026-11-29T14:00", at(11, 29, 14, 0)),
            ("2026-11-29 14:00", at(11, 29, 14, 0)),
        ] {
            let moment = parse_when(typed, now, chrono_tz::Europe::Prague);
            assert_eq!(moment, Some(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        let now = at(11, 28, 12, 0);
        for typed in [
            "",
            "někdy",
            "v",
            "zítra 25:00",
            "zítra zítra",
            "úterý 30. 11.",
            "31. 11.",
            "29. 11. 14",
            "pátek 13",
        ] {
            let moment = parse_when(typed, now, chrono_tz::Europe::Prague);
            assert_eq!(moment, None, "{typed}");
        }
    }

    #[test]
    fn a_day_alone_is_read_the_same_way() {
        let today = on(11, 28);
        for (typed, read) in [
            ("zítra", on(11, 29)),
            ("dnes", today),
            ("sobota", today),
            ("pá", on(12, 4)),
            ("1. 12.", on(12, 1)),
            ("1 Dec", on(12, 1)),
        ] {
            assert_eq!(parse_date(typed, today), Some(read), "{typed}");
        }
    }
}
