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
                beside: Vec::new(),
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
        ..Staffing::default()
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
