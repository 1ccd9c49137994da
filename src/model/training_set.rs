//! Single points of failure: half-hours in which one person alone could do a duty, and the fewest trainings that end them.

use super::staffing::{Part, Staffing, board_duties};
use super::{Duties, Duty, Instant, StaffId};
use std::collections::BTreeMap;

/// How many places of the search are looked at for one duty before it stops and says "at most": some milliseconds of work.
pub const SEARCH_MAX: u32 = 50_000;

/// One person alone holds a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SinglePoint {
    /// Which duty.
    pub duty: Duty,
    /// Who; none: nobody at all, which is worse.
    pub staff: Option<StaffId>,
    /// In how many half-hours.
    pub halves: u32,
    /// The first moment of it.
    pub first: Instant,
    /// How many of the half-hours no training can change, because nobody else is in the office.
    pub fixed: u32,
}

/// Somebody who is to learn a duty to the level of cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Training {
    /// Which duty.
    pub duty: Duty,
    /// Who.
    pub staff: StaffId,
    /// In how many half-hours with fewer than two people they would be one more.
    pub halves: u32,
}

/// Where the office would stand still, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SinglePoints {
    /// By duty, the longest first.
    pub points: Vec<SinglePoint>,
    /// The fewest trainings after which every half-hour has two people for every duty, or all who are in the office.
    pub trainings: Vec<Training>,
    /// The duties for which the search stopped early: so many trainings suffice, and fewer might.
    pub at_most: Duties,
    /// How many half-hours are open, each counted once for every duty that is kept.
    pub open: u32,
}

/// The people of the office as bits, by their place in [`Staffing::people`].
type People = u128;

/// How many people are looked at: the first 128.
const PEOPLE_MAX: usize = 128;

/// Half-hours of a duty that are alike: they need so many more people, out of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Demand {
    out_of: People,
    need: u32,
}

/// Finds the half-hours with fewer than two people for a duty that is kept, and the fewest trainings that end them: for each duty
/// the smallest set of people such that each of these half-hours has two, or as many as are in the office. Exact up to
/// [`SEARCH_MAX`] steps for each duty.
#[must_use]
pub fn single_points(staffing: &Staffing) -> SinglePoints {
    let mut all = SinglePoints::default();
    let here = here_in(staffing);
    for duty in staffing.kept().iter() {
        let mut by_holder: BTreeMap<Option<StaffId>, SinglePoint> = BTreeMap::new();
        let mut demands: BTreeMap<(People, u32), u32> = BTreeMap::new();
        for (place, half) in staffing.halves.iter().enumerate() {
            all.open += 1;
            let holders = holders(staffing, duty, place);
            if holders.count_ones() >= 2 {
                continue;
            }
            let out_of = here[place] & !holders;
            let need = (2 - holders.count_ones()).min(out_of.count_ones());
            let staff = staffing
                .people
                .get(holders.trailing_zeros() as usize)
                .map(|person| person.staff);
            let point = by_holder.entry(staff).or_insert(SinglePoint {
                duty,
                staff,
                halves: 0,
                first: half.span.from,
                fixed: 0,
            });
            point.halves += 1;
            point.fixed += u32::from(need < 2 - holders.count_ones());
            if need > 0 {
                *demands.entry((out_of, need)).or_default() += 1;
            }
        }
        let mut points: Vec<_> = by_holder.into_values().collect();
        points.sort_by_key(|point| (point.staff.is_some(), std::cmp::Reverse(point.halves)));
        all.points.extend(points);
        let wanted: Vec<Demand> = demands
            .keys()
            .map(|(out_of, need)| Demand {
                out_of: *out_of,
                need: *need,
            })
            .collect();
        let (chosen, exact) = fewest(&wanted, &useful(&demands));
        if !exact {
            all.at_most = all.at_most.with(duty);
        }
        for (place, person) in staffing.people.iter().take(PEOPLE_MAX).enumerate() {
            let bit = 1 << place;
            if chosen & bit != 0 {
                all.trainings.push(Training {
                    duty,
                    staff: person.staff,
                    halves: helps(&demands, bit),
                });
            }
        }
    }
    all.trainings
        .sort_by_key(|one| (std::cmp::Reverse(one.halves), one.duty, one.staff));
    all
}

/// Who owns or may cover a duty and is there, in the half-hour at this place.
fn holders(staffing: &Staffing, duty: Duty, place: usize) -> People {
    let half = staffing.halves[place];
    let covers = staffing.covers_in(half);
    let mut bits = 0;
    for (at, person) in staffing.people.iter().take(PEOPLE_MAX).enumerate() {
        if staffing.part(person, duty, half, &covers) != Part::None {
            bits |= 1 << at;
        }
    }
    bits
}

/// Who is there, in each half-hour.
fn here_in(staffing: &Staffing) -> Vec<People> {
    let is_here = |half: &super::staffing::Half, person: &super::staffing::Person| {
        staffing
            .working(half.day, person.staff)
            .is_some_and(|working| working.is_here_through(half.span))
    };
    let people = || staffing.people.iter().take(PEOPLE_MAX).enumerate();
    staffing
        .halves
        .iter()
        .map(|half| {
            people()
                .filter(|(_, person)| is_here(half, person))
                .fold(0, |bits, (at, _)| bits | 1 << at)
        })
        .collect()
}

/// In how many half-hours somebody would be one more.
fn helps(demands: &BTreeMap<(People, u32), u32>, bit: People) -> u32 {
    let of = demands.iter().filter(|((out_of, _), _)| out_of & bit != 0);
    of.map(|(_, halves)| *halves).sum()
}

