//! When somebody works on a day: spans of the local clock with breaks between them.

use super::time::from_local;
use super::{Desk, Instant, StaffId};
use chrono::{NaiveDate, TimeDelta};

/// The longest that one person's day may span, breaks included: 16 hours.
pub const DAY_MINUTES_MAX: u16 = 16 * 60;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// The spans of one working day in minutes of its local clock, in order and apart from each other; the last may end on the next
/// day. Written as people say it, `08:00-12:00,12:30-16:30`, where the gap is the break; empty: does not work.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Hours(Vec<(u16, u16)>);

impl Hours {
    /// Reads "8:00-12:00, 12:30-16:30", "8-12 12:30-16:30" or "22:00-6:00" (which ends on the next day); an empty text,
    /// "off" or "volno" is a day without work. `None` for anything else: spans that overlap, or a day of more than 16 hours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || ["off", "volno", "-"].contains(&text) {
            return Some(Self::default());
        }
        let mut spans: Vec<(u16, u16)> = Vec::new();
        for span in text
            .split([',', ';', ' '])
            .filter(|span| !span.trim().is_empty())
        {
            let (from, until) = span.trim().split_once(['-', '–'])?;
            let (mut from, mut until) = (minutes_of(from)?, minutes_of(until)?);
            if let Some((_, before)) = spans.last() {
                // After midnight, the clock goes on from where the span before ended.
                while from < *before {
                    from = from.checked_add(DAY)?;
                }
                while until < from {
                    until = until.checked_add(DAY)?;
                }
            } else if until <= from {
                until += DAY;
            }
            if until <= from {
                return None;
            }
            match spans.last_mut() {
                Some((_, before)) if *before == from => *before = until,
                _ => spans.push((from, until)),
            }
        }
        let (first, last) = (spans.first()?.0, spans.last()?.1);
        (first < DAY && last - first <= DAY_MINUTES_MAX).then_some(Self(spans))
    }

    /// The spans, in minutes of the local day on which the first begins.
    #[must_use]
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.0
    }

    /// A day without work.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// How long is worked, without the breaks, in minutes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.0
            .iter()
            .map(|(from, until)| u32::from(until - from))
            .sum()
    }

    /// Whether they last until after midnight, beyond the beginning of what is worked on the next day.
    #[must_use]
    pub fn goes_on_into(&self, next: &Self) -> bool {
        match (self.0.last(), next.0.first()) {
            (Some((_, until)), Some((from, _))) => *until > from + DAY,
            _ => false,
        }
    }

    /// The spans of a day as moments. At a clock change the wall clock counts, as it hangs in the office.
    #[must_use]
    pub fn on(&self, day: NaiveDate, zone: chrono_tz::Tz) -> Vec<Span> {
        let at = |minute: u16| {
            let midnight = day.and_time(chrono::NaiveTime::MIN);
            from_local(zone, midnight + TimeDelta::minutes(i64::from(minute)))
        };
        self.0
            .iter()
            .map(|(from, until)| Span {
                from: at(*from),
                until: at(*until),
            })
            .filter(|span| span.from < span.until)
            .collect()
    }
}

/// "8", "8:30" or "08:30" in minutes; "24:00" is the end of the day.
fn minutes_of(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let number = |part: &str| {
        (!part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (minutes < 60 && (hours < 24 || hours == 24 && minutes == 0)).then_some(hours * 60 + minutes)
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (from, until)) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            let (from, until) = (from % DAY, until % DAY);
            write!(
                f,
                "{:02}:{:02}-{:02}:{:02}",
                from / 60,
                from % 60,
                until / 60,
                until % 60
            )?;
        }
        Ok(())
    }
}

/// From a moment up to, and without, another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first moment.
    pub from: Instant,
    /// The first moment after it.
    pub until: Instant,
}

impl Span {
    /// Whether a moment lies in it.
    #[must_use]
    pub fn has(self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether it lies in this one, whole.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }

    /// Whether both have a moment in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// What both have in common; where they have nothing, a span that is empty.
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let from = self.from.max(other.from);
        Self {
            from,
            until: self.until.min(other.until).max(from),
        }
    }

    /// How long, in minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        (self.until.0 - self.from.0) / 60_000
    }
}

/// Why somebody who should work is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Away {
    /// From when until when.
    pub span: Span,
    /// The word for why: "holiday", "sick", "errand", "training", "lunch", "other".
    pub kind: String,
    /// The number of the absence.
    pub number: String,
}

/// What a moment of somebody's day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark<'a> {
    /// Does not work then.
    Off,
    /// A break between two spans of work.
    Break,
    /// Works.
    Work,
    /// Should work and is away, for this.
    Away(&'a str),
}

