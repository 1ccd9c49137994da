//! `swingdoor list coverage`, `gaps`, `single-points`, `training-set` and `resilience`: the board without a screen, as it is or without somebody.

use super::coverage_rows::{
    BOARD, DEPTH, FIGURES, GAPS, POINTS, TRAININGS, board_rows, depth_rows, figure_rows, gap_rows,
    point_rows, training_rows,
};
use super::export::{Form, write_fields};
use super::output::{Exit, Stop};
use super::place::Place;
use crate::cover::figures::{Period, figures};
use crate::model::Instant;
use crate::model::roster::{Hours, Span};
use crate::model::staffing::Supposed;
use crate::model::time::{parse_date, parse_when};
use crate::office::{Reads, Refused};
use crate::records::coverage::{open_work, staffing};
use crate::records::{roster, staff};
use chrono::{Days, NaiveDate};
use serde_json::Value;
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
            supposed.extend(without(reader, text, first, days)?);
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
) -> Result<Vec<Supposed>, Refused> {
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
        return Ok(vec![Supposed { staff, span }]);
    }
    // The hours of its first day, as the roster takes them.
    if let Some(hours) = Hours::parse(times).filter(|hours| !hours.is_off()) {
        let spans = hours.on(first, zone).into_iter();
        return Ok(spans.map(|span| Supposed { staff, span }).collect());
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
            return Ok(vec![Supposed {
                staff,
                span: Span { from, until },
            }]);
        }
    }
    Err(Refused::usage("bad-date").with("value", text))
}
