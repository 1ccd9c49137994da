//! The coverage board of any office: what it says, what it says without somebody, and which trainings it asks for.

use crate::chance::{Chance, times};
use crate::stage::MORNING;
use chrono::NaiveDate;
use swingdoor::model::coverage::{State, board, gaps};
use swingdoor::model::gap::{candidates, causes};
use swingdoor::model::roster::{Span, Working};
use swingdoor::model::staffing::{
    Cover, CoverStage, Day, Person, Skill, Staffing, Supposed, board_duties,
};
use swingdoor::model::training_set::single_points;
use swingdoor::model::{Desk, Duties, Duty, Instant, Level, StaffId};

const HOUR: i64 = 3_600_000;

/// Any office: a few people with any competences, two days, any hours and absences, some covers.
fn any_office(chance: &mut Chance) -> Staffing {
    let at = |day: usize, half: u64| {
        Instant(
            MORNING.0
                + i64::try_from(day).unwrap() * 24 * HOUR
                + i64::try_from(half).unwrap() * HOUR / 2,
        )
    };
    let any_span = |chance: &mut Chance, day: usize| {
        let from = chance.below(16);
        Span {
            from: at(day, from),
            until: at(day, from + 1 + chance.below(8)),
        }
    };
    let count = 1 + chance.below(6);
    let mut people = Vec::new();
    for id in 1..=count {
        let mut skills = [None; Duty::ALL.len()];
        for duty in [Duty::Reception, Duty::Sales, Duty::Stock] {
            let level = [
                None,
                Some(Level::Aware),
                Some(Level::Cover),
                Some(Level::Own),
            ][chance.place(4)];
            let day = chance.place(2);
            let until = (chance.below(4) == 0).then(|| any_span(chance, day).until);
            skills[duty as usize] = level.map(|level| Skill { level, until });
        }
        people.push(Person {
            staff: StaffId(i64::try_from(id).unwrap()),
            code: id.to_string(),
            name: id.to_string(),
            skills,
            practised: [None; Duty::ALL.len()],
            signed_in: chance.below(2) == 0,
            drawer: chance.below(2) == 0,
        });
    }
    let mut days = Vec::new();
    for day in 0..2 {
        let mut working = Vec::new();
        for person in &people {
            let start = chance.below(6);
            let spans = match chance.below(4) {
                0 => Vec::new(),
                1 => vec![Span {
                    from: at(day, start),
                    until: at(day, start + 10),
                }],
                _ => vec![
                    Span {
                        from: at(day, start),
                        until: at(day, start + 4),
                    },
                    Span {
                        from: at(day, start + 5),
                        until: at(day, start + 12),
                    },
                ],
            };
            working.push(Working {
                staff: person.staff,
                desk: Desk::Front,
                spans,
                away: Vec::new(),
            });
        }
        days.push(Day {
            date: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            open: vec![Span {
                from: at(day, 0),
                until: at(day, 18),
            }],
            people: working,
        });
    }
    let covers = (0..chance.below(4))
        .map(|number| {
            let day = chance.place(2);
            Cover {
                number: number.to_string(),
                duties: Duties::NONE.with([Duty::Reception, Duty::Stock][chance.place(2)]),
                owner: Some(StaffId(i64::try_from(1 + chance.below(count)).unwrap())),
                coverer: Some(StaffId(i64::try_from(1 + chance.below(count)).unwrap())),
                span: any_span(chance, day),
                stage: [CoverStage::Asked, CoverStage::Planned, CoverStage::Running]
                    [chance.place(3)],
            }
        })
        .filter(|cover: &Cover| cover.owner != cover.coverer)
        .collect();
    let office = Staffing {
        people,
        days,
        covers,
        halves: Vec::new(),
    };
    let supposed: Vec<Supposed> = (0..chance.below(3))
        .map(|_| {
            let day = chance.place(2);
            Supposed {
                staff: StaffId(i64::try_from(1 + chance.below(count)).unwrap()),
                span: any_span(chance, day),
            }
        })
        .collect();
    office.without(&supposed).with_halves(chrono_tz::UTC)
}

