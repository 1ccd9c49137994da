//! One person's day as a band: a sign for each quarter, half or whole hour.

use super::letter;
use crate::model::roster::{Mark, Span, Working};
use crate::model::time::from_local;
use crate::model::{AbsenceKind, Desk, Instant};
use crate::records::roster::Day;
use crate::ui::text;
use crate::words::Words;
use chrono::{NaiveDate, TimeDelta, Timelike};

/// The quarters, halves or whole hours that the columns of a band stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    first_hour: i64,
    hours: i64,
    per_hour: i64,
}

impl Scale {
    /// Whole hours round everything that happens on the day, in as small steps as fit into so many columns.
    pub(super) fn of(day: &Day, midnight: Instant, columns: i64) -> Self {
        let spans = day.people.iter().flat_map(|person| &person.spans);
        let spans: Vec<&Span> = spans.chain(&day.open).collect();
        let hour = |at: Instant| (at.0 - midnight.0).div_euclid(3_600_000);
        let first = spans.iter().map(|span| hour(span.from)).min().unwrap_or(8);
        let last = spans
            .iter()
            .map(|span| hour(Instant(span.until.0 - 1)) + 1)
            .max();
        let first_hour = (first - 1).max(0);
        let hours = (last.unwrap_or(17) + 1 - first_hour).max(1);
        let per_hour = [4, 2, 1].into_iter().find(|per| hours * per <= columns);
        Self {
            first_hour,
            hours,
            per_hour: per_hour.unwrap_or(1),
        }
    }

    fn columns(self) -> i64 {
        self.hours * self.per_hour
    }

    /// The middle of a column, on the clock of the wall.
    fn at(self, column: i64, date: NaiveDate, zone: chrono_tz::Tz) -> Instant {
        let step = 60 / self.per_hour;
        let minutes = self.first_hour * 60 + column * step + step / 2;
        let wall = date.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(minutes);
        from_local(zone, wall)
    }

    /// The column in which a moment of this day lies.
    pub(super) fn column(self, at: Instant, date: NaiveDate, zone: chrono_tz::Tz) -> Option<i64> {
        let local = at.local(zone);
        let days = local.date_naive().signed_duration_since(date).num_days();
        let minutes = days * 1440 + i64::from(local.hour() * 60 + local.minute());
        let column = (minutes - self.first_hour * 60).div_euclid(60 / self.per_hour);
        (0..self.columns()).contains(&column).then_some(column)
    }

    /// "8   9   10  11": each hour where it begins.
    pub(super) fn heading(self) -> String {
        let wide = usize::try_from(self.per_hour).unwrap_or(1);
        let every = if wide >= 3 { 1 } else { 4 / wide };
        let mut line = String::new();
        for nth in (0..usize::try_from(self.hours).unwrap_or(0)).step_by(every) {
            let hour = (self.first_hour + i64::try_from(nth).unwrap_or(0)).rem_euclid(24);
            line.push_str(&text::left(&hour.to_string(), wide * every));
        }
        line
    }
}

/// What stands for a moment in a band.
fn sign(mark: &Mark<'_>, desk: Desk, words: &Words) -> char {
    match (mark, desk) {
        (Mark::Off, _) => ' ',
        (Mark::Break, _) => '·',
        (Mark::Work, Desk::Front) => '█',
        (Mark::Work, Desk::Back) => '▒',
        (Mark::Away(kind), _) => letter(kind, words),
    }
}

/// The band of somebody on a day.
pub(super) fn band(working: &Working, scale: Scale, date: NaiveDate, words: &Words) -> String {
    (0..scale.columns())
        .map(|column| {
            let at = scale.at(column, date, words.zone());
            sign(&working.mark(at), working.desk, words)
        })
        .collect()
}

/// "█ front desk  ▒ back office  · break  H holiday": the letters of those reasons that are in sight.
pub(super) fn legend(days: &[Day], words: &Words) -> String {
    let mut parts = vec![
        format!("█ {}", words.word("desk", "front")),
        format!("▒ {}", words.word("desk", "back")),
        format!("· {}", words.roster_break()),
    ];
    let people = days.iter().flat_map(|day| &day.people);
    let away: Vec<&str> = people
        .flat_map(|person| &person.away)
        .map(|away| away.kind.as_str())
        .collect();
    for kind in AbsenceKind::ALL.iter().map(|kind| kind.as_str()) {
        if away.contains(&kind) {
            let word = words.word("absence-kind", kind);
            parts.push(format!("{} {word}", letter(kind, words)));
        }
    }
    parts.join("  ")
}
