//! Who is there, what they know, and what they cover: all that the coverage board is made of, as it is or with people taken away.

use super::roster::{Away, Span, Working};
use super::{Duties, Duty, Instant, Level, StaffId};
use chrono::{NaiveDate, Offset};

/// How long a cell of the board is, in milliseconds: half an hour.
pub const HALF_HOUR: i64 = 30 * 60 * 1000;

/// The word for why somebody is away who was only taken away on the board.
pub const SUPPOSED: &str = "supposed";

/// How well a person knows a duty, and until when that is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skill {
    /// How well.
    pub level: Level,
    /// Until when; none: for good.
    pub until: Option<Instant>,
}

impl Skill {
    /// Whether it holds through the whole of a span of time.
    #[must_use]
    pub fn holds_through(self, span: Span) -> bool {
        self.until.is_none_or(|until| until >= span.until)
    }
}

/// Somebody of the office, with what the board needs to know of them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Key.
    pub staff: StaffId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// By the place of the duty in [`Duty::ALL`].
    pub skills: [Option<Skill>; Duty::ALL.len()],
    /// How often they did something in each duty, and when last; from the evidence of the journal.
    pub practised: [Option<(i64, Instant)>; Duty::ALL.len()],
    /// Signed in at a screen now.
    pub signed_in: bool,
    /// Has a cash drawer open now.
    pub drawer: bool,
}

impl Person {
    /// What they know of a duty, valid or not.
    #[must_use]
    pub const fn skill(&self, duty: Duty) -> Option<Skill> {
        self.skills[duty as usize]
    }

    /// How well they know a duty through a span of time.
    #[must_use]
    pub fn level(&self, duty: Duty, span: Span) -> Option<Level> {
        self.skill(duty)
            .filter(|skill| skill.holds_through(span))
            .map(|skill| skill.level)
    }
}

/// How far a cover is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverStage {
    /// Asked for; nobody has said yes.
    Asked,
    /// Somebody has said yes; it has not begun.
    Planned,
    /// It runs.
    Running,
}

/// A cover that lies in the days of the board.
#[derive(Debug, Clone)]
pub struct Cover {
    /// As people know it.
    pub number: String,
    /// What is lent.
    pub duties: Duties,
    /// Whose.
    pub owner: Option<StaffId>,
    /// Who stands in, or is asked to.
    pub coverer: Option<StaffId>,
    /// From when until when.
    pub span: Span,
    /// How far it is.
    pub stage: CoverStage,
}

impl Cover {
    /// Whether it counts for a half-hour: it holds the greater part of it, so that one that is declared a few minutes late
    /// leaves no gap on the board.
    #[must_use]
    pub fn counts_in(&self, half: Span) -> bool {
        let from = self.span.from.0.max(half.from.0);
        let until = self.span.until.0.min(half.until.0);
        (until - from) * 2 >= half.until.0 - half.from.0
    }
}

/// One day of the office.
#[derive(Debug, Clone)]
pub struct Day {
    /// Which.
    pub date: NaiveDate,
    /// When the office is open.
    pub open: Vec<Span>,
    /// Everybody, by their key.
    pub people: Vec<Working>,
}

/// Everything that the board is made of.
#[derive(Debug, Clone, Default)]
pub struct Staffing {
    /// Everybody who is active, by their key.
    pub people: Vec<Person>,
    /// The days, one after the other.
    pub days: Vec<Day>,
    /// The covers that lie in them.
    pub covers: Vec<Cover>,
    /// The half-hours of the days in which the office is open.
    pub halves: Vec<Half>,
}

/// A half-hour in which the office is open; at the edges of the open hours it may be shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    /// The place of its day.
    pub day: usize,
    /// From when until when.
    pub span: Span,
}

/// Cuts spans at the full and half hours of the wall clock.
#[must_use]
pub fn half_hours(open: &[Span], zone: chrono_tz::Tz) -> Vec<Span> {
    let mut halves = Vec::new();
    for span in open {
        let mut from = span.from;
        while from < span.until {
            let offset = i64::from(from.local(zone).offset().fix().local_minus_utc()) * 1000;
            let next = ((from.0 + offset).div_euclid(HALF_HOUR) + 1) * HALF_HOUR - offset;
            let until = Instant(next).min(span.until);
            halves.push(Span { from, until });
            from = until;
        }
    }
    halves
}

/// Somebody who is taken away on the board, and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposed {
    /// Who.
    pub staff: StaffId,
    /// From when until when.
    pub span: Span,
}