/// The people worth trying, who help most first. Of people who help in the same half-hours two are enough, since no half-hour
/// needs more.
fn useful(demands: &BTreeMap<(People, u32), u32>) -> Vec<People> {
    let mut alike: BTreeMap<Vec<bool>, Vec<People>> = BTreeMap::new();
    for at in 0..PEOPLE_MAX {
        let bit = 1 << at;
        let helps: Vec<bool> = demands.keys().map(|(of, _)| of & bit != 0).collect();
        if helps.contains(&true) {
            let same = alike.entry(helps).or_default();
            if same.len() < 2 {
                same.push(bit);
            }
        }
    }
    let mut people: Vec<People> = alike.into_values().flatten().collect();
    people.sort_by_key(|bit| (std::cmp::Reverse(helps(demands, *bit)), *bit));
    people
}

/// The fewest of these people that meet every demand, and whether that is certain.
fn fewest(demands: &[Demand], people: &[People]) -> (People, bool) {
    let mut search = Search {
        people,
        best: greedy(demands, people),
        looked: 0,
    };
    search.go(demands, 0, 0);
    (search.best, search.looked < SEARCH_MAX)
}

/// What is still wanted when these people are trained.
fn unmet(demand: &Demand, chosen: People) -> u32 {
    demand
        .need
        .saturating_sub((demand.out_of & chosen).count_ones())
}

/// Always whoever meets the most that is still wanted.
fn greedy(demands: &[Demand], people: &[People]) -> People {
    let mut chosen = 0;
    loop {
        let meets = |bit: People| {
            let wants = |demand: &&Demand| demand.out_of & bit != 0 && unmet(demand, chosen) > 0;
            demands.iter().filter(wants).count()
        };
        let next = people
            .iter()
            .filter(|bit| chosen & **bit == 0)
            .max_by_key(|bit| meets(**bit))
            .filter(|bit| meets(**bit) > 0);
        match next {
            Some(bit) => chosen |= bit,
            None => return chosen,
        }
    }
}

struct Search<'a> {
    people: &'a [People],
    best: People,
    looked: u32,
}

impl Search<'_> {
    /// Branches over who meets the demand that fewest people can meet; `passed` are those who were tried before. Leaves a branch that
    /// cannot get below the best: demands that have nobody in common need people of their own.
    fn go(&mut self, demands: &[Demand], chosen: People, passed: People) {
        self.looked += 1;
        if self.looked >= SEARCH_MAX {
            return;
        }
        let (mut least, mut taken, mut bound) = (None, 0, 0);
        for demand in demands {
            let need = unmet(demand, chosen);
            if need == 0 {
                continue;
            }
            let free = demand.out_of & !chosen & !passed;
            let count = self.within(free);
            if count < need {
                return;
            }
            if least.is_none_or(|(best, _)| count - need < best) {
                least = Some((count - need, free));
            }
            if taken & free == 0 {
                taken |= free;
                bound += need;
            }
        }
        let Some((_, free)) = least else {
            if chosen.count_ones() < self.best.count_ones() {
                self.best = chosen;
            }
            return;
        };
        if chosen.count_ones() + bound.max(1) >= self.best.count_ones() {
            return;
        }
        let mut passed = passed;
        for at in 0..self.people.len() {
            let bit = self.people[at];
            if free & bit != 0 {
                self.go(demands, chosen | bit, passed);
                passed |= bit;
            }
        }
    }

    fn within(&self, free: People) -> u32 {
        let among = self.people.iter().filter(|bit| free & **bit != 0);
        u32::try_from(among.count()).unwrap_or(u32::MAX)
    }
}

/// How deep a duty is manned in a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Depth {
    /// The fewest people who could do it in any half-hour of it.
    pub least: u16,
    /// In how many half-hours there are fewer than two.
    pub thin: u32,
    /// How many half-hours it has; 0: the office is closed.
    pub halves: u32,
}

impl Depth {
    /// With one half-hour more.
    #[must_use]
    pub fn and(self, depth: u16) -> Self {
        Self {
            least: if self.halves == 0 {
                depth
            } else {
                self.least.min(depth)
            },
            thin: self.thin + u32::from(depth < 2),
            halves: self.halves + 1,
        }
    }
}

/// What the board would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Loss {
    /// Half-hours in which an owner is there now, and none would be.
    pub without_owner: u32,
    /// Half-hours in which nobody at all could do the duty any more.
    pub bare: u32,
    /// Half-hours in which one person alone would be left.
    pub single: u32,
    /// The first moment at which the board would be worse.
    pub first: Option<Instant>,
}

/// Compares two boards of the same half-hours.
#[must_use]
pub fn loss(
    staffing: &Staffing,
    before: &super::coverage::Board,
    after: &super::coverage::Board,
) -> Loss {
    let mut loss = Loss::default();
    for duty in board_duties() {
        for (place, half) in staffing.halves.iter().enumerate() {
            let (was, is) = (before.cell(duty, place), after.cell(duty, place));
            if was == is {
                continue;
            }
            loss.without_owner += u32::from(was.owners > 0 && is.owners == 0);
            loss.bare += u32::from(was.depth() > 0 && is.depth() == 0);
            loss.single += u32::from(was.depth() > 1 && is.depth() == 1);
            let first = loss.first.unwrap_or(half.span.from);
            loss.first = Some(first.min(half.span.from));
        }
    }
    loss
}
