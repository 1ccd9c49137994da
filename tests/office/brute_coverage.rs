//! The coverage board beside a model that knows nothing but minutes: any office, people with nights, breaks and absences, odd open
//! hours, clock changes, covers lent and asked for; cells, single points, their minutes and the fewest trainings.

use crate::chance::{Chance, times};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use swingdoor::model::coverage::{State, board, gaps};
use swingdoor::model::roster::{Away, Hours, Span, Working};
use swingdoor::model::staffing::{Cover, CoverStage, Day, Person, Skill, Staffing, with_nights};
use swingdoor::model::training_set::{Step, single_points};
use swingdoor::model::{Desk, Duties, Duty, Instant, Level, StaffId};

const ZONE: chrono_tz::Tz = chrono_tz::Europe::Prague;
const MINUTE: i64 = 60_000;
const DUTIES: [Duty; 3] = [Duty::Reception, Duty::Stock, Duty::Production];

fn id(number: usize) -> StaffId {
    StaffId(i64::try_from(number + 1).unwrap())
}

/// A while that begins within so many hours of a moment.
fn any_span(chance: &mut Chance, base: Instant, hours: u64) -> Span {
    let from = base.0 + i64::try_from(chance.below(hours * 6)).unwrap() * 10 * MINUTE;
    let long = [5, 10, 15, 30, 45, 90, 240, 600][chance.place(8)];
    Span {
        from: Instant(from),
        until: Instant(from + long * MINUTE),
    }
}

fn any_person(chance: &mut Chance, number: usize, base: Instant) -> Person {
    let mut skills = [None; Duty::ALL.len()];
    for duty in DUTIES {
        let level = [
            None,
            None,
            Some(Level::Aware),
            Some(Level::Cover),
            Some(Level::Own),
        ][chance.place(5)];
        let until = (chance.below(3) == 0).then(|| {
            let days = i64::try_from(chance.below(4)).unwrap();
            Instant(base.0 + days * 24 * 60 * MINUTE)
        });
        skills[duty as usize] = level.map(|level| Skill { level, until });
    }
    Person {
        staff: id(number),
        code: number.to_string(),
        name: number.to_string(),
        skills,
        practised: [None; Duty::ALL.len()],
        signed_in: false,
        drawer: false,
    }
}

/// Three to eight people over three days, which may be those on which the clocks change.
fn any_office(chance: &mut Chance) -> Staffing {
    const WORK: [&str; 7] = [
        "",
        "8:00-16:30",
        "8:00-12:00,12:30-16:30",
        "7:10-10:00,10:10-15:50",
        "22:00-6:00",
        "0:00-8:00",
        "16:00-24:00",
    ];
    const OPEN: [&str; 6] = [
        "8:00-17:00",
        "8:20-11:50,12:40-17:10",
        "6:00-22:00",
        "0:00-16:00",
        "18:00-2:00",
        "22:00-6:00",
    ];
    let first = [(2026, 10, 24), (2027, 3, 27), (2026, 11, 23)][chance.place(3)];
    let first = NaiveDate::from_ymd_opt(first.0, first.1, first.2).unwrap();
    let count = 3 + chance.place(6);
    let midnight = Hours::parse("0:00-1:00").unwrap().on(first, ZONE)[0].from;
    let people: Vec<Person> = (0..count)
        .map(|number| any_person(chance, number, midnight))
        .collect();
    let open = Hours::parse(OPEN[chance.place(OPEN.len())]).unwrap();
    let mut days = Vec::new();
    for date in first.iter_days().take(3) {
        let at_work = people.iter().map(|person| {
            let hours = Hours::parse(WORK[chance.place(WORK.len())]).unwrap();
            let spans = hours.on(date, ZONE);
            let first = spans.first().filter(|_| chance.below(5) == 0);
            let away = first.map(|first| Away {
                span: any_span(chance, first.from, 8),
                kind: "errand".to_owned(),
                number: String::new(),
            });
            Working {
                staff: person.staff,
                desk: Desk::Front,
                spans,
                beside: Vec::new(),
                away: away.into_iter().collect(),
            }
        });
        days.push(Day {
            date,
            people: at_work.collect(),
            open: open.on(date, ZONE),
        });
    }
    let covers = (0..chance.below(6)).map(|number| {
        let base = Instant(midnight.0 + i64::try_from(chance.below(3)).unwrap() * 24 * 60 * MINUTE);
        Cover {
            number: number.to_string(),
            duties: Duties::NONE.with(DUTIES[chance.place(3)]),
            owner: Some(id(chance.place(count))),
            coverer: Some(id(chance.place(count))),
            span: any_span(chance, base, 20),
            stage: [CoverStage::Asked, CoverStage::Planned, CoverStage::Running][chance.place(3)],
        }
    });
    let covers = covers
        .filter(|cover| cover.owner != cover.coverer)
        .collect();
    let office = Staffing {
        people,
        days: with_nights(&days),
        covers,
        done: Duties::NONE.with(Duty::Stock),
        not_done: if chance.below(4) == 0 {
            Duties::NONE.with(Duty::Production)
        } else {
            Duties::NONE
        },
        ..Staffing::default()
    };
    office.with_halves(ZONE)
}

