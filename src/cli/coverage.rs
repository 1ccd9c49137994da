//! `swingdoor list coverage`, `gaps`, `single-points`, `training-set` and `resilience`: the board without a screen, as it is or without somebody.

use super::entry::Place;
use super::export::{Form, write_fields};
use super::output::{Exit, Stop};
use crate::cover::figures::{CoverSums, DutySums, Figures, Period, figures};
use crate::model::Instant;
use crate::model::coverage::{Part, Staffing, Supposed, board, board_duties, gaps};
use crate::model::gap::{Why, candidates, causes};
use crate::model::roster::Span;
use crate::model::time::{parse_date, parse_when};
use crate::model::training_set::single_points;
use crate::office::{Reads, Refused};
use crate::records::coverage::{open_work, resilience_of, staffing};
use crate::records::{roster, staff};
use chrono::{Days, NaiveDate, Timelike};
use serde_json::{Value, json};
use std::io::Write;

/// What can be listed.
pub(super) const KINDS: &[&str] = &[
    "coverage",
    "gap",
    "single-point",
    "training-set",
    "resilience",
    "figures",
];

/// Which days, and without whom.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The first day; today if not given.
    pub(super) at: Option<String>,
    /// So many days; one for the board, fourteen for gaps, four weeks for the rest.
    pub(super) days: Option<u16>,
    /// "PM", "PM:12:00-17:00" or "PM:2026-11-30..2026-12-04".
    pub(super) without: Vec<String>,
    /// For figures: week, month or year.
    pub(super) period: Option<String>,
    pub(super) limit: Option<u64>,
}

/// The kind by its name or its plural.
pub(super) fn kind_of(kind: &str) -> Option<&'static str> {
    KINDS
        .iter()
        .copied()
        .find(|known| *known == kind || kind.strip_suffix('s') == Some(known))
}

pub(super) fn list(place: &Place<'_>, kind: &str, asked: &Asked, form: Form) -> Result<Exit, Stop> {
    let mut office = place.open_to_read()?;
    let zone = office.facts().zone;
    let (columns, rows) = office.read(|reader| {
        let today = roster::today(reader);
        let first = match &asked.at {
            Some(text) => parse_date(text, today)
                .ok_or_else(|| Refused::usage("bad-date").with("value", text.as_str()))?,
            None => today,
        };
        if kind == "figures" {
            let period = asked.period.as_deref().and_then(Period::parse);
            let sums = figures(reader, period.unwrap_or(Period::Month), first)?;
            return Ok((FIGURES, figure_rows(&sums)));
        }
        let days = asked.days.unwrap_or(match kind {
            "coverage" => 1,
            "gap" => 14,
            _ => 28,
        });
        let mut supposed = Vec::new();
        for text in &asked.without {
            supposed.push(without(reader, text, first, days)?);
        }
        let staffing = staffing(reader, first, days)?.without(&supposed);
        Ok::<_, Refused>(match kind {
            "coverage" => (BOARD, board_rows(&staffing, zone)),
            "gap" => {
                let work = open_work(reader)?;
                // Of a day that was asked for all of it, of today what is still to come.
                let begins = roster::midnight(first, zone);
                let from = if asked.at.is_some() {
                    begins
                } else {
                    reader.now()
                };
                (GAPS, gap_rows(&staffing, from, &work))
            }
            "single-point" => (POINTS, point_rows(&staffing)),
            "training-set" => (TRAININGS, training_rows(&staffing)),
            _ => (DEPTH, depth_rows(&staffing, zone)),
        })
    })?;
    print(columns, rows, asked.limit, form)
}

