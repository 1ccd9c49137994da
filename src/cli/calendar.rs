//! `swingdoor calendar`: shifts, absences and planned covers for other calendar programs.

use super::output::{Exit, Stop};
use super::place::Place;
use super::roster::names;
use crate::exchange::{Event, calendar};
use crate::model::roster::{Span, Working};
use crate::model::{AbsenceKind, Desk, Duties, Instant, StaffId, monday_of};
use crate::office::{Office, Reader, Reads, Refused, Row};
use crate::records::arrangement::Arrangement;
use crate::records::roster::{days, midnight, today};
use crate::records::staff;
use crate::words::{Words, named};
use chrono::NaiveDate;
use std::io::Write;

/// Whose calendar is wanted, and for how long.
pub(super) struct Wanted<'a> {
    pub(super) staff: Option<&'a str>,
    pub(super) desk: Option<&'a str>,
    pub(super) weeks: u16,
}

/// Prints the calendar from this week's Monday on, in the office's language unless another was asked for.
pub(super) fn print_calendar(place: &Place<'_>, wanted: &Wanted<'_>) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let words = place.words_for(office.facts(), None);
    let text = calendar_of(&mut office, wanted, &words)?;
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Done)
}

/// The calendar as a text.
fn calendar_of(office: &mut Office, wanted: &Wanted<'_>, words: &Words) -> Result<String, Refused> {
    office.read(|reader| {
        let whose = match (wanted.staff, wanted.desk.and_then(Desk::parse)) {
            (Some(code), _) => {
                let (staff, name, active) = staff::find(reader, code)?;
                if !active {
                    return Err(Refused::rule("staff-gone").with("name", name));
                }
                Whose::Person(staff)
            }
            (None, Some(desk)) => Whose::Desk(desk),
            (None, None) => Whose::Everybody,
        };
        let first = monday_of(today(reader));
        let count = wanted.weeks.saturating_mul(7);
        let events = events(reader, whose, first, count, words)?;
        let facts = reader.facts();
        Ok(calendar(&facts.name, &events, reader.now(), facts.zone))
    })
}

/// Whose calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Everybody's.
    Everybody,
    /// One person's.
    Person(StaffId),
    /// Of whoever works at this desk, and of its duties.
    Desk(Desk),
}

/// The entries of so many days from this one on.
fn events(
    reads: &mut Reader<'_>,
    whose: Whose,
    first: NaiveDate,
    count: u16,
    words: &Words,
) -> Result<Vec<Event>, Refused> {
    let mut events = shifts(reads, whose, first, count, words)?;
    let zone = reads.facts().zone;
    let last = first
        .checked_add_days(chrono::Days::new(count.into()))
        .unwrap_or(first);
    let window = Span {
        from: midnight(first, zone),
        until: midnight(last, zone),
    };
    events.extend(absences(reads, whose, window, words)?);
    events.extend(covers(reads, whose, window, words)?);
    events.extend(arranged(reads, whose, first, count, words)?);
    events.sort_by_key(|event| (event.span.from, event.id.clone()));
    Ok(events)
}

fn is_wanted(whose: Whose, person: &Working) -> bool {
    match whose {
        Whose::Everybody => true,
        Whose::Person(staff) => person.staff == staff,
        Whose::Desk(desk) => person.desk == desk,
    }
}

/// The spans that are worked; their breaks lie between them. What somebody is away for is an entry of its own.
fn shifts(
    reads: &mut Reader<'_>,
    whose: Whose,
    first: NaiveDate,
    count: u16,
    words: &Words,
) -> Result<Vec<Event>, Refused> {
    let names = names(reads)?;
    let mut events = Vec::new();
    for day in days(reads, first, count)? {
        for person in day.people.iter().filter(|person| is_wanted(whose, person)) {
            let Some((code, name)) = names.get(&person.staff) else {
                continue;
            };
            for (nth, span) in (1..).zip(&person.spans) {
                if person.away.iter().any(|away| away.span.holds(*span)) {
                    continue;
                }
                let desk = words.word("desk", person.desk.as_str());
                let title = match whose {
                    Whose::Person(_) => desk,
                    Whose::Everybody | Whose::Desk(_) => format!("{name}: {desk}"),
                };
                events.push(Event {
                    id: format!("shift-{code}-{}-{nth}", day.date),
                    span: *span,
                    title,
                    about: String::new(),
                    busy: true,
                });
            }
        }
    }
    Ok(events)
}

