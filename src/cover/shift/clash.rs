//! Whether somebody can stand in at a time: what clashes with it, each with its cause.

use super::level_in;
use crate::model::roster::Span;
use crate::model::{CoverId, Duties, Duty, Instant, Level, StaffId};
use crate::office::{Permit, Reads, Refused, Row};
use crate::records::{roster, staff};

/// A cover that is being planned, as far as it can clash.
#[derive(Debug, Clone, Copy)]
pub(in crate::cover) struct Wanted {
    /// What is lent.
    pub(in crate::cover) duties: Duties,
    /// Whose.
    pub(in crate::cover) owner: Option<StaffId>,
    /// From when until when.
    pub(in crate::cover) span: Span,
    /// The cover itself, where it is on file already: it does not clash with itself.
    pub(in crate::cover) but: Option<CoverId>,
}

/// Refuses unless this person can stand in through the whole time: is not the owner, is trained until its end, owns nothing of
/// it, covers nothing of it already, works then and is not away.
pub(in crate::cover) fn must_fit(
    reads: &mut impl Reads,
    person: StaffId,
    wanted: &Wanted,
) -> Result<(), Refused> {
    if wanted.owner == Some(person) {
        return Err(Refused::rule("cover-oneself"));
    }
    must_be_active(reads, person)?;
    must_be_trained_until_the_end(reads, person, wanted)?;
    must_be_free(reads, person, wanted)?;
    must_be_at_work(reads, person, wanted.span)
}

/// Refuses whoever would stand in for somebody by whom they are covered at that time: then one of both is away. What was agreed or
/// begun first stands. A line that is played again is older than this rule.
///
/// # Errors
/// `covers-each-other`, with the cover that stands.
pub(in crate::cover) fn must_not_be_mutual(
    permit: &mut Permit<'_>,
    owner: Option<StaffId>,
    coverer: StaffId,
    span: Span,
) -> Result<(), Refused> {
    if permit.is_replayed() {
        return Ok(());
    }
    not_mutual(permit, owner, coverer, span)
}

/// The same for whoever only looks.
pub(super) fn not_mutual(
    reads: &mut impl Reads,
    owner: Option<StaffId>,
    coverer: StaffId,
    span: Span,
) -> Result<(), Refused> {
    let Some(owner) = owner else {
        return Ok(());
    };
    let now = reads.now();
    let row = reads.row(
        "select number, duties, ends_at from cover
         where coverer = $1 and owner = $2 and ended_at is null and orders is null and ends_at > $3 and coalesce(starts_at, begins_at) < $4
           and (starts_at is not null or accepted_at is not null and begins_at > $5) order by id limit 1",
        &[
            owner.0.into(),
            coverer.0.into(),
            span.from.0.into(),
            span.until.0.into(),
            now.0.into(),
        ],
    )?;
    let Some(row) = row else {
        return Ok(());
    };
    Err(Refused::rule("covers-each-other")
        .with("name", staff::name(reads, owner)?)
        .with("other", staff::name(reads, coverer)?)
        .with("duties", row.word(1, Duties::parse)?)
        .with("cover", row.text(0)?)
        .with("until", Instant(row.int(2)?)))
}

/// Refuses somebody who does not work here any more.
pub(in crate::cover) fn must_be_active(
    reads: &mut impl Reads,
    person: StaffId,
) -> Result<(), Refused> {
    let row = reads.row(
        "select name from staff where id = $1 and active = 0",
        &[person.0.into()],
    )?;
    match row {
        Some(row) => Err(Refused::rule("has-left").with("name", row.text(0)?)),
        None => Ok(()),
    }
}

fn must_be_trained_until_the_end(
    reads: &mut impl Reads,
    person: StaffId,
    wanted: &Wanted,
) -> Result<(), Refused> {
    for duty in wanted.duties.iter() {
        let level = level_in(reads, person, duty)?;
        if level == Some(Level::Cover) {
            continue;
        }
        let name = staff::name(reads, person)?;
        return Err(match level {
            Some(Level::Own) => Refused::rule("owns-already")
                .with("name", name)
                .with("duty", duty),
            _ => Refused::not_allowed("not-trained")
                .with("name", name)
                .with("duty", duty),
        });
    }
    let rows = reads.rows(
        "select duty, valid_until from competence where staff = $1 and valid_until is not null and valid_until < $2",
        &[person.0.into(), wanted.span.until.0.into()],
    )?;
    for row in rows {
        let duty = row.word(0, crate::model::Duty::parse)?;
        if wanted.duties.has(duty) {
            return Err(Refused::rule("competence-ends")
                .with("name", staff::name(reads, person)?)
                .with("duty", duty)
                .with("until", Instant(row.int(1)?)));
        }
    }
    Ok(())
}