/// Prints rows under their columns.
pub(super) fn print(
    columns: &[&str],
    rows: Vec<Vec<Value>>,
    limit: Option<u64>,
    form: Form,
) -> Result<Exit, Stop> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if form == Form::Csv {
        writeln!(out, "{}", columns.join(","))?;
    }
    let limit = limit.map_or(usize::MAX, |limit| {
        usize::try_from(limit).unwrap_or(usize::MAX)
    });
    for row in rows.into_iter().take(limit) {
        write_fields(&mut out, columns.iter().copied().zip(row), form)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Somebody who is taken away for this list only: all its days, a time of its first day, or from a moment until another.
fn without(
    reads: &mut impl Reads,
    text: &str,
    first: NaiveDate,
    days: u16,
) -> Result<Supposed, Refused> {
    let zone = reads.facts().zone;
    let (code, times) = text.split_once(':').unwrap_or((text, ""));
    let (staff, ..) = staff::find(reads, code)?;
    let midnight = |date| roster::midnight(date, zone);
    let begins = midnight(first);
    if times.is_empty() {
        let last = first.checked_add_days(Days::new(u64::from(days)));
        let until = midnight(last.unwrap_or(first));
        let span = Span {
            from: begins,
            until,
        };
        return Ok(Supposed { staff, span });
    }
    // A date alone is its midnight as a beginning, and the next as an end.
    let moment = |text: &str, base: Instant, is_end: bool| match parse_date(text.trim(), first) {
        Some(date) if is_end => date.succ_opt().map(midnight),
        Some(date) => Some(midnight(date)),
        None => parse_when(text, base, zone),
    };
    let splits = times
        .match_indices("..")
        .map(|(at, sign)| (at, sign.len()))
        .chain(times.match_indices('-').map(|(at, sign)| (at, sign.len())));
    for (at, wide) in splits {
        let from = moment(&times[..at], Instant(begins.0 - 1), false);
        // "12:00" of a base just before midnight is on the day before; the first day counts.
        let from = from.map(|from| {
            if from < begins {
                from.plus_minutes(24 * 60)
            } else {
                from
            }
        });
        let until = from.and_then(|from| moment(&times[at + wide..], from, true));
        if let (Some(from), Some(until)) = (from, until)
            && from < until
        {
            return Ok(Supposed {
                staff,
                span: Span { from, until },
            });
        }
    }
    Err(Refused::usage("bad-date").with("value", text))
}

const BOARD: &[&str] = &[
    "duty", "time", "from", "until", "state", "owners", "covers", "possible", "names", "could",
];

fn board_rows(staffing: &Staffing, zone: chrono_tz::Tz) -> Vec<Vec<Value>> {
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

const GAPS: &[&str] = &[
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

fn gap_rows(
    staffing: &Staffing,
    from: Instant,
    work: &[i64; crate::model::Duty::ALL.len()],
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

const POINTS: &[&str] = &[
    "duty",
    "staff",
    "minutes",
    "first_at",
    "beyond_training_minutes",
];

fn point_rows(staffing: &Staffing) -> Vec<Vec<Value>> {
    let found = single_points(staffing);
    let rows = found.points.iter().map(|point| {
        let staff = point.staff.and_then(|id| staffing.person(id));
        vec![
            json!(point.duty),
            json!(staff.map(|person| person.code.as_str())),
            json!(point.halves * 30),
            json!(point.first),
            json!(point.fixed * 30),
        ]
    });
    rows.collect()
}

const TRAININGS: &[&str] = &["duty", "staff", "level", "minutes", "fewest"];

fn training_rows(staffing: &Staffing) -> Vec<Vec<Value>> {
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
            json!("cover"),
            json!(training.halves * 30),
            json!(fewest),
        ]
    });
    rows.collect()
}

const DEPTH: &[&str] = &["duty", "by", "of", "least", "thin_minutes", "open_minutes"];

fn depth_rows(staffing: &Staffing, zone: chrono_tz::Tz) -> Vec<Vec<Value>> {
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
                json!(depth.thin * 30),
                json!(depth.halves * 30),
            ]);
        }
    }
    rows
}

const FIGURES: &[&str] = &[
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

fn figure_rows(sums: &Figures) -> Vec<Vec<Value>> {
    let row = |duty: &str, of: &DutySums| {
        let covers = &of.covers;
        vec![
            json!(sums.first.to_string()),
            json!(sums.next.to_string()),
            json!(duty),
            json!(of.owned * 30),
            json!(of.covered * 30),
            json!(of.bare * 30),
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
