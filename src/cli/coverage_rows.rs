//! The columns and rows of the lists that the coverage board gives: its cells, gaps, single points, trainings, depth and figures.

use crate::cover::figures::{CoverSums, DutySums, Figures};
use crate::model::coverage::{board, gaps};
use crate::model::gap::{Why, candidates, causes};
use crate::model::staffing::{Part, Staffing, board_duties};
use crate::model::training_set::{Step, single_points};
use crate::model::{Duty, Instant};
use crate::records::coverage::resilience_of;
use chrono::Timelike;
use serde_json::{Value, json};

pub(super) const BOARD: &[&str] = &[
    "duty", "time", "from", "until", "state", "owners", "covers", "possible", "names", "could",
];

pub(super) fn board_rows(staffing: &Staffing, zone: chrono_tz::Tz) -> Vec<Vec<Value>> {
    let board = board(staffing);
    let mut rows = Vec::new();
    for duty in board_duties().filter(|duty| board.kept.has(*duty)) {
        for (place, half) in staffing.halves.iter().enumerate() {
            let cell = board.cell(duty, place);
            let covers = staffing.covers_in(*half);
            let codes = |wanted: &[Part]| {
                let people = staffing
                    .people
                    .iter()
                    .filter(|person| wanted.contains(&staffing.part(person, duty, *half, &covers)));
                let codes: Vec<&str> = people.map(|person| person.code.as_str()).collect();
                codes.join(" ")
            };
            let local = half.span.from.local(zone);
            rows.push(vec![
                json!(duty),
                json!(format!(
                    "{} {:02}:{:02}",
                    local.date_naive(),
                    local.hour(),
                    local.minute()
                )),
                json!(half.span.from),
                json!(half.span.until),
                json!(cell.state().as_str()),
                json!(cell.owners),
                json!(cell.covers),
                json!(cell.possible),
                json!(codes(&[Part::Owns, Part::Covers])),
                json!(codes(&[Part::Could])),
            ]);
        }
    }
    rows
}

pub(super) const GAPS: &[&str] = &[
    "duty", "from", "until", "minutes", "state", "possible", "cause", "best",
];

/// The word for a cause; an absence has its own kind.
fn cause(why: &Why) -> &str {
    match why {
        Why::Expired(_) => "expired",
        Why::Away(_, kind) => kind,
        Why::Break(_) => "break",
        Why::Later(_) => "later",
        Why::Gone(_) => "gone",
        Why::Off => "off",
        Why::Partly => "partly",
        Why::Lent(_) => "lent",
    }
}

pub(super) fn gap_rows(
    staffing: &Staffing,
    from: Instant,
    work: &[i64; Duty::ALL.len()],
) -> Vec<Vec<Value>> {
    let code = |id| {
        let person = staffing.person(id);
        person.map_or_else(String::new, |person| person.code.clone())
    };
    gaps(staffing, &board(staffing))
        .into_iter()
        .filter(|gap| gap.span.until > from)
        .map(|gap| {
            let half = staffing.halves[gap.half];
            let causes: Vec<String> = causes(staffing, gap.duty, half)
                .iter()
                .map(|(staff, why)| format!("{}:{}", code(*staff), cause(why)))
                .collect();
            let best: Vec<String> =
                candidates(staffing, gap.duty, half, from, |duty| work[duty as usize])
                    .iter()
                    .filter(|candidate| candidate.not_here.is_none())
                    .take(3)
                    .map(|candidate| code(candidate.staff))
                    .collect();
            vec![
                json!(gap.duty),
                json!(gap.span.from),
                json!(gap.span.until),
                json!(gap.span.minutes()),
                json!(gap.state.as_str()),
                json!(gap.possible),
                json!(if causes.is_empty() {
                    "nobody-owns".to_owned()
                } else {
                    causes.join(" ")
                }),
                json!(best.join(" ")),
            ]
        })
        .collect()
}

