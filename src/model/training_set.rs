//! Single points of failure: time in which one person alone could do a duty, and the fewest trainings that end them.

use super::staffing::{Cover, Half, Person, Skill, Staffing};
use super::{Duties, Duty, Instant, Level, StaffId};
use std::collections::BTreeMap;

/// How much the search may look at before it stops and says "at most", for all duties together: well below a second.
pub const SEARCH_MAX: u32 = 20_000_000;

/// One person alone holds a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SinglePoint {
    /// Which duty.
    pub duty: Duty,
    /// Who; none: nobody at all, which is worse.
    pub staff: Option<StaffId>,
    /// For how many minutes.
    pub minutes: i64,
    /// The first moment of it.
    pub first: Instant,
    /// How many of the minutes no training can change, because nobody else is in the office who does not know the duty already.
    pub fixed: i64,
}

/// What somebody is to do for a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Learn it, to the level of cover.
    Learn,
    /// Have their competence renewed at the level that it has: it ends within the time that is looked at.
    Renew(Level),
}

impl Step {
    /// The level that is signed off in the end.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Learn => Level::Cover,
            Self::Renew(level) => level,
        }
    }
}

/// Somebody who is to learn a duty, or to renew what they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Training {
    /// Which duty.
    pub duty: Duty,
    /// Who.
    pub staff: StaffId,
    /// What.
    pub step: Step,
    /// For how many minutes with fewer than two people they would be one more.
    pub minutes: i64,
}

/// Where the office would stand still, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SinglePoints {
    /// By duty, the longest first.
    pub points: Vec<SinglePoint>,
    /// The fewest trainings after which every moment has two people for every duty, or all who are in the office.
    pub trainings: Vec<Training>,
    /// The duties for which the search stopped early: so many trainings suffice, and fewer might.
    pub at_most: Duties,
    /// How many minutes the office is open, each counted once for every duty that is kept.
    pub open: i64,
}

impl SinglePoints {
    /// Who is to be the second for more than one duty, with how many: of two who are away at once they can stand in for one only.
    #[must_use]
    pub fn all_rounders(&self) -> Vec<(StaffId, usize)> {
        let mut duties: BTreeMap<StaffId, usize> = BTreeMap::new();
        for training in &self.trainings {
            *duties.entry(training.staff).or_default() += 1;
        }
        duties.into_iter().filter(|(_, count)| *count > 1).collect()
    }
}

/// People by their place in [`Staffing::people`], in order.
type People = Vec<usize>;

/// Time of a duty that is alike: it needs so many more people, out of these.
type Demands = BTreeMap<(People, usize), i64>;

/// Finds the time with fewer than two people for a duty that is kept, and the fewest trainings that end it: for each duty the
/// smallest set of people such that each half-hour has two, or as many as are in the office. Exact up to [`SEARCH_MAX`].
#[must_use]
pub fn single_points(staffing: &Staffing) -> SinglePoints {
    let mut all = SinglePoints::default();
    let covers: Vec<Vec<&Cover>> = staffing
        .halves
        .iter()
        .map(|half| staffing.covers_in(*half))
        .collect();
    let kept = staffing.kept();
    let mut left = SEARCH_MAX;
    for (nth, duty) in kept.iter().enumerate() {
        let (points, demands) = thin_time(staffing, duty, &covers);
        all.points.extend(points);
        // What one duty does not need is left for the others.
        let share = left / u32::try_from(kept.iter().count() - nth).unwrap_or(1).max(1);
        let (chosen, looked, exact) = fewest(&demands, share);
        left = left.saturating_sub(looked);
        if !exact {
            all.at_most = all.at_most.with(duty);
        }
        let chosen = chosen.iter().filter_map(|place| {
            let person = staffing.people.get(*place)?;
            Some(Training {
                duty,
                staff: person.staff,
                step: step(person, duty),
                minutes: helps(&demands, *place),
            })
        });
        all.trainings.extend(chosen);
    }
    let open: i64 = staffing.halves.iter().map(|half| half.span.minutes()).sum();
    all.open = open * i64::try_from(kept.iter().count()).unwrap_or(0);
    all.trainings
        .sort_by_key(|one| (std::cmp::Reverse(one.minutes), one.duty, one.staff));
    all
}

/// What somebody would have to do for a duty.
fn step(person: &Person, duty: Duty) -> Step {
    let knew = |skill: &Skill| skill.level > Level::Aware;
    match person.skill(duty).filter(knew) {
        Some(skill) => Step::Renew(skill.level),
        None => Step::Learn,
    }
}

/// The points of one duty, and what would have to be added.
fn thin_time(
    staffing: &Staffing,
    duty: Duty,
    covers: &[Vec<&Cover>],
) -> (Vec<SinglePoint>, Demands) {
    let mut by_holder: BTreeMap<Option<StaffId>, SinglePoint> = BTreeMap::new();
    let mut demands = Demands::new();
    for (half, covers) in staffing.halves.iter().zip(covers) {
        let (holders, out_of) = who(staffing, duty, *half, covers);
        let Some(wanted) = 2_usize.checked_sub(holders.len()).filter(|lack| *lack > 0) else {
            continue;
        };
        let need = wanted.min(out_of.len());
        let staff = holders
            .first()
            .and_then(|place| staffing.people.get(*place))
            .map(|person| person.staff);
        let minutes = half.span.minutes();
        let point = by_holder.entry(staff).or_insert(SinglePoint {
            duty,
            staff,
            minutes: 0,
            first: half.span.from,
            fixed: 0,
        });
        point.minutes += minutes;
        point.fixed += if need < wanted { minutes } else { 0 };
        if need > 0 {
            *demands.entry((out_of, need)).or_default() += minutes;
        }
    }
    let mut points: Vec<_> = by_holder.into_values().collect();
    points.sort_by_key(|point| (point.staff.is_some(), std::cmp::Reverse(point.minutes)));
    (points, demands)
}

