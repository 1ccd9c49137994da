//! Who should be here when: the weekly pattern, the days that are otherwise, closed days and approved absences, as one answer.

use super::setting::Setting;
use crate::model::roster::{Away, Hours, Span, Working};
use crate::model::time::from_local;
pub use crate::model::time::{date_of, day_number};
use crate::model::{Country, Desk, Instant, OpenHours, StaffId};
use crate::office::{Reads, Refused, Row};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// One day of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// When the office is open; empty: it is closed.
    pub open: Vec<Span>,
    /// What the day is called, where the office has closed or opened it by itself.
    pub name: String,
    /// The public holiday that it is, for the word `holiday-...`; the office is closed then unless it was opened.
    pub holiday: Option<&'static str>,
    /// Everybody who is active, by their key, whether they work or not.
    pub people: Vec<Working>,
    /// What each usually works on this weekday, whether the office is open or not.
    pub usual: BTreeMap<StaffId, Vec<Span>>,
}

impl Day {
    /// What one person does on it.
    #[must_use]
    pub fn of(&self, staff: StaffId) -> Option<&Working> {
        self.people.iter().find(|person| person.staff == staff)
    }
}

/// Today, where the office is.
#[must_use]
pub fn today(reads: &impl Reads) -> NaiveDate {
    reads.now().local(reads.facts().zone).date_naive()
}

/// The day whose opening hours hold now: today, or yesterday where the office is open past midnight and has not closed yet.
///
/// # Errors
/// What the store reports.
pub fn open_day(reads: &mut impl Reads) -> Result<NaiveDate, Refused> {
    let today = today(reads);
    let Some(yesterday) = today.pred_opt() else {
        return Ok(today);
    };
    let (now, zone) = (reads.now(), reads.facts().zone);
    let since = (now.0 - midnight(yesterday, zone).0) / 60_000;
    let open = open_hours(reads)?;
    let closes = open.on(yesterday.weekday()).spans().last();
    let is_open = closes.is_some_and(|(_, until)| since < i64::from(*until));
    Ok(if is_open { yesterday } else { today })
}

/// When the office is open on each weekday, as it holds now.
///
/// # Errors
/// What the store reports.
pub fn open_hours(reads: &mut impl Reads) -> Result<OpenHours, Refused> {
    Setting::OpenHours.as_kept(reads, OpenHours::parse)
}

/// The public holiday on a date, in the country whose holidays the office keeps.
///
/// # Errors
/// What the store reports.
pub fn holiday(reads: &mut impl Reads, date: NaiveDate) -> Result<Option<&'static str>, Refused> {
    let country = Country::parse(&Setting::Holidays.get(reads)?);
    Ok(country.and_then(|country| country.holiday(date)))
}

/// Which of so many days from this one on the office is closed, by a public holiday or by its own decision.
///
/// # Errors
/// What the store reports.
pub fn closed_days(
    reads: &mut impl Reads,
    first: NaiveDate,
    count: usize,
) -> Result<Vec<NaiveDate>, Refused> {
    let country = Setting::Holidays.as_kept(reads, Country::parse)?;
    let mut closed: Vec<NaiveDate> = first
        .iter_days()
        .take(count)
        .filter(|date| country.holiday(*date).is_some())
        .collect();
    let from = day_number(first);
    let until = from + i64::try_from(count).unwrap_or(i64::MAX) - 1;
    for row in reads.rows(
        "select day, open from office_day where day between $1 and $2",
        &[from.into(), until.into()],
    )? {
        let date = date_of(row.int(0)?);
        closed.retain(|known| *known != date);
        if !row.flag(1)? {
            closed.push(date);
        }
    }
    Ok(closed)
}

/// What is kept of somebody's days: hours and desk.
type Kept = (Hours, Desk);

fn kept(row: &Row, column: usize) -> Result<Kept, Refused> {
    Ok((
        row.word(column, Hours::parse)?,
        row.word(column + 1, Desk::parse)?,
    ))
}

/// What was set for people and days, apart from the usual hours of the office.
struct Rostered {
    /// By person and weekday: from which day on, and what.
    weeks: BTreeMap<(i64, i64), Vec<(i64, Kept)>>,
    /// By day and person.
    otherwise: BTreeMap<(i64, i64), Kept>,
    /// By day: whether the office is open, and why.
    named: BTreeMap<i64, (bool, String)>,
}