/// In so many minutes nothing changes: all times of this office are whole ones of them.
const GRAIN: i64 = 5;

/// What somebody is now, and once they have learnt the duty or renewed what they know.
type Parts = (Option<char>, Option<char>);

/// The model: it looks at every five minutes by itself.
struct Minutes<'a>(&'a Staffing);

impl Minutes<'_> {
    fn of(span: Span) -> impl Iterator<Item = Instant> {
        (span.from.0..span.until.0)
            .step_by(usize::try_from(GRAIN * MINUTE).unwrap())
            .map(Instant)
    }

    /// Away at a minute, whatever day it was entered for.
    fn is_away(&self, staff: StaffId, at: Instant) -> bool {
        let mut of = self.0.days.iter().flat_map(|day| &day.people);
        of.any(|one| one.staff == staff && one.away.iter().any(|away| away.span.has(at)))
    }

    fn is_here(&self, staff: StaffId, at: Instant) -> bool {
        let mut of = self.0.days.iter().flat_map(|day| &day.people);
        of.any(|one| one.staff == staff && one.spans.iter().any(|span| span.has(at)))
            && !self.is_away(staff, at)
    }

    fn is_here_in(&self, staff: StaffId, span: Span) -> bool {
        Self::of(span).all(|at| self.is_here(staff, at))
    }

    /// How much both have in common.
    fn shared(cover: &Cover, half: Span) -> usize {
        Self::of(half).filter(|at| cover.span.has(*at)).count()
    }

    /// Whether it lends the duty in a half-hour: most of it, or just while its owner is missing.
    fn lends(&self, cover: &Cover, duty: Duty, half: Span) -> bool {
        let (shared, all) = (Self::shared(cover, half), Self::of(half).count());
        let missing = || {
            let owner = cover.owner.unwrap();
            Self::of(half).filter(move |at| !self.is_here(owner, *at))
        };
        let bridges =
            shared > 0 && missing().next().is_some() && missing().all(|at| cover.span.has(at));
        cover.stage != CoverStage::Asked && cover.duties.has(duty) && (shared * 2 >= all || bridges)
    }

    /// What somebody with this skill is: 'o'wner, 'c'overs, 'p'ossible, or nothing.
    fn part(&self, person: &Person, skill: Option<Skill>, duty: Duty, half: Span) -> Option<char> {
        let skill = skill.filter(|skill| {
            skill.level > Level::Aware && skill.until.is_none_or(|until| until >= half.until)
        })?;
        let lends = |cover: &&Cover| self.lends(cover, duty, half);
        let is_here = self.is_here_in(person.staff, half);
        let covers = self.0.covers.iter().filter(lends).any(|cover| {
            let shared = Self::shared(cover, half);
            let only_then = shared * 2 < Self::of(half).count();
            let in_it = Self::of(half).filter(|at| cover.span.has(*at));
            cover.coverer == Some(person.staff)
                && (is_here
                    || cover.stage == CoverStage::Running
                        && !Self::of(half).any(|at| self.is_away(person.staff, at))
                    || only_then && in_it.into_iter().all(|at| self.is_here(person.staff, at)))
        });
        if covers && skill.level == Level::Cover {
            return Some('c');
        }
        if !is_here {
            return None;
        }
        let mut lent = self.0.covers.iter().filter(lends);
        match skill.level {
            Level::Own if lent.any(|cover| cover.owner == Some(person.staff)) => None,
            Level::Own => Some('o'),
            _ => Some('p'),
        }
    }

    /// For a half-hour: what each is now, and what each would be with the duty learnt, or renewed.
    fn parts(&self, duty: Duty, half: Span) -> Vec<Parts> {
        let parts = self.0.people.iter().map(|person| {
            let skill = person.skill(duty);
            let level = skill.map_or(Level::Cover, |skill| skill.level.max(Level::Cover));
            let then = Some(Skill { level, until: None });
            (
                self.part(person, skill, duty, half),
                self.part(person, then, duty, half),
            )
        });
        parts.collect()
    }
}