/// The entry of what has a number, in the row's first column; its times stand in this column and the next.
fn entry(kind: &str, title: String, row: &Row, times: usize) -> Result<Event, Refused> {
    let number = row.text(0)?;
    Ok(Event {
        id: format!("{kind}-{number}"),
        span: Span {
            from: Instant(row.int(times)?),
            until: Instant(row.int(times + 1)?),
        },
        title,
        about: number,
        busy: true,
    })
}

fn absences(
    reads: &mut Reader<'_>,
    whose: Whose,
    window: Span,
    words: &Words,
) -> Result<Vec<Event>, Refused> {
    let rows = reads.rows(
        "select a.number, a.staff, s.name, s.desk, a.kind, a.starts_at, a.ends_at from absence a cross join staff s on s.id = a.staff
         where a.state = 'approved' and a.ends_at > $1 and a.starts_at < $2 and s.active = 1 order by a.ends_at, a.id",
        &[window.from.0.into(), window.until.0.into()],
    )?;
    let mut events = Vec::new();
    for row in rows {
        let (staff, desk) = (StaffId(row.int(1)?), row.word(3, Desk::parse)?);
        let kind = row.word(4, AbsenceKind::parse)?;
        let kind = words.word("absence-kind", kind.as_str());
        let title = match whose {
            Whose::Person(wanted) if wanted != staff => continue,
            Whose::Desk(wanted) if wanted != desk => continue,
            Whose::Person(_) => kind,
            Whose::Everybody | Whose::Desk(_) => format!("{}: {kind}", row.text(2)?),
        };
        events.push(Event {
            busy: false,
            ..entry("absence", title, &row, 5)?
        });
    }
    Ok(events)
}

/// Covers that somebody has accepted and that have not begun.
fn covers(
    reads: &mut Reader<'_>,
    whose: Whose,
    window: Span,
    words: &Words,
) -> Result<Vec<Event>, Refused> {
    let rows = reads.rows(
        "select c.number, c.coverer, s.name, c.owner, coalesce(o.name, ''), c.duties, c.begins_at, c.ends_at
         from cover c cross join staff s on s.id = c.coverer left join staff o on o.id = c.owner
         where c.begins_at is not null and c.accepted_at is not null and c.starts_at is null and c.ended_at is null and c.begins_at < $2 and c.ends_at > $1 order by c.begins_at, c.id",
        &[window.from.0.into(), window.until.0.into()],
    )?;
    let mut events = Vec::new();
    for row in rows {
        let coverer = StaffId(row.int(1)?);
        let owner = row.int_or_none(3)?.map(StaffId);
        let duties = row.word(5, Duties::parse)?;
        let wanted = match whose {
            Whose::Everybody => true,
            Whose::Person(staff) => coverer == staff || owner == Some(staff),
            Whose::Desk(desk) => duties.iter().any(|duty| duty.desk() == Some(desk)),
        };
        if !wanted {
            continue;
        }
        let title = words.calendar_cover(
            named::Coverer(row.text(2)?),
            named::Duties(words.duties(duties)),
            named::Owner(row.text(4)?),
        );
        events.push(entry("cover", title, &row, 6)?);
    }
    Ok(events)
}

/// What standing arrangements will lend on each of so many days from this one on: agreed by both, and not begun.
fn arranged(
    reads: &mut Reader<'_>,
    whose: Whose,
    first: NaiveDate,
    count: u16,
    words: &Words,
) -> Result<Vec<Event>, Refused> {
    let names = names(reads)?;
    let zone = reads.facts().zone;
    let name = |staff| names.get(&staff).map_or("", |(_, name)| name.as_str());
    let coming = Arrangement::to_come(reads, first, count)?;
    let wanted = coming.into_iter().filter(|(one, _)| match whose {
        Whose::Everybody => true,
        Whose::Person(staff) => one.coverer == staff || one.owner == staff,
        Whose::Desk(desk) => one.duties.iter().any(|duty| duty.desk() == Some(desk)),
    });
    Ok(wanted
        .map(|(one, span)| Event {
            id: format!(
                "arranged-{}-{}",
                one.number,
                span.from.local(zone).date_naive()
            ),
            span,
            title: words.calendar_cover(
                named::Coverer(name(one.coverer)),
                named::Duties(words.duties(one.duties)),
                named::Owner(name(one.owner)),
            ),
            about: one.number,
            busy: true,
        })
        .collect())
}
