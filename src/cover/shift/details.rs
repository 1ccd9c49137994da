//! What the list of covers says of one: its state in a word, when it is, who asked whom, and what it comes from.

use super::{Cover, Status};
use crate::cover::arrangement::Arrangement;
use crate::model::Instant;
use crate::office::{Reader, Reads, Refused};
use crate::pane::Look;
use crate::words::{Words, named};
use ratatui::style::Style;

/// Where a cover or an arrangement comes from and goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    /// Who asked, planned, declared or proposed it, and when.
    by: String,
    at: Option<Instant>,
    /// Who was asked; empty: anyone who can.
    asked: String,
    /// The covers that it goes on with and that go on with it, and the arrangement that it comes from.
    numbers: Vec<String>,
    arrangement: String,
}

impl Made {
    pub(super) fn of_cover(reader: &mut Reader<'_>, cover: &Cover) -> Result<Self, Refused> {
        let row = reader.row(
            "select coalesce(s.name, ''), j.at, coalesce(a.name, ''), coalesce(p.number, ''), coalesce(r.number, '')
             from cover c cross join journal j on j.seq = c.seq left join staff s on s.id = j.staff left join staff a on a.id = c.asked
             left join cover p on p.id = c.parent left join arrangement r on r.id = c.arrangement where c.id = $1",
            &[cover.id.0.into()],
        )?;
        let Some(row) = row else {
            return Ok(Self::default());
        };
        let mut numbers = vec![row.text(3)?];
        for child in reader.rows(
            "select number from cover where parent = $1 order by id limit 5",
            &[cover.id.0.into()],
        )? {
            numbers.push(child.text(0)?);
        }
        numbers.retain(|number| !number.is_empty());
        Ok(Self {
            by: row.text(0)?,
            at: row.int_or_none(1)?.map(Instant),
            asked: row.text(2)?,
            numbers,
            arrangement: row.text(4)?,
        })
    }

    pub(super) fn of_arrangement(
        reader: &mut Reader<'_>,
        arrangement: &Arrangement,
    ) -> Result<Self, Refused> {
        let row = reader.row(
            "select j.at from arrangement a cross join journal j on j.seq = a.seq where a.id = $1",
            &[arrangement.id.into()],
        )?;
        Ok(Self {
            by: crate::records::staff::name(reader, arrangement.made_by)?,
            at: row.map(|row| row.int(0)).transpose()?.map(Instant),
            asked: crate::records::staff::name(reader, arrangement.other())?,
            ..Self::default()
        })
    }
}

/// What a cover is now, in a word.
pub(super) fn state(cover: &Cover, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    match cover.status(look.now) {
        _ if cover.is_late(look.now) => (words.cover_state_late(), theme.bad),
        Status::Asked => (words.cover_state_asked(), theme.warn),
        Status::Planned if cover.swap_wanted().is_some() => {
            (words.cover_state_offered(), theme.warn)
        }
        Status::Planned => (words.cover_state_planned(), theme.plain),
        Status::Running => (words.cover_state_running(), theme.good),
        Status::Ended if cover.starts_at.is_none() && cover.ended_at.is_none() => {
            (words.word("ended", "never-begun"), theme.warn)
        }
        Status::Ended => (
            words.word("ended", cover.ended_how.as_deref().unwrap_or("timed-out")),
            theme.plain,
        ),
    }
}

/// What an arrangement is now, in a word.
pub(super) fn state_of_arrangement(arrangement: &Arrangement, look: &Look<'_>) -> (String, Style) {
    let (words, theme) = (look.words, look.theme);
    let today = look.now.local(words.zone()).date_naive();
    if arrangement.ended_at.is_some() {
        (words.arrangement_state_ended(), theme.dim)
    } else if arrangement.agreed_at.is_none() {
        (words.arrangement_state_proposed(), theme.warn)
    } else if arrangement.days.1.is_some_and(|last| last < today) {
        (words.arrangement_state_over(), theme.dim)
    } else {
        (words.arrangement_state_agreed(), theme.good)
    }
}