/// The office after these trainings.
fn trained(office: &Staffing) -> Staffing {
    let mut after = office.clone();
    for training in single_points(office).trainings {
        let mut people = after.people.iter_mut();
        let person = people.find(|one| one.staff == training.staff).unwrap();
        person.skills[training.duty as usize] = Some(Skill {
            level: training.step.level(),
            until: None,
        });
    }
    after
}

#[test]
fn cells_gaps_points_minutes_and_the_smallest_set_are_those_of_a_model_that_counts_minutes() {
    let mut chance = Chance(29);
    let mut seen = (0, 0, 0);
    for _ in 0..times(500, 10_000) {
        let office = any_office(&mut chance);
        let model = Minutes(&office);
        let board = board(&office);
        let found = single_points(&office);
        let told = gaps(&office, &board);
        assert!(found.at_most.is_empty());
        for duty in DUTIES {
            let is_done = duty == Duty::Stock
                || office.people.iter().any(|one| {
                    one.skill(duty)
                        .is_some_and(|skill| skill.level > Level::Aware)
                });
            let is_kept = is_done && !office.not_done.has(duty);
            assert_eq!(office.kept().has(duty), is_kept);
            let mut points: BTreeMap<Option<StaffId>, (i64, i64)> = BTreeMap::new();
            let mut wanted: Vec<(u32, u32)> = Vec::new();
            for (place, half) in office.halves.iter().enumerate() {
                let parts = model.parts(duty, half.span);
                let count = |which| parts.iter().filter(|(now, _)| *now == Some(which)).count();
                let cell = board.cell(duty, place);
                let told_cell = (cell.owners, cell.covers, cell.possible).map_to_usize();
                assert_eq!(
                    told_cell,
                    (count('o'), count('c'), count('p')),
                    "{duty} {half:?}"
                );
                let is_gap = is_kept && matches!(cell.state(), State::Possible | State::Nobody);
                let in_gap = told
                    .iter()
                    .filter(|gap| gap.duty == duty && gap.span.meets(half.span));
                assert_eq!(in_gap.count(), usize::from(is_gap));
                let bits = |of: &dyn Fn(&Parts) -> bool| {
                    let people = parts.iter().enumerate().filter(|(_, one)| of(one));
                    people.fold(0_u32, |bits, (at, _)| bits | 1 << at)
                };
                let holds = bits(&|one| one.0.is_some());
                let could = bits(&|one| one.0.is_some() || one.1.is_some());
                wanted.push((holds, could));
                if holds.count_ones() < 2 {
                    let alone = (holds != 0).then(|| id(holds.trailing_zeros() as usize));
                    let minutes = GRAIN * i64::try_from(Minutes::of(half.span).count()).unwrap();
                    let point = points.entry(alone).or_default();
                    point.0 += minutes;
                    point.1 += if could.count_ones() < 2 { minutes } else { 0 };
                }
            }
            let told = found.points.iter().filter(|point| point.duty == duty);
            let told = told.map(|point| (point.staff, (point.minutes, point.fixed)));
            let told: BTreeMap<_, _> = told.collect();
            assert_eq!(
                told,
                if is_kept { points } else { BTreeMap::new() },
                "{duty}"
            );
            let ends_all = |set: u32| {
                wanted.iter().all(|(holds, could)| {
                    (holds | could & set).count_ones() >= could.count_ones().min(2)
                })
            };
            let smallest = (0..1_u32 << office.people.len())
                .filter(|set| ends_all(*set))
                .map(u32::count_ones)
                .min();
            let advised: Vec<_> = found
                .trainings
                .iter()
                .filter(|one| one.duty == duty)
                .collect();
            let count = u32::try_from(advised.len()).unwrap();
            assert_eq!(
                Some(count),
                smallest.filter(|_| is_kept).or(Some(0)),
                "{duty}"
            );
            seen.0 += advised.len();
            for training in advised {
                let person = office.person(training.staff).unwrap();
                let knows = person
                    .skill(duty)
                    .filter(|skill| skill.level > Level::Aware);
                // Whoever knows it has to have an end to what they know, and keeps the level.
                assert_eq!(
                    training.step,
                    knows.map_or(Step::Learn, |skill| Step::Renew(skill.level))
                );
                assert!(knows.is_none_or(|skill| skill.until.is_some()));
                seen.1 += usize::from(knows.is_some());
            }
            seen.2 += usize::from(count > 1);
        }
        // Signing the set off ends every point that it names: what is left nobody can change.
        let after = single_points(&trained(&office));
        assert!(after.trainings.is_empty(), "{after:?}");
        assert!(
            after
                .points
                .iter()
                .all(|point| point.fixed == point.minutes)
        );
    }
    assert!(seen.0 > 100 && seen.1 > 20 && seen.2 > 10, "{seen:?}");
}