pub(super) const POINTS: &[&str] = &[
    "duty",
    "staff",
    "minutes",
    "first_at",
    "beyond_training_minutes",
];

pub(super) fn point_rows(staffing: &Staffing) -> Vec<Vec<Value>> {
    let found = single_points(staffing);
    let rows = found.points.iter().map(|point| {
        let staff = point.staff.and_then(|id| staffing.person(id));
        vec![
            json!(point.duty),
            json!(staff.map(|person| person.code.as_str())),
            json!(point.minutes),
            json!(point.first),
            json!(point.fixed),
        ]
    });
    rows.collect()
}

pub(super) const TRAININGS: &[&str] = &["duty", "staff", "level", "minutes", "fewest", "step"];

pub(super) fn training_rows(staffing: &Staffing) -> Vec<Vec<Value>> {
    let found = single_points(staffing);
    let rows = found.trainings.iter().map(|training| {
        let staff = staffing.person(training.staff);
        let fewest = if found.at_most.has(training.duty) {
            "at-most"
        } else {
            "exact"
        };
        vec![
            json!(training.duty),
            json!(staff.map(|person| person.code.as_str())),
            json!(training.step.level()),
            json!(training.minutes),
            json!(fewest),
            json!(match training.step {
                Step::Learn => "learn",
                Step::Renew(_) => "renew",
            }),
        ]
    });
    rows.collect()
}

pub(super) const DEPTH: &[&str] = &["duty", "by", "of", "least", "thin_minutes", "open_minutes"];

pub(super) fn depth_rows(staffing: &Staffing, zone: chrono_tz::Tz) -> Vec<Vec<Value>> {
    let deep = resilience_of(staffing, &board(staffing), zone);
    let mut rows = Vec::new();
    for duty in board_duties().filter(|duty| deep.kept.has(*duty)) {
        let weeks = deep
            .weeks
            .iter()
            .map(|(date, of)| ("week", date.to_string(), of[duty as usize]));
        let hours = deep.hours.iter().map(|(minute, of)| {
            let time = format!("{:02}:{:02}", minute / 60, minute % 60);
            ("time", time, of[duty as usize])
        });
        for (by, of, depth) in weeks.chain(hours) {
            rows.push(vec![
                json!(duty),
                json!(by),
                json!(of),
                json!(depth.least),
                json!(depth.thin),
                json!(depth.minutes),
            ]);
        }
    }
    rows
}

pub(super) const FIGURES: &[&str] = &[
    "from",
    "until",
    "duty",
    "owned_minutes",
    "covered_minutes",
    "bare_minutes",
    "gaps",
    "covers",
    "cover_minutes",
    "asked",
    "found",
    "find_minutes",
    "review",
    "disputed",
    "served",
    "waited",
    "wait_minutes",
];

/// Minutes to one decimal; none where there were none.
fn minutes(times: &[i64]) -> Value {
    match CoverSums::middle(times) {
        Some(time) => json!(format!("{}.{}", time / 60_000, time % 60_000 / 6_000)),
        None => Value::Null,
    }
}

pub(super) fn figure_rows(sums: &Figures) -> Vec<Vec<Value>> {
    let row = |duty: &str, of: &DutySums| {
        let covers = &of.covers;
        vec![
            json!(sums.first.to_string()),
            json!(sums.next.to_string()),
            json!(duty),
            json!(of.owned),
            json!(of.covered),
            json!(of.bare),
            json!(of.gaps),
            json!(covers.covers),
            json!(covers.ran / 60_000),
            json!(covers.asked),
            json!(covers.finding.len()),
            minutes(&covers.finding),
            json!(covers.review),
            json!(covers.disputed),
            json!(covers.served),
            json!(covers.waited.len()),
            minutes(&covers.waited),
        ]
    };
    let mut rows: Vec<_> = board_duties()
        .filter(|duty| sums.kept.has(*duty))
        .map(|duty| row(duty.as_str(), &sums.duties[duty as usize]))
        .collect();
    rows.push(row("all", &sums.all));
    rows
}
