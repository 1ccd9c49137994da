//! Instants, business days and the clock, which is passed in so that tests own the time.

use super::said_day;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// A moment, in milliseconds since 1970-01-01 UTC. Written in JSON as RFC 3339.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// This much later.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This much later.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_seconds(minutes.saturating_mul(60))
    }

    /// Whether an office can be at this moment: within the years 2000 to 9998.
    #[must_use]
    pub fn is_possible(self) -> bool {
        OFFICE_MS.contains(&self.0)
    }

    /// As chrono has it; the epoch for what chrono cannot say.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// In the office's time zone.
    #[must_use]
    pub fn local(self, zone: chrono_tz::Tz) -> DateTime<chrono_tz::Tz> {
        self.utc().with_timezone(&zone)
    }
}

impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            &self
                .utc()
                .to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        )
    }
}

impl serde::Serialize for Instant {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The moment a wall clock of the zone shows this date and time; in a spring gap, the first moment after it,
/// and of the two at the autumn change the earlier one.
#[must_use]
pub fn from_local(zone: chrono_tz::Tz, local: NaiveDateTime) -> Instant {
    let mut wall = local;
    for _ in 0..8 {
        match zone.from_local_datetime(&wall) {
            chrono::LocalResult::Single(at) => return Instant(at.timestamp_millis()),
            chrono::LocalResult::Ambiguous(one, two) => {
                return Instant(one.timestamp_millis().min(two.timestamp_millis()));
            }
            chrono::LocalResult::None => wall += chrono::TimeDelta::minutes(30),
        }
    }
    Instant(Utc.from_utc_datetime(&local).timestamp_millis())
}

/// Reads what people and scripts write for a moment, relative to `now`, in the office's zone:
/// "12:30" (today, or tomorrow when that is past), "30m", "2h", "2026-11-23" (17:00 that day),
/// "2026-11-23 14:00", "2026-11-23T14:00", RFC 3339, or a day as [`parse_date`] reads it, with a time behind it or without.
/// A day of the week is the next one whose time is ahead. `None` for anything else.
#[must_use]
pub fn parse_when(text: &str, now: Instant, zone: chrono_tz::Tz) -> Option<Instant> {
    moment(text.trim(), now, zone).filter(|at| is_year(at.local(zone).date_naive()))
}

/// A moment in any year.
fn moment(text: &str, now: Instant, zone: chrono_tz::Tz) -> Option<Instant> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
        return Some(Instant(exact.timestamp_millis()));
    }
    let ahead = text.strip_prefix('+').unwrap_or(text);
    let minutes = ahead.strip_suffix('m').or(ahead.strip_suffix("min"));
    if let Some(count) = minutes.and_then(|count| count.trim().parse::<u32>().ok()) {
        return Some(now.plus_minutes(i64::from(count)));
    }
    let hours = ahead.strip_suffix('h');
    if let Some(count) = hours.and_then(|count| count.trim().parse::<u16>().ok()) {
        return Some(now.plus_minutes(i64::from(count) * 60));
    }
    let today = now.local(zone).date_naive();
    if !said_day::is_iso(text)
        && let Some(time) = parse_time(&said_day::bare(text))
    {
        let at = from_local(zone, today.and_time(time));
        let tomorrow = today.succ_opt()?;
        return Some(if at > now {
            at
        } else {
            from_local(zone, tomorrow.and_time(time))
        });
    }
    let (day, time) = day_and_time(text)?;
    let (date, comes_again) = said_day::day(day, today)?;
    let at = from_local(zone, date.and_time(time));
    if comes_again && at <= now {
        let next = date.checked_add_days(chrono::Days::new(7))?;
        return Some(from_local(zone, next.and_time(time)));
    }
    Some(at)
}

