//! Whether a machine's clock can be believed. Time goes forward, within reason: where the clock is further from what was written
//! last than the office allows, nobody writes until a manager has said which of the two is right (`clock.confirm`, `clock.correct`).

use super::journal::Head;
use super::{OfficeFacts, Refused};
use crate::model::time::{date_of, day_number, from_local};
use crate::model::{Clock, Country, Instant, OPEN_HOURS, OpenHours};
use crate::store::Engine;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// How far a clock may be from the last line of an office that has not decided anything about it, in hours of open days.
pub const CLOCK_HOURS: &str = "36";

/// The least that an office can allow, in milliseconds: within it nothing needs to be looked up.
const ALWAYS_MS: i64 = 60 * 60 * 1000;

/// Further apart than this is no closed office, in days.
const DAYS_MAX: i64 = 400;

/// A machine's clock and the journal, which are too far apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockDoubt {
    /// What the machine's clock shows.
    pub clock: Instant,
    /// When the last line was written.
    pub last: Instant,
}

impl ClockDoubt {
    /// Why nobody may write, with both times.
    #[must_use]
    pub fn refused(self) -> Refused {
        self.named("clock-doubtful")
    }

    /// Whether the clock is ahead of the journal; else it is behind.
    #[must_use]
    pub fn is_ahead(self) -> bool {
        self.clock > self.last
    }

    /// The clock shows a year in which no office can be.
    pub(super) fn impossible(self) -> Refused {
        self.named("clock-impossible")
    }

    fn named(self, id: &'static str) -> Refused {
        Refused::rule(id)
            .with("clock", self.clock)
            .with("last", self.last)
            .with("ahead", self.is_ahead())
    }
}

/// The office's time, and why the clock is not believed where it is not: then time stands still at the last line.
///
/// # Errors
/// What the store reports.
pub(super) fn time(
    engine: &mut dyn Engine,
    clock: &dyn Clock,
    last: &Head,
    facts: &OfficeFacts,
) -> Result<(Instant, Option<ClockDoubt>), Refused> {
    let now = clock.now();
    // Time never goes back by itself: a clock that was set back a little stands still until it has caught up.
    let later = now.max(last.at);
    let apart = now.0.abs_diff(last.at.0);
    if last.seq == 0 || !clock.may_be_wrong() || apart <= ALWAYS_MS.unsigned_abs() {
        return Ok((later, None));
    }
    let setting = setting(engine, "clock-hours")?;
    let hours: i64 = setting
        .as_deref()
        .unwrap_or(CLOCK_HOURS)
        .parse()
        .unwrap_or(0);
    let limit = hours.saturating_mul(ALWAYS_MS);
    let is_far = hours > 0 && apart > limit.unsigned_abs();
    let is_doubtful = !now.is_possible()
        || is_far && (now < last.at || open_ms(engine, last.at, now, facts)? > limit);
    let doubt = ClockDoubt {
        clock: now,
        last: last.at,
    };
    Ok(if is_doubtful {
        (last.at, Some(doubt))
    } else {
        (later, None)
    })
}

fn setting(engine: &mut dyn Engine, key: &str) -> Result<Option<String>, Refused> {
    let rows = engine.run("select value from setting where key = $1", &[key.into()])?;
    Ok(rows.first().map(|row| row.text(0)).transpose()?)
}

/// How much of the time between two moments lies on days on which the office is open, in milliseconds: it may be closed from
/// Friday to Tuesday. An office that is open on no day of the week counts every day.
fn open_ms(
    engine: &mut dyn Engine,
    from: Instant,
    until: Instant,
    facts: &OfficeFacts,
) -> Result<i64, Refused> {
    let local = |at: Instant| at.local(facts.zone).date_naive();
    let (first, last) = (local(from), local(until));
    if last.signed_duration_since(first).num_days() > DAYS_MAX {
        return Ok(until.0 - from.0);
    }
    let hours = setting(engine, "open-hours")?;
    let hours = OpenHours::parse(hours.as_deref().unwrap_or(OPEN_HOURS)).unwrap_or_default();
    let country = setting(engine, "holidays")?.and_then(|name| Country::parse(&name));
    let country = country.unwrap_or_else(|| Country::of_zone(facts.zone));
    let mut otherwise = Vec::new();
    for row in engine.run(
        "select day, open from office_day where day between $1 and $2",
        &[day_number(first).into(), day_number(last).into()],
    )? {
        otherwise.push((date_of(row.int(0)?), row.flag(1)?));
    }
    let works = |date: &NaiveDate| !hours.on(date.weekday()).spans().is_empty();
    let never_works = !first.iter_days().take(7).any(|date| works(&date));
    let is_open = |date: &NaiveDate| {
        let named = otherwise.iter().find(|(day, _)| day == date);
        match named {
            Some((_, open)) => *open,
            None => never_works || works(date) && country.holiday(*date).is_none(),
        }
    };
    let midnight = |date: NaiveDate| from_local(facts.zone, date.and_time(NaiveTime::MIN));
    let mut open = 0;
    for date in first.iter_days().take_while(|date| *date <= last) {
        let next = date.succ_opt().map_or(until, midnight);
        if is_open(&date) {
            open += (next.min(until).0 - midnight(date).max(from).0).max(0);
        }
    }
    Ok(open)
}