/// Who holds a duty in a half-hour, and who would if they were trained for it or had it renewed.
fn who(staffing: &Staffing, duty: Duty, half: Half, covers: &[&Cover]) -> (People, People) {
    let (mut holders, mut out_of) = (People::new(), People::new());
    for (place, person) in staffing.people.iter().enumerate() {
        if staffing.part(person, duty, half, covers).holds() {
            holders.push(place);
            if holders.len() == 2 {
                break;
            }
        } else if staffing
            .part_once_trained(person, duty, half, covers)
            .holds()
        {
            out_of.push(place);
        }
    }
    (holders, out_of)
}

/// For how many minutes somebody would be one more.
fn helps(demands: &Demands, place: usize) -> i64 {
    let of = demands
        .iter()
        .filter(|((out_of, _), _)| out_of.contains(&place));
    of.map(|(_, minutes)| *minutes).sum()
}

/// The people worth trying as bits of the search.
type Bits = u128;

/// Time that is alike, in the bits of the search.
#[derive(Debug, Clone, Copy)]
struct Demand {
    out_of: Bits,
    need: u32,
}

/// The fewest people that meet every demand, how much was looked at, and whether they are certainly the fewest.
fn fewest(demands: &Demands, budget: u32) -> (People, u32, bool) {
    let people = useful(demands);
    let greedy = greedy(demands, &people);
    // More people who differ than there are bits: what suffices is said, and that fewer might.
    if people.len() > Bits::BITS as usize {
        return (greedy, 0, false);
    }
    let bits = |of: &[usize]| {
        let bit = |place: &usize| people.iter().position(|known| known == place);
        of.iter()
            .filter_map(bit)
            .fold(0, |bits: Bits, at| bits | 1 << at)
    };
    let wanted: Vec<Demand> = demands
        .keys()
        .map(|(out_of, need)| Demand {
            out_of: bits(out_of),
            need: u32::try_from(*need).unwrap_or(u32::MAX),
        })
        .collect();
    let mut search = Search {
        people: people.len(),
        best: bits(&greedy),
        looked: 0,
        budget,
    };
    search.go(&wanted, 0, 0);
    let chosen = (0..people.len()).filter(|at| search.best & 1 << at != 0);
    let chosen = chosen.map(|at| people[at]).collect();
    (chosen, search.looked, search.looked < budget)
}

/// The people worth trying, who help most first. Of people who help in the same half-hours two are enough, since no half-hour
/// needs more.
fn useful(demands: &Demands) -> People {
    let mut helped: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (nth, (out_of, _)) in demands.keys().enumerate() {
        for place in out_of {
            helped.entry(*place).or_default().push(nth);
        }
    }
    let mut alike: BTreeMap<&[usize], People> = BTreeMap::new();
    for (place, demands) in &helped {
        let same = alike.entry(demands).or_default();
        if same.len() < 2 {
            same.push(*place);
        }
    }
    let mut people: People = alike.into_values().flatten().collect();
    people.sort_by_cached_key(|place| (std::cmp::Reverse(helps(demands, *place)), *place));
    people
}

/// Always whoever meets the most that is still wanted.
fn greedy(demands: &Demands, people: &[usize]) -> People {
    let mut chosen = People::new();
    loop {
        let unmet = |(out_of, need): &(People, usize)| {
            out_of.iter().filter(|place| chosen.contains(place)).count() < *need
        };
        let open: Vec<&People> = demands
            .keys()
            .filter(|of| unmet(of))
            .map(|of| &of.0)
            .collect();
        let meets = |place: &usize| open.iter().filter(|of| of.contains(place)).count();
        let free = people.iter().filter(|place| !chosen.contains(place));
        let next = free
            .map(|place| (meets(place), *place))
            .rev()
            .max_by_key(|(meets, _)| *meets);
        match next.filter(|(meets, _)| *meets > 0) {
            Some((_, place)) => chosen.push(place),
            None => return chosen,
        }
    }
}

struct Search {
    people: usize,
    best: Bits,
    looked: u32,
    budget: u32,
}

impl Search {
    /// Branches over who meets the demand that fewest people can meet; `passed` are those who were tried before. Leaves a branch that
    /// cannot get below the best: demands that have nobody in common need people of their own.
    fn go(&mut self, demands: &[Demand], chosen: Bits, passed: Bits) {
        self.looked = self
            .looked
            .saturating_add(u32::try_from(demands.len()).unwrap_or(u32::MAX));
        if self.looked >= self.budget {
            return;
        }
        let (mut least, mut taken, mut bound) = (None, 0, 0);
        for demand in demands {
            let need = demand
                .need
                .saturating_sub((demand.out_of & chosen).count_ones());
            if need == 0 {
                continue;
            }
            let free = demand.out_of & !chosen & !passed;
            let count = free.count_ones();
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
        for at in 0..self.people {
            let bit = 1 << at;
            if free & bit != 0 {
                self.go(demands, chosen | bit, passed);
                passed |= bit;
            }
        }
    }
}