impl Rostered {
    fn read(reads: &mut impl Reads, from: i64, until: i64) -> Result<Self, Refused> {
        let mut weeks: BTreeMap<(i64, i64), Vec<(i64, Kept)>> = BTreeMap::new();
        for row in reads.rows(
            "select staff, weekday, valid_from, hours, desk from roster_week where valid_from <= $1 order by staff, weekday, valid_from",
            &[until.into()],
        )? {
            weeks
                .entry((row.int(0)?, row.int(1)?))
                .or_default()
                .push((row.int(2)?, kept(&row, 3)?));
        }
        let mut otherwise = BTreeMap::new();
        for row in reads.rows(
            "select day, staff, hours, desk from roster_day where day between $1 and $2",
            &[from.into(), until.into()],
        )? {
            otherwise.insert((row.int(0)?, row.int(1)?), kept(&row, 2)?);
        }
        let mut named = BTreeMap::new();
        for row in reads.rows(
            "select day, open, name from office_day where day between $1 and $2",
            &[from.into(), until.into()],
        )? {
            named.insert(row.int(0)?, (row.flag(1)?, row.text(2)?));
        }
        Ok(Self {
            weeks,
            otherwise,
            named,
        })
    }

    /// The usual hours of somebody on a date; none: those of the office.
    fn usual(&self, staff: StaffId, date: NaiveDate) -> Option<&Kept> {
        let weekday = i64::from(date.weekday().number_from_monday());
        let number = day_number(date);
        let rows = self.weeks.get(&(staff.0, weekday))?.iter();
        let last = rows.rev().find(|(valid_from, _)| *valid_from <= number);
        last.map(|(_, kept)| kept)
    }
}

/// So many days from this one on, with everybody who is active. Who has no hours of their own works while the office is open.
/// Reads five lists and two settings, however many people and days.
///
/// # Errors
/// What the store reports.
pub fn days(reads: &mut impl Reads, first: NaiveDate, count: u16) -> Result<Vec<Day>, Refused> {
    let zone = reads.facts().zone;
    let last = first
        .checked_add_days(Days::new(u64::from(count.max(1)) - 1))
        .unwrap_or(first);
    let open = open_hours(reads)?;
    let mut people = Vec::new();
    for row in reads.rows(
        "select id, desk from staff where active = 1 order by id",
        &[],
    )? {
        people.push((StaffId(row.int(0)?), row.word(1, Desk::parse)?));
    }
    let rostered = Rostered::read(reads, day_number(first), day_number(last))?;
    let country = Setting::Holidays.as_kept(reads, Country::parse)?;
    let away = away_between(
        reads,
        Span {
            from: midnight(first, zone),
            until: midnight(last.checked_add_days(Days::new(2)).unwrap_or(last), zone),
        },
    )?;
    let mut days = Vec::new();
    for date in first.iter_days().take(usize::from(count)) {
        let number = day_number(date);
        let holiday = country.holiday(date);
        let named = rostered.named.get(&number).cloned();
        let (is_open, name) = named.unwrap_or_else(|| (holiday.is_none(), String::new()));
        let hours = open.on(date.weekday());
        let open = if is_open {
            hours.on(date, zone)
        } else {
            Vec::new()
        };
        let mut at_work = Vec::with_capacity(people.len());
        let mut usually = BTreeMap::new();
        for (staff, home) in &people {
            let usual = rostered.usual(*staff, date);
            let usual_hours = usual.map_or(hours, |(hours, _)| hours);
            usually.insert(*staff, usual_hours.on(date, zone));
            let (spans, desk) = match (rostered.otherwise.get(&(number, staff.0)), usual) {
                (Some((hours, desk)), _) => (hours.on(date, zone), *desk),
                (None, Some((hours, desk))) if is_open => (hours.on(date, zone), *desk),
                (None, Some((_, desk))) => (Vec::new(), *desk),
                (None, None) => (open.clone(), *home),
            };
            let away = away
                .iter()
                .filter(|(by, away)| by == staff && spans.iter().any(|span| span.meets(away.span)))
                .map(|(_, away)| away.clone())
                .collect();
            at_work.push(Working {
                staff: *staff,
                desk,
                spans,
                beside: Vec::new(),
                away,
            });
        }
        days.push(Day {
            date,
            open,
            name,
            holiday,
            people: at_work,
            usual: usually,
        });
    }
    Ok(days)
}

/// The first moment of a date.
#[must_use]
pub fn midnight(date: NaiveDate, zone: chrono_tz::Tz) -> Instant {
    from_local(zone, date.and_time(NaiveTime::MIN))
}

fn away_between(reads: &mut impl Reads, span: Span) -> Result<Vec<(StaffId, Away)>, Refused> {
    let rows = reads.rows(
        "select staff, starts_at, ends_at, kind, number from absence where state = 'approved' and ends_at > $1 and starts_at < $2 order by ends_at, id",
        &[span.from.0.into(), span.until.0.into()],
    )?;
    let mut away = Vec::with_capacity(rows.len());
    for row in rows {
        away.push((
            StaffId(row.int(0)?),
            Away {
                span: Span {
                    from: Instant(row.int(1)?),
                    until: Instant(row.int(2)?),
                },
                kind: row.text(3)?,
                number: row.text(4)?,
            },
        ));
    }
    Ok(away)
}