/// From when until when a cover lent its duties, or is to: none as its beginning where it begins with the answer.
fn lent(cover: &Cover) -> (Option<Instant>, Instant) {
    let from = cover.starts_at.or(cover.begins_at);
    let until = match (cover.starts_at, cover.ended_at) {
        (Some(_), Some(ended)) => ended,
        _ => cover.ends_at,
    };
    (from, until)
}

/// As short as it can be: "12:00–12:30" today, else the day.
pub(super) fn span_cell(cover: &Cover, look: &Look<'_>) -> String {
    let words = look.words;
    let day = |at: Instant| at.local(words.zone()).date_naive();
    match lent(cover) {
        (Some(from), until) if day(from) == day(look.now) => {
            format!("{}–{}", words.time(from), words.time(until))
        }
        (Some(from), _) => words.short_day(day(from)),
        (None, until) if day(until) == day(look.now) => format!("–{}", words.time(until)),
        (None, until) => words.short_day(day(until)),
    }
}

/// On which days and from when: "mo-fr 12:00", or in full "mo-fr 12:00–12:30".
pub(in crate::cover) fn arranged_on(
    arrangement: &Arrangement,
    words: &Words,
    in_full: bool,
) -> String {
    let at = |minute: i64| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let (starts, ends) = arrangement.minutes;
    let days = words.weekdays(arrangement.weekdays);
    if in_full {
        format!("{days} {}–{}", at(starts), at(ends))
    } else {
        format!("{days} {}", at(starts))
    }
}

/// Who asked whom and when, in a line.
fn asked(made: &Made, carried: bool, look: &Look<'_>) -> Option<String> {
    let when = look.words.when(made.at?, look.now);
    let (who, whom) = (made.by.as_str(), made.asked.as_str());
    Some(if whom == who || whom.is_empty() && carried {
        look.words
            .covers_made_by(named::When(when), named::Who(who))
    } else if whom.is_empty() {
        look.words
            .covers_made_anyone(named::When(when), named::Who(who))
    } else {
        look.words
            .covers_made_asked(named::When(when), named::Who(who), named::Whom(whom))
    })
}

/// The lines about a cover: when and what, why, how it came to be, and what was written.
pub(super) fn of_cover(
    cover: &Cover,
    (coverer, owner): (&str, &str),
    made: Option<&Made>,
    look: &Look<'_>,
) -> Vec<String> {
    let words = look.words;
    let (from, until) = lent(cover);
    let span = match from {
        Some(from) => words.span(from, until, look.now),
        None => format!("–{}", words.when(until, look.now)),
    };
    let names: Vec<&str> = [coverer, owner]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let mut lines = vec![
        format!(
            "{span}  {}  ({})",
            names.join(" > "),
            words.duties(cover.duties)
        ),
        format!(
            "{}, {}",
            state(cover, look).0,
            words.word("reason", cover.why())
        ),
    ];
    if let Some(made) = made {
        let carried = cover.coverer.is_some();
        lines.extend(asked(made, carried, look));
        if !made.arrangement.is_empty() {
            lines.push(words.covers_from_arrangement(made.arrangement.as_str()));
        }
        if !made.numbers.is_empty() {
            lines.push(words.covers_chain(made.numbers.join(", ")));
        }
    }
    for note in [&cover.note, &cover.hand_back, &cover.declined] {
        lines.extend(note.lines().map(str::to_owned));
    }
    lines
}

/// The lines about an arrangement.
pub(super) fn of_arrangement(
    arrangement: &Arrangement,
    (coverer, owner): (&str, &str),
    made: Option<&Made>,
    look: &Look<'_>,
) -> Vec<String> {
    let words = look.words;
    let first = words.day(arrangement.days.0);
    let days = match arrangement.days.1 {
        Some(last) => words.arrangement_days(named::From(first), named::Until(words.day(last))),
        None => words.arrangement_days_from(first),
    };
    let mut lines = vec![
        format!(
            "{}  {coverer} > {owner}  ({})",
            arranged_on(arrangement, words, true),
            words.duties(arrangement.duties)
        ),
        format!(
            "{days}, {}",
            words.word("reason", arrangement.reason.as_str())
        ),
    ];
    lines.extend(made.and_then(|made| asked(made, false, look)));
    lines
}
