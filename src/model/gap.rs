//! A gap of the coverage board: why nobody does the duty, and who could best.

use super::roster::Span;
use super::staffing::{CoverStage, Half, Part, Person, Staffing};
use super::{Duties, Duty, Instant, Level, StaffId};

/// Why an owner of a duty does not do it in a half-hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Their competence is not valid any more, since.
    Expired(Instant),
    /// Away until, with the word for why.
    Away(Instant, String),
    /// Has a break until.
    Break(Instant),
    /// Begins only at.
    Later(Instant),
    /// Was there until.
    Gone(Instant),
    /// Does not work on that day.
    Off,
    /// Comes or goes within the half-hour.
    Partly,
    /// Has lent it to somebody who is not there: the number of the cover.
    Lent(String),
}

/// The owners of a duty, each with the reason why they do not do it in a half-hour; empty: nobody owns it.
#[must_use]
pub fn causes(staffing: &Staffing, duty: Duty, half: Half) -> Vec<(StaffId, Why)> {
    let covers = staffing.covers_in(half);
    let mut causes = Vec::new();
    for person in &staffing.people {
        let Some(skill) = person.skill(duty).filter(|skill| skill.level == Level::Own) else {
            continue;
        };
        if staffing.part(person, duty, half, &covers) == Part::Owns {
            continue;
        }
        let why = match skill.until {
            Some(until) if until < half.span.until => Why::Expired(until),
            _ => match why_not_here(staffing, person.staff, half) {
                Some(why) => why,
                None => Why::Lent(
                    covers
                        .iter()
                        .find(|cover| cover.owner == Some(person.staff) && cover.duties.has(duty))
                        .map_or_else(String::new, |cover| cover.number.clone()),
                ),
            },
        };
        causes.push((person.staff, why));
    }
    causes
}

/// Why somebody is not there through a half-hour; none: they are.
#[must_use]
pub fn why_not_here(staffing: &Staffing, staff: StaffId, half: Half) -> Option<Why> {
    let Some(working) = staffing.working(half.day, staff) else {
        return Some(Why::Off);
    };
    let span = half.span;
    if working.is_here_through(span) {
        return None;
    }
    // What was only supposed is said first: it is what one wants to see.
    let away = working.away.iter().rev().find(|away| away.span.meets(span));
    if let Some(away) = away {
        return Some(Why::Away(away.span.until, away.kind.clone()));
    }
    let (Some(first), Some(last)) = (working.spans.first(), working.spans.last()) else {
        return Some(Why::Off);
    };
    if span.until <= first.from {
        return Some(Why::Later(first.from));
    }
    if last.until <= span.from {
        return Some(Why::Gone(last.until));
    }
    let back = working.spans.iter().find(|work| work.from >= span.until);
    match back {
        Some(back) if !working.spans.iter().any(|work| work.meets(span)) => {
            Some(Why::Break(back.from))
        }
        _ => Some(Why::Partly),
    }
}

/// Somebody who could cover a duty in a half-hour, with what speaks for and against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub staff: StaffId,
    /// Why they are not there; none: they are.
    pub not_here: Option<Why>,
    /// Signed in at a screen at this moment, where the half-hour is the present one.
    pub signed_in: bool,
    /// Until when they are signed off; none: for good.
    pub until: Option<Instant>,
    /// How often they did something in the duty, and when last.
    pub practised: Option<(i64, Instant)>,
    /// What they cover for others in that half-hour already.
    pub covering: Duties,
    /// Was asked for this duty already, and has not answered.
    pub asked: bool,
    /// The duties of their own that only they hold in that half-hour.
    pub alone: Duties,
    /// Open work in the duties that they own, where the half-hour is the present one: orders to pick, parcels to hand over.
    pub load: i64,
    /// May take cash: has a drawer open, or owns or may cover the reception.
    pub cash: bool,
}

/// Everybody who is trained to cover a duty in a half-hour and does not do so already, best first (see [`rank`]). `load` says how
/// much open work a duty has now; it counts in the present half-hour only.
#[must_use]
pub fn candidates(
    staffing: &Staffing,
    duty: Duty,
    half: Half,
    now: Instant,
    load: impl Fn(Duty) -> i64,
) -> Vec<Candidate> {
    let covers = staffing.covers_in(half);
    let is_now = half.span.has(now);
    let mut found = Vec::new();
    for person in &staffing.people {
        let part = staffing.part(person, duty, half, &covers);
        if person.level(duty, half.span) != Some(Level::Cover) || part == Part::Covers {
            continue;
        }
        let mut covering = Duties::NONE;
        let mut asked = false;
        for cover in covers.iter().filter(|of| of.coverer == Some(person.staff)) {
            if cover.stage == CoverStage::Asked {
                asked |= cover.duties.has(duty);
            } else {
                covering = cover.duties.iter().fold(covering, Duties::with);
            }
        }
        let own = own_duties(person, half.span);
        found.push(Candidate {
            staff: person.staff,
            not_here: why_not_here(staffing, person.staff, half),
            signed_in: is_now && person.signed_in,
            until: person.skill(duty).and_then(|skill| skill.until),
            practised: person.practised[duty as usize],
            covering,
            asked,
            alone: own
                .iter()
                .filter(|own| is_alone(staffing, person, *own, half))
                .collect(),
            load: if is_now {
                own.iter().map(&load).sum()
            } else {
                0
            },
            cash: person.drawer || person.level(Duty::Reception, half.span) > Some(Level::Aware),
        });
    }
    found.sort_by_key(|candidate| rank(duty, candidate));
    found
}

fn own_duties(person: &Person, span: Span) -> Duties {
    let own = |duty: &Duty| person.level(*duty, span) == Some(Level::Own);
    super::staffing::board_duties().filter(own).collect()
}

/// Whether nobody else who is there owns or could cover a duty.
fn is_alone(staffing: &Staffing, person: &Person, duty: Duty, half: Half) -> bool {
    let covers = staffing.covers_in(half);
    !staffing
        .people
        .iter()
        .filter(|other| other.staff != person.staff)
        .any(|other| staffing.part(other, duty, half, &covers).holds())
}

/// By what candidates are ordered; the smallest is the best:
///
/// 1. who is there before who would have to come,
/// 2. where the duty takes cash (the reception), who may take it,
/// 3. who covers the fewest other duties at that time,
/// 4. who leaves the fewest duties of their own without anybody else,
/// 5. who is signed in, where it is about now,
/// 6. who has the least open work,
/// 7. who practised the duty last, and most often,
/// 8. and then by their key, so that the order is always the same.
#[must_use]
pub fn rank(duty: Duty, candidate: &Candidate) -> impl Ord + use<> {
    let (times, last) = candidate.practised.unwrap_or((0, Instant(i64::MIN + 1)));
    (
        candidate.not_here.is_some(),
        duty == Duty::Reception && !candidate.cash,
        candidate.covering.iter().count(),
        candidate.alone.iter().count(),
        !candidate.signed_in,
        candidate.load,
        (-last.0, -times),
        candidate.staff,
    )
}