/// Of covers (key, number, duties) the first one, other than the wanted one itself, that has a duty in common with it.
fn first_in_the_way<'a>(
    rows: &'a [Row],
    wanted: &Wanted,
) -> Result<Option<(Duty, &'a Row)>, Refused> {
    for row in rows {
        let taken: Duties = row.word(2, Duties::parse)?;
        let id = CoverId(row.int(0)?);
        if let Some(duty) = taken.and(wanted.duties).iter().next()
            && Some(id) != wanted.but
        {
            return Ok(Some((duty, row)));
        }
    }
    Ok(None)
}

/// Refuses where the person covers one of the duties then, by a cover that runs or is agreed.
fn must_be_free(reads: &mut impl Reads, person: StaffId, wanted: &Wanted) -> Result<(), Refused> {
    let rows = reads.rows(
        "select id, number, duties from cover
         where coverer = $1 and ended_at is null and ends_at > $2 and coalesce(starts_at, begins_at) < $3 order by id",
        &[
            person.0.into(),
            wanted.span.from.0.into(),
            wanted.span.until.0.into(),
        ],
    )?;
    match first_in_the_way(&rows, wanted)? {
        Some((duty, cover)) => Err(Refused::rule("covers-already")
            .with("name", staff::name(reads, person)?)
            .with("duty", duty)
            .with("cover", cover.text(1)?)),
        None => Ok(()),
    }
}

/// Refuses where the roster says that the person is away then, or does not work through all of it.
fn must_be_at_work(reads: &mut impl Reads, person: StaffId, span: Span) -> Result<(), Refused> {
    let zone = reads.facts().zone;
    let first = span.from.local(zone).date_naive();
    let first = first.pred_opt().unwrap_or(first);
    let mut works: Vec<Span> = Vec::new();
    // The day before, whose night may reach into it; the day itself, and the next.
    for day in roster::days(reads, first, 3)? {
        let Some(working) = day.of(person) else {
            continue;
        };
        if let Some(away) = working.away.iter().find(|away| away.span.meets(span)) {
            return Err(Refused::rule("coverer-away")
                .with("name", staff::name(reads, person)?)
                .with("absence", away.number.as_str())
                .with("until", away.span.until));
        }
        for work in &working.spans {
            match works.last_mut() {
                Some(before) if before.until >= work.from => {
                    before.until = before.until.max(work.until);
                }
                _ => works.push(*work),
            }
        }
    }
    if works.iter().any(|work| work.holds(span)) {
        return Ok(());
    }
    Err(Refused::rule("coverer-not-working")
        .with("name", staff::name(reads, person)?)
        .with("from", span.from)
        .with("until", span.until))
}

/// Refuses where a cover of the same owner over one of the duties is asked for, agreed or runs at that time. One that is late is
/// not in the way: its owner asks somebody else, so that the work is not held up by whoever did not come.
pub(in crate::cover) fn must_be_bare(
    reads: &mut impl Reads,
    wanted: &Wanted,
) -> Result<(), Refused> {
    let Some(owner) = wanted.owner else {
        return Ok(());
    };
    let now = reads.now();
    let rows = reads.rows(
        "select id, number, duties, starts_at is null and accepted_at is null, ends_at from cover
         where owner = $1 and seen_at is null and ended_at is null and orders is null and ends_at > $2 and coalesce(starts_at, begins_at, asked_at) < $3
           and (starts_at is not null or begins_at is null or begins_at > $4) order by id",
        &[
            owner.0.into(),
            wanted.span.from.0.into(),
            wanted.span.until.0.into(),
            now.0.into(),
        ],
    )?;
    let Some((duty, cover)) = first_in_the_way(&rows, wanted)? else {
        return Ok(());
    };
    let id = if cover.flag(3)? {
        "cover-asked-already"
    } else {
        "cover-overlaps"
    };
    Err(Refused::rule(id)
        .with("name", staff::name(reads, owner)?)
        .with("duty", duty)
        .with("cover", cover.text(1)?)
        .with("until", Instant(cover.int(4)?)))
}