trait ToUsize {
    fn map_to_usize(self) -> (usize, usize, usize);
}

impl ToUsize for (u16, u16, u16) {
    fn map_to_usize(self) -> (usize, usize, usize) {
        (self.0.into(), self.1.into(), self.2.into())
    }
}

#[test]
fn three_hundred_people_whose_days_all_differ_get_an_answer_with_a_bound_and_nobody_is_cut_off() {
    let mut chance = Chance(19);
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let mut office = any_office(&mut chance);
    office.covers.clear();
    office.people = (0..300)
        .map(|number| Person {
            skills: [None; Duty::ALL.len()],
            ..any_person(&mut chance, number, Instant(0))
        })
        .collect();
    let last = id(299);
    office.people[299].skills[Duty::Stock as usize] = Some(Skill {
        level: Level::Own,
        until: None,
    });
    let working = office.people.iter().map(|person| {
        let hour = 6 + chance.below(12);
        let minute = chance.below(60);
        let hours = format!("{hour}:{minute:02}-{}:{minute:02}", hour + 2);
        let hours = if person.staff == last {
            "6:00-20:00".to_owned()
        } else {
            hours
        };
        Working {
            staff: person.staff,
            desk: Desk::Back,
            spans: Hours::parse(&hours).unwrap().on(date, ZONE),
            beside: Vec::new(),
            away: Vec::new(),
        }
    });
    office.days = vec![Day {
        date,
        people: working.collect(),
        open: Hours::parse("6:00-20:00").unwrap().on(date, ZONE),
    }];
    let office = office.with_halves(ZONE);
    let found = single_points(&office);
    let holds = found.points.iter().find(|point| point.duty == Duty::Stock);
    assert_eq!(holds.and_then(|point| point.staff), Some(last));
    assert!(single_points(&trained(&office)).trainings.is_empty());
}