/// What somebody is for a duty in a half-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Owns it and is there.
    Owns,
    /// Covers it.
    Covers,
    /// Is there and trained to cover it.
    Could,
    /// Not there, not trained, or has lent it.
    None,
}

impl Staffing {
    /// The same with the half-hours of its days.
    #[must_use]
    pub fn with_halves(mut self, zone: chrono_tz::Tz) -> Self {
        self.halves.clear();
        for (day, of) in self.days.iter().enumerate() {
            let spans = half_hours(&of.open, zone);
            self.halves
                .extend(spans.into_iter().map(|span| Half { day, span }));
        }
        self
    }

    /// The same without some people for a while: a supposition, of which nothing is kept.
    #[must_use]
    pub fn without(&self, supposed: &[Supposed]) -> Self {
        let mut without = self.clone();
        for Supposed { staff, span } in supposed {
            for day in &mut without.days {
                if let Some(person) = day.people.iter_mut().find(|one| one.staff == *staff) {
                    person.away.push(Away {
                        span: *span,
                        kind: SUPPOSED.to_owned(),
                        number: String::new(),
                    });
                }
            }
        }
        without
    }

    /// The same where one person does not know a duty (any more).
    #[must_use]
    pub fn without_skill(&self, staff: StaffId, duty: Duty) -> Self {
        let mut without = self.clone();
        for person in &mut without.people {
            if person.staff == staff {
                person.skills[duty as usize] = None;
            }
        }
        without
    }

    /// The duties that anybody was ever signed off for, valid or not: the others are not kept here, and miss nobody.
    #[must_use]
    pub fn kept(&self) -> Duties {
        let kept = |duty: &Duty| {
            let knows = |person: &Person| {
                person
                    .skill(*duty)
                    .is_some_and(|skill| skill.level > Level::Aware)
            };
            self.people.iter().any(knows)
        };
        board_duties().filter(kept).collect()
    }

    /// What one person does on a day.
    #[must_use]
    pub fn working(&self, day: usize, staff: StaffId) -> Option<&Working> {
        let people = &self.days.get(day)?.people;
        let at = people.binary_search_by_key(&staff, |one| one.staff).ok()?;
        people.get(at)
    }

    /// Somebody by their key.
    #[must_use]
    pub fn person(&self, staff: StaffId) -> Option<&Person> {
        self.people.iter().find(|person| person.staff == staff)
    }

    /// The covers that count in a half-hour.
    #[must_use]
    pub fn covers_in(&self, half: Half) -> Vec<&Cover> {
        let covers = self.covers.iter();
        covers.filter(|cover| cover.counts_in(half.span)).collect()
    }

    /// What somebody is for a duty in a half-hour, given the covers that count in it. Whoever runs a cover is there, whatever
    /// the roster says; an absence takes them away all the same.
    #[must_use]
    pub fn part(&self, person: &Person, duty: Duty, half: Half, covers: &[&Cover]) -> Part {
        let Some(level) = person.level(duty, half.span) else {
            return Part::None;
        };
        let Some(working) = self.working(half.day, person.staff) else {
            return Part::None;
        };
        part(person.staff, level, duty, half.span, working, covers)
    }
}

/// The duties of the board: all but management, which nobody can cover.
pub fn board_duties() -> impl Iterator<Item = Duty> {
    Duty::ALL
        .iter()
        .copied()
        .filter(|duty| duty.desk().is_some())
}

/// What somebody who knows the duty that well is for it, given their day.
pub(super) fn part(
    staff: StaffId,
    level: Level,
    duty: Duty,
    half: Span,
    working: &Working,
    covers: &[&Cover],
) -> Part {
    let mine = || covers.iter().filter(|cover| cover.duties.has(duty));
    let is_here = working.is_here_through(half);
    if level == Level::Aware {
        return Part::None;
    }
    let covers_it = mine().any(|cover| {
        let may = is_here
            || cover.stage == CoverStage::Running
                && !working.away.iter().any(|away| away.span.meets(half));
        cover.stage != CoverStage::Asked && cover.coverer == Some(staff) && may
    });
    if covers_it && level == Level::Cover {
        return Part::Covers;
    }
    if !is_here {
        return Part::None;
    }
    let has_lent =
        || mine().any(|cover| cover.stage != CoverStage::Asked && cover.owner == Some(staff));
    match level {
        Level::Own if has_lent() => Part::None,
        Level::Own => Part::Owns,
        Level::Cover => Part::Could,
        Level::Aware => Part::None,
    }
}