#[test]
fn the_board_never_says_more_than_there_is() {
    let mut chance = Chance(7);
    for _ in 0..times(400, 20_000) {
        let office = any_office(&mut chance);
        let board = board(&office);
        assert_eq!(board.len(), 36);
        for (place, half) in office.halves.iter().enumerate() {
            for duty in board_duties() {
                let able = |least: Level| {
                    office.people.iter().filter(move |person| {
                        person.skill(duty).is_some_and(|skill| {
                            skill.level >= least
                                && skill.until.is_none_or(|until| until >= half.span.until)
                        })
                    })
                };
                let here = |person: &&Person| {
                    office
                        .working(half.day, person.staff)
                        .unwrap()
                        .is_here_through(half.span)
                };
                let cell = board.cell(duty, place);
                let owners = able(Level::Own)
                    .filter(|one| one.skill(duty).unwrap().level == Level::Own)
                    .filter(here);
                assert!(usize::from(cell.owners) <= owners.count());
                assert!(usize::from(cell.depth()) <= able(Level::Cover).count());
                if cell.state() == State::Owner {
                    assert!(able(Level::Own).any(|person| here(&person)));
                }
                if cell.covers > 0 {
                    assert!(
                        office
                            .covers
                            .iter()
                            .any(|cover| cover.stage != CoverStage::Asked
                                && cover.duties.has(duty)
                                && cover.counts_in(half.span))
                    );
                }
                // Whoever owns it and is not counted has a reason that can be said.
                let owning = office.people.iter().filter(|person| {
                    person
                        .skill(duty)
                        .is_some_and(|skill| skill.level == Level::Own)
                });
                assert_eq!(
                    causes(&office, duty, *half).len() + usize::from(cell.owners),
                    owning.count()
                );
                let best = candidates(&office, duty, *half, half.span.from, |_| 0);
                assert_eq!(
                    best.iter().filter(|one| one.not_here.is_none()).count(),
                    usize::from(cell.possible)
                );
                assert!(best.is_sorted_by_key(|one| one.not_here.is_some()));
            }
        }
    }
}

#[test]
fn a_supposition_of_nobody_changes_nothing_and_one_of_somebody_never_makes_it_better() {
    let mut chance = Chance(11);
    for _ in 0..times(400, 20_000) {
        let office = any_office(&mut chance);
        let before = board(&office);
        assert_eq!(board(&office.without(&[])), before);
        let somebody = office.people[chance.place(office.people.len())].staff;
        let span = office.halves[chance.place(30)].span;
        let after = board(&office.without(&[Supposed {
            staff: somebody,
            span,
        }]));
        for duty in board_duties() {
            for (place, half) in office.halves.iter().enumerate() {
                let (was, is) = (before.cell(duty, place), after.cell(duty, place));
                assert!(is.depth() <= was.depth() && was.depth() <= is.depth() + 1);
                assert!(half.span.meets(span) || was == is);
            }
        }
    }
}

#[test]
fn every_gap_is_told_once() {
    let mut chance = Chance(13);
    for _ in 0..times(400, 20_000) {
        let office = any_office(&mut chance);
        let board = board(&office);
        let told = gaps(&office, &board);
        for duty in board_duties() {
            for (place, half) in office.halves.iter().enumerate() {
                let count = told
                    .iter()
                    .filter(|gap| gap.duty == duty && gap.span.meets(half.span))
                    .count();
                assert_eq!(count, usize::from(board.is_gap(duty, place)));
            }
        }
    }
}

/// The office after these trainings.
fn trained(office: &Staffing, trainings: &[(Duty, StaffId)]) -> Staffing {
    let mut office = office.clone();
    for (duty, staff) in trainings {
        let person = office
            .people
            .iter_mut()
            .find(|one| one.staff == *staff)
            .unwrap();
        person.skills[*duty as usize] = Some(Skill {
            level: Level::Cover,
            until: None,
        });
    }
    office
}

