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

/// A night belongs to two days: beside each person's hours of a day stand theirs of the day before and of the day after.
#[must_use]
pub fn with_nights(days: &[Day]) -> Vec<Day> {
    let mut wide = days.to_vec();
    for (place, day) in wide.iter_mut().enumerate() {
        let beside = [place.checked_sub(1), place.checked_add(1)];
        for other in beside.into_iter().flatten().filter_map(|at| days.get(at)) {
            for person in &mut day.people {
                let Some(then) = other.people.iter().find(|one| one.staff == person.staff) else {
                    continue;
                };
                person.beside.extend(then.spans.iter().copied());
                for away in &then.away {
                    if !person.away.contains(away) {
                        person.away.push(away.clone());
                    }
                }
            }
        }
    }
    wide
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
    /// Duties that the office does, whoever knows them: what it has commands, cards or people for.
    pub done: Duties,
    /// Duties that the manager says are not done here.
    pub not_done: Duties,
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
    /// Owns it, is there, and has lent it.
    Lent,
    /// Knows it well enough, and is not there.
    Away,
    /// Knew it well enough; the competence has ended.
    Expired,
    /// Was never trained to do it.
    Untrained,
}

impl Part {
    /// Whether they do it, or could at once.
    #[must_use]
    pub const fn holds(self) -> bool {
        matches!(self, Self::Owns | Self::Covers | Self::Could)
    }
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

    /// The duties of the board: what the office does, and what anybody was signed off for, less what the manager says is not done here.
    /// So one stays when the last who knew it is gone, and is then without anybody.
    #[must_use]
    pub fn kept(&self) -> Duties {
        let kept = |duty: &Duty| {
            let knows = |person: &Person| {
                person
                    .skill(*duty)
                    .is_some_and(|skill| skill.level > Level::Aware)
            };
            !self.not_done.has(*duty) && (self.done.has(*duty) || self.people.iter().any(knows))
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
        covers.filter(|cover| self.counts(cover, half)).collect()
    }

    /// Whether a cover counts for a half-hour: where it holds the greater part of it, or all of the time for which its owner is not
    /// there, as for a short break.
    pub(super) fn counts(&self, cover: &Cover, half: Half) -> bool {
        if cover.counts_in(half.span) {
            return true;
        }
        let owner = cover.owner.filter(|_| cover.span.meets(half.span));
        let Some(owner) = owner.and_then(|owner| self.working(half.day, owner)) else {
            return false;
        };
        let missing = owner.missing_in(half.span);
        !missing.is_empty() && missing.iter().all(|span| cover.span.holds(*span))
    }

    /// What somebody is for a duty in a half-hour, given the covers that count in it. Whoever runs a cover is there, whatever
    /// the roster says; an absence takes them away all the same.
    #[must_use]
    pub fn part(&self, person: &Person, duty: Duty, half: Half, covers: &[&Cover]) -> Part {
        let working = self.working(half.day, person.staff);
        part(person, person.skill(duty), duty, half.span, working, covers)
    }

    /// What somebody would be who is trained for the duty, or whose competence is renewed at the level that it had.
    #[must_use]
    pub fn part_once_trained(
        &self,
        person: &Person,
        duty: Duty,
        half: Half,
        covers: &[&Cover],
    ) -> Part {
        let level = person.skill(duty).map(|skill| skill.level);
        let skill = Skill {
            level: level.unwrap_or(Level::Cover).max(Level::Cover),
            until: None,
        };
        let working = self.working(half.day, person.staff);
        part(person, Some(skill), duty, half.span, working, covers)
    }
}

/// The duties of the board: all but management, which nobody can cover.
pub fn board_duties() -> impl Iterator<Item = Duty> {
    Duty::ALL
        .iter()
        .copied()
        .filter(|duty| duty.desk().is_some())
}

/// What somebody with this skill is for the duty, given their day; no day: they do not work.
pub(super) fn part(
    person: &Person,
    skill: Option<Skill>,
    duty: Duty,
    half: Span,
    working: Option<&Working>,
    covers: &[&Cover],
) -> Part {
    let Some(skill) = skill.filter(|skill| skill.level > Level::Aware) else {
        return Part::Untrained;
    };
    if !skill.holds_through(half) {
        return Part::Expired;
    }
    let Some(working) = working else {
        return Part::Away;
    };
    let agreed = || {
        let of = covers.iter().filter(|cover| cover.duties.has(duty));
        of.filter(|cover| cover.stage != CoverStage::Asked)
    };
    let is_here = working.is_here_through(half);
    let covers_it = agreed().any(|cover| {
        let may = is_here
            || cover.stage == CoverStage::Running
                && !working.away.iter().any(|away| away.span.meets(half))
            || !cover.counts_in(half) && working.is_here_through(cover.span.within(half));
        cover.coverer == Some(person.staff) && may
    });
    if covers_it && skill.level == Level::Cover {
        return Part::Covers;
    }
    if !is_here {
        return Part::Away;
    }
    match skill.level {
        Level::Own if agreed().any(|cover| cover.owner == Some(person.staff)) => Part::Lent,
        Level::Own => Part::Owns,
        Level::Cover | Level::Aware => Part::Could,
    }
}
