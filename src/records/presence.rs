//! Who is here, at lunch, out, gone home or not in today: it follows open sign-ins, absences, and covers of whoever is away.
//!
//! Here is who sits at a screen. A command (`do`) that runs under somebody's code is no presence: nobody reads there, so whoever runs it
//! is not asked first, and its end ends no cover.

use super::roster::{days, midnight};
use crate::model::roster::Working;
use crate::model::{AbsenceKind, CoverReason, Desk, Instant, Presence, StaffId, Whereabouts};
use crate::office::{Reads, Refused};
use std::collections::BTreeMap;

/// Everybody who is active, by name, and where they are now. Who signs in after an absence or a cover began is back. Why somebody is
/// away says "other" to whoever may not see it.
///
/// # Errors
/// What the store reports.
pub fn presence(reads: &mut impl Reads) -> Result<Vec<Presence>, Refused> {
    let now = reads.now();
    let today = super::roster::today(reads);
    let here = signed_in(reads)?;
    let away = away(reads, now)?;
    let gone = signed_out_since(reads, midnight(today, reads.facts().zone))?;
    // A night that began yesterday may still be on.
    let roster = days(reads, today.pred_opt().unwrap_or(today), 2)?;
    let mut all = Vec::new();
    for row in reads.rows(
        "select id, code, name, desk from staff where active = 1 order by name, id",
        &[],
    )? {
        let staff = StaffId(row.int(0)?);
        let shifts = roster.iter().filter_map(|day| day.of(staff));
        let whereabouts = match (here.get(&staff), away.get(&staff)) {
            (Some((terminal, since)), Some((_, began, _))) if since > began => {
                Whereabouts::Here(terminal.clone())
            }
            (_, Some((kind, _, until))) => {
                let is_told = AbsenceKind::parse(kind).is_some_and(AbsenceKind::is_said_to_all)
                    || reads.may_see_why(staff);
                let kind = if is_told {
                    kind
                } else {
                    AbsenceKind::Other.as_str()
                };
                Whereabouts::Away(kind.to_owned(), *until)
            }
            (Some((terminal, _)), None) => Whereabouts::Here(terminal.clone()),
            (None, None) => by_roster(shifts, gone.get(&staff).copied(), now),
        };
        all.push(Presence {
            staff,
            code: row.text(1)?,
            name: row.text(2)?,
            desk: row.word(3, Desk::parse)?,
            whereabouts,
        });
    }
    Ok(all)
}

/// Of somebody who is not signed in and of whom nothing is said.
fn by_roster<'a>(
    shifts: impl Iterator<Item = &'a Working>,
    gone: Option<Instant>,
    now: Instant,
) -> Whereabouts {
    let spans: Vec<_> = shifts.flat_map(|working| &working.spans).collect();
    let next = spans.iter().find(|span| span.from > now);
    match (gone, next) {
        (Some(at), _) => Whereabouts::Gone(at),
        (None, _) if spans.iter().any(|span| span.has(now)) => {
            let first = spans.iter().find(|span| span.until > now);
            Whereabouts::Missing(first.map_or(now, |span| span.from))
        }
        (None, Some(span)) => Whereabouts::Later(span.from),
        (None, None) => Whereabouts::NotToday,
    }
}

/// Who sits at a screen: at which, and since when; the newest of several.
fn signed_in(reads: &mut impl Reads) -> Result<BTreeMap<StaffId, (String, Instant)>, Refused> {
    let rows = reads.rows(
        "select staff, terminal, opened_at from sign_in where closed_at is null and screen = 1 order by opened_at, id",
        &[],
    )?;
    let mut here = BTreeMap::new();
    for row in rows {
        here.insert(StaffId(row.int(0)?), (row.text(1)?, Instant(row.int(2)?)));
    }
    Ok(here)
}

/// Who left a screen since this moment: when last.
fn signed_out_since(
    reads: &mut impl Reads,
    since: Instant,
) -> Result<BTreeMap<StaffId, Instant>, Refused> {
    let rows = reads.rows(
        "select staff, max(closed_at) from sign_in where screen = 1 and closed_at is not null and closed_at >= $1 group by staff",
        &[since.0.into()],
    )?;
    let mut gone = BTreeMap::new();
    for row in rows {
        gone.insert(StaffId(row.int(0)?), Instant(row.int(1)?));
    }
    Ok(gone)
}

/// Why, since when and until when.
type Out = (String, Instant, Instant);

/// Who is away: by an absence that counts, else by a cover that runs because its owner is away.
fn away(reads: &mut impl Reads, now: Instant) -> Result<BTreeMap<StaffId, Out>, Refused> {
    let mut away = BTreeMap::new();
    for row in reads.rows(
        "select owner, reason, starts_at, ends_at from cover
         where starts_at is not null and starts_at > $1 and starts_at <= $2 and ends_at > $2 and ended_at is null and owner is not null and orders is null",
        &[now.plus_minutes(-24 * 60).0.into(), now.0.into()],
    )? {
        let reason = row.word(1, CoverReason::parse)?;
        if matches!(reason, CoverReason::Lunch | CoverReason::Errand | CoverReason::Sick) {
            let out = (row.text(1)?, Instant(row.int(2)?), Instant(row.int(3)?));
            away.insert(StaffId(row.int(0)?), out);
        }
    }
    for row in reads.rows(
        "select staff, kind, starts_at, ends_at from absence where state = 'approved' and ends_at > $1 and starts_at <= $1 order by ends_at, id",
        &[now.0.into()],
    )? {
        let out = (row.text(1)?, Instant(row.int(2)?), Instant(row.int(3)?));
        away.insert(StaffId(row.int(0)?), out);
    }
    Ok(away)
}

/// An absence that runs: its number, why, and until when.
#[derive(Debug, Clone)]
pub struct RunningAbsence {
    /// As people know it.
    pub number: String,
    /// Why.
    pub kind: AbsenceKind,
    /// Until when.
    pub until: Instant,
}

/// Why somebody is away now, by an absence that counts. Illness lasts until it is ended; from anything else somebody is back as soon
/// as they sign in at a screen.
///
/// # Errors
/// What the store reports.
pub fn absent(reads: &mut impl Reads, staff: StaffId) -> Result<Option<RunningAbsence>, Refused> {
    let now = reads.now();
    let row = reads.row(
        "select a.number, a.kind, a.ends_at from absence a
         where a.staff = $1 and a.state = 'approved' and a.starts_at <= $2 and a.ends_at > $2
           and (a.kind = 'sick' or not exists (select 1 from sign_in i where i.staff = $1 and i.closed_at is null and i.screen = 1 and i.opened_at > a.starts_at))
         order by a.starts_at limit 1",
        &[staff.0.into(), now.0.into()],
    )?;
    row.map(|row| {
        Ok(RunningAbsence {
            number: row.text(0)?,
            kind: row.word(1, AbsenceKind::parse)?,
            until: Instant(row.int(2)?),
        })
    })
    .transpose()
}

/// Whether somebody sits at a screen.
///
/// # Errors
/// What the store reports.
pub fn at_a_screen(reads: &mut impl Reads, staff: StaffId) -> Result<bool, Refused> {
    let row = reads.row(
        "select 1 from sign_in where staff = $1 and closed_at is null and screen = 1 limit 1",
        &[staff.0.into()],
    )?;
    Ok(row.is_some())
}