/// Whether every half-hour of a duty has two people, or all who are in the office.
fn is_safe(office: &Staffing, duty: Duty) -> bool {
    let board = board(office);
    office.halves.iter().enumerate().all(|(place, half)| {
        let covers = office.covers_in(*half);
        let able = |person: &&Person| {
            office
                .working(half.day, person.staff)
                .unwrap()
                .is_here_through(half.span)
                || office.part(person, duty, *half, &covers)
                    != swingdoor::model::staffing::Part::None
        };
        let lent = |person: &&Person| {
            covers.iter().any(|cover| {
                cover.stage != CoverStage::Asked
                    && cover.owner == Some(person.staff)
                    && cover.duties.has(duty)
            }) && person.level(duty, half.span) == Some(Level::Own)
        };
        let most = office
            .people
            .iter()
            .filter(able)
            .filter(|person| !lent(person))
            .count();
        usize::from(board.cell(duty, place).depth()) >= most.min(2)
    })
}

#[test]
fn the_trainings_end_every_single_point_and_are_the_fewest_that_do() {
    let mut chance = Chance(17);
    for _ in 0..times(150, 5_000) {
        let office = any_office(&mut chance);
        // A cover that somebody cannot carry makes them learn it anew; the rule is about the roster.
        let office = Staffing {
            covers: Vec::new(),
            ..office
        };
        let found = single_points(&office);
        assert!(found.at_most.is_empty());
        let all: Vec<(Duty, StaffId)> = found
            .trainings
            .iter()
            .map(|one| (one.duty, one.staff))
            .collect();
        let safe = trained(&office, &all);
        for duty in office.kept().iter() {
            assert!(is_safe(&safe, duty), "{duty} {found:?}");
            // No smaller set does it: every subset of people is tried.
            let count = all.iter().filter(|(of, _)| *of == duty).count();
            for set in 0..1_u32 << office.people.len() {
                if usize::try_from(set.count_ones()).unwrap() >= count {
                    continue;
                }
                let chosen: Vec<_> = office
                    .people
                    .iter()
                    .enumerate()
                    .filter(|(at, person)| {
                        set & 1 << at != 0
                            && person.skill(duty).is_none_or(|skill| {
                                skill.level != Level::Own || skill.until.is_some()
                            })
                    })
                    .map(|(_, person)| (duty, person.staff))
                    .collect();
                assert!(
                    !is_safe(&trained(&office, &chosen), duty),
                    "{duty} by {chosen:?} instead of {found:?}"
                );
            }
        }
        let again = single_points(&safe);
        assert!(again.trainings.is_empty(), "{again:?}");
    }
}

#[test]
fn fifty_people_whose_days_are_all_different_get_an_answer_with_a_bound() {
    let mut chance = Chance(19);
    let mut office = any_office(&mut chance);
    office.people = (1..=50)
        .map(|id| Person {
            staff: StaffId(id),
            code: id.to_string(),
            name: id.to_string(),
            skills: [None; Duty::ALL.len()],
            practised: [None; Duty::ALL.len()],
            signed_in: false,
            drawer: false,
        })
        .collect();
    office.people[0].skills[Duty::Stock as usize] = Some(Skill {
        level: Level::Own,
        until: None,
    });
    let open = office.days[0].open[0];
    office.days.truncate(1);
    office.days[0].people = office
        .people
        .iter()
        .map(|person| {
            let from = Instant(open.from.0 + i64::try_from(chance.below(17)).unwrap() * HOUR / 2);
            Working {
                staff: person.staff,
                desk: Desk::Back,
                spans: vec![Span {
                    from,
                    until: Instant(from.0 + HOUR),
                }],
                away: Vec::new(),
            }
        })
        .collect();
    let office = office.with_halves(chrono_tz::UTC);
    let found = single_points(&office);
    let all: Vec<_> = found
        .trainings
        .iter()
        .map(|one| (one.duty, one.staff))
        .collect();
    assert!(is_safe(&trained(&office, &all), Duty::Stock));
}