/// The day of a moment and its time, which is the end of the working day where none is written.
fn day_and_time(text: &str) -> Option<(&str, NaiveTime)> {
    let is_iso = text.starts_with(|c: char| c.is_ascii_digit());
    let split = text.split_once('T').filter(|_| is_iso);
    let split = split.or_else(|| text.rsplit_once(char::is_whitespace));
    match split {
        Some((day, time)) if time.contains(':') => Some((day, parse_time(time)?)),
        _ => Some((text, NaiveTime::from_hms_opt(17, 0, 0)?)),
    }
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| {
        (!part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    NaiveTime::from_hms_opt(two(hours)?, two(minutes.get(..2)?)?, 0).filter(|_| {
        minutes.len() == 2
            || minutes.starts_with(|c: char| c.is_ascii_digit()) && minutes.get(2..3) == Some(":")
    })
}

/// Reads a day as people say and write it in either language: "2026-11-23", "23. 11. 2026", "23.11." (the next one from today),
/// "tomorrow", "pátek" (today where it is one), "pondělí 30. 11.", "30 Nov"; real dates only.
#[must_use]
pub fn parse_date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (date, _) = said_day::day(text, today)?;
    is_year(date).then_some(date)
}

/// The years in which something can be due or have been done: the year 0000 or 9999 of a table is none.
fn is_year(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1900..=2200).contains(&date.year())
}

/// Reads a date in digits: "2026-11-23", "23.11.2026", "23. 11. 2026" or "23.11." (the next one from today).
pub(super) fn date_in_digits(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if let Ok(date) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return (text.len() == 10 && is_year(date)).then_some(date);
    }
    let mut parts = text.trim_end_matches('.').split('.');
    let (day, month, year) = (
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next(),
    );
    match year {
        Some(year) => NaiveDate::from_ymd_opt(
            year.parse().ok().filter(|y| (1900..=2200).contains(y))?,
            month,
            day,
        ),
        None => {
            let date = NaiveDate::from_ymd_opt(today.year(), month, day)?;
            if date >= today {
                Some(date)
            } else {
                NaiveDate::from_ymd_opt(today.year() + 1, month, day)
            }
        }
    }
}

/// A date as the file has it: days since 1970-01-01.
#[must_use]
pub fn day_number(date: NaiveDate) -> i64 {
    use chrono::Datelike;
    i64::from(date.num_days_from_ce()) - i64::from(NaiveDate::default().num_days_from_ce())
}

/// The date of a number that [`day_number`] gave.
#[must_use]
pub fn date_of(number: i64) -> NaiveDate {
    use chrono::Datelike;
    i32::try_from(number + i64::from(NaiveDate::default().num_days_from_ce()))
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .unwrap_or_default()
}

/// The moments that calendars can write, in milliseconds: the years 1 to 9999, less a day at each end for time zones.
const CALENDAR_MS: std::ops::RangeInclusive<i64> = -62_135_510_400_000..=253_402_214_400_000;

/// The moments at which an office can be: from 2000 to the end of 9998, in milliseconds.
const OFFICE_MS: std::ops::Range<i64> = 946_684_800_000..253_370_764_800_000;

/// Tells the time. One per program; tests pass a [`FixedClock`].
pub trait Clock: Send + Sync {
    /// Now, as this clock has it.
    fn now(&self) -> Instant;

    /// Whether it may be wrong, as every machine's may: where it is far from what was written last, a manager is asked.
    fn may_be_wrong(&self) -> bool {
        true
    }
}

/// The machine's clock: the one place that reads it.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Instant {
        // A machine whose battery is empty may begin before 1970, which chrono's own `now` does not survive.
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let milliseconds =
            |span: std::time::Duration| i64::try_from(span.as_millis()).unwrap_or(i64::MAX);
        let now = since.map_or_else(|before| -milliseconds(before.duration()), milliseconds);
        Instant(now.clamp(*CALENDAR_MS.start(), *CALENDAR_MS.end()))
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug, Clone, Default)]
pub struct FixedClock(Arc<AtomicI64>, bool);

impl FixedClock {
    /// Stands at this moment.
    #[must_use]
    pub fn at(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)), false)
    }

    /// The same clock as that of a machine, which may be wrong.
    #[must_use]
    pub fn as_of_a_machine(&self) -> Self {
        Self(Arc::clone(&self.0), true)
    }

    /// Moves it, forwards or back.
    pub fn set(&self, now: Instant) {
        self.0.store(now.0, Ordering::SeqCst);
    }

    /// Moves it on.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }

    /// It is moved on purpose: to write a history, or to play a day in a test.
    fn may_be_wrong(&self) -> bool {
        self.1
    }
}