/// One person on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// Who.
    pub staff: StaffId,
    /// At which desk.
    pub desk: Desk,
    /// The spans they should work; between them are their breaks. Empty: does not work.
    pub spans: Vec<Span>,
    /// What they work on the day before and on the day after, where a night is shared by both.
    pub beside: Vec<Span>,
    /// What of it they are away, by approved absences.
    pub away: Vec<Away>,
}

impl Working {
    /// Whether they are at work at this moment: in a span of work, and not away.
    #[must_use]
    pub fn is_here(&self, at: Instant) -> bool {
        self.at_work().any(|span| span.has(at)) && !self.away.iter().any(|away| away.span.has(at))
    }

    /// Whether they are at work through the whole of a span of time.
    #[must_use]
    pub fn is_here_through(&self, span: Span) -> bool {
        self.at_work().any(|work| work.holds(span))
            && !self.away.iter().any(|away| away.span.meets(span))
    }

    /// The parts of a span of time in which they are not at work, one after the other.
    #[must_use]
    pub fn missing_in(&self, span: Span) -> Vec<Span> {
        let away = self.away.iter().map(|away| away.span);
        let mut cuts: Vec<Instant> = self
            .at_work()
            .chain(away)
            .flat_map(|of| [of.from, of.until])
            .filter(|at| span.has(*at))
            .collect();
        cuts.extend([span.from, span.until]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut missing: Vec<Span> = Vec::new();
        for pair in cuts.windows(2).filter(|pair| !self.is_here(pair[0])) {
            match missing.last_mut() {
                Some(last) if last.until == pair[0] => last.until = pair[1],
                _ => missing.push(Span {
                    from: pair[0],
                    until: pair[1],
                }),
            }
        }
        missing
    }

    fn at_work(&self) -> impl Iterator<Item = Span> {
        self.spans.iter().chain(&self.beside).copied()
    }

    /// What a moment of the day is for them.
    #[must_use]
    pub fn mark(&self, at: Instant) -> Mark<'_> {
        let away = self.away.iter().find(|away| away.span.has(at));
        match away {
            _ if self.has_break(at) => Mark::Break,
            _ if !self.spans.iter().any(|span| span.has(at)) => Mark::Off,
            Some(away) => Mark::Away(&away.kind),
            None => Mark::Work,
        }
    }

    /// Whether this moment lies in a break between two spans.
    #[must_use]
    pub fn has_break(&self, at: Instant) -> bool {
        self.spans
            .windows(2)
            .any(|pair| pair[0].until <= at && at < pair[1].from)
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, kept) in [
            ("8:00-12:00, 12:30-16:30", "08:00-12:00,12:30-16:30"),
            ("8-12 12:30-16", "08:00-12:00,12:30-16:00"),
            ("22:00-6:00", "22:00-06:00"),
            ("22-2,3-6", "22:00-02:00,03:00-06:00"),
            ("8-12,12-16", "08:00-16:00"),
            ("0:00-16:00", "00:00-16:00"),
            ("10-24", "10:00-00:00"),
            ("off", ""),
            ("volno", ""),
            ("", ""),
        ] {
            let hours = Hours::parse(typed).unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(hours.to_string(), kept, "{typed}");
            assert_eq!(Hours::parse(kept), Some(hours), "{typed}");
        }
        for typed in [
            "8",
            "8-",
            "8:60-9",
            "25-26",
            "8-12,11-13",
            "6-23",
            "a-b",
            "8:0x-9",
            "-5-6",
        ] {
            assert_eq!(Hours::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_night_goes_on_into_a_morning_that_begins_before_it_ends() {
        let of = |text| Hours::parse(text).expect("hours");
        let night = of("22:00-6:00");
        assert!(night.goes_on_into(&of("5:00-9:00")));
        assert!(!night.goes_on_into(&of("6:00-9:00")));
        assert!(!night.goes_on_into(&of("off")));
        assert!(!of("8-16").goes_on_into(&of("0:00-9:00")));
        assert!(!of("16-24").goes_on_into(&of("0:00-9:00")));
    }

    #[test]
    fn a_night_is_as_long_as_the_clock_on_the_wall_says() {
        let zone = chrono_tz::Europe::Prague;
        let hours = Hours::parse("22:00-06:00").expect("hours");
        assert_eq!(hours.minutes(), 480);
        let of = |y, m, d| {
            let day = chrono::NaiveDate::from_ymd_opt(y, m, d).expect("a day");
            hours.on(day, zone)[0].minutes()
        };
        assert_eq!(of(2026, 11, 23), 480);
        // The clocks go back, and forth.
        assert_eq!(of(2026, 10, 24), 540);
        assert_eq!(of(2027, 3, 27), 420);
    }
}
